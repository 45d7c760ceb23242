"""Distances and bearings on the ground, in WGS84 degrees and metres. Pure."""

from math import asin, atan2, cos, degrees, radians, sin, sqrt

EARTH_RADIUS = 6_371_008.8  # metres, IUGG mean


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
