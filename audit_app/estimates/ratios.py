"""A ratio of two totals, Σwy / Σw, with its variance: shares and means, and shares of an amount, w being weight × amount."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from audit_app.estimates.totals import PsuTotals, Sample, Sums, summed
from audit_app.estimates.variance import LonelyRule, Score, two_stage

NOISE = 1e-24  # of the spread of the answers: a variance below is what rounding leaves of zero


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio in the unit of y, its variance, and what they were computed from."""

    value: float
    variance: float
    parts: Sequence[Score]
    sums: Sums


def ratio(totals: Sequence[PsuTotals], sample: Sample, lonely: LonelyRule) -> Ratio | None:
    """Return the ratio of works with an answer; None without any. Särndal et al. 1992, 5.6; ``LonelyPsu`` where the rule fails.

    Three works drawn directly out of many, one of them such: 1/3, and V = (1/3)(2/3)/2.

    >>> from audit_app.estimates.totals import Drawn
    >>> three = [PsuTotals("", None, 3, 3, 1, 3, 1, 1, 3, 1, 1, 0, 1)]
    >>> found = ratio(three, Sample({"": Drawn(3, None)}, {}), "adjust")
    >>> round(found.value, 6), round(found.variance, 6)
    (0.333333, 0.111111)
    """
    sums = summed(totals)
    if not sums.sum_w:
        return None
    if sums.constant and sums.low is not None:
        silent = [Score(total.stratum, total.psu, 0.0, 0.0) for total in totals if total.answers]
        return Ratio(sums.low + sums.shift, two_stage(silent, sample, lonely), silent, sums)
    value = sums.sum_wy / sums.sum_w
    parts = scores(totals, value, sums.sum_w)
    variance = two_stage(parts, sample, lonely)
    spread = sums.sum_wyy / sums.sum_w - value**2
    return Ratio(value + sums.shift, variance if variance > NOISE * spread else 0.0, parts, sums)


def scores(totals: Iterable[PsuTotals], value: float, sum_w: float) -> list[Score]:
    """Return what each PSU adds to the error of a ratio: of each of its works, z = w (y - ratio) / Σw."""
    return [
        Score(
            total.stratum,
            total.psu,
            total.sum_w * (total.sum_wy / total.sum_w - value) / sum_w,
            _squares(total, value) / sum_w**2,
        )
        for total in totals
        if total.answers
    ]


def _squares(total: PsuTotals, value: float) -> float:
    """Return Σw²(y - value)² about the PSU's own centre first: near a share of 1 the plain sums would cancel."""
    if not total.sum_ww:  # weights so small that their squares vanish
        return 0.0
    centre = total.sum_wwy / total.sum_ww
    spread = 0.0 if total.low == total.high else max(0.0, total.sum_wwyy - centre * total.sum_wwy)
    return spread + total.sum_ww * (centre - value) ** 2
