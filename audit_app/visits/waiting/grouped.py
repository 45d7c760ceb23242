"""The photos that wait as their page shows them: grouped by how sure their work is, and by the work. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from audit_app.visits.photos.neighbours import Neighbours
from audit_app.visits.photos.proposals import Certainty, Proposal, Taken, propose
from audit_app.visits.photos.sites import Sites, Work, local
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


def grouped(
    waiting: Sequence[Waiting], works: Iterable[Work], given: Iterable[tuple[str, str]] = ()
) -> list[Group]:
    """Return the groups, the sure ones first, each in the order of its photos; ``given``: time and folio of photos of works."""
    found: dict[tuple[Certainty, str], list[Line]] = {}
    for one, proposal in zip(waiting, _proposals(waiting, Sites(works), given), strict=True):
        found.setdefault((proposal.certainty, proposal.folio), []).append(_line(one, proposal))
    order = ("sure", "doubtful", "none")
    return [
        Group(certainty, folio, lines)
        for (certainty, folio), lines in sorted(
            found.items(), key=lambda item: (order.index(item[0][0]), item[0][1])
        )
    ]


def _proposals(waiting: Iterable[Waiting], sites: Sites, given: Iterable[tuple[str, str]]) -> list[Proposal]:
    """Propose what each photo says by itself, then once more with what the sure ones and those given say of the others."""
    photos = [_taken(one) for one in waiting]
    alone = [propose(sites, photo) for photo in photos]
    sure = [
        (photo.at, one.folio) for photo, one in zip(photos, alone, strict=True) if one.certainty == "sure"
    ]
    known = Neighbours((at, folio) for iso, folio in (*sure, *given) if (at := local(iso)))
    return [
        one if one.certainty == "sure" else propose(sites, photo, known.of(local(photo.at)))
        for photo, one in zip(photos, alone, strict=True)
    ]


def _taken(waiting: Waiting) -> Taken:
    photo = waiting.photo
    place = None if photo.latitude is None or photo.longitude is None else (photo.latitude, photo.longitude)
    return Taken(waiting.path, photo.taken_at, place)


def _line(waiting: Waiting, proposal: Proposal) -> Line:
    folio = proposal.folio if waiting.folio is None else waiting.folio
    ticked = proposal.certainty == "sure" if waiting.ticked is None else waiting.ticked
    return Line(waiting, proposal, folio, ticked)
