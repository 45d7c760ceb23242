"""One finished visit is one transaction, and so one wait for the disk."""

from pathlib import Path

import pytest
from sqlite_utils import Database

from audit_app import db, drafts, ledger
from audit_app.audit import Audit
from audit_app.errors import UnknownDraft
from audit_app.visits import queries
from tests.visits.works import BRIGADE, LOCATED, Person, filled, kept, opened


def transactions(statements: list[str]) -> list[str]:
    """Return what begins and ends transactions; the savepoints around sqlite-utils' queries wait for no disk."""
    return [one for one in statements if one.startswith(("BEGIN", "COMMIT", "ROLLBACK", "END"))]


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list that every statement of the app is written to."""
    seen: list[str] = []
    real = db.Idle.take

    def traced(idle: db.Idle, path: Path) -> Database:
        database = real(idle, path)
        database.conn.set_trace_callback(seen.append)
        return database

    monkeypatch.setattr(db.Idle, "take", traced)
    return seen


def test_finishing_a_visit_is_one_transaction(page: Person, statements: list[str]) -> None:
    draft = filled(page, "W/001", LOCATED)
    statements.clear()
    page.post("/visits/W~2F001/check", {"draft": draft["draft"]})
    assert transactions(statements) == ["BEGIN IMMEDIATE", "COMMIT"]


def test_an_autosave_is_one_transaction(page: Person, statements: list[str]) -> None:
    draft = opened(page, "W/001")
    statements.clear()
    page.post("/visits/W~2F001/draft", {**draft, "notes": "uno"})
    assert transactions(statements) == ["BEGIN IMMEDIATE", "COMMIT"]


def test_reading_pages_writes_nothing(page: Person, statements: list[str]) -> None:
    for path in ("/", "/visits/W~2F001", "/visits/W~2F001/record", "/paperwork/W~2F001"):
        assert page.get(path).status_code == 200
    assert transactions(statements) == []


def test_a_finish_that_fails_keeps_the_draft(works: Audit) -> None:
    with works.opened() as database:
        with db.saving(database):
            draft, _in_order = drafts.save(database, drafts.new("visits", "W/001", [], [("notes", "a")], ""))
        with pytest.raises(UnknownDraft), db.saving(database):
            [queries.finish(database, draft, {"notes": "a"}, "", BRIGADE) for _ in range(2)]
        assert drafts.find(database, draft.id) == draft
    assert kept(works, "visits", "W/001") == []


def test_a_visit_named_as_its_own_base_supersedes_only_what_the_draft_saw(works: Audit) -> None:
    with works.opened() as database, db.saving(database):
        first = queries.save(database, "W/001", {"notes": "a"}, [], "", BRIGADE)
        second = queries.save(database, "W/001", {"notes": "b"}, [first], "", BRIGADE)
        assert queries.seen(database, "W/001").heads == (second,)
        links = [
            older
            for _row, older in ledger.history(database, ledger.kind_named(database, "visits"), ["W/001"])
        ]
    assert links == [[], [first]]
