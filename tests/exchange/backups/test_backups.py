"""A backup holds all that cannot be made again, and what is restored from it is the same audit under another identity."""

import errno
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections import namedtuple
from pathlib import Path
from typing import Any

import pytest

from audit_app import audit, db, drafts, durable
from audit_app.audit import Audit
from audit_app.drafts import Draft
from audit_app.errors import (
    AuditExists,
    BackupDamaged,
    BackupNameTaken,
    DiskFull,
    FileTooLarge,
    FolderNotEmpty,
    NoRoom,
    NotWritable,
)
from audit_app.exchange import queries
from audit_app.exchange.backups import archive, making, restoring
from audit_app.exchange.backups.making import Made
from audit_app.exchange.backups.restoring import Restored
from tests.exchange.laptops import Laptop, members_of

PHOTO, OTHER = b"una fotografia" * 1000, b"otra fotografia" * 1000
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def full(office: Laptop) -> Laptop:
    """Return the office with a visit, a photo, a draft, a report and a photo that waits."""
    office.visit("W/001", operates="yes", notes="Año 2009: «así»")
    office.photo("W/001", PHOTO)
    digest = hashlib.sha256(OTHER).hexdigest()
    durable.write(office.audit.waiting / digest[:2] / digest, OTHER)
    (office.audit.reports).mkdir()
    (office.audit.reports / "summary-es.pdf").write_bytes(b"%PDF-1.7")
    with office.writing() as (database, _author):
        drafts.save(database, Draft("d1", "visits", "W/002", (), [("notes", "a medias")], 0, "Oficina", ""))
    return office


def back_up(laptop: Laptop, place: Path) -> Made:
    with laptop.here():
        return making.back_up(laptop.audit, place)


def restore(laptop: Laptop, file: Path, folder: Path | None = None) -> Restored:
    with laptop.here():
        return restoring.restore(file, folder)


def same(one: Laptop, other: Laptop) -> None:
    assert one.evidence() == other.evidence()
    assert one.outcomes() == other.outcomes()
    assert one.rows("SELECT folio, answers FROM drafts") == other.rows("SELECT folio, answers FROM drafts")


def test_what_is_restored_is_the_same_audit(full: Laptop, tmp_path: Path) -> None:
    made = back_up(full, tmp_path / "stick" / "todo.zip")
    assert made.photos == 1
    assert made.photos_missing == []
    assert made.bytes == made.path.stat().st_size
    there = Laptop(tmp_path / "again", tmp_path / "home-2")
    told = restore(there, made.path, there.folder)
    same(full, there)
    assert there.has_photo(PHOTO)
    assert (there.audit.reports / "summary-es.pdf").read_bytes() == b"%PDF-1.7"
    assert [path.read_bytes() for path in there.audit.waiting.glob("*/*")] == [OTHER]
    assert told.facts.title == "Obra pública"
    with there.here():
        assert audit.last_opened() == Audit(there.folder)
    with there.audit.opened() as database:
        assert queries.last_backup(database) == (told.facts.made_at, str(made.path), 0)


def test_what_can_be_made_again_is_left_out(full: Laptop, tmp_path: Path) -> None:
    for name in ("derived", "backups", "incoming"):
        durable.write(full.folder / name / "ab" / "x", b"x")
    full.audit.tiles.write_bytes(b"PMTiles")
    made = back_up(full, tmp_path / "todo.zip")
    tops = {name.split("/")[0] for name in members_of(made.path)}
    assert tops == {"audit.db", "backup.json", "photos", "reports", "waiting"}


def test_restored_on_the_same_laptop_it_writes_under_another_identity(full: Laptop, tmp_path: Path) -> None:
    made = back_up(full, tmp_path / "todo.zip")
    before = full.rows("SELECT device FROM devices")
    shutil.rmtree(full.folder)
    restore(full, made.path, full.folder)
    full.visit("W/002")
    (device,) = full.rows("SELECT device FROM visits WHERE folio = 'W/002'")
    assert device not in before
    assert set(before) < set(full.rows("SELECT device FROM devices"))


def test_a_restored_laptop_and_the_one_that_went_on_unite(full: Laptop, stick: Path, tmp_path: Path) -> None:
    made = back_up(full, tmp_path / "todo.zip")
    there = Laptop(tmp_path / "again", full.home)
    restore(there, made.path, there.folder)
    full.visit("W/002", operates="no")
    there.visit("W/003", operates="yes")
    for laptop in (full, there):
        laptop.send(stick)
    for laptop in (full, there):
        laptop.receive(stick)
    assert full.evidence() == there.evidence()
    assert len(full.rows("SELECT id FROM visits")) == 3


def test_without_a_folder_named_a_new_one_is_made_in_the_home(full: Laptop, tmp_path: Path) -> None:
    made = back_up(full, tmp_path / "todo.zip")
    there = Laptop(tmp_path / "x", tmp_path / "home-2")
    names = [restore(there, made.path).audit.folder.name for _time in range(2)]
    assert names == ["obra-publica", "obra-publica-2"]


def test_a_folder_that_holds_something_is_refused(full: Laptop, field: Laptop, tmp_path: Path) -> None:
    made = back_up(full, tmp_path / "todo.zip")
    with pytest.raises(AuditExists):
        restore(field, made.path, field.folder)
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "tesis.docx").write_bytes(b"x")
    with pytest.raises(FolderNotEmpty):
        restore(field, made.path, tmp_path / "taken")
    assert (tmp_path / "taken" / "tesis.docx").read_bytes() == b"x"


def test_in_a_folder_it_is_named_by_title_and_time(full: Laptop, tmp_path: Path) -> None:
    made = back_up(full, tmp_path / "stick")
    assert made.path.parent == tmp_path / "stick"
    assert made.path.name.startswith("obra-publica-20")
    assert os.listdir(tmp_path / "stick") == [made.path.name]


def test_it_takes_the_place_of_an_older_one_of_the_same_audit_alone(full: Laptop, tmp_path: Path) -> None:
    path = tmp_path / "todo.zip"
    back_up(full, path)
    full.visit("W/002")
    back_up(full, path)
    there = Laptop(tmp_path / "again", tmp_path / "home-2")
    restore(there, path, there.folder)
    same(full, there)
    other = Laptop(tmp_path / "other", tmp_path / "home-3")
    with other.here():
        audit.create(other.folder, "Otra", "es", "Ana")
    data = path.read_bytes()
    with pytest.raises(BackupNameTaken):
        back_up(other, path)
    assert path.read_bytes() == data
    back_up(there, path)
    with pytest.raises(BackupNameTaken):  # the other laptop of the same audit, which has gone on since
        back_up(full, path)
    (tmp_path / "tesis.zip").write_bytes(b"mis cosas")
    with pytest.raises(BackupNameTaken, match=r"tesis\.zip"):
        back_up(full, tmp_path / "tesis.zip")
    assert (tmp_path / "tesis.zip").read_bytes() == b"mis cosas"


def test_a_photo_whose_file_is_gone_or_altered_is_told_and_what_there_is_is_kept(
    full: Laptop, tmp_path: Path
) -> None:
    gone, altered = full.photo("W/002", b"se fue"), full.photo("W/003", b"cambiada")
    (full.audit.photos / gone[:2] / gone).unlink()
    (full.audit.photos / altered[:2] / altered).write_bytes(b"cambiado")
    made = back_up(full, tmp_path / "todo.zip")
    assert {photo.folio for photo in made.photos_missing} == {"W/002", "W/003"}
    assert made.photos == 1
    assert b"cambiado" in members_of(made.path).values()
    there = Laptop(tmp_path / "again", tmp_path / "home-2")
    restore(there, made.path, there.folder)
    same(full, there)


def test_what_was_backed_up_and_when_is_kept(full: Laptop, tmp_path: Path) -> None:
    with full.audit.opened() as database:
        assert queries.last_backup(database) is None
    made = back_up(full, tmp_path / "todo.zip")
    full.visit("W/002")
    full.visit("W/003")
    with full.audit.opened() as database:
        told = queries.last_backup(database)
    assert told
    assert told[1:] == (str(made.path), 2)


@pytest.mark.parametrize(
    ("number", "refusal"), [(errno.ENOSPC, DiskFull), (errno.EFBIG, FileTooLarge), (errno.EIO, NotWritable)]
)
def test_a_disk_that_fails_leaves_the_backup_before_and_nothing_else(
    full: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, refusal: type[Exception]
) -> None:
    path = back_up(full, tmp_path / "stick" / "todo.zip").path
    data = path.read_bytes()
    copied = archive._copied

    def fails(source: Any, target: Any) -> tuple[str, int]:
        if b"fotografia" in source.peek(20):
            raise OSError(number, "x")
        return copied(source, target)

    monkeypatch.setattr(archive, "_copied", fails)
    with pytest.raises(refusal):
        back_up(full, path)
    assert path.read_bytes() == data
    assert os.listdir(path.parent) == ["todo.zip"]
    assert len(full.rows("SELECT number FROM backups_made")) == 1


def test_a_disk_that_is_full_with_room_left_takes_no_larger_file(
    full: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So Windows tells of FAT32, where Linux says that the file is too large."""
    copied = archive._copied

    def fails(source: Any, target: Any) -> tuple[str, int]:
        if b"fotografia" in source.peek(20):
            raise OSError(errno.ENOSPC, "x")
        return copied(source, target)

    monkeypatch.setattr(archive, "_copied", fails)
    monkeypatch.setattr(making, "NEAR_BOUND", 100)
    with pytest.raises(FileTooLarge):
        back_up(full, tmp_path / "todo.zip")
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: Usage(0, 0, 0))
    monkeypatch.setattr(making, "_check_room", lambda *_facts: None)
    with pytest.raises(DiskFull):
        back_up(full, tmp_path / "todo.zip")


def test_reports_that_differ_in_capitals_come_back_where_those_are_not_told_apart(
    full: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full.audit.reports.mkdir(exist_ok=True)
    for name in ("sheet-es-a1.pdf", "sheet-es-A1.pdf"):
        (full.audit.reports / name).write_bytes(name.encode())
    if len(os.listdir(full.audit.reports)) == 1:
        pytest.skip("this disk tells no capitals apart, so no such backup is made on it")
    made = back_up(full, tmp_path / "todo.zip")

    def is_there(path: Path) -> bool:
        return path.parent.is_dir() and path.name.lower() in map(str.lower, os.listdir(path.parent))

    monkeypatch.setattr(Path, "exists", is_there)
    restored = restore(full, made.path, tmp_path / "again").audit.reports
    assert {path.name for path in restored.glob("sheet*.pdf")} == {"sheet-es-A1.pdf", "sheet-es-a1 2.pdf"}
    assert (restored / "sheet-es-a1 2.pdf").read_bytes() == b"sheet-es-a1.pdf"


def test_a_disk_that_fills_up_while_it_is_restored_leaves_nothing(
    full: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = back_up(full, tmp_path / "todo.zip")
    monkeypatch.setattr(os, "fsync", lambda _file: (_ for _ in ()).throw(OSError(errno.ENOSPC, "x")))
    with pytest.raises(DiskFull):
        restore(full, made.path, tmp_path / "again")
    assert {path.name for path in tmp_path.iterdir()} & {"again", ".making-"} == set()


def test_too_little_room_is_told_before_anything_is_written(
    full: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = back_up(full, tmp_path / "todo.zip").path
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: Usage(0, 0, 20_000))
    with pytest.raises(NoRoom, match="20 kB libres"):
        back_up(full, tmp_path / "stick" / "otro.zip")
    assert os.listdir(tmp_path / "stick") == []
    with pytest.raises(NoRoom, match=f"«{tmp_path}»"):
        restore(full, path, tmp_path / "again")
    assert not (tmp_path / "again").exists()


def test_a_backup_that_is_not_read_back_whole_does_not_count(
    full: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = archive.write

    def damaged(target: Path, *facts: Any) -> Any:
        items = put(target, *facts)
        data = bytearray(target.read_bytes())
        data[data.index(PHOTO[:50]) + 5] ^= 1
        target.write_bytes(data)
        return items

    monkeypatch.setattr(archive, "write", damaged)
    with pytest.raises(BackupDamaged):
        back_up(full, tmp_path / "stick")
    assert os.listdir(tmp_path / "stick") == []
    assert full.rows("SELECT number FROM backups_made") == []


def test_what_is_written_meanwhile_is_counted_as_not_in_it(
    full: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = archive.write

    def visited(target: Path, *facts: Any) -> Any:
        full.visit("W/003")
        return put(target, *facts)

    monkeypatch.setattr(archive, "write", visited)
    back_up(full, tmp_path / "todo.zip")
    with full.audit.opened() as database:
        told = queries.last_backup(database)
    assert told
    assert told[2] == 1


def test_a_photo_that_is_saved_meanwhile_is_not_told_as_missing(
    full: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = archive.write

    def photographed(target: Path, *facts: Any) -> Any:
        (full.audit.photos / "ab").mkdir(exist_ok=True)
        (full.audit.photos / "ab" / f"{'ab' * 32}-01ab23cd.part").write_bytes(b"a medias")
        items = put(target, *facts)
        full.photo("W/003", b"despues")
        return items

    monkeypatch.setattr(archive, "write", photographed)
    made = back_up(full, tmp_path / "todo.zip")
    assert made.photos_missing == []
    assert b"a medias" not in members_of(made.path).values()


def test_a_photo_given_to_a_work_meanwhile_is_in_it(
    full: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A photo goes from those that wait to those of the works, which are kept after them."""
    digest = hashlib.sha256(OTHER).hexdigest()
    waiting, given = (folder / digest[:2] / digest for folder in (full.audit.waiting, full.audit.photos))
    done: list[object] = []
    copied = archive._copied

    def give(source: Any, target: Any) -> tuple[str, int]:
        if len(done) == 1:
            durable.adopt(waiting, given)
            waiting.unlink()
        done.append(source)
        return copied(source, target)

    monkeypatch.setattr(archive, "_copied", give)
    made = back_up(full, tmp_path / "todo.zip")
    assert OTHER in members_of(made.path).values()


def test_what_a_cut_off_backup_left_goes_with_the_next_one_and_nothing_else_does(
    full: Laptop, tmp_path: Path
) -> None:
    hours_ago = time.time() - 2 * durable.WRITTEN_WITHIN
    left = ["obra-publica-2026-11-02-0900-01ab23cd.part", "obra-publica-2026-11-02-0900-01ab23cd.db.part"]
    left.append("obra-publica-2026-11-02-0900-01ab23cd.db-01ab23cd.part")
    others = ["pelicula.mkv.part", "obra-publica-vieja-2026-11-02-0900-01ab23cd.part", "tesis-01ab23cd.part"]
    for name in (*left, *others):
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (hours_ago, hours_ago))
    made = back_up(full, tmp_path)
    assert {path.name for path in tmp_path.glob("*.part")} == set(others)
    assert made.path.exists()


def test_killed_while_it_backs_up_the_one_before_is_whole(full: Laptop, tmp_path: Path) -> None:
    path = back_up(full, tmp_path / "stick" / "todo.zip").path
    data = path.read_bytes()
    full.photo("W/002", os.urandom(30_000_000))
    environment = {**os.environ, "CONSTATA_HOME": str(full.home)}
    command = [sys.executable, "-m", "audit_app.cli", "--audit", str(full.folder), "backup", str(path)]
    running = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    until = time.monotonic() + 30
    while not list(path.parent.glob("*.part")) and time.monotonic() < until:
        time.sleep(0.002)
    running.send_signal(signal.SIGKILL)
    running.communicate()
    assert path.read_bytes() == data
    assert back_up(full, path).photos == 2
    there = Laptop(tmp_path / "again", tmp_path / "home-2")
    restore(there, path, there.folder)
    same(full, there)


def test_the_manifest_says_whose_it_is_without_being_restored(full: Laptop, tmp_path: Path) -> None:
    made = back_up(full, tmp_path / "todo.zip")
    with zipfile.ZipFile(made.path) as zipped:
        told = json.loads(zipped.read("backup.json"))
        assert zipped.testzip() is None
    assert (told["format"], told["title"], told["schema"]) == (1, "Obra pública", db.SCHEMA_VERSION)
    assert set(told["files"]) == set(members_of(made.path)) - {"backup.json"}
