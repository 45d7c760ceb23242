"""The first page of the summary, which alone tells what was found: four questions, their figures, and how the sample ended."""

from audit_app.estimates.figure import Figure
from audit_app.instruments import INDICATOR_BY_CODE
from audit_app.pdf import charts, claims, headlines, remarks
from audit_app.pdf.contents import SummaryReport
from audit_app.pdf.document import BOTTOM, LEFT, RIGHT, TOP, WIDTH, Document
from audit_app.pdf.tables import COLUMN_SCOPE, Cell, Column, Table, draw_table
from audit_app.pdf.trace import place
from audit_app.pdf.typography import (
    BAND,
    BLUE,
    BODY,
    INK,
    MUTED,
    PROSE,
    SANS,
    SANS_SEMIBOLD,
    SERIF_SEMIBOLD,
    SMALL,
    STRONG,
    SUBHEADING,
    TITLE,
    WINE,
    Style,
    width_of,
    wrap,
)
from audit_app.text import N_, day, ngettext, percent, whole
from audit_app.text import gettext as _

QUESTIONS = (
    ("located", N_("¿Se localizaron?")),
    ("operates_as_planned", N_("¿Operan y son lo que se planeó?")),
    ("maintained", N_("¿Reciben mantenimiento?")),
    ("progress_and_delivery", N_("¿Tienen sus papeles?")),
)
MORE = (
    "existing_and_operating",
    "paperwork_complete",
    "priority_need",
    "executed_by_municipality",
    "delivery_act",
    "duration_months",
)
KICKER = Style(SANS_SEMIBOLD, 9, 12, BLUE)
INSTITUTION = Style(SANS_SEMIBOLD, 10.5, 14, MUTED)
LEAD = PROSE.sized(11)
NUMBER = Style(SERIF_SEMIBOLD, 40, 44, BLUE)
WITHHELD = Style(SERIF_SEMIBOLD, 17, 44, MUTED)
COUNTS = Style(SANS_SEMIBOLD, 10, 13)
KEY_NUMBER = Style(SERIF_SEMIBOLD, 17, 20)
NOTE = Style(SANS, 8.5, 11.5, MUTED)
GUTTER = 28.0
COLUMN = (WIDTH - GUTTER) / 2


def draw_front_page(document: Document, report: SummaryReport, sections: list[tuple[str, str]]) -> None:
    """Draw the first page; ``sections`` are the bookmarks and titles of what follows."""
    _head(document, report)
    _questions(document, report)
    _key_facts(document, report)
    _more_figures(document, report)
    _notes(document, report)
    _contents(document, sections)


def _head(document: Document, report: SummaryReport) -> None:
    document.block("P", _("Informe resumen"), KICKER, LEFT, TOP, WIDTH / 2)
    cut_off = _("Corte: %(day)s", day=day(report.cut_off))
    y = document.block("P", cut_off, NOTE.sized(9), LEFT, TOP, WIDTH, "right")
    document.rule(y - 3, INK, 1.5)
    style = next(
        (TITLE.sized(size) for size in (25, 21, 18) if len(wrap(report.title, TITLE.sized(size), WIDTH)) < 3),
        TITLE.sized(14),
    )
    y = document.block("H1", report.title, style, LEFT, y - 10, WIDTH)
    if report.institution:
        y = document.block("P", report.institution, INSTITUTION, LEFT, y - 3, WIDTH)
    document.y = document.block("P", _lead(report), LEAD, LEFT, y - 6, WIDTH) - 14
    if report.response.conflicts:
        _conflicts(document, report.response.conflicts)


def _lead(report: SummaryReport) -> str:
    answer = report.response
    sample = ngettext("Muestra de %(n)s obra", "Muestra de %(n)s obras", answer.sampled)
    visited = ngettext("Se visitó %(n)s", "Se visitaron %(n)s", answer.visited)
    located = ngettext("se localizó %(n)s", "se localizaron %(n)s", answer.located)
    return _(
        "%(sample)s%(places)s. %(visited)s y %(located)s. Cuatro preguntas resumen lo constatado.",
        sample=sample,
        places=_places(report),
        visited=visited,
        located=located,
    )


def _places(report: SummaryReport) -> str:
    if not all(report.places):
        return ""
    in_municipalities, in_states = report.places
    municipalities = ngettext("%(n)s municipio", "%(n)s municipios", in_municipalities)
    states = ngettext("%(n)s estado", "%(n)s estados", in_states)
    return _(" en %(municipalities)s de %(states)s", municipalities=municipalities, states=states)


def _questions(document: Document, report: SummaryReport) -> None:
    """Draw the four questions as two rows of two."""
    for row in (QUESTIONS[:2], QUESTIONS[2:]):
        feet = [
            _question(document, report, code, _(label), LEFT + number * (COLUMN + GUTTER), document.y)
            for number, (code, label) in enumerate(row)
        ]
        document.y = min(feet) - 14


def _question(
    document: Document, report: SummaryReport, code: str, question: str, x: float, y: float
) -> float:
    figure = report.figure(code)
    document.rule(y, INK, 0.75, x, x + COLUMN)
    y = document.block("H2", question, SUBHEADING, x, y - 5, COLUMN)
    shown, style = claims.value(figure), WITHHELD if claims.withheld(figure) else NUMBER
    document.block("P", shown, style, x, y, COLUMN)
    beside = x + width_of(shown, style) + 12
    room = x + COLUMN - beside
    remark = _remark(figure)
    foot = document.block("P", claims.counts(figure), COUNTS, beside, y - (10 if remark else 16), room)
    if remark:
        document.block("P", remark, SMALL, beside, foot, room)
    y -= NUMBER.leading + 10
    with document.figure(_bar_in_words(figure, code, report.level), x, y - 12, COLUMN, 22):
        charts.bar(document, figure, x, y, COLUMN)
    y = document.block("P", headlines.claim(figure), PROSE.sized(10.5), x, y - 15, COLUMN)
    if interval := claims.interval(figure, report.level):
        freedom = "" if figure is None or figure.df is None else _("; %(df)s g.l.", df=figure.df)
        document.block("P", interval + freedom, NOTE, x, y, COLUMN)
    if report.traced(code):
        link = _("Cómo se calculó")
        with document.group("P"):
            at = x + COLUMN - width_of(link, NOTE)
            document.link(link, NOTE, at, document.baseline(y, NOTE), place(code))
    return y - NOTE.leading


def _remark(figure: Figure | None) -> str:
    if figure is None:
        return ""
    if figure.presentation == "review":
        return _("▲ Por revisar")
    return (
        ngettext("%(n)s sin respuesta", "%(n)s sin respuesta", figure.no_answer) if figure.no_answer else ""
    )


def _bar_in_words(figure: Figure | None, code: str, level: float) -> str:
    said = ", ".join(part for part in (claims.value(figure), claims.interval(figure, level)) if part)
    return _(
        "%(indicator)s: %(value)s, es decir %(counts)s, en una barra que va de 0 a 100 por ciento.",
        indicator=_(INDICATOR_BY_CODE[code].label),
        value=said,
        counts=claims.counts(figure),
    )


def _key_facts(document: Document, report: SummaryReport) -> None:
    """Draw the strip of counts: a table of one row whose headers stand beneath its numbers."""
    answer = report.response
    facts = (
        (_("obras en la muestra"), whole(answer.sampled)),
        (_("dentro del alcance"), whole(answer.in_scope)),
        (_("visitadas"), whole(answer.visited)),
        (_("localizadas"), whole(answer.located)),
        (_("no visitadas"), whole(sum(answer.not_visited.values()))),
        (_("de respuesta"), percent(answer.rate)),
    )
    top, width = document.y, WIDTH / len(facts)
    with document.artifact():
        document.rectangle(LEFT, top - 50, WIDTH, 50, BAND)
    with document.group("Table"):
        with document.group("TR"):
            for number, (label, _value) in enumerate(facts):
                document.block(
                    "TH",
                    label,
                    SMALL,
                    LEFT + 10 + number * width,
                    top - 29,
                    width - 12,
                    attributes=COLUMN_SCOPE,
                )
        with document.group("TR"):
            for number, (_label, shown) in enumerate(facts):
                document.block("TD", shown, KEY_NUMBER, LEFT + 10 + number * width, top - 8, width - 12)
    document.y = top - 50 - 8


def _more_figures(document: Document, report: SummaryReport) -> None:
    """Draw a few more figures in two small tables side by side."""
    figures = [figure for code in MORE if (figure := report.figure(code)) is not None]
    half = (len(figures) + 1) // 2
    top, feet = document.y, [document.y]
    columns = (Column("", COLUMN - 92), Column("", 40, "right"), Column("", 52, "right"))
    for number, part in enumerate((figures[:half], figures[half:])):
        document.y = top
        rows: list[list[Cell | str]] = [_figure_line(figure) for figure in part]
        draw_table(document, Table(columns, rows, gap=4, x=LEFT + number * (COLUMN + GUTTER), padding=2.5))
        feet.append(document.y)
    document.y = min(feet) - 10


def _figure_line(figure: Figure) -> list[Cell | str]:
    label = _(INDICATOR_BY_CODE[figure.code].label)
    value = "—" if claims.withheld(figure) else claims.value(figure)
    return [label, Cell(value, style=STRONG), Cell(claims.short_counts(figure), style=BODY.tinted(MUTED))]


def _notes(document: Document, report: SummaryReport) -> None:
    """Draw what a reader must know beside the figures, as far as the page has room: the methods say it all."""
    located = report.figure("located")
    unsearched = report.response.in_scope > report.response.visited
    for note in (
        *_reviews(report),
        *report.cautions,
        remarks.bounds(located, report.response) if unsearched else "",
        _weights(report),
        _design(report),
    ):
        height = len(wrap(note, NOTE, WIDTH)) * NOTE.leading
        if note and document.y - height > BOTTOM + 14:
            document.y = document.block("P", note, NOTE, LEFT, document.y, WIDTH) - 3


def _reviews(report: SummaryReport) -> list[str]:
    """Return why figures of this page are to be reviewed."""
    shown = [report.figure(code) for code, _label in QUESTIONS]
    return remarks.reasons(figure for figure in shown if figure and figure.presentation == "review")


def _design(report: SummaryReport) -> str:
    design = _("Diseño de la muestra: %(design)s.", design=report.design)
    if not report.clustered:
        return design
    return design + " " + _("UPM: unidad primaria de muestreo, el municipio o lugar que se sorteó.")


def _conflicts(document: Document, works: int) -> None:
    notice = ngettext(
        "%(n)s obra tiene versiones en conflicto: queda fuera de todas las cifras hasta que una persona lo "
        "resuelva.",
        "%(n)s obras tienen versiones en conflicto: quedan fuera de todas las cifras hasta que una persona "
        "lo resuelva.",
        works,
    )
    foot = document.block("P", notice, STRONG.tinted(WINE), LEFT + 12, document.y, WIDTH - 12)
    with document.artifact():
        document.rectangle(LEFT, foot, 3, document.y - foot, WINE)
    document.y = foot - 12


def _weights(report: SummaryReport) -> str:
    located = report.figure("located")
    if (
        not report.weighted
        or located is None
        or claims.withheld(located)
        or percent(located.estimate) == percent(located.unweighted)
    ):
        return ""
    return _(
        "Los porcentajes están ponderados por el diseño de la muestra; los conteos, no. Por eso %(counts)s "
        "(%(unweighted)s sin ponderar) se publica como %(estimate)s.",
        counts=claims.counts(located),
        unweighted=claims.unweighted(located),
        estimate=claims.value(located),
    )


def _contents(document: Document, sections: list[tuple[str, str]]) -> None:
    """Draw the links to what follows, at the foot of the page."""
    style = NOTE
    y = BOTTOM + 2
    with document.canvas.tagged("P"):
        document.write(LEFT, y, _("En este informe:"), style)
    x = LEFT + width_of(_("En este informe:"), style) + 8
    for key, title in sections:
        if x + width_of(title, style) > RIGHT:
            x, y = LEFT, y - 11
        x = document.link(title, style, x, y, key) + 10
