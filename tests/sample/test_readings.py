"""Lists read beside the pages: once for all of them, told how far, forgotten when others come."""

import hashlib
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from audit_app.errors import ListGone, NotReadable
from audit_app.sample.incoming import readings
from audit_app.sample.incoming.readings import Readings, Wanted
from audit_app.sample.reading import Choices, SampleList, read_list

LIST = "folio,nombre\n1,Pozo\n2,Aula\n"


def wanted(folder: Path, content: str = LIST, **columns: str) -> Wanted:
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    path = folder / sha256
    path.write_text(content, encoding="utf-8")
    return Wanted(path, sha256, "lista.csv", Choices(columns=columns), True, "es")


class Slow:
    """Reads a list when it is let go on, and counts how often."""

    def __init__(self) -> None:
        self.times = 0
        self.go_on = threading.Event()

    def __call__(
        self, file: Path, name: str, choices: Choices, progress: Callable[[int], None]
    ) -> SampleList:
        self.times += 1
        progress(34_000)
        assert self.go_on.wait(20)
        progress(35_000)
        return read_list(file, name, choices, progress)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    reader = Slow()
    monkeypatch.setattr(readings, "read_list", reader)
    return reader


def test_it_tells_how_far_it_is_and_then_the_list(slow: Slow, tmp_path: Path) -> None:
    here = Readings()
    asked = wanted(tmp_path)
    assert not here.of(asked).is_done(0.05)
    assert here.of(asked).rows == 34_000
    slow.go_on.set()
    assert [work.values["name"] for work in here.answer(asked).listed.works] == ["Pozo", "Aula"]
    assert here.of(asked).is_done(0)


def test_the_same_list_is_read_once_for_all_who_ask(slow: Slow, tmp_path: Path) -> None:
    here, asked = Readings(), wanted(tmp_path)
    found: list[int] = []
    threads = [
        threading.Thread(target=lambda: found.append(len(here.answer(asked).listed.works))) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    slow.go_on.set()
    for thread in threads:
        thread.join()
    assert (found, slow.times) == ([2] * 6, 1)


def test_other_choices_are_another_reading(slow: Slow, tmp_path: Path) -> None:
    here = Readings()
    slow.go_on.set()
    here.answer(wanted(tmp_path))
    here.answer(wanted(tmp_path, name="folio"))
    assert slow.times == 2


def test_two_are_kept_and_the_older_one_gives_up(slow: Slow, tmp_path: Path) -> None:
    here = Readings()
    first = here.of(wanted(tmp_path))
    second = here.of(wanted(tmp_path, LIST + "3,Calle\n"))
    third = here.of(wanted(tmp_path, LIST + "4,Puente\n"))
    slow.go_on.set()
    with pytest.raises(ListGone):
        first.future.result(20)
    assert len(second.future.result(20).listed.works) == len(third.future.result(20).listed.works) == 3


def test_what_was_read_can_be_gone_through_by_several_at_once(tmp_path: Path) -> None:
    rows = "".join(f"{number},Obra número {number}\n" for number in range(9000))
    works = Readings().answer(wanted(tmp_path, "folio,nombre\n" + rows)).listed.works
    found: list[bool] = []

    def go_through() -> None:
        found.append([work.values["folio"] for work in works] == [str(number) for number in range(9000)])

    threads = [threading.Thread(target=go_through) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 4


def test_a_file_that_went_away_is_told_and_not_kept(tmp_path: Path) -> None:
    here, asked = Readings(), wanted(tmp_path)
    asked.path.unlink()
    with pytest.raises(NotReadable):
        here.answer(asked)
    wanted(tmp_path)
    assert len(here.answer(asked).listed.works) == 2


def test_bytes_that_are_not_those_asked_for_are_refused(tmp_path: Path) -> None:
    asked = wanted(tmp_path)
    asked.path.write_text("folio,nombre\n9,Otra\n", encoding="utf-8")
    with pytest.raises(ListGone):
        Readings().answer(asked)


def test_sentences_are_in_the_language_of_the_page(tmp_path: Path) -> None:
    asked = wanted(tmp_path, "\0\0")
    english = Wanted(asked.path, asked.sha256, asked.caption, asked.choices, True, "en")
    told = [str(Readings().answer(one).listed.errors[0].facts["what"]).split()[0] for one in (asked, english)]
    assert told == ["El", "The"]
