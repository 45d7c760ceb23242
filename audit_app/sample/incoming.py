"""Lists on their way in: the very bytes a person uploaded, kept in the audit folder until confirmed or replaced."""

import hashlib
import re
from pathlib import Path

from audit_app import durable
from audit_app.errors import ListGone, NotWritable


def keep(audit_folder: Path, data: bytes) -> str:
    """Keep a list in place of any other and return its SHA-256, which is its name."""
    sha256 = hashlib.sha256(data).hexdigest()
    forget(audit_folder, besides=sha256)
    durable.write(_place(audit_folder, sha256), data)
    return sha256


def kept(audit_folder: Path, sha256: str) -> bytes:
    """Return the bytes of the list of this name; refuse one that is not here whole."""
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise ListGone
    try:
        data = _place(audit_folder, sha256).read_bytes()
    except OSError as error:
        raise ListGone from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ListGone
    return data


def forget(audit_folder: Path, besides: str = "") -> None:
    """Remove the lists kept, besides one."""
    for path in _folder(audit_folder).glob("*"):
        if path.stem != besides:
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise NotWritable(path, error) from error


def _folder(audit_folder: Path) -> Path:
    return audit_folder / "incoming"


def _place(audit_folder: Path, sha256: str) -> Path:
    return _folder(audit_folder) / f"{sha256}.csv"
