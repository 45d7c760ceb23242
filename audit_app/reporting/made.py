"""The PDFs made so far: the files of the audit's folder of reports."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from audit_app.errors import UnknownReport


@dataclass(frozen=True, slots=True)
class MadeReport:
    """One PDF: its name, when it was written (UTC, ISO), its size in bytes, and its digest."""

    name: str
    made_at: str
    bytes: int
    sha256: str


def listed(folder: Path) -> list[MadeReport]:
    """Return the PDFs of a folder, the newest first."""
    return sorted(_found(folder), key=lambda report: (report.made_at, report.name), reverse=True)


def path_of(folder: Path, name: str) -> Path:
    """Return where a PDF of the list is; refuse any other name, whatever it looks like."""
    for path in _files(folder):
        if path.name == name:
            return path
    raise UnknownReport(name)


def _found(folder: Path) -> Iterator[MadeReport]:
    for path in _files(folder):
        facts = path.stat()
        made_at = datetime.fromtimestamp(facts.st_mtime, UTC).isoformat(timespec="seconds")
        yield MadeReport(path.name, made_at, facts.st_size, _digest(path, facts.st_size, facts.st_mtime_ns))


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.glob("*.pdf") if path.is_file() and not path.name.startswith(".")]


@lru_cache(maxsize=4096)
def _digest(path: Path, _size: int, _changed: int) -> str:
    """Return the SHA-256 of a file; that of one that has not changed is known already."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
