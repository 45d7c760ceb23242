"""Reading a sample list, step by step, each in a file of its own.

1. ``headers`` finds the row of headers in the table that ``audit_app.tables`` has opened.
2. ``columns`` matches them to what a list may say of a work, which ``vocabulary`` holds.
3. ``batches`` takes the rows below, some thousands at a time; ``misfits`` is what does not fit under the headers.
4. ``interpret`` reads what the cells of each column say, by ``audit_app.sample.values``.
5. ``places`` completes INEGI's codes and names.
6. ``positions`` examines the coordinates, by ``doctor``, who chooses among ``repairs``.
7. ``audit_app.sample.checks`` tells what else is wrong, in each batch and in the ``whole``.
8. ``given`` writes each row as the list said it, and ``kept`` sets the works aside.

``attempt`` is one going through of 3 to 8; ``choices`` is what a person says of a list, and what it asks; ``listed`` is what
reading comes to. A long list is read ``apart``, in a process of its own.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from audit_app.errors import UnreadableTable
from audit_app.sample.checks import problems
from audit_app.sample.checks.problems import Problem
from audit_app.sample.reading import columns, headers
from audit_app.sample.reading.attempt import Attempt
from audit_app.sample.reading.choices import AskedPlace, Choices, Proposal
from audit_app.sample.reading.kept import SampleWork, Works
from audit_app.sample.reading.listed import SampleList
from audit_app.sample.reading.misfits import broken_quotes
from audit_app.sample.reading.vocabulary import NAMES
from audit_app.tables import open_table
from audit_app.tables.source import digest, source_of

__all__ = ["AskedPlace", "Choices", "Proposal", "SampleList", "SampleWork", "Works", "read_list"]


def read_list(
    file: bytes | Path,
    file_name: str,
    choices: Choices | None = None,
    progress: Callable[[int], None] = lambda rows: None,
) -> SampleList:
    """Read a list, CSV or a workbook. ``progress`` is told the works read so far.

    What is wrong with the list is told in the result. Only a choice that makes no sense is refused.
    """
    return last(follow(file, file_name, choices), progress)


def last(following: Iterable[SampleList], progress: Callable[[int], None] = lambda rows: None) -> SampleList:
    """Return a list that is followed when the whole of it is read."""
    for listed in following:
        progress(len(listed.works))
    return listed


def follow(file: bytes | Path, file_name: str, choices: Choices | None = None) -> Iterator[SampleList]:
    """Yield a list as far as it is read, after every stretch of its works; last, the whole.

    Before that, whatever only the whole list tells is missing. A list that turns out to be written in another way than it was
    being read begins again, with other ``works``.
    """
    chosen, source = choices or Choices(), source_of(file)
    known = columns.known_headers(chosen.columns)
    nothing = SampleList(file_name, digest(source))
    try:
        table = open_table(source, known, chosen.manner)
    except UnreadableTable as refusal:
        yield replace(nothing, errors=[Problem(problems.UNREADABLE, facts={"what": str(refusal)})])
        return
    listed = replace(
        nothing, encoding=table.encoding, delimiter=table.delimiter, sheet=table.sheet, sheets=table.sheets
    )
    if not any(any(map(str.strip, row)) for row in table.rows()):
        yield replace(listed, errors=[Problem(problems.EMPTY)])
        return
    header = headers.find(table, known, chosen.header_row)
    if header is None:
        broken = chain.from_iterable(broken_quotes(block, None, table.delimiter) for block in table.blocks())
        yield replace(listed, errors=[Problem(problems.NO_HEADER), *broken])
        return
    matched = columns.match(header.titles, header.names, chosen.columns)
    named = {name: header.names[matched.at[name]] for name in NAMES if name in matched.at}
    listed = replace(listed, header_row=header.row, above=header.above, columns=named)
    for attempt in _attempts(Attempt(table, header, matched, chosen)):
        listed = replace(listed, works=attempt.works, other_way=attempt.other_way)
        for _stretch in attempt.read():
            yield listed
    found = attempt.problems()
    yield replace(
        listed,
        rows=len(attempt.works),
        design=attempt.design,
        proposals=attempt.positions.proposals,
        asked=attempt.places.asked(),
        errors=[problem for problem in found if problem.is_error],
        warnings=[problem for problem in found if not problem.is_error],
    )


def _attempts(attempt: Attempt) -> Iterator[Attempt]:
    """Yield a going through of a list, and then another as long as the one before shows that it is written otherwise."""
    yield attempt
    while attempt.is_otherwise:
        attempt = attempt.again()
        yield attempt
