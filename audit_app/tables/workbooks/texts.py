"""The rows of a parsed sheet as texts: from row 1 and column A on, errors as they show, tall headers beside the low ones."""

from collections.abc import Iterator, Sequence
from itertools import chain, repeat

from python_calamine import CalamineSheet

from audit_app.tables.workbooks.cells import text_of
from audit_app.tables.workbooks.zipped import HEADER_ROWS, Outline, Position

Row = list[str]


def rows_of(sheet: CalamineSheet, outline: Outline) -> Iterator[Row]:
    """Yield the rows of a sheet, all of one width, up to the last that says anything."""
    moved = _moved_headers(outline.merged or sheet.merged_cell_ranges or [])
    return _without_last_blanks(_with_headers_low(_texts(sheet, outline), moved))


def _texts(sheet: CalamineSheet, outline: Outline) -> Iterator[Row]:
    """Yield every row, with what the parser leaves out: the columns before the first cell, and the errors."""
    errors: dict[int, dict[int, str]] = {}
    for (row, column), shown in outline.errors.items():
        errors.setdefault(row, {})[column] = shown
    top, left = sheet.start or (0, 0)
    width = max(sheet.end[1] if sheet.end else -1, *(column for _row, column in outline.errors), -1) + 1
    height = max(sheet.end[0] if sheet.end else -1, *errors, -1) + 1
    for row, cells in zip(range(height), chain(sheet.iter_rows(), repeat([])), strict=False):
        texts = (
            [""] * left + [cell if type(cell) is str else text_of(cell) for cell in cells]
            if row >= top
            else []
        )
        texts += [""] * (width - len(texts))
        for column, shown in errors.get(row, {}).items():
            texts[column] = shown
        yield texts


def _moved_headers(merged: Sequence[tuple[Position, Position]]) -> dict[Position, Position]:
    """Return where each header goes that stands over several rows beside a group of columns: to the last of them.

    There the names under the group are, and one row holds the whole header. What is merged with no group beside it is
    no header of two rows but data, and stays where it is.
    """
    groups = {start[0] for start, end in merged if end[1] > start[1]}
    return {
        start: (end[0], start[1])
        for start, end in merged
        if start[0] < end[0] < HEADER_ROWS and start[1] == end[1] and start[0] in groups
    }


def _with_headers_low(rows: Iterator[Row], moved: dict[Position, Position]) -> Iterator[Row]:
    held: dict[Position, str] = {}
    for position, row in enumerate(rows):
        for (top, column), place in moved.items():
            if top == position and column < len(row):
                held[place], row[column] = row[column], ""
            elif place == (position, column) and place in held:
                row[column] = held[place]
        yield row


def _without_last_blanks(rows: Iterator[Row]) -> Iterator[Row]:
    blank = 0
    for row in rows:
        if any(row):
            yield from ([""] * len(row) for _ in range(blank))
            blank = 0
            yield row
        else:
            blank += 1
