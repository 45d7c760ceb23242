"""Reads a long list in a process of its own: what it says is written while the rest is read, on the laptop's other core."""

import gc
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from audit_app import text
from audit_app.sample import reading
from audit_app.sample.checks.problems import Problem
from audit_app.sample.reading.choices import Choices
from audit_app.sample.reading.kept import Works
from audit_app.sample.reading.listed import SampleList
from audit_app.tables.process import NO_WINDOW, command

LONG = 2_000_000  # bytes: a shorter list is read in the time that a process takes to begin

_COMMAND = command("audit_app.sample.reading.apart")


class _Asked(NamedTuple):
    """What is to be read, and in which language to tell of it."""

    path: Path
    file_name: str
    choices: Choices
    language: str


class _Begun(NamedTuple):
    """A list whose works follow, from the first on: also where it is read once more."""

    listed: SampleList


class _Stretch(NamedTuple):
    """Some works as they were set aside, and what there is to tell of them."""

    stored: bytes
    number: int
    warnings: dict[int | None, list[Problem]]
    is_refused: bool


class _Ended(NamedTuple):
    """A list that was read whole."""

    listed: SampleList


def follow(path: Path, file_name: str, choices: Choices) -> Iterator[SampleList]:
    """Yield a list as ``reading.follow`` does. Whatever ends the process of a long one, the list is read here instead."""
    with suppress(OSError, EOFError, pickle.UnpicklingError):
        if path.stat().st_size >= LONG:
            yield from _apart(_Asked(path, file_name, choices, text.language()))
            return
    yield from reading.follow(path, file_name, choices)


def read_list(
    path: Path, file_name: str, choices: Choices, progress: Callable[[int], None] = lambda rows: None
) -> SampleList:
    """Read a list as ``reading.read_list`` does, while this process goes on answering."""
    return reading.last(follow(path, file_name, choices), progress)


def _apart(asked: _Asked) -> Iterator[SampleList]:
    with subprocess.Popen(
        _COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=NO_WINDOW,
    ) as process:
        try:
            with cast("BinaryIO", process.stdin) as stdin:
                pickle.dump(asked, stdin)
            yield from _heard(cast("BinaryIO", process.stdout))
        finally:
            process.kill()


def _heard(stream: BinaryIO) -> Iterator[SampleList]:
    """Yield a list as a process tells of it; its works are set aside here."""
    listed = SampleList("", "")
    while True:
        match pickle.load(stream):  # noqa: S301 - a process of ours wrote it
            case _Begun(begun):
                listed = begun
            case _Stretch(stored, number, warnings, is_refused):
                listed.works.put(stored, number)
                listed.works.warnings |= warnings
                listed.works.is_refused = is_refused
                yield listed
            case _Ended(ended):
                listed.works.know(ended.works)
                yield replace(ended, works=listed.works)
                return


def main() -> None:
    """Read the list that the standard input asks for, and tell of it on the standard output."""
    gc.disable()  # no cell is in a cycle, and looking for cycles among millions takes a tenth of the time
    asked: _Asked = pickle.load(sys.stdin.buffer)  # noqa: S301 - a process of ours wrote it
    text.speak(asked.language)
    works, stretches, warned = Works(), 0, 0
    for listed in reading.follow(asked.path, asked.file_name, asked.choices):
        if listed.works is not works:
            works, stretches, warned = listed.works, 0, 0
            _tell(_Begun(listed))
        for stored, number in works.stored(stretches):
            warnings = dict(islice(works.warnings.items(), warned, None))
            _tell(_Stretch(stored, number, warnings, works.is_refused))
            stretches, warned = stretches + 1, len(works.warnings)
    _tell(_Ended(listed))


def _tell(message: _Begun | _Stretch | _Ended) -> None:
    pickle.dump(message, sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)
    sys.stdout.buffer.flush()
