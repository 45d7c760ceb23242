"""Whatever is typed, pasted or posted is shown as text and kept whole, or refused with a sentence."""

import re
from pathlib import Path

import pytest

from audit_app.audit import Audit
from audit_app.folio import to_url
from audit_app.instruments import QUESTIONS
from tests.visits.works import LOCATED, Person, drafts, finish, kept, make, opened, problems, text, walk_in

FORM = "/visits/W~2F001"
WORDS = [question.code for question in QUESTIONS.values() if question.kind in ("line", "text")]
ATTACK = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}"
WEIRD = "ñandú 你好 🏗️ عربى e\u0301 \u202eal revés\u202c \u200b %s %(x)s ${x} \\ ' ; --"


def test_markup_in_every_text_is_shown_as_text_on_every_page(page: Person) -> None:
    answers = {**LOCATED, **dict.fromkeys(WORDS, ATTACK)}
    draft = opened(page, "W/001")
    page.post(FORM, {**draft, **answers, "action": "leave"})
    pages = [text(page.get(path)) for path in (FORM, f"{FORM}/check?draft={draft['draft']}", "/")]
    page.post(f"{FORM}/check", {"draft": draft["draft"]})
    pages += [text(page.get(path)) for path in (f"{FORM}/record", FORM)]
    assert all("<script>alert" not in shown and "<img src=x" not in shown for shown in pages)
    assert all("49" not in re.findall(r"alert\(1\)&gt;(\w*)", shown) for shown in pages)


@pytest.mark.parametrize(
    "code", ["visited_on", "arrived_at", "latitude", "attempt", "outcome", "operates", "damage"]
)
def test_markup_where_no_text_belongs_is_refused_and_shown_as_text(page: Person, code: str) -> None:
    answer = page.post(FORM, {**opened(page, "W/001"), **LOCATED, code: ATTACK, "action": "check"})
    assert answer.status_code == 200
    assert "<script>alert" not in text(answer)


def test_markup_in_reason_and_name_is_shown_as_text(works: Audit) -> None:
    page = walk_in(works, "<b>Brigada</b>")
    finish(page, "W/001", LOCATED)
    finish(page, "W/001", {**LOCATED, "notes": "Otra"}, ATTACK)
    shown = text(page.get(f"{FORM}/record")) + text(page.get("/settings"))
    assert "<script>alert" not in shown
    assert "<b>Brigada</b>" not in shown


def test_a_text_too_long_is_refused_with_a_sentence_and_kept_whole(works: Audit, page: Person) -> None:
    long = "palabra " * 12_500
    assert problems(page, "W/001", {**LOCATED, "notes": long}) == {
        "notes": "El texto de «Notas de la visita» es demasiado largo: abrévielo."
    }
    assert long in str(drafts(works)[0]["answers"])
    assert long.strip() in text(page.get(FORM))


def test_control_characters_never_reach_the_evidence(works: Audit, page: Person) -> None:
    finish(page, "W/001", {**LOCATED, "notes": "a\x00b\x07c\nd\te", "companion": "x\x00\x1by"})
    (visit,) = kept(works, "visits", "W/001")
    assert (visit["notes"], visit["companion"]) == ("abc\nd\te", "xy")


def test_any_unicode_comes_back_as_it_was(works: Audit, page: Person) -> None:
    finish(page, "W/001", {**LOCATED, "notes": WEIRD})
    assert kept(works, "visits", "W/001")[0]["notes"] == WEIRD


def test_broken_bytes_in_a_form_do_no_harm(works: Audit, page: Person) -> None:
    body = f"csrf_token={page.token()}&notes=%ED%A0%80%ff%00&latitude=%C3%28&revision=0&draft=".encode()
    answer = page.client.post(f"{FORM}/draft", data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200
    assert page.get(FORM).status_code == 200


def test_thousands_of_unknown_fields_do_no_harm(works: Audit, page: Person) -> None:
    many = {f"campo{n}": "x" for n in range(1500)}
    assert page.post(f"{FORM}/draft", {**opened(page, "W/001"), **many}).status_code == 200
    assert page.get(FORM).status_code == 200


@pytest.mark.parametrize(
    "folio",
    [
        "W/1",
        "W 1",
        "ñ",
        "100%",
        "«W»",
        "a~b",
        "..",
        ".",
        "import",
        "a?b#c",
        "<b>",
        "'\"",
        "\\",
        "%2F",
        "W" * 150,
        "🏗️",
    ],
)
def test_a_visit_is_made_whatever_the_folio(tmp_path: Path, folio: str) -> None:
    audited = make(tmp_path / "odd", folio)
    page = walk_in(audited)
    answer = finish(page, folio, LOCATED)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/visits/{to_url(folio)}/record")
    assert len(kept(audited, "visits", folio)) == 1
    assert page.get(answer.headers["Location"]).status_code == 200


@pytest.mark.parametrize("token", [True, False])
def test_a_form_with_a_part_that_has_no_name_is_refused(page: Person, token: bool) -> None:
    head = "--x\r\nContent-Disposition: form-data"
    named = f'{head}; name="csrf_token"\r\n\r\n{page.token()}\r\n' if token else ""
    sent = f"{named}{head}\r\n\r\ny\r\n--x--\r\n"
    answer = page.client.post("/photos", data=sent.encode(), content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 400
