"""The audit folder and this laptop: making, naming, opening, remembering, and whose device writes."""

import json
import os
import shutil
from pathlib import Path

import pytest

from audit_app import audit, db, ledger
from audit_app.audit import Audit
from audit_app.errors import (
    AuditExists,
    BlankTitle,
    DamagedDatabase,
    DiskFull,
    FolderNotEmpty,
    NoAudit,
    NotAnAudit,
    NotReadable,
    NotWritable,
    Refusal,
    SettingInConflict,
)
from audit_app.ledger import Author

BRIGADE = Author("Brigada 1", "laptop-1")


def devices(made: Audit) -> list[str]:
    """Open the folder as a start of the app does; return the identities it has written under."""
    with made.opened() as database, db.saving(database):
        audit.device(database, made)
        return audit.devices(database)


# Making.


def test_an_audit_is_a_folder_with_its_settings(home: Path) -> None:
    made = audit.create(None, "  Camino   a San José (2009) ", "es", "Brigada 1")
    assert made.folder == home / "camino-a-san-jose-2009"
    assert {path.name for path in made.folder.iterdir()} == {"audit.db", "photos"}
    with made.opened() as database:
        assert audit.settings(database)["title"] == "Camino a San José (2009)"
        assert database.execute("SELECT DISTINCT author FROM audit_settings").fetchall() == [("Brigada 1",)]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Ñandú & Cía.", "nandu-cia"),
        ("../..", "audit"),
        ("🏗️", "audit"),
        ("x" * 99, "x" * 60),
        ("A/B\\C:D", "a-b-c-d"),
    ],
)
def test_a_title_names_a_folder_that_every_system_takes(title: str, name: str) -> None:
    assert audit.folder_name(title) == name


@pytest.mark.parametrize("title", ["", " \n\t "])
def test_a_blank_title_is_refused_and_makes_nothing(home: Path, title: str) -> None:
    with pytest.raises(BlankTitle):
        audit.create(None, title, "es")
    assert not home.exists()


def test_an_empty_folder_may_become_an_audit(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert audit.create(tmp_path / "empty", "T", "es").exists


def test_a_folder_with_an_audit_or_other_files_is_refused_and_stays(
    tmp_path: Path, empty_audit: Audit
) -> None:
    before = empty_audit.database.read_bytes()
    with pytest.raises(AuditExists):
        audit.create(empty_audit.folder, "T", "es")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "tesis.doc").write_text("x", encoding="utf-8")
    with pytest.raises(FolderNotEmpty):
        audit.create(tmp_path / "full", "T", "es")
    assert empty_audit.database.read_bytes() == before
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["tesis.doc"]


@pytest.mark.parametrize("inside", ["file", "file/audit", "x" * 300])
def test_a_folder_that_cannot_be_is_told(tmp_path: Path, inside: str) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(NotWritable):
        audit.create(tmp_path / inside, "T", "es")


# Opening.


@pytest.mark.parametrize("folder", ["no", "x" * 400, "a\x00b", "file", "file/audit"])
def test_a_folder_without_an_audit_is_no_audit(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(NotAnAudit):
        audit.chosen(tmp_path / folder)
    with pytest.raises(NotAnAudit), Audit(tmp_path / folder).opened():
        pass


def test_without_any_audit_that_is_said(home: Path) -> None:
    with pytest.raises(NoAudit, match="new --title"):
        audit.chosen(None)


def test_the_audit_chosen_is_remembered_until_it_is_gone(tmp_path: Path, empty_audit: Audit) -> None:
    other = audit.create(tmp_path / "other", "T", "es")
    assert audit.chosen(None) == other
    audit.chosen(empty_audit.folder)
    assert audit.chosen(None) == empty_audit
    shutil.rmtree(empty_audit.folder)
    assert audit.last_opened() is None


@pytest.mark.parametrize("content", [b"", b"nada" * 999, b"SQLite format 3\x00" + b"x" * 4096])
def test_a_damaged_database_is_refused_with_its_path(empty_audit: Audit, content: bytes) -> None:
    empty_audit.database.write_bytes(content)
    with pytest.raises(DamagedDatabase, match=r"audit\.db"), empty_audit.opened():
        pass
    assert audit.language_of(empty_audit.folder) == "es"


def test_damage_found_while_reading_is_a_refusal_too(demo_audit: Audit) -> None:
    with demo_audit.opened() as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with demo_audit.database.open("r+b") as file:
        file.seek(3 * 4096)
        file.write(b"\xff" * (demo_audit.database.stat().st_size - 3 * 4096))
    with pytest.raises(DamagedDatabase), demo_audit.opened() as database:
        database.execute("SELECT * FROM current_works").fetchall()


def test_an_audit_copied_whole_is_an_audit(tmp_path: Path, demo_audit: Audit) -> None:
    copied = Audit(Path(shutil.copytree(demo_audit.folder, tmp_path / "copied")))
    with copied.opened() as database:
        assert database.execute("SELECT count(*) FROM current_works").fetchone() == (150,)


# This laptop.


def test_a_laptop_keeps_its_identity_for_its_owner_alone(home: Path) -> None:
    first = audit.laptop()
    assert audit.laptop() == first
    assert len(first.secret) == 64
    assert (home / "laptop.json").stat().st_mode & 0o777 == 0o600 or os.name == "nt"


def test_the_name_of_the_person_is_kept_without_the_rest_changing() -> None:
    before = audit.laptop()
    after = audit.name_person("  Brigada \t 1 ")
    assert (after.person, after.id, after.secret) == ("Brigada 1", before.id, before.secret)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"id": 1}', "\x00"])
def test_an_identity_that_is_damaged_is_made_anew(home: Path, content: str) -> None:
    before = audit.laptop()
    (home / "laptop.json").write_text(content, encoding="utf-8")
    assert audit.laptop().id != before.id


def test_an_identity_that_cannot_be_read_is_told_and_never_replaced(home: Path) -> None:
    (home / "laptop.json").mkdir(parents=True)
    with pytest.raises(NotReadable, match=r"laptop\.json"):
        audit.laptop()
    assert (home / "laptop.json").is_dir()


def test_a_home_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("CONSTATA_HOME", str(tmp_path / "file" / "home"))
    with pytest.raises(Refusal, match=r"laptop\.json"):
        audit.laptop()
    assert audit.known_audits() == []


def test_an_identity_that_could_not_be_stored_leaves_no_remains(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_facts: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "link", fail)
    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(NotWritable):
        audit.laptop()
    assert list(home.iterdir()) == []


def test_of_two_first_starts_one_makes_the_identity(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, link = [], os.link

    def be_late(temporary: Path, path: Path) -> None:
        monkeypatch.setattr(os, "link", link)
        first.append(audit.laptop())
        link(temporary, path)

    monkeypatch.setattr(os, "link", be_late)
    assert [audit.laptop()] == first
    assert [path.name for path in home.iterdir()] == ["laptop.json"]


def test_an_audit_that_could_not_be_made_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_facts: object) -> None:
        raise DiskFull

    with monkeypatch.context() as patch:
        patch.setattr(ledger, "append_many", fail)
        with pytest.raises(DiskFull):
            audit.create(tmp_path / "new", "Obra pública", "es")
    assert not (tmp_path / "new").exists()
    assert audit.create(tmp_path / "new", "Obra pública", "es").exists


@pytest.mark.parametrize("title", ["CON", "Nul", "com1"])
def test_no_folder_has_a_name_that_windows_gives_to_a_device(title: str) -> None:
    assert audit.folder_name(title) == f"{title.lower()}-audit"


def test_a_setting_in_conflict_waits_for_a_decision(empty_audit: Audit) -> None:
    with empty_audit.opened() as database, db.saving(database):
        author = Author("Ana", audit.device(database, empty_audit))
        ledger.append(database, "audit_settings", {"setting": "title", "value": '"Otro"'}, author)
        with pytest.raises(SettingInConflict):
            audit.change_setting(database, "title", "Un tercero", author)


def test_without_a_person_the_systems_user_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "usuario")
    assert audit.person() == "usuario"
    audit.name_person("Brigada 1")
    assert audit.person() == "Brigada 1"


# Devices.


def test_a_folder_writes_under_one_identity_until_it_is_copied(tmp_path: Path, empty_audit: Audit) -> None:
    first = devices(empty_audit)
    assert devices(empty_audit) == first
    copied = Audit(Path(shutil.copytree(empty_audit.folder, tmp_path / "copied")))
    assert devices(copied)[:-1] == first
    assert devices(copied) == devices(copied)
    assert devices(empty_audit) == first


def test_a_laptop_with_another_identity_writes_as_another_device(home: Path, empty_audit: Audit) -> None:
    first = devices(empty_audit)
    (home / "laptop.json").unlink()
    assert len(devices(empty_audit)) == len(first) + 1


# Settings, people, language.


def test_a_setting_changes_by_a_revision_and_stays_when_it_is_the_same(empty_audit: Audit) -> None:
    with empty_audit.opened() as database, db.saving(database):
        for value in ("Contraloría", "Contraloría", "Auditoría"):
            audit.change_setting(database, "institution", value, BRIGADE)
        rows = database.execute(
            "SELECT value FROM audit_settings WHERE setting = 'institution' ORDER BY id"
        ).fetchall()
        assert audit.settings(database)["institution"] == "Auditoría"
    assert [json.loads(value) for (value,) in rows] == ["Contraloría", "Auditoría"]


def test_a_person_is_listed_once(empty_audit: Audit) -> None:
    with empty_audit.opened() as database, db.saving(database):
        for _ in range(2):
            audit.join_people(database, BRIGADE)
        assert database.execute("SELECT person, role FROM people").fetchall() == [("Brigada 1", "evaluator")]


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "es_MX"}, "es"),
        ({"LANG": "fr_FR"}, "es"),
        ({"LC_ALL": "en", "LANG": "es"}, "en"),
    ],
)
def test_the_system_speaks_one_of_our_languages(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert audit.system_language() == language
