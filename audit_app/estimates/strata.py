"""What each stratum brings to an estimate: its sums, the units drawn in it, and its part of the variance."""

from collections.abc import Sequence
from dataclasses import dataclass

from audit_app.estimates.ratios import ratio
from audit_app.estimates.totals import Drawn, PsuTotals, Sample, Sums, by_stratum, summed
from audit_app.estimates.variance import Component, LonelyPsu, LonelyRule, components


@dataclass(frozen=True, slots=True)
class StratumShare:
    """One stratum of an estimate; ``component`` is None where the variance is not known."""

    name: str
    sums: Sums
    drawn: Drawn
    component: Component | None


def shares_of_strata(totals: Sequence[PsuTotals], sample: Sample, lonely: LonelyRule) -> list[StratumShare]:
    """Return what every stratum brings to a share or mean, in the order of the totals; the components add up to its variance."""
    found: dict[str, Component] = {}
    try:
        if whole := ratio(totals, sample, lonely):
            found = components(whole.parts, sample, lonely)
    except LonelyPsu:
        found = {}
    return [
        StratumShare(name, summed(some), sample.strata[name], found.get(name))
        for name, some in by_stratum(totals).items()
    ]
