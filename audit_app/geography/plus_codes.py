"""Plus codes, as maps on phones show them where streets have no names: whole, or short with the municipality. Pure.

Digits in base 20 by pairs, latitude before longitude: the first pair tells cells of 20 degrees, each further one of a twentieth;
after five pairs each digit tells one of 5 rows and 4 columns. Source: the Open Location Code specification, 1.0.
"""

import re

from audit_app.geography.boundaries import bounds, is_within
from audit_app.geography.names import municipalities_of
from audit_app.position import Position

DIGITS = "23456789cfghjmpqrvwx"
PAIRED, ROWS, COLUMNS = 10, 5, 4
ROUND = 7  # decimals of a degree
_CODE = re.compile(
    rf"(?<![\w.+])(?P<head>[{DIGITS}]{{4}})?(?P<tail>[{DIGITS}]{{4}}\+[{DIGITS}]{{2,7}})(?![\w.])"
)
_COUNTRY = re.compile(r",? *m[eé]xico$")


def position(written: str) -> Position | None:
    """Return the middle of the cell of a code in small letters; None without a code, or where a short one names no place.

    >>> position("75jvm22c+c2"), position("m22c+c2 jerez, zac.")
    ((22.6510625, -102.9799375), (22.6510625, -102.9799375))
    """
    found = _CODE.search(written)
    if found is None:
        return None
    if found["head"]:
        latitude, longitude = _cell(found["head"] + found["tail"], 20.0, PAIRED)
        return _rounded(latitude - 90, longitude - 180) if latitude < 180 and longitude < 360 else None
    offset = _cell(found["tail"], 0.05, PAIRED - 4)
    place = written[found.end() :].strip(" ,")
    named = municipalities_of(place) or municipalities_of(_COUNTRY.sub("", place))
    found_there = [there for code in named if (there := _nearest(offset, code))]
    return found_there[0] if len(found_there) == 1 else None


def is_short(written: str) -> bool:
    """Tell whether a text has a code without the digits that say where on Earth it is."""
    found = _CODE.search(written)
    return found is not None and not found["head"]


def _cell(digits: str, side: float, paired: int) -> Position:
    """Return the middle of the cell, in degrees from where digits count that begin with cells of this side, so many by pairs."""
    values = [DIGITS.index(digit) for digit in digits.replace("+", "")]
    north = east = 0.0
    for at in range(0, min(len(values), paired), 2):
        north, east = north + values[at] * side, east + values[at + 1] * side
        side /= 20
    high = wide = side * 20
    for value in values[paired:]:
        high, wide = high / ROWS, wide / COLUMNS
        north, east = north + value // COLUMNS * high, east + value % COLUMNS * wide
    return north + high / 2, east + wide / 2


def _nearest(offset: Position, code: str) -> Position | None:
    """Return, of the positions of a short code, one in every whole degree, the nearest to the middle of a municipality."""
    box = bounds(code)
    if box is None:
        return None
    south, west, north, east = box
    latitude, longitude = (
        round(middle - part) + part
        for middle, part in zip(((south + north) / 2, (west + east) / 2), offset, strict=True)
    )
    return _rounded(latitude, longitude) if is_within(latitude, longitude, code) else None


def _rounded(latitude: float, longitude: float) -> Position:
    return round(latitude, ROUND), round(longitude, ROUND)
