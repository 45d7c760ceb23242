"""The site-visit form: its questions, what opens them, and what it needs before a visit is finished."""

import re

import pytest

from audit_app.audit import Audit
from audit_app.folio import to_url
from audit_app.instruments import OUTCOME_DETAIL, QUESTIONS, Question
from audit_app.visits import forms
from tests.conftest import Browser
from tests.visits.works import (
    LOCATED,
    NOT_LOCATED,
    NOT_VISITED,
    OUT_OF_SCOPE,
    drafts,
    finish,
    kept,
    opened,
    problems,
    text,
)

FORM = "/visits/W~2F001"
CHOICES = [question for question in QUESTIONS.values() if question.answers]
REQUIRED = [question for question in QUESTIONS.values() if question.required]
OFF_PLAN = {**LOCATED, "matches_plan": "no"} | dict.fromkeys(
    ("plan_type", "plan_place", "plan_size", "plan_materials"), "no"
)
OPENED = {
    "search_done": NOT_LOCATED,
    "not_operating_cause": {**LOCATED, "operates": "partly"},
    "maintenance_cause": {**LOCATED, "maintained": "insufficient"},
    **dict.fromkeys(("plan_type", "plan_place", "plan_size", "plan_materials"), OFF_PLAN),
}


def code(question: Question) -> str:
    return question.code


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=code)
def test_every_question_of_the_instrument_is_on_the_page(page: Browser, question: Question) -> None:
    shown = text(page.get(FORM))
    assert f'name="{question.code}"' in shown
    offered = re.findall(rf'name="{question.code}" id="{question.code}-\d+" value="(\w+)"', shown)
    assert tuple(offered) == question.codes


def test_every_required_question_has_its_own_sentence() -> None:
    assert {question.code for question in REQUIRED} | {"latitude", "no_photo_reason"} == set(forms.MISSING)


@pytest.mark.parametrize(
    "answers", [LOCATED, NOT_LOCATED, NOT_VISITED, OUT_OF_SCOPE], ids=lambda one: one["outcome"]
)
def test_a_complete_form_goes_on_to_the_check(page: Browser, answers: dict[str, str]) -> None:
    assert problems(page, "W/001", answers) == {}


@pytest.mark.parametrize("question", REQUIRED, ids=code)
def test_a_required_answer_that_is_missing_is_refused_and_linked(page: Browser, question: Question) -> None:
    answers = {**OPENED.get(question.code, LOCATED), question.code: ""}
    control = f"{question.code}-0" if question.answers else question.code
    assert problems(page, "W/001", answers) == {control: forms.MISSING[question.code]}


@pytest.mark.parametrize("outcome", ["located", "not_located", "not_visited", "out_of_scope"])
def test_a_missing_detail_links_to_the_first_one_that_shows(page: Browser, outcome: str) -> None:
    answers = {**LOCATED, "search_done": "Se preguntó", "outcome": outcome, "outcome_detail": ""}
    first = next(at for at, answer in enumerate(OUTCOME_DETAIL.answers) if answer.under == outcome)
    assert problems(page, "W/001", answers) == {f"outcome_detail-{first}": "Indique el detalle del resultado"}


def test_every_link_of_the_summary_names_a_control_of_the_page(page: Browser) -> None:
    answer = page.post(FORM, {**opened(page, "W/001"), "outcome": "located", "action": "check"})
    links = set(re.findall(r'<li><a href="#([\w-]+)">Indique', text(answer)))
    assert len(links) > 10
    assert links <= set(re.findall(r'<(?:input|textarea)[^>]* id="([\w-]+)"', text(answer)))


def test_an_empty_form_asks_only_for_what_is_open(page: Browser) -> None:
    assert set(problems(page, "W/001", {})) == {"visited_on", "attempt", "evaluators", "outcome-0"}


@pytest.mark.parametrize("question", CHOICES, ids=code)
def test_an_answer_off_the_list_is_refused_though_posted_directly(page: Browser, question: Question) -> None:
    answers = {**OPENED.get(question.code, LOCATED), question.code: "hacked"}
    sentence = problems(page, "W/001", answers)[f"{question.code}-0"]
    assert "«hacked» no es una respuesta" in sentence


def test_two_answers_to_a_question_of_one_are_refused(page: Browser) -> None:
    assert "plaque-0" in problems(page, "W/001", {**LOCATED, "plaque": ["legible", "absent"]})


def test_a_detail_of_another_outcome_is_no_detail(page: Browser) -> None:
    assert problems(page, "W/001", {**LOCATED, "outcome_detail": "not_found"}) == {
        "outcome_detail-0": "Indique el detalle del resultado"
    }


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        ({"no_position_reason": ""}, {"latitude"}),
        ({"no_position_reason": "", "latitude": "19.4"}, {"latitude"}),
        ({"no_position_reason": "", "longitude": "-99.1"}, {"latitude"}),
        ({"no_position_reason": "", "latitude": "19.4", "longitude": "-99.1"}, set()),
        ({"latitude": "91", "longitude": "-99.1"}, {"latitude"}),
        ({"latitude": "19.4", "longitude": "181"}, {"longitude"}),
        ({"latitude": "nan", "longitude": "1e400"}, {"latitude", "longitude"}),
        ({"no_photo_reason": ""}, {"no_photo_reason"}),
        ({"no_photo_reason": " \t "}, {"no_photo_reason"}),
    ],
)
def test_a_located_work_needs_position_and_photo_or_a_reason(
    page: Browser, answers: dict[str, str], missing: set[str]
) -> None:
    assert set(problems(page, "W/001", {**LOCATED, **answers})) == missing


@pytest.mark.parametrize(
    "pasted",
    [
        *("19.4326, -99.1332", "19.4326 -99.1332", " 19.4326,-99.1332 ", "19.4326;-99.1332"),
        *("N 19°25.956' O 99°07.992'", "https://www.openstreetmap.org/#map=17/19.4326/-99.1332"),
    ],
)
@pytest.mark.parametrize("box", ["latitude", "longitude"])
def test_a_whole_position_may_be_pasted_in_either_box(
    works: Audit, page: Browser, pasted: str, box: str
) -> None:
    finish(page, "W/001", {**LOCATED, "latitude": "", "longitude": "", box: pasted})
    (visit,) = kept(works, "visits", "W/001")
    assert (visit["latitude"], visit["longitude"]) == (19.4326, -99.1332)


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        ("https://maps.app.goo.gl/x7QzD", "es un enlace corto, que solo se abre con internet"),
        ("M22C+C2", "es un código corto: péguelo con su municipio y estado"),
    ],
)
def test_a_position_that_lacks_something_is_told_at_once_and_when_finishing(
    page: Browser, pasted: str, said: str
) -> None:
    answers = {**LOCATED, "latitude": pasted, "longitude": ""}
    assert said in problems(page, "W/001", answers)["latitude"]
    assert said in whereabouts(page, "W/001", **answers)
    assert whereabouts(page, "W/002", latitude="22.") == ""


def whereabouts(page: Browser, folio: str, **answers: str) -> str:
    """Return what the page says of the position when a draft is saved."""
    told = page.post(f"/visits/{to_url(folio)}/draft", {**opened(page, folio), **answers}).json or {}
    return str(told["whereabouts"])


def test_each_box_takes_degrees_minutes_and_seconds(works: Audit, page: Browser) -> None:
    finish(page, "W/001", {**LOCATED, "latitude": "19°30'00\"N", "longitude": "99 15 0 W"})
    (visit,) = kept(works, "visits", "W/001")
    assert (visit["latitude"], visit["longitude"]) == (19.5, -99.25)


def test_a_latitude_that_is_no_number_survives_a_reload(page: Browser) -> None:
    assert problems(page, "W/001", {**LOCATED, "latitude": "abc"})["latitude"].startswith(
        "«abc» no es un valor"
    )
    shown = text(page.get(FORM))
    assert 'name="latitude" value="abc"' in shown


def test_what_the_outcome_hides_stays_in_the_draft_and_is_null_in_the_visit(
    works: Audit, page: Browser
) -> None:
    both = {**LOCATED, "outcome": "not_visited", "outcome_detail": "weather", "latitude": "abc"}
    draft = opened(page, "W/001")
    page.post(FORM, {**draft, **both, "action": "check"})
    assert '["operates", "yes"]' in str(drafts(works)[0]["answers"])
    page.post(f"{FORM}/check", {"draft": draft["draft"]})
    (visit,) = kept(works, "visits", "W/001")
    hidden = set(QUESTIONS) - {"visited_on", "attempt", "evaluators", "outcome", "outcome_detail"}
    assert {name: visit[name] for name in hidden} == dict.fromkeys(hidden)


def test_what_an_inner_answer_hides_is_null_in_the_visit(works: Audit, page: Browser) -> None:
    causes = {"not_operating_cause": "broken", "maintenance_cause": "no_funds", "plan_type": "no"}
    finish(page, "W/001", {**LOCATED, **causes})
    (visit,) = kept(works, "visits", "W/001")
    assert {name: visit[name] for name in causes} == dict.fromkeys(causes)


def test_no_answer_said_on_purpose_is_an_answer(works: Audit, page: Browser) -> None:
    finish(page, "W/001", {**LOCATED, "operates": "no_answer", "damage": ["no_answer"]})
    (visit,) = kept(works, "visits", "W/001")
    assert (visit["operates"], visit["damage"]) == ("no_answer", '["no_answer"]')


def test_a_finished_visit_holds_what_was_answered(works: Audit, page: Browser) -> None:
    finish(
        page, "W/001", {**LOCATED, "damage": ["rust", "cracks"], "arrived_at": "9:05", "notes": "Uno\r\nDos"}
    )
    (visit,) = kept(works, "visits", "W/001")
    told = {
        "damage": '["cracks", "rust"]',
        "arrived_at": "09:05",
        "notes": "Uno\nDos",
        "attempt": 1,
        "reason": None,
    }
    assert {name: visit[name] for name in told} == told
    assert visit["author"] == "Brigada 1"


@pytest.mark.parametrize(
    "path", ["/visits/NADA", "/visits/NADA/check", "/visits/NADA/record", "/paperwork/NADA"]
)
def test_an_unknown_work_is_not_found_and_says_so(page: Browser, path: str) -> None:
    answer = page.get(path)
    assert answer.status_code == 404
    assert "No hay ninguna obra con el folio «NADA»" in text(answer)


def test_the_page_says_how_far_the_position_is_from_the_registered_one(page: Browser) -> None:
    page.post(
        FORM,
        {**opened(page, "W/001"), **LOCATED, "latitude": "19.41", "longitude": "-99.1", "action": "leave"},
    )
    assert "A 1.1 km al norte del sitio registrado." in text(page.get(FORM))
