"""Codes of places: digits that spreadsheets strip of their zeros."""

import re

from audit_app.sample.values import Cells, Read
from audit_app.tables.cells import bares

_DIGITS = re.compile(r"([0-9]+)(?:\.0+)?")


def codes(cells: Cells, widths: tuple[int, ...]) -> Read:
    """Read codes: digits too few for a width are completed with zeros to the next one; other texts are kept."""
    read: dict[str, str | None] = {}
    told = set()
    for cell, text in bares(cells).items():
        digits = _DIGITS.fullmatch(text)
        code = digits[1] if digits else text
        width = next((width for width in widths if len(code) <= width), 0) if digits else 0
        read[cell] = code.zfill(width) or None
        if len(code) < width:
            told.add(cell)
    return Read([read[cell] for cell in cells], told)
