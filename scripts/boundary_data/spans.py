"""For each row of a fine grid, the stretches of longitude that lie near a place from the row's lower edge to its upper one."""

from math import ceil, floor

import shapely
from shapely import Geometry

Spans = list[list[int]]


def spans(near: Geometry, rows_per_degree: int, columns_per_degree: int) -> tuple[int, int, Spans]:
    """Return the first row, the first column, and for each row the columns where stretches begin and end.

    ``near`` is the place with the tolerance around it, in degrees. Whatever lies in a stretch lies in ``near``: ends
    are rounded inwards. Columns are counted from the first column.
    """
    west, south, east, north = near.bounds
    first_row, last_row = floor(south * rows_per_degree), floor(north * rows_per_degree)
    first_column = floor(west * columns_per_degree)
    strips = shapely.box(
        west,
        [row / rows_per_degree for row in range(first_row, last_row + 1)],
        east,
        [(row + 1) / rows_per_degree for row in range(first_row, last_row + 1)],
    )
    rows = []
    for missing in shapely.difference(strips, near):
        holes = sorted((piece.bounds[0], piece.bounds[2]) for piece in shapely.get_parts(missing))
        row = []
        for start, end in _between(holes, west, east):
            low, high = ceil(start * columns_per_degree), floor(end * columns_per_degree)
            if low < high:
                row += [low - first_column, high - first_column]
        rows.append(row)
    return first_row, first_column, rows


def _between(holes: list[tuple[float, float]], west: float, east: float) -> list[tuple[float, float]]:
    """Return what is left between the holes of a row, which may overlap.

    >>> _between([(0, 2), (1, 3), (5, 6)], 0, 9)
    [(3, 5), (6, 9)]
    """
    reached = [west]
    for _start, end in holes:
        reached.append(max(reached[-1], end))
    starts = [start for start, _end in holes] + [east]
    return [(low, high) for low, high in zip(reached, starts, strict=True) if low < high]
