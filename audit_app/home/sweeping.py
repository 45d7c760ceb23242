"""Puts an audit's folder in order when Constata starts: what a power cut, a kill or a full disk left halfway.

What can be made again or is certainly a copy is removed: temporary files, small copies of no photo, what waited and was given.
A whole photo that nothing names may be the only one there is: it is set aside, never removed, and comes back when a row names it.
"""

import hashlib
import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from audit_app import db, durable, photos
from audit_app.audit import Audit
from audit_app.errors import Refusal
from audit_app.home import queries

HALFWAY = 3600
"""Seconds after which no request is still at a file that it wrote."""
RECEIVED_WITHIN = 86_400
"""Seconds for an original: ``receive`` brings the files of all photos first, from a slow stick too, and their rows last."""
PATIENCE = 500  # milliseconds that a start waits for another that writes
FOLDERS = ("photos", "derived", "waiting", "reports", "incoming", "frames", "backups")
SET_ASIDE = "set-aside"
DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Swept:
    """How many files were removed, set aside and brought back."""

    removed: int = 0
    set_aside: int = 0
    brought_back: int = 0


def sweep(audit: Audit) -> Swept:
    """Put the folder in order, unless the audit cannot be opened or another writes to it just now: another start will."""
    removed = sum(durable.sweep(audit.folder / name) for name in FOLDERS)
    try:
        # Nobody else writes rows meanwhile, so that no file is judged by rows that are about to change.
        with audit.opened() as database:
            database.execute(f"PRAGMA busy_timeout = {PATIENCE}")
            with db.saving(database):
                return _in_order(audit, *queries.photos_named(database), removed)
    except Refusal:
        return Swept(removed)


def _in_order(audit: Audit, evidence: set[str], waiting: set[str], removed: int) -> Swept:
    aside = audit.folder / SET_ASIDE
    back = set_aside = 0
    for copy in _nameless(audit.derived, evidence | waiting, HALFWAY):
        removed += _removed(copy)
    for original in _nameless(audit.photos, evidence | waiting, RECEIVED_WITHIN):
        set_aside += _moved(original, photos.place(aside, original.name))
    for left in _nameless(audit.waiting, waiting, HALFWAY):
        if left.name in evidence and _is_whole(photos.place(audit.photos, left.name)):
            removed += _removed(left)
        else:
            set_aside += _moved(left, photos.place(aside, left.name))
    for found in _nameless(aside, set(), 0):
        home = photos.place(audit.photos, found.name)
        if found.name in evidence and not home.exists() and _is_whole(found):
            back += _moved(found, home)
    return Swept(removed, set_aside, back)


def _nameless(folder: Path, named: set[str], seconds: float) -> Iterator[Path]:
    """Yield the files named by a digest that none of these names is, and that were written longer ago."""
    now = time.time()
    with suppress(OSError):
        for shelf in sorted(folder.iterdir()):
            if len(shelf.name) != 2 or not shelf.is_dir():
                continue
            for name in sorted(os.listdir(shelf)):
                if name not in named and DIGEST.fullmatch(name):
                    with suppress(OSError):
                        if (shelf / name).stat().st_mtime <= now - seconds:
                            yield shelf / name


def _is_whole(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == path.name
    except OSError:
        return False


def _removed(path: Path) -> bool:
    with suppress(OSError):
        path.unlink()
        return True
    return False


def _moved(path: Path, target: Path) -> bool:
    """Move a file within the audit's folder, whole at every moment."""
    with suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, target)
        return True
    return False
