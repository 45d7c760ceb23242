"""Tables as people keep them: the sheets of a spreadsheet program, read as text."""
