"""Brings an audit back from its backup: built beside its place, every file verified, and put there whole or not at all."""

import errno
import os
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from audit_app import audit, db, ledger
from audit_app.audit import Audit
from audit_app.errors import (
    BackupDamaged,
    BackupNewer,
    DamagedDatabase,
    DiskFull,
    NewerSchema,
    NotWritable,
)
from audit_app.exchange import folders, queries, shapes
from audit_app.exchange.backups import archive
from audit_app.exchange.backups.archive import Backup, Facts


@dataclass(frozen=True, slots=True)
class Restored:
    """The audit that was made of a backup, and the facts of that."""

    audit: Audit
    facts: Facts


def restore(file: Path, folder: Path | None) -> Restored:
    """Make an audit of a backup in a new or empty folder, else in one by its title in this laptop's; it becomes the last opened.

    It writes under another identity from now on, since the laptop that made the backup may have gone on writing.
    """
    with archive.opened(file) as backup:
        target = Audit(folder.absolute()) if folder else _free(audit.folder_name(backup.facts.title))
        folders.refuse_taken(target)
        with folders.workshop(target.folder.parent) as workshop:
            made = Audit(workshop / folders.BUILT)
            audit.make_folder(made)
            _check_room(target.folder.parent, backup)
            for item in backup.items:
                folder = workshop if item.name == archive.DATABASE else made.folder
                _bring(backup, item, folder / item.name)
            _take_database(backup, workshop / archive.DATABASE, made)
            folders.move(made.folder, target.folder)
    audit.remember(target)
    return Restored(target, backup.facts)


def _free(name: str) -> Audit:
    """Return the first audit by a name, or by it and a number, whose folder is not there yet."""
    names = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(Audit(path) for path in (audit.home() / name for name in names) if not path.exists())


def _check_room(folder: Path, backup: Backup) -> None:
    """Refuse a disk without room for the files, and for the database once more: its rows are copied into another."""
    needed = backup.size + sum(item.bytes for item in backup.items if item.name == archive.DATABASE)
    folders.check_room(folder, needed)


def _bring(backup: Backup, item: archive.Item, path: Path) -> None:
    """Write one file, on the disk for good; its name was found to be one of ours when the backup was opened."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _untaken(path).open("xb") as file:
            for chunk in backup.chunks(item):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFull from error
        raise NotWritable(path, error) from error


def _untaken(path: Path) -> Path:
    """Return a path, with a number where the disk takes its name for another's: Windows tells no capitals apart."""
    names = (path if number == 1 else path.with_stem(f"{path.stem} {number}") for number in count(1))
    return next(name for name in names if not name.exists())


def _take_database(backup: Backup, found: Path, made: Audit) -> None:
    """Make the audit's database of the rows of the one in the backup, under an identity of its own; refuse another audit's."""
    try:
        db.rebuild(found, made.database)
    except NewerSchema as error:
        raise BackupNewer(backup.path) from error
    except DamagedDatabase as error:
        raise BackupDamaged(backup.path, archive.DATABASE) from error
    with made.opened() as database:
        if not all(shapes.fits(*revision) for revision in queries.evidence(database)):
            raise BackupDamaged(backup.path, archive.DATABASE)
        if audit.settings(database).get("audit") != backup.facts.audit:
            raise BackupDamaged(backup.path, archive.DATABASE)
        with db.saving(database):
            queries.new_identity(database)
            queries.keep_backup(database, backup.facts.made_at, str(backup.path), ledger.revisions(database))
