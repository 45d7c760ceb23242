"""The lists being read for the pages, and the last ones that were: each in a thread of its own, so that no page waits long."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from pathlib import Path

from audit_app import text
from audit_app.errors import ListGone, Refusal
from audit_app.sample.incoming import mappings
from audit_app.sample.reading import Choices, SampleList
from audit_app.sample.reading.apart import read_list

PATIENCE = 1.5  # seconds that a page waits before it tells how far the reading is
KEPT = 2  # readings: the one looked at, and another window's


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which list is to be read, how, and in which language it is told; whether a mapping kept from before may help."""

    path: Path
    sha256: str
    caption: str
    choices: Choices
    with_remembered: bool
    language: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A list as it was read, by which choices, and whether its columns are those of another list with the same headers."""

    listed: SampleList
    choices: Choices
    is_remembered: bool


@dataclass(eq=False, slots=True)
class Reading:
    """One reading on its way or done: the rows so far, and the answer when it is there."""

    wanted: Wanted
    future: Future[Answer] = field(default_factory=Future)
    rows: int = 0
    is_forgotten: bool = False

    def is_done(self, patience: float) -> bool:
        """Tell whether the answer is there, waiting for it this many seconds at most."""
        wait([self.future], patience)
        return self.future.done()

    def tell(self, rows: int) -> None:
        """Take note of how far it is; give up when nobody waits for it any more."""
        self.rows = max(self.rows, rows)
        if self.is_forgotten:
            raise ListGone

    def answers(self, wanted: Wanted) -> bool:
        """Tell whether its answer is what is wanted: asked for like this, or read so in the end."""
        return wanted in (self.wanted, self._as_read())

    def _as_read(self) -> Wanted | None:
        if not self.future.done() or self.future.exception():
            return None
        asked, answer = self.wanted, self.future.result()
        return Wanted(asked.path, asked.sha256, asked.caption, answer.choices, False, asked.language)


class Readings:
    """The readings of an app, the latest last; a new one takes the place of the one unused for longest."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: list[Reading] = []

    def of(self, wanted: Wanted) -> Reading:
        """Return the reading of a list, begun now unless it is there already."""
        with self._lock:
            found = next((one for one in self._kept if one.answers(wanted)), None)
            if found is None:
                found = Reading(wanted)
                threading.Thread(target=_read, args=(found,), name="list", daemon=True).start()
            others = [one for one in self._kept if one is not found]
            surplus = max(len(others) + 1 - KEPT, 0)
            for one in others[:surplus]:
                one.is_forgotten = True
            self._kept = [*others[surplus:], found]
            return found

    def answer(self, wanted: Wanted) -> Answer:
        """Return a list read, however long it takes. What was raised in reading it is raised here, and not kept."""
        reading = self.of(wanted)
        try:
            return reading.future.result()
        finally:
            if reading.future.exception():
                self._drop(reading)

    def forget(self) -> None:
        """Forget all readings."""
        with self._lock:
            for one in self._kept:
                one.is_forgotten = True
            self._kept = []

    def _drop(self, reading: Reading) -> None:
        with self._lock:
            self._kept = [one for one in self._kept if one is not reading]


def _read(reading: Reading) -> None:
    """Read a list in this thread. A refusal is for whoever waits; anything else is told to the log too."""
    try:
        with text.speaking(reading.wanted.language):
            reading.future.set_result(_answer(reading.wanted, reading.tell))
    except Refusal as refusal:
        reading.future.set_exception(refusal)
    except BaseException as error:
        reading.future.set_exception(error)
        raise


def _answer(wanted: Wanted, progress: Callable[[int], None]) -> Answer:
    """Read a list; where the person chose no columns, by those of the last list with the same headers."""
    listed = read_list(wanted.path, wanted.caption, wanted.choices, progress)
    if listed.sha256 != wanted.sha256:
        raise ListGone
    if wanted.with_remembered and not wanted.choices.columns:
        remembered = mappings.recalled(wanted.choices, listed)
        if remembered is not None:
            return Answer(read_list(wanted.path, wanted.caption, remembered, progress), remembered, True)
    return Answer(listed, wanted.choices, False)
