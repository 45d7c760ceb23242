"""What a work sheet says, as labels and answers in words: the list's facts, the visit's answers, the papers, positions, times."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from audit_app.instruments import (
    DOCUMENT_BY_CODE,
    DOCUMENT_STATES,
    EXECUTOR_KINDS,
    OUTCOME,
    OUTCOME_DETAIL,
    QUESTIONS,
    WORK_COLUMN_LABELS,
    Question,
    label_of,
)
from audit_app.pdf.contents import Revision, SheetPhoto, Value, WorkSheet
from audit_app.text import N_, amount, day, distance, number, whole
from audit_app.text import gettext as _

KEY_QUESTIONS = ("operates", "matches_plan", "maintained", "condition")
TEXTS = ("search_done", "no_position_reason", "no_photo_reason", "notes")
TOLD_APART = frozenset(
    {
        *("outcome", "outcome_detail", "visited_on", "arrived_at", "left_at", "attempt", *KEY_QUESTIONS),
        *("latitude", "longitude", "accuracy_m", "method", "taken_at", "plan_unit", *TEXTS),
    }
)
AMOUNTS = (
    "amount_total",
    "amount_federal",
    "amount_state",
    "amount_municipal",
    "amount_migrants",
    "amount_other",
)
KINDS = {
    "works": N_("Registro"),
    "visits": N_("Visita"),
    "paperwork": N_("Expediente"),
    "photos": N_("Fotografía"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """A label and what stands beside it; a document has its state too, to be drawn as a shape."""

    label: str
    text: str
    state: str = ""


def key_answers(visit: Mapping[str, Value]) -> list[Item]:
    """Return how the search ended and, of a work located, the answers that matter most."""
    ended = _(label_of(OUTCOME.answers, code(visit["outcome"]))) or "—"
    detail = _(label_of(OUTCOME_DETAIL.answers, code(visit["outcome_detail"])))
    found = [Item(_("Búsqueda"), " · ".join(part for part in (ended, detail) if part))]
    if visit["outcome"] == "located":
        questions = (QUESTIONS[name] for name in KEY_QUESTIONS)
        found += (
            Item(_(question.label), answer(question, visit[question.code]) or "—") for question in questions
        )
    return found


def facts(work: Mapping[str, Value]) -> Iterator[Item]:
    """Yield what the list says of a work."""
    shown = {
        "program": text(work["program"]),
        "year": text(work["year"]),
        "executor": _executor(work["executor"], code(work["executor_kind"])),
        "start_date": day(code(work["start_date"])) if work["start_date"] else "",
        "end_date": day(code(work["end_date"])) if work["end_date"] else "",
        **{name: _pesos(work[name]) for name in AMOUNTS},
        "goal": " ".join(part for part in (text(work["goal"]), text(work["unit"])) if part),
        "beneficiaries": text(work["beneficiaries"]),
        "marginality": text(work["marginality"]),
    }
    yield from (Item(_(WORK_COLUMN_LABELS[column]), said) for column, said in shown.items() if said)
    if listed := position(work):
        yield Item(_("Posición"), listed)


def answers(sheet: WorkSheet) -> Iterator[Item]:
    """Yield every answer of the visit that is not told elsewhere on the sheet."""
    visit = sheet.visit or {}
    if when := _when(visit):
        yield Item(_("Visita"), when)
    for name, question in QUESTIONS.items():
        if name not in TOLD_APART and (said := answer(question, visit.get(name), sheet.damage)):
            unit = f" {visit['plan_unit']}" if name == "plan_measured" and visit.get("plan_unit") else ""
            yield Item(_(question.label), said + unit)
    if seen := position(visit):
        yield Item(_("Posición"), "; ".join([seen, *_about_the_position(sheet)]))


def papers(sheet: WorkSheet) -> Iterator[Item]:
    """Yield the documents asked of the work, each with its state."""
    for name, state in sheet.documents:
        label = _(DOCUMENT_BY_CODE[name].label) if name in DOCUMENT_BY_CODE else name
        said = _(label_of(DOCUMENT_STATES, state)) if state else _("Sin revisar")
        yield Item(label, said, state or "not_reviewed")


def long_answers(sheet: WorkSheet) -> Iterator[Item]:
    """Yield what was written in free text."""
    visit = sheet.visit or {}
    for name in TEXTS:
        if said := text(visit.get(name)):
            yield Item(_(QUESTIONS[name].label), said)
    if sheet.paperwork_notes:
        yield Item(_("Notas del expediente"), sheet.paperwork_notes)


def about_photo(photo: SheetPhoto) -> str:
    """Return when and where a photo was taken, and the beginning of its hash."""
    taken = f"{day(photo.taken_at)}, {photo.taken_at[11:16]}" if photo.taken_at else ""
    place = position({"latitude": photo.latitude, "longitude": photo.longitude})
    return " · ".join(part for part in (taken.rstrip(", "), place, f"SHA-256 {photo.sha256[:12]}…") if part)


def revision(one: Revision) -> str:
    """Return a line of the history: what, who, when (in UTC, the same on every laptop) and why."""
    said = _(
        "%(kind)s: %(author)s, %(day)s %(time)s UTC",
        kind=_(KINDS[one.kind]) + (_(" (retirada)") if one.withdrawn else ""),
        author=one.author,
        day=day(one.recorded_at),
        time=one.recorded_at[11:16],
    )
    return said + (f" («{one.reason}»)" if one.reason else "")


def answer(question: Question, value: Value, several: Sequence[str] = ()) -> str:
    """Return an answer as people read it; nothing where there is none."""
    if value is None or value == "":
        return ""
    match question.kind:
        case "choice":
            return _(label_of(question.answers, str(value)))
        case "several":
            return ", ".join(_(label_of(question.answers, each)) for each in several)
        case "date":
            return day(str(value))
        case "number" if isinstance(value, int | float):
            return number(value, 2)
    return str(value)


def position(place: Mapping[str, Value]) -> str:
    """Return latitude and longitude to a metre; nothing without both."""
    latitude, longitude = place.get("latitude"), place.get("longitude")
    if not isinstance(latitude, int | float) or not isinstance(longitude, int | float):
        return ""
    return f"{latitude:.5f}, {longitude:.5f}"


def text(value: Value) -> str:
    """Return a value as text, a count with separators; nothing for None."""
    return whole(value) if isinstance(value, int) else "" if value is None else str(value)


def code(value: Value) -> str | None:
    """Return a value that is a code or a date."""
    return None if value is None else str(value)


def _when(visit: Mapping[str, Value]) -> str:
    """Return the day of the visit, its hours, and which attempt it was after the first."""
    if not visit.get("visited_on"):
        return ""
    hours = "–".join(text(visit[name]) for name in ("arrived_at", "left_at") if visit.get(name))
    attempt = visit.get("attempt")
    tries = _("intento %(n)s", n=attempt) if isinstance(attempt, int) and attempt > 1 else ""
    return ", ".join(part for part in (day(text(visit["visited_on"])), hours, tries) if part)


def _about_the_position(sheet: WorkSheet) -> Iterator[str]:
    visit = sheet.visit or {}
    method, accuracy = answer(QUESTIONS["method"], visit.get("method")).lower(), visit.get("accuracy_m")
    within = distance(accuracy) if isinstance(accuracy, int | float) else ""
    if method or within:
        yield ", ".join(part for part in (method, within) if part)
    if sheet.metres_apart is not None:
        yield _("a %(distance)s de la registrada", distance=distance(sheet.metres_apart))


def _executor(name: Value, kind: str | None) -> str:
    """Return the executor, with its kind where the name does not say it."""
    label = _(label_of(EXECUTOR_KINDS, kind)) if kind else ""
    if not name or not label or label.lower() in str(name).lower():
        return text(name) or label
    return f"{name} ({label.lower()})"


def _pesos(value: Value) -> str:
    return amount(float(value)) if isinstance(value, int | float) else ""
