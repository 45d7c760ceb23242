"""Reads what stands behind a figure: its works, and the tables of an export."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from audit_app.instruments import QUESTIONS, WORK_COLUMNS

PHOTO_COLUMNS = ("folio", "sha256", "caption", "question", "media_type", "bytes", "taken_at", "latitude", "longitude")


@dataclass(frozen=True, slots=True)
class CountedWork:
    """One work behind a figure: ``y`` is 1, 0 or a number; None where there is no answer."""

    folio: str
    name: str
    state: str | None
    municipality: str | None
    y: float | None
    weight: float | None
    photos: int


def works_behind(db: Database, indicator: str, after: str = "", limit: int = 200) -> list[CountedWork]:
    """Return the works in an indicator's denominator and those without an answer, by folio, a page after a folio."""
    rows = db.execute(
        """
        SELECT s.folio, s.name, s.state, s.municipality, o.y, s.weight,
          (SELECT count(*) FROM current_photos p WHERE p.folio = s.folio)
        FROM outcomes o JOIN sampled s ON s.folio = o.folio
        WHERE o.indicator = :indicator AND s.folio > :after ORDER BY s.folio LIMIT :limit""",
        {"indicator": indicator, "after": after, "limit": limit},
    )
    return [CountedWork(*row) for row in rows.fetchall()]


def definition(db: Database, indicator: str) -> str:
    """Return the SELECT that defines an indicator, as the schema of this database has it."""
    (view,) = db.execute("SELECT sql FROM sqlite_master WHERE name = 'outcomes'").fetchone()
    parts = str(view).split("UNION ALL")
    return next(part[part.rindex("SELECT folio") :].strip() for part in parts if f"'{indicator}'" in part)


def works(db: Database) -> Iterator[tuple[object, ...]]:
    """Yield the sample: every canonical column of every current work."""
    yield from db.execute(f"SELECT {', '.join(WORK_COLUMNS)} FROM current_works ORDER BY folio")


def visits(db: Database) -> Iterator[tuple[object, ...]]:
    """Yield every settled visit and reviewed file of the sample: folio, answers, documents (JSON)."""
    answers = ", ".join(f"v.{code}" for code in QUESTIONS)
    yield from db.execute(
        f"""
        WITH v AS MATERIALIZED (SELECT * FROM current_visits), p AS MATERIALIZED (SELECT folio, documents FROM current_paperwork)
        SELECT s.folio, {answers}, p.documents
        FROM sampled s LEFT JOIN v ON v.folio = s.folio LEFT JOIN p ON p.folio = s.folio
        WHERE (v.folio IS NOT NULL OR p.folio IS NOT NULL) AND s.folio NOT IN (SELECT folio FROM unsettled)
        ORDER BY s.folio"""
    )


def photos(db: Database) -> Iterator[tuple[object, ...]]:
    """Yield every photo of the sample."""
    yield from db.execute(f"SELECT {', '.join(PHOTO_COLUMNS)} FROM current_photos ORDER BY folio, sha256")


def outcomes(db: Database) -> Iterator[tuple[object, ...]]:
    """Yield the outcomes: what counts, work by work."""
    yield from db.execute("SELECT folio, indicator, y FROM outcomes ORDER BY indicator, folio")
