"""What a person says of a list, and what the list asks of the person: its file, its columns, positions and places in doubt."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from audit_app.tables import Manner

EVERY_KIND = "all"
LAST_ROW = 1_048_576  # of a sheet


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person says of a list; whatever is left out, the list itself shows.

    ``columns`` gives, by canonical name, the header to take; a blank one, none. ``other_way`` says of a column
    whether its numbers have a decimal comma, or its dates the month first. ``accepted`` names the proposals for
    positions that the person takes: kinds of doubt, spreadsheet rows as text, or all. ``places`` gives the code of the
    municipality, or of the state, that a name in doubt stands for.
    """

    manner: Manner = field(default_factory=Manner)
    header_row: int | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    other_way: Mapping[str, bool] = field(default_factory=dict)
    accepted: frozenset[str] = frozenset()
    places: Mapping[str, str] = field(default_factory=dict)

    def accepts(self, kind: str, row: int) -> bool:
        """Tell whether the person takes the position proposed for a row."""
        return self.accepts_all_of(kind) or str(row) in self.accepted

    def accepts_all_of(self, kind: str) -> bool:
        """Tell whether the person takes every position proposed for a kind of doubt."""
        return not self.accepted.isdisjoint((EVERY_KIND, kind))


@dataclass(frozen=True, slots=True)
class Proposal:
    """Another position for a work whose own cannot be right: degrees, the texts as they came, and whether it was accepted."""

    row: int
    folio: str
    kind: str
    given: tuple[str, str]
    latitude: float
    longitude: float
    place: str
    is_accepted: bool


@dataclass(frozen=True, slots=True)
class AskedPlace:
    """A municipality that several states have, in works without a state: the name, the codes it may be, and how many works.

    ``key`` is what ``Choices.places`` answers by.
    """

    key: str
    name: str
    codes: tuple[str, ...]
    works: int
