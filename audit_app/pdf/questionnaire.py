"""The site visit as it is printed to be filled in by hand: every question with the keys of its answers and when it is asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from audit_app.instruments import (
    NO_ANSWER_LABEL,
    OUTCOME,
    PROVED,
    QUESTIONS,
    Answer,
    Question,
    Section,
    label_of,
)
from audit_app.text import gettext as _

KEYS = 9  # the form is answered by the keys 1 to 9

Opens = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to tick, with the key that gives it on the screen."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Choices:
    """The answers that stand together on the screen; ``under`` is the outcome that offers them, in words."""

    under: str
    choices: tuple[Choice, ...]


def keyed(answers: Sequence[Answer]) -> tuple[Choice, ...]:
    """Return answers in the order of the screen, «no answer» last, each with its key."""
    labels = [*(answer.label for answer in answers), NO_ANSWER_LABEL]
    return tuple(
        Choice(str(key) if key <= KEYS else "", _(label)) for key, label in enumerate(labels, start=1)
    )


def choices_of(question: Question) -> list[Choices]:
    """Return the answers of a question; those of the detail apart for each outcome, for so they stand on the screen."""
    return [
        Choices(_(label_of(OUTCOME.answers, outcome)), keyed(list(answers)))
        for outcome, answers in groupby(question.answers, key=lambda answer: answer.under)
    ]


def shared(section: Section) -> Opens:
    """Return what opens every question of a section."""
    first, *others = section.questions
    return tuple(one for one in first.opens if all(one in question.opens for question in others))


def condition(question: Question, known: Opens = ()) -> str:
    """Return when a question is asked, beyond what is said already; nothing where its answers or it say so themselves."""
    if any(answer.under for answer in question.answers):
        return ""
    return only_if([one for one in question.opens if one not in known])


def only_if(opens: Sequence[tuple[str, tuple[str, ...]]]) -> str:
    """Return in words which answers open something; nothing where nothing needs to."""
    told = [
        _("«%(question)s» es %(answers)s", question=_(QUESTIONS[code].label), answers=_either(code, accepted))
        for code, accepted in opens
    ]
    return _("Solo si %(conditions)s", conditions=_(" y ").join(told)) if told else ""


def can_be_proved(question: Question) -> bool:
    """Tell whether a photo may prove the answer to a question."""
    return question.code in PROVED


def rows(section: Section) -> Iterator[list[Question]]:
    """Yield the questions of a section in their order: those to be written on a line together, every other alone."""
    for written, found in groupby(section.questions, key=_is_written):
        if written:
            for _opens, questions in groupby(found, key=lambda question: question.opens):
                yield list(questions)
        else:
            yield from ([question] for question in found)


def _is_written(question: Question) -> bool:
    return not question.answers and question.kind != "text"


def _either(code: str, accepted: Sequence[str]) -> str:
    """Return answers of a question with their keys: ``2 No opera, 3 Nunca operó``."""
    return ", ".join(
        f"{key} {_(answer.label)}"
        for key, answer in enumerate(QUESTIONS[code].answers, start=1)
        if answer.code in accepted
    )
