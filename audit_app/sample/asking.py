"""What a person asks the works list or the map for: the facets and words in the address, and the choices there are."""

from collections.abc import Mapping

from audit_app import pages
from audit_app.sample import listing, queries, words
from audit_app.sample.listing import Asked, Line
from audit_app.text import plain

Choices = dict[str, list[tuple[str, str, int]]]


def works() -> list[Line]:
    """Return every work in order, read again only when evidence has been added."""
    lines: list[Line] = pages.remembered("works", queries.lines)
    return lines


def asked(args: Mapping[str, str]) -> Asked:
    """Return what an address asks for."""
    facets = {facet: args[facet] for facet in listing.FACETS if args.get(facet)}
    return Asked(facets, " ".join(args.get("q", "").split()))


def choices(asked: Asked, counts: Mapping[str, Mapping[str, int]]) -> Choices:
    """Return the choices of every facet: value, words, and works; the one chosen is among them even with none."""
    told = {}
    for facet, found in counts.items():
        values = {*found, *filter(None, [asked.facets.get(facet)])} - listing.needless(asked, found)
        name, order = (
            (words.situation, words.situation_order) if facet == "disposition" else (words.or_blank, plain)
        )
        told[facet] = [(value, name(value), found.get(value, 0)) for value in sorted(values, key=order)]
    return told
