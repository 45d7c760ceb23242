"""The percentages: on pages, on the command line, and as files to take elsewhere."""
