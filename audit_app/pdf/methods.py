"""How it was done, in plain words, and what the figures stand on; what is not claimed is said too."""

from audit_app.pdf.contents import SummaryReport
from audit_app.pdf.document import Document, placeholder
from audit_app.pdf.tables import Cell, Column, Table, draw_table
from audit_app.pdf.typography import BODY, PROSE, SMALL, STRONG, SUBHEADING
from audit_app.text import day, ngettext, percent, whole
from audit_app.text import gettext as _

MEASURE = 430.0  # about 75 characters a line


def source_note(document: Document, note: str, report: SummaryReport) -> None:
    """Draw the source beneath a table, after a note of its own."""
    source = _("Fuente: visitas y expedientes de la auditoría, corte %(day)s.", day=day(report.cut_off))
    document.y -= 4
    document.paragraph(f"{note} {source}".strip(), SMALL)


def draw_methods(document: Document, report: SummaryReport) -> None:
    """Draw the methods and the sources."""
    for title, text in _chapters(report):
        document.heading(3, title, SUBHEADING, keep=40)
        document.paragraph(text, PROSE, width=MEASURE, after=9)
    document.heading(3, _("En qué se apoya"), SUBHEADING)
    rows: list[list[Cell | str]] = [[Cell(label, style=STRONG), shown] for label, shown in _sources(report)]
    draw_table(document, Table((Column("", 130), Column("", 374, limit=20)), rows, BODY))


def draw_glyph_note(document: Document) -> None:
    """Say what the mark is that stands for a character the faces lack."""
    mark = placeholder(PROSE)
    note = _(
        "El signo %(mark)s ocupa el lugar de un carácter que la tipografía de este informe no tiene.",
        mark=mark,
    )
    document.y -= 6
    document.paragraph(note, SMALL)


def _chapters(report: SummaryReport) -> list[tuple[str, str]]:
    """Return the title and text of every paragraph that this report needs."""
    chapters = [
        (_("La muestra"), _sample(report)),
        (_("Los pesos"), _weights(report)),
        (_("Los denominadores"), _denominators()),
        (_("Las obras no visitadas"), _unvisited()),
    ]
    if report.response.conflicts:
        chapters.append((_("Las obras en conflicto"), _conflicts()))
    return [*chapters, (_("La incertidumbre"), _uncertainty(report))]


def _sample(report: SummaryReport) -> str:
    sampled = ngettext("%(n)s obra", "%(n)s obras", report.response.sampled)
    return _(
        "La muestra tiene %(sampled)s. Su diseño, según la lista recibida: %(design)s. Las obras de reserva "
        "esperan fuera de ella hasta que sustituyen a otra.",
        sampled=sampled,
        design=report.design,
    )


def _weights(report: SummaryReport) -> str:
    if report.weighted:
        return _(
            "Según cómo se sorteó, cada obra de la muestra representa a varias del padrón: ese número es su "
            "factor de expansión. Los porcentajes suman factores, no obras, y así estiman lo que pasa en "
            "todas las obras del padrón y no sólo en las visitadas. Los conteos se dan siempre sin ponderar."
        )
    return _(
        "La lista no trae factores de expansión: cada obra cuenta igual, y los porcentajes son los de la "
        "muestra."
    )


def _denominators() -> str:
    return _(
        "«Obras localizadas» se calcula entre las obras que se buscaron: una obra buscada y no hallada "
        "cuenta en contra; una que no se visitó no cuenta. Lo demás del sitio se calcula entre las "
        "localizadas que tienen respuesta. Los documentos se calculan entre los expedientes revisados en que "
        "aplican, se haya localizado la obra o no. Una respuesta en blanco, o «sin respuesta», sale del "
        "denominador y se cuenta aparte."
    )


def _unvisited() -> str:
    return _(
        "Las obras que no se visitaron quedan fuera de los porcentajes, lo que supone que se parecen a las "
        "visitadas de su estrato. Para que se pueda juzgar, se publica la respuesta por estado y, en las "
        "localizadas, las cotas: el porcentaje si no se localizara ninguna de las que quedaron sin resultado, "
        "y si se localizaran todas."
    )


def _conflicts() -> str:
    return _(
        "Una obra está en conflicto cuando dos laptops guardaron versiones distintas de su registro, de su "
        "visita o de su expediente. Ninguna se descarta: la obra queda fuera de todas las cifras hasta que "
        "una persona elige, con un motivo escrito."
    )


def _uncertainty(report: SummaryReport) -> str:
    told = [
        _(
            "Los intervalos se calculan según el diseño de la muestra, con un nivel de confianza de %(level)s: si el sorteo "
            "se repitiera muchas veces, al menos esa parte de los intervalos contendría el valor verdadero. El error sale de "
            "cuánto difieren entre sí las unidades que se sortearon (linealización de Taylor, en dos etapas y con corrección "
            "por población finita donde la lista dice de cuántas unidades se sorteó); los intervalos son los de Korn y "
            "Graubard, que no se acortan cerca de 0 ni de 100 %%.",
            level=percent(report.level, 0),
        ),
        _(
            "Si una cifra se publica lo decide la norma del NCHS (2017): con «muestra insuficiente» se dan sólo los conteos; "
            "«por revisar» es la cifra que se apoya en pocas unidades primarias, o en respuestas todas iguales, mientras una "
            "persona que supervisa no responda de ella con su nombre."
        ),
        *report.cautions,
    ]
    return " ".join(told)


def _sources(report: SummaryReport) -> list[tuple[str, str]]:
    footing = report.footing
    lists = "\n".join(f"{name} · SHA-256 {digest}" for name, digest in footing.lists)
    days = _("%(first)s a %(last)s", first=day(footing.first_visit), last=day(footing.last_visit))
    return [
        (_("Lista de la muestra"), lists or "—"),
        (_("Días de visita"), days if footing.first_visit else "—"),
        (_("Visitas registradas"), whole(footing.visits)),
        (_("Expedientes revisados"), whole(footing.files)),
        (_("Fotografías"), whole(footing.photos)),
        (_("Corte"), day(report.cut_off)),
    ]
