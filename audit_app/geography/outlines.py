"""The outlines of municipalities: put together from the file's arcs when asked for, and the plane geometry on them.

Positions are degrees of WGS84; distances are kilometres on a plane that touches the Earth at the position.
"""

from array import array
from functools import cache
from itertools import accumulate
from math import cos, radians

from audit_app.geography import atlas
from audit_app.position import METRES_A_DEGREE

DEGREE = METRES_A_DEGREE / 1000  # kilometres in a degree of latitude

Line = tuple[
    "array[float]", "array[float]"
]  # longitudes and latitudes of a closed ring: it ends where it begins


def polygons(code: str) -> list[list[list[tuple[float, float]]]]:
    """Return a municipality's polygons as GeoJSON has them: closed rings of longitude and latitude, the outer one first."""
    shapes, _arcs = atlas.shapes()
    return [[list(zip(*_line(ring), strict=True)) for ring in part] for part in shapes[code][1]]


@cache
def rings_of(code: str) -> list[Line]:
    """Return all the rings of a municipality, holes too."""
    shapes, _arcs = atlas.shapes()
    return [_line(ring) for part in shapes[code][1] for ring in part]


def _line(ring: list[int]) -> Line:
    _shapes, arcs = atlas.shapes()
    quanta = atlas.about()["quanta"]
    xs, ys = array("d"), array("d")
    for number in ring:
        arc = arcs[number if number >= 0 else ~number]
        turn = slice(None, None, 1 if number >= 0 else -1)
        new_xs, new_ys = list(accumulate(arc[::2]))[turn], list(accumulate(arc[1::2]))[turn]
        start = 1 if xs else 0
        xs.extend(x / quanta for x in new_xs[start:])
        ys.extend(y / quanta for y in new_ys[start:])
    return xs, ys


def covers(rings: list[Line], latitude: float, longitude: float) -> bool:
    """Tell whether a ray from the position crosses the rings an odd number of times."""
    inside = False
    for xs, ys in rings:
        x, y = xs[0], ys[0]
        for next_x, next_y in zip(xs, ys, strict=True):
            if (y > latitude) != (next_y > latitude) and (
                longitude < (next_x - x) * (latitude - y) / (next_y - y) + x
            ):
                inside = not inside
            x, y = next_x, next_y
    return inside


def is_near(rings: list[Line], latitude: float, longitude: float, reach: float) -> bool:
    """Tell whether a ring comes within so many kilometres of a position, on a plane that touches the Earth there."""
    wide, high = DEGREE * cos(radians(latitude)), reach / DEGREE
    south, north, most = latitude - high, latitude + high, reach * reach
    for xs, ys in rings:
        x, y = xs[0], ys[0]
        for next_x, next_y in zip(xs, ys, strict=True):
            is_beside = (y < south and next_y < south) or (y > north and next_y > north)
            if not is_beside and _squared(x, y, next_x, next_y, latitude, longitude, wide) <= most:
                return True
            x, y = next_x, next_y
    return False


def _squared(
    x: float, y: float, next_x: float, next_y: float, latitude: float, longitude: float, wide: float
) -> float:
    """Return the square of the kilometres from a position to a stretch of a ring."""
    from_x, from_y = (x - longitude) * wide, (y - latitude) * DEGREE
    along_x, along_y = (next_x - x) * wide, (next_y - y) * DEGREE
    length = along_x * along_x + along_y * along_y
    share = -(from_x * along_x + from_y * along_y) / length if length else 0.0
    share = 0.0 if share < 0 else min(share, 1.0)
    away_x, away_y = from_x + share * along_x, from_y + share * along_y
    return away_x * away_x + away_y * away_y
