"""The whole site visit to be filled in by hand, in the order of the screen: boxes to tick and lines to write on."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from audit_app.instruments import SITE_VISIT, Question, Section
from audit_app.pdf import pen, questionnaire, sheet_items
from audit_app.pdf.contents import Value
from audit_app.pdf.document import LEFT, RIGHT, WIDTH, Document
from audit_app.pdf.pairs import SECTION
from audit_app.pdf.pen import LABEL, NEEDED, NOTE, Blank
from audit_app.pdf.questionnaire import Choices, Opens
from audit_app.pdf.tables import ROW_SCOPE
from audit_app.pdf.typography import (
    GREY,
    GRID,
    INK,
    limited,
    shortened,
    width_of,
    wrap,
)
from audit_app.text import gettext as _

ASKED = 120.0  # the column of the questions
PHOTO = 44.0  # the column of the photos that prove an answer
ANSWERS = WIDTH - ASKED - PHOTO
WRITTEN = {"date": 72.0, "time": 46.0, "whole": 30.0, "number": 72.0, "line": 110.0}  # least widths, points
LINES = 2
PHOTO_ROWS = 3


def draw_visit(document: Document, work: Mapping[str, Value]) -> None:
    """Draw every section of the site visit of a work from the document's height down, and the lines to sign on."""
    for number, section in enumerate(SITE_VISIT, start=1):
        _section(document, section, number, work)
    pen.draw_signatures(
        document,
        [_("Firma de quien visitó"), _("Firma de quien acompañó"), _("Fecha"), _("Capturó, y fecha")],
    )


def _section(document: Document, section: Section, number: int, work: Mapping[str, Value]) -> None:
    known = questionnaire.shared(section)
    document.room(SECTION.leading + 4 + 2 * pen.PITCH)
    told = [questionnaire.only_if(known)]
    if section.code == "position" and (registered := sheet_items.position(work)):
        told.insert(0, _("La lista registra %(place)s", place=registered))
    _section_title(document, f"{number}. {_(section.label)}", " · ".join(filter(None, told)))
    if section.code == "photos":
        _photo_log(document)
    for chosen, found in groupby(questionnaire.rows(section), key=lambda row: bool(row[0].answers)):
        if chosen:
            _choice_questions(document, [row[0] for row in found], known)
        else:
            for row in found:
                _written_questions(document, row, known)
    document.y -= 5


def _section_title(document: Document, title: str, condition: str) -> None:
    y = document.y
    document.y = document.block("H2", title, SECTION, LEFT, y, WIDTH) - 2
    if condition:
        left = LEFT + width_of(title, SECTION) + 12
        document.block(
            "P", shortened(condition, NOTE, RIGHT - left), NOTE, left, y - 2, RIGHT - left, "right"
        )
    document.rule(document.y, INK, 0.75)
    document.y -= 2


def _choice_questions(document: Document, questions: Sequence[Question], known: Opens) -> None:
    """Draw questions with boxes, as a table to a reading machine; a condition once for all that share it."""
    said = ""
    with document.group("Table"):
        for question in questions:
            condition = questionnaire.condition(question, known)
            for group in questionnaire.choices_of(question):
                _choice_question(document, question, group, condition, condition != said)
            said = condition


def _choice_question(
    document: Document, question: Question, group: Choices, condition: str, told_first: bool
) -> None:
    shift = 8.0 if condition else 0.0
    label = _(question.label) + (f": {group.under}" if group.under else "")
    style, width = NEEDED if question.required else LABEL, ASKED - shift - 5
    lines = pen.lines_of(group.choices, ANSWERS, ANSWERS + PHOTO)
    labels = limited(label, style, width, pen.MOST_LINES)
    hints = limited(_(question.hint), NOTE, width, pen.MOST_LINES) if question.hint else []
    asked = len(labels) * style.leading + len(hints) * NOTE.leading + 5
    height = max(len(lines) * pen.PITCH, asked) + 1
    new = condition if told_first else ""
    document.room(height + len(wrap(new, NOTE, WIDTH - 8)) * NOTE.leading + 3 if new else height)
    if new:
        _condition_row(document, condition)
    top = document.y
    with document.group("TR"):
        with document.canvas.tagged("TH", ROW_SCOPE), document.spoken(label, style):
            y = document.lines(labels, style, LEFT + shift, top - 3, width)
            document.lines(hints, NOTE, LEFT + shift, y, width)
        with document.canvas.tagged("TD"):
            pen.draw_choices(document, lines, LEFT + ASKED, top, ANSWERS + PHOTO)
        with document.canvas.tagged("TD"):
            if questionnaire.can_be_proved(question):
                _photo_slot(document, top)
    if condition:
        _bar(document, top, height)
    document.y -= height
    document.rule(document.y, GRID)


def _condition_row(document: Document, condition: str) -> None:
    """Say when the questions beneath are asked, as a row of one cell."""
    top, span = document.y, "/A << /O /Table /ColSpan 3 >>"
    with document.group("TR"):
        document.y = document.block("TD", condition, NOTE, LEFT + 8, top - 2, WIDTH - 8, attributes=span) - 1
    _bar(document, top, top - document.y)


def _bar(document: Document, top: float, height: float) -> None:
    with document.artifact():
        document.rectangle(LEFT, top - height, 2.5, height, GREY)


def _photo_slot(document: Document, top: float) -> None:
    word = _("foto")
    baseline = top - pen.PITCH / 2 - LABEL.size * 0.34
    document.write(RIGHT - PHOTO + 2, baseline, word, NOTE)
    document.line(
        RIGHT - PHOTO + width_of(word, NOTE) + 5, baseline - 2, RIGHT, baseline - 2, INK, pen.WEIGHT
    )


def _written_questions(document: Document, questions: Sequence[Question], known: Opens) -> None:
    condition = questionnaire.condition(questions[0], known)
    top = document.y
    if condition:
        document.room(4 * pen.RULED)
        top = document.y
        document.y = document.block("P", condition, NOTE, LEFT + 8, top - 2, WIDTH - 8)
    if questions[0].kind == "text":
        _text_question(document, questions[0], 8.0 if condition else 0.0)
    else:
        pen.draw_blanks(
            document,
            [
                Blank(_(each.label), WRITTEN[each.kind], each.kind == "line", each.required)
                for each in questions
            ],
        )
    if condition:
        _bar(document, top, top - document.y)


def _text_question(document: Document, question: Question, shift: float) -> None:
    """Draw a question with lines to write on; the last of the visit takes what the page has left."""
    is_last = question is SITE_VISIT[-1].questions[-1]
    document.room(15 + LINES * pen.RULED + (pen.SIGNING if is_last else 0))
    style = NEEDED if question.required else LABEL
    y = document.y - 2
    document.y = document.block("P", _(question.label), style, LEFT + shift, y, WIDTH - shift)
    if question.hint:
        left = LEFT + shift + width_of(_(question.label), style) + 8
        if left + width_of(_(question.hint), NOTE) < RIGHT:
            document.block("P", _(question.hint), NOTE, left, y - 1, RIGHT - left)
        else:
            left = LEFT + shift
            document.y = document.block("P", _(question.hint), NOTE, left, document.y, RIGHT - left)
    pen.draw_ruled(
        document, max(LINES, pen.lines_left(document, pen.SIGNING)) if is_last else LINES, LEFT + shift
    )
    document.y -= 3


def _photo_log(document: Document) -> None:
    """Draw lines for the numbers and the captions of the photos, in two columns."""
    told = _("Número de cada foto en la cámara, y qué muestra:")
    document.y = document.block("P", told, NOTE, LEFT, document.y - 1, WIDTH)
    half = (WIDTH - 16) / 2
    top = document.y
    with document.artifact():
        for x in (LEFT, LEFT + half + 16):
            for row in range(1, PHOTO_ROWS + 1):
                y = top - row * (pen.RULED - 2)
                document.line(x, y, x + 34, y, INK, pen.WEIGHT)
                document.line(x + 40, y, x + half, y, INK, pen.WEIGHT)
    document.y = top - PHOTO_ROWS * (pen.RULED - 2)
