"""Files on their way in: the very bytes a person uploaded, kept in a folder of the audit until used or replaced by another."""

import hashlib
import re
from pathlib import Path

from audit_app import durable
from audit_app.errors import NotWritable


def keep(folder: Path, data: bytes) -> str:
    """Keep a file in place of any other of its folder and return its SHA-256, which is its name."""
    sha256 = hashlib.sha256(data).hexdigest()
    forget(folder, besides=sha256)
    durable.write(_place(folder, sha256), data)
    return sha256


def kept(folder: Path, sha256: str) -> bytes | None:
    """Return the bytes of the file of this name; None where it is not there whole, whatever the name is."""
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        return None
    try:
        data = _place(folder, sha256).read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == sha256 else None


def forget(folder: Path, besides: str = "") -> None:
    """Remove the files kept, besides one."""
    for path in folder.glob("*"):
        if path.stem != besides:
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise NotWritable(path, error) from error


def _place(folder: Path, sha256: str) -> Path:
    return folder / f"{sha256}.csv"
