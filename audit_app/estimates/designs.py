"""What a draw is made of: the units of the frame, the design, and the cells in which works are drawn."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from audit_app.estimates.allocation import Allocation

Method = Literal["srs", "systematic", "pps", "stratified", "two-stage"]
Select = Literal["srs", "pps"]
Count = int | Mapping[str, int]
BY_CERTAINTY, BY_DRAW = (
    "Con certeza",
    "Por sorteo",
)  # strata of a draw without strata that some units enter for sure


@dataclass(frozen=True, slots=True)
class Unit:
    """A work of the frame; ``rank`` is its place in the order of a systematic draw, ``size`` its measure of size."""

    key: str
    stratum: str = ""
    psu: str = ""
    size: Fraction = Fraction(1)
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Design:
    """How works are drawn.

    ``works`` is a total or a number by stratum; ``psus``, for every stratum or by stratum, besides those in ``certainty``;
    ``works_per_psu`` None is all of them. ``reserve`` works are drawn after the main ones in every cell.
    """

    method: Method
    works: Count = 0
    allocation: Allocation = "proportional"
    psus: Count = 0
    select_psus: Select = "srs"
    works_per_psu: int | None = None
    certainty: frozenset[str] = frozenset()
    reserve: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One place where works were drawn: the frame, a stratum or a PSU, with the works drawn and their reserve in order.

    ``psu`` is blank where works are drawn directly. In a ``certain`` PSU, its works are the PSUs of a stratum of its own.
    ``chances`` are the probabilities of being drawn as main works; ``psu_chance`` is the part of the PSU in them.
    """

    stratum: str
    psu: str
    works: int
    main: tuple[str, ...]
    reserve: tuple[str, ...]
    chances: Mapping[str, Fraction]
    psu_chance: Fraction = Fraction(1)
    stratum_psus: int | None = None
    certain: bool = False


@dataclass(frozen=True, slots=True)
class DrawnWork:
    """A work of the sample with its design, named as the columns of a sample list."""

    key: str
    stratum: str
    psu: str
    weight: float
    stratum_psus: int | None
    psu_works: int | None
    role: Literal["main", "reserve"]
    reserve_order: int | None
    probability: float


def drawn_works(cell: Cell) -> Iterator[DrawnWork]:
    """Yield the works of a cell: the main ones by key, then the reserve in the order in which it is to be used."""
    for key in sorted(cell.main):
        yield _drawn(cell, key, None)
    for order, key in enumerate(cell.reserve, 1):
        yield _drawn(cell, key, order)


def _drawn(cell: Cell, key: str, order: int | None) -> DrawnWork:
    """Return a work with weight 1/probability; a reserve work, that of having been a main one."""
    chance = cell.chances[key]
    psu_works = None if not cell.psu else 1 if cell.certain else cell.works
    return DrawnWork(
        key,
        cell.stratum,
        key if cell.certain else cell.psu,
        float(1 / chance),
        cell.stratum_psus,
        psu_works,
        "reserve" if order else "main",
        order,
        float(chance),
    )
