"""The route of a day: in which order to go to some works, in straight lines, for roads are not known. Pure.

Each next stop is the nearest left, and then stretches are turned round while that makes the way shorter (2-opt).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from audit_app.listing import Line
from audit_app.position import Position, apart, bearing

MOST_STOPS = 40
LEAST_GAIN = 1.0  # metres: less is no gain but rounding


@dataclass(frozen=True, slots=True)
class Stop:
    """A work of the route, and how far and in which bearing it lies from the stop before; None where a place is not known."""

    line: Line
    metres: float | None
    bearing: float | None


def shortest(works: Sequence[Line], start: Position | None) -> list[Line]:
    """Return works in a short order from a start, or from the first of them; those without a position last, as they came."""
    placed = [line for line in works if line.position]
    left = list(placed)
    if not left:
        return list(works)
    here = start
    way: list[Line] = []
    while left:
        following = left[0] if here is None else min(left, key=lambda line: _metres(here, line.position))
        left.remove(following)
        way.append(following)
        here = following.position
    return [*_untangled(way, start), *(line for line in works if not line.position)]


def stops(works: Sequence[Line], start: Position | None) -> list[Stop]:
    """Return the works as stops, each with the way from the one before it that has a position."""
    found, here = [], start
    for line in works:
        if here and line.position:
            found.append(Stop(line, apart(*here, *line.position), bearing(*here, *line.position)))
        else:
            found.append(Stop(line, None, None))
        here = line.position or here
    return found


def _untangled(way: list[Line], start: Position | None) -> list[Line]:
    """Turn stretches of the way round as long as it gets shorter; the first stays where no start is given."""
    first = 0 if start else 1
    has_gained = True
    while has_gained:
        has_gained = False
        for begin in range(first, len(way) - 1):
            before = way[begin - 1].position if begin else start
            for end in range(begin + 1, len(way)):
                after = way[end + 1].position if end + 1 < len(way) else None
                now = _metres(before, way[begin].position) + _metres(way[end].position, after)
                turned = _metres(before, way[end].position) + _metres(way[begin].position, after)
                if turned < now - LEAST_GAIN:
                    way[begin : end + 1] = way[begin : end + 1][::-1]
                    has_gained = True
    return way


def length(works: Sequence[Line], start: Position | None) -> float:
    """Return the metres of the way through all of these works."""
    places = [start, *(line.position for line in works if line.position)]
    return sum(_metres(one, other) for one, other in pairwise(places))


def _metres(one: Position | None, other: Position | None) -> float:
    return (apart(*one, *other) or 0.0) if one and other else 0.0
