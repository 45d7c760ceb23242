"""The published figures: what the views count, estimated. Pages, commands and reports only show what comes from here."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import fsum, inf

from sqlite_utils import Database

from audit_app.db import snapshot
from audit_app.errors import UnknownColumn
from audit_app.estimates import shares
from audit_app.estimates.figure import Figure, Response
from audit_app.estimates.shares import PsuTotals
from audit_app.instruments import INDICATOR_BY_CODE, INDICATORS, REASONS_NOT_VISITED, WORK_COLUMNS, Indicator
from audit_app.text import gettext as _
from audit_app.text import ngettext, plain

HEADER = "(SELECT value FROM json_each(s.given) WHERE key = :header)"
MUNICIPALITY = "coalesce(state_code || municipality_code, coalesce(state, '') || '/' || municipality)"
COUNTED = ("dispositions", "outcomes")
EVERY = tuple(indicator.code for indicator in INDICATORS)
MUNICIPAL = tuple(indicator.code for indicator in INDICATORS if indicator.unit == "municipality")


@dataclass(frozen=True, slots=True)
class Design:
    """How the sample was drawn, as its list tells."""

    sampled: int
    strata: int
    psus: int
    clustered: bool
    weighted: bool

    def __str__(self) -> str:
        strata = ngettext("%(n)s estrato", "%(n)s estratos", self.strata)
        if self.clustered:
            return _("dos etapas, %(strata)s, %(psus)s UPM", strata=strata, psus=self.psus)
        works = ngettext("%(n)s obra", "%(n)s obras", self.sampled)
        return _("una etapa, %(strata)s, %(works)s", strata=strata, works=works)


@dataclass(frozen=True, slots=True)
class AuditFacts:
    """What is printed of the audit itself; ``cut_off`` is an ISO date or None in an audit without works."""

    title: str
    institution: str
    cut_off: str | None
    design: Design
    level: float
    language: str


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


def overall(db: Database, codes: Sequence[str] = EVERY) -> list[Figure]:
    """Return every indicator (or those named) over the whole sample, in the order of ``instruments.INDICATORS``."""
    return _figures(db, WHOLE, codes)


def by(db: Database, column: str, codes: Sequence[str] = EVERY) -> list[Figure]:
    """Return every indicator (or those named) in every group of a column: a canonical name or a header of the list."""
    return _figures(db, grouping(db, column), codes)


def response(db: Database) -> Response:
    """Return how the whole sample ended."""
    return _response(_endings(db, WHOLE).get(None, []), None, None)


def response_by(db: Database, column: str) -> list[Response]:
    """Return how the works of every group of a column ended."""
    ended = _endings(db, grouping(db, column))
    return [_response(ended[group], column, group) for group in _in_order(ended)]


def account(
    db: Database, code: str, column: str | None = None, group: str | None = None
) -> tuple[Figure, list[PsuTotals]]:
    """Return one figure, overall or in one group, with the per-PSU totals it is estimated from, by stratum and PSU."""
    asked = grouping(db, column) if column else WHOLE
    totals = sorted(_per_psu(db, asked, [code])[code, group], key=lambda total: (total.stratum, total.psu))
    ended = _endings(db, asked).get(group, []) if code == "located" else []
    return _figure(INDICATOR_BY_CODE[code], column, group, totals, ended), totals


def facts(db: Database) -> AuditFacts:
    """Return what is printed of the audit itself."""
    settings = {
        name: json.loads(value)
        for name, value in db.execute("SELECT setting, value FROM current_settings").fetchall()
    }
    last_visit = "SELECT max(visited_on) FROM current_visits"
    last_import = "SELECT substr(max(recorded_at), 1, 10) FROM current_works"
    cut_off = (
        settings.get("cut_off")
        or db.execute(f"SELECT coalesce(({last_visit}), ({last_import}))").fetchone()[0]
    )
    return AuditFacts(
        title=str(settings.get("title", "")),
        institution=str(settings.get("institution", "")),
        cut_off=cut_off,
        design=_design(db),
        level=float(settings.get("level", 0.95)),
        language=str(settings.get("language", "es")),
    )


def places(db: Database) -> tuple[int, int]:
    """Return in how many municipalities and states the sample has works: by their codes, else by their names."""
    state = "coalesce(state_code, state)"
    found = db.execute(f"SELECT count(DISTINCT {MUNICIPALITY}), count(DISTINCT {state}) FROM sampled")
    municipalities, states = found.fetchone()
    return municipalities, states


def groupings(db: Database) -> list[str]:
    """Return every column that figures can be broken down by: the canonical names, then the list's own headers in its order."""
    lists = db.execute(
        "SELECT DISTINCT (SELECT json_group_array(key) FROM json_each(s.given)) FROM sampled s"
    ).fetchall()
    headers = dict.fromkeys(header for (listed,) in lists for header in json.loads(listed))
    return [*WORK_COLUMNS, *(header for header in headers if header not in WORK_COLUMNS)]


def grouping(db: Database, column: str) -> Grouping:
    """Return a column of the works by its exact name, else by one that differs in case and accents; refuse any other."""
    known = groupings(db)
    found = (
        column if column in known else next((name for name in known if plain(name) == plain(column)), None)
    )
    if found is None:
        raise UnknownColumn(column, known)
    if found in WORK_COLUMNS:
        return Grouping(column, f"coalesce(trim(s.{found}), '')", {})
    return Grouping(column, f"bare(coalesce({HEADER}, ''))", {"header": found})


def _figures(db: Database, grouping: Grouping, codes: Sequence[str]) -> list[Figure]:
    ended, totals = _endings(db, grouping), _per_psu(db, grouping, codes)
    groups = _in_order(ended) if grouping.column else [None]
    return [
        _figure(indicator, grouping.column, group, totals[indicator.code, group], ended.get(group, []))
        for indicator in INDICATORS
        if indicator.code in codes
        for group in groups
    ]


def _figure(
    indicator: Indicator,
    column: str | None,
    group: str | None,
    totals: Sequence[PsuTotals],
    ended: Sequence[Ending],
) -> Figure:
    if indicator.unit == "municipality":
        return _municipal_figure(indicator, column, group, totals)
    answers = sum(total.answers for total in totals)
    unweighted = shares.unweighted(totals)
    return Figure(
        code=indicator.code,
        by=column,
        group=group,
        representative=indicator.representative,
        kind=indicator.kind,
        numerator=sum(total.sum_y for total in totals),
        denominator=answers,
        no_answer=sum(total.eligible for total in totals) - answers,
        estimate=shares.estimate(totals) if indicator.representative else unweighted,
        unweighted=unweighted,
        bounds=_bounds(ended) if indicator.code == "located" else None,
    )


def _municipal_figure(
    indicator: Indicator, column: str | None, group: str | None, totals: Sequence[PsuTotals]
) -> Figure:
    """Count municipalities, not works; each stands where the PSU does in ``totals``."""
    all_of_them = len({total.psu for total in totals})
    known = len({total.psu for total in totals if total.answers})
    such = len({total.psu for total in totals if total.sum_y})
    share = such / known if known else None
    return Figure(
        indicator.code, column, group, False, "share", such, known, all_of_them - known, share, share
    )


def _bounds(ended: Sequence[Ending]) -> tuple[float, float] | None:
    return shares.bounds(
        fsum(ending.weight for ending in ended if ending.disposition == "located"),
        fsum(ending.weight for ending in ended if ending.disposition in ("not_visited", "conflict")),
        fsum(ending.weight for ending in ended if ending.disposition != "out_of_scope"),
    )


def _per_psu(db: Database, grouping: Grouping, codes: Sequence[str]) -> Totals:
    """Read the one GROUP BY from works to per-PSU totals, by indicator and group."""
    query = f"""
        WITH s AS MATERIALIZED (
          SELECT folio, {grouping.value} AS grp, coalesce(stratum, '') AS stratum,
            coalesce(psu, 'folio ' || folio) AS psu, {MUNICIPALITY} AS municipality, coalesce(weight, 1.0) AS weight
          FROM sampled s)
        SELECT o.indicator, s.grp, s.stratum,
          CASE WHEN o.indicator IN ({", ".join(f"'{one}'" for one in MUNICIPAL)}) THEN s.municipality ELSE s.psu END,
          count(*), count(o.y), coalesce(sum(o.y), 0),
          total(CASE WHEN o.y IS NOT NULL THEN s.weight END), total(s.weight * o.y)
        FROM outcomes o JOIN s ON s.folio = o.folio WHERE o.indicator IN (SELECT value FROM json_each(:codes))
        GROUP BY 1, 2, 3, 4"""
    totals: Totals = defaultdict(list)
    for indicator, group, *rest in db.execute(
        query, {**grouping.facts, "codes": json.dumps(list(codes))}
    ).fetchall():
        totals[indicator, group].append(PsuTotals(*rest))
    return totals


def _endings(db: Database, grouping: Grouping) -> dict[str | None, list[Ending]]:
    """Read how the works of every group ended; every work of the sample is in one of them."""
    query = f"""
        WITH s AS MATERIALIZED (SELECT folio, {grouping.value} AS grp, coalesce(weight, 1.0) AS weight FROM sampled s)
        SELECT s.grp, d.disposition, coalesce(d.reason, ''), count(*), total(s.weight)
        FROM dispositions d JOIN s ON s.folio = d.folio GROUP BY 1, 2, 3"""
    ended: dict[str | None, list[Ending]] = defaultdict(list)
    for group, *rest in db.execute(query, grouping.facts).fetchall():
        ended[group].append(Ending(*rest))
    return ended


def _response(ended: Sequence[Ending], column: str | None, group: str | None) -> Response:
    counts = dict.fromkeys(("located", "not_located", "out_of_scope", "conflict"), 0)
    reasons = dict.fromkeys(REASONS_NOT_VISITED, 0)
    for ending in ended:
        into, name = (
            (reasons, ending.reason) if ending.disposition == "not_visited" else (counts, ending.disposition)
        )
        into[name] = into.get(name, 0) + ending.works
    return Response(
        sampled=sum(ending.works for ending in ended),
        visited=counts["located"] + counts["not_located"],
        located=counts["located"],
        not_visited=reasons,
        out_of_scope=counts["out_of_scope"],
        conflicts=counts["conflict"],
        by=column,
        group=group,
    )


def _in_order(groups: Iterable[str | None]) -> list[str | None]:
    """Return the groups as a person looks them up: numbers by size, then names, the blank one last."""

    def place(group: str | None) -> tuple[bool, float, str, str]:
        try:
            return not group, float(group or "inf"), "", group or ""
        except ValueError:
            return not group, inf, plain(group), group or ""

    return sorted(groups, key=place)


def _design(db: Database) -> Design:
    works, strata, psus, weights = db.execute(
        "SELECT count(*), count(DISTINCT coalesce(stratum, '')), count(DISTINCT psu), count(weight) FROM sampled"
    ).fetchone()
    return Design(works, strata, psus, psus > 0, weights > 0)
