"""Files on their way in: the very bytes a person uploaded, kept in a folder of the audit until used or replaced by another."""

import errno
import hashlib
import io
import re
import secrets
from contextlib import suppress
from pathlib import Path
from typing import IO

from audit_app import durable
from audit_app.errors import DiskFull, NotWritable

CHUNK = 1 << 20
KEPT = ".upload"


def keep(folder: Path, data: bytes) -> str:
    """Keep a file in place of any other of its folder and return its SHA-256, which is its name."""
    return take(folder, io.BytesIO(data))


def take(folder: Path, stream: IO[bytes]) -> str:
    """Keep what a stream brings, a piece at a time, in place of any other file of its folder; return its SHA-256."""
    temporary = folder / f"{secrets.token_hex(8)}{durable.TEMPORARY}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        sha256 = _copy(stream, temporary)
        forget(folder, besides=sha256)
        if place(folder, sha256) is None:
            durable.put(temporary, folder / f"{sha256}{KEPT}")
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFull from error
        raise NotWritable(folder, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink()
    return sha256


def place(folder: Path, sha256: str) -> Path | None:
    """Return where the file of this name is; None where it is not there whole, whatever the name is."""
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        return None
    path = folder / f"{sha256}{KEPT}"
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
    return path if found == sha256 else None


def kept(folder: Path, sha256: str) -> bytes | None:
    """Return the bytes of the file of this name; None where it is not there whole, whatever the name is."""
    path = place(folder, sha256)
    return path.read_bytes() if path else None


def forget(folder: Path, besides: str = "") -> None:
    """Remove the files kept, besides one. One that is being read stays where the system wants it so, until the next time."""
    for path in folder.glob("*"):
        if path.stem != besides and path.suffix != durable.TEMPORARY:
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _copy(stream: IO[bytes], path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("xb") as file:
        while piece := stream.read(CHUNK):
            digest.update(piece)
            file.write(piece)
    return digest.hexdigest()
