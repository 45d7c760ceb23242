"""The file of a backup: a zip with the database and the files of an audit, and last a manifest of what each must be.

Names inside say what a file is and never where it goes: whatever does not fit ``NAMES`` is refused. Nothing is compressed but the
database, since photos and PDFs hardly shrink.
"""

import hashlib
import json
import lzma
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO

from audit_app.errors import BackupDamaged, BackupNewer, NotABackup, NotReadable
from audit_app.text import tidy

FORMAT = 1
MANIFEST, DATABASE = "backup.json", "audit.db"
SHELVES = ("waiting", "photos", "set-aside")  # of files named by their SHA-256; they move on in this order
NAMES = re.compile(
    rf"audit\.db|(?:{'|'.join(SHELVES)})/[0-9a-f]{{2}}/(?P<sha256>[0-9a-f]{{64}})|reports/\w[\w.~ -]{{0,150}}\.pdf"
)
LARGEST_MANIFEST = 200_000_000  # bytes: of a million photos
CHUNK = 1 << 20
UNREADABLE = (  # what a damaged zip makes the standard library raise
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError),
    *(ValueError, KeyError, OverflowError, NotImplementedError, RuntimeError),
)


@dataclass(frozen=True, slots=True)
class Facts:
    """Whose backup it is: the audit's id and title, when it was made (UTC, ISO), by which schema, with how many revisions."""

    audit: str
    title: str
    made_at: str
    schema: int
    revisions: int


@dataclass(frozen=True, slots=True)
class Item:
    """A file in a backup."""

    name: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was opened: its zip, its facts and its files."""

    path: Path
    zip: zipfile.ZipFile
    facts: Facts
    items: list[Item]

    @property
    def size(self) -> int:
        """Return how many bytes its files take."""
        return sum(item.bytes for item in self.items)

    def chunks(self, item: Item) -> Iterator[bytes]:
        """Yield the bytes of a file; raise BackupDamaged as soon as they are not what was put in."""
        digest, left = hashlib.sha256(), item.bytes
        try:
            with self.zip.open(item.name) as source:
                while left >= 0 and (chunk := source.read(CHUNK)):
                    digest.update(chunk)
                    left -= len(chunk)
                    yield chunk
        except OSError as error:
            if not os.path.isfile(self.path):  # the stick is gone: nothing is known against what lies on it
                raise NotReadable(self.path, error) from error
            raise BackupDamaged(self.path, item.name) from error
        except UNREADABLE as error:
            raise BackupDamaged(self.path, item.name) from error
        if left or digest.hexdigest() != item.sha256:
            raise BackupDamaged(self.path, item.name)


def write(
    target: Path, facts: Facts, files: Iterable[tuple[str, IO[bytes]]], done: Callable[[int], None]
) -> list[Item]:
    """Write a backup of open files; call ``done`` with the number of those in it. Raises OSError."""
    items = []
    with zipfile.ZipFile(target, "w", allowZip64=True) as made:
        for name, source in files:
            kind = zipfile.ZIP_DEFLATED if name == DATABASE else zipfile.ZIP_STORED
            entry = zipfile.ZipInfo(name)
            entry.compress_type = kind
            with made.open(entry, "w", force_zip64=True) as into:
                items.append(Item(name, *_copied(source, into)))
            done(len(items))
        told = {
            "format": FORMAT,
            **asdict(facts),
            "files": {item.name: [item.sha256, item.bytes] for item in items},
        }
        made.writestr(MANIFEST, json.dumps(told, ensure_ascii=False), zipfile.ZIP_DEFLATED)
    return items


@contextmanager
def opened(path: Path) -> Iterator[Backup]:
    """Open a backup for the block. Raises NotReadable, NotABackup, BackupNewer and BackupDamaged."""
    try:
        if not (path.is_file() or path.is_dir()) and path.exists():
            raise NotABackup(path)  # a device or a pipe, which may never end
        archive = zipfile.ZipFile(path)
    except OSError as error:
        raise NotReadable(path, error) from error
    except UNREADABLE as error:
        raise NotABackup(path) from error
    try:
        yield Backup(path, archive, *_manifest(path, archive))
    finally:
        with suppress(OSError):  # a stick that is gone cannot even be let go
            archive.close()


def verify(path: Path) -> None:
    """Read a backup whole; raise BackupDamaged at the first file that is not what the manifest says."""
    with opened(path) as backup:
        for item in backup.items:
            for _chunk in backup.chunks(item):
                pass


def _copied(source: IO[bytes], target: IO[bytes]) -> tuple[str, int]:
    """Copy a file; return its SHA-256 and length."""
    digest, length = hashlib.sha256(), 0
    while chunk := source.read(CHUNK):
        digest.update(chunk)
        target.write(chunk)
        length += len(chunk)
    return digest.hexdigest(), length


def _manifest(path: Path, archive: zipfile.ZipFile) -> tuple[Facts, list[Item]]:
    try:
        if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
            raise NotABackup(path)
        told = json.loads(archive.read(MANIFEST))
        if told["format"] > FORMAT:
            raise BackupNewer(path)
        facts = Facts(*(kind(told[name]) for name, kind in Facts.__annotations__.items()))
        datetime.fromisoformat(facts.made_at)
        items = [
            Item(str(name), str(sha256), int(length)) for name, (sha256, length) in told["files"].items()
        ]
    except (*UNREADABLE, TypeError, AttributeError) as error:
        raise NotABackup(path) from error
    _check(path, archive, items)
    return replace(facts, title=tidy(facts.title)), items


def _check(path: Path, archive: zipfile.ZipFile, items: list[Item]) -> None:
    """Refuse a backup with a name that is none of ours, without its database, or that lacks what its manifest tells."""
    named = {item.name for item in items}
    strange = [item.name for item in items if not _is_ours(item)]
    if strange or DATABASE not in named or named != set(archive.namelist()) - {MANIFEST}:
        raise BackupDamaged(path, (strange or [MANIFEST])[0])


def _is_ours(item: Item) -> bool:
    found = NAMES.fullmatch(item.name)
    return found is not None and found["sha256"] in (None, item.sha256)
