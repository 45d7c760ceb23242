"""The form every step builds its own from: fields that keep what was typed and say what is wrong with it."""

import re

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form

from audit_app import forms
from audit_app.errors import Refusal
from audit_app.instruments import Answer


def shout(text: str) -> str:
    if text == "mal":
        raise Refusal("Está mal.")
    return text.upper()


class Little(Form):
    colour = forms.choice("Color", [Answer("red", "Rojo"), Answer("blue", "Azul")], shout, hint="El que sea")
    tools = forms.several("Útiles", [Answer("pen", "Pluma")], shout)
    name = forms.line("Nombre", shout)
    notes = forms.line("Notas", shout, long=True)


def bound(*pairs: tuple[str, str]) -> Little:
    return Little(forms.posted(pairs))


def test_choices_end_with_no_answer_and_keep_their_codes() -> None:
    assert re.findall(r'value="(\w+)"> <label for="[\w-]+">([^<]+)', str(bound().colour())) == [
        ("red", "Rojo"),
        ("blue", "Azul"),
        ("no_answer", "Sin respuesta"),
    ]


def test_nothing_answered_is_no_error() -> None:
    form = bound()
    assert form.validate()
    assert form.errors == {}


@pytest.mark.parametrize("field", ["colour", "tools", "name", "notes"])
def test_the_refusal_of_the_reader_is_the_fields_only_error(field: str) -> None:
    form = bound((field, "mal"))
    assert not form.validate()
    assert form.errors == {field: ["Está mal."]}


def test_what_was_typed_stays_as_it_was_typed() -> None:
    form = bound(("name", "  mal  "), ("tools", "pen"), ("tools", "mal"))
    assert form.name.raw_data == ["  mal  "]
    assert forms.text_of(form.tools) == "pen;mal"
    assert forms.text_of(form.notes) == ""


def test_the_machinery_of_a_page_is_no_answer() -> None:
    names = ("csrf_token", "audit_id", "draft", "revision", "base", "action", "person", "photos")
    posted = MultiDict([*((name, "x") for name in names), ("b", "1"), ("a", ""), ("b", "2")])
    assert forms.pairs_of(posted) == [("b", "1"), ("b", "2"), ("a", "")]
