"""What does not fit under the headers of a list: rows of other widths, headers again, sums, unnamed columns, broken quotes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit_app.sample.checks import problems
from audit_app.sample.checks.problems import Problem, shortened
from audit_app.sample.reading.headers import Headers
from audit_app.tables import quotes
from audit_app.tables.delimited import Block

BROKEN = {
    "never_closes": problems.QUOTE_NEVER_CLOSES,
    "text_after": problems.TEXT_AFTER_QUOTE,
    "swallowed_rows": problems.SWALLOWED_ROWS,
}


@dataclass(frozen=True, slots=True)
class Surplus:
    """Rows of the same width, wider than the headers: their numbers, their cells, and of each the first cell too many."""

    rows: Sequence[int]
    cells: int
    beyond: Sequence[str]


class Misfits:
    """What does not fit under the headers: rows of other widths, columns without one that hold data, broken quotes.

    A blank cell too many is one when it is not in every row: data may be shifted. In every row, it is how the list was saved.
    """

    def __init__(self, headers: Headers, delimiter: str | None) -> None:
        self.headers, self.delimiter = headers, delimiter
        self.broken: list[Problem] = []
        self._long: list[Surplus] = []
        self.short: list[tuple[int, int]] = []
        self._is_filled = False
        self.aside: list[Problem] = []  # why each row that is no work was left out
        self.rows = 0
        self.named = {at for at, title in enumerate(headers.titles) if title.strip()}

    def see(self, number: int, row: Sequence[str]) -> None:
        """Take note of a row wider or narrower than the headers, were the surplus cells blank."""
        width = len(self.headers.titles)
        if len(row) < width:
            self.short.append((number, len(row)))
        else:
            self.see_beyond([number], [[cell] for cell in row[width:]])

    def see_beyond(self, numbers: Sequence[int], columns: Sequence[Sequence[str]]) -> None:
        """Take note of rows that are all as wide, by the columns beyond the headers, were they blank."""
        self._long.append(Surplus(numbers, len(self.headers.titles) + len(columns), columns[0]))
        self._is_filled |= any(any(map(str.strip, column)) for column in columns)

    def long(self) -> Iterator[tuple[int, int, str]]:
        """Yield the rows that are too long, with their cells and the first too many; none where all rows are so alike."""
        is_every_row = sum(len(surplus.rows) for surplus in self._long) == self.rows > 1
        is_alike = len({surplus.cells for surplus in self._long}) == 1 and not self._is_filled
        for surplus in () if is_every_row and is_alike else self._long:
            for number, beyond in zip(surplus.rows, surplus.beyond, strict=True):
                yield number, surplus.cells, beyond

    def problems(self) -> Iterator[Problem]:
        """Yield what there is to tell of columns and works once all rows were seen."""
        yield from self.broken
        row, width = self.headers.row, max(self.named, default=-1) + 1
        for at in sorted(self.named):
            if not self.headers.titles[at].strip():
                name = self.headers.names[at]
                yield Problem(problems.COLUMN_WITHOUT_HEADER, row, name, facts={"name": name})
        for number, cells, beyond in self.long():
            facts = {"cells": cells, "headers": width, "delimiter": self.delimiter or ""}
            yield Problem(problems.LONG_ROW, number, None, beyond, facts)
        for number, cells in self.short:
            if cells < width:
                yield Problem(problems.SHORT_ROW, number, facts={"cells": cells, "headers": width})


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
