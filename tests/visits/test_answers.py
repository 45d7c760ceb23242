"""What a person types, on a page or in a cell, as the answer to a question, and back."""

import pytest

from audit_app.instruments import QUESTIONS
from audit_app.position import apart
from audit_app.visits import answers
from audit_app.visits.answers import Answer, BadAnswer


@pytest.mark.parametrize(
    ("code", "typed", "answer"),
    [
        ("operates", "yes", "yes"),
        ("operates", " Sí ", "yes"),
        ("operates", "SI", "yes"),
        ("operates", "Yes", "yes"),
        ("operates", "Stopped operating", "stopped"),
        ("operates", "sin respuesta", "no_answer"),
        ("operates", "no_answer", "no_answer"),
        ("operates", "", None),
        ("operates", " \u00a0\t", None),
        ("damage", "cracks", '["cracks"]'),
        ("damage", "Corrosión ; grietas;", '["cracks", "rust"]'),
        ("damage", "rust;rust", '["rust"]'),
        ("damage", "none", '["none"]'),
        ("plan_measured", "1,200", 1200.0),
        ("plan_measured", "1,234,567.5", 1234567.5),
        ("plan_measured", "1,20", 1.2),
        ("latitude", "20,123", 20.123),
        ("visited_on", "2009-11-05", "2009-11-05"),
        ("visited_on", "5/11/2009", "2009-11-05"),
        ("visited_on", "2009-11-05T10:00:00", "2009-11-05"),
        ("arrived_at", "9:05", "09:05"),
        ("arrived_at", "23h59", "23:59"),
        ("latitude", "19,4326", 19.4326),
        ("longitude", "−99.1332", -99.1332),
        ("plan_measured", "1 250.5", 1250.5),
        ("attempt", "12", 12),
        ("evaluators", " Brigada \n 1 ", "Brigada 1"),
        ("notes", " a\r\nb\x00 ", "a\nb"),
    ],
)
def test_what_is_typed_is_read(code: str, typed: str, answer: Answer) -> None:
    assert answers.read(QUESTIONS[code], typed) == answer


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("operates", "quizá"),
        ("operates", "yes;no"),
        ("damage", "cracks;hoyos"),
        ("damage", "cracks;none"),
        ("damage", "none;no_answer"),
        ("damage", ";"),
        ("visited_on", "2009-02-30"),
        ("visited_on", "0000-00-00"),
        ("visited_on", "05/11/09"),
        ("arrived_at", "24:00"),
        ("latitude", "90.0001"),
        ("latitude", "NaN"),
        ("longitude", "Infinity"),
        ("longitude", "-1e2"),
        ("accuracy_m", "-1"),
        ("plan_measured", "9" * 16),
        ("attempt", "0"),
        ("attempt", "1.5"),
        ("attempt", "1000"),
        ("evaluators", "x" * 301),
        ("notes", "x" * 4001),
    ],
)
def test_what_is_no_answer_is_refused_with_a_sentence(code: str, typed: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        answers.read(QUESTIONS[code], typed)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("latitude", -19.4326007),
        ("longitude", 0.0),
        ("plan_measured", 999999999999.0),
        ("plan_measured", 123456789.123),
        ("accuracy_m", 1e-9),
        ("damage", '["cracks", "leaks"]'),
        ("attempt", 3),
        ("notes", "a;b\nc"),
        ("operates", None),
    ],
)
def test_what_is_written_is_read_back_as_it_was(code: str, answer: Answer) -> None:
    assert answers.read(QUESTIONS[code], answers.written(answer)) == answer


def test_distance_is_measured_on_the_sphere() -> None:
    assert apart(19.4326, -99.1332, 20.6597, -103.3496) == pytest.approx(460_000, rel=0.01)
    assert apart(20, -103, 20, -103) == 0


@pytest.mark.parametrize("place", [(None, -99.1), (19.4, None), ("19.4", -99.1)])
def test_there_is_no_distance_without_both_positions(place: tuple[object, object]) -> None:
    assert apart(*place, 19.4, -99.1) is None
