"""The files of the photos that wait for their work: received, given to a work, discarded.

A photo is acknowledged when its row is there, and its row is written after its file. Given to a work it becomes evidence as any
other: its file in its place first, then, in one transaction, the row of evidence in and the row that waits out.
"""

import hashlib
from contextlib import suppress
from pathlib import Path

from sqlite_utils import Database

from audit_app import db as store
from audit_app import durable, photos
from audit_app.audit import Audit
from audit_app.errors import PhotoGone, Refusal, TooManyWaiting
from audit_app.ledger import Author
from audit_app.visits.photos import keeping
from audit_app.visits.waiting import queries
from audit_app.visits.waiting.queries import Waiting

MOST = 2000
"""Photos that wait at once: a brigade's day is some 200."""
MOST_BYTES = 20_000_000_000
LONGEST_PATH = 300


def receive(database: Database, audit: Audit, data: bytes, path: str) -> None:
    """Let a photo wait for its work; one that waits already is not kept twice. Refuses what is no photo, and what a work has."""
    path, name = path[-LONGEST_PATH:], keeping.name_of(path)
    sha256 = photos.fingerprint(data)
    keeping.refuse_twin(database, sha256, name)
    waiting, size = queries.count(database)
    if queries.is_waiting(database, sha256):
        return
    if waiting >= MOST or size + len(data) > MOST_BYTES:
        raise TooManyWaiting(keeping.told(name), waiting)
    photo = photos.keep(data, keeping.told(name), audit.waiting, audit.derived)
    look = keeping.look_of(audit.derived, sha256)
    with store.saving(database):
        keeping.refuse_twin(database, sha256, name)
        queries.add(database, photo, path, look)
        durable.write(photos.place(audit.waiting, sha256), data)  # another window may just have discarded it


def give(database: Database, audit: Audit, waiting: Waiting, folio: str, author: Author) -> None:
    """Make a photo that waits the evidence of a work. Refuses one that a work has, and one whose file is not whole."""
    sha256, name = waiting.photo.sha256, keeping.name_of(waiting.path)
    keeping.refuse_twin(database, sha256, name)
    source, target = photos.place(audit.waiting, sha256), photos.place(audit.photos, sha256)
    if not _is_whole(target, sha256):
        if not _is_whole(source, sha256):
            raise PhotoGone(keeping.told(name))
        durable.adopt(source, target)
    with store.saving(database):
        keeping.record(database, folio, waiting.photo, waiting.look, name, author)
        queries.remove(database, sha256)
    with suppress(OSError):  # what cannot be removed now is swept when Constata starts
        source.unlink()


def discard(database: Database, audit: Audit, sha256: str) -> bool:
    """Remove a photo that waits, its copies here with it; return whether there was one. Evidence is never touched."""
    if not queries.is_waiting(database, sha256):
        return False
    with store.saving(database):
        queries.remove(database, sha256)
    with suppress(Refusal), store.saving(database):  # so that what is received again meanwhile keeps its file
        if not queries.is_waiting(database, sha256):
            for folder in (audit.waiting, audit.derived):  # the copy is made again where a work has the photo
                with suppress(OSError):
                    photos.place(folder, sha256).unlink()
    return True


def _is_whole(path: Path, sha256: str) -> bool:
    """Tell whether the file of this digest is there, as it was received."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return False
