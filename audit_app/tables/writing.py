"""Writes CSV that Excel recognises and cannot be tricked by."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from audit_app.tables.cells import harmless


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


def _harmless_row(row: Sequence[object]) -> list[object]:
    return [harmless(cell) if isinstance(cell, str) else cell for cell in row]
