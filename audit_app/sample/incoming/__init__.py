"""A list on its way in: what a person says of it on the page, its reading, its problems and doubts, and its confirmation."""
