"""The frame: the list of all works from which a sample is drawn, read as texts under its headers."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from pathlib import PurePath

from audit_app import tables
from audit_app.errors import (
    FrameCellBlank,
    FrameColumnMissing,
    FrameColumnRepeated,
    FrameEmpty,
    FrameFolioRepeated,
    FrameRowBroken,
    FrameSizeBad,
    FrameTooLarge,
    FrameWithoutFolio,
)
from audit_app.instruments import FOLIO_HEADERS
from audit_app.tables import Rows
from audit_app.tables.cells import bare, fold, without_apostrophe

FOLIO = frozenset(map(fold, ("folio", *FOLIO_HEADERS)))
ROWS_LOOKED_AT = 30
LARGEST = 50_000_000  # bytes
_SIZE = re.compile(r"[$]? ?((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,18})(?:[.][0-9]{1,18})?)")


@dataclass(frozen=True, slots=True)
class Frame:
    """The works of a frame: ``rows[i]`` holds the texts of spreadsheet row ``numbers[i]``, as many as headers."""

    name: str
    sha256: str
    headers: tuple[str, ...]
    numbers: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]

    def position(self, header: str) -> int:
        """Return the column of this header, else of one that differs in case, accents or punctuation."""
        for same in (str, fold):
            found = [at for at, title in enumerate(self.headers) if same(title) == same(header) and title]
            if len(found) > 1:
                raise FrameColumnRepeated(header)
            if found:
                return found[0]
        raise FrameColumnMissing(header, [title for title in self.headers if title])

    def folio_position(self, header: str = "") -> int:
        """Return the column of the folios: the one named, else the first that goes by a name of folios."""
        if header:
            return self.position(header)
        position = self.import_folio()
        if position is None:
            raise FrameWithoutFolio([title for title in self.headers if title])
        return position

    def import_folio(self) -> int | None:
        """Return the column that an import would take for the folios."""
        return next((at for at, title in enumerate(self.headers) if fold(title) in FOLIO), None)

    def texts(self, position: int) -> list[str]:
        """Return what a column says, none of it blank."""
        texts = [bare(row[position]) for row in self.rows]
        if "" in texts:
            raise FrameCellBlank(self.numbers[texts.index("")], self.headers[position])
        return texts

    def folios(self, position: int) -> list[str]:
        """Return the folios, each once."""
        first: dict[str, int] = {}
        for number, folio in zip(self.numbers, self.texts(position), strict=True):
            if folio in first:
                raise FrameFolioRepeated(number, folio, first[folio])
            first[folio] = number
        return list(first)

    def sizes(self, position: int) -> list[Fraction]:
        """Return the sizes of a column, exactly as written: numbers above zero."""
        return [
            _size(text, number, self.headers[position])
            for number, text in zip(self.numbers, self.texts(position), strict=True)
        ]

    def ranks(self, position: int) -> list[int]:
        """Return the order of the works by a column: by number where every text is one, else by code point."""
        texts = self.texts(position)
        found = [_SIZE.fullmatch(text) for text in texts]
        order: Sequence[Fraction | str] = texts
        if all(found):
            order = [Fraction(match[1].replace(",", "")) for match in found if match]
        rank = {value: place for place, value in enumerate(sorted(set(order)))}
        return [rank[value] for value in order]


def read(data: bytes, name: str, folio: str = "") -> Frame:
    """Read a frame from the bytes of a CSV file or a workbook; rows above its headers and blank rows are passed over."""
    if len(data) > LARGEST:
        raise FrameTooLarge
    known = FOLIO | {fold(folio)} if folio else FOLIO
    table = tables.read(data, known)
    at = _header_position(table, known)
    headers = table.rows[at]
    while headers and not headers[-1].strip():
        headers = headers[:-1]
    filled = [(n, row) for n, row in enumerate(table.rows[at + 1 :], at + 2) if any(map(str.strip, row))]
    if not filled or not headers:
        raise FrameEmpty
    for found in (*table.breaks, *table.swallowed(len(headers))):
        raise FrameRowBroken(found.row)
    rows = tuple(_row(row, number, len(headers)) for number, row in filled)
    digest = hashlib.sha256(data).hexdigest()
    titles = tuple(map(str.strip, headers))
    return Frame(PurePath(name).name, digest, titles, tuple(number for number, _row_of in filled), rows)


def _header_position(table: Rows, known: frozenset[str]) -> int:
    """Return the first row that names the folios, else the first at least half as wide as the widest one."""
    first = list(islice(((at, row) for at, row in enumerate(table.rows) if any(row)), ROWS_LOOKED_AT))
    if not first:
        raise FrameEmpty
    named = [at for at, row in first if any(fold(cell) in known for cell in row)]
    filled = {at: sum(1 for cell in row if cell.strip()) for at, row in first}
    return next(iter(named), next(at for at in filled if 2 * filled[at] >= max(filled.values())))


def _row(row: tuple[str, ...], number: int, width: int) -> tuple[str, ...]:
    if len(row) < width or any(map(str.strip, row[width:])):
        raise FrameRowBroken(number)
    return tuple(map(without_apostrophe, row[:width]))


def _size(text: str, row: int, header: str) -> Fraction:
    found = _SIZE.fullmatch(text)
    size = Fraction(found[1].replace(",", "")) if found else Fraction(0)
    if size <= 0:
        raise FrameSizeBad(row, header, text)
    return size


def names(frame: Frame, positions: Sequence[int]) -> Iterator[str]:
    """Yield the name that some columns give each work together, joined by a hyphen: ``14-039``."""
    yield from map("-".join, zip(*(frame.texts(position) for position in positions), strict=True))
