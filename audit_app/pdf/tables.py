"""Tables: thin rules, no vertical ones, the header repeated on every page, each cell a cell to a reading machine."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace

from audit_app.pdf.document import LEFT, Align, Document
from audit_app.pdf.typography import (
    BAND,
    BODY,
    INK,
    MUTED,
    SANS_SEMIBOLD,
    SMALL,
    Style,
    limited,
    width_of,
    wrap,
)

HEADER = Style(SANS_SEMIBOLD, 8, 10, MUTED)
PADDING = 4.0
COLUMN_SCOPE, ROW_SCOPE = "/A << /O /Table /Scope /Column >>", "/A << /O /Table /Scope /Row >>"
Drawing = Callable[[Document, float, float, float], None]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, its width in points, how it is aligned, and how many lines a cell may take at most."""

    title: str
    width: float
    align: Align = "left"
    limit: int = 8


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: a text, a muted note beside it and another beneath, and decoration drawn under all.

    ``link`` is the bookmark that the text leads to.
    ``drawing`` is called with the document, and the x, the top y and the width it may use, and takes ``drawn`` points of height.
    """

    text: str
    note: str = ""
    style: Style | None = None
    beside: str = ""
    drawing: Drawing | None = None
    drawn: float = 0
    link: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A row of one cell over the whole width, which names the rows beneath it."""

    text: str


Row = Sequence[Cell | str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table to be drawn. Without titles it has no header row."""

    columns: Sequence[Column]
    rows: Sequence[Row | Band]
    style: Style = BODY
    note_style: Style = SMALL
    gap: float = 10.0
    x: float = LEFT
    padding: float = PADDING
    header: Style = HEADER

    @property
    def titled(self) -> bool:
        """Tell whether the table has a header row."""
        return any(column.title for column in self.columns)

    @property
    def row_headers(self) -> bool:
        """Tell whether the first cell of a row is its header; not where that would leave more headers than data."""
        rows, columns = len(self.rows), len(self.columns)
        return not self.titled or rows * (columns - 1) >= rows + columns


@dataclass(frozen=True, slots=True)
class _Laid:
    """A cell in its column, its lines known."""

    cell: Cell
    column: Column
    lines: list[str]
    notes: list[str]
    style: Style
    height: float


def draw_table(document: Document, table: Table) -> None:
    """Draw a table from the document's height down, over as many pages as it takes."""
    with document.group("Table"):
        for number, row in enumerate(table.rows):
            laid = _laid(row, table)
            height = _height(laid, table)
            # A band stays with the first row beneath it, and the header with the first row of all.
            kept = _height(_laid(table.rows[number + 1], table), table) if isinstance(row, Band) else 0
            if number == 0:
                document.room(_header_height(table) + height + kept)
                _header(document, table, repeated=False)
            elif document.room(height + kept):
                _header(document, table, repeated=True)
            _row(document, table, laid, height, isinstance(row, Band))


def _laid(row: Row | Band, table: Table) -> list[_Laid]:
    if isinstance(row, Band):
        whole = Column("", _end(table) - table.x)
        return [_lay(Cell(row.text, style=replace(table.style, face=SANS_SEMIBOLD)), whole, table)]
    return [_lay(cell, column, table) for cell, column in zip(row, table.columns, strict=True)]


def _lay(cell: Cell | str, column: Column, table: Table) -> _Laid:
    cell = Cell(cell) if isinstance(cell, str) else cell
    style = cell.style or table.style
    width = column.width - table.gap
    lines = limited(cell.text, style, width, column.limit) if cell.text else []
    notes = limited(cell.note, table.note_style, width, column.limit) if cell.note else []
    height = len(lines) * style.leading + len(notes) * table.note_style.leading + cell.drawn
    return _Laid(cell, column, lines, notes, style, height)


def _height(laid: Sequence[_Laid], table: Table) -> float:
    return max(each.height for each in laid) + 2 * table.padding


def _title(column: Column, table: Table) -> list[str]:
    return wrap(column.title, table.header, column.width - table.gap)


def _header_height(table: Table) -> float:
    if not table.titled:
        return 0
    return max(len(_title(column, table)) for column in table.columns) * table.header.leading + 6


def _header(document: Document, table: Table, repeated: bool) -> None:
    """Draw the header row; only its first appearance is read aloud."""
    if not table.titled:
        return
    foot = document.y - _header_height(table)
    with document.canvas.artifact("Pagination") if repeated else document.group("TR"):
        for x, column in _places(table):
            lines = _title(column, table)
            top = foot + 4 + len(lines) * table.header.leading
            cell = nullcontext() if repeated else document.canvas.tagged("TH", COLUMN_SCOPE)
            with cell, document.spoken(column.title, table.header):
                document.lines(lines, table.header, x, top, column.width - table.gap, column.align)
    document.rule(foot, INK, 0.75, table.x, _end(table))
    document.y = foot


def _row(document: Document, table: Table, laid: Sequence[_Laid], height: float, band: bool) -> None:
    top = document.y - table.padding
    with document.group("TR"):
        if band:
            with document.artifact():
                document.rectangle(table.x, document.y - height, _end(table) - table.x, height, BAND)
            span = f"/A << /O /Table /ColSpan {len(table.columns)} >>"
            _cell(document, table, laid[0], table.x + 4, top, ("TD", span))
        else:
            for (x, _column), each in zip(_places(table), laid, strict=True):
                heads = each is laid[0] and table.row_headers
                _cell(document, table, each, x, top, ("TH", ROW_SCOPE) if heads else ("TD", ""))
    document.y -= height
    document.rule(document.y, x0=table.x, x1=_end(table))


def _cell(document: Document, table: Table, laid: _Laid, x: float, top: float, tag: tuple[str, str]) -> None:
    width, align = laid.column.width - table.gap, laid.column.align
    if laid.cell.link:
        _linked_cell(document, table, laid, x, top, tag)
        return
    said = " ".join(part for part in (laid.cell.text, laid.cell.beside, laid.cell.note) if part)
    with document.canvas.tagged(*tag), document.spoken(said, laid.style):
        y = document.lines(laid.lines, laid.style, x, top, width, align)
        if laid.cell.beside:
            _beside(document, table, laid, x, top)
        y = document.lines(laid.notes, table.note_style, x, y, width, align)
    if laid.cell.drawing:
        with document.artifact():
            laid.cell.drawing(document, x, y, width)


def _linked_cell(
    document: Document, table: Table, laid: _Laid, x: float, top: float, tag: tuple[str, str]
) -> None:
    """Draw a cell whose text leads to a bookmark, line by line, and its note."""
    with document.group(*tag):
        for line in laid.lines:
            document.link(line, laid.style, x, document.baseline(top, laid.style), laid.cell.link)
            top -= laid.style.leading
        if laid.notes:
            width, align = laid.column.width - table.gap, laid.column.align
            with document.canvas.tagged("P"), document.spoken(laid.cell.note, table.note_style):
                document.lines(laid.notes, table.note_style, x, top, width, align)


def _beside(document: Document, table: Table, laid: _Laid, x: float, top: float) -> None:
    """Write the muted note on the text's own line: after it, or before it where the column is aligned to the right."""
    used = width_of(laid.lines[0], laid.style) + 6
    baseline = document.baseline(top, laid.style)
    if laid.column.align == "right":
        right = x + laid.column.width - table.gap - used
        document.write(right, baseline, laid.cell.beside, table.note_style, "right")
    else:
        document.write(x + used, baseline, laid.cell.beside, table.note_style)


def _places(table: Table) -> list[tuple[float, Column]]:
    places, x = [], table.x
    for column in table.columns:
        places.append((x + (table.gap if column.align == "right" else 0), column))
        x += column.width
    return places


def _end(table: Table) -> float:
    return table.x + sum(column.width for column in table.columns)
