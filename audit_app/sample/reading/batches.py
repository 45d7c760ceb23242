"""Step 3 of reading a list: its rows turned into columns, some thousands of works at a time, so that any list fits in memory."""

from collections.abc import Iterator, Mapping, Sequence

from audit_app.sample.checks import problems
from audit_app.sample.checks.batch import Batch
from audit_app.sample.checks.problems import Problem, shortened
from audit_app.sample.reading.headers import Headers
from audit_app.tables import Table, quotes
from audit_app.tables.cells import fold
from audit_app.tables.delimited import Block

BROKEN = {
    "never_closes": problems.QUOTE_NEVER_CLOSES,
    "text_after": problems.TEXT_AFTER_QUOTE,
    "swallowed_rows": problems.SWALLOWED_ROWS,
}


class Misfits:
    """What does not fit under the headers: rows of other widths, columns without one that hold data, broken quotes.

    A blank cell too many is one when it is not in every row: data may be shifted. In every row, it is how the list was saved.
    """

    def __init__(self, headers: Headers, delimiter: str | None) -> None:
        self.headers, self.delimiter = headers, delimiter
        self.broken: list[Problem] = []
        self.long: list[tuple[int, int, str]] = []
        self.short: list[tuple[int, int]] = []
        self._is_filled = False
        self.again: list[int] = []
        self.rows = 0
        self.named = {at for at, title in enumerate(headers.titles) if title.strip()}

    def see(self, number: int, row: Sequence[str]) -> None:
        """Take note of a row wider or narrower than the headers, were the surplus cells blank."""
        width = len(self.headers.titles)
        if len(row) < width:
            self.short.append((number, len(row)))
        else:
            self.long.append((number, len(row), row[width]))
            self._is_filled |= any(map(str.strip, row[width:]))

    def is_wider(self) -> bool:
        """Tell whether every row ends with the same blank cells too many."""
        widths = {cells for _number, cells, _beyond in self.long}
        return len(self.long) == self.rows and len(widths) == 1 and not self._is_filled

    def problems(self) -> Iterator[Problem]:
        """Yield what there is to tell once all rows were seen."""
        yield from self.broken
        yield from (Problem(problems.REPEATED_HEADERS, number) for number in self.again)
        row, width = self.headers.row, max(self.named, default=-1) + 1
        for at in sorted(self.named):
            if not self.headers.titles[at].strip():
                name = self.headers.names[at]
                yield Problem(problems.COLUMN_WITHOUT_HEADER, row, name, facts={"name": name})
        for number, cells, beyond in () if self.is_wider() else self.long:
            facts = {"cells": cells, "headers": width, "delimiter": self.delimiter or ""}
            yield Problem(problems.LONG_ROW, number, None, beyond, facts)
        for number, cells in self.short:
            if cells < width:
                yield Problem(problems.SHORT_ROW, number, facts={"cells": cells, "headers": width})


def batches(table: Table, headers: Headers, at: Mapping[str, int], misfits: Misfits) -> Iterator[Batch]:
    """Yield the works under the headers; wholly blank rows are left out, short rows padded, long ones cut."""
    nameless = [place for place, title in enumerate(headers.titles) if not title.strip()]
    for block in table.blocks():
        misfits.broken += broken_quotes(block, headers, table.delimiter)
        numbers, rows = _under(block, headers.row)
        numbers, rows = _without_headers(numbers, rows, headers, misfits)
        misfits.rows += len(rows)
        if rows:
            columns = _columns(numbers, rows, len(headers.titles), misfits)
            misfits.named.update(place for place in nameless if any(map(str.strip, columns[place])))
            yield Batch(headers.names, at, numbers, columns)


def broken_quotes(block: Block, headers: Headers | None, delimiter: str | None) -> Iterator[Problem]:
    """Yield the cells from the headers down whose quotes are wrong; of the whole file when it has no headers."""
    row, names = (headers.row, headers.names) if headers else (0, [])
    broken = {found.row for found in block.breaks}
    found = list(block.breaks)
    for number in block.tall:
        if number not in broken:
            found += quotes.swallowed(block.rows[number - block.first], number, len(names), delimiter or ",")
    for one in found:
        if one.row >= row:
            column = names[one.cell] if one.row > row and one.cell < len(names) else None
            yield Problem(BROKEN[one.kind], one.row, column, shortened(one.text))


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


def _without_headers(
    numbers: Sequence[int], rows: list[list[str]], headers: Headers, misfits: Misfits
) -> tuple[Sequence[int], list[list[str]]]:
    """Leave out the rows that say the headers again, as where pages were pasted together, and take note of them."""
    at = next(place for place, title in enumerate(headers.titles) if title.strip())
    first, titles = headers.titles[at].strip().casefold(), list(filter(None, map(fold, headers.titles)))
    again = {
        index
        for index, row in enumerate(rows)
        if len(row) > at
        and row[at].strip().casefold() == first
        and list(filter(None, map(fold, row))) == titles
    }
    if not again:
        return numbers, rows
    misfits.again += [numbers[index] for index in sorted(again)]
    kept = [index for index in range(len(rows)) if index not in again]
    return [numbers[index] for index in kept], [rows[index] for index in kept]


def _columns(
    numbers: Sequence[int], rows: list[list[str]], width: int, misfits: Misfits
) -> list[tuple[str, ...]]:
    if any(len(row) != width for row in rows):
        for number, row in zip(numbers, rows, strict=True):
            if len(row) != width:
                misfits.see(number, row)
        rows = [(row + [""] * width)[:width] for row in rows]
    return list(zip(*rows, strict=True))
