"""What the worksheets of an XLSX file say before they are parsed: how far their cells reach, and the errors they show."""

import html
import re
from zipfile import ZipFile

from audit_app.tables.zipped import Outline, pieces

_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_DIMENSION = re.compile(rb'<(?:\w+:)?dimension\s[^>]*?ref="[A-Z]+[0-9]+:([A-Z]{1,3})([0-9]{1,7})"')
_REACH = rb'<%bc\s[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*(?<!/)>'
_ERROR = (
    rb'<%bc\s(?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*>'
    rb"(?:(?!</%bc>).)*?<%bv>([^<]+)<"
)


def outline(archive: ZipFile, sheet: str) -> Outline:
    """Return the outline of a worksheet; a blank one where its member is not found."""
    path = _worksheets(archive).get(sheet, "")
    found = Outline()
    if path not in archive.namelist():
        return found
    with archive.open(path) as file:
        start = file.read(4096)
    prefix = found_prefix[1] if (found_prefix := re.search(rb"<(\w+:|)worksheet\b", start)) else b""
    told = _DIMENSION.search(start)
    if told:
        found.reach(int(told[2]) - 1, column(told[1]))
    is_told = told is not None and not found.is_vast
    if not is_told:  # cells with a style and no content count there
        found.last = (-1, -1)
    reach, error = _REACH % prefix, re.compile(_ERROR % (prefix, prefix, prefix), re.DOTALL)
    for piece in pieces(archive, path, b"</%bc>" % prefix):
        for letters, digits in () if is_told else re.findall(reach, piece):
            found.reach(int(digits) - 1, column(letters))
        for letters, digits, shown in error.findall(piece) if b't="e"' in piece else ():
            found.errors[int(digits) - 1, column(letters)] = html.unescape(shown.decode())
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
