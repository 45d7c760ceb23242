"""The site-visit form: one field a question, made from the instrument; it checks and reads, queries save."""

from collections.abc import Mapping
from functools import partial
from typing import cast

from wtforms import Field, Form

from audit_app import forms
from audit_app.forms import Pairs
from audit_app.geography import notations
from audit_app.instruments import (
    NO_ANSWER,
    QUESTIONS,
    SITE_VISIT,
    Question,
    Section,
    is_open,
)
from audit_app.text import N_
from audit_app.text import gettext as _
from audit_app.visits import answers
from audit_app.visits.answers import Answer, BadAnswer, BadPosition

MISSING = {
    "visited_on": N_("Indique la fecha de la visita"),
    "attempt": N_("Indique qué número de intento es"),
    "evaluators": N_("Indique quién hizo la visita"),
    "outcome": N_("Indique qué resultó de la búsqueda"),
    "outcome_detail": N_("Indique el detalle del resultado"),
    "search_done": N_("Explique qué se hizo para buscar la obra"),
    "state_of_works": N_("Indique el estado de la obra"),
    "operates": N_("Indique si la obra opera"),
    "not_operating_cause": N_("Indique por qué no opera por completo"),
    "matches_plan": N_("Indique si corresponde con lo planeado"),
    "plan_type": N_("Indique si el tipo de obra es el planeado"),
    "plan_place": N_("Indique si el sitio es el planeado"),
    "plan_size": N_("Indique si las dimensiones son las planeadas"),
    "plan_materials": N_("Indique si los materiales son los planeados"),
    "maintained": N_("Indique cómo es el mantenimiento"),
    "maintenance_cause": N_("Indique por qué el mantenimiento es insuficiente"),
    "maintainer": N_("Indique quién la mantiene"),
    "condition": N_("Indique la condición física"),
    "damage": N_("Indique los daños a la vista, o «Sin daños»"),
    "use": N_("Indique el uso"),
    "priority_need": N_("Indique si responde a una necesidad prioritaria"),
    "plaque": N_("Indique cómo está la placa del programa"),
    "latitude": N_("Anote la posición, o por qué no la hay"),
    "no_photo_reason": N_("Suba una fotografía, o diga por qué no la hay"),
}


def _field(question: Question) -> Field:
    read = partial(answers.read, question)
    match question.kind:
        case "choice":
            return forms.choice(question.label, question.answers, read, hint=question.hint)
        case "several":
            return forms.several(question.label, question.answers, read, hint=question.hint)
    return forms.line(question.label, read, long=question.kind == "text", hint=question.hint)


VisitForm = type("VisitForm", (Form,), {code: _field(question) for code, question in QUESTIONS.items()})


def bind(pairs: Pairs) -> Form:
    """Return the form that shows these pairs."""
    return cast("Form", VisitForm(forms.posted(_one_box_position(pairs))))


def as_pairs(saved: Mapping[str, object]) -> Pairs:
    """Return the saved answers of a visit as the pairs that the form takes."""
    texts = [(code, answers.written(cast("Answer", saved.get(code)))) for code in QUESTIONS]
    return [
        (code, part)
        for code, text in texts
        for part in (text.split(";") if QUESTIONS[code].kind == "several" else [text])
    ]


def read(form: Form) -> dict[str, Answer]:
    """Return the typed answers; one that cannot be read is None, and so is a detail of another outcome."""
    typed = {code: _read(question, form) for code, question in QUESTIONS.items()}
    if not answers.detail_fits(typed):
        typed["outcome_detail"] = None
    return typed


def unread_position(form: Form) -> list[str]:
    """Return what a position pasted lacks to be read; nothing of what may be still being typed."""
    pasted = ((QUESTIONS[name], forms.text_of(form[name])) for name in answers.DEGREES)
    return [str(BadPosition(question, text)) for question, text in pasted if notations.lacks(text)][:1]


def problems(form: Form, photos: int) -> dict[str, str]:
    """Return what keeps the form from being finished: a sentence by question, in the order of the form."""
    form.validate()
    typed = read(form)
    missing = {code for code, answer in typed.items() if answer is None and _required(QUESTIONS[code], typed)}
    unlikely = _unlikely(typed)
    if typed["outcome"] == "located":
        if None in (typed["latitude"], typed["longitude"]) and typed["no_position_reason"] is None:
            missing.add("latitude")
        if not photos and typed["no_photo_reason"] is None:
            missing.add("no_photo_reason")
    for code, question in QUESTIONS.items():
        field = form[code]
        if not is_open(question, typed):
            field.errors = []
        elif not field.errors and code in missing:
            field.errors = [_(MISSING[code])]
        elif not field.errors and code in unlikely:
            field.errors = [unlikely[code]]
    return {code: str(form[code].errors[0]) for code in QUESTIONS if form[code].errors}


def _unlikely(typed: Mapping[str, Answer]) -> dict[str, str]:
    """Return what is wrong with the day and the times of the visit, by question: a slip in the year moves the cut-off."""
    told = {}
    if (day := typed["visited_on"]) and not forms.is_likely(str(day)):
        told["visited_on"] = forms.unlikely_day(str(day))
    arrived, left = typed["arrived_at"], typed["left_at"]
    if arrived and left and str(left) < str(arrived):
        told["left_at"] = _("La salida es anterior a la llegada: corrija una de las dos.")
    return told


def finished(form: Form) -> dict[str, Answer]:
    """Return the answers of a form without problems as they become evidence: what is hidden is None."""
    return answers.without_hidden(read(form))


def counts(form: Form, photos: int) -> dict[str, tuple[int, int]]:
    """Return for every section how many of its open required questions are answered, and how many there are."""
    typed = read(form)
    located = typed["outcome"] == "located"
    placed = None not in (typed["latitude"], typed["longitude"]) or typed["no_position_reason"] is not None
    pictured = photos > 0 or typed["no_photo_reason"] is not None
    done = {"position": [placed] if located else [], "photos": [pictured] if located else []}
    for section in SITE_VISIT:
        done.setdefault(section.code, []).extend(
            typed[question.code] is not None for question in section.questions if _required(question, typed)
        )
    return {section: (sum(answered), len(answered)) for section, answered in done.items()}


def rows(section: Section) -> list[list[Question]]:
    """Return the questions of a section by the row of the page they share: short ones beside one another."""
    laid: list[list[Question]] = []
    for question in section.questions:
        short = question.kind in ("date", "time", "number", "whole", "line")
        beside = laid and short and laid[-1][-1].kind not in ("choice", "several", "text")
        if (
            beside
            and laid[-1][-1].opens == question.opens
            and not _wide(question)
            and not _wide(laid[-1][-1])
        ):
            laid[-1].append(question)
        else:
            laid.append([question])
    return laid


def _wide(question: Question) -> bool:
    return question.code in ("no_position_reason", "no_photo_reason", "companion")


def _required(question: Question, typed: Mapping[str, Answer]) -> bool:
    if question.code == "outcome_detail" and typed.get("outcome") == NO_ANSWER:
        return False
    return question.required and is_open(question, typed)


def _read(question: Question, form: Form) -> Answer:
    try:
        return answers.read(question, forms.text_of(form[question.code]))
    except BadAnswer:
        return None


def _one_box_position(pairs: Pairs) -> Pairs:
    """Split a whole position pasted into the box of the latitude or of the longitude, in any notation."""
    typed = {name: text.strip() for name, text in pairs if name in answers.DEGREES}
    pasted = [text for text in typed.values() if text]
    both = notations.position(pasted[0]) if len(pasted) == 1 else None
    if both is None:
        return pairs
    split = {name: answers.written(degrees) for name, degrees in zip(answers.DEGREES, both, strict=True)}
    return [*((name, text) for name, text in pairs if name not in split), *split.items()]
