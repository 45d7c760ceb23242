"""The works of a list as a person sees them: where the headers are, what stands under each, and rows of the wrong length."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count, islice

from audit_app.csv_file import Table, fold
from audit_app.sample import problems
from audit_app.sample.problems import Kind, Problem, shortened
from audit_app.sample.values import Value

ROWS_LOOKED_AT = 30


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows under the headers, by column: ``columns[i]`` holds the texts under ``headers[i]``, one for each of ``rows``.

    ``titles`` are the headers as they stand; ``headers`` tell apart the repeated and the blank ones.
    """

    header_row: int
    titles: list[str]
    headers: list[str]
    rows: list[int]
    columns: list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Works:
    """What a sheet says of its works: the value of every canonical column, and where in the sheet each was read."""

    sheet: Sheet
    at: Mapping[str, int]
    values: Mapping[str, list[Value]]

    def texts(self, name: str) -> Sequence[str]:
        """Return the texts of a column as they came; blanks where the list does not have it."""
        return self.sheet.columns[self.at[name]] if name in self.at else [""] * len(self.sheet.rows)

    def problem(self, kind: Kind, name: str, index: int, **facts: object) -> Problem:
        """Return a problem of one cell: of the work at this index, in the column of this name."""
        header = self.sheet.headers[self.at[name]]
        return Problem(kind, self.sheet.rows[index], header, self.texts(name)[index], facts)


def header_position(rows: Sequence[tuple[str, ...]], known: Mapping[str, str]) -> int | None:
    """Return the position of the first row that looks most like headers; title rows and blank ones above are passed over.

    Best is a row with a folio and a name; next, one of words that names two known columns; then one of words alone.
    """
    first = list(islice(((position, row) for position, row in enumerate(rows) if any(row)), ROWS_LOOKED_AT))
    widest = max((_filled(row) for _position, row in first), default=0)
    likeness, position = max(
        ((_likeness(row, known, widest), -position) for position, row in first), default=(0, 0)
    )
    return -position if likeness else None


def lay_out(table: Table, position: int) -> tuple[Sheet, list[Problem]]:
    """Return what stands under the headers, and the rows and columns that do not fit under them.

    Wholly blank rows, and wholly blank columns without a header, are left out.
    """
    header = table.rows[position]
    numbered = [
        (row, record)
        for row, record in enumerate(islice(table.rows, position + 1, None), position + 2)
        if any(map(str.strip, record))
    ]
    columns = _columns([record for _row, record in numbered], len(header))
    kept = [index for index, name in enumerate(header) if name.strip() or any(map(str.strip, columns[index]))]
    names = _names(header)
    sheet = Sheet(
        header_row=position + 1,
        titles=[header[index] for index in kept],
        headers=[names[index] for index in kept],
        rows=[row for row, _record in numbered],
        columns=[columns[index] for index in kept],
    )
    nameless = [
        Problem(problems.COLUMN_WITHOUT_HEADER, position + 1, names[index], facts={"name": names[index]})
        for index in kept
        if not header[index].strip()
    ]
    return sheet, nameless + list(_uneven(numbered, kept[-1] + 1, len(header), table.delimiter))


def broken_quotes(table: Table, position: int | None) -> Iterator[Problem]:
    """Yield the cells from the headers down whose quotes are wrong; of the whole file when it has no headers."""
    header = () if position is None else table.rows[position]
    names = _names(header)
    kinds = {
        "never_closes": problems.QUOTE_NEVER_CLOSES,
        "text_after": problems.TEXT_AFTER_QUOTE,
        "swallowed_rows": problems.SWALLOWED_ROWS,
    }
    header_row = 0 if position is None else position + 1
    for found in (*table.breaks, *table.swallowed(len(header))):
        if found.row >= header_row:
            column = names[found.cell] if found.row > header_row and found.cell < len(names) else None
            yield Problem(kinds[found.kind], found.row, column, shortened(found.text))


def _uneven(
    numbered: Sequence[tuple[int, tuple[str, ...]]], named: int, width: int, delimiter: str
) -> Iterator[Problem]:
    for row, record in numbered:
        if len(record) > width:
            facts = {"cells": len(record), "headers": named, "delimiter": delimiter}
            yield Problem(problems.LONG_ROW, row, None, record[width], facts)
        elif len(record) < named:
            yield Problem(problems.SHORT_ROW, row, facts={"cells": len(record), "headers": named})


def _columns(records: Sequence[tuple[str, ...]], width: int) -> list[tuple[str, ...]]:
    """Turn rows into columns: short rows padded with blanks, long ones cut."""
    even = [row if len(row) == width else (row + ("",) * width)[:width] for row in records]
    return list(zip(*even, strict=True)) if even else [()] * width


def _names(header: Sequence[str]) -> list[str]:
    """Return the headers as they stand, told apart: a repeated one gets a number, a blank one its position."""
    names: dict[str, None] = {}
    for position, header_text in enumerate(header, 1):
        name = header_text if header_text.strip() else f"Columna {position}"
        candidates = chain([name], (f"{name} ({number})" for number in count(2)))
        names[next(candidate for candidate in candidates if candidate not in names)] = None
    return list(names)


def _likeness(row: Sequence[str], known: Mapping[str, str], widest: int) -> int:
    named = {known[fold(cell)] for cell in row if fold(cell) in known}
    words = max(2, widest / 2) <= _filled(row) == sum(any(map(str.isalpha, cell)) for cell in row)
    if {"folio", "name"} <= named:
        return 3
    if words and len(named) > 1:
        return 2
    return int(words or "folio" in named or "name" in named)


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell.strip())
