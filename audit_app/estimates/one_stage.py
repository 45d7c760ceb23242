"""Draws of works straight from the frame or from its strata."""

import random
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from audit_app.estimates import draws
from audit_app.estimates.allocation import allocate
from audit_app.estimates.designs import BY_CERTAINTY, BY_DRAW, Cell, Count, Design, Unit


def srs(units: Sequence[Unit], design: Design, seed: int) -> list[Cell]:
    """Draw a simple random sample from the whole frame.

    >>> srs([Unit("a"), Unit("b"), Unit("c")], Design("srs", works=2), seed=1)[0].main
    ('a', 'c')
    """
    numbers = draws.permanent_numbers([unit.key for unit in units], random.Random(seed))
    return [simple("", units, _whole(design.works), design.reserve, numbers)]


def stratified(units: Sequence[Unit], design: Design, seed: int) -> list[Cell]:
    """Draw a simple random sample from each stratum."""
    numbers = draws.permanent_numbers([unit.key for unit in units], random.Random(seed))
    strata = grouped(units, lambda unit: unit.stratum)
    works = design.works
    if isinstance(works, int):
        works = allocate(works, {name: len(there) for name, there in strata.items()}, design.allocation)
    return [simple(name, there, works[name], design.reserve, numbers) for name, there in strata.items()]


def systematic(units: Sequence[Unit], design: Design, seed: int) -> list[Cell]:
    """Draw every (N/n)th work of the frame in the order of its ranks; the reserve is drawn at random from the others."""
    generator = random.Random(seed)
    numbers = draws.permanent_numbers([unit.key for unit in units], generator)
    ordered = [unit.key for unit in sorted(units, key=lambda unit: (unit.rank, unit.key))]
    count = _whole(design.works)
    main = draws.systematic(ordered, count, generator.random())
    chance = Fraction(count, len(units))
    reserve = reserve_of(ordered, main, numbers, design.reserve)
    chances = dict.fromkeys(ordered, chance)
    return [Cell("", "", len(units), tuple(main), reserve, chances, stratum_psus=len(units))]


def pps(units: Sequence[Unit], design: Design, seed: int) -> list[Cell]:
    """Draw works with probability proportional to size; those certain are a stratum apart, and then the others another."""
    generator = random.Random(seed)
    numbers = draws.permanent_numbers([unit.key for unit in units], generator)
    sizes = {unit.key: unit.size for unit in sorted(units, key=lambda unit: (unit.rank, unit.key))}
    chances = draws.pps_chances(sizes, _whole(design.works))
    sure = [key for key, chance in chances.items() if chance == 1]
    rest = {key: chance for key, chance in chances.items() if chance < 1}
    main = draws.systematic_pps(rest, generator.random())
    reserve = reserve_of(rest, main, numbers, design.reserve)
    drawn = Cell(BY_DRAW if sure else "", "", len(rest), tuple(main), reserve, rest)
    certain = Cell(BY_CERTAINTY, "", len(sure), tuple(sure), (), dict.fromkeys(sure, Fraction(1)))
    return [cell for cell in (certain, drawn) if cell.works]


def simple(
    stratum: str, units: Collection[Unit], count: int, reserve: int, numbers: Mapping[str, float]
) -> Cell:
    """Return a simple random sample of some units and, next in the same order, its reserve."""
    if count > len(units):
        raise draws.TooFewUnits(stratum, count, len(units))
    keys = draws.smallest([unit.key for unit in units], numbers, count + reserve)
    chances = dict.fromkeys(keys, Fraction(count, len(units)))
    cell = Cell(stratum, "", len(units), tuple(keys[:count]), tuple(keys[count:]), chances)
    return replace(cell, stratum_psus=len(units))


def reserve_of(
    keys: Iterable[str], main: Collection[str], numbers: Mapping[str, float], count: int
) -> tuple[str, ...]:
    """Return the first works in the order of their numbers among those not drawn."""
    drawn = set(main)
    return tuple(draws.smallest([key for key in keys if key not in drawn], numbers, count))


def grouped(units: Iterable[Unit], name: Callable[[Unit], str]) -> dict[str, list[Unit]]:
    """Return the units by what names them, in code-point order."""
    groups = defaultdict(list)
    for unit in units:
        groups[name(unit)].append(unit)
    return dict(sorted(groups.items()))


def _whole(count: Count) -> int:
    if not isinstance(count, int):
        raise TypeError(count)
    return count
