"""The works by where they are: the map and its table, nearest first, and the route of a day."""
