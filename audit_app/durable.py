"""Writes files so that a power cut leaves them whole or not there at all."""

import errno
import os
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import chain
from pathlib import Path

from audit_app.errors import DiskFull, NotReadable, NotWritable

TEMPORARY = ".part"
WRITTEN_WITHIN = 3600  # seconds
TRIES, PAUSE = (20 if os.name == "nt" else 0), 0.05  # seconds


def write(path: Path, data: bytes) -> None:
    """Write a file whose name tells its content: temporary in the same folder, fsync, replace, fsync of the folder.

    One that is there with the same size stays as it is. Raises DiskFull and NotWritable.
    """
    temporary = path.with_name(f"{path.name}-{secrets.token_hex(4)}{TEMPORARY}")
    try:
        if _is_there(path, data):
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data)
        put(temporary, path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        if _is_there(path, data):  # another wrote it meanwhile, and Windows does not replace what is read
            return
        if error.errno == errno.ENOSPC:
            raise DiskFull from error
        raise NotWritable(path, error) from error


def adopt(source: Path, path: Path) -> None:
    """Give a file that is whole on the disk a second place, without writing it again where the disk can. Raises as ``write``."""
    temporary = path.with_name(f"{path.name}-{secrets.token_hex(4)}{TEMPORARY}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.link(source, temporary)
        put(temporary, path)
    except OSError:  # a disk that knows no links, or a full one, which writing tells
        with suppress(OSError):
            temporary.unlink()
        try:
            data = source.read_bytes()
        except OSError as error:
            raise NotReadable(source, error) from error
        write(path, data)


def put(temporary: Path, path: Path) -> None:
    """Put a finished file in its place, so that a power cut leaves the one before or this one, whole. Raises OSError."""
    _patiently(lambda: _flush(temporary))
    replace(temporary, path)
    _sync_folder(path.parent)


def replace(temporary: Path, path: Path, seconds: int = 1) -> None:
    """Put a file in the place of another, at once, or give a folder another name. Raises OSError.

    Windows refuses that while anybody reads either of them; there it is tried again for so long.
    """
    _patiently(lambda: os.replace(temporary, path), seconds)


def sweep(folder: Path) -> int:
    """Remove the temporary files that a power cut left under a folder; return how many. Evidence has no such name.

    What is younger than an hour another program may be writing just now.
    """
    removed = 0
    for path in chain(folder.glob(f"*{TEMPORARY}"), folder.glob(f"*/*{TEMPORARY}")):
        with suppress(OSError):
            if path.stat().st_mtime < time.time() - WRITTEN_WITHIN:
                path.unlink()
                removed += 1
    return removed


def _is_there(path: Path, data: bytes) -> bool:
    try:
        return path.is_file() and path.stat().st_size == len(data)
    except OSError:
        return False


def _patiently(step: Callable[[], None], seconds: int = 1) -> None:
    """Do what Windows refuses while an antivirus reads a file that was just written; there it is tried again for so long."""
    for _try in range(TRIES * seconds):
        with suppress(PermissionError):
            return step()
        time.sleep(PAUSE)
    return step()


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name != "nt":  # Windows cannot open a folder
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
