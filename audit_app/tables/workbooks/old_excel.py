"""What an XLS file says before it is parsed: how far the cells of each sheet reach, and the errors they show.

The container is [MS-CFB], the records inside [MS-XLS]; both are published by Microsoft. Anything in them that cannot be
raises KeyError, ValueError, IndexError or struct.error.
"""

import struct
from collections.abc import Iterator, Sequence

from audit_app.tables.workbooks.zipped import Encrypted, Outline

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}

_LAST_SECTOR = 0xFFFFFFFA  # what is larger is no sector
_SMALL = 4096
_FILE_PASS, _FORMULA, _EOF, _BOUND_SHEET, _MULTIPLE, _BOOLEAN_OR_ERROR = (
    0x002F,
    0x0006,
    0x000A,
    0x0085,
    0x00BD,
    0x0205,
)
_CELLS = {_FORMULA, _BOOLEAN_OR_ERROR, 0x00FD, 0x0203, 0x0204, 0x027E, _MULTIPLE}


def outlines(data: bytes) -> list[Outline]:
    """Return the outline of every sheet, in the order of the file: all of them are parsed when it is opened."""
    stream = _workbook(data)
    if any(kind == _FILE_PASS for kind, _body in _records(stream, 0)):
        raise Encrypted
    starts = [struct.unpack_from("<I", body)[0] for kind, body in _records(stream, 0) if kind == _BOUND_SHEET]
    return [_outline(stream, start) for start in starts]


def _outline(stream: bytes, start: int) -> Outline:
    found = Outline()
    for kind, body in _records(stream, start):
        if kind in _CELLS:
            row, column = struct.unpack_from("<HH", body)
            last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind == _MULTIPLE else column
            found.reach(row, last)
            if kind == _BOOLEAN_OR_ERROR and body[7]:
                found.errors[row, column] = ERRORS.get(body[6], "#N/A")
            elif kind == _FORMULA and body[6] == 2 and body[12:14] == b"\xff\xff":
                found.errors[row, column] = ERRORS.get(body[8], "#N/A")
    return found


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of a part of the stream, to its end."""
    kind = -1
    while kind != _EOF and start + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, start)
        yield kind, stream[start + 4 : start + 4 + length]
        start += 4 + length


def _workbook(data: bytes) -> bytes:
    """Return the stream of a compound file that holds the workbook."""
    (sector_shift,) = struct.unpack_from("<H", data, 30)
    size = {9: 512, 12: 4096}[sector_shift]
    fat_sectors, directory = struct.unpack_from("<II", data, 44)
    small_fat, more = struct.unpack_from("<I4xI", data, 60)
    blocks = list(struct.unpack_from("<109I", data, 76))
    places = size // 4 - 1
    while more < _LAST_SECTOR and len(blocks) * size <= len(data):
        *listed, more = struct.unpack_from(f"<{places + 1}I", data, (more + 1) * size)
        blocks += listed
    fat: list[int] = []
    for block in blocks[:fat_sectors]:
        fat += struct.unpack_from(f"<{size // 4}I", data, (block + 1) * size)
    entries = _chain(data, fat, directory, size, size)
    root = _LAST_SECTOR
    for at in range(0, len(entries) - 127, 128):
        name = (
            entries[at : at + struct.unpack_from("<H", entries, at + 64)[0]].decode("utf-16-le").rstrip("\0")
        )
        first, length = struct.unpack_from("<II", entries, at + 116)
        root = first if at == 0 else root
        if name == "EncryptedPackage":
            raise Encrypted
        if name in {"Workbook", "Book"}:
            if length >= _SMALL:
                return _chain(data, fat, first, size, size)[:length]
            small, links = (_chain(data, fat, start, size, size) for start in (root, small_fat))
            return _chain(small, struct.unpack(f"<{len(links) // 4}I", links), first, 64, 0)[:length]
    raise ValueError


def _chain(data: bytes, links: Sequence[int], first: int, size: int, before: int) -> bytes:
    """Return the sectors of a chain; one that turns back on itself is refused."""
    found = []
    while first < _LAST_SECTOR:
        found.append(data[before + first * size : before + (first + 1) * size])
        first = links[first]
        if len(found) > len(links):
            raise ValueError(first)
    return b"".join(found)
