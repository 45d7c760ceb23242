"""What the tests of sample lists share: reading a list that stands in the test, in a file, or in bytes made by a law.

Every new test of lists reads through ``read_bytes`` and ``table_rows``, and imports through ``imported``: the one place to change
when reading does.
"""

import csv
import io
import signal
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Literal

from sqlite_utils import Database

from audit_app import db
from audit_app.ledger import Author
from audit_app.sample import importing
from audit_app.sample.checks.problems import Problem
from audit_app.sample.importing import Comparison
from audit_app.sample.reading import Choices, SampleList, SampleWork, read_list
from audit_app.sample.reading.vocabulary import NAME_OF_HEADER
from audit_app.sample.values import Value
from audit_app.tables import Manner, open_table
from audit_app.tables.cells import bare
from audit_app.tables.source import source_of

SECONDS = 5.0  # a small file is read in a hundredth of that
DELIMITERS = ",;\t|"
FOUND = ("utf-8", "utf-8-sig", "utf-16", "cp1252")
"""The encodings that reading finds by itself."""
TOLD = (*FOUND, "latin-1", "cp850", "mac_roman")
"""The encodings that a person may tell."""

Quoting = Literal[0, 1, 2]


def read_bytes(
    data: bytes, file: str = "lista.csv", columns: Mapping[str, str] | None = None, **told: Any
) -> SampleList:
    """Read a list; ``told`` is what a person says of it: ``encoding``, ``delimiter``, ``header_row``, ``sheet``."""
    return read_list(data, file, Choices(_manner(told), told.get("header_row"), columns or {}))


def table_rows(data: bytes, **told: Any) -> list[tuple[str, ...]]:
    """Return the rows of a CSV file by the table reader alone, blank ones too."""
    table = open_table(source_of(data), NAME_OF_HEADER, _manner(told))
    return [tuple(row) for row in table.rows()]


def _manner(told: Mapping[str, Any]) -> Manner:
    return Manner(**{name: told[name] for name in ("encoding", "delimiter", "sheet") if name in told})


def works_of(listed: SampleList) -> list[SampleWork]:
    return list(listed.works)


def given_of(listed: SampleList) -> list[dict[str, str]]:
    """Return the texts of every work as the list gave them, by header."""
    return [dict(work.given) for work in listed.works]


def imported(database: Database, listed: SampleList) -> Comparison:
    """Write a list without errors into an audit, as confirming it does."""
    with db.saving(database):
        return importing.add(database, listed, Author("Brigada 1", "laptop-1"))


def read(text: str, **columns: str) -> SampleList:
    return read_bytes(text.encode(), columns=columns)


def works_with(header: str, *cells: str) -> SampleList:
    """Read a list of works numbered from row 2, with one more column that holds these cells."""
    rows = "".join(f"W/{number};Obra {number};{cell}\n" for number, cell in enumerate(cells, 1))
    return read(f"folio;nombre;{header}\n{rows}")


def column(name: str, header: str, *cells: str) -> list[Value]:
    return [work.values[name] for work in works_with(header, *cells).works]


def places(problems: Iterable[Problem]) -> list[tuple[str, int | None, str | None]]:
    return [(problem.code, problem.row, problem.column) for problem in problems]


def written(
    rows: Iterable[Sequence[str]],
    delimiter: str = ",",
    quoting: Quoting = csv.QUOTE_MINIMAL,
    line_end: str = "\r\n",
) -> str:
    """Return a table as CSV.

    Written by ``csv`` a record at a time and ended by hand: told to end lines by ``\\n``, it leaves a lone ``\\r`` unquoted.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator="\r\n")
    records = []
    for row in rows:
        writer.writerow(row)
        records.append(text.getvalue().removesuffix("\r\n") + line_end)
        text.seek(0)
        text.truncate()
    return "".join(records)


def fits(text: str, encoding: str) -> bool:
    """Tell whether a text comes back from an encoding as it was."""
    try:
        return text.encode(encoding).decode(encoding) == text
    except UnicodeError:
        return False


def faults(problems: Iterable[Problem]) -> list[str]:
    """Return what is wrong with the sentences that tell these problems: each whole, on one line, and with its row."""
    return [f"{fault}: {problem.message!r}" for problem in problems for fault in _faults(problem)]


def _faults(problem: Problem) -> Iterator[str]:
    said, value = problem.message, bare(problem.value or "")
    frame = said.replace(value, "") if value else said
    if not said.strip():
        yield "blank"
    if not said.endswith("."):
        yield "no full stop"
    if "%(" in frame or "None" in frame:
        yield "a place nobody filled"
    if problem.row is not None and f"Fila {problem.row}" not in said:
        yield "no row"
    if any(unicodedata.category(character) == "Cc" for character in said):
        yield "a line break or another control character"
    if len(said) > 1000:
        yield "too long for a sentence"


@contextmanager
def in_time(seconds: float = SECONDS) -> Iterator[None]:
    """Fail instead of waiting for ever; without a limit where the system has no such alarm."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def too_long(_signal: int, _frame: object) -> None:
        raise TimeoutError(f"more than {seconds} seconds")

    before = signal.signal(signal.SIGALRM, too_long)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
