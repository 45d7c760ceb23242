"""Writes the tables behind the report as CSV, a row at a time."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from sqlite_utils import Database

from audit_app import csv_file, figures
from audit_app.errors import NotWritable
from audit_app.estimates.figure import Figure
from audit_app.instruments import DOCUMENT_BY_CODE, QUESTIONS, WORK_COLUMNS
from audit_app.results import queries

VISIT_COLUMNS = ("folio", *QUESTIONS, *(f"doc_{code}" for code in DOCUMENT_BY_CODE))


def write_all(db: Database, folder: Path) -> dict[str, int]:
    """Write works, visits (which ``import-visits`` takes back), outcomes and results; return the rows of each file."""
    tables = {
        "works.csv": (WORK_COLUMNS, queries.works(db)),
        "visits.csv": (VISIT_COLUMNS, visits(db)),
        "photos.csv": (queries.PHOTO_COLUMNS, queries.photos(db)),
        "outcomes.csv": (("folio", "indicator", "y"), queries.outcomes(db)),
        "results.csv": (tuple(Figure.__dataclass_fields__), results(db)),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return {name: _write(folder / name, header, rows) for name, (header, rows) in tables.items()}
    except OSError as error:
        raise NotWritable(folder, error.strerror or str(error)) from error


def visits(db: Database) -> Iterator[tuple[object, ...]]:
    """Yield every visit and reviewed file of the sample as a row of a visits file."""
    several = [index for index, code in enumerate(QUESTIONS, 1) if QUESTIONS[code].kind == "several"]
    for *row, documents in queries.visits(db):
        for index in several:
            row[index] = ";".join(json.loads(str(row[index]))) if row[index] else None
        states = json.loads(str(documents)) if documents else {}
        yield *row, *(states.get(code, {}).get("state") for code in DOCUMENT_BY_CODE)


def results(db: Database) -> Iterator[tuple[object, ...]]:
    """Yield every overall figure as a row."""
    yield from (tuple(asdict(figure).values()) for figure in figures.overall(db))


def _write(path: Path, header: tuple[str, ...], rows: Iterator[tuple[object, ...]]) -> int:
    """Write one file whole or not at all; return its rows."""
    temporary = path.with_name(path.name + ".part")
    counted = 0

    def counting() -> Iterator[tuple[object, ...]]:
        nonlocal counted
        for row in rows:
            counted += 1
            yield row

    csv_file.write(temporary, header, counting())
    temporary.replace(path)
    return counted
