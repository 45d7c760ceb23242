"""Shares and means of a sample, from its totals by primary sampling unit (PSU)."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum


@dataclass(frozen=True, slots=True)
class PsuTotals:
    """What one PSU says of one indicator in one group.

    ``eligible`` works of which ``answers`` have y; ``sum_y``, ``sum_w`` and ``sum_wy`` run over the answers.
    """

    stratum: str
    psu: str
    eligible: int
    answers: int
    sum_y: float
    sum_w: float
    sum_wy: float


def estimate(totals: Sequence[PsuTotals]) -> float | None:
    """Return the weighted share or mean Σwy / Σw; None without answers. Särndal et al. 1992, 5.8 (ratio of two totals).

    A municipality of weight 3 with 1 of 2 works located, another of weight 1 with 2 of 2: (3 + 2) / (6 + 2).

    >>> estimate([PsuTotals("a", "1", 2, 2, 1, 6, 3), PsuTotals("a", "2", 2, 2, 2, 2, 2)])
    0.625
    """
    weights = fsum(total.sum_w for total in totals)
    return fsum(total.sum_wy for total in totals) / weights if weights else None


def unweighted(totals: Sequence[PsuTotals]) -> float | None:
    """Return the plain share or mean Σy / n of the sample; None without answers."""
    answers = sum(total.answers for total in totals)
    return fsum(total.sum_y for total in totals) / answers if answers else None


def bounds(located: float, unvisited: float, in_scope: float) -> tuple[float, float] | None:
    """Return the share located if none, then if all, of the unvisited works in scope were located (weights of each).

    >>> bounds(8, 1, 10)
    (0.8, 0.9)
    """
    return (located / in_scope, (located + unvisited) / in_scope) if in_scope else None
