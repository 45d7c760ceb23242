"""The form every step builds its own from: fields whose texts the instruments read, and rows that keep what was typed."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from werkzeug.datastructures import MultiDict
from wtforms import Field, Form, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # newer than its stubs
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from audit_app.errors import Refusal
from audit_app.instruments import NO_ANSWER, NO_ANSWER_LABEL, Answer
from audit_app.text import day, printable
from audit_app.text import gettext as _

Pairs = list[tuple[str, str]]
NOT_ANSWERS = frozenset(
    {"csrf_token", "audit_id", "draft", "revision", "base", "action", "person", "photos", "placed_by"}
)
EARLIEST = date(1990, 1, 1)


class Readable:
    """Validator: the text can be read by the function given; its refusal is the field's only error."""

    field_flags: Mapping[str, bool] = {}

    def __init__(self, read: Callable[[str], object]) -> None:
        self.read = read

    def __call__(self, form: Form, field: Field) -> None:
        """Replace whatever the field itself complained of by the sentence of the reader."""
        field.errors = []
        try:
            self.read(text_of(field))
        except Refusal as refusal:
            raise StopValidation(str(refusal)) from refusal
        raise StopValidation


def text_of(field: Field) -> str:
    """Return what was posted for a field as one text; several answers are joined by ``;``."""
    return ";".join(text for text in field.raw_data or [] if isinstance(text, str) and text.strip())


def choice(label: str, answers: Iterable[Answer], read: Callable[[str], object], *, hint: str = "") -> Field:
    """Return radios for one answer of a list, ``no_answer`` last."""
    return RadioField(
        label, choices=_choices(answers), validators=[Readable(read)], validate_choice=False, description=hint
    )


def several(label: str, answers: Iterable[Answer], read: Callable[[str], object], *, hint: str = "") -> Field:
    """Return boxes for any of a list of answers, ``no_answer`` last."""
    return SelectMultipleField(
        label,
        choices=_choices(answers),
        validators=[Readable(read)],
        validate_choice=False,
        description=hint,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


def line(label: str, read: Callable[[str], object], *, long: bool = False, hint: str = "") -> Field:
    """Return a field of one line, or of several."""
    kind = TextAreaField if long else StringField
    return kind(label, validators=[Readable(read)], description=hint)


def posted(pairs: Iterable[tuple[str, str]]) -> MultiDict[str, str]:
    """Return pairs as a form binds them."""
    return MultiDict(list(pairs))


def pairs_of(form: MultiDict[str, str]) -> Pairs:
    """Return what was posted of a form, its hidden machinery left out, in order, blanks too."""
    return [(name, printable(text)) for name, text in form.items(multi=True) if name not in NOT_ANSWERS]


def is_likely(iso: str) -> bool:
    """Tell whether work of an audit can have been done on this day: not before 1990, and no later than tomorrow."""
    return EARLIEST <= date.fromisoformat(iso) <= date.today() + timedelta(days=1)


def unlikely_day(iso: str) -> str:
    """Return the sentence about a day that cannot be: tomorrow is allowed, for the clocks of laptops differ."""
    return _("La fecha %(day)s no puede ser: corrija el año.", day=day(iso))


def _choices(answers: Iterable[Answer]) -> list[SelectChoice]:
    listed = [SelectChoice(value=answer.code, label=answer.label) for answer in answers]
    return [*listed, SelectChoice(value=NO_ANSWER, label=NO_ANSWER_LABEL)]
