"""The summary: the first page, every figure, the groups, what was not visited or located, methods, and the list of works."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from audit_app.estimates.figure import Figure, Response
from audit_app.instruments import INDICATOR_BY_CODE, OUTCOME_DETAIL, label_of
from audit_app.pdf import charts, claims, remarks
from audit_app.pdf.contents import Breakdown, ListedWork, SummaryReport
from audit_app.pdf.document import LEFT, WIDTH, Document, imprint
from audit_app.pdf.front_page import draw_front_page
from audit_app.pdf.methods import draw_glyph_note, draw_methods, source_note
from audit_app.pdf.tables import Cell, Column, Table, draw_table
from audit_app.pdf.trace import draw_traces, place
from audit_app.pdf.typography import BLUE, BODY, GREY, INK, MUTED, PALE_BLUE, STRONG, SUBHEADING, WHITE, WINE
from audit_app.pdf.works_list import ENDINGS, draw_works_list
from audit_app.text import N_, day, ngettext, percent, whole
from audit_app.text import gettext as _

KEY_INDICATORS = ("located", "operates_as_planned", "maintained", "progress_and_delivery")
BY = {"state": N_("Por estado"), "type": N_("Por tipo de obra"), "municipality": N_("Por municipio")}
MANY = 60  # works: two pages of them
FEW_GROUPS = 5  # so many fit beside the indicators


def draw_summary(report: SummaryReport, file: str) -> None:
    """Draw the whole summary into a file, in the language in use."""
    title = _("%(title)s: informe resumen", title=report.title)
    document = Document(file, imprint(title, report.institution, report.cut_off), _running(report))
    sections = [(key, _(label), draw) for key, label, draw in SECTIONS if _has(report, key)]
    draw_front_page(document, report, [(key, label) for key, label, _draw in sections])
    document.new_page()
    for key, label, draw in sections:
        if key == "works":
            document.new_page()
        document.heading(2, label, bookmark=key, keep=120)
        document.y -= 6
        draw(document, report)
        document.y -= 20
    if document.lacking:
        draw_glyph_note(document)
    document.save()


def _running(report: SummaryReport) -> str:
    return _("%(title)s · corte %(day)s", title=report.title, day=day(report.cut_off))


def _has(report: SummaryReport, key: str) -> bool:
    """Tell whether the report has anything to say in a section."""
    if key == "groups":
        return any(breakdown.responses for breakdown in report.breakdowns)
    if key == "unrepresentative":
        return any(not figure.representative for figure in report.figures)
    if key == "traces":
        return bool(report.traces)
    return key not in ("works", "endings") or bool(report.works)


def _figures(document: Document, report: SummaryReport) -> None:
    document.paragraph(
        _(
            "Cada resultado dice entre cuántas obras o expedientes se calculó. «Sin respuesta» cuenta los "
            "que entran en la pregunta y no la tienen contestada: no suman ni restan en el porcentaje."
        ),
        after=8,
    )
    columns = (
        Column(_("Indicador"), 206),
        Column(_("Resultado"), 106),
        Column(_("Cumplen"), 46, "right"),
        Column(_("De"), 40, "right"),
        Column(_("Sin respuesta"), 52, "right"),
        Column(_("Sin ponderar"), 54, "right"),
    )
    shown = [figure for figure in report.figures if figure.representative]
    rows = [_figure_row(figure, report.level, report.traced(figure.code)) for figure in shown]
    draw_table(document, Table(columns, rows, padding=3))
    notes = [_("El punto marca el porcentaje en una escala de 0 a 100 %.")]
    if any(figure.ci for figure in shown):
        notes.append(_("La raya es el intervalo de confianza."))
    if any(figure.kind == "mean" for figure in shown):
        notes.append(_("En la duración, «Cumplen» es la suma de meses y «De», las obras con ambas fechas."))
    notes += remarks.reasons(shown)
    source_note(document, " ".join(notes), report)


def _figure_row(figure: Figure, level: float, traced: bool) -> list[Cell | str]:
    indicator = INDICATOR_BY_CODE[figure.code]
    share = figure.kind == "share"
    result = Cell(
        claims.value(figure),
        "; ".join(part for part in (claims.interval(figure, level), _freedom(figure)) if part),
        STRONG.sized(11 if not claims.withheld(figure) else 9),
        remarks.mark(figure) if not figure.withheld else "",
        charts.strip(figure) if share else None,
        10 if share else 0,
    )
    return [
        Cell(
            _(indicator.label), _(indicator.definition), STRONG, link=place(indicator.code) if traced else ""
        ),
        result,
        claims.numerator(figure),
        whole(figure.denominator),
        whole(figure.no_answer),
        claims.unweighted(figure),
    ]


def _freedom(figure: Figure) -> str:
    return "" if figure.df is None or figure.ci is None or figure.withheld else _("%(df)s g.l.", df=figure.df)


def _groups(document: Document, report: SummaryReport) -> None:
    document.paragraph(
        _(
            "El punto es el porcentaje del grupo y la raya naranja, el de toda la muestra, en una escala de 0 a "
            "100 %. Junto a cada porcentaje, sus conteos. Los grupos van en orden alfabético: con tan pocas obras "
            "por grupo, las diferencias pueden deberse al azar de la muestra."
        ),
        after=10,
    )
    for breakdown in report.breakdowns:
        if breakdown.responses:
            document.heading(3, _(BY[breakdown.column]), SUBHEADING, f"by-{breakdown.column}")
            document.y -= 2
            _breakdown(document, report, breakdown)
            document.y -= 12
            if 1 < len(breakdown.responses) <= FEW_GROUPS:
                _every_figure_by(document, report, breakdown)
    every = [figure for breakdown in report.breakdowns for figure in breakdown.figures]
    source_note(document, " ".join(remarks.reasons(every)), report)


def _breakdown(document: Document, report: SummaryReport, breakdown: Breakdown) -> None:
    """Draw the key indicators of every group: number, counts, and a dot on the axis."""
    width = (WIDTH - 116) / len(KEY_INDICATORS)
    titles = [_(INDICATOR_BY_CODE[code].label) for code in KEY_INDICATORS]
    columns = (Column(_("Grupo"), 116), *(Column(title, width) for title in titles))
    found = breakdown.by_group()
    rows = [_group_row(report, found, answer) for answer in breakdown.responses]
    draw_table(document, Table(columns, rows))


def _group_row(
    report: SummaryReport, found: dict[tuple[str, str | None], Figure], answer: Response
) -> list[Cell | str]:
    visited = _(
        "%(visited)s visitadas de %(sampled)s", visited=whole(answer.visited), sampled=whole(answer.sampled)
    )
    cells: list[Cell | str] = [Cell(answer.group or _("Sin dato"), visited, STRONG)]
    for code in KEY_INDICATORS:
        figure = found.get((code, answer.group))
        cell = _numbers(figure)
        interval = claims.interval(figure, report.level)
        if claims.withheld(figure):
            cells.append(cell)
        else:
            strip = charts.strip(figure, report.figure(code))
            cells.append(replace(cell, note=interval, drawing=strip, drawn=11))
    return cells


def _every_figure_by(document: Document, report: SummaryReport, breakdown: Breakdown) -> None:
    """Draw every representative indicator against the groups, in numbers only."""
    groups = [answer.group for answer in breakdown.responses]
    title = _("Todas las cifras, %(by)s", by=_(BY[breakdown.column]).lower())
    document.heading(3, title, SUBHEADING)
    document.y -= 2
    width = (WIDTH - 160) / (len(groups) + 1)
    names = [group or _("Sin dato") for group in groups]
    columns = (Column(_("Indicador"), 160), *(Column(name, width, "right") for name in [*names, _("Total")]))
    found = breakdown.by_group()
    rows: list[list[Cell | str]] = []
    for figure in report.figures:
        if figure.representative:
            parts = [*(found.get((figure.code, group)) for group in groups), figure]
            rows.append([_(INDICATOR_BY_CODE[figure.code].label), *(_numbers(part) for part in parts)])
    draw_table(document, Table(columns, rows))
    document.y -= 12


def _numbers(figure: Figure | None) -> Cell:
    """Return the cell of a figure: what it is and, beside it, its counts; beneath it where the figure is a sentence."""
    if figure is None:
        return Cell("—")
    if claims.withheld(figure):
        return Cell(claims.short_counts(figure), remarks.mark(figure), BODY.tinted(MUTED))
    return Cell(claims.value(figure), "", STRONG, claims.short_counts(figure))


def _endings(document: Document, report: SummaryReport) -> None:
    """Draw how the sample ended, by reason and by state, and which works were not located or not visited."""
    answer = report.response
    parts = _parts(answer)
    said = claims.listed([f"{part.name} {part.count}" for part in parts])
    with document.figure(
        _("Cómo terminaron las obras de la muestra: %(parts)s.", parts=said), LEFT, document.y - 36, WIDTH, 36
    ):
        charts.stacked(document, parts, LEFT, document.y - 18, WIDTH)
    document.y -= 46
    _reasons(document, answer)
    by_state = report.breakdown("state")
    if report.by_stratum:
        _response_table(document, _("Respuesta por estrato"), _("Estrato"), report.by_stratum)
    elif by_state and by_state.responses:
        _response_table(document, _("Respuesta por estado"), _("Estado"), by_state.responses)
    for ending in ("not_located", "not_visited", "out_of_scope", "conflict"):
        _works_that_ended(document, ending, [work for work in report.works if work.disposition == ending])


def _parts(answer: Response) -> list[charts.Part]:
    counted = (
        ("located", answer.located, BLUE, False),
        ("not_located", answer.visited - answer.located, WINE, False),
        ("not_visited", sum(answer.not_visited.values()), WHITE, True),
        ("out_of_scope", answer.out_of_scope, GREY, False),
        ("conflict", answer.conflicts, PALE_BLUE, True),
    )
    return [
        charts.Part(_(ENDINGS[ending]), count, fill, hatched)
        for ending, count, fill, hatched in counted
        if count
    ]


def _reasons(document: Document, answer: Response) -> None:
    missed = {reason: works for reason, works in sorted(answer.not_visited.items()) if works}
    if not missed:
        document.paragraph(_("Ninguna obra de la muestra quedó sin visitar."), after=10)
        return
    document.heading(3, _("Por qué no se visitaron"), SUBHEADING)
    rows: list[list[Cell | str]] = [
        [_(label_of(OUTCOME_DETAIL.answers, reason)), whole(works), percent(works / answer.sampled)]
        for reason, works in sorted(missed.items(), key=lambda item: (-item[1], item[0]))
    ]
    columns = (
        Column(_("Motivo"), 200),
        Column(_("Obras"), 60, "right"),
        Column(_("De la muestra"), 90, "right"),
    )
    draw_table(document, Table(columns, rows))
    document.y -= 14


def _response_table(document: Document, title: str, kind: str, responses: Sequence[Response]) -> None:
    document.heading(3, title, SUBHEADING)
    columns = (
        Column(kind, 126),
        Column(_("Muestra"), 52, "right"),
        Column(_("Fuera del alcance"), 58, "right"),
        Column(_("En conflicto"), 56, "right"),
        Column(_("No visitadas"), 54, "right"),
        Column(_("Visitadas"), 52, "right"),
        Column(_("Localizadas"), 58, "right"),
        Column(_("Respuesta"), 48, "right"),
    )
    rows: list[list[Cell | str]] = []
    for answer in responses:
        not_visited = sum(answer.not_visited.values())
        numbers = (
            answer.sampled,
            answer.out_of_scope,
            answer.conflicts,
            not_visited,
            answer.visited,
            answer.located,
        )
        rows.append([answer.group or _("Sin dato"), *map(whole, numbers), percent(answer.rate, 0)])
    draw_table(document, Table(columns, rows))
    document.y -= 14


def _works_that_ended(document: Document, ending: str, works: list[ListedWork]) -> None:
    """Draw which works ended so: each is a finding, unless they are so many that the annex shows them better."""
    if not works:
        return
    titles = {
        "not_located": ngettext(
            "%(n)s obra buscada y no localizada", "%(n)s obras buscadas y no localizadas", len(works)
        ),
        "not_visited": ngettext("%(n)s obra no visitada", "%(n)s obras no visitadas", len(works)),
        "out_of_scope": ngettext("%(n)s obra fuera del alcance", "%(n)s obras fuera del alcance", len(works)),
        "conflict": ngettext("%(n)s obra en conflicto", "%(n)s obras en conflicto", len(works)),
    }
    document.heading(3, titles[ending], SUBHEADING)
    if len(works) > MANY:
        document.paragraph(_("Son tantas que se listan sólo en el anexo, cada una con su motivo."), after=10)
        return
    columns = (
        Column(_("Folio"), 70),
        Column(_("Obra"), 214, limit=4),
        Column(_("Lugar"), 120),
        Column(_("Detalle"), 100),
    )
    rows: list[list[Cell | str]] = [
        [
            Cell(work.folio, style=STRONG),
            work.name,
            ", ".join(place for place in (work.municipality, work.state) if place),
            _(label_of(OUTCOME_DETAIL.answers, work.detail)) if work.detail else "—",
        ]
        for work in works
    ]
    draw_table(document, Table(columns, rows))
    document.y -= 14


def _unrepresentative(document: Document, report: SummaryReport) -> None:
    """Draw the figures that speak only for those counted, under a banner, hatched, without interval."""
    banner = _(
        "No representativo: estas cifras describen sólo lo contado; no estiman nada de las demás obras ni "
        "personas."
    )
    top = document.y
    foot = document.block("P", banner, STRONG.sized(9.5), LEFT + 26, top - 8, WIDTH - 38) - 8
    with document.artifact():
        charts.hatch(document, LEFT, foot, 14, top - foot)
        for y in (top, foot):
            document.line(LEFT, y, LEFT + WIDTH, y, INK, 0.75)
    document.y = foot - 10
    columns = (Column(_("Cifra"), 250), Column(_("Resultado"), 134), Column(_("Conteo"), 120, "right"))
    rows: list[list[Cell | str]] = [
        [
            Cell(
                _(INDICATOR_BY_CODE[figure.code].label), _(INDICATOR_BY_CODE[figure.code].definition), STRONG
            ),
            Cell(claims.value(figure), "", STRONG, drawing=charts.hatched_bar(figure.estimate), drawn=12),
            claims.counts(figure),
        ]
        for figure in report.figures
        if not figure.representative
    ]
    draw_table(document, Table(columns, rows))


Section = Callable[[Document, SummaryReport], None]
SECTIONS: tuple[tuple[str, str, Section], ...] = (
    ("figures", N_("Todas las cifras"), _figures),
    ("groups", N_("Por grupos"), _groups),
    ("endings", N_("Qué no se localizó y qué no se visitó"), _endings),
    ("unrepresentative", N_("Cifras no representativas"), _unrepresentative),
    ("methods", N_("Cómo se hizo y en qué se apoya"), draw_methods),
    ("traces", N_("De dónde sale cada cifra"), draw_traces),
    ("works", N_("Anexo: todas las obras"), draw_works_list),
)
