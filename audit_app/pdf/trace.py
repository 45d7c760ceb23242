"""Where every figure comes from: its formula with its numbers, its design, its SQL and its works, a link away from the figure."""

from audit_app.instruments import INDICATOR_BY_CODE
from audit_app.pdf.contents import SummaryReport, Trace
from audit_app.pdf.document import LEFT, WIDTH, Document
from audit_app.pdf.tables import Cell, Column, Table, draw_table
from audit_app.pdf.typography import SANS, SANS_SEMIBOLD, SMALL, SUBHEADING, Style
from audit_app.text import gettext as _
from audit_app.text import number, whole

TEXT = Style(SANS, 8, 10)
NAME = Style(SANS_SEMIBOLD, 8, 10)
CODE = Style(SANS, 7, 8.6)
MANY = 40  # folios listed one by one


def place(code: str) -> str:
    """Return the bookmark of the figure of an indicator."""
    return f"trace-{code}"


def draw_traces(document: Document, report: SummaryReport) -> None:
    """Draw where each figure comes from."""
    document.paragraph(
        _(
            "w es el factor de expansión de cada obra e y su respuesta (1 si cuenta, 0 si no; en la duración, meses); V es la "
            "varianza por linealización de Taylor. El SQL es el del programa, tal cual."
        ),
        SMALL,
        after=4,
    )
    for trace in report.traces:
        _draw(document, trace)
    document.heading(
        3, _("De qué parte cada definición, y la consulta que suma por unidad primaria"), SUBHEADING
    )
    for text in report.sql:
        _code(document, text)


def _draw(document: Document, trace: Trace) -> None:
    indicator = INDICATOR_BY_CODE[trace.code]
    document.heading(3, _(indicator.label), SUBHEADING, place(trace.code), keep=110)
    document.paragraph(_(indicator.definition), SMALL, after=1)
    steps: list[list[Cell | str]] = [[Cell(step.name, style=NAME), step.formula] for step in trace.steps]
    if steps:
        draw_table(document, Table((Column("", 116), Column("", WIDTH - 116)), steps, TEXT, padding=1.6))
    if len(trace.strata) > 1:
        _strata(document, trace)
    document.y -= 3
    _code(document, trace.definition)
    for told, folios in (
        (_("No cuentan (%(n)s): %(folios)s."), trace.others),
        (_("Sin respuesta (%(n)s): %(folios)s."), trace.unanswered),
    ):
        if folios:
            document.paragraph(told % {"n": whole(len(folios)), "folios": _listed(folios)}, TEXT, after=1)
    document.room(12)
    with document.group("P"):
        document.link(_("Todas las obras, una por una"), TEXT, LEFT, document.y - 8, "works")
    document.y -= 22


def _strata(document: Document, trace: Trace) -> None:
    columns = (
        Column(_("Estrato"), 116),
        Column(_("UPM en la muestra"), 78, "right"),
        Column(_("De cuántas"), 60, "right"),
        Column(_("Respuestas"), 60, "right"),
        Column("Σ w·y", 62, "right"),
        Column("Σ w", 62, "right"),
        Column(_("V entre"), 34, "right"),
        Column(_("V dentro"), 32, "right"),
    )
    rows: list[list[Cell | str]] = [
        [
            Cell(one.name or _("(sin estratos)"), style=NAME),
            whole(one.drawn.drawn),
            whole(one.drawn.frame) if one.drawn.frame else "—",
            whole(one.sums.answers),
            number(one.sums.sum_wy + one.sums.shift * one.sums.sum_w, 2),
            number(one.sums.sum_w, 2),
            f"{one.component.between:.2g}" if one.component else "—",
            f"{one.component.within:.2g}" if one.component else "—",
        ]
        for one in trace.strata
    ]
    draw_table(document, Table(columns, rows, TEXT, padding=1.6, gap=4, header=NAME.sized(7.5)))


def _code(document: Document, text: str) -> None:
    """Draw SQL line by line, as it is written."""
    for line in text.splitlines():
        document.paragraph(line.strip() or " ", CODE, after=0)
    document.y -= 4


def _listed(folios: tuple[str, ...]) -> str:
    shown = ", ".join(folios[:MANY])
    rest = len(folios) - MANY
    return _("%(shown)s y %(n)s más", shown=shown, n=whole(rest)) if rest > 0 else shown
