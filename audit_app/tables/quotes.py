"""Where the quotes of a CSV file are wrong: they never close, text follows them, or they swallowed whole rows."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

_QUOTED = re.compile(r'"[^"]*+(?:""[^"]*+)*+"')
_LINE_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Break:
    """A cell with broken quotes: its row as the spreadsheet numbers it, its position in the row, and what it holds."""

    row: int
    cell: int
    text: str
    kind: Literal["never_closes", "text_after", "swallowed_rows"]


def broken(record: str, row: int, delimiter: str) -> Iterator[Break]:
    """Yield the first broken cell of a record that a strict reader refuses."""
    record = record.rstrip("\r\n")
    at = cell = 0
    while at <= len(record):
        quoted = _QUOTED.match(record, at)
        if quoted is None and record.startswith('"', at):
            yield Break(row, cell, record[at:], "never_closes")
            return
        after = quoted.end() if quoted else at
        end = record.find(delimiter, after)
        end = len(record) if end < 0 else end
        if quoted and record[after:end].strip():
            yield Break(row, cell, record[at:end], "text_after")
            return
        at, cell = end + 1, cell + 1


def swallowed(row: Sequence[str], number: int, width: int, delimiter: str) -> Iterator[Break]:
    """Yield each cell of a row one of whose inner lines, read alone, has as many cells as the header."""
    for position, cell in enumerate(row):
        inner = _LINE_BREAK.split(cell)[1:]
        if any(len(next(csv.reader([line], delimiter=delimiter), [])) == width for line in inner):
            yield Break(number, position, cell, "swallowed_rows")
