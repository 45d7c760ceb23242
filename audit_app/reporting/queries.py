"""Reads what the PDFs show beyond the figures: every work with its answers, one work's whole record, what it all stands on."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from audit_app.errors import UnknownWork
from audit_app.pdf.contents import Footing, ListedWork, Papers, Revision, SheetPhoto, Value

PAPERS = """
  SELECT folio, count(*) AS asked,
    count(CASE WHEN state = 'complete' THEN 1 END) AS complete,
    count(CASE WHEN state = 'incomplete' THEN 1 END) AS incomplete,
    count(CASE WHEN state = 'missing' THEN 1 END) AS missing,
    count(CASE WHEN state = 'not_applicable' THEN 1 END) AS not_applicable
  FROM (SELECT p.folio, json_extract(p.documents, '$."' || a.code || '".state') AS state
        FROM current_paperwork p, documents_asked a)
  GROUP BY folio"""


def all_works(db: Database) -> tuple[ListedWork, ...]:
    """Return every work of the sample by place and folio; a work in conflict comes without answers."""
    rows = db.execute(
        f"""
        WITH papers AS MATERIALIZED ({PAPERS}), v AS MATERIALIZED (SELECT * FROM current_visits)
        SELECT s.folio, s.name, s.municipality, s.state, d.disposition,
          coalesce(d.reason, CASE WHEN d.disposition <> 'conflict' THEN v.outcome_detail END),
          v.operates, v.matches_plan, v.maintained,
          p.complete, p.incomplete, p.missing, p.not_applicable, p.asked
        FROM sampled s JOIN dispositions d ON d.folio = s.folio
          LEFT JOIN v ON v.folio = s.folio AND d.disposition <> 'conflict'
          LEFT JOIN papers p ON p.folio = s.folio AND d.disposition <> 'conflict'
        ORDER BY plain(s.state), s.state, plain(s.municipality), s.municipality, s.folio"""
    ).fetchall()
    return tuple(_listed(row) for row in rows)


def _listed(row: tuple[Any, ...]) -> ListedWork:
    folio, name, municipality, state, disposition, detail, operates, matches_plan, maintained, *counts = row
    papers = Papers(*counts) if counts[0] is not None else None
    return ListedWork(
        folio, name, municipality, state, disposition, detail, operates, matches_plan, maintained, papers
    )


def footing(db: Database) -> Footing:
    """Return what the figures stand on."""
    lists = db.execute(
        "SELECT DISTINCT list_name, list_sha256 FROM sampled WHERE list_name IS NOT NULL AND list_sha256 IS "
        "NOT NULL ORDER BY 1, 2"
    ).fetchall()
    days = "SELECT min(visited_on), max(visited_on), count(*) FROM current_visits WHERE folio IN (SELECT folio FROM sampled)"
    first, last, visits = db.execute(days).fetchone()
    files = "SELECT count(*) FROM current_paperwork WHERE folio IN (SELECT folio FROM sampled)"
    photos = "SELECT count(*) FROM current_photos WHERE folio IN (SELECT folio FROM sampled)"
    return Footing(
        tuple(lists),
        first,
        last,
        visits,
        *(int(db.execute(query).fetchone()[0]) for query in (files, photos)),
    )


def work(db: Database, folio: str) -> dict[str, Value]:
    """Return a work's record by column; refuse a folio that is none."""
    for row in db.query("SELECT * FROM current_works WHERE folio = :folio", {"folio": folio}):
        return dict(row)
    raise UnknownWork(folio)


def works(db: Database, folios: Sequence[str]) -> list[dict[str, Value]]:
    """Return the records of works by column, in the order of their folios; refuse a folio that is none."""
    rows = db.query(
        "SELECT * FROM current_works WHERE folio IN (SELECT value FROM json_each(:folios))",
        {"folios": json.dumps(folios)},
    )
    found = {str(row["folio"]): dict(row) for row in rows}
    if missing := [folio for folio in folios if folio not in found]:
        raise UnknownWork(missing[0])
    return [found[folio] for folio in folios]


def registered(db: Database) -> dict[str, tuple[float | None, float | None]]:
    """Return the latitude and longitude that the list gives every work, in degrees."""
    rows = db.execute("SELECT folio, latitude, longitude FROM current_works").fetchall()
    return {folio: (latitude, longitude) for folio, latitude, longitude in rows}


def documents_asked(db: Database) -> tuple[str, ...]:
    """Return the codes of the documents this audit asks for."""
    return tuple(str(code) for (code,) in db.execute("SELECT code FROM documents_asked").fetchall())


def visit(db: Database, folio: str) -> dict[str, Value] | None:
    """Return a work's current visit by column; of a visit in conflict, the provisional one."""
    return next(
        (
            dict(row)
            for row in db.query("SELECT * FROM current_visits WHERE folio = :folio", {"folio": folio})
        ),
        None,
    )


def damage(visit: dict[str, Value] | None) -> tuple[str, ...]:
    """Return the codes of the damage seen."""
    stored = visit.get("damage") if visit else None
    return tuple(json.loads(str(stored))) if stored else ()


def documents(db: Database, folio: str) -> tuple[tuple[str, str | None], ...]:
    """Return the documents asked of a work, each with its state; None where it was not reviewed."""
    rows = db.execute(
        """
        SELECT a.code, (SELECT json_extract(p.documents, '$."' || a.code || '".state') FROM current_paperwork p
                        WHERE p.folio = :folio)
        FROM documents_asked a""",
        {"folio": folio},
    ).fetchall()
    return tuple((str(code), state) for code, state in rows)


def review(db: Database, folio: str) -> tuple[str | None, str | None]:
    """Return when a work's file was reviewed and the notes on it."""
    found = db.execute(
        "SELECT reviewed_on, notes FROM current_paperwork WHERE folio = :folio", {"folio": folio}
    ).fetchone()
    return (found[0], found[1]) if found else (None, None)


def photos(db: Database, folio: str, copy_of: Callable[[str], Path | None]) -> tuple[SheetPhoto, ...]:
    """Return a work's photos in the order in which they were taken, each with its small copy if it can be had."""
    rows = db.execute(
        "SELECT sha256, caption, taken_at, latitude, longitude FROM current_photos WHERE folio = :folio "
        "ORDER BY taken_at IS NULL, taken_at, sha256",
        {"folio": folio},
    ).fetchall()
    return tuple(SheetPhoto(copy_of(row[0]), *row) for row in rows)


def history(db: Database, folio: str) -> tuple[Revision, ...]:
    """Return every revision of a work's record, visit, paperwork and photos, oldest first."""
    tables = ("works", "visits", "paperwork", "photos")
    union = " UNION ALL ".join(
        f"SELECT id, '{table}' AS kind, author, recorded_at, reason, withdrawn FROM {table} WHERE folio = :folio"
        for table in tables
    )
    rows = db.execute(
        f"SELECT kind, author, recorded_at, reason, withdrawn FROM ({union}) ORDER BY id", {"folio": folio}
    )
    return tuple(
        Revision(kind, author, at, reason, bool(gone)) for kind, author, at, reason, gone in rows.fetchall()
    )


def conflicts(db: Database, folio: str) -> tuple[str, ...]:
    """Return the kinds of evidence in which a work is in conflict."""
    query = "SELECT kind FROM conflicts WHERE key = :folio AND kind IN ('works', 'visits', 'paperwork') ORDER BY 1"
    return tuple(kind for (kind,) in db.execute(query, {"folio": folio}).fetchall())
