"""What is remembered of the works is always what reading them all again would say."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import g
from sqlite_utils import Database

from audit_app import audit, create_app, db, ledger, lines, pages
from audit_app.audit import Audit
from audit_app.ledger import Author
from audit_app.sample import importing
from tests.sample.lists import read

BRIGADE = Author("Brigada 1", "laptop-1")
LIST = "folio,nombre,municipio\n" + "".join(f"W-{n},Obra {n},Jerez\n" for n in range(30))


@pytest.fixture
def database(empty_audit: Audit) -> Iterator[Database]:
    """Return the database of an audit of thirty works, as a request has it."""
    with empty_audit.opened() as opened:
        with db.saving(opened):
            importing.add(opened, read(LIST), BRIGADE)
        with create_app(empty_audit.folder).test_request_context("/works"):
            g.audit, g.db = empty_audit, opened
            pages.works()
            yield opened
            g.db = None


def save(database: Database, kind: str, row: ledger.Row, *older: str) -> str:
    with db.saving(database):
        return ledger.append(database, kind, row, BRIGADE, older)


def head(database: Database, kind: str, folio: str) -> str:
    return str(database.execute(f"SELECT max(id) FROM {kind} WHERE folio = ?", [folio]).fetchone()[0])


def check(database: Database) -> None:
    assert pages.works() == lines.read(database)


def test_a_visit_changes_its_work_alone(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    before = pages.works()
    save(database, "visits", {"folio": "W-3", "outcome": "located", "latitude": 22.6, "longitude": -103.0})
    with monkeypatch.context() as patch:
        patch.setattr(lines, "read", None)  # nothing may read them all
        after = pages.works()
    assert [one.folio for one, other in zip(before, after, strict=True) if one is not other] == ["W-3"]
    check(database)


def test_a_correction_a_conflict_and_its_settlement_are_seen(database: Database) -> None:
    first = save(database, "visits", {"folio": "W-4", "outcome": "located"})
    check(database)
    one = save(database, "visits", {"folio": "W-4", "outcome": "not_located"}, first)
    other = save(database, "visits", {"folio": "W-4", "outcome": "located"}, first)
    check(database)
    assert next(line for line in pages.works() if line.folio == "W-4").disposition == "conflict"
    with db.saving(database):
        ledger.settle(database, ledger.kinds(database)["visits"], "W-4", other, "es la buena", BRIGADE)
    check(database)
    assert one != other


def test_a_link_that_arrives_alone_is_seen(database: Database) -> None:
    one = save(database, "visits", {"folio": "W-5", "outcome": "located"})
    other = save(database, "visits", {"folio": "W-5", "outcome": "not_located"})
    check(database)
    with db.saving(database):
        database.execute("INSERT INTO supersedes (older, newer) VALUES (?, ?)", [one, other])
    check(database)
    assert next(line for line in pages.works() if line.folio == "W-5").disposition == "not_located"


def test_new_changed_and_withdrawn_works_are_seen(database: Database) -> None:
    save(database, "works", {"folio": "W-2b", "name": "Nueva", "given": "{}"})
    check(database)
    save(database, "works", {"folio": "W-7", "name": "Otra", "given": "{}"}, head(database, "works", "W-7"))
    check(database)
    gone: ledger.Row = {"folio": "W-8", "name": "Obra 8", "given": "{}", "withdrawn": 1}
    save(database, "works", gone, head(database, "works", "W-8"))
    check(database)
    assert len(pages.works()) == 30


def test_much_at_once_is_read_whole(database: Database) -> None:
    for n in range(lines.MOST_RENEWED + 1):
        save(database, "visits", {"folio": f"W-{n}", "outcome": "located"})
    check(database)


def test_another_audit_is_never_mixed_in(
    database: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = audit.create(tmp_path_factory.mktemp("other") / "b", "Otra", "es")
    with other.opened() as opened:
        g.audit, g.db = other, opened
        assert pages.works() == []


def test_an_audit_made_anew_in_the_same_folder_is_another(database: Database, tmp_path: Path) -> None:
    folder = g.audit.folder
    folder.rename(tmp_path / "gone")
    with audit.create(folder, "Otra", "es").opened() as opened:
        g.db = opened
        assert pages.works() == []
