"""The program that parses a spreadsheet in a process of its own, which a hostile or damaged file may end, hang or fill.

The file comes by standard input, and perhaps a sheet's name by the arguments. Lines of JSON go out: that it has started; what
was found, or the word for why not; then the rows, some hundreds to a line.
"""

import json
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from zipfile import ZipFile

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum, load_workbook

from audit_app.tables.workbooks import ods, old_excel, xlsx, zipped
from audit_app.tables.workbooks.texts import rows_of
from audit_app.tables.workbooks.zipped import Encrypted, Outline

MEMORY = 4 << 30  # bytes
ROWS_TO_A_LINE = 500


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet, and its position among all the sheets of its file."""

    position: int
    name: str
    is_visible: bool


class Refused(Exception):
    """The file cannot be read, for a reason that has a name."""

    def __init__(self, reason: str, facts: str = "") -> None:
        self.reason, self.facts = reason, facts


class Outlines:
    """The outlines of a file's sheets, those of an XLSX file when they are asked for."""

    def __init__(self, data: bytes) -> None:
        self.archive: ZipFile | None = None
        self.in_order: list[Outline] = []
        self.named: dict[str, Outline] = {}
        if data.startswith(old_excel.SIGNATURE):
            self.in_order = old_excel.outlines(data)
        else:
            self.archive = zipped.opened(data)
            if zipped.is_vast(self.archive):
                raise Refused("large")
            zipped.check(self.archive)
            if "content.xml" in self.archive.namelist():
                self.named = ods.outlines(self.archive)
        for outline in (*self.in_order, *self.named.values()):
            _refuse_vast(outline)

    def of(self, sheet: Sheet) -> Outline:
        """Return the outline of one sheet; refuse the one that is too vast to be parsed."""
        if self.archive is None:
            return self.in_order[sheet.position]
        outline = self.named.get(sheet.name) or xlsx.outline(self.archive, sheet.name)
        _refuse_vast(outline)
        return outline


def main() -> None:
    """Parse what comes, and say what was found or why not."""
    say(True)
    data = sys.stdin.buffer.read()
    _bound_memory()
    sheets: list[Sheet] = []
    try:
        outlines = Outlines(data)
        with load_workbook(BytesIO(data)) as book:
            sheets = _worksheets(book)
            _say_rows(book, outlines, sheets)
    except (PasswordError, Encrypted):
        say_found(sheets, refused="password")
    except Refused as refused:
        say_found(sheets, refused=refused.reason, facts=refused.facts)


def say_found(sheets: Sequence[Sheet], name: str = "", refused: str = "", facts: str = "") -> None:
    """Say which sheets there are and which is read, or the word for why nothing is."""
    tabs = [(sheet.name, sheet.is_visible) for sheet in sheets]
    say({"sheets": tabs, "name": name, "refused": refused, "facts": facts})


def say(told: object) -> None:
    """Write one line."""
    sys.stdout.buffer.write(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    sys.stdout.buffer.flush()


def _worksheets(book: CalamineWorkbook) -> list[Sheet]:
    return [
        Sheet(position, tab.name, tab.visible == SheetVisibleEnum.Visible)
        for position, tab in enumerate(book.sheets_metadata)
        if tab.typ == SheetTypeEnum.WorkSheet
    ]


def _candidates(sheets: Sequence[Sheet], asked: Sequence[str]) -> list[Sheet]:
    """Return the sheets to try, in order: the one asked for, or the visible ones and then the hidden ones."""
    if not sheets:
        raise Refused("no_sheets")
    if not asked:
        return sorted(sheets, key=lambda sheet: not sheet.is_visible)
    exact = [sheet for sheet in sheets if sheet.name == asked[0]]
    alike = [sheet for sheet in sheets if sheet.name.strip().casefold() == asked[0].strip().casefold()]
    if not alike:
        raise Refused("unknown_sheet")
    return (exact or alike)[:1]


def _say_rows(book: CalamineWorkbook, outlines: Outlines, sheets: Sequence[Sheet]) -> None:
    """Say the rows of the first sheet, among those to try, that has any."""
    candidates = _candidates(sheets, sys.argv[1:])
    for sheet in candidates:
        outline = outlines.of(sheet)
        parsed = book.get_sheet_by_index(sheet.position)
        outline.reach(*(parsed.end or outline.last))
        _refuse_vast(outline)  # a file may say one thing of its rows and another of their cells
        texts = rows_of(parsed, outline)
        if first := list(islice(texts, ROWS_TO_A_LINE)):
            say_found(sheets, sheet.name)
            while first:
                say(first)
                first = list(islice(texts, ROWS_TO_A_LINE))
            return
    say_found(sheets, candidates[0].name)


def _refuse_vast(outline: Outline) -> None:
    if outline.is_vast:
        row, column = outline.last
        raise Refused("far", f"{xlsx.letters(column)}{row + 1}")


def _bound_memory() -> None:
    if sys.platform == "linux":
        import resource

        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
