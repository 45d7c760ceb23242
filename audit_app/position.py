"""Distances on the ground. Pure."""

from math import asin, cos, radians, sin, sqrt

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
