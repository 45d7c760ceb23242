"""Makes the folder of an audit that comes from elsewhere: built beside its place, and put there whole or not at all."""

import errno
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from audit_app import durable
from audit_app.audit import Audit
from audit_app.errors import AuditExists, FolderNotEmpty, NoRoom, NotWritable

PREFIX, BUILT = ".making-", "audit"
HALFWAY = 86_400  # seconds after which nobody is still building
PATIENCE = 30  # seconds that Windows' antivirus may take to look into what was just written


def refuse_taken(wanted: Audit) -> None:
    """Refuse a folder that holds an audit, or anything else."""
    if wanted.exists:
        raise AuditExists(wanted.folder)
    try:
        if wanted.folder.exists() and any(wanted.folder.iterdir()):
            raise FolderNotEmpty(wanted.folder)
    except OSError as error:
        raise NotWritable(wanted.folder, error) from error


def make(folder: Path) -> None:
    """Make a folder where there is none. Raises OSError, one that tells of a file in its place as such."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise NotADirectoryError(errno.ENOTDIR, str(error)) from error


def check_room(folder: Path, needed: int) -> None:
    """Refuse a disk with fewer bytes free."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise NoRoom(folder, needed, free)


@contextmanager
def workshop(parent: Path) -> Iterator[Path]:
    """Give a folder to build in that goes away, with the folders made for it when the block fails."""
    made: list[Path] = []
    try:
        try:
            made += [folder for folder in (parent, *parent.parents) if not folder.exists()]
            make(parent)
            _sweep(parent)
            folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
        except OSError as error:
            raise NotWritable(parent, error) from error
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)  # what something holds is swept another day
    except BaseException:
        for folder_made in made:
            with suppress(OSError):
                folder_made.rmdir()
        raise


def move(made: Path, final: Path) -> None:
    """Give a finished folder its name, in one step. Raises NotWritable."""
    try:
        if final.exists():
            final.rmdir()
        durable.replace(made, final, PATIENCE)
    except OSError as error:
        raise NotWritable(final, error) from error


def _sweep(parent: Path) -> None:
    """Remove what a restoring or joining that was cut off days ago left beside its place."""
    for left in parent.glob(f"{PREFIX}????????"):
        with suppress(OSError):
            is_ours = all(name.startswith(BUILT) for name in os.listdir(left))  # the audit, and its database
            if is_ours and left.stat().st_mtime < time.time() - HALFWAY:
                shutil.rmtree(left, ignore_errors=True)
