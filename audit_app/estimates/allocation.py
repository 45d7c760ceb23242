"""How many of a sample's works go to each stratum."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from audit_app.estimates.draws import TooFewUnits

Allocation = Literal["proportional", "equal"]
LEAST = 2  # without two, a stratum shows no variance of its own


def allocate(total: int, strata: Mapping[str, int], allocation: Allocation) -> dict[str, int]:
    """Return the works of each stratum, by its number of works or alike: whole, adding up to the total.

    Each gets at least two (or all it has) where the total allows it for all, else at least one; none more than it has.
    The parts left by rounding go to the largest remainders (Hare); a tie, to the larger stratum, then by name.

    >>> allocate(10, {"a": 70, "b": 20, "c": 10}, "proportional")
    {'a': 6, 'b': 2, 'c': 2}
    >>> allocate(10, {"a": 70, "b": 20, "c": 1}, "equal")
    {'a': 5, 'b': 4, 'c': 1}
    """
    if total > sum(strata.values()):
        raise TooFewUnits("", total, sum(strata.values()))
    if total < len(strata):
        raise ValueError(total)
    floor = {name: min(LEAST, there) for name, there in strata.items()}
    if sum(floor.values()) > total:
        floor = dict.fromkeys(strata, 1)
    return _largest_remainders(_shares(total, strata, floor, allocation), total, strata)


def _shares(
    total: int, strata: Mapping[str, int], floor: Mapping[str, int], allocation: Allocation
) -> dict[str, Fraction]:
    """Return the fractional works of each stratum, those below their least or above what they have held there.

    Where both happen at once the side that is further off is held first, so that the rest can still add up.
    """
    held: dict[str, Fraction] = {}
    while True:
        free = {name: there if allocation == "proportional" else 1 for name, there in strata.items()}
        free = {name: weight for name, weight in free.items() if name not in held}
        left, weights = total - sum(held.values()), sum(free.values())
        shares = {name: left * Fraction(weight, weights) for name, weight in free.items()}
        low = {name: Fraction(floor[name]) for name in free if shares[name] < floor[name]}
        high = {name: Fraction(strata[name]) for name in free if shares[name] > strata[name]}
        if not low and not high:
            return shares | held
        lacking = sum(low.values()) - sum(shares[name] for name in low)
        held |= low if lacking >= sum(shares[name] for name in high) - sum(high.values()) else high


def _largest_remainders(
    shares: Mapping[str, Fraction], total: int, strata: Mapping[str, int]
) -> dict[str, int]:
    whole = {name: int(shares[name]) for name in strata}
    order = sorted(strata, key=lambda name: (whole[name] - shares[name], -strata[name], name))
    for name in order[: total - sum(whole.values())]:
        whole[name] += 1
    return whole
