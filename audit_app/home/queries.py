"""Reads what today's page shows: how far the audit is, what waits, where to go next."""

from dataclasses import dataclass

from sqlite_utils import Database

from audit_app.position import Position


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the field work is, in works of the sample; ``in_scope`` are those that a visit has not put out of it."""

    sampled: int
    in_scope: int
    visited: int
    reviewed: int
    conflicts: int


@dataclass(frozen=True, slots=True)
class WaitingDraft:
    """A draft with the name of its work."""

    id: str
    kind: str
    folio: str
    name: str
    saved_at: str


@dataclass(frozen=True, slots=True)
class NextWork:
    """A work to visit."""

    folio: str
    name: str
    municipality: str | None
    locality: str | None
    disposition: str
    reason: str | None
    attempts: int
    latitude: float | None
    longitude: float | None

    @property
    def position(self) -> Position | None:
        """Return where the list registers it; None without both numbers."""
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)


@dataclass(frozen=True, slots=True)
class Copy:
    """When this laptop last sent what it has elsewhere, UTC, None for never, and how many revisions it has written since."""

    sent_at: str | None
    unsent: int


def progress(db: Database) -> Progress:
    """Return how far the field work is."""
    row = db.execute(
        """
        SELECT count(*), count(CASE WHEN disposition <> 'out_of_scope' THEN 1 END),
          count(CASE WHEN disposition IN ('located', 'not_located') THEN 1 END),
          count(CASE WHEN folio IN (SELECT folio FROM current_paperwork) THEN 1 END),
          count(CASE WHEN disposition = 'conflict' THEN 1 END)
        FROM dispositions"""
    ).fetchone()
    return Progress(*row)


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


def to_visit(db: Database) -> list[NextWork]:
    """Return the works to visit: first those of the municipality of this laptop's last visit, then by place and folio."""
    rows = db.execute(
        """
        WITH last AS (
          SELECT w.municipality FROM current_visits v JOIN current_works w ON w.folio = v.folio
          WHERE v.device IN (SELECT device FROM devices) ORDER BY v.id DESC LIMIT 1)
        SELECT d.folio, w.name, w.municipality, w.locality, d.disposition, d.reason, d.attempts, w.latitude, w.longitude
        FROM dispositions d JOIN current_works w ON w.folio = d.folio
        WHERE d.disposition = 'not_visited'
        ORDER BY w.municipality IS NOT (SELECT municipality FROM last), w.state, w.municipality, w.locality, d.folio"""
    )
    return [NextWork(*row) for row in rows.fetchall()]


def last_copy(db: Database) -> Copy:
    """Return how old the last copy outside this laptop is."""
    row = db.execute(
        "SELECT (SELECT max(sent_at) FROM packages_sent), (SELECT coalesce(sum(revisions), 0) FROM unsent)"
    ).fetchone()
    return Copy(*row)


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
