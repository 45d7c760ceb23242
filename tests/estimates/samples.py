"""Samples for the tests of the estimates: answers work by work, and what the database would make of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum

from audit_app.estimates.totals import Drawn, PsuTotals, Sample


@dataclass(frozen=True)
class Work:
    """A work of the sample: where it was drawn, its weight and its answer, and the sizes of its stratum and PSU."""

    stratum: str
    psu: str | None
    weight: float
    y: float | None
    stratum_psus: int | None = None
    psu_works: int | None = None


def totals_of(works: Iterable[Work], shift: float = 0.0) -> list[PsuTotals]:
    """Return the totals by PSU, as one GROUP BY gives them."""
    groups: dict[tuple[str, str | None], list[Work]] = defaultdict(list)
    for work in works:
        groups[work.stratum, work.psu].append(work)
    return [_totals(stratum, psu, some, shift) for (stratum, psu), some in groups.items()]


def _totals(stratum: str, psu: str | None, works: list[Work], shift: float) -> PsuTotals:
    told = [(work.weight, work.y - shift) for work in works if work.y is not None]
    return PsuTotals(
        stratum,
        psu,
        eligible=len(works),
        answers=len(told),
        sum_y=fsum(y for _w, y in told),
        sum_w=fsum(w for w, _y in told),
        sum_wy=fsum(w * y for w, y in told),
        sum_wyy=fsum(w * y * y for w, y in told),
        sum_ww=fsum(w * w for w, _y in told),
        sum_wwy=fsum(w * w * y for w, y in told),
        sum_wwyy=fsum(w * w * y * y for w, y in told),
        low=min((y for _w, y in told), default=None),
        high=max((y for _w, y in told), default=None),
        shift=shift,
    )


def sample_of(works: Iterable[Work]) -> Sample:
    """Return how the whole sample was drawn."""
    drawn: dict[str, int] = defaultdict(int)
    frames: dict[str, int | None] = {}
    in_psu: dict[tuple[str, str], Drawn] = {}
    for work in works:
        frames[work.stratum] = work.stratum_psus
        if work.psu is None:
            drawn[work.stratum] += 1
            continue
        place = (work.stratum, work.psu)
        drawn[work.stratum] += place not in in_psu
        in_psu[place] = Drawn((in_psu[place].drawn if place in in_psu else 0) + 1, work.psu_works)
    return Sample({name: Drawn(units, frames[name]) for name, units in drawn.items()}, in_psu)
