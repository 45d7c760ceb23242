"""The annex of the summary: every work of the sample, by place, with what was found."""

from itertools import groupby

from audit_app.instruments import OUTCOME_DETAIL, QUESTIONS, label_of
from audit_app.pdf.contents import ListedWork, Papers, SummaryReport
from audit_app.pdf.document import Document
from audit_app.pdf.tables import HEADER, Band, Cell, Column, Row, Table, draw_table
from audit_app.pdf.typography import MUTED, SANS, SANS_SEMIBOLD, SMALL, Style
from audit_app.text import N_, ngettext
from audit_app.text import gettext as _

ENDINGS = {
    "located": N_("Localizada"),
    "not_located": N_("No localizada"),
    "not_visited": N_("No visitada"),
    "out_of_scope": N_("Fuera del alcance"),
    "conflict": N_("En conflicto"),
}
TEXT = Style(SANS, 7.5, 9.2)
FOLIO = Style(SANS_SEMIBOLD, 7.5, 9.2)
DETAIL = Style(SANS, 7, 8.5, MUTED)


def draw_works_list(document: Document, report: SummaryReport) -> None:
    """Draw the list of all works."""
    document.paragraph(
        _(
            "«Expediente» cuenta los documentos completos entre los que aplican. «—» es sin respuesta o "
            "pregunta que no se abre por el resultado de la búsqueda."
        ),
        SMALL,
        after=4,
    )
    columns = (
        Column(_("Folio"), 54),
        Column(_("Obra"), 190, limit=3),
        Column(_("Búsqueda"), 62),
        Column(_("Opera"), 46),
        Column(_("Lo planeado"), 46),
        Column(_("Mantenimiento"), 60),
        Column(_("Expediente"), 46, "right"),
    )
    rows: list[Row | Band] = []
    for (state, municipality), works in groupby(
        report.works, key=lambda work: (work.state, work.municipality)
    ):
        listed = list(works)
        place = ", ".join(name for name in (municipality, state) if name) or _("Sin lugar")
        count = ngettext("%(n)s obra", "%(n)s obras", len(listed))
        rows.append(Band(f"{place} · {count}"))
        rows += (_row(work) for work in listed)
    draw_table(document, Table(columns, rows, TEXT, DETAIL, gap=4, padding=2.2, header=HEADER.sized(7.5)))


def _row(work: ListedWork) -> list[Cell | str]:
    detail = (
        _(label_of(OUTCOME_DETAIL.answers, work.detail))
        if work.detail and work.disposition != "located"
        else ""
    )
    return [
        Cell(work.folio, style=FOLIO),
        work.name,
        Cell(_(ENDINGS[work.disposition]), detail),
        *(
            _answer(code, answer)
            for code, answer in (
                ("operates", work.operates),
                ("matches_plan", work.matches_plan),
                ("maintained", work.maintained),
            )
        ),
        _papers(work.papers),
    ]


def _answer(question: str, code: str | None) -> str:
    return _(label_of(QUESTIONS[question].answers, code)) if code else "—"


def _papers(papers: Papers | None) -> str:
    if papers is None:
        return "—"
    return f"{papers.complete}/{papers.asked - papers.not_applicable}"
