"""What the tests of sample lists share: reading a list that stands in the test."""

from audit_app.sample.reading import Choices, SampleList, read_list
from audit_app.sample.reading.problems import Problem
from audit_app.sample.values import Value


def read(text: str, **columns: str) -> SampleList:
    return read_list(text.encode(), "lista.csv", Choices(columns=columns))


def works_with(header: str, *cells: str) -> SampleList:
    """Read a list of works numbered from row 2, with one more column that holds these cells."""
    rows = "".join(f"W/{number};Obra {number};{cell}\n" for number, cell in enumerate(cells, 1))
    return read(f"folio;nombre;{header}\n{rows}")


def column(name: str, header: str, *cells: str) -> list[Value]:
    return [work.values[name] for work in works_with(header, *cells).works]


def places(problems: list[Problem]) -> list[tuple[str, int | None, str | None]]:
    return [(problem.code, problem.row, problem.column) for problem in problems]
