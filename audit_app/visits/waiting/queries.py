"""Reads and writes the photos that wait for their work, and what the works are told apart by."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from audit_app import ledger
from audit_app.photos import Examined
from audit_app.text import is_day
from audit_app.visits.photos.sites import Visit, Work


@dataclass(frozen=True, slots=True)
class Waiting:
    """A photo that waits: its facts, the path it came with, how it looks, and what the person chose of it so far."""

    photo: Examined
    path: str
    look: str | None
    folio: str | None
    ticked: bool | None


def all_waiting(db: Database, only: Sequence[str] | None = None) -> list[Waiting]:
    """Return the photos that wait, in the order in which they were taken, then by name; only those named, when some are."""
    these = "" if only is None else "WHERE sha256 IN (SELECT value FROM json_each(:these))"
    rows = db.execute(
        "SELECT sha256, media_type, bytes, width, height, taken_at, latitude, longitude, path, look, folio, ticked "
        f"FROM photos_waiting {these} ORDER BY coalesce(taken_at, '9999'), path, sha256",
        {"these": json.dumps(only or [])},
    ).fetchall()
    return [
        Waiting(Examined(*row[:8]), row[8], row[9], row[10], None if row[11] is None else bool(row[11]))
        for row in rows
    ]


def is_waiting(db: Database, sha256: str) -> bool:
    """Tell whether a photo waits."""
    return bool(db.execute("SELECT 1 FROM photos_waiting WHERE sha256 = ?", [sha256]).fetchone())


def count(db: Database) -> tuple[int, int]:
    """Return how many photos wait, and their bytes."""
    row = db.execute("SELECT count(*), coalesce(sum(bytes), 0) FROM photos_waiting").fetchone()
    return int(row[0]), int(row[1])


def add(db: Database, photo: Examined, path: str, look: str | None) -> None:
    """Let a photo wait whose file is in its place; nothing when it does already. Inside ``db.saving``."""
    db.execute(
        "INSERT INTO photos_waiting "
        "(sha256, path, media_type, bytes, width, height, taken_at, latitude, longitude, look, received_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [
            *(photo.sha256, path, photo.media_type, photo.bytes, photo.width, photo.height),
            *(photo.taken_at, photo.latitude, photo.longitude, look, ledger.now()),
        ],
    )


def choose(db: Database, chosen: Mapping[str, tuple[str, bool]]) -> None:
    """Remember the folio and the tick that a person left each photo with. Inside ``db.saving``."""
    rows = [(folio, ticked, sha256) for sha256, (folio, ticked) in chosen.items()]
    db.conn.executemany("UPDATE photos_waiting SET folio = ?, ticked = ? WHERE sha256 = ?", rows)


def remove(db: Database, sha256: str) -> None:
    """Let a photo wait no longer. Inside ``db.saving``."""
    db.execute("DELETE FROM photos_waiting WHERE sha256 = ?", [sha256])


def given(db: Database) -> list[tuple[str, str]]:
    """Return time and folio of the photos of works taken on a day of which a photo without position waits, or beside it."""
    rows = db.execute(
        "SELECT taken_at, folio FROM current_photos WHERE substr(taken_at, 1, 10) IN "
        "(SELECT date(substr(taken_at, 1, 10), beside) FROM photos_waiting, "
        "(SELECT '-1 day' AS beside UNION SELECT '+0 days' UNION SELECT '+1 day') WHERE latitude IS NULL)"
    ).fetchall()
    return [(str(taken_at), str(folio)) for taken_at, folio in rows]


def names(db: Database) -> dict[str, str]:
    """Return the name of every work by folio."""
    rows = db.execute("SELECT folio, name FROM current_works ORDER BY folio").fetchall()
    return {str(folio): str(name) for folio, name in rows}


def works(db: Database) -> list[Work]:
    """Return every work with its places and its visits: the one in force, and those that drafts of this laptop tell of."""
    visits, found = _visits(db)
    rows = db.execute("SELECT folio, latitude, longitude FROM current_works ORDER BY folio").fetchall()
    return [
        Work(folio, _place(latitude, longitude), found.get(folio), tuple(visits.get(folio, ())))
        for folio, latitude, longitude in rows
    ]


def _visits(db: Database) -> tuple[dict[str, list[Visit]], dict[str, tuple[float, float]]]:
    visits: dict[str, list[Visit]] = defaultdict(list)
    found = {}
    told = "SELECT folio, visited_on, arrived_at, left_at, latitude, longitude FROM current_visits"
    for folio, day, arrived, left, latitude, longitude in db.execute(told).fetchall():
        if day:
            visits[folio].append(Visit(day, arrived, left))
        if place := _place(latitude, longitude):
            found[folio] = place
    for folio, answers in db.execute("SELECT folio, answers FROM drafts WHERE kind = 'visits'").fetchall():
        typed = dict(json.loads(answers))
        if is_day(day := typed.get("visited_on", "")):
            visits[folio].append(Visit(day, typed.get("arrived_at"), typed.get("left_at")))
    return visits, found


def _place(latitude: float | None, longitude: float | None) -> tuple[float, float] | None:
    return None if latitude is None or longitude is None else (latitude, longitude)
