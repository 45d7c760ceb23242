"""The document checklist: its states, its drafts, its corrections, and what is sent twice."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from audit_app import pages
from audit_app.audit import Audit
from audit_app.instruments import DOCUMENT_STATES, DOCUMENTS
from tests.visits.works import LOCATED, Person, drafts, finish, heads, kept, make, opened, text, walk_in

FORM = "/paperwork/W~2F001"
STATES = ("complete", "incomplete", "missing", "not_applicable")
COMPLETE = {f"doc_{document.code}": "complete" for document in DOCUMENTS} | {"reviewed_on": "2009-10-02"}


@pytest.fixture
def works(home: Path, tmp_path: Path) -> Audit:
    return make(tmp_path / "works", "W/001", "W/002")


@pytest.fixture
def page(works: Audit) -> Person:
    return walk_in(works)


def review(page: Person, **changed: str) -> Any:
    """Fill in the checklist and finish."""
    return page.post(FORM, {**opened(page, "W/001", "paperwork"), **COMPLETE, **changed, "action": "finish"})


def problems(page: Person, **changed: str) -> dict[str, str]:
    listed = text(review(page, **changed)).split('id="errors"')[1].split("</ul>")[0]
    return dict(re.findall(r'<a href="#([^"]+)">([^<]+)</a>', listed))


def documents(audited: Audit) -> dict[str, dict[str, str]]:
    (head,) = heads(audited, "paperwork", "W/001")
    found: dict[str, dict[str, str]] = json.loads(str(head["documents"]))
    return found


def test_every_document_is_asked_with_its_states(page: Person) -> None:
    shown = text(page.get(FORM))
    for document in DOCUMENTS:
        offered = re.findall(rf'name="doc_{document.code}" id="[\w-]+" value="(\w+)"', shown)
        assert offered == [*(state.code for state in DOCUMENT_STATES), "no_answer"]


def test_a_review_of_a_day_that_cannot_be_is_told(page: Person) -> None:
    assert problems(page, reviewed_on="9999-12-31") == {
        "reviewed_on": "La fecha 31 dic 9999 no puede ser: corrija el año."
    }


def test_a_correction_asks_for_its_reason_and_keeps_it_in_the_draft(works: Audit, page: Person) -> None:
    review(page)
    assert problems(page) == {"reason": "Escriba por qué se corrige la revisión"}
    page.post(FORM, {**opened(page, "W/001", "paperwork"), "reason": "Apareció el acta", "action": "leave"})
    assert 'value="Apareció el acta"' in text(page.get(FORM))
    review(page, reason="Apareció el acta")
    assert [row["reason"] for row in kept(works, "paperwork", "W/001")] == [None, "Apareció el acta"]


def test_only_complete_documents_are_marked_in_bulk(works: Audit, page: Person) -> None:
    review(page, bulk="bonds contract", doc_bonds="missing")
    assert documents(works)["contract"] == {"state": "complete", "checked": "bulk"}
    assert documents(works)["bonds"] == {"state": "missing", "checked": "each"}


def test_a_review_is_saved_with_its_author(works: Audit, page: Person) -> None:
    answer = review(page, doc_bonds="missing", notes="Falta la fianza <b>de vicios ocultos</b>")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/works/W~2F001")
    assert documents(works)["bonds"] == {"state": "missing", "checked": "each"}
    (row,) = kept(works, "paperwork", "W/001")
    assert (row["author"], row["reviewed_on"]) == ("Brigada 1", "2009-10-02")
    assert drafts(works) == []


def test_the_review_of_the_file_needs_no_visit_and_makes_none(works: Audit, page: Person) -> None:
    review(page)
    assert kept(works, "visits", "W/001") == []
    finish(page, "W/001", LOCATED)
    assert len(kept(works, "paperwork", "W/001")) == 1


def test_every_document_without_a_state_is_told_and_linked(page: Person) -> None:
    assert problems(page, doc_contract="", doc_settlement="") == {
        "doc_contract-0": "Indique el estado de «Contrato, o acuerdo de administración directa»",
        "doc_settlement-0": "Indique el estado de «Finiquito y planos definitivos»",
    }


@pytest.mark.parametrize(
    ("field", "value", "control", "sentence"),
    [
        ("doc_bonds", "hacked", "doc_bonds-0", "«hacked» no es un estado de documento"),
        ("reviewed_on", "", "reviewed_on", "Indique la fecha de la revisión"),
        ("reviewed_on", "2009-02-30", "reviewed_on", "«2009-02-30» no es una fecha"),
        ("notes", "x" * 4001, "notes", "Las notas son demasiado largas"),
    ],
)
def test_what_cannot_be_is_refused_and_linked(
    page: Person, field: str, value: str, control: str, sentence: str
) -> None:
    assert problems(page, **{field: value})[control].startswith(sentence)


def test_what_was_typed_survives_a_refusal_and_a_reload(page: Person) -> None:
    review(page, reviewed_on="ayer", notes="a <medias>", doc_bonds="missing")
    shown = text(page.get(FORM))
    assert 'value="ayer"' in shown
    assert "a &lt;medias&gt;</textarea>" in shown
    assert re.search(r'id="doc_bonds-2" value="missing" checked', shown)


def test_documents_that_nobody_asks_for_are_not_saved(works: Audit, page: Person) -> None:
    review(page, doc_invented="complete")
    assert set(documents(works)) == {document.code for document in DOCUMENTS}


# Marked in bulk.


def test_what_was_marked_in_bulk_is_recorded_so(works: Audit, page: Person) -> None:
    review(page, bulk=" bonds contract")
    told = documents(works)
    assert {code for code, document in told.items() if document["checked"] == "bulk"} == {"bonds", "contract"}


def test_marks_in_bulk_survive_a_refusal_a_reload_and_a_correction(works: Audit, page: Person) -> None:
    review(page, bulk="bonds", reviewed_on="")
    assert 'name="bulk" value="bonds"' in text(page.get(FORM))
    review(page, bulk="bonds")
    assert 'name="bulk" value="bonds"' in text(page.get(FORM))


# Corrections, drafts and doubles.


def test_a_correction_supersedes_the_review_with_its_reason(works: Audit, page: Person) -> None:
    review(page)
    assert "Motivo de la corrección" in text(page.get(FORM))
    review(page, doc_bonds="missing", reason="Apareció la fianza")
    first, second = kept(works, "paperwork", "W/001")
    assert heads(works, "paperwork", "W/001") == [second]
    assert second["reason"] == "Apareció la fianza"
    assert "motivo: Apareció la fianza" in text(page.get(FORM))
    assert json.loads(str(first["documents"]))["bonds"]["state"] == "complete"


@pytest.mark.parametrize("autosaved", [False, True])
@pytest.mark.parametrize("base", ["", "before"])
def test_a_double_click_on_finish_makes_one_review(
    works: Audit, page: Person, base: str, autosaved: bool
) -> None:
    if base:
        review(page)
    sent = {
        **opened(page, "W/001", "paperwork"),
        **COMPLETE,
        "notes": "una vez",
        "reason": "otra vez",
        "action": "finish",
    }
    if autosaved:
        sent["revision"] = str(page.post(f"{FORM}/draft", sent).get_json()["revision"])
    answers = [page.post(FORM, sent) for _ in range(2)]
    assert [answer.headers["Location"] for answer in answers] == ["/works/W~2F001"] * 2
    assert [row["notes"] for row in kept(works, "paperwork", "W/001")] == [
        *([None] if base else []),
        "una vez",
    ]
    assert drafts(works) == []


def test_two_windows_that_finish_leave_two_reviews_in_conflict(works: Audit, page: Person) -> None:
    one, other = opened(page, "W/001", "paperwork"), opened(page, "W/001", "paperwork")
    page.post(FORM, {**one, **COMPLETE, "action": "leave"})
    told = page.post(
        FORM, {**other, **COMPLETE, "notes": "la otra", "action": "finish"}, follow_redirects=True
    )
    assert "abierto en otra ventana" in text(told)
    page.post(FORM, {**one, "revision": "1", **COMPLETE, "action": "finish"})
    assert "se guardó después de empezar este borrador" in text(page.get(f"{FORM}?draft={other['draft']}"))
    page.post(FORM, {**other, "revision": "1", **COMPLETE, "notes": "la otra", "action": "finish"})
    assert len(heads(works, "paperwork", "W/001")) == 2
    assert "2 revisiones en conflicto" in text(page.get(FORM))


def test_what_another_window_saves_while_a_review_is_finished_is_not_lost(
    works: Audit, page: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = opened(page, "W/001", "paperwork")

    def meanwhile() -> None:
        monkeypatch.undo()
        page.post(f"{FORM}/draft", {**draft, "revision": "1", **COMPLETE, "notes": "de la otra ventana"})

    monkeypatch.setattr(pages, "name_person", meanwhile)
    told = page.post(FORM, {**draft, **COMPLETE, "action": "finish"}, follow_redirects=True)
    assert "Este borrador cambió en otra ventana" in text(told)
    assert "de la otra ventana" in str(drafts(works)[0]["answers"])
    assert kept(works, "paperwork", "W/001") == []


def test_a_draft_is_autosaved_and_counted_by_stage(page: Person) -> None:
    draft = opened(page, "W/001", "paperwork")
    told = page.post(
        f"{FORM}/draft", {**draft, "doc_contract": "complete", "doc_bonds": "missing"}
    ).get_json()
    assert told["counts"]["contracting"] == [2, 2]
    assert told["said"].endswith("faltan 15")
    assert page.post(f"{FORM}/draft", {**draft, "notes": "otra ventana"}).status_code == 409


def test_a_draft_can_be_left_opened_again_and_thrown_away(works: Audit, page: Person) -> None:
    draft = opened(page, "W/001", "paperwork")
    page.post(FORM, {**draft, "notes": "a medias", "action": "leave"})
    assert "a medias</textarea>" in text(page.get(f"{FORM}?draft={draft['draft']}"))
    answer = page.post(f"{FORM}/discard", {"draft": draft["draft"]})
    assert (answer.status_code, drafts(works)) == (303, [])


def test_what_enter_sends_without_scripts_finishes_no_review(works: Audit, page: Person) -> None:
    draft = opened(page, "W/001", "paperwork")
    answer = page.post(FORM, {**draft, **COMPLETE, "action": "stay"})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{FORM}?draft={draft['draft']}")
    assert kept(works, "paperwork", "W/001") == []


def test_the_draft_of_a_visit_is_no_draft_of_a_file(works: Audit, page: Person) -> None:
    visit = opened(page, "W/001")
    page.post("/visits/W~2F001", {**visit, "notes": "de la visita", "action": "leave"})
    answers = [
        page.post(
            FORM, {**COMPLETE, "draft": visit["draft"], "revision": "1", "base": "", "action": "finish"}
        ),
        page.post(f"{FORM}/discard", {"draft": visit["draft"]}),
        page.get(f"{FORM}?draft={visit['draft']}"),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len(drafts(works)) == 1


def test_a_laptop_without_a_person_asks_for_the_name_in_place(works: Audit) -> None:
    page = walk_in(works, "")
    assert problems(page) == {"person": "Escriba su nombre: queda guardado con la evidencia."}
    review(page, person="Brigada 4")
    assert [row["author"] for row in kept(works, "paperwork", "W/001")] == ["Brigada 4"]
