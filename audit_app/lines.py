"""Reads the works as lists and maps need them: all, or again those alone that have got evidence since."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from audit_app.listing import Line, in_order

MOST_RENEWED = 5  # works: of more, reading all is quicker


def read(db: Database) -> list[Line]:
    """Return every work, in order."""
    return in_order(_read(db))


def renewed(db: Database, lines: list[Line], added: Mapping[str, Collection[str]]) -> list[Line]:
    """Return every work, in order, from those read before and the folios that have got evidence since, by kind."""
    touched = {*added["works"], *added["visits"], *added["paperwork"]}
    if len(touched) > MOST_RENEWED:
        return read(db)
    now = {line.folio: line for folio in touched for line in _read(db, folio)}
    if now.keys() <= {line.folio for line in lines}:
        return [now.get(line.folio, line) for line in lines if line.folio in now or line.folio not in touched]
    return in_order([*(line for line in lines if line.folio not in touched), *now.values()])


def _read(db: Database, folio: str | None = None) -> Iterator[Line]:
    """Yield all works, or one; each view is asked for that one alone, since SQLite does not carry it through the joins."""
    only = "" if folio is None else "WHERE folio = :folio"
    rows = db.execute(
        f"""
        SELECT w.folio, w.name, w.type, w.state, w.municipality, w.locality, d.disposition, d.reason, d.attempts, w.replaces,
          p.folio IS NOT NULL, v.visited_on, v.revision, w.latitude, w.longitude, v.latitude, v.longitude
        FROM (SELECT * FROM current_works {only}) w
        LEFT JOIN (SELECT * FROM dispositions {only}) d ON d.folio = w.folio
        LEFT JOIN (SELECT folio, latitude, longitude,
            coalesce(visited_on, '') AS visited_on, CASE WHEN device IN (SELECT device FROM devices) THEN id END AS revision
          FROM current_visits {only}) v ON v.folio = w.folio
        LEFT JOIN (SELECT folio FROM current_paperwork {only}) p ON p.folio = w.folio
        """,
        {} if folio is None else {"folio": folio},
    )
    return map(_line, rows.fetchall())


def _line(row: Sequence[Any]) -> Line:
    *told, is_reviewed, day, revision, latitude, longitude, found_latitude, found_longitude = row
    is_verified = None not in (found_latitude, found_longitude)
    place = (found_latitude, found_longitude) if is_verified else (latitude, longitude)
    position = None if None in place else place
    facts = [*told, position, is_verified, bool(is_reviewed), (day, revision) if revision else None]
    return Line(*facts)
