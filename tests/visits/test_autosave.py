"""What is typed is kept as it was typed, on this laptop, whatever windows do; nothing is overwritten."""

import json
import sqlite3
from typing import Any

import pytest

from audit_app import drafts as kept_drafts
from audit_app.audit import Audit
from tests.visits.works import LOCATED, NOT_LOCATED, Person, drafts, finish, kept, make, opened, text, walk_in

FORM = "/visits/W~2F001"
SCRIPT = {"Accept": "application/json"}


def autosaved(
    page: Person, draft: dict[str, str], folio: str = "W~2F001", **answers: str
) -> tuple[int, dict[str, Any]]:
    answer = page.post(f"/visits/{folio}/draft", {**draft, **answers}, headers=SCRIPT)
    told: dict[str, Any] = answer.get_json()
    return answer.status_code, told


def test_the_line_says_when_it_was_saved_and_how_many_are_missing(page: Person) -> None:
    status, told = autosaved(page, opened(page, "W/001"), outcome="not_located")
    assert (status, told["revision"]) == (200, 1)
    assert told["said"].startswith("Borrador guardado ")
    assert told["said"].endswith(" · faltan 5")
    assert told["counts"]["search"] == [1, 6]


def test_a_complete_draft_says_so_and_so_does_the_page(page: Person) -> None:
    _status, told = autosaved(page, opened(page, "W/001"), **LOCATED)
    assert told["said"].endswith("· completa")
    assert "· completa</output>" in text(page.get(FORM))


def test_a_second_save_of_the_same_page_goes_on(works: Audit, page: Person) -> None:
    draft = opened(page, "W/001")
    _status, told = autosaved(page, draft, notes="uno")
    status, told = autosaved(page, {**draft, "revision": str(told["revision"])}, notes="dos")
    assert (status, told["revision"], len(drafts(works))) == (200, 2, 1)


def test_the_same_sent_again_is_saved_once(works: Audit, page: Person) -> None:
    draft = opened(page, "W/001")
    assert [autosaved(page, draft, notes="uno")[0] for _ in range(3)] == [200, 200, 200]
    assert len(drafts(works)) == 1


def test_a_page_left_behind_gets_409_and_both_are_kept(works: Audit, page: Person) -> None:
    draft = opened(page, "W/001")
    autosaved(page, draft, notes="uno")
    status, told = autosaved(page, draft, notes="dos")
    assert status == 409
    assert told["draft"] != draft["draft"]
    assert "abierta en otra ventana" in told["said"]
    assert [json.loads(str(row["answers"])) for row in drafts(works)] == [
        [["notes", "uno"]],
        [["notes", "dos"]],
    ]


def test_a_second_blank_window_gets_409_and_both_are_kept(works: Audit, page: Person) -> None:
    one, other = opened(page, "W/001"), opened(page, "W/001")
    assert autosaved(page, one, notes="uno")[0] == 200
    status, told = autosaved(page, other, notes="dos")
    assert (status, told["draft"], len(drafts(works))) == (409, other["draft"], 2)
    assert autosaved(page, {**other, "revision": str(told["revision"])}, notes="tres")[0] == 200


def test_each_window_offers_the_other_draft(page: Person) -> None:
    one, other = opened(page, "W/001"), opened(page, "W/001")
    autosaved(page, one, notes="uno")
    autosaved(page, other, notes="dos")
    assert f"draft={one['draft']}" in text(page.get(f"{FORM}?draft={other['draft']}"))
    assert f"draft={other['draft']}" in text(page.get(f"{FORM}?draft={one['draft']}"))


def test_a_window_left_open_after_finishing_is_told_and_kept(works: Audit, page: Person) -> None:
    draft = opened(page, "W/001")
    autosaved(page, draft, **LOCATED)
    page.post(f"{FORM}/check", {"draft": draft["draft"]})
    status, _told = autosaved(page, {**draft, "revision": "1"}, **NOT_LOCATED)
    assert status == 409
    assert len(drafts(works)) == len(kept(works, "visits", "W/001")) == 1


@pytest.mark.parametrize("folio", ["W/002", "W/001"])
def test_the_draft_of_another_form_or_work_is_refused_and_stays(
    works: Audit, page: Person, folio: str
) -> None:
    step = "paperwork" if folio == "W/001" else "visits"
    other = opened(page, folio, step)
    page.post(f"/{step}/{folio.replace('/', '~2F')}/draft", {**other, "notes": "ajena"})
    mine = {**opened(page, "W/001"), "draft": other["draft"], "revision": "1"}
    answers = [
        page.post(f"{FORM}/draft", {**mine, **LOCATED}),
        page.post(FORM, {**mine, **LOCATED}),
        page.post(f"{FORM}/check", {"draft": other["draft"]}),
        page.post(f"{FORM}/discard", {"draft": other["draft"]}),
        page.get(f"{FORM}?draft={other['draft']}"),
        page.get(f"{FORM}/check?draft={other['draft']}"),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert [json.loads(str(row["answers"]))[-1] for row in drafts(works)] == [["notes", "ajena"]]


def test_a_draft_thrown_away_is_gone_and_the_rest_stays(works: Audit, page: Person) -> None:
    finish(page, "W/001", LOCATED)
    draft = opened(page, "W/001")
    autosaved(page, draft, **LOCATED)
    assert page.post(f"{FORM}/discard", {"draft": draft["draft"]}).status_code == 303
    assert drafts(works) == []
    assert len(kept(works, "visits", "W/001")) == 1


def test_leaving_keeps_the_draft_and_the_form_shows_it_again(page: Person) -> None:
    answer = page.post(
        FORM, {**opened(page, "W/001"), "notes": "a medias", "action": "leave"}, follow_redirects=True
    )
    assert "La visita aún no se ha terminado" in text(answer)
    assert "a medias</textarea>" in text(page.get(FORM))
    assert "W/001" in text(page.get("/"))


def test_what_enter_sends_without_scripts_keeps_the_draft_and_stays(page: Person) -> None:
    draft = opened(page, "W/001")
    answer = page.post(FORM, {**draft, **LOCATED, "action": "stay"})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{FORM}?draft={draft['draft']}")
    assert "aún no se ha terminado" in text(page.get(answer.headers["Location"]))


@pytest.mark.parametrize("revision", ["", "-1", "²", "9" * 400, "1e3", "<b>"])
def test_a_revision_that_is_none_counts_as_none(works: Audit, page: Person, revision: str) -> None:
    assert autosaved(page, {**opened(page, "W/001"), "revision": revision}, notes="uno")[0] == 200


@pytest.mark.parametrize("draft", ["", "x" * 200, "'; DROP TABLE drafts --", '"><script>alert(1)</script>'])
def test_an_id_that_is_none_of_ours_does_no_harm(works: Audit, page: Person, draft: str) -> None:
    assert autosaved(page, {"draft": draft, "revision": "0", "base": ""}, notes="uno")[0] == 200
    assert len(drafts(works)) == 1
    assert "<script>alert" not in text(page.get(FORM))


def test_a_page_of_another_audit_is_refused_and_saves_nothing(
    works: Audit, tmp_path: Any, page: Person
) -> None:
    shown = text(page.get(FORM))
    mine = shown.split('name="audit_id" value="')[1].split('"')[0]
    other = make(tmp_path / "other", "W/001")
    page.post("/welcome/open", {"folder": str(other.folder)})
    answer = page.post(f"{FORM}/draft", {"audit_id": mine, "notes": "de la otra"}, headers=SCRIPT)
    assert answer.status_code == 400
    assert "esta página es de otra auditoría" in answer.get_json()["said"]
    assert drafts(works) == drafts(other) == []


def test_a_refusal_while_autosaving_is_told_in_its_own_words(
    page: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_facts: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    draft = opened(page, "W/001")
    monkeypatch.setattr(kept_drafts, "save", full)
    status, told = autosaved(page, draft, notes="uno")
    assert status == 400
    assert "el disco está lleno" in told["said"]


def test_without_a_session_an_autosave_is_told_in_its_own_words(page: Person) -> None:
    stranger = page.client.application.test_client()
    answer = stranger.post(f"{FORM}/draft", headers=SCRIPT)
    assert answer.status_code == 403
    assert "vuelva a abrir Constata" in answer.get_json()["said"]


def test_a_lost_token_gives_a_script_a_new_one(page: Person) -> None:
    answer = page.client.post(f"{FORM}/draft", data={"notes": "uno"}, headers=SCRIPT)
    assert answer.status_code == 400
    again = {**opened(page, "W/001"), "notes": "uno", "csrf_token": answer.get_json()["token"]}
    assert page.client.post(f"{FORM}/draft", data=again, headers=SCRIPT).status_code == 200


def test_drafts_are_there_after_the_app_starts_again(works: Audit, page: Person) -> None:
    autosaved(page, opened(page, "W/001"), notes="antes del apagón", latitude="abc")
    again = text(walk_in(works).get(FORM))
    assert "antes del apagón</textarea>" in again
    assert 'value="abc"' in again
