"""Where the municipalities are: a warning aid, never a proof, for the shapes are simplified by some 300 metres.

Positions are degrees of WGS84, latitude before longitude; distances are kilometres. A place is a municipality's code of five
digits, a state's of two, or ``COUNTRY``. What was made out of a municipality after INEGI's edition has the shape of that one.
"""

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from math import cos, floor, radians

from audit_app.geography import atlas
from audit_app.geography.catalogue import CREATED_SINCE
from audit_app.geography.outlines import DEGREE, covers, is_near, rings_of

COUNTRY = "00"
TOLERANCE = 2.0

Bounds = tuple[float, float, float, float]

_CELLS = 4  # of the index, in a degree


def is_within(latitude: float, longitude: float, code: str, tolerance_km: float = TOLERANCE) -> bool:
    """Tell whether a position is in a place or this near to it; an unknown place has nothing in it."""
    grid = _grid()
    if tolerance_km >= grid.tolerance:
        code = code if code in grid.spans else _shaped(code)
        if code not in grid.spans:
            return False
        first_row, first_column, rows = grid.spans[code]
        row = latitude * grid.rows - first_row
        if 0 <= row < len(rows) and bisect(rows[int(row)], longitude * grid.columns - first_column) & 1:
            return True
    return any(
        covers(rings, latitude, longitude) or is_near(rings, latitude, longitude, tolerance_km)
        for rings in map(rings_of, _around(latitude, longitude, tolerance_km, code))
    )


def municipality_at(latitude: float, longitude: float) -> str | None:
    """Return the municipality in which a position lies; None in the sea and abroad."""
    boxes = _boxes()
    for code in _index().get(_cell(latitude, longitude), ()):
        south, west, north, east = boxes[code]
        is_in_box = south <= latitude <= north and west <= longitude <= east
        if is_in_box and covers(rings_of(code), latitude, longitude):
            return code
    return None


def around(latitude: float, longitude: float, reach_km: float = 25.0) -> list[str]:
    """Return the municipalities whose bounds come this near to a position."""
    return sorted(_around(latitude, longitude, reach_km, COUNTRY))


@lru_cache(maxsize=4096)
def bounds(code: str) -> Bounds | None:
    """Return the least latitude, least longitude, greatest latitude and greatest longitude of a place; None if unknown."""
    boxes = _boxes()
    if len(code) > 2:
        return boxes.get(_shaped(code))
    within = [box for each, box in boxes.items() if code in (each[:2], COUNTRY)]
    if not within:
        return None
    souths, wests, norths, easts = zip(*within, strict=True)
    return min(souths), min(wests), max(norths), max(easts)


class _Grid:
    """The spans and their scales at hand, since each position asks for them."""

    __slots__ = ("columns", "rows", "spans", "tolerance")

    def __init__(self) -> None:
        about = atlas.about()
        self.rows, self.columns, self.tolerance = about["rows"], about["columns"], about["tolerance_km"]
        self.spans = atlas.spans()


_grid = lru_cache(maxsize=1)(_Grid)


def _shaped(code: str) -> str:
    """Return the municipality whose shape stands for this one."""
    since = CREATED_SINCE.get(code)
    return since.out_of if since else code


@lru_cache(maxsize=1)
def _boxes() -> dict[str, Bounds]:
    quanta = atlas.about()["quanta"]
    shapes, _arcs = atlas.shapes()
    return {
        code: (south / quanta, west / quanta, north / quanta, east / quanta)
        for code, ((west, south, east, north), _parts) in shapes.items()
    }


@lru_cache(maxsize=1)
def _index() -> dict[tuple[int, int], list[str]]:
    """Return the municipalities whose bounds touch each cell, in order of code."""
    index = defaultdict(list)
    for code, (south, west, north, east) in _boxes().items():
        for cell in _cells(south, west, north, east):
            index[cell].append(code)
    return dict(index)


def _cell(latitude: float, longitude: float) -> tuple[int, int]:
    return (
        (floor(latitude * _CELLS), floor(longitude * _CELLS)) if is_on_earth(latitude, longitude) else (0, 0)
    )


def _cells(south: float, west: float, north: float, east: float) -> Iterator[tuple[int, int]]:
    (low, left), (high, right) = _cell(south, west), _cell(north, east)
    return product(range(low, high + 1), range(left, right + 1))


def is_on_earth(latitude: float, longitude: float) -> bool:
    """Tell whether these are degrees of latitude and longitude at all; what is not a number is not."""
    return -90 <= latitude <= 90 and -180 <= longitude <= 180


def _around(latitude: float, longitude: float, reach: float, place: str) -> Iterator[str]:
    """Yield the municipalities of a place whose bounds, widened by this many kilometres, hold the position."""
    box = bounds(place)
    if box is None or not is_on_earth(latitude, longitude):
        return
    high = reach / DEGREE
    wide = high / max(cos(radians(latitude)), 0.01)
    south, west, north, east = latitude - high, longitude - wide, latitude + high, longitude + wide
    if not _meet(box, south, west, north, east):
        return
    if len(place) > 2:
        yield _shaped(place)
        return
    index, boxes = _index(), _boxes()
    for code in {code for cell in _cells(south, west, north, east) for code in index.get(cell, ())}:
        if place in (code[:2], COUNTRY) and _meet(boxes[code], south, west, north, east):
            yield code


def _meet(box: Bounds, south: float, west: float, north: float, east: float) -> bool:
    return box[0] <= north and box[1] <= east and box[2] >= south and box[3] >= west
