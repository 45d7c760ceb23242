"""The draw of a sample from a frame by a design and a seed, and the list it makes, ready to be imported."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from audit_app.errors import (
    FewerThanStrata,
    MoreThanThereIs,
    PsuInTwoStrata,
    SeedOutOfRange,
    StratumWithoutNumber,
    UnknownCertainty,
    UnknownStratum,
)
from audit_app.estimates.designs import Cell, DrawnWork, Unit, drawn_works
from audit_app.estimates.drawing import draw
from audit_app.estimates.draws import TooFewUnits
from audit_app.planning.design_file import Described
from audit_app.planning.frame import Frame, names
from audit_app.tables.writing import written

LARGEST_SEED = 2**53  # beyond it other programs that read the record may round it
HEADER = ("stratum", "psu", "weight", "stratum_psus", "psu_works", "role", "reserve_order", "probability")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A sample drawn: its cells, and its list with the headers first."""

    frame: Frame
    described: Described
    seed: int
    cells: list[Cell]
    header: tuple[str, ...]
    rows: list[tuple[str, ...]]

    @property
    def main(self) -> int:
        """Return the number of main works."""
        return sum(len(cell.main) for cell in self.cells)

    @property
    def reserve(self) -> int:
        """Return the number of reserve works."""
        return sum(len(cell.reserve) for cell in self.cells)

    def as_csv(self) -> bytes:
        """Return the list as a CSV file, the same bytes for the same draw."""
        return "".join(written(self.header, self.rows)).encode("utf-8-sig")


def drawing(frame: Frame, described: Described, seed: int) -> Drawing:
    """Draw a sample; refuse a design that this frame does not fit."""
    if not 0 <= seed < LARGEST_SEED:
        raise SeedOutOfRange(LARGEST_SEED - 1)
    units = units_of(frame, described)
    _check(units, described)
    try:
        cells = draw(units, described.design, seed)
    except TooFewUnits as error:
        raise MoreThanThereIs(error.asked, error.there, error.where) from error
    named, header = _folio_column(frame, described)
    row_of = {unit.key: row for unit, row in zip(units, frame.rows, strict=True)}
    rows = [_row(work, named, row_of[work.key]) for cell in cells for work in drawn_works(cell)]
    return Drawing(frame, described, seed, cells, header, rows)


def units_of(frame: Frame, described: Described) -> list[Unit]:
    """Return the works of the frame as the design sees them."""
    count = len(frame.rows)
    folios = frame.folios(frame.folio_position(described.folio))
    strata = _named(frame, described.strata) or [""] * count
    psus = _named(frame, described.psu) or [""] * count
    ranks = frame.ranks(frame.position(described.order)) if described.order else [0] * count
    if not described.size:
        return [Unit(*facts) for facts in zip(folios, strata, psus, strict=True)]
    sizes = frame.sizes(frame.position(described.size))
    return [Unit(*facts) for facts in zip(folios, strata, psus, sizes, ranks, strict=True)]


def _named(frame: Frame, headers: Sequence[str]) -> list[str]:
    return list(names(frame, [frame.position(header) for header in headers])) if headers else []


def _check(units: Sequence[Unit], described: Described) -> None:
    """Refuse what the draw takes for granted: strata with a number each, PSUs in one stratum, certainty PSUs that are there."""
    design = described.design
    strata = {unit.stratum for unit in units}
    for count in (design.works, design.psus):
        if not isinstance(count, int):
            _check_strata(strata, count)
    if design.method == "stratified" and isinstance(design.works, int) and design.works < len(strata):
        raise FewerThanStrata(design.works, len(strata))
    stratum_of: dict[str, str] = {}
    for unit in units:
        if unit.psu and stratum_of.setdefault(unit.psu, unit.stratum) != unit.stratum:
            raise PsuInTwoStrata(unit.psu, stratum_of[unit.psu], unit.stratum)
    for name in sorted(design.certainty - stratum_of.keys()):
        raise UnknownCertainty(name, sorted(stratum_of))


def _check_strata(strata: Iterable[str], numbers: Mapping[str, int]) -> None:
    there = sorted(strata)
    for name in numbers:
        if name not in there:
            raise UnknownStratum(name, there)
    for name in there:
        if name not in numbers:
            raise StratumWithoutNumber(name)


def _folio_column(frame: Frame, described: Described) -> tuple[bool, tuple[str, ...]]:
    """Return whether the folios need a column of their own to be imported as such, and the headers of the list."""
    needed = frame.import_folio() != frame.folio_position(described.folio)
    return needed, (*HEADER, *(("folio",) if needed else ()), *frame.headers)


def _row(work: DrawnWork, named: bool, row: tuple[str, ...]) -> tuple[str, ...]:
    """Return a row of the list; numbers as Python writes them, so that they are read back as the very same."""
    sizes = ("" if size is None else str(size) for size in (work.stratum_psus, work.psu_works))
    order = str(work.reserve_order or "")
    design = (work.stratum, work.psu, repr(work.weight), *sizes, work.role, order, repr(work.probability))
    return (*design, *((work.key,) if named else ()), *row)
