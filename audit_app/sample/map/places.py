"""Works by where they are: which are nearest, and what a map shows of too many. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from audit_app.geography import boundaries
from audit_app.listing import Line
from audit_app.position import Position, apart, bearing, by_distance

Bounds = tuple[float, float, float, float]  # south, west, north, east

EARTH: Bounds = (-90.0, -180.0, 90.0, 180.0)
MOST_SHOWN = 3000  # works that a browser draws one by one
CELLS = 24  # across the map, when works are drawn by the cell


@dataclass(frozen=True, slots=True)
class Near:
    """A work, and how many metres away it is and in which bearing, None when either place is not known."""

    line: Line
    metres: float | None = None
    bearing: float | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """Several works of one place of the map: their middle, and how many are in each situation."""

    latitude: float
    longitude: float
    counts: Counter[str]


def nearest(lines: Sequence[Line], origin: Position | None) -> Sequence[Line]:
    """Return the works with the nearest to a position first and those without a position last; without an origin as they came.

    ``measured`` gives the metres of those that are shown.
    """
    return lines if origin is None else by_distance(lines, origin, lambda line: line.position)


def measured(line: Line, origin: Position | None) -> Near:
    """Return a work with its distance and bearing from a position."""
    if origin is None or line.position is None:
        return Near(line)
    return Near(line, apart(*origin, *line.position), bearing(*origin, *line.position))


def within(lines: Iterable[Line], bounds: Bounds) -> list[Line]:
    """Return the works with a position inside these bounds."""
    south, west, north, east = bounds
    return [
        line
        for line in lines
        if line.position and south <= line.position[0] <= north and west <= line.position[1] <= east
    ]


def bounds_of(lines: Iterable[Line]) -> Bounds | None:
    """Return the bounds that hold every position in the country or, without any there, every position; None without any.

    One longitude that lost its sign would else show the whole Atlantic and no work.
    """
    positions = [line.position for line in lines if line.position]
    if not positions:
        return None
    south, west, north, east = boundaries.bounds(boundaries.COUNTRY) or EARTH
    at_home = [(high, wide) for high, wide in positions if south <= high <= north and west <= wide <= east]
    positions = at_home or positions
    latitudes, longitudes = zip(*positions, strict=True)
    return min(latitudes), min(longitudes), max(latitudes), max(longitudes)


def cells(lines: Sequence[Line], bounds: Bounds) -> list[Cell]:
    """Return the works by the cell of a grid over these bounds, each cell where its works are on average."""
    south, west, north, east = bounds
    side = max(north - south, east - west, 1e-9) / CELLS
    found: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        if line.position:
            cell = int((line.position[0] - south) / side), int((line.position[1] - west) / side)
            found.setdefault(cell, []).append(line)
    return [_cell([line.position for line in group if line.position], group) for group in found.values()]


def _cell(positions: Sequence[Position], group: Sequence[Line]) -> Cell:
    latitudes, longitudes = zip(*positions, strict=True)
    number = len(positions)
    return Cell(sum(latitudes) / number, sum(longitudes) / number, Counter(line.mark for line in group))
