"""Draws in two stages: primary units (municipalities), and works in each."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from audit_app.estimates import draws
from audit_app.estimates.designs import BY_DRAW, Cell, Design, Unit
from audit_app.estimates.one_stage import grouped, simple

Psus = dict[str, list[Unit]]


@dataclass(frozen=True, slots=True)
class Numbers:
    """The random numbers of works and of PSUs, and the generator from which each stratum's start is taken."""

    works: Mapping[str, float]
    psus: Mapping[str, float]
    starts: random.Random


def two_stage(units: Sequence[Unit], design: Design, seed: int) -> list[Cell]:
    """Draw PSUs in each stratum and works in each PSU.

    A PSU that enters for sure (named, of certain size, or in a stratum where all are taken) is a stratum of its own.
    """
    generator = random.Random(seed)
    works = draws.permanent_numbers({unit.key for unit in units}, generator)
    numbers = Numbers(works, draws.permanent_numbers({unit.psu for unit in units}, generator), generator)
    cells: list[Cell] = []
    for stratum, there in grouped(units, lambda unit: unit.stratum).items():
        cells += _stratum(stratum, grouped(there, lambda unit: unit.psu), design, numbers)
    if any(cell.certain for cell in cells):  # a stratum is blank on all rows of a list or on none
        cells = [cell if cell.stratum else replace(cell, stratum=BY_DRAW) for cell in cells]
    return cells


def _stratum(stratum: str, psus: Psus, design: Design, numbers: Numbers) -> list[Cell]:
    named = [name for name in psus if name in design.certainty]
    rest = {name: there for name, there in psus.items() if name not in design.certainty}
    start = (
        numbers.starts.random()
    )  # taken for every stratum, so that one stratum's design does not move another's
    chances = dict.fromkeys(named, Fraction(1)) | _chances(stratum, rest, design)
    drawn = [name for name in chances if chances[name] == 1]
    unsure = {name: chance for name, chance in chances.items() if chance < 1}
    if design.select_psus == "pps":
        drawn += draws.systematic_pps(unsure, start)
    else:
        drawn += draws.smallest(unsure, numbers.psus, int(sum(unsure.values())))
    cells = [_psu(stratum, name, psus[name], chances[name], design, numbers) for name in sorted(drawn)]
    if design.select_psus == "srs":
        cells = [cell if cell.certain else replace(cell, stratum_psus=len(unsure)) for cell in cells]
    return cells


def _chances(stratum: str, psus: Psus, design: Design) -> dict[str, Fraction]:
    """Return the probability of each PSU that is not certain by name: n/N, or n·x/X where its works' sizes add up to x."""
    if not psus:
        return {}
    count = design.psus if isinstance(design.psus, int) else design.psus[stratum]
    if count > len(psus):
        raise draws.TooFewUnits(stratum, count, len(psus))
    if design.select_psus == "pps":
        return draws.pps_chances(
            {name: sum((unit.size for unit in there), Fraction()) for name, there in psus.items()}, count
        )
    return dict.fromkeys(psus, Fraction(count, len(psus)))


def _psu(
    stratum: str, psu: str, units: list[Unit], chance: Fraction, design: Design, numbers: Numbers
) -> Cell:
    """Return the works drawn in a PSU, all of them where it has fewer than asked; its works are the PSUs if it is certain."""
    count = min(design.works_per_psu or len(units), len(units))
    cell = simple(stratum, units, count, design.reserve, numbers.works)
    if chance < 1:
        chances = {key: chance * inner for key, inner in cell.chances.items()}
        return replace(cell, psu=psu, chances=chances, psu_chance=chance, stratum_psus=None)
    named = f"{stratum} · {psu}" if stratum else psu
    known = len(units) if design.select_psus == "srs" else None
    return replace(cell, stratum=named, psu=psu, stratum_psus=known, certain=True)
