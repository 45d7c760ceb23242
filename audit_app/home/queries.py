"""Reads what the first page shows beside the works: what waits to be finished, and how old the last copy is."""

import json
from dataclasses import dataclass

from sqlite_utils import Database

from audit_app import ledger
from audit_app.home.progress import Route


@dataclass(frozen=True, slots=True)
class WaitingDraft:
    """A draft with the name of its work."""

    id: str
    kind: str
    folio: str
    name: str
    saved_at: str


@dataclass(frozen=True, slots=True)
class Copy:
    """When this laptop last sent what it wrote, and how many revisions it wrote since; when the audit was last backed up,
    and how many came since. Times are UTC, None for never.
    """

    sent_at: str | None
    unsent: int
    backed_up_at: str | None = None
    unkept: int = 0


def day_route(db: Database) -> Route | None:
    """Return the route of this laptop's day; None where none was kept."""
    row = db.execute("SELECT id, folios FROM day_route").fetchone()
    return Route(row[0], json.loads(row[1])) if row else None


def photos_waiting(db: Database) -> int:
    """Return how many photos of a day no work has been given yet."""
    return int(db.execute("SELECT count(*) FROM photos_waiting").fetchone()[0])


def photos_named(db: Database) -> tuple[set[str], set[str]]:
    """Return the digests of the photos that any revision names, withdrawn ones too, and of those that wait for their work."""
    evidence = db.execute("SELECT DISTINCT sha256 FROM photos").fetchall()
    waiting = db.execute("SELECT sha256 FROM photos_waiting").fetchall()
    return {sha256 for (sha256,) in evidence}, {sha256 for (sha256,) in waiting}


def waiting_drafts(db: Database) -> list[WaitingDraft]:
    """Return the drafts on this laptop, the last saved first."""
    rows = db.execute(
        "SELECT d.id, d.kind, d.folio, coalesce(w.name, ''), d.saved_at FROM drafts d "
        "LEFT JOIN current_works w ON w.folio = d.folio ORDER BY d.saved_at DESC, d.id DESC"
    )
    return [WaitingDraft(*row) for row in rows.fetchall()]


def last_copy(db: Database) -> Copy:
    """Return how old the last copies of the audit are."""
    sent = db.execute(
        "SELECT (SELECT max(sent_at) FROM packages_sent), (SELECT coalesce(sum(revisions), 0) FROM unsent)"
    ).fetchone()
    kept = db.execute("SELECT made_at, revisions FROM last_backup").fetchone()
    return Copy(sent[0], sent[1], kept[0], ledger.revisions(db) - kept[1]) if kept else Copy(sent[0], sent[1])


def people(db: Database) -> list[tuple[str, str]]:
    """Return the people of the audit and their roles; whoever recorded evidence is one, an evaluator unless it says otherwise."""
    rows = db.execute(
        """
        SELECT person, role FROM current_people
        UNION SELECT author, 'evaluator' FROM (SELECT author FROM visits UNION SELECT author FROM paperwork)
          WHERE author NOT IN (SELECT person FROM current_people)
        ORDER BY 1"""
    )
    return [(name, role) for name, role in rows.fetchall()]
