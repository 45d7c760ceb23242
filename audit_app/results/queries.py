"""Reads what stands behind a figure: its definition, its works, and the tables of an export."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

from audit_app.counting import Grouping
from audit_app.instruments import DOCUMENT_BY_CODE, INDICATORS, QUESTIONS, WORK_COLUMNS

PHOTO_COLUMNS = (
    "folio",
    "sha256",
    "caption",
    "question",
    "media_type",
    "bytes",
    "taken_at",
    "latitude",
    "longitude",
)
OUTCOME_COLUMNS = ("folio", "stratum", "psu", "weight", *(indicator.code for indicator in INDICATORS))
NO_ANSWER_MARK = "NA"
Answered = Literal["", "yes", "no", "any", "none"]
ANSWERED: dict[Answered, str] = {
    "": "true",
    "yes": "o.y = 1",
    "no": "o.y = 0",
    "any": "o.y IS NOT NULL",
    "none": "o.y IS NULL",
}


@dataclass(frozen=True, slots=True)
class CountedWork:
    """One work behind a figure: ``y`` is 1, 0 or a number; None where there is no answer."""

    folio: str
    name: str
    state: str | None
    municipality: str | None
    stratum: str | None
    psu: str | None
    weight: float
    y: float | None
    photos: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Which works behind an indicator are asked for: of one group, with one kind of answer."""

    indicator: str
    grouping: Grouping
    group: str | None = None
    answered: Answered = ""


def works_behind(db: Database, asked: Asked, after: str = "", limit: int = -1) -> list[CountedWork]:
    """Return the works in an indicator's denominator and those without an answer, by folio, a page after a folio."""
    rows = db.execute(
        f"""
        SELECT s.folio, s.name, s.state, s.municipality, s.stratum, s.psu, coalesce(s.weight, 1.0), o.y,
          (SELECT count(*) FROM current_photos p WHERE p.folio = s.folio)
        FROM outcomes o JOIN sampled s ON s.folio = o.folio
        WHERE o.indicator = :indicator AND {asked.grouping.value} IS :group AND {ANSWERED[asked.answered]}
          AND s.folio > :after
        ORDER BY s.folio LIMIT :limit""",
        {
            "indicator": asked.indicator,
            "group": asked.group,
            "after": after,
            "limit": limit,
            **asked.grouping.facts,
        },
    )
    return [CountedWork(*row) for row in rows.fetchall()]


def filled_columns(db: Database) -> list[str]:
    """Return the canonical columns of which the sample says anything."""
    counts = ", ".join(f"count({column})" for column in WORK_COLUMNS)
    found = db.execute(f"SELECT {counts} FROM sampled").fetchone()
    return [column for column, works in zip(WORK_COLUMNS, found, strict=True) if works]


def works(db: Database) -> Iterator[tuple[object, ...]]:
    """Yield the sample: every canonical column of every current work."""
    yield from db.execute(f"SELECT {', '.join(WORK_COLUMNS)} FROM current_works ORDER BY folio")


def visits(db: Database) -> Iterator[tuple[object, ...]]:
    """Yield every settled visit and reviewed file of the sample: folio, answers, the state of each document."""
    answers = ", ".join(f"v.{code}" for code in QUESTIONS)
    states = ", ".join(f"p.documents ->> '$.{code}.state'" for code in DOCUMENT_BY_CODE)
    yield from db.execute(
        f"""
        SELECT s.folio, {answers}, {states}
        FROM sampled s
        LEFT JOIN current_visits v ON v.folio = s.folio
        LEFT JOIN current_paperwork p ON p.folio = s.folio
        WHERE (v.folio IS NOT NULL OR p.folio IS NOT NULL) AND s.folio NOT IN (SELECT folio FROM unsettled)
        ORDER BY s.folio"""
    )


def photos(db: Database) -> Iterator[tuple[object, ...]]:
    """Yield every photo of the sample."""
    yield from db.execute(f"SELECT {', '.join(PHOTO_COLUMNS)} FROM current_photos ORDER BY folio, sha256")


def outcomes(db: Database) -> Iterator[tuple[object, ...]]:
    """Yield what counts, work by work: folio, stratum, PSU, weight, then y of each indicator.

    A blank y: the work is not in that denominator; ``NA``: it is, without an answer.
    """
    counted: dict[str, dict[str, object]] = defaultdict(dict)
    for folio, indicator, y in db.execute("SELECT folio, indicator, y FROM outcomes").fetchall():
        counted[folio][indicator] = NO_ANSWER_MARK if y is None else y
    codes = [indicator.code for indicator in INDICATORS]
    for folio, *design in db.execute(
        "SELECT folio, stratum, psu, coalesce(weight, 1.0) FROM sampled ORDER BY folio"
    ):
        told = counted[folio]
        yield folio, *design, *(told.get(code) for code in codes)
