"""The photos that wait as their page shows them: grouped by how sure their work is, and by the work. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from audit_app.visits.photos.proposals import Certainty, Proposal, Taken, propose
from audit_app.visits.photos.sites import Sites, Work
from audit_app.visits.waiting.queries import Waiting


@dataclass(frozen=True, slots=True)
class Line:
    """A photo with its proposal, and the folio and the tick that the page shows: what was chosen, else what is proposed."""

    waiting: Waiting
    proposal: Proposal
    folio: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The photos proposed for a work with one certainty; of no work where nothing speaks for any."""

    certainty: Certainty
    folio: str
    lines: Sequence[Line]


def grouped(waiting: Iterable[Waiting], works: Iterable[Work]) -> list[Group]:
    """Return the groups, the sure ones first, each in the order of its photos."""
    sites = Sites(works)
    found: dict[tuple[Certainty, str], list[Line]] = {}
    for one in waiting:
        line = _line(sites, one)
        found.setdefault((line.proposal.certainty, line.proposal.folio), []).append(line)
    order = ("sure", "doubtful", "none")
    return [
        Group(certainty, folio, lines)
        for (certainty, folio), lines in sorted(
            found.items(), key=lambda item: (order.index(item[0][0]), item[0][1])
        )
    ]


def _line(sites: Sites, waiting: Waiting) -> Line:
    photo = waiting.photo
    place = None if photo.latitude is None or photo.longitude is None else (photo.latitude, photo.longitude)
    proposal = propose(sites, Taken(waiting.path, photo.taken_at, place))
    folio = proposal.folio if waiting.folio is None else waiting.folio
    ticked = proposal.certainty == "sure" if waiting.ticked is None else waiting.ticked
    return Line(waiting, proposal, folio, ticked)
