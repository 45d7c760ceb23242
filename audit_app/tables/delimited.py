"""Rows of a CSV file, a block at a time: its delimiter, its rows as a spreadsheet numbers them, and where its quotes break."""

import csv
import io
import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from audit_app.tables import quotes
from audit_app.tables.cells import fold
from audit_app.tables.encodings import codec_of, errors_of
from audit_app.tables.quotes import Break
from audit_app.tables.source import Source

DELIMITERS = ",;\t|"
TAB = "tab"  # the tabulator by name, for what cannot carry it well
BLOCK = 2000  # rows
END_OF_FILE = "\x1a"
LINES_AFTER_IT = 5
LINES_LOOKED_AT = 200
ROWS_LOOKED_AT = 30
csv.field_size_limit(2**31 - 1)  # quotes that never close hold the rest of the file: that is told, not thrown

_SEPARATOR_LINE = re.compile(r"sep=([,;\t|])\r?\n?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows of a table, the first with its number; ``tall`` are the numbers of those with line breaks inside a cell."""

    first: int
    rows: list[list[str]]
    tall: list[int]
    breaks: list[Break]


def lines(source: Source, encoding: str, skipped: bool = False) -> Iterator[str]:
    """Yield the lines of a file with their ends; a first line that is for Excel alone may be skipped."""
    codec, errors = codec_of(source, encoding), errors_of(encoding)
    with source() as file, io.TextIOWrapper(file, codec, errors=errors, newline="") as text:
        yield from islice(text, int(skipped), None)


def separator_line(source: Source, encoding: str) -> str:
    """Return the delimiter that a first line says for Excel alone, which does not show it as a row."""
    said = _SEPARATOR_LINE.fullmatch(next(lines(source, encoding), ""))
    return said[1] if said else ""


def delimiter_of(source: Source, encoding: str, known: Collection[str]) -> str:
    """Return the delimiter that shows most known headers in a row; then, the one that makes wide, even rows."""
    start = list(islice(lines(source, encoding), LINES_LOOKED_AT))

    def merit(delimiter: str) -> tuple[int, float]:
        rows = [row for row in islice(csv.reader(start, delimiter=delimiter), ROWS_LOOKED_AT) if any(row)]
        headers = max((sum(fold(cell) in known for cell in row) for row in rows), default=0)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        width, times = max(widths.items(), key=lambda pair: pair[1], default=(1, 0))
        return headers, (width - 1) * times / max(len(rows), 1)

    return max(DELIMITERS, key=merit)


def blocks(text: Iterator[str], delimiter: str, size: int = BLOCK) -> Iterator[Block]:
    """Yield the rows. One whose quotes break is read as well as it can be, and the break told."""
    first = 1
    while start := _some(text, size):
        block = _at_once(first, start, delimiter) or _row_by_row(first, start, text, delimiter)
        yield block
        first += len(block.rows)


def _some(text: Iterator[str], size: int) -> list[str]:
    """Return the next lines, without the signs that MS-DOS wrote after the last one of a file."""
    some = list(islice(text, size))
    while _seems_the_end(some):
        if not (more := list(islice(text, LINES_AFTER_IT))):
            while some and not some[-1].strip(END_OF_FILE + " \t\r\n"):
                some.pop()
            return [*some[:-1], *(line.rstrip(END_OF_FILE) for line in some[-1:])]
        some += more
    return some


def _seems_the_end(some: list[str]) -> bool:
    return "".join(some[-LINES_AFTER_IT:]).rstrip().endswith(END_OF_FILE)


def _at_once(first: int, start: list[str], delimiter: str) -> Block | None:
    """Return the rows of some lines, where each line is one."""
    try:
        rows = list(csv.reader(start, delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return Block(first, rows, [], []) if len(rows) == len(start) else None


def _row_by_row(first: int, start: list[str], more: Iterator[str], delimiter: str) -> Block:
    """Return the rows that begin in some lines; the last may need more of them."""
    block = Block(first, [], [], [])
    lines_left = len(start)
    held: list[str] = []  # the lines of the row being read

    def remembered() -> Iterator[str]:
        for line in chain(start, more):
            held.append(line)
            yield line

    source = remembered()
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    while lines_left > 0:
        held.clear()
        number = first + len(block.rows)
        try:
            row = next(reader)
        except csv.Error:
            row = next(csv.reader(chain(held.copy(), source), delimiter=delimiter))
            block.breaks.extend(quotes.broken("".join(held), number, delimiter))
        block.rows.append(row)
        lines_left -= len(held)
        if len(held) > 1:
            block.tall.append(number)
    return block
