"""What today's page tells of the works: how far the field work is, and where to go next. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
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


@dataclass(frozen=True, slots=True)
class Route:
    """The works that this laptop is to go to, in order, and the id that orders the route among the visits."""

    id: str
    folios: list[str]

    @property
    def kept_on(self) -> str:
        """Return the day when it was kept, ISO, by this laptop's clock."""
        return date.fromtimestamp(int(self.id.replace("-", "")[:12], 16) / 1000).isoformat()

    def is_done(self, work: Line) -> bool:
        """Tell whether a work was tried here since; an older attempt that is corrected since was not."""
        day, revision = work.visited_here or ("", "")
        return revision > self.id and (not day or day >= self.kept_on)


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


def left_of(route: Route | None, works: Sequence[Line]) -> list[Line]:
    """Return the works of a route still to go to, in its order: those not visited, and not tried here since it was kept."""
    if route is None:
        return []
    to_visit = {
        work.folio: work for work in works if work.disposition == NOT_VISITED and not route.is_done(work)
    }
    return [to_visit[folio] for folio in route.folios if folio in to_visit]


def measured(works: Iterable[Line], here: Line | None) -> list[tuple[Line, float | None]]:
    """Return works with the metres to each from the work visited last; None where either place is not known."""
    origin = here.position if here else None
    return [(work, apart(*origin, *work.position) if origin and work.position else None) for work in works]


def next_works(works: Sequence[Line], most: int) -> list[Line]:
    """Return the works to go to next: the nearest to this laptop's last visit.

    Where it is not known where that was, first those of its municipality, by place.
    """
    left = [work for work in works if work.disposition == NOT_VISITED]
    last = listing.last_visited(works)
    if last is None or last.position is None:
        here = last.municipality if last else None
        return nsmallest(most, left, key=lambda work: (work.municipality != here, work.place_order))
    return by_distance(left, last.position, lambda work: work.position)[:most]
