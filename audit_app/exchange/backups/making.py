"""Makes the backup of an audit: its database as it stands, its photos and reports, in one file that is read again at the end."""

import errno
import hashlib
import logging
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import IO

from sqlite_utils import Database

from audit_app import audit, db, durable, ledger
from audit_app.audit import Audit
from audit_app.errors import (
    BackupInside,
    BackupNameTaken,
    DiskFull,
    FileTooLarge,
    NotWritable,
    Refusal,
)
from audit_app.exchange import folders, queries
from audit_app.exchange.backups import archive
from audit_app.exchange.backups.archive import DATABASE, SHELVES, Facts
from audit_app.exchange.place import Photo
from audit_app.text import gettext as _
from audit_app.text import whole

TOLD_EVERY = 500  # files
DIGITS = "0123456789-"
NEAR_BOUND = 4_000_000_000  # bytes, of the 4,294,967,295 that FAT32 takes
SPARE = 10_000_000  # bytes that a disk must have beyond the files


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made: where, its size in bytes, its photos, and those whose file is missing or altered here."""

    path: Path
    bytes: int
    photos: int
    photos_missing: list[Photo]


def back_up(chosen: Audit, place: Path) -> Made:
    """Make the backup of an audit: the file named, or one named by title and time in the folder named.

    A backup that this copy of the audit made under that name gives way when the new one is whole; anything else is refused.
    """
    with chosen.opened() as database:
        settings = audit.settings(database)
        path = place if place.suffix.lower() == ".zip" else place / _name(str(settings.get("title", "")))
        with _temporaries(path) as (temporary, copy):
            if path.resolve().is_relative_to(chosen.folder.resolve()):
                raise BackupInside(place)
            _refuse_other(database, path, str(settings.get("audit", "")))
            _sweep(path)
            folders.make(path.parent)
            _check_room(path.parent, chosen)
            with db.snapshot(database):  # first: every photo that it names is here already
                facts, named = _facts(database, settings), queries.photos_named(database)
                queries.back_up(database, copy)
            items = archive.write(temporary, facts, _files(chosen, copy), _tell)
            archive.verify(temporary)
            durable.put(temporary, path)
        with db.saving(database):
            queries.keep_backup(database, facts.made_at, str(path), facts.revisions)
    kept = {item.name.rpartition("/")[2] for item in items if item.name.startswith("photos/")}
    missing = [photo for photo in named if photo.sha256 not in kept]
    return Made(path, path.stat().st_size, len(kept), missing)


def _name(title: str) -> str:
    return f"{audit.folder_name(title)}-{datetime.now():%Y-%m-%d-%H%M}.zip"


def _refuse_other(database: Database, path: Path, own: str) -> None:
    """Refuse to write over anything but a backup made here: another laptop's of the same audit holds what is nowhere else."""
    if not path.exists():
        return
    with suppress(Refusal), archive.opened(path) as there:
        if there.facts.audit == own and queries.is_made_here(database, there.facts.made_at):
            return
    raise BackupNameTaken(path)


def _sweep(path: Path) -> None:
    """Remove what a backup that was cut off an hour ago left here, by its very name: others write .part files too."""
    ours = re.compile(
        rf"{re.escape(path.stem.rstrip(DIGITS))}[\d-]*-[0-9a-f]{{8}}(?:\.db(?:-[0-9a-f]{{8}})?)?{re.escape(durable.TEMPORARY)}"
    )
    with suppress(OSError):
        for left in path.parent.glob(f"*{durable.TEMPORARY}"):
            if ours.fullmatch(left.name) and left.stat().st_mtime < time.time() - durable.WRITTEN_WITHIN:
                left.unlink()


@contextmanager
def _temporaries(path: Path) -> Iterator[tuple[Path, Path]]:
    """Give the paths of the file to be and of the database in it, beside its place; both go away."""
    temporary = path.with_name(f"{path.stem}-{secrets.token_hex(4)}{durable.TEMPORARY}")
    copy = temporary.with_suffix(f".db{durable.TEMPORARY}")
    try:
        yield temporary, copy
    except OSError as error:
        if error.errno == errno.EFBIG or (error.errno == errno.ENOSPC and _is_bounded(temporary)):
            raise FileTooLarge(path) from error
        if error.errno == errno.ENOSPC:
            raise DiskFull from error
        raise NotWritable(path, error) from error
    finally:
        for left in (temporary, copy):
            with suppress(OSError):
                left.unlink()


def _is_bounded(written: Path) -> bool:
    """Tell whether a disk that says it is full has room: so Windows says that FAT32 takes no more of one file."""
    with suppress(OSError):
        return written.stat().st_size > NEAR_BOUND and shutil.disk_usage(written.parent).free > SPARE
    return False


def _facts(database: Database, settings: dict[str, object]) -> Facts:
    return Facts(
        str(settings.get("audit", "")),
        str(settings.get("title", "")),
        datetime.now(UTC).isoformat(timespec="milliseconds"),  # tells it from the others of this audit
        db.SCHEMA_VERSION,
        ledger.revisions(database),
    )


def _check_room(folder: Path, chosen: Audit) -> None:
    needed = 2 * chosen.database.stat().st_size + SPARE  # it is copied first, and then put into the file
    for path in chain.from_iterable((chosen.folder / name).rglob("*") for name in (*SHELVES, "reports")):
        with suppress(OSError):  # others write and remove files meanwhile
            needed += path.stat().st_size
    folders.check_room(folder, needed)


def _files(chosen: Audit, copy: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Yield what a backup holds, open, by the name it has there; an altered file is kept aside under the digest that it has now.

    One that cannot be read is left out, and told as missing if it is a photo.
    """
    with copy.open("rb") as file:
        yield DATABASE, file
    seen = set()
    for shelf in SHELVES:
        for path in sorted((chosen.folder / shelf).glob("??/*")):
            if path.suffix == durable.TEMPORARY:
                continue
            with suppress(OSError), path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                name = f"{shelf if digest == path.name else 'set-aside'}/{digest[:2]}/{digest}"
                if name not in seen:
                    seen.add(name)
                    file.seek(0)
                    yield name, file
    for path in sorted(chosen.reports.glob("*.pdf")):
        if archive.NAMES.fullmatch(name := f"reports/{path.name}"):
            with suppress(OSError), path.open("rb") as file:
                yield name, file


def _tell(number: int) -> None:
    if number % TOLD_EVERY == 0:
        logging.getLogger("constata").info("%s", _("%(n)s archivos guardados…", n=whole(number)))
