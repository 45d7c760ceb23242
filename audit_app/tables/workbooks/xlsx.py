"""What the worksheets of an XLSX file say before they are parsed: how far their cells reach, and the errors they show."""

import html
import re
from zipfile import ZipFile

from audit_app.tables.workbooks.zipped import Outline, pieces

_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_COLUMNS = re.compile(rb"""\sr=["']([A-Z]{1,3})[0-9]""")
_ROWS = rb"""<%brow\s[^>]*?\br=["']([0-9]{1,10})["']"""
_ROWS_OF_CELLS = re.compile(rb"""\sr=["'][A-Z]{1,3}([0-9]{1,10})["']""")
_FILLED = rb"""<%bc\s[^>]*?\br=["']([A-Z]{1,3})([0-9]{1,10})["'][^>]*(?<!/)>"""
_ERROR = (
    rb"""<%bc\s(?=[^>]*\bt=["']e["'])[^>]*?\br=["']([A-Z]{1,3})([0-9]{1,10})["'][^>]*>"""
    rb"""(?:(?!</%bc>).)*?<%bv>([^<]+)<"""
)


def outline(archive: ZipFile, sheet: str) -> Outline:
    """Return the outline of a worksheet; a blank one where its member is not found."""
    path = _worksheets(archive).get(sheet, "")
    if path not in archive.namelist():
        return Outline()
    with archive.open(path) as file:
        start = file.read(4096)
    named = re.search(rb"<(\w+:|)worksheet\b", start)
    prefix = named[1] if named else b""
    found = _roughly(archive, path, prefix)
    if found.is_vast:  # cells with a style and no content may reach far, and are nothing to the parser
        found.last = (-1, -1)
        for piece in pieces(archive, path, b"</%bc>" % prefix):
            for name, row in re.findall(_FILLED % prefix, piece):
                found.reach(int(row) - 1, column(name))
    return found


def _roughly(archive: ZipFile, path: str, prefix: bytes) -> Outline:
    """Return an outline that takes in every cell, filled or not."""
    found, columns = Outline(), set()
    rows, error = re.compile(_ROWS % prefix), re.compile(_ERROR % (prefix, prefix, prefix), re.DOTALL)
    for piece in pieces(archive, path, b"</%bc>" % prefix):
        columns.update(_COLUMNS.findall(piece))
        numbers = rows.findall(piece) or _ROWS_OF_CELLS.findall(piece)
        found.reach(max(map(int, numbers), default=0) - 1, -1)
        for name, row, shown in error.findall(piece) if b't="e"' in piece or b"t='e'" in piece else ():
            found.errors[int(row) - 1, column(name)] = html.unescape(shown.decode())
    found.reach(-1, max(map(column, columns), default=-1))
    return found


def column(letters: bytes) -> int:
    """Return the position of a column, from 0.

    >>> column(b"A"), column(b"XFD")
    (0, 16383)
    """
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def letters(column: int) -> str:
    """Return the letters of a column, as the person sees them.

    >>> letters(0), letters(16383)
    ('A', 'XFD')
    """
    said = ""
    while column >= 0:
        column, letter = divmod(column, 26)
        said, column = chr(ord("A") + letter) + said, column - 1
    return said


def _worksheets(archive: ZipFile) -> dict[str, str]:
    """Return the member that holds each sheet, by the sheet's name."""
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= set(archive.namelist()):
        return {}
    book, links = archive.read("xl/workbook.xml"), archive.read("xl/_rels/workbook.xml.rels")
    targets = {}
    for tag in re.findall(rb"<(?:\w+:)?Relationship\s[^>]*>", links):
        said = dict(_ATTRIBUTE.findall(tag))
        path = said.get(b"Target", b"").decode()
        targets[said.get(b"Id")] = path[1:] if path.startswith("/") else f"xl/{path}"
    members = {}
    for tag in re.findall(rb"<(?:\w+:)?sheet\s[^>]*>", book):
        said = {name.rpartition(b":")[2]: value for name, value in _ATTRIBUTE.findall(tag)}
        members[html.unescape(said.get(b"name", b"").decode())] = targets.get(said.get(b"id"), "")
    return members
