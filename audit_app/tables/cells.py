"""What stands in the cells of tables that people make: headers as they compare, blanks, Excel's apostrophes."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

LONGEST_HEADER = 100

_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)*(?:[eE][+-]?[0-9]+)?")
_MARKED = frozenset("=+-@\t\r\n'")  # formulas begin so, and the texts already marked
_EDGES = " \t\r\n\v\f\xa0\u2007\u202f\u200b\ufeff"
_BLANKS = frozenset(
    ("", "null", "-", "--", "—", "–", "n/a", "#n/a", "n.a.", "n/d", "n.d.", "s/d", "s.d.")
    + ("a definir", "por definir", "sin dato", "sin datos", "(en blanco)")
)
_LONGEST_BLANK = max(map(len, _BLANKS))


@lru_cache(maxsize=4096)
def fold(header: str) -> str:
    """Return a header as it is compared: no case, accents, blanks, punctuation or the small º of «Nº»."""
    if len(header) > LONGEST_HEADER:
        return ""
    plain = unicodedata.normalize("NFKD", header.casefold().replace("º", "").replace("ª", ""))
    return "".join(character for character in plain if character.isalnum())


def bare(text: str) -> str:
    """Return a cell's text without the blanks and Excel's apostrophe around it; nothing for a word that means none."""
    if len(text) > _LONGEST_BLANK and text[0].isalnum() and text[-1].isalnum():
        return text
    text = text.strip(_EDGES)
    if text.startswith("'"):
        text = without_apostrophe(text).strip(_EDGES)
    return "" if len(text) <= _LONGEST_BLANK and text.casefold() in _BLANKS else text


def bares(cells: Iterable[str]) -> dict[str, str]:
    """Return the bare text of each different cell; most are what they seem, and the look of both their ends says so."""
    return {
        cell: cell
        if cell[:1].isalnum()
        and cell[-1:].isalnum()
        and (len(cell) > _LONGEST_BLANK or cell.casefold() not in _BLANKS)
        else bare(cell)
        for cell in set(cells)
    }


def harmless(text: str) -> str:
    """Return a text with an apostrophe before what a spreadsheet would run as a formula; numbers stay as they are."""
    return "'" + text if text[:1] in _MARKED and not _NUMBER.fullmatch(text) else text


def without_apostrophe(text: str) -> str:
    """Return a text without the apostrophe that Excel or ``harmless`` put before it; 'quoted' words keep theirs."""
    if not text.startswith("'"):
        return text
    rest = text[1:]
    return rest if "'" not in rest or rest[:1] in _MARKED else text
