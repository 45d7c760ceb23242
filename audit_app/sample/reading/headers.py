"""Step 1 of reading a list: where its headers are, what stands above them, and how repeated and blank ones are told apart."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count, islice

from audit_app.tables import Table
from audit_app.tables.cells import fold

ROWS_LOOKED_AT = 30


@dataclass(frozen=True, slots=True)
class Headers:
    """The headers of a list: ``titles`` as they stand in their row, ``names`` with the repeated and the blank ones told apart.

    ``above`` is the text of each row before them.
    """

    row: int
    titles: list[str]
    names: list[str]
    above: list[str]


def find(table: Table, known: Mapping[str, str], chosen: int | None = None) -> Headers | None:
    """Return the headers of a table: the row that a person chose, else the first that looks most like headers.

    Best is a row with a folio and a name; next, one of words that names two known columns; then one of words alone.
    """
    rows = enumerate(table.rows(), 1)
    if chosen is not None:
        start = list(islice(rows, chosen))
        found = chosen if len(start) == chosen and any(map(str.strip, start[-1][1])) else None
    else:
        start = list(islice(((number, row) for number, row in rows if any(row)), ROWS_LOOKED_AT))
        widest = max((_filled(row) for _number, row in start), default=0)
        likeness, number = max(
            ((_likeness(row, known, widest), -number) for number, row in start), default=(0, 0)
        )
        found = -number if likeness else None
    if found is None:
        return None
    titles = dict(start)[found]
    above = [" ".join(" ".join(row).split()) for number, row in start if number < found]
    return Headers(found, titles, _told_apart(titles), list(filter(None, above)))


def _told_apart(titles: Sequence[str]) -> list[str]:
    """Return the headers as they stand, told apart: a repeated one gets a number, a blank one its position."""
    names: dict[str, None] = {}
    numbers: defaultdict[str, Iterator[int]] = defaultdict(partial(count, 2))
    for position, title in enumerate(titles, 1):
        name = alone = title if title.strip() else f"Columna {position}"
        while name in names:
            name = f"{alone} ({next(numbers[alone])})"
        names[name] = None
    return list(names)


def _likeness(row: Sequence[str], known: Mapping[str, str], widest: int) -> int:
    named = {known[fold(cell)] for cell in row if fold(cell) in known}
    words = max(2, widest / 2) <= _filled(row) == sum(any(map(str.isalpha, cell)) for cell in row)
    if {"folio", "name"} <= named:
        return 3
    if words and len(named) > 1:
        return 2
    return int(words or "folio" in named or "name" in named)


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell.strip())
