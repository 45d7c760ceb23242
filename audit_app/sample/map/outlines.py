"""The outlines of municipalities as the map draws them. Pure."""

import json
from collections.abc import Iterable
from functools import lru_cache

from audit_app.geography import atlas
from audit_app.geography.catalogue import municipality_name
from audit_app.geography.outlines import polygons

MOST_NEIGHBOURS = 400  # lines around the audit's own municipalities: more say nothing at that scale

Codes = tuple[str, ...]


def neighbours(codes: Codes) -> Codes:
    """Return the other municipalities of the same states; none where they would be too many."""
    states = {code[:2] for code in codes}
    shapes, _arcs = atlas.shapes()
    found = tuple(code for code in shapes if code[:2] in states and code not in codes)
    return found if len(found) <= MOST_NEIGHBOURS else ()


@lru_cache(maxsize=4)
def outlines_of(ours: Codes, others: Codes) -> str:
    """Return as JSON ``{"ours": [[name, polygons], ...], "others": [polygons, ...]}``, latitude before longitude."""
    shapes, _arcs = atlas.shapes()
    told = {
        "ours": [[municipality_name(code), _polygons(code)] for code in _shaped(ours, shapes)],
        "others": [_polygons(code) for code in _shaped(others, shapes)],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _shaped(codes: Iterable[str], shapes: Iterable[str]) -> list[str]:
    known = set(shapes)
    return [code for code in codes if code in known]


def _polygons(code: str) -> list[list[list[tuple[float, float]]]]:
    return [[[(round(y, 4), round(x, 4)) for x, y in ring] for ring in part] for part in polygons(code)]
