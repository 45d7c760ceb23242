"""What is read of a sample: totals of the works with an answer by primary sampling unit (PSU), and the whole sample's sizes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import NamedTuple


class PsuTotals(NamedTuple):
    """What one PSU says of one question in one group: sums over its works with an answer y and a weight w.

    ``psu`` is None for the works of a stratum that were drawn directly: each of them is a PSU, and one row stands for all.
    ``sum_wwy`` is Σw²y, and so on; every y is taken from ``shift``, near the mean, so that large values do not cancel; it is 0
    for shares. ``low`` and ``high`` are the smallest and largest y, None without answers. ``eligible`` counts the works without
    an answer too.
    """

    stratum: str
    psu: str | None
    eligible: int
    answers: int
    sum_y: float
    sum_w: float
    sum_wy: float
    sum_wyy: float
    sum_ww: float
    sum_wwy: float
    sum_wwyy: float
    low: float | None
    high: float | None
    shift: float = 0.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """How many units were drawn, and out of how many; None where that is not known, and the variance has no finite correction."""

    drawn: int
    frame: int | None

    @property
    def kept(self) -> float:
        """Return the finite population correction 1 - n/N; 1 without a frame."""
        return max(0.0, 1 - self.drawn / self.frame) if self.frame else 1.0


@dataclass(frozen=True, slots=True)
class Sample:
    """The whole sample, whatever was answered: PSUs drawn in each stratum, works drawn in each PSU (stratum, name)."""

    strata: Mapping[str, Drawn]
    psus: Mapping[tuple[str, str], Drawn]

    @property
    def census(self) -> bool:
        """Tell whether every unit of every stratum was drawn at each stage; where a frame is not known, nobody can tell."""
        drawn = [*self.strata.values(), *self.psus.values()]
        return bool(drawn) and all(units.frame is not None and units.kept == 0 for units in drawn)


@dataclass(frozen=True, slots=True)
class Sums:
    """A question over some PSUs: how many with an answer in how many strata, and the sums that an estimate divides."""

    psus: int
    strata: int
    eligible: int
    answers: int
    sum_y: float
    sum_w: float
    sum_wy: float
    sum_wyy: float
    low: float | None
    high: float | None
    shift: float

    @property
    def df(self) -> int:
        """Return the degrees of freedom of the design: PSUs with an answer less strata with one."""
        return self.psus - self.strata

    @property
    def total_y(self) -> float:
        """Return Σy, unweighted and unshifted."""
        return self.sum_y + self.shift * self.answers

    @property
    def constant(self) -> bool:
        """Tell whether every answer is the same, which rounding of sums cannot hide."""
        return self.low == self.high


def drawn_sample(rows: Iterable[tuple[str, str | None, int, int | None, int | None]]) -> Sample:
    """Return the sample from rows: stratum, PSU, its works, then what the frame has: PSUs of the stratum, works of the PSU."""
    drawn: dict[str, int] = {}
    frames: dict[str, int | None] = {}
    psus = {}
    for stratum, psu, works, stratum_psus, psu_works in rows:
        drawn[stratum] = drawn.get(stratum, 0) + (works if psu is None else 1)
        frames[stratum] = stratum_psus
        if psu is not None:
            psus[stratum, psu] = Drawn(works, psu_works)
    return Sample({stratum: Drawn(units, frames[stratum]) for stratum, units in drawn.items()}, psus)


def summed(totals: Sequence[PsuTotals]) -> Sums:
    """Return the sums over some PSUs; all of them share their shift."""
    told = [total for total in totals if total.answers]
    return Sums(
        psus=sum(total.answers if total.psu is None else 1 for total in told),
        strata=len({total.stratum for total in told}),
        eligible=sum(total.eligible for total in totals),
        answers=sum(total.answers for total in told),
        sum_y=fsum(total.sum_y for total in told),
        sum_w=fsum(total.sum_w for total in told),
        sum_wy=fsum(total.sum_wy for total in told),
        sum_wyy=fsum(total.sum_wyy for total in told),
        low=min((total.low for total in told if total.low is not None), default=None),
        high=max((total.high for total in told if total.high is not None), default=None),
        shift=told[0].shift if told else 0.0,
    )


def alike(totals: Iterable[PsuTotals]) -> bool:
    """Tell whether there are answers, and all of them are the same."""
    return len({end for total in totals if total.answers for end in (total.low, total.high)}) == 1


def by_stratum(totals: Iterable[PsuTotals]) -> dict[str, list[PsuTotals]]:
    """Return the totals of every stratum, in the order they come."""
    strata: dict[str, list[PsuTotals]] = {}
    for total in totals:
        strata.setdefault(total.stratum, []).append(total)
    return strata


def merged(totals: Iterable[PsuTotals]) -> list[PsuTotals]:
    """Return the totals of groups that share no work as those of all of them together."""
    found: dict[tuple[str, str | None], list[PsuTotals]] = {}
    for total in totals:
        found.setdefault((total.stratum, total.psu), []).append(total)
    return [_together(parts) for parts in found.values()]


def _together(parts: Sequence[PsuTotals]) -> PsuTotals:
    first = parts[0]
    return PsuTotals(
        stratum=first.stratum,
        psu=first.psu,
        eligible=sum(part.eligible for part in parts),
        answers=sum(part.answers for part in parts),
        sum_y=fsum(part.sum_y for part in parts),
        sum_w=fsum(part.sum_w for part in parts),
        sum_wy=fsum(part.sum_wy for part in parts),
        sum_wyy=fsum(part.sum_wyy for part in parts),
        sum_ww=fsum(part.sum_ww for part in parts),
        sum_wwy=fsum(part.sum_wwy for part in parts),
        sum_wwyy=fsum(part.sum_wwyy for part in parts),
        low=min((part.low for part in parts if part.low is not None), default=None),
        high=max((part.high for part in parts if part.high is not None), default=None),
        shift=first.shift,
    )
