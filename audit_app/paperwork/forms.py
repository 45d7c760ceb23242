"""The document checklist as a form: one field a document, so that rows can never be renumbered or mixed."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

from wtforms import Field, Form

from audit_app import forms
from audit_app.errors import BadReviewDate, Refusal, UnknownState
from audit_app.forms import Pairs
from audit_app.instruments import DOCUMENT_STATES, NO_ANSWER, Document
from audit_app.text import N_
from audit_app.text import gettext as _

PREFIX = "doc_"
LONGEST_NOTES = 4000
STATES = (*(answer.code for answer in DOCUMENT_STATES), NO_ANSWER)


def bind(documents: Sequence[Document], pairs: Pairs) -> Form:
    """Return the checklist that shows these pairs."""
    fields: dict[str, Field] = {
        PREFIX + document.code: forms.choice(document.label, DOCUMENT_STATES, read_state)
        for document in documents
    }
    fields["reviewed_on"] = forms.line(N_("Fecha de la revisión"), read_day)
    fields["notes"] = forms.line(N_("Notas de la revisión"), read_notes, long=True)
    fields["reason"] = forms.line(N_("Motivo de la corrección"), read_notes)
    return cast("Form", type("PaperworkForm", (Form,), fields)(forms.posted(pairs)))


def as_pairs(documents: Mapping[str, Mapping[str, str]], reviewed_on: str | None, notes: str | None) -> Pairs:
    """Return a saved review as the pairs that the form takes."""
    states = [(PREFIX + code, told.get("state", "")) for code, told in documents.items()]
    bulk = " ".join(code for code, told in documents.items() if told.get("checked") == "bulk")
    return [*states, ("bulk", bulk), ("reviewed_on", reviewed_on or ""), ("notes", notes or "")]


def marked_in_bulk(pairs: Pairs) -> list[str]:
    """Return the codes of the documents that were marked all at once, not one by one."""
    return dict(pairs).get("bulk", "").split()


def states(form: Form, documents: Sequence[Document], bulk: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return the state of every document that has one, and whether it was checked one by one or marked in bulk."""
    told = {document.code: forms.text_of(form[PREFIX + document.code]) for document in documents}
    return {
        code: {"state": state, "checked": "bulk" if code in bulk and state == "complete" else "each"}
        for code, state in told.items()
        if state in STATES
    }


def problems(form: Form, documents: Sequence[Document], corrects: bool) -> dict[str, str]:
    """Return what keeps the review from being finished: a sentence by field, in the order of the form.

    One that corrects another asks for its reason.
    """
    form.validate()
    for document in documents:
        field = form[PREFIX + document.code]
        if not field.errors and not forms.text_of(field):
            field.errors = [_("Indique el estado de «%(document)s»", document=_(document.label))]
    reviewed_on, reason = form["reviewed_on"], form["reason"]
    if not reviewed_on.errors and not (day := forms.text_of(reviewed_on)):
        reviewed_on.errors = [_("Indique la fecha de la revisión")]
    elif not reviewed_on.errors and not forms.is_likely(day):
        reviewed_on.errors = [forms.unlikely_day(day)]
    if corrects and not forms.text_of(reason):
        reason.errors = [_("Escriba por qué se corrige la revisión")]
    return {field.name: str(field.errors[0]) for field in form if field.errors}


def read_state(text: str) -> str:
    """Return the state of a document; refuse one that is not on the list."""
    if text and text not in STATES:
        raise UnknownState(text)
    return text


def read_day(text: str) -> str:
    """Return an ISO date; refuse anything else."""
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError as error:
        raise BadReviewDate(text) from error


def read_notes(text: str) -> str:
    """Return the notes; refuse more than fits."""
    if len(text) > LONGEST_NOTES:
        raise Refusal(_("Las notas son demasiado largas: abrévielas a %(n)s letras.", n=LONGEST_NOTES))
    return text
