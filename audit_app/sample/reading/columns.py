"""Step 2 of reading a list: its headers matched to the columns that a list may have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from audit_app.errors import UnknownWorkColumn
from audit_app.sample.reading.vocabulary import NAME_OF_HEADER, NAMES
from audit_app.tables.cells import fold


@dataclass(frozen=True, slots=True)
class Matched:
    """Which column of the list says what: its position by name.

    ``seconds`` are the positions of second candidates for a name; ``absent``, by name, the headers chosen that
    the list does not have.
    """

    at: dict[str, int]
    seconds: list[tuple[int, str]]
    absent: dict[str, str]


def known_headers(chosen: Mapping[str, str]) -> dict[str, str]:
    """Return the name each folded header stands for, those a person chose included; refuse a name works do not have."""
    for name in chosen:
        if name not in NAMES:
            raise UnknownWorkColumn(name, list(NAMES))
    return NAME_OF_HEADER | {fold(header): name for name, header in chosen.items() if fold(header)}


def match(titles: Sequence[str], headers: Sequence[str], chosen: Mapping[str, str]) -> Matched:
    """Match columns to names: first those a person chose (by a blank, none), then the first that goes by each name.

    ``titles`` are the headers as they stand; in ``headers`` repeated ones are told apart, for a person to choose.
    """
    found = {name: _position(header, headers) for name, header in chosen.items() if header}
    at = {name: position for name, position in found.items() if position is not None}
    taken = set(at.values())
    seconds = []
    for position, title in enumerate(titles):
        name = NAME_OF_HEADER.get(fold(title))
        if name is None or name in chosen or position in taken:
            continue
        if name in at:
            seconds.append((position, name))
        else:
            at[name] = position
    absent = {name: chosen[name] for name, position in found.items() if position is None}
    return Matched(at, seconds, absent)


def _position(header: str, headers: Sequence[str]) -> int | None:
    """Return the column of this very header, else of one that differs in case, accents or punctuation."""
    for same in (str, fold):
        for position, candidate in enumerate(headers):
            if candidate and same(candidate) == same(header):
                return position
    return None
