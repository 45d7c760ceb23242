"""What does not fit under the headers of a list: rows of other widths, headers again, sums, unnamed columns, broken quotes."""

from collections.abc import Iterator, Sequence

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
        self.sums: list[int] = []
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
        """Tell whether every row, of several, ends with the same blank cells too many."""
        widths = {cells for _number, cells, _beyond in self.long}
        return len(self.long) == self.rows > 1 and len(widths) == 1 and not self._is_filled

    def problems(self) -> Iterator[Problem]:
        """Yield what there is to tell once all rows were seen."""
        yield from self.broken
        yield from (Problem(problems.REPEATED_HEADERS, number) for number in self.again)
        yield from (Problem(problems.SUM_ROW, number) for number in self.sums)
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
