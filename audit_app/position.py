"""Distances and bearings on the ground, in WGS84 degrees and metres. Pure."""

from collections.abc import Callable, Iterable
from math import asin, atan2, cos, degrees, inf, radians, sin, sqrt
from typing import TypeVar

Position = tuple[float, float]
Thing = TypeVar("Thing")

EARTH_RADIUS = 6_371_008.8  # metres, IUGG mean
METRES_A_DEGREE = radians(EARTH_RADIUS)  # of latitude, and of longitude at the equator


def apart(
    latitude: object, longitude: object, other_latitude: object, other_longitude: object
) -> float | None:
    """Return the metres between two positions in WGS84 degrees (haversine); None when any of them is missing.

    >>> round(apart(20.0, -103.0, 20.01, -103.0))
    1112
    """
    places = (latitude, longitude, other_latitude, other_longitude)
    if not all(isinstance(degrees, float | int) for degrees in places):
        return None
    lat1, lon1, lat2, lon2 = (radians(float(str(degrees))) for degrees in places)
    chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS * asin(sqrt(chord))


def bearing(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Return the degrees, clockwise from the north, in which the other position lies from the first, 0 to 360.

    >>> round(bearing(20.0, -103.0, 20.0, -102.0)), round(bearing(20.0, -103.0, 19.0, -103.0))
    (90, 180)
    """
    lat1, lat2, turn = radians(latitude), radians(other_latitude), radians(other_longitude - longitude)
    east = sin(turn) * cos(lat2)
    north = cos(lat1) * sin(lat2) - sin(lat1) * cos(lat2) * cos(turn)
    return degrees(atan2(east, north)) % 360


def by_distance(
    things: Iterable[Thing], origin: Position, place_of: Callable[[Thing], Position | None]
) -> list[Thing]:
    """Return things with the nearest to a position first, and those without a place last, as they came.

    They are compared on a plane that touches the Earth at the origin, which is exact enough for what a person can drive.
    """
    latitude, longitude = origin
    shrink = cos(radians(latitude))

    def away(thing: Thing) -> float:
        place = place_of(thing)
        if place is None:
            return inf
        high, wide = place[0] - latitude, (place[1] - longitude) * shrink
        return high * high + wide * wide

    return sorted(things, key=away)
