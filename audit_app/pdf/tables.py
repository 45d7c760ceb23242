"""Tables: thin rules, no vertical ones, the header repeated on every page, each cell a cell to a reading machine."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from audit_app.pdf.document import BOTTOM, LEFT, Align, Document
from audit_app.pdf.typography import BODY, INK, MUTED, SANS_SEMIBOLD, SMALL, Style, shortened, wrap

HEADER = Style(SANS_SEMIBOLD, 8, 10, MUTED)
PADDING = 4.0
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
    """What stands in a cell: a text, a muted note beneath it, and decoration drawn under both.

    ``drawing`` is called with the document, and the x, the top y and the width it may use, and takes ``drawn`` points of height.
    """

    text: str
    note: str = ""
    style: Style | None = None
    drawing: Drawing | None = None
    drawn: float = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table to be drawn; the first cell of a row is its header."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell | str]]
    style: Style = BODY
    note_style: Style = SMALL
    gap: float = 10.0
    x: float = LEFT
    padding: float = PADDING
    titles: bool = True
    banded: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class _Laid:
    """A cell whose lines are known."""

    cell: Cell
    lines: list[str]
    notes: list[str]
    style: Style
    height: float


def draw_table(document: Document, table: Table) -> None:
    """Draw a table from the document's height down, over as many pages as it takes."""
    with document.group("Table"):
        if table.titles:
            _room_for_header(document, table)
            _header(document, table, repeated=False)
        for number, row in enumerate(table.rows):
            laid = [_lay(cell, column, table) for cell, column in zip(row, table.columns, strict=True)]
            height = max(each.height for each in laid) + 2 * table.padding
            if document.y - height < BOTTOM:
                document.new_page()
                if table.titles:
                    _header(document, table, repeated=True)
            _row(document, table, laid, height, number in table.banded)


def _room_for_header(document: Document, table: Table) -> None:
    first = table.rows[0] if table.rows else ()
    laid = [_lay(cell, column, table) for cell, column in zip(first, table.columns, strict=False)]
    document.room(_header_height(table) + max((each.height for each in laid), default=0) + 2 * table.padding)


def _header_height(table: Table) -> float:
    titles = (wrap(column.title, HEADER, column.width - table.gap) for column in table.columns)
    return max(len(lines) for lines in titles) * HEADER.leading + 6


def _header(document: Document, table: Table, repeated: bool) -> None:
    """Draw the header row; only its first appearance is read aloud."""
    foot = document.y - _header_height(table)
    if repeated:
        with document.canvas.artifact("Pagination"):
            for x, column in _places(table):
                lines = wrap(column.title, HEADER, column.width - table.gap)
                document.lines(lines, HEADER, x, foot + 4 + len(lines) * HEADER.leading, column.width - table.gap, column.align)
    else:
        with document.group("TR"):
            for x, column in _places(table):
                top = foot + 4 + len(wrap(column.title, HEADER, column.width - table.gap)) * HEADER.leading
                scope = "/A << /O /Table /Scope /Column >>"
                document.block("TH", column.title, HEADER, x, top, column.width - table.gap, column.align, scope)
    document.rule(foot, INK, 0.75, table.x, _end(table))
    document.y = foot


def _row(document: Document, table: Table, laid: Sequence[_Laid], height: float, banded: bool) -> None:
    top = document.y - table.padding
    if banded:
        with document.artifact():
            document.rectangle(table.x, document.y - height, _end(table) - table.x, height, "#F4F6F8")
    with document.group("TR"):
        for number, ((x, column), each) in enumerate(zip(_places(table), laid, strict=True)):
            _cell(document, table, column, each, x, top, "TH" if number == 0 else "TD")
    document.y -= height
    document.rule(document.y, x0=table.x, x1=_end(table))


def _cell(document: Document, table: Table, column: Column, laid: _Laid, x: float, top: float, tag: str) -> None:
    width = column.width - table.gap
    attributes = "/A << /O /Table /Scope /Row >>" if tag == "TH" else ""
    said = " ".join(part for part in (laid.cell.text, laid.cell.note) if part)
    with document.canvas.tagged(tag, attributes), document.spoken(said, laid.style):
        y = document.lines(laid.lines, laid.style, x, top, width, column.align)
        y = document.lines(laid.notes, table.note_style, x, y, width, column.align)
    if laid.cell.drawing:
        with document.artifact():
            laid.cell.drawing(document, x, y, width)


def _lay(cell: Cell | str, column: Column, table: Table) -> _Laid:
    cell = Cell(cell) if isinstance(cell, str) else cell
    style = cell.style or table.style
    width = column.width - table.gap
    lines = _limited(cell.text, style, width, column.limit) if cell.text else []
    notes = _limited(cell.note, table.note_style, width, column.limit) if cell.note else []
    height = len(lines) * style.leading + len(notes) * table.note_style.leading + cell.drawn
    return _Laid(cell, lines, notes, style, height)


def _limited(text: str, style: Style, width: float, limit: int) -> list[str]:
    """Return the text's lines; those beyond the limit are cut, and the cut is shown."""
    lines = wrap(text, style, width)
    return lines if len(lines) <= limit else [*lines[: limit - 1], shortened(" ".join(lines[limit - 1 :]), style, width)]


def _places(table: Table) -> list[tuple[float, Column]]:
    places, x = [], table.x
    for column in table.columns:
        places.append((x + (table.gap if column.align == "right" else 0), column))
        x += column.width
    return places


def _end(table: Table) -> float:
    return table.x + sum(column.width for column in table.columns)
