"""Reads a sample list, from the bytes of its file to its works: one short step after another, every problem told."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain

from audit_app import csv_file
from audit_app.csv_file import Table, bare
from audit_app.errors import UnreadableTable
from audit_app.sample import checks, design, problems, values
from audit_app.sample.checks import is_narrow
from audit_app.sample.columns import COLUMNS, NAMES, Format, Matched, known_headers, match
from audit_app.sample.dates import dates
from audit_app.sample.problems import Kind, Problem
from audit_app.sample.sheet import Sheet, Works, broken_quotes, header_position, lay_out
from audit_app.sample.values import Reader, Value, executor_kind_of

READERS: Mapping[Format, tuple[Reader, Kind]] = {
    "text": (values.texts, problems.LONG_TEXT),
    "name": (values.names, problems.LONG_TEXT),
    "state_code": (partial(values.codes, widths=(2,)), problems.PADDED_CODE),
    "municipality_code": (partial(values.codes, widths=(3, 5)), problems.PADDED_CODE),
    "locality_code": (partial(values.codes, widths=(4,)), problems.PADDED_CODE),
    "executor_kind": (values.executor_kinds, problems.UNKNOWN_EXECUTOR),
    "role": (values.roles, problems.UNKNOWN_ROLE),
    "amount": (values.numbers, problems.BAD_NUMBER),
    "coordinate": (values.decimals, problems.BAD_NUMBER),
    "whole": (values.wholes, problems.BAD_NUMBER),
    "weight": (values.weights, problems.BAD_WEIGHT),
    "date": (dates, problems.BAD_DATE),
}
"""How each format is read, and what is told of the texts that its reader points out."""

CHECKS: Sequence[Callable[[Works], Iterable[Problem]]] = (
    checks.missing,
    checks.repeated_folios,
    checks.damaged_texts,
    checks.coordinates,
    design.partial_design,
    design.unread_sizes,
    design.psus_in_two_strata,
    design.sizes,
)


@dataclass(frozen=True, slots=True)
class SampleWork:
    """One work of a list: its spreadsheet row, the texts of the row by header, and what they say by name."""

    row: int
    given: dict[str, str]
    values: dict[str, Value]
    warnings: list[Problem]


@dataclass(frozen=True, slots=True)
class SampleList:
    """A list as it was read. With any error nothing of it may be imported, whatever ``works`` holds."""

    file: str
    sha256: str
    encoding: str | None = None
    delimiter: str | None = None
    header_row: int | None = None
    rows: int = 0
    columns: dict[str, str] = field(default_factory=dict)
    works: list[SampleWork] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def read_list(data: bytes, file_name: str, columns: Mapping[str, str] | None = None) -> SampleList:
    """Read a CSV list; ``columns`` says, by canonical name, which header to take; a blank one, none.

    What is wrong with the list is told in the result. Only a name in ``columns`` that works do not have is refused.
    """
    chosen = columns or {}
    known = known_headers(chosen)
    nothing = SampleList(file_name, hashlib.sha256(data).hexdigest())
    try:
        table = csv_file.read(data, known)
    except UnreadableTable:
        return replace(nothing, errors=[Problem(problems.UNREADABLE)])
    nothing = replace(nothing, encoding=table.encoding, delimiter=table.delimiter)
    if not any("".join(row).strip() for row in table.rows):
        return replace(nothing, errors=[Problem(problems.EMPTY)])
    position = header_position(table.rows, known)
    if position is None:
        return replace(nothing, errors=[Problem(problems.NO_HEADER), *broken_quotes(table, None)])
    return _read_works(nothing, table, position, chosen)


def _read_works(nothing: SampleList, table: Table, position: int, chosen: Mapping[str, str]) -> SampleList:
    sheet, misfits = lay_out(table, position)
    matched = match(sheet.titles, sheet.headers, chosen)
    works, unread = _interpret(sheet, matched)
    found = [
        *_of_the_whole(sheet, matched),
        *broken_quotes(table, position),
        *misfits,
        *unread,
        *chain.from_iterable(check(works) for check in CHECKS),
    ]
    order = {header: index for index, header in enumerate(sheet.headers)}
    found.sort(key=lambda problem: (problem.row or 0, order.get(problem.column or "", -1)))
    warnings = [problem for problem in found if not problem.is_error]
    return replace(
        nothing,
        header_row=sheet.header_row,
        rows=len(sheet.rows),
        columns={name: sheet.headers[works.at[name]] for name in NAMES if name in works.at},
        works=_works(works, warnings),
        errors=[problem for problem in found if problem.is_error],
        warnings=warnings,
    )


def _of_the_whole(sheet: Sheet, matched: Matched) -> Iterator[Problem]:
    """Yield what is missing from the list as a whole, and the headers that came second for a name."""
    for header in matched.absent.values():
        facts = {"header": header, "headers": ", ".join(filter(None, sheet.headers))}
        yield Problem(problems.ABSENT_COLUMN, facts=facts)
    known = matched.at | matched.absent
    if "folio" not in known:
        yield Problem(problems.MISSING_FOLIO_COLUMN)
    if "name" not in known:
        yield Problem(problems.MISSING_NAME_COLUMN)
    if not sheet.rows:
        yield Problem(problems.NO_ROWS)
    for position, name in matched.seconds:
        facts = {"name": name, "taken": sheet.headers[matched.at[name]]}
        yield Problem(problems.SECOND_COLUMN, sheet.header_row, sheet.headers[position], facts=facts)


def _interpret(sheet: Sheet, matched: Matched) -> tuple[Works, list[Problem]]:
    """Return what every column says, and the texts that could not be read or were completed."""
    said: dict[str, list[Value]] = {}
    works = Works(sheet, matched.at, said)
    unread = []
    for column in COLUMNS:
        reader, kind = READERS[column.format]
        cells = works.texts(column.name)
        read = reader(cells)
        said[column.name] = read.values
        told = {cell for cell in read.told if not is_narrow(cell)}
        for index, cell in enumerate(cells) if told else ():
            if cell in told:
                facts = {"read": read.values[index], "length": len(cell)}
                unread.append(works.problem(kind, column.name, index, **facts))
    _split_joined_codes(said)
    _propose_executor_kinds(works)
    return works, unread


def _split_joined_codes(said: Mapping[str, list[Value]]) -> None:
    """Take state and municipality apart where a list gives both in one code of five digits."""
    states, municipalities = said["state_code"], said["municipality_code"]
    for index, code in enumerate(municipalities):
        if isinstance(code, str) and len(code) == 5 and code.isdecimal():
            states[index] = states[index] or code[:2]
            municipalities[index] = code[2:]


def _propose_executor_kinds(works: Works) -> None:
    """Take the kind of executor from its name where the list does not give it."""
    kinds = works.values["executor_kind"]
    proposed = {
        name: executor_kind_of(name) for name in set(works.values["executor"]) if isinstance(name, str)
    }
    for index, (name, given) in enumerate(
        zip(works.values["executor"], works.texts("executor_kind"), strict=True)
    ):
        if isinstance(name, str) and not bare(given):
            kinds[index] = proposed[name]


def _works(works: Works, warnings: Sequence[Problem]) -> list[SampleWork]:
    of_row: dict[int | None, list[Problem]] = {}
    for problem in warnings:
        of_row.setdefault(problem.row, []).append(problem)
    headers = works.sheet.headers
    texts = zip(*works.sheet.columns, strict=True)
    said = zip(*(works.values[name] for name in NAMES), strict=True)
    return [
        SampleWork(
            row,
            dict(zip(headers, given, strict=True)),
            dict(zip(NAMES, values, strict=True)),
            of_row.get(row, []),
        )
        for row, given, values in zip(works.sheet.rows, texts, said, strict=True)
    ]
