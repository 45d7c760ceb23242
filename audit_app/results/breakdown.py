"""Figures side by side: the groups of a column, and the strata that an estimate adds up. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from audit_app.estimates.estimate import Rules
from audit_app.estimates.figure import Figure, Response
from audit_app.estimates.ratios import ratio
from audit_app.estimates.totals import Drawn, Sums, summed
from audit_app.estimates.totals import by_stratum as totals_by_stratum
from audit_app.estimates.variance import Component, components
from audit_app.figures import Account


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Some indicators in every group of a column, with how the works of each group ended, and all of them together."""

    column: str
    codes: tuple[str, ...]
    figures: Sequence[Figure]
    overall: Sequence[Figure]
    responses: Sequence[Response]
    response: Response

    def rows(self) -> list[tuple[Response, list[Figure]]]:
        """Return every group: how its works ended, and its figures in the order of ``codes``."""
        found = {(figure.group, figure.code): figure for figure in self.figures}
        return [(each, [found[each.group, code] for code in self.codes]) for each in self.responses]


@dataclass(frozen=True, slots=True)
class StratumShare:
    """What one stratum brings to a figure: its sums, the PSUs drawn, and its part of the variance (None where there is none)."""

    stratum: str
    sums: Sums
    drawn: Drawn
    component: Component | None


def by_stratum(account: Account, rules: Rules) -> list[StratumShare]:
    """Return what every stratum brings to a figure, in the order of its totals."""
    found = account.estimate
    parts: dict[str, Component] = {}
    if found is not None and found.se is not None:
        whole = ratio(account.totals, account.sample, rules.lonely)
        parts = components(whole.parts, account.sample, rules.lonely) if whole else {}
    return [
        StratumShare(stratum, summed(some), account.sample.strata[stratum], parts.get(stratum))
        for stratum, some in totals_by_stratum(account.totals).items()
    ]
