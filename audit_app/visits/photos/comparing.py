"""Compares the photos that came from other laptops, or that could not be shown until now, with all the others."""

import time
from contextlib import suppress

from sqlite_utils import Database

from audit_app import db, photos
from audit_app.audit import Audit
from audit_app.errors import Refusal
from audit_app.visits.photos import queries


def uncompared(database: Database, audit: Audit) -> list[str]:
    """Return the digests of the photos that are here, can be shown, and were never compared."""
    return [
        sha256
        for sha256, media_type in queries.of_unknown_look(database)
        if photos.can_be_shown(media_type, audit.derived, sha256)
        and photos.place(audit.photos, sha256).is_file()
    ]


def compare(database: Database, audit: Audit, seconds: float) -> None:
    """Compare what was not, for so long at most; each is remembered at once, a damaged one as like no other."""
    until = time.monotonic() + seconds
    for sha256 in uncompared(database, audit):
        if time.monotonic() > until:
            return
        look = None
        with suppress(Refusal):
            copy = photos.derive(audit.photos, audit.derived, sha256)
            look = photos.look(copy) if copy else None
        with db.saving(database):
            queries.remember_look(database, sha256, look)
