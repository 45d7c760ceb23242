"""Cut polygons on a grid into the arcs that neighbours share, as TopoJSON does. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

Point = tuple[int, int]
Ring = list[Point]  # closed: its last point is not its first again
Arc = tuple[Point, ...]


class Arcs:
    """Arcs by number; each is kept once, in the direction in which it was met first.

    A ring is a list of arc numbers; ``~n`` is arc n backwards. Each arc begins where the one before it ends.
    """

    def __init__(self, rings: Sequence[Ring]) -> None:
        neighbours: dict[Point, set[Point]] = defaultdict(set)
        for ring in rings:
            for one, other in _sides(ring):
                neighbours[one].add(other)
                neighbours[other].add(one)
        self._forks = {point for point, others in neighbours.items() if len(others) != 2}
        self._numbers: dict[Arc, int] = {}

    def of(self, ring: Ring) -> list[int]:
        """Return the arcs of a ring."""
        cuts = [at for at, point in enumerate(ring) if point in self._forks]
        if not cuts:  # an island, or a hole with one municipality in it: it begins at its least point
            least = ring.index(min(ring))
            return [self._number((*ring[least:], *ring[:least], ring[least]))]
        turned = [*ring[cuts[0] :], *ring[: cuts[0]], ring[cuts[0]]]
        ends = [cut - cuts[0] for cut in cuts] + [len(ring)]
        return [
            self._number(tuple(turned[start : end + 1]))
            for start, end in zip(ends[:-1], ends[1:], strict=True)
        ]

    def deltas(self) -> list[list[int]]:
        """Return every arc as x, y of its first point and then the steps to each next point."""
        return [
            [*arc[0], *(step for one, other in zip(arc, arc[1:], strict=False) for step in _step(one, other))]
            for arc in self._numbers
        ]

    def _number(self, arc: Arc) -> int:
        backwards = self._numbers.get(arc[::-1])
        if backwards is not None and arc not in self._numbers:
            return ~backwards
        return self._numbers.setdefault(arc, len(self._numbers))


def without_repeats(points: Sequence[Point]) -> Ring:
    """Return a ring without the points that fell on the one before them, nor its first point again at its end.

    >>> without_repeats([(0, 0), (0, 0), (1, 0), (1, 1), (0, 0)])
    [(0, 0), (1, 0), (1, 1)]
    """
    return [point for at, point in enumerate(points) if point != points[at - 1]]


def _sides(ring: Ring) -> Iterator[tuple[Point, Point]]:
    return zip(ring, ring[1:] + ring[:1], strict=True)


def _step(one: Point, other: Point) -> Point:
    return other[0] - one[0], other[1] - one[1]
