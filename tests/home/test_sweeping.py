"""The order that a start makes: halfway files go, whole photos that nothing names are set aside, evidence is never touched."""

import hashlib
import os
import time
from pathlib import Path

import pytest

from audit_app import db, durable, ledger, photos
from audit_app.audit import Audit
from audit_app.home import sweeping
from audit_app.home.sweeping import Swept, sweep
from tests.visits.works import BRIGADE, make

HOUR, DAY = 3_700, 90_000


@pytest.fixture
def works(home: Path, tmp_path: Path) -> Audit:
    return make(tmp_path / "works", "W/001")


def put(folder: Path, data: bytes, age: float = DAY) -> Path:
    """Put a file where its digest says, written so many seconds ago."""
    path = photos.place(folder, hashlib.sha256(data).hexdigest())
    durable.write(path, data)
    return aged(path, age)


def aged(path: Path, seconds: float) -> Path:
    at = time.time() - seconds
    os.utime(path, (at, at))
    return path


def evidence(works: Audit, data: bytes, withdrawn: int = 0) -> None:
    row: ledger.Row = {"folio": "W/001", "sha256": hashlib.sha256(data).hexdigest(), "withdrawn": withdrawn}
    facts: ledger.Row = {"media_type": "image/jpeg", "bytes": len(data), "width": 1, "height": 1}
    with works.opened() as database, db.saving(database):
        ledger.append(database, "photos", {**row, **facts}, BRIGADE)


def waits(works: Audit, data: bytes) -> None:
    with works.opened() as database, db.saving(database):
        database.execute(
            "INSERT INTO photos_waiting (sha256, path, media_type, bytes, received_at) VALUES (?, '', 'image/jpeg', 1, '')",
            [hashlib.sha256(data).hexdigest()],
        )


def aside(works: Audit) -> set[bytes]:
    return {path.read_bytes() for path in (works.folder / sweeping.SET_ASIDE).rglob("*") if path.is_file()}


def test_what_a_row_names_stays_withdrawn_or_not(works: Audit) -> None:
    for withdrawn, data in enumerate((b"one", b"two")):
        evidence(works, data, withdrawn)
    kept = [put(folder, data) for folder in (works.photos, works.derived) for data in (b"one", b"two")]
    waits(works, b"three")
    kept += [put(folder, b"three") for folder in (works.waiting, works.derived)]
    assert sweep(works) == Swept()
    assert all(path.is_file() for path in kept)


def test_halfway_files_go_once_nobody_can_be_writing_them(works: Audit) -> None:
    for folder in ("photos/ab", "derived/ab", "waiting/ab", "reports", "incoming"):
        (works.folder / folder).mkdir(parents=True, exist_ok=True)
        aged_one, fresh = (works.folder / folder / name for name in ("x-12.part", "y-12.part"))
        aged_one.write_bytes(b"x")
        fresh.write_bytes(b"y")
        aged(aged_one, HOUR)
    mine = works.folder / "reports" / "mío.pdf"
    mine.write_bytes(b"%PDF")
    aged(mine, DAY)
    assert sweep(works) == Swept(removed=5)
    assert len(list(works.folder.rglob("*.part"))) == 5
    assert mine.is_file()


def test_a_small_copy_of_no_photo_goes(works: Audit) -> None:
    old, young = put(works.derived, b"old", HOUR), put(works.derived, b"young", 60)
    assert sweep(works) == Swept(removed=1)
    assert (old.exists(), young.exists()) == (False, True)


def test_an_original_that_nothing_names_is_set_aside_never_removed_and_only_after_a_day(works: Audit) -> None:
    old, young = put(works.photos, b"old", DAY), put(works.photos, b"under way", HOUR)
    assert sweep(works) == Swept(set_aside=1)
    assert (old.exists(), young.exists(), aside(works)) == (False, True, {b"old"})
    assert sweep(works) == Swept()


def test_one_set_aside_comes_back_when_a_row_names_it(works: Audit) -> None:
    original = put(works.photos, b"old")
    sweep(works)
    evidence(works, b"old")
    assert sweep(works) == Swept(brought_back=1)
    assert (original.read_bytes(), aside(works)) == (b"old", set())


def test_a_damaged_one_does_not_come_back(works: Audit) -> None:
    original = put(works.photos, b"old")
    sweep(works)
    evidence(works, b"old")
    photos.place(works.folder / sweeping.SET_ASIDE, original.name).write_bytes(b"other")
    assert sweep(works) == Swept()
    assert not original.exists()


def test_one_that_waited_goes_where_its_original_is_whole_and_else_is_set_aside(works: Audit) -> None:
    """Killed after the rows were written and before the file that waited was removed; and killed before its row."""
    for data in (b"given", b"given and damaged"):
        evidence(works, data)
        put(works.photos, data)
        put(works.waiting, data, HOUR)
    photos.place(works.photos, hashlib.sha256(b"given and damaged").hexdigest()).write_bytes(b"x")
    put(works.waiting, b"never acknowledged", HOUR)
    put(works.waiting, b"under way", 60)
    assert sweep(works) == Swept(removed=1, set_aside=2)
    assert aside(works) == {b"given and damaged", b"never acknowledged"}


def test_killed_between_the_file_and_the_row_what_waits_loses_nothing(works: Audit) -> None:
    waits(works, b"half given")
    files = [put(folder, b"half given") for folder in (works.waiting, works.photos)]
    assert sweep(works) == Swept()
    assert all(path.is_file() for path in files)


@pytest.mark.parametrize("name", ["notas.txt", "ab/notas.txt", "ab/" + "A" * 64, "abc/" + "a" * 64])
def test_what_is_not_ours_stays(works: Audit, name: str) -> None:
    strange = works.photos / name
    strange.parent.mkdir(parents=True, exist_ok=True)
    strange.write_bytes(b"de alguien")
    aged(strange, DAY)
    assert sweep(works) == Swept()
    assert strange.is_file()


def test_while_another_writes_nothing_is_judged(works: Audit) -> None:
    original = put(works.photos, b"old")
    with works.opened() as other:
        other.execute("BEGIN IMMEDIATE")
        assert sweep(works) == Swept()
        other.execute("ROLLBACK")
    assert original.is_file()
    assert sweep(works) == Swept(set_aside=1)


def test_an_audit_that_cannot_be_opened_is_left_as_it_is(works: Audit) -> None:
    original = put(works.photos, b"old")
    works.database.write_bytes(b"no es una base de datos" * 100)
    assert sweep(works) == Swept()
    assert original.is_file()
