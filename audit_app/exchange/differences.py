"""What the versions of one thing say differently, field by field, in words. Pure."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from audit_app import instruments
from audit_app.exchange.package import Row
from audit_app.instruments import Answer
from audit_app.text import N_
from audit_app.text import gettext as _

SIGNATURE = frozenset({"id", "author", "device", "recorded_at"})
DICTIONARIES = frozenset(
    {"documents", "given"}
)  # columns that hold a JSON object: each of its keys is a field
LABELS = {
    "reason": N_("Motivo del cambio"),
    "withdrawn": N_("Retirada"),
    "attempt": N_("Intento"),
    "latitude": N_("Latitud"),
    "longitude": N_("Longitud"),
    "reviewed_on": N_("Fecha de la revisión"),
    "caption": N_("Pie de foto"),
    "question": N_("Pregunta"),
    "file_name": N_("Nombre del archivo"),
    "value": N_("Valor"),
    "replaces": N_("Sustituye a"),
    **instruments.WORK_COLUMN_LABELS,
    **{question.code: question.label for question in instruments.QUESTIONS.values()},
}
ANSWERS: dict[str, tuple[Answer, ...]] = {
    **{question.code: question.answers for question in instruments.QUESTIONS.values()},
    "executor_kind": instruments.EXECUTOR_KINDS,
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that not all versions say alike: its label, and what each version says, in their order."""

    label: str
    said: list[str]


def differences(heads: Sequence[Row]) -> list[Difference]:
    """Return the fields that the versions do not say alike."""
    fields = [_fields(head) for head in heads]
    names = dict.fromkeys(name for one in fields for name in one)
    return [
        Difference(_label(name), [_said(name, one.get(name)) for one in fields])
        for name in names
        if any(one.get(name) != fields[0].get(name) for one in fields)
    ]


def _fields(head: Row) -> dict[tuple[str, str], object]:
    """Return what a version says by column and, inside JSON objects, by key."""
    found: dict[tuple[str, str], object] = {}
    for column, value in head.items():
        if column in DICTIONARIES:
            found |= {(column, key): inner for key, inner in json.loads(str(value or "{}")).items()}
        elif column not in SIGNATURE:
            found[column, ""] = value
    return found


def _label(name: tuple[str, str]) -> str:
    column, key = name
    if column == "documents":
        document = instruments.DOCUMENT_BY_CODE.get(key)
        return _(document.label) if document else key
    return key or _(LABELS.get(column, column))


def _said(name: tuple[str, str], value: object) -> str:
    column, _key = name
    if value is None or value == "":
        return "—"
    if column == "documents" and isinstance(value, dict):
        state = _(instruments.label_of(instruments.DOCUMENT_STATES, str(value.get("state") or "")))
        return _("%(state)s (marcado en bloque)", state=state) if value.get("checked") == "bulk" else state
    if column == "withdrawn":
        return _(instruments.YES) if value else _(instruments.NO)
    if column in ANSWERS:
        codes = json.loads(str(value)) if str(value).startswith("[") else [value]
        return ", ".join(_(instruments.label_of(ANSWERS[column], str(code))) for code in codes)
    return str(value)
