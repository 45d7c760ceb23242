"""Drafts: kept as typed, one row a draft, and nothing of a page left behind is overwritten."""

from collections.abc import Iterator

import pytest
from sqlite_utils import Database

from audit_app import db, drafts
from audit_app.audit import Audit
from audit_app.drafts import Draft
from audit_app.errors import UnknownDraft

PAIRS = [("notes", "uno"), ("latitude", "abc"), ("damage", "rust"), ("damage", "cracks"), ("notes", "")]


@pytest.fixture
def database(empty_audit: Audit) -> Iterator[Database]:
    with empty_audit.opened() as opened:
        yield opened


def save(database: Database, draft: Draft) -> tuple[Draft, bool]:
    with db.saving(database):
        return drafts.save(database, draft)


def blank(text: str = "uno", kind: str = "visits", folio: str = "W/001") -> Draft:
    return drafts.new(kind, folio, [], [("notes", text)], "")


def typed(draft: Draft, text: str) -> Draft:
    """Return the draft as a page would send it on with another text."""
    return Draft(draft.id, draft.kind, draft.folio, draft.base, [("notes", text)], draft.revision, "", "")


def test_what_was_typed_comes_back_in_order_with_blanks_and_repeats(database: Database) -> None:
    saved, in_order = save(database, drafts.new("visits", "W/001", ["a", "b"], PAIRS, "Brigada 1"))
    assert in_order
    found = drafts.find(database, saved.id)
    assert (found.answers, found.base, found.author, found.revision) == (PAIRS, ("a", "b"), "Brigada 1", 1)


def test_each_save_of_the_same_page_counts_on(database: Database) -> None:
    saved, _in_order = save(database, blank())
    again, in_order = save(database, typed(saved, "dos"))
    assert (again.id, again.revision, in_order) == (saved.id, 2, True)


def test_the_same_sent_twice_is_saved_once(database: Database) -> None:
    page = blank()
    first, second = save(database, page), save(database, page)
    assert second == first
    assert len(drafts.of_work(database, "visits", "W/001")) == 1


def test_a_page_left_behind_is_kept_as_a_draft_of_its_own(database: Database) -> None:
    saved, _in_order = save(database, blank())
    save(database, typed(saved, "dos"))
    apart, in_order = save(database, typed(saved, "tres"))
    assert (in_order, apart.revision) == (False, 1)
    texts = {draft.id: draft.answers[0][1] for draft in drafts.of_work(database, "visits", "W/001")}
    assert texts == {saved.id: "dos", apart.id: "tres"}


def test_a_second_new_draft_of_a_form_is_kept_and_told(database: Database) -> None:
    save(database, blank("uno"))
    _other, in_order = save(database, blank("dos"))
    assert not in_order
    assert len(drafts.of_work(database, "visits", "W/001")) == 2


def test_a_page_whose_draft_was_finished_is_kept_and_told(database: Database) -> None:
    saved, _in_order = save(database, blank())
    drafts.discard(database, saved.id)
    _kept, in_order = save(database, typed(saved, "dos"))
    assert not in_order
    assert [draft.answers for draft in drafts.of_work(database, "visits", "W/001")] == [[("notes", "dos")]]


@pytest.mark.parametrize(("kind", "folio"), [("paperwork", "W/001"), ("visits", "W/002")])
def test_the_draft_of_another_form_or_work_is_never_overwritten(
    database: Database, kind: str, folio: str
) -> None:
    saved, _in_order = save(database, blank())
    stranger = Draft(saved.id, kind, folio, (), [("notes", "ajena")], saved.revision, "", "")
    with pytest.raises(UnknownDraft):
        save(database, stranger)
    with pytest.raises(UnknownDraft):
        drafts.of_form(database, saved.id, kind, folio)
    assert drafts.of_form(database, saved.id, "visits", "W/001") == saved


def test_drafts_of_the_two_forms_of_a_work_do_not_meet(database: Database) -> None:
    assert save(database, blank(kind="visits"))[1]
    assert save(database, blank(kind="paperwork"))[1]
    assert len(drafts.of_work(database, "visits", "W/001")) == 1


@pytest.mark.parametrize("draft", ["", "nada", "' OR 1=1 --"])
def test_a_draft_that_is_not_here_is_refused(database: Database, draft: str) -> None:
    with pytest.raises(UnknownDraft, match="ya se terminó o se descartó"):
        drafts.find(database, draft)


def test_drafts_never_leave_the_laptop(database: Database) -> None:
    from audit_app import ledger

    save(database, blank())
    assert "drafts" not in ledger.authored(database, ["laptop-1"])
