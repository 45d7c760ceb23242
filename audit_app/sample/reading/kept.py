"""Step 8 of reading a list: its works set aside in a temporary file: however many there are, few are in memory."""

import json
import marshal
import os
import tempfile
import threading
import weakref
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from audit_app.errors import NotWritable
from audit_app.sample.checks.batch import Batch
from audit_app.sample.checks.problems import Problem
from audit_app.sample.reading.given import given
from audit_app.sample.reading.vocabulary import NAMES
from audit_app.sample.values import Value

IN_MEMORY = 4_000_000  # bytes; a larger list goes to the disk


@dataclass(frozen=True, slots=True)
class SampleWork:
    """One work of a list: its spreadsheet row, the texts of the row by header, and what they say by name."""

    row: int
    given: dict[str, str]
    values: dict[str, Value]
    warnings: list[Problem]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some works in a row of a list, by column: their spreadsheet rows, the JSON of each row, and what they say by name.

    A name of which they all say nothing is left out of ``values``.
    """

    rows: list[int]
    given: list[str]
    values: dict[str, list[Value]]


@dataclass(slots=True)
class Works:
    """The works of a list in its order, to be gone through again and again, with what there is to tell of each row.

    ``is_refused`` says that the list has an error. ``is_told_late`` says that only the whole list showed some of what there is to
    tell: whoever had taken works before should take them again.
    """

    warnings: dict[int | None, list[Problem]] = field(default_factory=dict)
    is_refused: bool = False
    is_told_late: bool = False
    _places: list[tuple[int, int]] = field(
        default_factory=list
    )  # where each stretch ends in the file, and its works
    _file: tempfile.SpooledTemporaryFile[bytes] = field(init=False, repr=False)
    _one_at_a_time: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)
    __weakref__: object = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed with the works
        weakref.finalize(self, self._file.close)

    def __reduce__(self) -> tuple[object, ...]:
        """Let another process know what there is to tell; the works themselves stay in their file."""
        return Works, (self.warnings, self.is_refused, self.is_told_late)

    def know(self, other: "Works") -> None:
        """Take over what there is to tell of the same works elsewhere."""
        self.warnings, self.is_refused = other.warnings, other.is_refused
        self.is_told_late = other.is_told_late

    def add(self, batch: Batch, shown: Sequence[int]) -> None:
        """Set a batch aside, with the texts of the columns shown."""
        nothing = [None] * len(batch.rows)
        said = {name: values for name, values in batch.values.items() if values != nothing}
        self.put(marshal.dumps((list(batch.rows), given(batch, shown), said), 2), len(batch.rows))

    def put(self, stored: bytes, number: int) -> None:
        """Set aside so many works as ``stored`` gives them."""
        try:
            with self._one_at_a_time:
                self._file.seek(0, os.SEEK_END)
                self._file.write(stored)
                self._places.append((self._file.tell(), number))
        except OSError as error:
            raise NotWritable(Path(tempfile.gettempdir()), error) from error

    def warn(self, warnings: Iterable[Problem]) -> None:
        """Say what there is to tell of the works."""
        for problem in warnings:
            self.warnings.setdefault(problem.row, []).append(problem)

    def settle(self, warnings: Iterable[Problem]) -> None:
        """Say all that there is to tell of the works, now that the whole list was seen."""
        before, self.warnings = self.warnings, {}
        self.warn(warnings)
        self.is_told_late = self.warnings != before

    def stretches(self, first: int = 0) -> Iterator[Stretch]:
        """Yield the works from a stretch on, some thousands at a time."""
        for stored, _number in self.stored(first):
            yield Stretch(*marshal.loads(stored))  # noqa: S302 - written here

    def stored(self, first: int = 0) -> Iterator[tuple[bytes, int]]:
        """Yield the stretches from one on as ``put`` takes them, each with its number of works."""
        start = self._places[first - 1][0] if first else 0
        for end, number in islice(self._places, first, None):
            yield self._read(start, end), number
            start = end

    def __iter__(self) -> Iterator[SampleWork]:
        for stretch in self.stretches():
            yield from self._works(stretch)

    def __len__(self) -> int:
        return sum(number for _end, number in self._places)

    def __getitem__(self, index: int) -> SampleWork:
        index = index + len(self) if index < 0 else index
        for at, (_end, number) in enumerate(self._places):
            if index < number:
                return list(self._works(next(self.stretches(at))))[index]
            index -= number
        raise IndexError(index)

    def _read(self, start: int, end: int) -> bytes:
        with self._one_at_a_time:
            self._file.seek(start)
            return self._file.read(end - start)

    def _works(self, stretch: Stretch) -> Iterator[SampleWork]:
        nothing: list[Value] = [None] * len(stretch.rows)
        said = zip(*(stretch.values.get(name, nothing) for name in NAMES), strict=True)
        for row, texts, values in zip(stretch.rows, stretch.given, said, strict=True):
            named = dict(zip(NAMES, values, strict=True))
            yield SampleWork(row, json.loads(texts), named, self.warnings.get(row, []))
