"""The questionnaire on paper has the order, the keys and the conditions of the one on the screen."""

from typing import Any

import pytest

from audit_app.instruments import OUTCOME_DETAIL, QUESTIONS, SITE_VISIT, details_of
from audit_app.pdf import questionnaire
from audit_app.pdf.questionnaire import Choice
from audit_app.visits import forms as visit_forms


@pytest.mark.parametrize("code", [code for code, question in QUESTIONS.items() if question.answers])
def test_every_answer_has_a_key_and_no_answer_is_last(code: str) -> None:
    question = QUESTIONS[code]
    for group in questionnaire.choices_of(question):
        assert [choice.key for choice in group.choices] == [str(n + 1) for n in range(len(group.choices))]
        assert group.choices[-1].label == "Sin respuesta"
    told = [choice.label for group in questionnaire.choices_of(question) for choice in group.choices[:-1]]
    assert told == [answer.label for answer in question.answers]


@pytest.mark.parametrize("code", [code for code, question in QUESTIONS.items() if question.answers])
def test_the_answers_stand_in_the_order_of_the_form_on_the_screen(code: str) -> None:
    field: Any = visit_forms.bind([])[code]
    on_screen = [str(option.label.text) for option in field]
    groups = questionnaire.choices_of(QUESTIONS[code])
    on_paper = [choice.label for group in groups for choice in group.choices[:-1]]
    assert [*on_paper, groups[-1].choices[-1].label] == on_screen


def test_the_details_of_each_outcome_have_the_keys_that_they_have_on_the_screen() -> None:
    groups = questionnaire.choices_of(OUTCOME_DETAIL)
    assert [group.under for group in groups] == [
        "Localizada",
        "Buscada y no localizada",
        "No visitada",
        "Fuera del alcance",
    ]
    assert len(groups[2].choices) == len(details_of("not_visited")) + 1
    assert groups[1].choices[0] == Choice("1", "No se encontró")


def test_beyond_the_ninth_an_answer_has_no_key() -> None:
    assert [choice.key for choice in questionnaire.keyed(QUESTIONS["damage"].answers * 2)][8:10] == ["9", ""]


def test_a_condition_names_the_question_and_its_answers_with_their_keys() -> None:
    known = questionnaire.shared(next(section for section in SITE_VISIT if section.code == "operation"))
    assert questionnaire.only_if(known) == "Solo si «¿Qué resultó de la búsqueda?» es 1 Localizada"
    assert questionnaire.condition(QUESTIONS["not_operating_cause"], known) == (
        "Solo si «¿Opera?» es 2 Parcialmente, 3 No opera, 4 Nunca operó, 5 Dejó de operar"
    )
    assert questionnaire.condition(QUESTIONS["operates"], known) == ""
    assert " y «¿Opera?» es" in questionnaire.condition(QUESTIONS["not_operating_cause"])


def test_rows_keep_the_order_of_the_questions() -> None:
    for section in SITE_VISIT:
        assert [each for row in questionnaire.rows(section) for each in row] == list(section.questions)
