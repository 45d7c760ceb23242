"""Texts as a list gives them, and names that tell groups apart."""

from unicodedata import normalize

from audit_app.sample.values import Cells, Read
from audit_app.tables.cells import bares

LONGEST_TEXT = 500


def texts(cells: Cells) -> Read:
    """Read free text, kept as it is."""
    read = bares(cells)
    told = {cell for cell, text in read.items() if len(text) > LONGEST_TEXT}
    return Read([read[cell] or None for cell in cells], told)


def names(cells: Cells) -> Read:
    """Read names that tell groups apart: blanks of any kind and number, and ways to write an accent, make no difference."""
    read = {cell: " ".join(normalize("NFC", text).split()) or None for cell, text in bares(cells).items()}
    return Read([read[cell] for cell in cells], texts(list(read)).told)
