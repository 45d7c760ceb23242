"""Planning: how many works to draw, and the draw of the sample, repeatable from its record."""
