"""Differences: of two groups of one sample, and of one question in two audits."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal, NamedTuple

from audit_app.estimates.estimate import Rules
from audit_app.estimates.intervals import Interval, student
from audit_app.estimates.ratios import Ratio, ratio
from audit_app.estimates.totals import PsuTotals, Sample
from audit_app.estimates.variance import LonelyPsu, Score, two_stage


class Measured(NamedTuple):
    """A number with its standard error and the degrees of freedom of that."""

    value: float
    se: float
    df: int


@dataclass(frozen=True, slots=True)
class Difference:
    """How much larger the first is than the second, in the unit of both, with its error and interval."""

    value: float
    se: float
    df: int
    ci: Interval

    @property
    def says(self) -> Literal["more", "less", "unclear"]:
        """Return what can be said of it at the level of its interval."""
        return "more" if self.ci[0] > 0 else "less" if self.ci[1] < 0 else "unclear"


def of_groups(
    first: Sequence[PsuTotals], second: Sequence[PsuTotals], sample: Sample, rules: Rules
) -> Measured | None:
    """Return the difference of two groups that share no work, its standard error and its degrees of freedom.

    Groups met in the same PSUs vary together: the variance is that of the scores' difference, PSU by PSU. None without answers in
    either, or where a lone PSU keeps the variance unknown.
    """
    try:
        a, b = (ratio(totals, sample, rules.lonely) for totals in (first, second))
        if a is None or b is None:
            return None
        parts = _apart(a, b)
        se = sqrt(two_stage(parts, sample, rules.lonely))
    except LonelyPsu:
        return None
    told = [total for total in (*first, *second) if total.answers]
    clustered = {(total.stratum, total.psu) for total in told if total.psu is not None}
    direct = sum(total.answers for total in told if total.psu is None)
    df = len(clustered) + direct - len({total.stratum for total in told})
    return Measured(a.value - b.value, se, df) if df > 0 else None


def of_audits(first: Measured, second: Measured) -> Measured:
    """Return the difference of two numbers from samples drawn apart: variances and degrees of freedom add.

    >>> of_audits(Measured(0.5, 0.03, 7), Measured(0.25, 0.04, 9))
    Measured(value=0.25, se=0.05, df=16)
    """
    return Measured(first.value - second.value, sqrt(first.se**2 + second.se**2), first.df + second.df)


def between_shares(
    gap: Measured,
    ends: tuple[Interval, Interval],
    values: tuple[float, float],
    level: float,
) -> Difference:
    """Return the difference of two shares with its interval, held to -1..1.

    Where a share is 0 or 1 its standard error is zero and would say too much: the interval is then put together from those of
    the two shares (MOVER; Zou and Donner 2008, equation 2).
    """
    value, se, df = gap
    low, high = student(value, se, df, level)
    if any(share in (0.0, 1.0) for share in values):
        (p, q), ((p_low, p_high), (q_low, q_high)) = values, ends
        low = value - sqrt((p - p_low) ** 2 + (q_high - q) ** 2)
        high = value + sqrt((p_high - p) ** 2 + (q - q_low) ** 2)
    return Difference(value, se, df, (max(-1.0, low), min(1.0, high)))


def between_means(gap: Measured, level: float) -> Difference:
    """Return the difference of two means with its interval."""
    value, se, df = gap
    return Difference(value, se, df, student(value, se, df, level))


def _apart(a: Ratio, b: Ratio) -> list[Score]:
    """Return the scores of a difference: a PSU's scores subtract, the squares of works that lie in one group or the other add."""
    scores = {(part.stratum, part.psu): part for part in a.parts}
    for part in b.parts:
        mine = scores.get((part.stratum, part.psu), Score(part.stratum, part.psu, 0.0, 0.0))
        scores[part.stratum, part.psu] = Score(part.stratum, part.psu, mine.z - part.z, mine.zz + part.zz)
    return list(scores.values())
