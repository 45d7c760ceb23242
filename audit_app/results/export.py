"""Writes the tables behind the report as CSV, a row at a time."""

import errno
import json
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from sqlite_utils import Database

from audit_app import counting, durable, figures
from audit_app.errors import DiskFull, NotWritable
from audit_app.instruments import DOCUMENT_BY_CODE, QUESTIONS, WORK_COLUMNS
from audit_app.results import queries
from audit_app.results.tables import FIGURE_COLUMNS, Row, figure_rows
from audit_app.tables import writing

VISIT_COLUMNS = ("folio", *QUESTIONS, *(f"doc_{code}" for code in DOCUMENT_BY_CODE))
SEVERAL = [index for index, code in enumerate(QUESTIONS, 1) if QUESTIONS[code].kind == "several"]


def write_all(db: Database, folder: Path) -> dict[str, int]:
    """Write works, visits (which ``import-visits`` takes back), photos, outcomes and results; return the rows of each file."""
    tables: dict[str, tuple[tuple[str, ...], Callable[[Database], Iterable[Row]]]] = {
        "works.csv": (WORK_COLUMNS, queries.works),
        "visits.csv": (VISIT_COLUMNS, visits),
        "photos.csv": (queries.PHOTO_COLUMNS, queries.photos),
        "outcomes.csv": (queries.OUTCOME_COLUMNS, queries.outcomes),
        "results.csv": (FIGURE_COLUMNS, lambda db: figure_rows(figures.overall(db))),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with counting.counted(db):
            return {name: _write(folder / name, header, rows(db)) for name, (header, rows) in tables.items()}
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFull from error
        raise NotWritable(error.filename2 or error.filename or folder, error) from error


def visits(db: Database) -> Iterator[Row]:
    """Yield every settled visit and reviewed file of the sample as a row of a visits file."""
    for row in queries.visits(db):
        cells = list(row)
        for index in SEVERAL:
            cells[index] = ";".join(json.loads(str(row[index]))) if row[index] else None
        yield tuple(cells)


def _write(path: Path, header: tuple[str, ...], rows: Iterable[Row]) -> int:
    """Write one file whole or not at all; return its rows."""
    temporary = path.with_name(f"{path.name}-{secrets.token_hex(4)}{durable.TEMPORARY}")
    written = list(rows)
    try:
        writing.write(temporary, header, written)
        durable.put(temporary, path)
    finally:
        with suppress(OSError):
            temporary.unlink()
    return len(written)
