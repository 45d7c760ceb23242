"""Step 3 of reading a list: its rows turned into columns, some thousands of works at a time, so that any list fits in memory."""

import re
from collections.abc import Iterator, Mapping, Sequence

from audit_app.sample.checks import problems
from audit_app.sample.checks.batch import Batch
from audit_app.sample.checks.problems import Problem
from audit_app.sample.reading.headers import Headers
from audit_app.sample.reading.misfits import Misfits, broken_quotes
from audit_app.tables import Table
from audit_app.tables.cells import fold
from audit_app.tables.delimited import Block

_SUM_WORDS = r"(?:gran |sub\W?)?total(?:es)?(?: general(?:es)?)?|sumas?(?: total(?:es)?)?|sumatoria"
_SUM = re.compile(rf"\W*+(?:{_SUM_WORDS})\W*+", re.IGNORECASE)
_SUM_OR_BLANK = re.compile(rf"\W*+(?:{_SUM_WORDS})?\W*+", re.IGNORECASE)
_FIGURES = re.compile(
    rf"[\W\d_]*+(?:{_SUM_WORDS}|obras?|acciones|mxn|m\.\s?n\.|pesos)?[\W\d_]*+", re.IGNORECASE
)


def batches(table: Table, headers: Headers, at: Mapping[str, int], misfits: Misfits) -> Iterator[Batch]:
    """Yield the works under the headers; wholly blank rows are left out, short rows padded, long ones cut."""
    nameless = [place for place, title in enumerate(headers.titles) if not title.strip()]
    for block in table.blocks():
        misfits.broken += broken_quotes(block, headers, table.delimiter)
        numbers, rows = _under(block, headers.row)
        numbers, rows = _works(numbers, rows, headers, misfits)
        misfits.rows += len(rows)
        if rows:
            columns = _columns(numbers, rows, len(headers.titles), misfits)
            misfits.named.update(place for place in nameless if any(map(str.strip, columns[place])))
            yield Batch(headers.names, at, numbers, columns)


def _under(block: Block, header_row: int) -> tuple[Sequence[int], list[list[str]]]:
    """Return the rows of a block below the headers that are not blank, with their numbers."""
    start = max(header_row + 1 - block.first, 0)
    rows = block.rows[start:] if start else block.rows
    numbers = range(block.first + start, block.first + len(block.rows))
    filled = [any(map(str.strip, row)) for row in rows]
    if all(filled):
        return numbers, rows
    pairs = [
        pair for pair, is_filled in zip(zip(numbers, rows, strict=True), filled, strict=True) if is_filled
    ]
    return [number for number, _row in pairs], [row for _number, row in pairs]


def _works(
    numbers: Sequence[int], rows: list[list[str]], headers: Headers, misfits: Misfits
) -> tuple[Sequence[int], list[list[str]]]:
    """Leave out the rows that say the headers again, as where pages were pasted together, or sums; take note of them."""
    again, sums = set(_headers_again(rows, headers)), set(_sums(rows))
    if not again | sums:
        return numbers, rows
    misfits.aside += [Problem(problems.REPEATED_HEADERS, numbers[index]) for index in again]
    misfits.aside += [
        Problem(problems.SUM_ROW, numbers[index], None, " ".join(" ".join(rows[index]).split()))
        for index in sums
    ]
    kept = [index for index in range(len(rows)) if index not in again | sums]
    return [numbers[index] for index in kept], [rows[index] for index in kept]


def _headers_again(rows: list[list[str]], headers: Headers) -> Iterator[int]:
    at = next(place for place, title in enumerate(headers.titles) if title.strip())
    first, titles = headers.titles[at].strip().casefold(), list(filter(None, map(fold, headers.titles)))
    for index, row in enumerate(rows):
        is_like = len(row) > at and row[at].strip().casefold() == first
        if is_like and list(filter(None, map(fold, row))) == titles:
            yield index


def _sums(rows: list[list[str]]) -> Iterator[int]:
    """Yield the rows whose first word is that of a sum, with nothing but figures after it; a blank cell may stand before it."""
    for index, row in enumerate(rows):
        if _SUM_OR_BLANK.fullmatch(row[0]):
            said, *others = filter(str.strip, row)
            if _SUM.fullmatch(said) and all(map(_FIGURES.fullmatch, others)):
                yield index


def _columns(
    numbers: Sequence[int], rows: list[list[str]], width: int, misfits: Misfits
) -> list[tuple[str, ...]]:
    """Return the columns under the headers, and take note of what is beyond them or missing."""
    narrowest, widest = min(map(len, rows)), max(map(len, rows))
    if narrowest == widest >= width:
        columns = list(zip(*rows, strict=True))
        if widest > width:
            misfits.see_beyond(numbers, columns[width:])
        return columns[:width]
    for number, row in zip(numbers, rows, strict=True):
        if len(row) != width:
            misfits.see(number, row)
    return list(zip(*((row + [""] * width)[:width] for row in rows), strict=True))
