"""The works list: which works fit what a person asked, how many each other choice would leave, and one page of them."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from audit_app import situations
from audit_app.situations import NOT_VISITED, RESERVE, TO_VISIT
from audit_app.text import N_, plain
from audit_app.text import gettext as _

FACETS = {
    "disposition": N_("Situación"),
    "state": N_("Estado"),
    "municipality": N_("Municipio"),
    "type": N_("Tipo"),
}
VISITED = ("located", "not_located")  # dispositions of the works that somebody stood before, or looked for
BLANK = "-"  # import takes a lone hyphen for no datum, so no work says it
PAGE = 50
MOST_FORMS = 300  # works whose paper forms one PDF takes: 900 pages
LONGEST_NUMBER = 12
WORDS_SEARCHED = 6


@dataclass(frozen=True)
class Line:
    """What the list needs to know of every work; ``disposition`` is the view's, None for a work that waits in reserve.

    ``position`` is in degrees of WGS84, as a visit found it, else as the list registers it. ``visited_here`` is the ISO day of
    this laptop's visit, blank without one, and its revision: what orders the visits made here. ``is_reviewed`` tells of the file.
    """

    folio: str
    name: str
    type: str | None
    state: str | None
    municipality: str | None
    locality: str | None
    disposition: str | None
    reason: str | None
    attempts: int | None
    replaces: str | None = None
    position: tuple[float, float] | None = None
    is_verified: bool = False
    is_reviewed: bool = False
    visited_here: tuple[str, str] | None = None

    @cached_property
    def values(self) -> tuple[tuple[str, ...], ...]:
        """Return the values that the work has of each of ``FACETS``."""
        return (
            self.situations,
            (self.state or BLANK,),
            (self.municipality or BLANK,),
            (self.type or BLANK,),
        )

    @cached_property
    def said(self) -> str:
        """Return what a search looks through."""
        texts = (self.folio, self.name, self.locality, self.municipality, self.state)
        return plain(" ".join(filter(None, texts)))

    @property
    def place(self) -> str:
        """Return where the work is, in short: its locality and municipality, each once, else its state; blank without any."""
        return ", ".join(dict.fromkeys(filter(None, (self.locality, self.municipality)))) or self.state or ""

    @cached_property
    def place_order(self) -> tuple[str, ...]:
        """Return what orders works as somebody travels: by state and municipality, and then by folio."""
        state, municipality = self.state or "", self.municipality or ""
        return plain(state), state, plain(municipality), municipality, *_order_of(self)

    @cached_property
    def mark(self) -> str:
        """Return how a map shows the work: its situation, without the reason why it could not be visited."""
        return self.situations[-1].split(".")[0]

    @property
    def situations(self) -> tuple[str, ...]:
        """Return the choices of the disposition facet that this work is under, the narrowest last."""
        if self.disposition is None:
            return (RESERVE,)
        if self.disposition != NOT_VISITED:
            return (self.disposition,)
        return (NOT_VISITED, f"{NOT_VISITED}.{self.reason}" if self.attempts else TO_VISIT)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asked the list for: a value of some facets, and words."""

    facets: Mapping[str, str]
    search: str = ""

    def __bool__(self) -> bool:
        return bool(self.facets or self.search)


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the works found: how many there are, which stand before it, and where its neighbours begin.

    ``before`` and ``after`` are the folios after which the page before and the next one start; "" is the beginning, None no page.
    """

    lines: list[Line]
    total: int
    found: int
    first: int
    before: str | None
    after: str | None
    counts: dict[str, Counter[str]]


def asked(args: Mapping[str, str]) -> Asked:
    """Return what a page's address asks for."""
    facets = {facet: args[facet] for facet in FACETS if args.get(facet)}
    return Asked(facets, " ".join(args.get("q", "").split()))


def in_words(asked: Asked) -> str:
    """Return what was asked as people read it; nothing where all works were."""
    told = [
        f"{_(name)}: {value_in_words(facet, asked.facets[facet])}"
        for facet, name in FACETS.items()
        if facet in asked.facets
    ]
    return " · ".join([*told, *([f"«{asked.search}»"] if asked.search else [])])


def value_in_words(facet: str, value: str) -> str:
    """Return a choice of a facet as people read it."""
    if facet == "disposition":
        return situations.name(value)
    return _("Sin dato") if value == BLANK else value


def in_order(lines: Iterable[Line]) -> list[Line]:
    """Return works by folio with its numbers in order: 2 before 10."""
    return sorted(lines, key=_order_of)


def by_place(lines: Iterable[Line]) -> list[Line]:
    """Return works by state and municipality, and then by folio, as somebody travels."""
    return sorted(lines, key=lambda line: line.place_order)


def last_visited(lines: Iterable[Line]) -> Line | None:
    """Return the work that this laptop visited last; None before the first."""
    here = [line for line in lines if line.visited_here and line.disposition in VISITED]
    return max(here, key=lambda line: line.visited_here or ("", ""), default=None)


def page(lines: Sequence[Line], asked: Asked, after: str = "", size: int = PAGE) -> Listing:
    """Return the works that fit, of works in order, from the one after a folio on."""
    fitting, counts = fit(lines, asked)
    start = bisect_right(fitting, _order(after), key=_order_of) if after else 0
    end = start + size
    return Listing(
        lines=fitting[start:end],
        total=len(lines),
        found=len(fitting),
        first=start,
        before=None if not start else fitting[start - size - 1].folio if start > size else "",
        after=fitting[end - 1].folio if end < len(fitting) else None,
        counts=counts,
    )


def fit(lines: Sequence[Line], asked: Asked) -> tuple[list[Line], dict[str, Counter[str]]]:
    """Return the works that fit and, for every facet, how many works each of its values has among those the rest leaves."""
    words = plain(asked.search).split()[:WORDS_SEARCHED]
    found = [line for line in lines if all(word in line.said for word in words)] if words else lines
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    chosen = set()
    for values, number in Counter(line.values for line in found).items():
        by_facet = dict(zip(FACETS, values, strict=True))
        missed = [facet for facet, value in asked.facets.items() if value not in by_facet[facet]]
        if len(missed) > 1:
            continue
        for facet in missed or FACETS:
            for value in by_facet[facet]:
                counts[facet][value] += number
        if not missed:
            chosen.add(values)
    return [line for line in found if line.values in chosen], counts


def needless(asked: Asked, found: Mapping[str, int]) -> set[str]:
    """Return the choice of all works not visited where it says no more than the one of those to visit."""
    is_same = found.get(NOT_VISITED) == found.get(TO_VISIT) and asked.facets.get("disposition") != NOT_VISITED
    return {NOT_VISITED} if is_same else set()


def _order_of(line: Line) -> tuple[str, str]:
    return _order(line.folio)


def _order(folio: str) -> tuple[str, str]:
    return re.sub(r"[0-9]+", lambda digits: digits[0].zfill(LONGEST_NUMBER), folio), folio
