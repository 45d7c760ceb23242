"""The published figures: what the views count, estimated. Pages, commands and reports only show what comes from here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import fsum, inf

from sqlite_utils import Database

from audit_app import audit, audit_facts, counting
from audit_app.audit_facts import Mark
from audit_app.counting import WHOLE, Ending, Grouping, grouping
from audit_app.errors import FigureChanged
from audit_app.estimates import differences, presentation, shares
from audit_app.estimates.differences import Difference, Measured
from audit_app.estimates.estimate import Estimate, Rules
from audit_app.estimates.figure import Figure, Response
from audit_app.estimates.means import mean
from audit_app.estimates.totals import PsuTotals, Sample, alike, merged, summed
from audit_app.instruments import INDICATOR_BY_CODE, INDICATORS, REASONS_NOT_VISITED, Indicator
from audit_app.ledger import Author
from audit_app.reasons import reason
from audit_app.text import N_, plain
from audit_app.text import gettext as _

EVERY = tuple(indicator.code for indicator in INDICATORS)
NOT_REPRESENTATIVE = N_("no representativo: sólo cuenta lo que hay en la muestra")


@dataclass(frozen=True, slots=True)
class Account:
    """One figure with all it was computed from: the totals by stratum and PSU, the sample, and the estimate in full."""

    figure: Figure
    totals: Sequence[PsuTotals]
    sample: Sample
    estimate: Estimate | None


@dataclass(frozen=True, slots=True)
class _Ground:
    """What every estimate of an audit stands on: how its sample was drawn, the rules of intervals, the marks on figures."""

    sample: Sample
    rules: Rules
    marks: dict[str, Mark]
    answered: frozenset[str]  # of a sample that takes in everything, the sources in which no work is lacking

    def is_total(self, indicator: Indicator, totals: Sequence[PsuTotals]) -> bool:
        """Tell whether these totals are of all works there are: everything was drawn, and everything answered."""
        return indicator.source in self.answered and all(one.answers == one.eligible for one in totals)


def overall(db: Database, codes: Sequence[str] = EVERY) -> list[Figure]:
    """Return every indicator (or those named) over the whole sample, in the order of ``instruments.INDICATORS``."""
    return _figures(db, WHOLE, codes)


def by(db: Database, column: str, codes: Sequence[str] = EVERY) -> list[Figure]:
    """Return every indicator (or those named) in every group of a column: a canonical name or a header of the list."""
    return _figures(db, grouping(db, column), codes)


def response(db: Database) -> Response:
    """Return how the whole sample ended."""
    return _response(counting.endings(db, WHOLE).get(None, []), None, None)


def response_by(db: Database, column: str) -> list[Response]:
    """Return how the works of every group of a column ended."""
    ended = counting.endings(db, grouping(db, column))
    return [_response(ended[group], column, group) for group in _in_order(ended)]


def account(db: Database, code: str, column: str | None = None, group: str | None = None) -> Account:
    """Return one figure, overall or in one group, with all that it is computed from, by stratum and PSU."""
    asked, indicator, ground = grouping(db, column) if column else WHOLE, INDICATOR_BY_CODE[code], _ground(db)
    found = counting.per_psu(db, asked, [code])
    totals = sorted(found[code, group], key=lambda total: (total.stratum, total.psu or ""))
    deff = _whole_deff(indicator, [totals], list(found.values()), ground)
    estimate = _estimate(indicator, totals, deff, ground)
    if indicator.unit == "municipality":
        figure = _municipal_figure(code, asked, group, counting.municipalities(db, asked, code))
    else:
        ended = counting.endings(db, asked).get(group, []) if code == "located" else []
        figure = _figure(indicator, (asked.column, group), totals, estimate, _bounds(ended), ground)
    return Account(figure, totals, ground.sample, estimate)


def in_pesos(db: Database, code: str, column: str | None = None, group: str | None = None) -> Estimate | None:
    """Return a share by amount: of the pesos invested in works with an answer, those in the works that count.

    None where there is none, or the sample cannot carry it.
    """
    if INDICATOR_BY_CODE[code].kind == "mean" or not INDICATOR_BY_CODE[code].representative:
        return None
    asked, ground = grouping(db, column) if column else WHOLE, _ground(db)
    totals = counting.per_psu(db, asked, [code], "coalesce(amount_total, 0)")[code, group]
    found = shares.share(totals, ground.sample, ground.rules)
    return None if presentation.of_share(found).presentation == "suppress" else found


def difference(db: Database, code: str, column: str, first: str, second: str) -> Difference | None:
    """Return how much more the first group of a column has of an indicator than the second; None where it cannot be said.

    It cannot where either is withheld or unrepresentative, or where the error is not known.
    """
    ground, chosen = _ground(db), [account(db, code, column, group) for group in (first, second)]
    figures = [one.figure for one in chosen]
    if any(figure.withheld or not figure.representative for figure in figures):
        return None
    gap = differences.of_groups(chosen[0].totals, chosen[1].totals, ground.sample, ground.rules)
    return _between(gap, figures, ground.rules.level) if gap else None


def mark(
    db: Database, place: tuple[str, str | None, str | None], read: str, person: str, author: Author
) -> None:
    """Keep a supervisor's mark on a figure: its code, column and group, and its estimate as it was read. Inside ``db.saving``.

    Refuses a figure that is not to be reviewed, or that has changed since.
    """
    figure = account(db, *place).figure
    if figure.presentation != "review" or repr(figure.estimate) != read:
        raise FigureChanged
    kept = {"person": person, "estimate": figure.estimate, "denominator": figure.denominator}
    audit.change_setting(db, audit_facts.mark_name(*place), kept, author)
    audit.make_supervisor(db, person, author)


def change(now: Figure, then: Figure, level: float) -> Difference | None:
    """Return how much more of an indicator one audit has than another, drawn apart; None where it cannot be said, as above."""
    told = [
        Measured(figure.estimate, figure.se, figure.df or 0)
        for figure in (now, then)
        if figure.representative
        and not figure.withheld
        and figure.estimate is not None
        and figure.se is not None
    ]
    return _between(differences.of_audits(*told), [now, then], level) if len(told) == 2 else None


def _figures(db: Database, asked: Grouping, codes: Sequence[str]) -> list[Figure]:
    ended, totals, ground = counting.endings(db, asked), counting.per_psu(db, asked, codes), _ground(db)
    groups = _in_order(ended) if asked.column else [None]
    told = []
    for indicator in (one for one in INDICATORS if one.code in codes):
        if indicator.unit == "municipality":
            counts = counting.municipalities(db, asked, indicator.code)
            told += [_municipal_figure(indicator.code, asked, group, counts) for group in groups]
            continue
        every = [totals[indicator.code, group] for group in groups]
        deff = _whole_deff(indicator, every, every, ground)
        for group, found in zip(groups, every, strict=True):
            bounds = _bounds(ended.get(group, [])) if indicator.code == "located" else None
            estimate = _estimate(indicator, found, deff, ground)
            told.append(_figure(indicator, (asked.column, group), found, estimate, bounds, ground))
    return told


def _estimate(
    indicator: Indicator, totals: Sequence[PsuTotals], whole_deff: float | None, ground: _Ground
) -> Estimate | None:
    """Return the estimate over some PSUs."""
    if not indicator.representative:
        return None
    if indicator.kind == "mean":
        return mean(totals, ground.sample, ground.rules, ground.is_total(indicator, totals))
    census = ground.is_total(indicator, totals)
    return shares.share(totals, ground.sample, ground.rules, whole_deff, census)


def _whole_deff(
    indicator: Indicator,
    asked: Sequence[Sequence[PsuTotals]],
    groups: Sequence[Sequence[PsuTotals]],
    ground: _Ground,
) -> float | None:
    """Return the design effect of a share over all groups, which serves where the answers of one asked for are all alike."""
    estimated = indicator.representative and indicator.kind == "share"
    if not estimated or not any(alike(totals) for totals in asked):
        return None
    whole = shares.share(merged(chain.from_iterable(groups)), ground.sample, ground.rules)
    return whole.deff_wr if whole else None


def _figure(
    indicator: Indicator,
    place: tuple[str | None, str | None],
    totals: Sequence[PsuTotals],
    found: Estimate | None,
    bounds: tuple[float, float] | None,
    ground: _Ground,
) -> Figure:
    sums = summed(totals)
    unweighted = sums.total_y / sums.answers if sums.answers else None
    judged = presentation.of_mean(found) if indicator.kind == "mean" else presentation.of_share(found)
    told = Figure(
        code=indicator.code,
        by=place[0],
        group=place[1],
        representative=True,
        kind=indicator.kind,
        numerator=sums.total_y if indicator.kind == "mean" else round(sums.total_y),
        denominator=sums.answers,
        no_answer=sums.eligible - sums.answers,
        estimate=found.value if found else None,
        unweighted=unweighted,
        bounds=bounds,
        presentation=judged.presentation,
        reason=reason(judged, found),
    )
    if not indicator.representative:
        return replace(
            told, representative=False, estimate=unweighted, presentation="show", reason=_(NOT_REPRESENTATIVE)
        )
    if found and found.se is not None:
        told = replace(
            told,
            se=found.se,
            ci=found.ci,
            ci_method=found.ci_method,
            deff=found.deff,
            n_eff=found.n_eff,
            n_star=found.n_star,
        )
    return _marked(replace(told, df=found.df if found else None), ground.marks)


def _marked(figure: Figure, marks: dict[str, Mark]) -> Figure:
    """Lift the review of a figure that a supervisor has marked as it stands; not of one that has changed since."""
    mark = marks.get(audit_facts.mark_name(figure.code, figure.by, figure.group))
    if figure.presentation != "review" or mark is None or not mark.fits(figure):
        return figure
    return replace(figure, presentation="show", reason=_("revisada por %(person)s", person=mark.person))


def _municipal_figure(
    code: str, asked: Grouping, group: str | None, counts: dict[str | None, tuple[int, int, int]]
) -> Figure:
    """Count municipalities, not works."""
    every, known, such = counts.get(group, (0, 0, 0))
    share = such / known if known else None
    return Figure(
        code,
        asked.column,
        group,
        False,
        "share",
        such,
        known,
        every - known,
        share,
        share,
        reason=_(NOT_REPRESENTATIVE),
    )


def _between(gap: Measured, figures: Sequence[Figure], level: float) -> Difference | None:
    """Return a difference with its interval; None where an interval of the two is missing, or nothing of the error is known."""
    first, second = figures
    if first.ci is None or second.ci is None:
        return None
    if first.kind == "mean":
        return differences.between_means(gap, level) if gap.se else None
    values = (first.estimate or 0.0, second.estimate or 0.0)
    if not gap.se and not {0.0, 1.0} & set(values):
        return None
    return differences.between_shares(gap, (first.ci, second.ci), values, level)


def _bounds(ended: Sequence[Ending]) -> tuple[float, float] | None:
    return shares.bounds(
        fsum(ending.weight for ending in ended if ending.disposition == "located"),
        fsum(ending.weight for ending in ended if ending.disposition in ("not_visited", "conflict")),
        fsum(ending.weight for ending in ended if ending.disposition != "out_of_scope"),
    )


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


def _ground(db: Database) -> _Ground:
    settings = audit.settings(db)
    sample = counting.sample(db)
    answered = counting.sources_answered(db) if sample.census else frozenset()
    return _Ground(sample, audit_facts.rules(settings), audit_facts.marks(settings), answered)
