"""A file that is no backup, or no longer what was written, is refused with a sentence, and nothing of it stays."""

import errno
import hashlib
import json
import os
import random
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from audit_app import db
from audit_app.errors import BackupDamaged, BackupNewer, NotABackup, NotReadable, Refusal
from audit_app.exchange.backups import archive, making, restoring
from tests.exchange.laptops import Laptop, Members, members_of

PHOTO = random.Random(1).randbytes(20_000)  # noqa: S311


@pytest.fixture
def made(office: Laptop, tmp_path: Path) -> Path:
    office.visit("W/001")
    office.photo("W/001", PHOTO)
    with office.here():
        return making.back_up(office.audit, tmp_path / "todo.zip").path


@pytest.fixture
def there(tmp_path: Path) -> Laptop:
    return Laptop(tmp_path / "again", tmp_path / "home-2")


def refused(there: Laptop, path: Path) -> Refusal:
    """Try to restore; return why it was refused, having left nothing."""
    with there.here(), pytest.raises(Refusal) as caught:
        restoring.restore(path, there.folder)
    assert not there.folder.exists()
    assert [path.name for path in there.folder.parent.glob(".making-*")] == []
    assert str(caught.value)
    return caught.value


def rewritten(path: Path, change: Callable[[dict[str, object], Members], object]) -> Path:
    """Change the manifest and the files of a backup."""
    members = members_of(path)
    told = json.loads(members.pop("backup.json"))
    change(told, members)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in members.items():
            zipped.writestr(name, data)
        zipped.writestr("backup.json", json.dumps(told))
    return path


def with_file(name: str, data: bytes = b"x") -> Callable[[dict[str, object], Members], object]:
    def add(told: dict[str, object], members: Members) -> None:
        members[name] = data
        files = told["files"]
        assert isinstance(files, dict)
        files[name] = [hashlib.sha256(data).hexdigest(), len(data)]

    return add


def test_what_is_no_zip_is_no_backup(there: Laptop, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"hola")
    assert isinstance(refused(there, tmp_path / "a.zip"), NotABackup)
    assert isinstance(refused(there, tmp_path / "nada.zip"), NotReadable)
    assert isinstance(refused(there, tmp_path), Refusal)
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as zipped:
        zipped.writestr("tesis.docx", "x")
    assert "no es un respaldo de Constata" in str(refused(there, tmp_path / "b.zip"))


@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_one_cut_short_is_refused(there: Laptop, made: Path, part: float) -> None:
    data = made.read_bytes()
    made.write_bytes(data[: int(len(data) * part)])
    assert isinstance(refused(there, made), NotABackup)


def test_a_byte_changed_anywhere_is_refused_or_changes_nothing(
    office: Laptop, made: Path, tmp_path: Path
) -> None:
    data, chance = made.read_bytes(), random.Random(2)  # noqa: S311
    outcomes = set()
    for number in range(60):
        changed = bytearray(data)
        changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        made.write_bytes(changed)
        there = Laptop(tmp_path / f"again-{number}", tmp_path / "home-2")
        try:
            with there.here():
                restoring.restore(made, there.folder)
        except Refusal:
            outcomes.add("refused")
            assert not there.folder.exists()
        else:
            outcomes.add("whole")
            assert there.evidence() == office.evidence()
            assert there.has_photo(PHOTO)
    assert "refused" in outcomes


@pytest.mark.parametrize(
    "name",
    [
        *(
            "../fuera.txt",
            "/etc/fuera",
            "photos/../../fuera",
            "C:\\fuera",
            "photos/ab/corta",
            "audit.db-wal",
            "run.py",
        ),
        *(
            "photos/ab/" + "ab" * 32,
            "reports/../x.pdf",
            "reports/.x.pdf",
            "reports/a/b.pdf",
            "derived/ab/" + "ab" * 32,
        ),
    ],
)
def test_a_name_that_is_none_of_ours_is_refused(there: Laptop, made: Path, name: str) -> None:
    assert isinstance(refused(there, rewritten(made, with_file(name))), BackupDamaged)


def test_a_file_that_the_manifest_does_not_tell_is_refused(there: Laptop, made: Path) -> None:
    with zipfile.ZipFile(made, "a") as zipped:
        zipped.writestr("photos/aa/mas", b"x")
    assert isinstance(refused(there, made), BackupDamaged)


def test_one_without_its_database_is_refused(there: Laptop, made: Path) -> None:
    def take(told: dict[str, object], members: Members) -> None:
        del members["audit.db"], told["files"]["audit.db"]  # type: ignore[index]

    assert isinstance(refused(there, rewritten(made, take)), BackupDamaged)


def test_the_database_of_another_audit_is_refused(there: Laptop, made: Path) -> None:
    assert isinstance(
        refused(there, rewritten(made, lambda told, _members: told.update(audit="otra"))), BackupDamaged
    )


def test_a_database_that_is_none_is_refused(there: Laptop, made: Path) -> None:
    refusal = refused(there, rewritten(made, with_file("audit.db", b"no es una base" * 10_000)))
    assert "está dañado (audit.db)" in str(refusal)


def altered(made: Path, script: str) -> Path:
    """Run a script on the database in a backup."""

    def change(told: dict[str, object], members: Members) -> None:
        path = made.with_name("altered.db")
        path.write_bytes(members["audit.db"])
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            database.executescript(f"PRAGMA journal_mode = DELETE; {script}")
        with_file("audit.db", path.read_bytes())(told, members)

    return rewritten(made, change)


def everything_of(laptop: Laptop) -> list[tuple[object, ...]]:
    return [
        row for row in laptop.rows("SELECT type, name, sql FROM sqlite_schema") if row[1] != "sqlite_stat1"
    ]


@pytest.mark.parametrize(
    "script",
    [
        "CREATE TRIGGER lie AFTER INSERT ON visits BEGIN INSERT INTO supersedes VALUES (NEW.id, 'none'); END;",
        "DROP TRIGGER visits_kept; DROP TRIGGER visits_same;",
        "DROP VIEW outcomes; CREATE VIEW outcomes (folio, indicator, y) AS SELECT folio, 'located', 1 FROM works;",
        "CREATE TABLE more (x); INSERT INTO more VALUES (zeroblob(100000)); CREATE INDEX odd ON works (name);",
        "DROP TABLE drafts; CREATE TABLE drafts (id, kind, folio, base, answers, revision, author, saved_at, more CHECK (0));",
        "ALTER TABLE works ADD COLUMN more TEXT AS (name);",
    ],
)
def test_only_the_rows_of_a_database_come_back(
    office: Laptop, there: Laptop, made: Path, script: str
) -> None:
    """What else is in it anybody may have put there: the tables, views and triggers are those of Constata."""
    with there.here():
        restoring.restore(altered(made, script), there.folder)
    assert everything_of(there) == everything_of(office)
    assert there.evidence() == office.evidence()
    assert there.outcomes() == office.outcomes()
    there.visit("W/002")
    with pytest.raises(sqlite3.IntegrityError, match="insert-only"), there.audit.opened() as database:
        database.execute("DELETE FROM visits")


@pytest.mark.parametrize(
    "script",
    [
        "PRAGMA ignore_check_constraints = ON; UPDATE drafts SET answers = '{';"
        "INSERT INTO drafts VALUES ('d', 'visits', 'W/001', '[]', '{', 0, '', '');",
        "DROP TABLE day_route; CREATE VIEW day_route (id, folios) AS "
        "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n FROM c) SELECT n, n FROM c;",
        "DROP TRIGGER visits_kept; DROP TABLE visits;",
        "DROP TRIGGER audit_settings_same; UPDATE audit_settings SET value = '5' WHERE setting = 'documents';",
        "DROP TRIGGER photos_same; UPDATE photos SET taken_at = 'ayer';",
        "PRAGMA user_version = 1;",
        "PRAGMA user_version = 0;",
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE works (' WHERE name = 'works';",
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 9999 WHERE name = 'works';",
    ],
)
def test_a_database_whose_rows_are_not_an_audits_is_refused(there: Laptop, made: Path, script: str) -> None:
    assert "está dañado (audit.db)" in str(refused(there, altered(made, script)))


def test_a_database_of_a_newer_constata_asks_to_update(there: Laptop, made: Path) -> None:
    newer = altered(made, f"PRAGMA user_version = {db.SCHEMA_VERSION + 1};")
    assert isinstance(refused(there, newer), BackupNewer)


def test_what_was_sent_before_a_backup_is_not_unsent_after_it(
    office: Laptop, there: Laptop, stick: Path, tmp_path: Path
) -> None:
    office.visit("W/001")
    office.send(stick)
    office.visit("W/002")
    with office.here():
        path = making.back_up(office.audit, tmp_path / "todo.zip").path
    with there.here():
        restoring.restore(path, there.folder)
    assert there.rows("SELECT kind, revisions FROM unsent") == [("visits", 1)]


def test_a_title_that_no_page_can_carry_is_made_one(made: Path) -> None:
    with archive.opened(rewritten(made, lambda told, _members: told.update(title="a\ud800\n b"))) as backup:
        assert backup.facts.title == "a? b"


def test_what_is_packed_in_a_way_of_others_is_refused_as_damaged(there: Laptop, made: Path) -> None:
    members = members_of(made)
    with zipfile.ZipFile(made, "w", zipfile.ZIP_LZMA) as zipped:
        for name, data in members.items():
            zipped.writestr(name, data)
    packed = bytearray(made.read_bytes())
    at = packed.index(b"audit.db") + len("audit.db") + 4  # its packed bytes, after the properties
    packed[at : at + 1000] = b"\xff" * 1000
    made.write_bytes(packed)
    assert isinstance(refused(there, made), BackupDamaged)


def test_one_of_a_newer_constata_asks_to_update(there: Laptop, made: Path) -> None:
    newer = rewritten(made, lambda told, _members: told.update(format=archive.FORMAT + 1))
    assert isinstance(refused(there, newer), BackupNewer)


@pytest.mark.parametrize(
    "manifest",
    [
        "[]",
        "{}",
        "{",
        '{"format": "x"}',
        '{"format": 1, "files": {"audit.db": 3}}',
        '{"format": null}',
        "null",
    ],
)
def test_a_manifest_that_makes_no_sense_is_no_backup(there: Laptop, made: Path, manifest: str) -> None:
    members = members_of(made)
    with zipfile.ZipFile(made, "w") as zipped:
        for name, data in members.items():
            zipped.writestr(name, manifest if name == "backup.json" else data)
    assert isinstance(refused(there, made), NotABackup)


def test_one_that_was_made_at_no_time_is_no_backup(there: Laptop, made: Path) -> None:
    rewritten(made, lambda told, _members: told.update(made_at="ayer"))
    assert isinstance(refused(there, made), NotABackup)


def test_a_stick_that_is_pulled_out_meanwhile_is_not_told_as_damage(
    there: Laptop, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = zipfile.ZipExtFile.read

    def gone(source: zipfile.ZipExtFile, length: int | None = -1) -> bytes:
        if length != archive.CHUNK:  # what the manifest is read by
            return read(source, length)
        monkeypatch.setattr(os.path, "isfile", lambda path: path != made)
        raise OSError(errno.EIO, "Input/output error")

    def still_gone(zipped: zipfile.ZipFile) -> None:
        was_open = zipped.fp
        close(zipped)
        if was_open:
            raise OSError(errno.ENOTCONN, "Transport endpoint is not connected")

    close = zipfile.ZipFile.close
    monkeypatch.setattr(zipfile.ZipExtFile, "read", gone)
    monkeypatch.setattr(zipfile.ZipFile, "close", still_gone)
    assert "sigue conectada" in str(refused(there, made))


def test_what_is_longer_than_told_is_not_unpacked(there: Laptop, made: Path) -> None:
    """A bomb: 200 MB of zeros that the manifest tells as ten bytes."""

    def bomb(told: dict[str, object], members: Members) -> None:
        members["reports/a.pdf"] = bytes(200_000_000)
        told["files"]["reports/a.pdf"] = ["0" * 64, 10]  # type: ignore[index]

    assert isinstance(refused(there, rewritten(made, bomb)), BackupDamaged)
