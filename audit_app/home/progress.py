"""What today's page tells of the works: how far the field work is, and where to go next. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest

from audit_app import listing
from audit_app.listing import Line
from audit_app.position import apart, by_distance
from audit_app.situations import NOT_VISITED


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the field work is, in works of the sample; ``in_scope`` are those that a visit has not put out of it."""

    sampled: int
    in_scope: int
    visited: int
    reviewed: int
    conflicts: int


def progress(works: Sequence[Line]) -> Progress:
    """Return how far the field work is; works that wait in reserve are not of the sample."""
    sampled = [work for work in works if work.disposition is not None]
    return Progress(
        sampled=len(sampled),
        in_scope=sum(work.disposition != "out_of_scope" for work in sampled),
        visited=sum(work.disposition in listing.VISITED for work in sampled),
        reviewed=sum(work.is_reviewed for work in sampled),
        conflicts=sum(work.disposition == "conflict" for work in sampled),
    )


def next_works(works: Sequence[Line], most: int) -> list[tuple[Line, float | None]]:
    """Return the works to go to next, and the metres to each: the nearest to this laptop's last visit.

    Where it is not known where that was, first those of its municipality, by place.
    """
    left = [work for work in works if work.disposition == NOT_VISITED]
    last = listing.last_visited(works)
    if last is None or last.position is None:
        here = last.municipality if last else None
        following = nsmallest(most, left, key=lambda work: (work.municipality != here, work.place_order))
        return [(work, None) for work in following]
    nearest = by_distance(left, last.position, lambda work: work.position)[:most]
    return [(work, apart(*last.position, *work.position) if work.position else None) for work in nearest]
