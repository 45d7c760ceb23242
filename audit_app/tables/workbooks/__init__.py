"""Reads XLSX, XLSB, XLS and ODS: which sheets there are, and the rows of one as the texts that a person sees."""

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from audit_app.errors import (
    DamagedWorkbook,
    FarCell,
    NoSheets,
    PasswordedWorkbook,
    UnknownSheet,
    WorkbookTooLarge,
)
from audit_app.tables.process import NO_WINDOW, command
from audit_app.tables.workbooks.old_excel import SIGNATURE

SECONDS = 180.0
LONGEST_NAME = 500

_COMMAND = command("audit_app.tables.workbooks.parser")
_ZIP = b"PK\x03\x04"
SIGNATURES = (SIGNATURE, _ZIP)
LONGEST_SIGNATURE = len(SIGNATURE)
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book\0", "EncryptedPackage"))


@dataclass(frozen=True, slots=True)
class SheetName:
    """A worksheet as the tabs of the spreadsheet show it, or hide it."""

    name: str
    is_visible: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """What the parser tells of a file before its rows."""

    sheets: list[SheetName]
    name: str
    refused: str


def is_workbook(data: bytes) -> bool:
    """Tell by the content whether a file is a spreadsheet, even one that is damaged or has a password."""
    if data.startswith(SIGNATURE):
        return any(stream in data for stream in _STREAMS)
    return data.startswith(_ZIP) and (b"xl/workbook." in data or _ODS in data[:4096])


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook, read: its name, and all there are in the workbook."""

    name: str
    sheets: list[SheetName]
    _lines: list[bytes]

    def rows(self) -> Iterator[list[str]]:
        """Yield its rows: the first is row 1, each begins at column A, and all have one width."""
        return chain.from_iterable(map(json.loads, self._lines))


def read(data: bytes, sheet: str | None = None) -> Sheet:
    """Read a sheet: without a name, the first visible one that says anything, or else a hidden one.

    Blank rows after the last are left out.
    """
    found, lines = _parsed(data, *([] if sheet is None else [sheet.replace("\0", "")[:LONGEST_NAME]]))
    match found.refused:
        case "unknown_sheet":
            raise UnknownSheet(sheet or "", [known.name for known in found.sheets])
        case "no_sheets":
            raise NoSheets
    return Sheet(found.name, found.sheets, lines)


def _parsed(data: bytes, *asked: str) -> tuple[_Found, list[bytes]]:
    """Return what the parser found in a file and the lines with its rows; whatever ends it is the file's damage."""
    try:
        ended = subprocess.run(
            [*_COMMAND, *asked],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            creationflags=NO_WINDOW,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise WorkbookTooLarge from error
    started, *lines = ended.stdout.splitlines() or [b""]
    if not started:
        raise RuntimeError(ended.stderr.decode(errors="replace"))
    if ended.returncode or not lines:
        raise DamagedWorkbook
    told = json.loads(lines[0])
    match told["refused"]:
        case "password":
            raise PasswordedWorkbook
        case "large":
            raise WorkbookTooLarge
        case "far":
            raise FarCell(told["facts"])
    return _Found([SheetName(*tab) for tab in told["sheets"]], told["name"], told["refused"]), lines[1:]
