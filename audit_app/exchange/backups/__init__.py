"""The backup of an audit: one file that holds all of its folder that cannot be made again."""
