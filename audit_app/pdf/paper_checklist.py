"""The documents that the audit asks for, to be ticked by hand, in the order of the screen."""

from collections.abc import Sequence

from audit_app.instruments import DOCUMENT_STATES, STAGES, documents_of
from audit_app.pdf import pen
from audit_app.pdf.document import LEFT, WIDTH, Document
from audit_app.pdf.pen import LABEL, Blank
from audit_app.pdf.questionnaire import keyed
from audit_app.pdf.tables import Band, Cell, Column, Row, Table, draw_table
from audit_app.pdf.typography import HEADING
from audit_app.text import gettext as _

STATE = 53.0  # the width of a state's column
TITLE = HEADING.sized(14)


def draw_checklist(document: Document, codes: Sequence[str]) -> None:
    """Draw the checklist on a page of its own: each document with a box for every state."""
    document.new_page()
    document.heading(2, _("El expediente"), TITLE)
    pen.draw_blanks(
        document, [Blank(_("Fecha de la revisión"), 90, needed=True), Blank(_("Dónde se revisó"), 200, True)]
    )
    document.y -= 8
    states = keyed(DOCUMENT_STATES)
    columns = (
        Column(_("Documento"), WIDTH - STATE * len(states), limit=3),
        *(Column(f"{state.key} {state.label}", STATE, "center") for state in states),
    )
    draw_table(document, Table(columns, _rows(codes, len(states)), LABEL, gap=6, padding=3))
    document.y -= 8
    document.room(4 * pen.RULED + pen.SIGNING)
    document.y = document.block("P", _("Notas de la revisión"), LABEL, LEFT, document.y, WIDTH)
    pen.draw_ruled(document, pen.lines_left(document, pen.SIGNING))
    pen.draw_signatures(
        document,
        [
            _("Firma de quien revisó"),
            _("Firma de quien mostró el expediente"),
            _("Fecha"),
            _("Capturó, y fecha"),
        ],
    )


def _rows(codes: Sequence[str], states: int) -> list[Row | Band]:
    documents = documents_of(codes)
    box = Cell("", drawing=pen.draw_box, drawn=pen.BOX)
    rows: list[Row | Band] = []
    for number, (stage, label) in enumerate(STAGES.items(), start=1):
        listed = [document for document in documents if document.stage == stage]
        if listed:
            rows.append(Band(f"{number}. {_(label)} ({len(listed)})"))
        rows += ([_(document.label), *[box] * states] for document in listed)
    return rows
