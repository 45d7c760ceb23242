"""Reads and writes CSV: finds the encoding and the delimiter, and numbers the rows as a spreadsheet does."""

import codecs
import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice, pairwise
from pathlib import Path
from typing import Literal

from audit_app.errors import UnreadableTable

DELIMITERS = ",;\t|"
LINES_LOOKED_AT = 200
ROWS_LOOKED_AT = 30
LONGEST_HEADER = 100
csv.field_size_limit(2**31 - 1)  # quotes that never close hold the rest of the file: that is told, not thrown

_NOT_TEXT = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")  # XLSX and ODS, PDF, XLS, gzip
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a"))
_SEPARATOR_LINE = re.compile(r"sep=([,;\t|])\r?\n?", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*+(?:""[^"]*+)*+"')
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)*(?:[eE][+-]?[0-9]+)?")
_MARKED = frozenset("=+-@\t\r\n'")  # formulas begin so, and the texts already marked

_EDGES = " \t\r\n\v\f\xa0\u2007\u202f\u200b\ufeff"
_BLANKS = frozenset(
    ("", "null", "-", "--", "—", "–", "n/a", "#n/a", "n.a.", "n/d", "n.d.", "s/d", "s.d.")
    + ("a definir", "por definir", "sin dato", "sin datos", "(en blanco)")
)
_LONGEST_BLANK = max(map(len, _BLANKS))

Lines = Callable[[], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Break:
    """A cell with broken quotes: they never close, text follows them, or they swallowed whole rows."""

    row: int
    cell: int
    text: str
    kind: Literal["never_closes", "text_after", "swallowed_rows"]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a CSV file: ``rows[0]`` is row 1 of the spreadsheet, and blank rows count.

    ``tall`` holds the positions of the rows with line breaks inside a cell.
    """

    encoding: str
    delimiter: str
    rows: list[tuple[str, ...]]
    tall: list[int]
    breaks: list[Break]

    def swallowed(self, width: int) -> Iterator[Break]:
        """Yield each cell one of whose inner lines, read alone, has as many cells as the header."""
        broken = {found.row for found in self.breaks}
        for position in (position for position in self.tall if position + 1 not in broken):
            for index, cell in enumerate(self.rows[position]):
                inner = re.split(r"\r\n|\r|\n", cell)[1:]
                if any(len(self._alone(line)) == width for line in inner):
                    yield Break(position + 1, index, cell, "swallowed_rows")

    def _alone(self, line: str) -> list[str]:
        return next(csv.reader([line], delimiter=self.delimiter), [])


def read(data: bytes, known: Collection[str] = ()) -> Table:
    """Return the rows of a file; headers it may have, folded, help to tell its delimiter. Refuse what is not text."""
    encoding = encoding_of(data)
    if encoding is None:
        raise UnreadableTable

    def lines() -> Iterator[str]:
        return iter(io.TextIOWrapper(io.BytesIO(data), encoding, errors="c1_controls", newline=""))

    said = _SEPARATOR_LINE.fullmatch(next(lines(), ""))
    if said:  # a first line for Excel alone, which does not show it as a row
        return _table(encoding, said[1], lambda: islice(lines(), 1, None))
    return _table(encoding, _delimiter(list(islice(lines(), LINES_LOOKED_AT)), known), lines)


def encoding_of(data: bytes) -> str | None:
    """Return utf-16, utf-8-sig, utf-8 or cp1252; nothing when the bytes are not text."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16" if _decodes(data, "utf-16") else None
    start = data[:8192]
    controls = len(start) - len(start.translate(None, _CONTROLS))
    if b"\0" in data or data.startswith(_NOT_TEXT) or controls * 50 > len(start):
        return None
    if not _decodes(data, "utf-8"):
        return "cp1252"
    return "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-8"


@lru_cache(maxsize=4096)
def fold(header: str) -> str:
    """Return a header as it is compared: no case, accents, blanks, punctuation or the small º of «Nº»."""
    if len(header) > LONGEST_HEADER:
        return ""
    plain = unicodedata.normalize("NFKD", header.casefold().replace("º", "").replace("ª", ""))
    return "".join(character for character in plain if character.isalnum())


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table as UTF-8 that Excel recognises, a row at a time."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(map(_harmless_row, chain([header], rows)))


def written(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield the lines of a CSV file, its texts made harmless to spreadsheets; None is a blank cell."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    for row in chain([header], rows):
        writer.writerow(_harmless_row(row))
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def harmless(text: str) -> str:
    """Return a text with an apostrophe before what a spreadsheet would run as a formula; numbers stay as they are."""
    return "'" + text if _needs_apostrophe(text) and not _NUMBER.fullmatch(text) else text


def _harmless_row(row: Sequence[object]) -> list[object]:
    return [harmless(cell) if isinstance(cell, str) and cell[:1] in _MARKED else cell for cell in row]


def without_apostrophe(text: str) -> str:
    """Return a text without the apostrophe that Excel or ``harmless`` put before it; 'quoted' words keep theirs."""
    if not text.startswith("'"):
        return text
    rest = text[1:]
    return rest if "'" not in rest or _needs_apostrophe(rest) else text


def bare(text: str) -> str:
    """Return a cell's text without the blanks and Excel's apostrophe around it; nothing for a word that means none."""
    text = text.strip(_EDGES)
    if text.startswith("'"):
        text = without_apostrophe(text).strip(_EDGES)
    return "" if len(text) <= _LONGEST_BLANK and text.casefold() in _BLANKS else text


def _needs_apostrophe(text: str) -> bool:
    return text[:1] in _MARKED


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        return "\0" not in data.decode(encoding)
    except UnicodeDecodeError:
        return False


def _c1_controls(error: UnicodeError) -> tuple[str, int]:
    """Read the five bytes that cp1252 leaves undefined as browsers do, so that no byte of a list is lost."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("c1_controls", _c1_controls)


def _delimiter(lines: Sequence[str], known: Collection[str]) -> str:
    """Return the delimiter that shows most known headers in a row; then, the one that makes wide, even rows."""

    def merit(delimiter: str) -> tuple[int, float]:
        rows = [row for row in islice(csv.reader(lines, delimiter=delimiter), ROWS_LOOKED_AT) if any(row)]
        headers = max((sum(fold(cell) in known for cell in row) for row in rows), default=0)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        width, times = max(widths.items(), key=lambda pair: pair[1], default=(1, 0))
        return headers, (width - 1) * times / max(len(rows), 1)

    return max(DELIMITERS, key=merit)


def _table(encoding: str, delimiter: str, lines: Lines) -> Table:
    try:
        rows, ends = _records(lines(), delimiter, strict=True)
        breaks: list[Break] = []
    except csv.Error:
        rows, ends = _records(lines(), delimiter, strict=False)
        breaks = list(_breaks(list(lines()), ends, delimiter))
    tall = [position for position, (start, end) in enumerate(pairwise((0, *ends))) if end - start > 1]
    return Table(encoding, delimiter, rows, tall, breaks)


def _records(lines: Iterator[str], delimiter: str, strict: bool) -> tuple[list[tuple[str, ...]], list[int]]:
    """Return the records, and for each the number of lines read when it ended."""
    reader = csv.reader(lines, delimiter=delimiter, strict=strict)
    rows, ends = [], []
    for row in reader:
        rows.append(tuple(row))
        ends.append(reader.line_num)
    return rows, ends


def _breaks(lines: Sequence[str], ends: Sequence[int], delimiter: str) -> Iterator[Break]:
    """Yield the first broken cell of each record that a strict reader refuses."""
    for row, (start, end) in enumerate(pairwise((0, *ends)), 1):
        record = lines[start:end]
        try:
            list(csv.reader(record, delimiter=delimiter, strict=True))
        except csv.Error:
            yield from _broken_cell("".join(record).rstrip("\r\n"), row, delimiter)


def _broken_cell(record: str, row: int, delimiter: str) -> Iterator[Break]:
    at = cell = 0
    while at <= len(record):
        quoted = _QUOTED.match(record, at)
        if quoted is None and record.startswith('"', at):
            yield Break(row, cell, record[at:], "never_closes")
            return
        after = quoted.end() if quoted else at
        end = record.find(delimiter, after)
        end = len(record) if end < 0 else end
        if quoted and record[after:end].strip():
            yield Break(row, cell, record[at:end], "text_after")
            return
        at, cell = end + 1, cell + 1
