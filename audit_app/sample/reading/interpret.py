"""Step 4 of reading a list: what the cells of each column say, and the texts that cannot be read or were completed."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from audit_app.sample.checks import problems
from audit_app.sample.checks.batch import Batch
from audit_app.sample.checks.problems import Kind, Problem
from audit_app.sample.checks.works import is_narrow
from audit_app.sample.reading.vocabulary import COLUMNS, Format
from audit_app.sample.values import Cells, Read, Value, codes, dates, numbers, texts, words
from audit_app.tables.cells import bares

READERS: Mapping[Format, tuple[Callable[[Cells], Read], Kind]] = {
    "text": (texts.texts, problems.LONG_TEXT),
    "name": (texts.names, problems.LONG_TEXT),
    "state_code": (partial(codes.codes, widths=(2,)), problems.PADDED_CODE),
    "municipality_code": (partial(codes.codes, widths=(3, 5)), problems.PADDED_CODE),
    "locality_code": (partial(codes.codes, widths=(4,)), problems.PADDED_CODE),
    "executor_kind": (words.executor_kinds, problems.UNKNOWN_EXECUTOR),
    "role": (words.roles, problems.UNKNOWN_ROLE),
    "amount": (numbers.numbers, problems.BAD_NUMBER),
    "coordinate": (numbers.decimals, problems.BAD_NUMBER),
    "whole": (numbers.wholes, problems.BAD_NUMBER),
    "weight": (numbers.weights, problems.BAD_WEIGHT),
    "date": (dates.dates, problems.BAD_DATE),
}
"""How each format is read, and what is told of the texts that its reader points out."""

OTHER_WAY: Mapping[Format, Callable[[Cells], Read]] = {
    "amount": partial(numbers.numbers, comma=True),
    "whole": partial(numbers.wholes, comma=True),
    "date": partial(dates.dates, month_first=True),
}
"""How the formats with two ways of writing are read the other way: with a decimal comma, with the month first."""


def interpret(
    batch: Batch, other_way: frozenset[str], leanings: Counter[str], either: Counter[str]
) -> Iterator[Problem]:
    """Fill in what every column of a batch says, and yield the texts to tell.

    ``other_way`` names the columns written the other way; ``leanings`` counts what their cells say of that, and ``either`` the
    amounts that do not tell.
    """
    nothing: list[Value] = [None] * len(batch.rows)
    for column in COLUMNS:
        if column.name not in batch.at:
            batch.values[column.name] = nothing if column.format != "role" else ["main"] * len(nothing)
            continue
        reader, kind = READERS[column.format]
        if column.name in other_way:
            reader = OTHER_WAY[column.format]
        cells = batch.texts(column.name)
        read = reader(cells)
        batch.values[column.name] = read.values
        leanings[column.name] += read.leaning
        if column.format == "amount":
            either[column.name] += read.either
        if column.format != "coordinate":  # what cannot be read as degrees may be read with the other half
            yield from _told(batch, column.name, read, kind)
    _split_joined_codes(batch)
    _propose_executor_kinds(batch)


def _told(batch: Batch, name: str, read: Read, kind: Kind) -> Iterator[Problem]:
    told: dict[str, dict[str, object]] = {cell: {} for cell in read.told if not is_narrow(cell)}
    for index, cell in enumerate(batch.texts(name)) if told else ():
        if (facts := told.get(cell)) is not None:
            facts.update(read=read.values[index], length=len(cell))
            yield batch.problem(kind, name, index, facts)


def _split_joined_codes(batch: Batch) -> None:
    """Take state and municipality apart where a list gives both in one code of five digits."""
    municipalities = batch.values["municipality_code"]
    joined = {
        code: (code[:2], code[2:])
        for code in set(municipalities)
        if isinstance(code, str) and len(code) == 5 and code.isdecimal()
    }
    if joined:
        states = batch.values["state_code"]
        batch.values["state_code"] = [
            state or (joined[code][0] if code in joined else None)
            for state, code in zip(states, municipalities, strict=True)
        ]
        batch.values["municipality_code"] = [
            joined[code][1] if code in joined else code for code in municipalities
        ]


def _propose_executor_kinds(batch: Batch) -> None:
    """Take the kind of executor from its name where the list does not give it."""
    executors = batch.values["executor"]
    proposed = {name: words.executor_kind_of(str(name)) for name in set(executors) if name}
    if proposed:
        given = batch.texts("executor_kind")
        written = bares(given)
        pairs = zip(batch.values["executor_kind"], executors, given, strict=True)
        batch.values["executor_kind"] = [
            kind if written[cell] else proposed.get(name or "") for kind, name, cell in pairs
        ]
