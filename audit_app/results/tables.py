"""The figures as rows of a table: what ``results --csv``, the export and the pages' CSV write. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import fields

from audit_app.estimates.figure import Figure, Response
from audit_app.results.queries import CountedWork

Row = tuple[object, ...]
WITHHELD = frozenset({"estimate", "unweighted", "se", "ci", "deff", "n_eff", "n_star", "bounds"})
PAIRS = ("ci", "bounds")  # each stands in two columns
FIGURE_COLUMNS = tuple(
    name
    for field in fields(Figure)
    for name in ((f"{field.name}_low", f"{field.name}_high") if field.name in PAIRS else (field.name,))
)
RESPONSE_COLUMNS = (
    *(
        "sampled",
        "in_scope",
        "visited",
        "located",
        "not_visited",
        "out_of_scope",
        "conflicts",
        "response_rate",
    ),
)
WORK_COLUMNS = tuple(field.name for field in fields(CountedWork))


def figure_rows(figures: Iterable[Figure]) -> Iterator[Row]:
    """Yield every figure as a row under ``FIGURE_COLUMNS``; what must be withheld gives its counts alone."""
    for figure in figures:
        yield tuple(
            cell
            for field in fields(figure)
            for cell in _cells(
                field.name,
                None if figure.withheld and field.name in WITHHELD else getattr(figure, field.name),
            )
        )


def response_row(response: Response) -> Row:
    """Return how some works ended as a row under ``RESPONSE_COLUMNS``."""
    unvisited = sum(response.not_visited.values())
    return (
        *(response.sampled, response.in_scope, response.visited, response.located, unvisited),
        *(response.out_of_scope, response.conflicts, response.rate),
    )


def work_rows(works: Iterable[CountedWork]) -> Iterator[Row]:
    """Yield the works behind a figure as rows under ``WORK_COLUMNS``."""
    for work in works:
        yield tuple(getattr(work, name) for name in WORK_COLUMNS)


def _cells(name: str, value: object) -> Row:
    if name in PAIRS:
        return value if isinstance(value, tuple) else (None, None)
    return (str(value).lower() if isinstance(value, bool) else value,)
