"""The published figures: what the views count, estimated. Pages, commands and reports only show what comes from here."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from audit_app.errors import UnknownColumn
from audit_app.estimates import shares
from audit_app.estimates.figure import Figure, Response
from audit_app.estimates.shares import PsuTotals
from audit_app.instruments import INDICATORS, REASONS_NOT_VISITED, WORK_COLUMNS, Indicator
from audit_app.text import gettext as _
from audit_app.text import ngettext, plain

HEADER = "(SELECT CAST(value AS TEXT) FROM json_each(s.given) WHERE key = :header)"
MUNICIPALITY = "coalesce(s.state_code || s.municipality_code, coalesce(s.state, '') || '/' || s.municipality)"


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
        return _("una etapa, %(strata)s, %(works)s obras", strata=strata, works=self.sampled)


@dataclass(frozen=True, slots=True)
class AuditFacts:
    """What is printed of the audit itself; ``cut_off`` is an ISO date or None in an audit without works."""

    title: str
    institution: str
    cut_off: str | None
    design: Design
    level: float
    language: str


def overall(db: Database) -> list[Figure]:
    """Return every indicator over the whole sample, in the order of ``instruments.INDICATORS``."""
    return _figures(db, None, "NULL", {})


def by(db: Database, column: str) -> list[Figure]:
    """Return every indicator in every group of a column: a canonical name or a header of the list."""
    expression, facts = _column(db, column)
    return _figures(db, column, expression, facts)


def response(db: Database) -> Response:
    """Return how the whole sample ended."""
    return _responses(db, None, "NULL", {})[0] if _sampled(db) else Response(0, 0, 0, _reasons({}), 0, 0)


def response_by(db: Database, column: str) -> list[Response]:
    """Return how the works of every group of a column ended."""
    expression, facts = _column(db, column)
    return _responses(db, column, expression, facts)


def facts(db: Database) -> AuditFacts:
    """Return what is printed of the audit itself."""
    settings = {name: json.loads(value) for name, value in db.execute("SELECT setting, value FROM current_settings").fetchall()}
    last_visit = "SELECT max(visited_on) FROM current_visits"
    last_import = "SELECT substr(max(recorded_at), 1, 10) FROM current_works"
    cut_off = settings.get("cut_off") or db.execute(f"SELECT coalesce(({last_visit}), ({last_import}))").fetchone()[0]
    return AuditFacts(
        title=str(settings.get("title", "")),
        institution=str(settings.get("institution", "")),
        cut_off=cut_off,
        design=_design(db),
        level=float(settings.get("level", 0.95)),
        language=str(settings.get("language", "es")),
    )


def groupings(db: Database) -> list[str]:
    """Return every column that figures can be broken down by: the canonical names, then the list's own headers."""
    headers = db.execute("SELECT DISTINCT h.key FROM sampled s, json_each(s.given) h ORDER BY 1").fetchall()
    return [*WORK_COLUMNS, *(header for (header,) in headers if header not in WORK_COLUMNS)]


def _figures(db: Database, column: str | None, expression: str, facts: dict[str, str]) -> list[Figure]:
    groups = _groups(db, expression, facts) if column else [None]
    totals = _per_psu(db, expression, facts)
    municipal = _per_municipality(db, expression, facts)
    limits = _bounds(db, expression, facts)
    return [
        _municipal_figure(indicator, column, group, municipal[indicator.code, group])
        if indicator.unit == "municipality"
        else _figure(
            indicator,
            column,
            group,
            totals[indicator.code, group],
            limits.get(group) if indicator.code == "located" else None,
        )
        for indicator in INDICATORS
        for group in groups
    ]


def _figure(
    indicator: Indicator,
    column: str | None,
    group: str | None,
    totals: Sequence[PsuTotals],
    limits: tuple[float, float] | None,
) -> Figure:
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
        bounds=limits,
    )


def _municipal_figure(
    indicator: Indicator, column: str | None, group: str | None, counts: tuple[int, int, int]
) -> Figure:
    such, known, all_of_them = counts
    share = such / known if known else None
    return Figure(
        indicator.code, column, group, False, "share", such, known, all_of_them - known, share, share
    )


def _groups(db: Database, expression: str, facts: dict[str, str]) -> list[str | None]:
    rows = db.execute(f"SELECT DISTINCT coalesce({expression}, '') FROM sampled s", facts).fetchall()
    return sorted((str(group) for (group,) in rows), key=lambda group: (plain(group), group))


def _per_psu(
    db: Database, expression: str, facts: dict[str, str]
) -> dict[tuple[str, str | None], list[PsuTotals]]:
    """Read the one GROUP BY from works to per-PSU totals, by indicator and group."""
    query = f"""
        WITH s AS MATERIALIZED (
          SELECT folio, {_group(expression)} AS grp, coalesce(stratum, '') AS stratum,
            coalesce(psu, 'folio ' || folio) AS psu, coalesce(weight, 1.0) AS weight
          FROM sampled s)
        SELECT o.indicator, s.grp, s.stratum, s.psu, count(*), count(o.y), coalesce(sum(o.y), 0),
          total(CASE WHEN o.y IS NOT NULL THEN s.weight END), total(s.weight * o.y)
        FROM outcomes o JOIN s ON s.folio = o.folio
        GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"""
    totals: dict[tuple[str, str | None], list[PsuTotals]] = defaultdict(list)
    for code, group, *rest in db.execute(query, facts).fetchall():
        totals[code, group].append(PsuTotals(*rest))
    return totals


def _per_municipality(
    db: Database, expression: str, facts: dict[str, str]
) -> dict[tuple[str, str | None], tuple[int, int, int]]:
    """Count municipalities, not works, for the indicators whose unit they are: such, known, all."""
    codes = ", ".join(f"'{indicator.code}'" for indicator in INDICATORS if indicator.unit == "municipality")
    query = f"""
        SELECT o.indicator, {_group(expression)} AS grp, count(DISTINCT CASE WHEN o.y = 1 THEN {MUNICIPALITY} END),
          count(DISTINCT CASE WHEN o.y IS NOT NULL THEN {MUNICIPALITY} END), count(DISTINCT {MUNICIPALITY})
        FROM outcomes o JOIN sampled s ON s.folio = o.folio WHERE o.indicator IN ({codes}) GROUP BY 1, 2"""
    counts: dict[tuple[str, str | None], tuple[int, int, int]] = defaultdict(lambda: (0, 0, 0))
    counts |= {(code, group): (such, known, all_) for code, group, such, known, all_ in db.execute(query, facts).fetchall()}
    return counts


def _bounds(db: Database, expression: str, facts: dict[str, str]) -> dict[str | None, tuple[float, float] | None]:
    query = f"""
        SELECT {_group(expression)} AS grp, total(CASE WHEN d.disposition = 'located' THEN coalesce(s.weight, 1) END),
          total(CASE WHEN d.disposition IN ('not_visited', 'conflict') THEN coalesce(s.weight, 1) END),
          total(CASE WHEN d.disposition <> 'out_of_scope' THEN coalesce(s.weight, 1) END)
        FROM dispositions d JOIN sampled s ON s.folio = d.folio GROUP BY 1"""
    return {group: shares.bounds(*weights) for group, *weights in db.execute(query, facts).fetchall()}


def _responses(db: Database, column: str | None, expression: str, facts: dict[str, str]) -> list[Response]:
    query = f"""
        SELECT {_group(expression)} AS grp, d.disposition, coalesce(d.reason, ''), count(*)
        FROM dispositions d JOIN sampled s ON s.folio = d.folio GROUP BY 1, 2, 3"""
    counts: dict[str | None, dict[tuple[str, str], int]] = defaultdict(dict)
    for group, disposition, reason, works in db.execute(query, facts).fetchall():
        counts[group][disposition, reason] = works
    ordered = sorted(counts, key=lambda group: (plain(group), group or ""))
    return [_response(counts[group], column, group) for group in ordered]


def _response(counts: dict[tuple[str, str], int], column: str | None, group: str | None) -> Response:
    ended: dict[str, int] = defaultdict(int)
    for (disposition, _reason), works in counts.items():
        ended[disposition] += works
    return Response(
        sampled=sum(counts.values()),
        visited=ended["located"] + ended["not_located"],
        located=ended["located"],
        not_visited=_reasons({reason: works for (kind, reason), works in counts.items() if kind == "not_visited"}),
        out_of_scope=ended["out_of_scope"],
        conflicts=ended["conflict"],
        by=column,
        group=group,
    )


def _reasons(counts: dict[str, int]) -> dict[str, int]:
    return {reason: counts.get(reason, 0) for reason in REASONS_NOT_VISITED} | counts


def _group(expression: str) -> str:
    return "NULL" if expression == "NULL" else f"coalesce({expression}, '')"


def _column(db: Database, column: str) -> tuple[str, dict[str, str]]:
    """Return the SQL of a column of the works and its parameters; refuse a name that is none."""
    if column in WORK_COLUMNS:
        return f"CAST(s.{column} AS TEXT)", {}
    known = groupings(db)
    headers = [header for header in known if plain(header) == plain(column)]
    if not headers:
        raise UnknownColumn(column, known)
    if headers[0] in WORK_COLUMNS:
        return f"CAST(s.{headers[0]} AS TEXT)", {}
    return HEADER, {"header": column if column in headers else headers[0]}


def _sampled(db: Database) -> int:
    return int(db.execute("SELECT count(*) FROM sampled").fetchone()[0])


def _design(db: Database) -> Design:
    works, strata, psus, weights = db.execute(
        "SELECT count(*), count(DISTINCT coalesce(stratum, '')), count(DISTINCT psu), count(weight) FROM sampled"
    ).fetchone()
    return Design(works, strata, psus, psus > 0, weights > 0)
