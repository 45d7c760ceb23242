"""Turns what a person typed, on a page or in a file, into the typed answer of a question, and back. Pure."""

import json
import math
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Literal, cast

from audit_app.errors import DetailMismatch, Refusal
from audit_app.geography import notations
from audit_app.instruments import (
    ALONE,
    NO_ANSWER,
    NO_ANSWER_LABEL,
    OUTCOME,
    OUTCOME_DETAIL,
    QUESTIONS,
    Question,
    hidden_by_outcome,
    is_open,
    label_of,
)
from audit_app.text import gettext as _
from audit_app.text import in_every_language, plain, printable

Answer = str | int | float | None
LONGEST_LINE, LONGEST_TEXT = 300, 4000
DECIMAL = re.compile(r"[-+]?\d{1,15}([.,]\d{1,20})?(e-\d{1,2})?")  # 5e-05 is how a small number is exported
THOUSANDS = re.compile(
    r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?"
)  # as in lists: a comma before three digits is no decimal
DEGREES: tuple[Literal["latitude"], Literal["longitude"]] = (
    "latitude",
    "longitude",
)  # which have no thousands
LIMITS = {
    "latitude": (-90.0, 90.0),
    "longitude": (-180.0, 180.0),
    "accuracy_m": (0.0, 1e6),
    "plan_measured": (0.0, 1e12),
}
DATE_FORMATS = (r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})", r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})")


class BadAnswer(Refusal):
    """What was typed is no answer to the question."""

    def __init__(self, question: Question, text: str) -> None:
        self.question, self.text = question, text[:60]

    def __str__(self) -> str:
        label = _(self.question.label).strip("¿?")
        match self.question.kind:
            case "choice" | "several":
                offered = ", ".join(f"«{_(answer.label)}»" for answer in self.question.answers)
                return _(
                    "«%(text)s» no es una respuesta de «%(question)s»: elija entre %(offered)s.",
                    text=self.text,
                    question=label,
                    offered=offered,
                )
            case "date":
                return _(
                    "«%(text)s» no es una fecha: escríbala como 2009-11-25 o 25/11/2009.", text=self.text
                )
            case "time":
                return _("«%(text)s» no es una hora: escríbala como 09:30.", text=self.text)
            case "number" | "whole":
                return _(
                    "«%(text)s» no es un valor posible de «%(question)s».", text=self.text, question=label
                )
        return _("El texto de «%(question)s» es demasiado largo: abrévielo.", question=label)


class BadPosition(BadAnswer):
    """What was typed says no degrees of latitude or of longitude; pasted whole, no position."""

    def __str__(self) -> str:
        match notations.lacks(self.text):
            case "internet":
                return _(
                    "«%(text)s» es un enlace corto, que solo se abre con internet: en el mapa del teléfono toque el sitio "
                    "y copie sus dos números, como 22.6511, -102.9801.",
                    text=self.text,
                )
            case "place":
                return _(
                    "«%(text)s» es un código corto: péguelo con su municipio y estado, como «M22C+C2 Jerez, Zacatecas».",
                    text=self.text,
                )
        return _(
            "«%(text)s» no es un valor posible de «%(question)s»: escríbala en grados, como %(example)s, "
            "o pegue una posición entera.",
            text=self.text,
            question=_(self.question.label),
            example="22.6511" if self.question.code == "latitude" else "-102.9801",
        )


class Contradiction(BadAnswer):
    """An answer that stands alone came with others."""

    def __str__(self) -> str:
        return _("«Sin daños» y «Sin respuesta» no van con otras respuestas: deje solo las que correspondan.")


def read(question: Question, text: str) -> Answer:
    """Return the answer in a text: a code (or its label in any language), a number, a date, a text; None when blank.

    Several answers come separated by ``;`` and leave as a JSON list of codes. Raises BadAnswer.
    """
    text = printable(text).strip() if text else ""
    if not text:
        return None
    answer = _READERS[question.kind](question, text)
    if answer is None:
        raise (BadPosition if question.code in DEGREES else BadAnswer)(question, text)
    return answer


def written(answer: Answer) -> str:
    """Return an answer as the text that ``read`` takes back."""
    if answer is None:
        return ""
    if isinstance(answer, str) and answer.startswith("["):
        return ";".join(json.loads(answer))
    return f"{Decimal(repr(answer)):f}".removesuffix(".0") if isinstance(answer, float) else str(answer)


def without_hidden(answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """Return the answers of a finished form: what its other answers keep closed is None."""
    kept = dict(answers)
    for question in QUESTIONS.values():
        if not is_open(question, kept):
            kept[question.code] = None
    return kept


def without_hidden_by_outcome(answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """Return the answers of an imported visit: what its outcome keeps closed is None, and so is a detail of another outcome.

    A blank outcome closes nothing.
    """
    outcome = answers.get("outcome")
    hidden = hidden_by_outcome(outcome) if outcome else frozenset()
    if not detail_fits(answers):
        hidden |= {"outcome_detail"}
    return {code: None if code in hidden else answer for code, answer in answers.items()}


def detail_fits(answers: Mapping[str, Answer]) -> bool:
    """Tell whether the detail of the outcome is one that this outcome offers."""
    detail = answers.get("outcome_detail")
    offered = {answer.code: answer.under for answer in QUESTIONS["outcome_detail"].answers}
    return detail in (None, NO_ANSWER) or offered[str(detail)] == answers.get("outcome")


def check_detail(typed: Mapping[str, Answer]) -> None:
    """Refuse a detail that belongs to another outcome."""
    if not detail_fits(typed):
        raise DetailMismatch(
            _(label_of(OUTCOME_DETAIL.answers, cast("str", typed["outcome_detail"]))),
            _(label_of(OUTCOME.answers, cast("str | None", typed.get("outcome")))),
        )


@cache
def codes_by_name(question: Question) -> dict[str, str]:
    """Return every code of a question by its code and by its labels, without case or accents."""
    names = {
        plain(label): answer.code for answer in question.answers for label in in_every_language(answer.label)
    }
    names |= {plain(label): NO_ANSWER for label in in_every_language(NO_ANSWER_LABEL)}
    return names | {code: code for code in question.codes}


def _choice(question: Question, text: str) -> Answer:
    codes = codes_by_name(question)
    return codes.get(text) or codes.get(plain(text))


def _several(question: Question, text: str) -> Answer:
    chosen = [_choice(question, part.strip()) for part in text.split(";") if part.strip()]
    if None in chosen or not chosen:
        return None
    if len(set(chosen)) > 1 and any(code in ALONE for code in chosen):
        raise Contradiction(question, text)
    return json.dumps([code for code in question.codes if code in chosen])


def _number(question: Question, text: str) -> Answer:
    figure = text.replace(" ", "").replace("−", "-")
    if question.code not in DEGREES and THOUSANDS.fullmatch(figure):
        figure = figure.replace(",", "")
    if not DECIMAL.fullmatch(figure):
        return notations.degrees(text, question.code) if question.code in DEGREES else None
    value = float(figure.replace(",", "."))
    low, high = LIMITS.get(question.code, (-math.inf, math.inf))
    return value if low <= value <= high else None


def _whole(_question: Question, text: str) -> Answer:
    return int(text) if re.fullmatch(r"[1-9]\d{0,2}", text) else None


def _date(_question: Question, text: str) -> Answer:
    for pattern in DATE_FORMATS:
        if found := re.fullmatch(pattern + r"([T ].*)?", text):
            try:
                return date(int(found["y"]), int(found["m"]), int(found["d"])).isoformat()
            except ValueError:
                return None
    return None


def _time(_question: Question, text: str) -> Answer:
    found = re.fullmatch(r"([01]?\d|2[0-3])[:.h]([0-5]\d)(:[0-5]\d)?", text)
    return f"{int(found[1]):02}:{found[2]}" if found else None


def _line(_question: Question, text: str) -> Answer:
    return " ".join(text.split()) if len(text) <= LONGEST_LINE else None


def _text(_question: Question, text: str) -> Answer:
    return text.replace("\r\n", "\n") if len(text) <= LONGEST_TEXT else None


_READERS = {
    "choice": _choice,
    "several": _several,
    "line": _line,
    "text": _text,
    "date": _date,
    "time": _time,
    "number": _number,
    "whole": _whole,
}
