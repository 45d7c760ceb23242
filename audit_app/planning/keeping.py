"""Frames on their way to a draw: the very bytes uploaded, kept in the audit folder until another replaces them."""

import hashlib
import re
from pathlib import Path

from audit_app import durable
from audit_app.errors import FrameGone, FrameTooLarge, NotWritable
from audit_app.planning.frame import LARGEST


def keep(audit_folder: Path, data: bytes) -> str:
    """Keep a frame in place of any other and return its SHA-256, which is its name."""
    if len(data) > LARGEST:
        raise FrameTooLarge
    sha256 = hashlib.sha256(data).hexdigest()
    for path in _folder(audit_folder).glob("*"):
        if path.stem != sha256:
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise NotWritable(path, error) from error
    durable.write(_folder(audit_folder) / f"{sha256}.csv", data)
    return sha256


def kept(audit_folder: Path, sha256: str) -> bytes:
    """Return the bytes of the frame of this name; refuse one that is not here whole."""
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise FrameGone
    try:
        data = (_folder(audit_folder) / f"{sha256}.csv").read_bytes()
    except OSError as error:
        raise FrameGone from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise FrameGone
    return data


def _folder(audit_folder: Path) -> Path:
    return audit_folder / "frames"
