"""What a person takes away to mend a list by: its problems as a table, and its own rows that have errors. Pure."""

from collections.abc import Iterable, Iterator, Mapping

from audit_app.sample import preview
from audit_app.sample.checks.problems import Problem
from audit_app.sample.reading import SampleList
from audit_app.text import N_
from audit_app.text import gettext as _

PROBLEMS_HEADER = (
    N_("Fila"),
    N_("Folio"),
    N_("Nombre"),
    N_("Columna"),
    N_("Dice"),
    N_("Clase"),
    N_("Código"),
    N_("Qué pasa y qué hacer"),
)
WRONG = N_("Qué hay que corregir")


def problem_rows(listed: SampleList) -> Iterator[tuple[object, ...]]:
    """Yield the problems of a list, errors first, each with the folio and the name of its work."""
    problems = [*listed.errors, *listed.warnings]
    works = _works(listed, {problem.row for problem in problems})
    for problem in problems:
        folio, name = works.get(problem.row, (None, None))
        kind = _("Error") if problem.is_error else _("Aviso")
        place = (problem.row, folio, name, problem.column, problem.value)
        yield *place, kind, problem.code, problem.explanation


def rows_with_errors(listed: SampleList) -> Iterator[list[str]]:
    """Yield the header and the rows of a list that have errors, as it gives them, with one more cell that says what is wrong."""
    wrong = _by_row(listed.errors)
    headers = preview.headers(listed)
    yield [*headers, _new_header(headers)]
    for work in listed.works:
        if work.row in wrong:
            told = (problem.message for problem in wrong[work.row])
            yield [*work.given.values(), " · ".join(dict.fromkeys(told))]


def fine_rows(listed: SampleList) -> int | None:
    """Return how many rows of a list have no errors; None where an error is of the list as a whole."""
    wrong = wrong_rows(listed)
    is_of_rows = all(problem.row in wrong for problem in listed.errors)
    return listed.rows - len(wrong) if is_of_rows else None


def wrong_rows(listed: SampleList) -> set[int]:
    """Return the rows of works that have errors."""
    first = listed.header_row or 0
    return {problem.row for problem in listed.errors if problem.row is not None and problem.row > first}


def _works(listed: SampleList, rows: set[int | None]) -> dict[int | None, tuple[object, object]]:
    found: dict[int | None, tuple[object, object]] = {}
    for stretch in listed.works.stretches():
        nothing = [None] * len(stretch.rows)
        said = (stretch.values.get(name, nothing) for name in ("folio", "name"))
        for row, folio, name in zip(stretch.rows, *said, strict=True):
            if row in rows:
                found[row] = (folio, name)
    return found


def _by_row(problems: Iterable[Problem]) -> Mapping[int | None, list[Problem]]:
    found: dict[int | None, list[Problem]] = {}
    for problem in problems:
        found.setdefault(problem.row, []).append(problem)
    return found


def _new_header(headers: list[str]) -> str:
    """Return a header for what is wrong that the list does not have yet."""
    told = _(WRONG)
    number = 2
    while told in headers:
        told, number = f"{_(WRONG)} ({number})", number + 1
    return told
