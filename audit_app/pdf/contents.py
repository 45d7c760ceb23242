"""What the PDFs are made of: plain facts, already counted and estimated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from audit_app.estimates.figure import Figure, Response
from audit_app.estimates.strata import StratumShare
from audit_app.pdf.working import Step

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The figures and the response in every group of one column of the list."""

    column: str
    responses: tuple[Response, ...]
    figures: tuple[Figure, ...]

    def by_group(self) -> dict[tuple[str, str | None], Figure]:
        """Return every figure by its indicator and group."""
        return {(figure.code, figure.group): figure for figure in self.figures}


@dataclass(frozen=True, slots=True)
class Papers:
    """How many of the documents asked of a work are in each state; the rest were not reviewed."""

    complete: int
    incomplete: int
    missing: int
    not_applicable: int
    asked: int


@dataclass(frozen=True, slots=True)
class ListedWork:
    """One work of the sample in the list of all works; answers are codes, None where there is none."""

    folio: str
    name: str
    municipality: str | None
    state: str | None
    disposition: str
    detail: str | None
    operates: str | None
    matches_plan: str | None
    maintained: str | None
    papers: Papers | None


@dataclass(frozen=True, slots=True)
class Footing:
    """What the figures stand on: the lists read, the days of the visits, and how much evidence there is."""

    lists: tuple[tuple[str, str], ...]  # file name, SHA-256
    first_visit: str | None
    last_visit: str | None
    visits: int
    files: int
    photos: int


@dataclass(frozen=True, slots=True)
class Trace:
    """Where one figure comes from: its computation step by step and by stratum, the SQL that says what counts, and its works.

    ``others`` are the folios of the works that enter and do not count, ``unanswered`` of those without an answer.
    """

    code: str
    steps: tuple[Step, ...]
    strata: tuple[StratumShare, ...]
    definition: str
    others: tuple[str, ...]
    unanswered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SummaryReport:
    """Everything the summary shows. ``design`` says in words how the sample was drawn; ``cut_off`` is an ISO date.

    ``places`` are the numbers of municipalities and of states that the sample has works in, ``cautions`` what its design
    keeps the figures from saying, and ``sql`` what every definition starts from and the query that adds up.
    """

    title: str
    institution: str
    cut_off: str | None
    design: str
    clustered: bool
    weighted: bool
    level: float
    cautions: tuple[str, ...]
    places: tuple[int, int]
    response: Response
    figures: tuple[Figure, ...]
    breakdowns: tuple[Breakdown, ...]
    works: tuple[ListedWork, ...]
    footing: Footing
    by_stratum: tuple[Response, ...] = ()
    traces: tuple[Trace, ...] = ()
    sql: tuple[str, str] = ("", "")

    def figure(self, code: str) -> Figure | None:
        """Return one indicator over the whole sample."""
        return next((each for each in self.figures if each.code == code), None)

    def traced(self, code: str) -> bool:
        """Tell whether the report says where a figure comes from."""
        return any(trace.code == code for trace in self.traces)

    def breakdown(self, column: str) -> Breakdown | None:
        """Return the breakdown by a column."""
        return next((each for each in self.breakdowns if each.column == column), None)


@dataclass(frozen=True, slots=True)
class SheetPhoto:
    """A photo of a work: its small upright copy (None where this laptop has none) and what is printed beside it.

    ``is_here`` tells of one without a copy whether its original is on this laptop all the same.
    """

    path: Path | None
    sha256: str
    caption: str | None
    taken_at: str | None
    latitude: float | None
    longitude: float | None
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class Revision:
    """One line of a work's history."""

    kind: str
    author: str
    recorded_at: str
    reason: str | None
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class WorkSheet:
    """Everything the work sheet shows: ``work`` and ``visit`` by column, ``documents`` as (code, state) in the audit's order.

    ``metres_apart`` is how far the visit's position is from the registered one; None without both.
    """

    title: str
    institution: str
    cut_off: str | None
    work: Mapping[str, Value]
    visit: Mapping[str, Value] | None
    metres_apart: float | None
    damage: tuple[str, ...]
    documents: tuple[tuple[str, str | None], ...]
    reviewed_on: str | None
    paperwork_notes: str | None
    photos: tuple[SheetPhoto, ...]
    history: tuple[Revision, ...]
    conflicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperForms:
    """The forms to be filled in by hand: ``works`` by column, one at least, ``documents`` the codes that the audit asks for."""

    title: str
    institution: str
    cut_off: str | None
    documents: tuple[str, ...]
    works: Sequence[Mapping[str, Value]]


@dataclass(frozen=True, slots=True)
class ListedPlace:
    """A work to go to: ``situation`` in words, ``group`` stands above it and its neighbours, ``metres`` from the one before."""

    folio: str
    name: str
    place: str
    situation: str
    latitude: float | None
    longitude: float | None
    group: str = ""
    metres: float | None = None


@dataclass(frozen=True, slots=True)
class FieldList:
    """Works on paper in the order given, a list or a route: ``told`` says which, ``blanks`` heads columns to write in."""

    title: str
    institution: str
    cut_off: str | None
    name: str
    told: str
    works: Sequence[ListedPlace]
    blanks: tuple[str, ...] = ()
