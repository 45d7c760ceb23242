"""Columns, groups and endings of the results in words. Pure."""

from collections.abc import Iterable, Sequence

from audit_app import instruments
from audit_app.audit import folder_name
from audit_app.estimates.figure import Response
from audit_app.instruments import WORK_COLUMN_LABELS
from audit_app.text import gettext as _

HEADLINE = ("located", "operates_as_planned", "maintained", "progress_and_delivery")
TELL_WORKS_APART = frozenset(
    {"folio", "name", "latitude", "longitude"}
)  # every work would be a group of its own
CODES = {"executor_kind": instruments.EXECUTOR_KINDS, "role": instruments.ROLES}

Choices = list[tuple[str, list[tuple[str, str]]]]


def columns(groupings: Sequence[str], filled: Iterable[str]) -> Choices:
    """Return the columns offered to break down by, value and label, in two kinds: of a work, and of the list itself."""
    own = [(name, _(WORK_COLUMN_LABELS[name])) for name in filled if name not in TELL_WORKS_APART]
    headers = [(name, name) for name in groupings if name not in WORK_COLUMN_LABELS]
    return [(_("Datos de la obra"), own), (_("Columnas de la lista, tal como venían"), headers)]


def column(name: str) -> str:
    """Return what a column is called."""
    return _(WORK_COLUMN_LABELS[name]) if name in WORK_COLUMN_LABELS else name


def group(name: str, value: str | None) -> str:
    """Return what a group of a column is called."""
    if not value:
        return _("(en blanco)")
    return _(instruments.label_of(CODES.get(name, ()), value))


def reason(code: str) -> str:
    """Return why a work was not visited."""
    return _(instruments.label_of(instruments.OUTCOME_DETAIL.answers, code))


def reasons(response: Response) -> list[tuple[str, int]]:
    """Return the reasons that kept works from being visited, by code, with their works, the commonest first."""
    found = [(code, works) for code, works in response.not_visited.items() if works]
    return sorted(found, key=lambda pair: -pair[1])


def file_name(*what: str) -> str:
    """Return the name of a CSV to save, in ASCII."""
    return "-".join([_("resultados"), *(folder_name(part) for part in what)]) + ".csv"
