"""Step 8 of reading a list: its works set aside in a temporary file: however many there are, few are in memory."""

import json
import marshal
import tempfile
import threading
import weakref
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from audit_app.errors import NotWritable
from audit_app.sample.checks.batch import Batch
from audit_app.sample.checks.problems import Problem
from audit_app.sample.reading.columns import NAMES
from audit_app.sample.reading.given import given
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
    """The works of a list in its order, to be gone through again and again, with what there is to tell of each row."""

    warnings: dict[int | None, list[Problem]] = field(default_factory=dict)
    _places: list[tuple[int, int]] = field(
        default_factory=list
    )  # where each stretch ends in the file, and its works
    _file: tempfile.SpooledTemporaryFile[bytes] = field(init=False, repr=False)
    _one_at_a_time: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)
    __weakref__: object = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed with the works
        weakref.finalize(self, self._file.close)

    def add(self, batch: Batch, shown: Sequence[int]) -> None:
        """Set a batch aside, with the texts of the columns shown."""
        nothing = [None] * len(batch.rows)
        said = {name: values for name, values in batch.values.items() if values != nothing}
        stretch = (list(batch.rows), given(batch, shown), said)
        try:
            self._file.write(marshal.dumps(stretch, 2))
            self._places.append((self._file.tell(), len(batch.rows)))
        except OSError as error:
            raise NotWritable(Path(tempfile.gettempdir()), error) from error

    def warn(self, warnings: Iterable[Problem]) -> None:
        """Say what there is to tell of the works."""
        for problem in warnings:
            self.warnings.setdefault(problem.row, []).append(problem)

    def stretches(self) -> Iterator[Stretch]:
        """Yield the works, some thousands at a time."""
        start = 0
        for end, _number in self._places:
            yield self._stretch(start, end)
            start = end

    def __iter__(self) -> Iterator[SampleWork]:
        for stretch in self.stretches():
            yield from self._works(stretch)

    def __len__(self) -> int:
        return sum(number for _end, number in self._places)

    def __getitem__(self, index: int) -> SampleWork:
        start, index = 0, index + len(self) if index < 0 else index
        for end, number in self._places:
            if index < number:
                return list(self._works(self._stretch(start, end)))[index]
            start, index = end, index - number
        raise IndexError(index)

    def _stretch(self, start: int, end: int) -> Stretch:
        with self._one_at_a_time:
            self._file.seek(start)
            stored = self._file.read(end - start)
        return Stretch(*marshal.loads(stored))  # noqa: S302 - written here

    def _works(self, stretch: Stretch) -> Iterator[SampleWork]:
        nothing: list[Value] = [None] * len(stretch.rows)
        said = zip(*(stretch.values.get(name, nothing) for name in NAMES), strict=True)
        for row, texts, values in zip(stretch.rows, stretch.given, said, strict=True):
            named = dict(zip(NAMES, values, strict=True))
            yield SampleWork(row, json.loads(texts), named, self.warnings.get(row, []))
