"""The file of names and boundaries, read a line at a time and only when first needed.

``municipalities.json.gz`` is made by ``scripts/boundaries.py`` from INEGI's Marco Geoestadístico.
Each of its lines is one JSON value:

1. what it is: credit, terms, and the steps of its grids in a degree (``quanta``, ``rows``, ``columns``);
2. names: state → its name, and its municipalities' names by code;
3. spans: code ("00" the country, "11" a state, "11020" a municipality) → first row, first column, and for each row of
   1/``rows`` degrees of latitude where stretches begin and end, in 1/``columns`` degrees from the first column. Whatever lies
   in a stretch is in the place or less than ``tolerance_km`` from it;
4. shapes: municipality → its bounds (west, south, east, north) and its polygons, each a list of rings, the outer one first; a
   ring is a list of arcs, and ``~n`` is arc n backwards. Every arc ends where the next begins;
5. arcs: x and y of the first point and then the steps to each next point, in 1/``quanta`` degrees, shared by the neighbours.
"""

import gzip
import json
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TypedDict, cast

FILE = Path(__file__).with_name("municipalities.json.gz")

Spans = tuple[int, int, list[list[int]]]
Ring = list[int]
Shape = tuple[tuple[int, int, int, int], list[list[Ring]]]


class About(TypedDict):
    """Whose data it is, and its scales."""

    title: str
    credit: str
    source: str
    terms: str
    package: str
    warning: str
    quanta: int
    rows: int
    columns: int
    tolerance_km: float


class StateNames(TypedDict):
    """A state's name and its municipalities' names by code."""

    name: str
    municipalities: dict[str, str]


@lru_cache(maxsize=1)
def about() -> About:
    """Return the credit and the scales."""
    return cast("About", _lines(0, 1)[0])


@lru_cache(maxsize=1)
def names() -> dict[str, StateNames]:
    """Return the names, by state."""
    return cast("dict[str, StateNames]", _lines(1, 2)[0])


@lru_cache(maxsize=1)
def spans() -> dict[str, Spans]:
    """Return where each place surely is or is near, by code."""
    return cast("dict[str, Spans]", _lines(2, 3)[0])


@lru_cache(maxsize=1)
def shapes() -> tuple[dict[str, Shape], list[list[int]]]:
    """Return the shapes by municipality, and the arcs they are made of."""
    shapes, arcs = _lines(3, 5)
    return cast("dict[str, Shape]", shapes), cast("list[list[int]]", arcs)


def _lines(start: int, stop: int) -> list[object]:
    with gzip.open(FILE) as file:
        return [json.loads(line) for line in islice(file, start, stop)]
