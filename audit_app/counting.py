"""Counts what the views say: per-PSU totals of every question, how works ended, and how the sample was drawn."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlite_utils import Database

from audit_app.db import snapshot
from audit_app.errors import UnknownColumn
from audit_app.estimates.totals import PsuTotals, Sample, drawn_sample
from audit_app.instruments import INDICATORS, WORK_COLUMNS
from audit_app.text import plain

HEADER = "(SELECT value FROM json_each(s.given) WHERE key = :header)"
MUNICIPALITY = "coalesce(state_code || municipality_code, coalesce(state, '') || '/' || municipality)"
COUNTED = ("dispositions", "outcomes")
MEANS = tuple(indicator.code for indicator in INDICATORS if indicator.kind == "mean")
MUNICIPAL = tuple(indicator.code for indicator in INDICATORS if indicator.unit == "municipality")

# The one GROUP BY from answers to per-PSU totals: it runs unchanged on SQLite and DuckDB, over any table or subquery named
# answers(question, grp, stratum, psu, weight, y). `psu` is NULL for works drawn directly; `y` is NULL where there is no answer.
# It groups by PSU first: a column that tells most rows apart at once makes the sort of a million rows a fifth shorter.
PER_PSU = """
SELECT question, grp, stratum, psu, count(*) AS eligible, count(y) AS answers, coalesce(sum(y), 0) AS sum_y,
  coalesce(sum(CASE WHEN y IS NOT NULL THEN weight END), 0) AS sum_w,
  coalesce(sum(weight * y), 0) AS sum_wy, coalesce(sum(weight * y * y), 0) AS sum_wyy,
  coalesce(sum(CASE WHEN y IS NOT NULL THEN weight * weight END), 0) AS sum_ww,
  coalesce(sum(weight * weight * y), 0) AS sum_wwy, coalesce(sum(weight * weight * y * y), 0) AS sum_wwyy,
  min(y) AS low, max(y) AS high
FROM answers GROUP BY psu, grp, question, stratum"""

# How the whole sample was drawn, on both databases too: one row for every PSU, and one for the works of a stratum drawn directly.
DRAWN = """
SELECT coalesce(stratum, '') AS stratum, psu, count(*) AS works, max(stratum_psus) AS stratum_psus, max(psu_works) AS psu_works
FROM sampled GROUP BY 2, 1"""


@dataclass(frozen=True, slots=True)
class Grouping:
    """A column to break figures down by, as asked for: its value in a row ``s`` of the sample, as SQL with its parameters."""

    column: str | None
    value: str
    facts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Ending:
    """How some works of a group ended: their number and the sum of their weights."""

    disposition: str
    reason: str
    works: int
    weight: float


Totals = dict[tuple[str, str | None], list[PsuTotals]]
WHOLE = Grouping(None, "NULL", {})


@contextmanager
def counted(db: Database) -> Iterator[None]:
    """Count the sample once, for every figure asked of this connection in the block, all from one state of the audit.

    Temporary tables take the place of the views of the same names until it ends.
    """
    with snapshot(db):
        for view in COUNTED:
            db.execute(f"CREATE TEMP TABLE {view} AS SELECT * FROM main.{view}")
        try:
            yield
        finally:
            for view in COUNTED:
                db.execute(f"DROP TABLE temp.{view}")


def groupings(db: Database) -> list[str]:
    """Return every column that figures can be broken down by: the canonical names, then the list's own headers in its order."""
    lists = db.execute(
        "SELECT DISTINCT (SELECT json_group_array(key) FROM json_each(s.given)) FROM sampled s"
    ).fetchall()
    headers = dict.fromkeys(header for (listed,) in lists for header in json.loads(listed))
    return [*WORK_COLUMNS, *(header for header in headers if header not in WORK_COLUMNS)]


def grouping(db: Database, column: str) -> Grouping:
    """Return a column of the works by its exact name, else by one that differs in case and accents; refuse any other.

    A canonical name of which the sample says nothing gives way to a header of the list called the same.
    """
    found = column
    if column not in WORK_COLUMNS and not _is_header(db, column):
        known = groupings(db)
        found = next((name for name in known if plain(name) == plain(column)), "")
        if not found:
            raise UnknownColumn(column, known)
    if found in WORK_COLUMNS and (_is_filled(db, found) or not _is_header(db, found)):
        return Grouping(column, f"coalesce(trim(s.{found}), '')", {})
    return Grouping(column, f"bare(coalesce({HEADER}, ''))", {"header": found})


def _is_filled(db: Database, column: str) -> bool:
    """Tell whether the sample says anything of a canonical column."""
    query = f"SELECT EXISTS (SELECT 1 FROM sampled WHERE {column} IS NOT NULL)"
    return bool(db.execute(query).fetchone()[0])


def _is_header(db: Database, column: str) -> bool:
    """Tell whether the list has a header of exactly this name, without reading all of them."""
    query = "SELECT EXISTS (SELECT 1 FROM sampled s, json_each(s.given) g WHERE g.key = :column)"
    return bool(db.execute(query, {"column": column}).fetchone()[0])


def per_psu(db: Database, grouping: Grouping, codes: Sequence[str], measure: str = "1") -> Totals:
    """Read the totals of some indicators by PSU, by indicator and group; weights are multiplied by ``measure``, a column.

    A work without the measure, or with none of it, is left out: it adds nothing to a total of it.
    """
    shift = _shift(db, codes)
    query = f"""
        WITH s AS MATERIALIZED (
          SELECT folio, {grouping.value} AS grp, coalesce(stratum, '') AS stratum, psu,
            coalesce(weight, 1.0) * {measure} AS weight
          FROM sampled s WHERE {measure} > 0),
        answers AS (
          SELECT o.indicator AS question, s.grp, s.stratum, s.psu, s.weight,
            CASE WHEN o.indicator IN ({_listed(MEANS)}) THEN o.y - :shift ELSE o.y END AS y
          FROM outcomes o JOIN s ON s.folio = o.folio WHERE o.indicator IN (SELECT value FROM json_each(:codes)))
        {PER_PSU}"""
    facts = {**grouping.facts, "codes": json.dumps(list(codes)), "shift": shift}
    totals: Totals = defaultdict(list)
    for question, group, *rest in db.execute(query, facts).fetchall():
        rest.append(shift if question in MEANS else 0.0)
        totals[question, group].append(PsuTotals(*rest))
    return totals


def sample(db: Database) -> Sample:
    """Read how many PSUs and works were drawn, and out of how many; works without a PSU were drawn directly."""
    return drawn_sample(db.execute(DRAWN).fetchall())


def sources_answered(db: Database) -> frozenset[str]:
    """Return the sources of indicators in which no work of the sample is lacking: ``visit``, ``file``, ``list``."""
    unvisited, unsettled, unreviewed = db.execute(
        """
        SELECT count(CASE WHEN disposition = 'not_visited' THEN 1 END), count(CASE WHEN disposition = 'conflict' THEN 1 END),
          count(CASE WHEN folio NOT IN (SELECT folio FROM current_paperwork) THEN 1 END)
        FROM dispositions"""
    ).fetchone()
    lacking = {"visit": unvisited + unsettled, "file": unreviewed + unsettled, "list": unsettled}
    return frozenset(source for source, works in lacking.items() if not works)


def municipalities(db: Database, grouping: Grouping, code: str) -> dict[str | None, tuple[int, int, int]]:
    """Read, by group, how many municipalities are in an indicator, of how many it is known, and of how many it is so."""
    query = f"""
        SELECT {grouping.value} AS grp, count(DISTINCT {MUNICIPALITY}),
          count(DISTINCT CASE WHEN o.y IS NOT NULL THEN {MUNICIPALITY} END),
          count(DISTINCT CASE WHEN o.y > 0 THEN {MUNICIPALITY} END)
        FROM outcomes o JOIN sampled s ON s.folio = o.folio WHERE o.indicator = :code GROUP BY 1"""
    found = db.execute(query, {**grouping.facts, "code": code}).fetchall()
    return {group: (every, known, such) for group, every, known, such in found}


def endings(db: Database, grouping: Grouping) -> dict[str | None, list[Ending]]:
    """Read how the works of every group ended; every work of the sample is in one of them."""
    query = f"""
        WITH s AS MATERIALIZED (SELECT folio, {grouping.value} AS grp, coalesce(weight, 1.0) AS weight FROM sampled s)
        SELECT s.grp, d.disposition, coalesce(d.reason, ''), count(*), total(s.weight)
        FROM dispositions d JOIN s ON s.folio = d.folio GROUP BY 1, 2, 3"""
    ended: dict[str | None, list[Ending]] = defaultdict(list)
    for group, *rest in db.execute(query, grouping.facts).fetchall():
        ended[group].append(Ending(*rest))
    return ended


def not_counted(db: Database, code: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the folios in an indicator's denominator that do not count (of a share), and those without an answer."""
    query = "SELECT folio FROM outcomes WHERE indicator = :code AND {} ORDER BY folio"
    no, none = (
        tuple(folio for (folio,) in db.execute(query.format(which), {"code": code}).fetchall())
        for which in ("y = 0", "y IS NULL")
    )
    return (() if code in MEANS else no), none


def folios(db: Database) -> set[str]:
    """Return the folios of the sample."""
    return {folio for (folio,) in db.execute("SELECT folio FROM sampled").fetchall()}


def places(db: Database) -> tuple[int, int]:
    """Return in how many municipalities and states the sample has works: by their codes, else by their names."""
    state = "coalesce(state_code, state)"
    found = db.execute(f"SELECT count(DISTINCT {MUNICIPALITY}), count(DISTINCT {state}) FROM sampled")
    in_municipalities, in_states = found.fetchone()
    return in_municipalities, in_states


def definition(db: Database, indicator: str) -> str:
    """Return the SELECT that defines an indicator, as the schema of this database has it."""
    return next(part for part in _selects(db) if f"'{indicator}'" in part)


def groundwork(db: Database) -> str:
    """Return what the SELECTs of all indicators start from: the works, visits and files that count."""
    view = _view(db)
    return view[view.index("WITH") : view.index("SELECT folio, '")].strip()


def _shift(db: Database, codes: Sequence[str]) -> float:
    """Return the plain mean of the numbers that are averaged, from which they are summed; 0 where none are asked for."""
    if not set(codes) & set(MEANS):
        return 0.0
    found = db.execute(f"SELECT avg(y) FROM outcomes WHERE indicator IN ({_listed(MEANS)})").fetchone()[0]
    return float(found or 0.0)


def _listed(codes: Sequence[str]) -> str:
    return ", ".join(f"'{code}'" for code in codes)


def _selects(db: Database) -> list[str]:
    view = _view(db)
    return [part.strip() for part in view[view.index("SELECT folio, '") :].split("UNION ALL")]


def _view(db: Database) -> str:
    (view,) = db.execute("SELECT sql FROM main.sqlite_master WHERE name = 'outcomes'").fetchone()
    return str(view)
