"""Makes the folder of an audit that comes from elsewhere: built beside its place, and put there whole or not at all."""

import errno
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from audit_app.audit import Audit
from audit_app.errors import AuditExists, FolderNotEmpty, NotWritable


def refuse_taken(wanted: Audit) -> None:
    """Refuse a folder that holds an audit, or anything else."""
    if wanted.database.exists():
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


@contextmanager
def workshop(parent: Path) -> Iterator[Path]:
    """Give a folder to build in that goes away, with the folders made for it when the block fails."""
    made = [folder for folder in (parent, *parent.parents) if not folder.exists()]
    try:
        try:
            make(parent)
            temporary = tempfile.TemporaryDirectory(prefix=".making-", dir=parent)
        except OSError as error:
            raise NotWritable(parent, error) from error
        with temporary as folder:
            yield Path(folder)
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
        made.rename(final)
    except OSError as error:
        raise NotWritable(final, error) from error
