"""What the works list and the map let a person ask: the choices of every facet."""

from collections.abc import Mapping

from audit_app import listing, situations
from audit_app.listing import Asked
from audit_app.text import plain

Choices = dict[str, list[tuple[str, str, int]]]


def choices(asked: Asked, counts: Mapping[str, Mapping[str, int]]) -> Choices:
    """Return the choices of every facet: value, words, and works; the one chosen is among them even with none."""
    told = {}
    for facet, found in counts.items():
        values = {*found, *filter(None, [asked.facets.get(facet)])} - listing.needless(asked, found)
        order = situations.order if facet == "disposition" else plain
        told[facet] = [
            (value, listing.value_in_words(facet, value), found.get(value, 0))
            for value in sorted(values, key=order)
        ]
    return told
