"""The draw of a sample by its design: each method by its name."""

from collections.abc import Callable, Mapping, Sequence

from audit_app.estimates.designs import Cell, Design, Method, Unit
from audit_app.estimates.one_stage import pps, srs, stratified, systematic
from audit_app.estimates.two_stage import two_stage

METHODS: Mapping[Method, Callable[[Sequence[Unit], Design, int], list[Cell]]] = {
    "srs": srs,
    "systematic": systematic,
    "pps": pps,
    "stratified": stratified,
    "two-stage": two_stage,
}


def draw(units: Sequence[Unit], design: Design, seed: int) -> list[Cell]:
    """Return the cells of a sample; equal for equal units, design and seed, whatever the order of the units.

    Raises TooFewUnits. A design by stratum must name every stratum of the units.
    """
    return METHODS[design.method](units, design, seed)
