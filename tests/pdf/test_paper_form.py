"""The forms to be filled in by hand: everything of the screen is on them, in its order, and fits."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from audit_app.instruments import DOCUMENT_STATES, DOCUMENTS, SITE_VISIT, STAGES, Question
from audit_app.pdf import questionnaire
from audit_app.text import gettext, speaking
from tests.pdf.reports import catalog, drawn, elements, forms, said, tool

LANGUAGES = ("es", "en")
PAGE = re.compile(r"Página (\d+) de (\d+)")


def joined(text: str) -> str:
    """Return a text without blanks: lines may be broken anywhere."""
    return "".join(text.split())


def printed(question: Question) -> Iterator[str]:
    """Yield what must be read of a question, in the language in use."""
    yield gettext(question.label)
    if question.hint:
        yield gettext(question.hint)
    if question.answers:
        for group in questionnaire.choices_of(question):
            yield from (f"{choice.key} {choice.label}" for choice in group.choices)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_and_answer_is_there_in_the_order_of_the_screen(tmp_path: Path, language: str) -> None:
    with speaking(language):
        text = joined(said(drawn(tmp_path, forms())))
        at = 0
        for number, section in enumerate(SITE_VISIT, start=1):
            at = text.index(joined(f"{number}. {gettext(section.label)}"), at)
            for question in section.questions:
                for part in printed(question):
                    assert text.find(joined(part), at) >= 0, part
                at = text.index(joined(gettext(question.label)), at)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_document_is_there_with_the_keys_of_its_states(tmp_path: Path, language: str) -> None:
    with speaking(language):
        text = said(drawn(tmp_path, forms()), 3)
        for state in questionnaire.keyed(DOCUMENT_STATES):
            assert f"{state.key} {state.label}" in text
        at = 0
        for stage, label in STAGES.items():
            at = text.index(gettext(label), at)
            for document in (one for one in DOCUMENTS if one.stage == stage):
                at = text.index(gettext(document.label), at)


def test_the_facts_of_the_list_are_filled_in(tmp_path: Path) -> None:
    first = said(drawn(tmp_path, forms({"goal": 120, "unit": "m", "year": "2007", "program": "3x1"})), 1)
    for fact in (
        "W/001",
        "Red de drenaje",
        "Agua · Jerez · Zacatecas",
        "3x1",
        "2007",
        "$ 1,400,085.21",
        "120 m",
        "Comité de obra",
        "La lista registra 22.65000, -103.00000",
    ):
        assert fact in first


def test_a_work_that_the_list_gives_no_position_is_told_none(tmp_path: Path) -> None:
    assert "La lista registra" not in said(drawn(tmp_path, forms({"latitude": None})))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_visit_takes_two_pages_and_the_papers_one(tmp_path: Path, language: str) -> None:
    name = (
        "Construcción de guarniciones y banquetas en la calle Emiliano Zapata, en la localidad de San Isidro"
    )
    with speaking(language):
        path = drawn(tmp_path, forms({"name": name, "program": "3x1", "year": "2007", "beneficiaries": 30}))
    assert len(PdfReader(path).pages) == 3
    assert gettext("El expediente") in said(drawn(tmp_path, forms()), 3)


def test_each_work_has_its_own_page_numbers_and_running_head(tmp_path: Path) -> None:
    path = drawn(tmp_path, forms({}, {"folio": "W/002", "name": "Pozo"}))
    pages = [said(path, number) for number in range(1, 7)]
    assert [match.groups() for page in pages if (match := PAGE.search(page))] == [
        (str(number), "3") for _work in range(2) for number in (1, 2, 3)
    ]
    assert ["W/001" in page for page in pages] == [True] * 3 + [False] * 3
    assert ["W/002" in page for page in pages] == [False] * 3 + [True] * 3
    assert all("Auditoría de obras" in page for page in pages)


def test_the_outline_finds_each_work(tmp_path: Path) -> None:
    path = drawn(tmp_path, forms({}, {"folio": "W/002", "name": "Pozo"}))
    assert [one.title for one in PdfReader(path).outline if not isinstance(one, list)] == [
        "W/001 · Red de drenaje",
        "W/002 · Pozo",
    ]


def test_a_question_heads_its_answers_for_reading_machines(tmp_path: Path) -> None:
    found = [one["/S"] for one in elements(drawn(tmp_path, forms()))]
    asked = sum(
        len(questionnaire.choices_of(question))
        for section in SITE_VISIT
        for question in section.questions
        if question.answers
    )
    facts = 3  # executor, amount, position
    assert found.count("/TH") == asked + facts + len(DOCUMENTS) + len(DOCUMENT_STATES) + 2
    assert found.count("/H2") == len(SITE_VISIT) + 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_stands_beyond_the_margins(tmp_path: Path, language: str) -> None:
    long = "Ampliación-de-la-red " * 40
    with speaking(language):
        paper = forms({"folio": "F" * 300, "name": long, "executor": long, "locality": long}, title=long)
        path = drawn(tmp_path, paper)
    words = re.findall(
        r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"',
        tool("pdftotext", "-bbox", str(path), "-"),
    )
    assert words
    for left, top, right, bottom in (map(float, word) for word in words):
        assert left >= 53
        assert right <= 612 - 53
        assert top >= 20
        assert bottom <= 792 - 30


def test_documents_of_an_audits_own_stand_at_the_end(tmp_path: Path) -> None:
    text = said(drawn(tmp_path, forms(documents=("bonds", "propio"))))
    assert "Fianzas" in text
    assert "Cierre (1) propio" in text
    assert "Bitácora" not in text


def test_many_documents_go_on_to_more_pages(tmp_path: Path) -> None:
    path = drawn(tmp_path, forms(documents=tuple(f"propio {number}." for number in range(60))))
    text = said(path)
    assert all(f"propio {number}." in text for number in range(60))
    assert text.count("Firma de quien revisó") == 1


def test_the_form_is_in_the_language_in_use_and_the_same_each_time(tmp_path: Path) -> None:
    with speaking("en"):
        once, again = (drawn(tmp_path, forms(), name) for name in ("a.pdf", "b.pdf"))
    assert catalog(once)["/Lang"] == "en-US"
    assert "Does it operate?" in said(once)
    assert once.read_bytes() == again.read_bytes()
