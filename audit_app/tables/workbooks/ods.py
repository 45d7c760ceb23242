"""What the tables of an ODS file say before they are parsed: how far they reach, their errors and their merged cells."""

import html
import re
from zipfile import ZipFile

from audit_app.tables.workbooks.zipped import HEADER_ROWS, Encrypted, Outline, number_in, pieces

_MANIFEST = "META-INF/manifest.xml"
_END = b"</table:table-row>"
_NAME = re.compile(rb'<table:table\s[^>]*?table:name="([^"]*)"')
_ROW = re.compile(rb"<table:table-row\b[^>]*>")
_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b[^>]*>")
_REPEATED = re.compile(rb'table:number-columns-repeated="([0-9]+)"')
_SHOWN = re.compile(rb"\s*<text:p>([^<]+)<")
_IS_ERROR = b'calcext:value-type="error"'
_CONTENT = (b"-value=", b"office:value", b"<text:p", b"table:formula")


def outlines(archive: ZipFile) -> dict[str, Outline]:
    """Return the outline of every table by its name: all of them are parsed when the file is opened."""
    if _MANIFEST in archive.namelist() and b":encryption-data" in archive.read(_MANIFEST):
        raise Encrypted
    tables: dict[str, Outline] = {}
    table, row = Outline(), 0
    for piece in pieces(archive, "content.xml", _END):
        for text in piece.split(_END):
            if named := _NAME.search(text):
                table, row = Outline(), 0
                tables[html.unescape(named[1].decode())] = table
            times = [number_in(tag, b"table:number-rows-repeated") for tag in _ROW.findall(text)] or [0]
            row += sum(times[:-1])  # rows without a cell
            _take(table, row, times[-1], text)
            row += times[-1]
    return tables


def _take(table: Outline, row: int, times: int, text: bytes) -> None:
    """Take a row, and its repetitions, into the outline of its table."""
    end = max(map(text.rfind, _CONTENT))
    if end < 0 or not times:
        return
    body = text[: text.find(b">", end) + 1]
    width = (
        body.count(b"table-cell")
        - body.count(b"</table:table-cell")
        - body.count(b"</table:covered-table-cell")
    )
    table.reach(row + times - 1, width + sum(int(more) - 1 for more in _REPEATED.findall(body)) - 1)
    if _IS_ERROR in body or (row < HEADER_ROWS and b"-spanned=" in body):
        _take_cells(table, row, text)


def _take_cells(table: Outline, row: int, text: bytes) -> None:
    """Take the errors and the merged cells of a row."""
    column = 0
    for found in _CELL.finditer(text):
        tag = found[0]
        if _IS_ERROR in tag and (shown := _SHOWN.match(text, found.end())):
            table.errors[row, column] = html.unescape(shown[1].decode())
        down, across = (number_in(tag, b"table:number-%b-spanned" % way) for way in (b"rows", b"columns"))
        if down * across > 1 and row < HEADER_ROWS:
            table.merged.append(((row, column), (row + down - 1, column + across - 1)))
        column += number_in(tag, b"table:number-columns-repeated")
