"""The archives that XLSX and ODS files are: whether they are whole and of a size to read, and their members in pieces.

What is known of a sheet before it is parsed, its outline, is here too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import ZipFile

UNPACKED = 500_000_000  # bytes
CELLS = 10_000_000
HEADER_ROWS = 30
CHUNK = 1 << 22

Position = tuple[int, int]
"""A row and a column, from 0."""


class Encrypted(Exception):
    """The file opens with a password only."""


@dataclass(slots=True)
class Outline:
    """A sheet before it is parsed: its last cell, what its error cells show, and the merged cells of its first rows."""

    last: Position = (-1, -1)
    errors: dict[Position, str] = field(default_factory=dict)
    merged: list[tuple[Position, Position]] = field(default_factory=list)

    def reach(self, row: int, column: int) -> None:
        """Take in one more cell."""
        self.last = max(self.last[0], row), max(self.last[1], column)

    @property
    def is_vast(self) -> bool:
        """Tell whether the rectangle from the first cell to the last is more than can be read."""
        return (self.last[0] + 1) * (self.last[1] + 1) > CELLS


def is_vast(archive: ZipFile) -> bool:
    """Tell whether an archive says that it fills more than any list needs; ``check`` holds it to what it says."""
    return sum(member.file_size for member in archive.infolist()) > UNPACKED


def opened(data: bytes) -> ZipFile:
    """Open an archive; one that was cut short or altered raises BadZipFile."""
    return ZipFile(BytesIO(data))


def check(archive: ZipFile) -> None:
    """Read through all that is not a picture: what is altered, or longer than it says, raises BadZipFile."""
    for member in archive.infolist():
        if member.filename.endswith((".xml", ".rels", ".bin")):
            for _piece in pieces(archive, member.filename):
                pass


def pieces(archive: ZipFile, path: str, end: bytes = b"") -> Iterator[bytes]:
    """Yield a member in pieces that end where an element does."""
    rest = b""
    with archive.open(path) as file:
        while chunk := file.read(CHUNK):
            rest += chunk
            cut = rest.rfind(end) + len(end)
            if cut >= len(end):
                yield rest[:cut]
                rest = rest[cut:]
    yield rest


def number_in(tag: bytes, attribute: bytes) -> int:
    """Return how many times an attribute says; once where it says nothing."""
    found = re.search(rb'%b="([0-9]+)"' % attribute, tag)
    return int(found[1]) if found else 1
