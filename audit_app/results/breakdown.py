"""Figures side by side: the groups of a column, and the strata that an estimate adds up. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from audit_app.estimates.figure import Figure, Response
from audit_app.estimates.shares import PsuTotals


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
class Sums:
    """What an estimate divides: works eligible and with an answer, Σy, Σw and Σwy, of so many primary sampling units."""

    stratum: str
    psus: int
    eligible: int
    answers: int
    sum_y: float
    sum_w: float
    sum_wy: float


def sums(totals: Sequence[PsuTotals], stratum: str = "") -> Sums:
    """Return the sums over some PSUs."""
    return Sums(
        stratum=stratum,
        psus=len(totals),
        eligible=sum(total.eligible for total in totals),
        answers=sum(total.answers for total in totals),
        sum_y=fsum(total.sum_y for total in totals),
        sum_w=fsum(total.sum_w for total in totals),
        sum_wy=fsum(total.sum_wy for total in totals),
    )


def by_stratum(totals: Sequence[PsuTotals]) -> list[Sums]:
    """Return the sums over every stratum, in the order of the totals."""
    strata: dict[str, list[PsuTotals]] = {}
    for total in totals:
        strata.setdefault(total.stratum, []).append(total)
    return [sums(found, stratum) for stratum, found in strata.items()]
