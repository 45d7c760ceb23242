"""What a list leaves in doubt, for a person to decide: positions with another one proposed, and names of several places. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from audit_app.geography.names import place_name
from audit_app.sample.reading import AskedPlace, Choices, Proposal

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Doubt:
    """The positions proposed for one kind of doubt: how many, how many are taken, whether all are, and the first ones."""

    kind: str
    count: int
    taken: int
    takes_all: bool
    shown: list[Proposal]


def groups(proposals: Iterable[Proposal], choices: Choices) -> list[Doubt]:
    """Return the positions proposed by kind, the kind with most of them first."""
    of_kind: dict[str, list[Proposal]] = {}
    for proposal in proposals:
        of_kind.setdefault(proposal.kind, []).append(proposal)
    found = [
        Doubt(
            kind,
            len(some),
            sum(proposal.is_accepted for proposal in some),
            choices.accepts_all_of(kind),
            list(islice(some, SHOWN)),
        )
        for kind, some in of_kind.items()
    ]
    return sorted(found, key=lambda doubt: -doubt.count)


def unshown(doubts: Iterable[Doubt], choices: Choices) -> list[str]:
    """Return the rows whose position was taken one by one and that have no box on the page, which must be carried along."""
    boxes = {
        str(one.row) for doubt in doubts if not doubt.takes_all and doubt.count > 1 for one in doubt.shown
    }
    return sorted(one for one in choices.accepted - boxes if one.isdecimal())


def unasked(asked: Iterable[AskedPlace], choices: Choices) -> dict[str, str]:
    """Return the answers to places that the list does not ask for any more, since they have one."""
    keys = {place.key for place in asked}
    return {key: code for key, code in choices.places.items() if key not in keys}


def place_with_code(code: str) -> str:
    """Return the name of a municipality or of a state, with its code."""
    name = place_name(code)
    return f"{name} ({code})" if name else code
