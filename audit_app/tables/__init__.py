"""Tables that come from outside, and go there: CSV and workbooks read as rows of texts, and CSV written. Pure."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice

from audit_app.errors import OtherEncoding, UnreadableTable
from audit_app.tables import delimited, encodings, quotes, workbooks
from audit_app.tables.delimited import Block
from audit_app.tables.quotes import Break
from audit_app.tables.source import Source, source_of


@dataclass(frozen=True, slots=True)
class Manner:
    """How a person says that a file is to be read; a blank is for the file itself to show."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A file that can be read as rows of texts: how it was understood, and its blocks of rows, as often as they are asked for.

    Row 1 is the spreadsheet's row 1, and blank rows count. ``sheets`` names the sheets of a workbook.
    """

    encoding: str | None
    delimiter: str | None
    sheet: str | None
    sheets: tuple[str, ...]
    blocks: Callable[[], Iterator[Block]]

    def rows(self) -> Iterator[list[str]]:
        """Yield the rows from the first on."""
        return chain.from_iterable(block.rows for block in self.blocks())


@dataclass(frozen=True, slots=True)
class Rows:
    """The whole of a small table: ``rows[0]`` is row 1 of the spreadsheet."""

    rows: list[tuple[str, ...]]
    encoding: str | None
    delimiter: str | None
    breaks: list[Break]
    tall: list[int] = field(repr=False)

    def swallowed(self, width: int) -> Iterator[Break]:
        """Yield each cell one of whose inner lines, read alone, has as many cells as the header."""
        broken = {found.row for found in self.breaks}
        for number in self.tall:
            if number not in broken:
                yield from quotes.swallowed(self.rows[number - 1], number, width, self.delimiter or ",")


def open_table(source: Source, known: Collection[str] = (), manner: Manner | None = None) -> Table:
    """Return the table of a file; headers it may have, folded, help to tell its delimiter. Refuse what is not one."""
    manner = manner or Manner()
    with source() as file:
        start = file.read(workbooks.LONGEST_SIGNATURE)
        if start.startswith(workbooks.SIGNATURES) and workbooks.is_workbook(data := start + file.read()):
            return _sheet(data, manner.sheet)
    encoding = encodings.encoding_of(source, manner.encoding)
    if encoding is None:
        raise OtherEncoding(manner.encoding) if manner.encoding else UnreadableTable
    said = delimited.separator_line(source, encoding)
    delimiter = manner.delimiter or said or delimited.delimiter_of(source, encoding, known)
    lines = partial(delimited.lines, source, encoding, skipped=bool(said))
    return Table(encoding, delimiter, None, (), lambda: delimited.blocks(lines(), delimiter))


def read(data: bytes, known: Collection[str] = ()) -> Rows:
    """Return all the rows of a small table."""
    table = open_table(source_of(data), known)
    blocks = list(table.blocks())
    return Rows(
        [tuple(row) for block in blocks for row in block.rows],
        table.encoding,
        table.delimiter,
        [found for block in blocks for found in block.breaks],
        [number for block in blocks for number in block.tall],
    )


def _sheet(data: bytes, chosen: str) -> Table:
    sheet = workbooks.read(data, chosen or None)
    names = tuple(one.name for one in sheet.sheets)
    return Table(None, None, sheet.name, names, lambda: _blocks(sheet.rows()))


def _blocks(rows: Iterator[list[str]]) -> Iterator[Block]:
    """Yield rows in blocks; in a sheet no quotes can break, and a line break in a cell is as good as any character."""
    first = 1
    while some := list(islice(rows, delimited.BLOCK)):
        yield Block(first, some, [], [])
        first += len(some)
