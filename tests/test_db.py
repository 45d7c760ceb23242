"""The database: evidence is never changed or removed, a save is whole or not at all, and no kill loses what was acknowledged."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from audit_app import db, ledger
from audit_app.errors import AuditExists, Busy, DamagedDatabase, DiskFull, NewerSchema, NotWritable
from audit_app.ledger import Author, Row
from audit_app.migrations import MIGRATIONS

BRIGADE = Author("Brigada 1", "laptop-1")
ROWS: dict[str, Row] = {
    "works": {"folio": "W/001", "name": "Obra", "given": "{}"},
    "visits": {"folio": "W/001"},
    "paperwork": {"folio": "W/001", "documents": "{}"},
    "photos": {
        "folio": "W/001",
        "sha256": "ab" * 32,
        "media_type": "image/jpeg",
        "bytes": 1,
        "width": 1,
        "height": 1,
    },
    "people": {"person": "Brigada 1", "role": "evaluator"},
    "audit_settings": {"setting": "title", "value": '"x"'},
    "redactions": {"revision": "r" * 36, "reason": "Por ley"},
}
TABLES = [*ROWS, "supersedes"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "audit.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    made = db.create(path)
    yield made
    made.close()


@pytest.fixture
def evidence(database: Database) -> Database:
    """Return a database with one row in every table of evidence, and a second visit that supersedes the first."""
    with db.saving(database):
        for table, row in ROWS.items():
            ledger.append(database, table, row, BRIGADE)
        (first,) = database.execute("SELECT id FROM visits").fetchone()
        ledger.append(database, "visits", ROWS["visits"], BRIGADE, [first])
    return database


def save_visit(database: Database, folio: str = "W/001") -> str:
    with db.saving(database):
        return ledger.append(database, "visits", {"folio": folio}, BRIGADE)


def count(database: Database, table: str = "visits") -> int:
    return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608


# Evidence is never changed or removed.


def test_every_table_of_evidence_is_tried_below(database: Database) -> None:
    local = {
        "backups_made",
        "day_route",
        "devices",
        "drafts",
        "packages_sent",
        "packages_received",
        "photo_looks",
        "photo_twins",
        "photos_waiting",
    }
    found = {
        name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    }
    assert found == {*TABLES, *local}


ANOTHER = {"TEXT": "'[1]'", "INTEGER": "7", "REAL": "7.5"}


def columns_and_other_values(database: Database, table: str) -> list[tuple[str, str]]:
    found = database.execute("SELECT name, type FROM pragma_table_info(?)", [table]).fetchall()
    return [(name, ANOTHER[kind]) for name, kind in found]


@pytest.mark.parametrize("table", TABLES)
def test_no_column_of_evidence_can_be_updated(evidence: Database, table: str) -> None:
    for column, value in columns_and_other_values(evidence, table):
        for update in (f"{column} = {value}", f"{column} = {column}"):
            with pytest.raises(sqlite3.IntegrityError, match="is insert-only"):
                evidence.execute(f"UPDATE {table} SET {update}")  # noqa: S608


@pytest.mark.parametrize("table", TABLES)
def test_no_evidence_can_be_deleted_or_replaced(evidence: Database, table: str) -> None:
    before = evidence.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
    for statement in (
        f"DELETE FROM {table}",  # noqa: S608
        f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",  # noqa: S608
        f"REPLACE INTO {table} SELECT * FROM {table}",  # noqa: S608
    ):
        with pytest.raises(sqlite3.IntegrityError, match="is insert-only"):
            evidence.execute(statement)
    assert evidence.execute(f"SELECT * FROM {table}").fetchall() == before  # noqa: S608


@pytest.mark.parametrize("kind", [table for table in ROWS if table != "redactions"])
def test_a_redacted_revision_can_only_stay_blank(evidence: Database, kind: str) -> None:
    (revision,) = evidence.execute(f"SELECT id FROM {kind} LIMIT 1").fetchone()  # noqa: S608
    with db.saving(evidence):
        ledger.redact(evidence, revision, "Por ley", BRIGADE)
    for column, value in columns_and_other_values(evidence, kind):
        with pytest.raises(sqlite3.IntegrityError, match="is insert-only"):
            evidence.execute(f"UPDATE {kind} SET {column} = {value} WHERE id = ?", [revision])  # noqa: S608
    with pytest.raises(sqlite3.IntegrityError, match="is insert-only"):
        evidence.execute(f"DELETE FROM {kind} WHERE id = ?", [revision])  # noqa: S608


@pytest.mark.parametrize("sha256", ["a" + "/.." * 21, "AB" * 32, "a" * 63, "a" * 65, "a" * 63 + "\n"])
def test_a_photo_is_named_by_a_digest_only(database: Database, sha256: str) -> None:
    with pytest.raises(sqlite3.IntegrityError), db.saving(database):
        ledger.append(database, "photos", {**ROWS["photos"], "sha256": sha256}, BRIGADE)


# Opening.


def test_a_database_made_by_a_newer_constata_is_refused(database: Database, path: Path) -> None:
    database.execute(f"PRAGMA user_version = {db.SCHEMA_VERSION + 1}")
    with pytest.raises(NewerSchema, match="actualice Constata"):
        db.open_database(path)


OLD_SCHEMAS = Path(__file__).parent / "schemas"


@pytest.fixture(params=range(1, db.SCHEMA_VERSION))
def old_audit(request: pytest.FixtureRequest, path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Make an audit with the schema of an older Constata and a row in every table; return its rows."""
    old = sqlite3.connect(path)
    old.executescript((OLD_SCHEMAS / f"{request.param}.sql").read_text(encoding="utf-8"))
    for table, row in ROWS.items():
        ledger.append(Database(old), table, row, BRIGADE)
    old.execute(f"PRAGMA user_version = {request.param}")
    old.commit()
    rows = {table: old.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}
    old.close()
    return rows


def made_of(database: Database) -> list[tuple[str, str, str]]:
    """Return what a database is made of, tables by their columns."""
    kept = database.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE type <> 'table' ORDER BY 1, 2"
    ).fetchall()
    columns = "SELECT 'table', m.name, c.name || c.type FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table'"
    return kept + database.execute(f"{columns} ORDER BY m.name, c.cid").fetchall()


def test_an_audit_of_an_older_constata_opens_with_every_row(
    old_audit: dict[str, list[tuple[object, ...]]], path: Path
) -> None:
    opened = db.open_database(path)
    for table, rows in old_audit.items():
        assert [row[: len(rows[0])] for row in opened.execute(f"SELECT * FROM {table}").fetchall()] == rows
    assert opened.execute("SELECT folio FROM sampled").fetchall() == [("W/001",)]
    assert db.version(opened) == db.SCHEMA_VERSION
    opened.close()


@pytest.mark.usefixtures("old_audit")
def test_an_audit_of_an_older_constata_becomes_what_a_new_one_is(path: Path, tmp_path: Path) -> None:
    opened, new = db.open_database(path), db.create(tmp_path / "new.db")
    assert made_of(opened) == made_of(new)
    with pytest.raises(sqlite3.IntegrityError):
        opened.execute("UPDATE works SET replaces = 'W/002'")
    with pytest.raises(sqlite3.IntegrityError):
        ledger.append(opened, "works", {**ROWS["works"], "replaces": "W/001"}, BRIGADE)
    opened.close()
    new.close()


@pytest.mark.parametrize(
    "script",
    [
        "DROP VIEW outcomes; CREATE VIEW outcomes (folio, indicator, y) AS SELECT folio, 'located', 1 FROM works;",
        "CREATE TRIGGER lie AFTER INSERT ON visits BEGIN INSERT INTO supersedes VALUES (NEW.id, 'none'); END;",
        "DROP TRIGGER visits_kept;",
    ],
)
def test_views_and_triggers_that_are_not_ours_are_made_anew(
    evidence: Database, path: Path, tmp_path: Path, script: str
) -> None:
    rows = {table: evidence.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}  # noqa: S608
    evidence.conn.executescript(script)
    opened, new = db.open_database(path), db.create(tmp_path / "new.db")
    assert made_of(opened) == made_of(new)
    assert {table: opened.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES} == rows  # noqa: S608
    opened.close()
    new.close()


@pytest.mark.usefixtures("old_audit")
def test_what_was_sent_before_is_not_unsent_after_the_tables_are_made_anew(path: Path) -> None:
    old = sqlite3.connect(path)
    old.execute("INSERT INTO devices VALUES ('laptop-1', 'x', '')")
    old.execute("DROP TRIGGER photos_kept")
    old.execute(
        "DELETE FROM photos"
    )  # so that the number of the next row is not the one of a table made anew
    old.execute(
        "INSERT INTO photos (rowid, id, folio, sha256, author, device, recorded_at, media_type, bytes, width, height) "
        "VALUES (7, ?, 'W/001', ?, 'B', 'laptop-1', '', 'image/png', 1, 1, 1)",
        ["p" * 36, "ab" * 32],
    )
    old.execute("INSERT INTO packages_sent (number, sha256, digest, sent_at) VALUES (1, 'x', 'x', '')")
    old.commit()
    old.close()
    opened = db.open_database(path)
    assert opened.execute("SELECT rowid FROM photos").fetchall() == [(7,)]
    assert opened.execute("SELECT * FROM unsent").fetchall() == []
    opened.close()


@pytest.mark.usefixtures("old_audit")
def test_an_audit_of_an_older_constata_takes_photos_that_cannot_be_shown(path: Path) -> None:
    opened = db.open_database(path)
    heic: Row = {**ROWS["photos"], "media_type": "image/heic", "width": None, "height": None}
    ledger.append(opened, "photos", heic, BRIGADE)
    wrongs: list[Row] = [{"media_type": "image/jpeg"}, {"media_type": "image/avif", "width": 1, "height": 1}]
    for wrong in wrongs:
        with pytest.raises(sqlite3.IntegrityError):
            ledger.append(opened, "photos", {**heic, **wrong}, BRIGADE)
    opened.close()


@pytest.mark.usefixtures("old_audit")
def test_a_migration_that_fails_leaves_the_audit_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    monkeypatch.setitem(MIGRATIONS, db.SCHEMA_VERSION, "ALTER TABLE nada ADD COLUMN x;")
    with pytest.raises(DamagedDatabase):
        db.open_database(path)
    monkeypatch.undo()
    assert len(before) == path.stat().st_size
    db.open_database(path).close()


@pytest.mark.parametrize(
    "content", [b"", b"esto no es una base de datos" * 100, b"SQLite format 3\x00" + b"x" * 4096]
)
def test_a_file_that_is_no_audit_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(DamagedDatabase, match="restaure un respaldo"):
        db.open_database(path)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotWritable):
        db.create(tmp_path / "no" / "audit.db")


def test_what_was_saved_is_there_after_opening_again(database: Database, path: Path) -> None:
    revision = save_visit(database)
    database.close()
    again = db.open_database(path)
    assert again.execute("SELECT id FROM visits").fetchall() == [(revision,)]
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")
    assert [again.execute(f"PRAGMA {pragma}").fetchone()[0] for pragma in pragmas] == ["wal", 2, 1, 1]
    again.close()


# Saving.


def test_a_save_that_fails_leaves_nothing(database: Database) -> None:
    rows: list[Row] = [{"folio": "W/001"}, {"folio": "W/002", "outcome": "found"}]
    with pytest.raises(sqlite3.IntegrityError), db.saving(database):
        [ledger.append(database, "visits", row, BRIGADE) for row in rows]
    assert count(database) == 0
    assert save_visit(database)


def test_another_writer_is_waited_for_and_then_told(database: Database, path: Path) -> None:
    other = db.open_database(path)
    other.execute("PRAGMA busy_timeout = 20")
    with db.saving(database):
        ledger.append(database, "visits", {"folio": "W/001"}, BRIGADE)
        with pytest.raises(Busy, match="otra ventana"):
            save_visit(other)
    assert save_visit(other)
    assert count(database) == 2
    other.close()


def test_a_save_that_begins_by_reading_is_not_overtaken(database: Database, path: Path) -> None:
    other = db.open_database(path)
    other.execute("PRAGMA busy_timeout = 20")
    with db.saving(database):
        assert count(database) == 0
        with pytest.raises(Busy):
            save_visit(other)
        ledger.append(database, "visits", {"folio": "W/001"}, BRIGADE)
    assert count(other) == 1
    other.close()


def test_a_full_disk_is_told_loses_nothing_and_saving_resumes(database: Database) -> None:
    before = [save_visit(database) for _ in range(5)]
    (pages,) = database.execute("PRAGMA page_count").fetchone()
    database.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull, match="el disco está lleno"):
        before.extend(save_visit(database) for _ in range(1000))
    assert [one for (one,) in database.execute("SELECT id FROM visits ORDER BY id").fetchall()] == before
    database.execute(f"PRAGMA max_page_count = {pages * 10}")
    assert save_visit(database)
    assert database.execute("PRAGMA quick_check").fetchone() == ("ok",)


def test_a_disk_that_is_gone_is_not_told_as_a_full_one_alone() -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
    assert "sigue conectada" in str(db.refusal_of(error))
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    assert "sigue conectada" not in str(db.refusal_of(error))


def test_a_full_disk_in_the_middle_of_a_save_leaves_none_of_it(database: Database) -> None:
    (pages,) = database.execute("PRAGMA page_count").fetchone()
    database.execute(f"PRAGMA max_page_count = {pages + 5}")
    rows: list[tuple[Row, tuple[str, ...]]] = [({"folio": "W/001", "notes": "x" * 1000}, ())] * 100
    with pytest.raises(DiskFull), db.saving(database):
        ledger.append_many(database, "visits", rows, BRIGADE)
    assert count(database) == 0


# Kills.

SAVING_WITHOUT_END = """
import sys
from pathlib import Path
from audit_app import db, ledger
database, author = db.open_database(Path(sys.argv[1])), ledger.Author("Brigada 1", "laptop-1")
while True:
    with db.saving(database):
        first = ledger.append(database, "visits", {"folio": "W/001", "notes": "x" * 500}, author)
        second = ledger.append(database, "visits", {"folio": "W/001", "notes": "y" * 500}, author, [first])
    print(first, second, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_fifty_kills_lose_nothing_that_was_acknowledged(database: Database, path: Path) -> None:
    acknowledged: set[str] = set()
    for turn in range(25):
        savers = [
            subprocess.Popen(  # noqa: S603
                [sys.executable, "-c", SAVING_WITHOUT_END, str(path)], stdout=subprocess.PIPE, text=True
            )
            for _ in range(2)
        ]
        for saver in savers:
            assert saver.stdout
            acknowledged.update(saver.stdout.readline().split())
            time.sleep(turn * 0.001)
            os.kill(saver.pid, signal.SIGKILL)
            rest = saver.communicate()[0].splitlines(keepends=True)
            acknowledged.update(one for line in rest if line.endswith("\n") for one in line.split())
    saved = {one for (one,) in database.execute("SELECT id FROM visits").fetchall()}
    assert len(acknowledged) >= 100
    assert acknowledged <= saved
    assert len(saved) == 2 * count(database, "supersedes")
    assert database.execute("PRAGMA quick_check").fetchone() == ("ok",)


def test_what_another_has_just_made_is_never_removed(tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    db.create(path).close()
    with pytest.raises(AuditExists):
        db.create(path)
    db.open_database(path).close()


def test_a_connection_is_lent_again_and_never_to_a_file_made_anew(tmp_path: Path) -> None:
    path, idle = tmp_path / "audit.db", db.Idle()
    db.create(path).close()
    first = idle.take(path)
    idle.give_back(path, first)
    assert idle.take(path) is first
    idle.give_back(path, first)
    path.rename(tmp_path / "before.db")
    db.create(path).close()
    second = idle.take(path)
    assert second is not first
    second.execute("BEGIN")
    idle.give_back(path, second)
    third = idle.take(path)
    assert third is not second
    third.close()
