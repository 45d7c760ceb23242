"""Whether the design columns of a list agree with one another: strata, primary units, and their sizes in the frame."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from audit_app.instruments import WORK_COLUMN_LABELS
from audit_app.sample.checks import problems
from audit_app.sample.checks.batch import Batch
from audit_app.sample.checks.problems import Kind, Problem
from audit_app.sample.values import Value
from audit_app.tables.cells import bare
from audit_app.text import gettext as _

DESIGN = ("stratum", "psu", "weight", "stratum_psus", "psu_works")


def partial_design(works: Batch) -> Iterator[Problem]:
    """Yield the works that lack a design datum which others have; an unreadable weight is told elsewhere."""
    for name in (name for name in DESIGN if name in works.at):
        blank = [index for index, value in enumerate(works.values[name]) if value is None]
        if len(blank) == len(works.values[name]):
            continue
        cells = works.texts(name)
        for index in blank:
            if name != "weight" or not bare(cells[index]):
                yield works.problem(problems.PARTIAL_DESIGN, name, index)


def unread_sizes(works: Batch) -> Iterator[Problem]:
    """Yield the sizes of the frame that nobody can read, where none can be: the variance would lose a stage in silence."""
    for name in (name for name in ("stratum_psus", "psu_works") if name in works.at):
        if all(value is None for value in works.values[name]):
            for index, cell in enumerate(works.texts(name)):
                if bare(cell):
                    yield works.problem(problems.UNREAD_SIZE, name, index)


def partial_beside(
    columns: Mapping[str, str], works: Batch, elsewhere: Mapping[str, tuple[int, int]]
) -> Iterator[Problem]:
    """Yield the design data that a list has and the audit's other works lack, or the other way round.

    ``elsewhere`` tells of how many of those works each datum is known, and of how many it is not.
    """
    for name in DESIGN:
        known, unknown = elsewhere[name]
        is_here = any(value is not None for value in works.values[name])
        if works.rows and (unknown if is_here else known):
            kind = problems.DESIGN_ONLY_HERE if is_here else problems.DESIGN_ONLY_THERE
            facts = {
                "name": columns.get(name) or _(WORK_COLUMN_LABELS[name]),
                "works": unknown if is_here else known,
            }
            yield Problem(kind, facts=facts)


def contradicting(
    columns: Mapping[str, str],
    works: Batch,
    strata: Mapping[Value, int | None],
    psus: Mapping[Value, tuple[str, int | None]],
) -> Iterator[Problem]:
    """Yield where a list says of a stratum or primary unit what the audit's other works do not.

    ``strata`` gives their primary units in the frame; ``psus`` the stratum of each, and its works in the frame.
    """
    if not strata and not psus:
        return
    for index, row in enumerate(works.rows):
        work = {name: works.values[name][index] for name in DESIGN}
        stratum, psu = work["stratum"] or "", work["psu"]
        in_stratum, (at, in_psu) = strata.get(stratum), psus.get(psu, (stratum, None))
        if psu is not None and at != stratum:
            kind, facts = problems.PSU_IN_TWO_STRATA, {"strata": f"{stratum}, {at}"}
            yield Problem(kind, row, columns.get("psu"), str(psu), facts)
        for name, known in (("stratum_psus", in_stratum), ("psu_works", in_psu)):
            if known is not None and work[name] is not None and work[name] != known:
                yield Problem(
                    problems.DESIGN_DIFFERS, row, columns.get(name), str(work[name]), {"other": known}
                )


def psus_in_two_strata(works: Batch) -> Iterator[Problem]:
    """Yield the works whose primary unit is in another stratum elsewhere in the list."""
    strata = works.values["stratum"]
    for psu, indexes in _places(works.values["psu"]).items():
        named = list(dict.fromkeys(strata[index] for index in indexes if strata[index] is not None))
        if psu is not None and len(named) > 1:
            facts = {"strata": ", ".join(map(str, named))}
            for index in indexes:
                yield works.problem(problems.PSU_IN_TWO_STRATA, "psu", index, facts)


def sizes(works: Batch) -> Iterator[Problem]:
    """Yield where the size of a stratum or primary unit changes inside it, or is smaller than what the list holds of it."""
    psus = works.values["psu"]
    for indexes in _places(works.values["stratum"]).values():
        drawn = len({psus[index] for index in indexes} - {None}) or len(indexes)
        yield from _size(works, "stratum_psus", indexes, drawn, problems.TOO_FEW_PSUS)
    for psu, indexes in _places(psus).items():
        if psu is not None:
            yield from _size(works, "psu_works", indexes, len(indexes), problems.TOO_FEW_WORKS)


def _places(values: Sequence[Value]) -> dict[Value, list[int]]:
    places = defaultdict(list)
    for index, value in enumerate(values):
        places[value].append(index)
    return places


def _size(works: Batch, name: str, indexes: Sequence[int], drawn: int, too_few: Kind) -> Iterator[Problem]:
    said = {index: value for index in indexes if isinstance(value := works.values[name][index], int)}
    if not said:
        return
    usual = Counter(said.values()).most_common(1)[0][0]
    for index, value in said.items():
        if value != usual:
            yield works.problem(problems.DESIGN_DIFFERS, name, index, {"other": usual})
    if usual < drawn:
        first = next(index for index, value in said.items() if value == usual)
        yield works.problem(too_few, name, first, {"drawn": drawn})
