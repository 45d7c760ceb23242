"""The forms to be filled in by hand where there is no laptop: what the list says, the whole site visit, the papers."""

from collections.abc import Mapping

from audit_app.pdf import sheet_items
from audit_app.pdf.contents import PaperForms, Value
from audit_app.pdf.document import LEFT, RIGHT, TOP, WIDTH, Document, imprint
from audit_app.pdf.pairs import draw_pairs
from audit_app.pdf.paper_checklist import draw_checklist
from audit_app.pdf.paper_visit import draw_visit
from audit_app.pdf.pen import NOTE
from audit_app.pdf.typography import (
    INK,
    MUTED,
    SANS,
    SANS_SEMIBOLD,
    SERIF_SEMIBOLD,
    Style,
    shortened,
    wrap,
)
from audit_app.text import gettext as _
from audit_app.text import ngettext

FOLIO = Style(SANS_SEMIBOLD, 15, 18)
NAME = Style(SERIF_SEMIBOLD, 14, 17)
NAMES, SMALLEST = (14.0, 12.0), NAME.sized(10.5)  # the largest in which a name takes two lines
KIND = Style(SANS, 8, 10, MUTED)
PARTIAL = [column for column in sheet_items.AMOUNTS if column != "amount_total"]  # nobody sees them on site
HEAD = TOP + 12  # the form is full: it begins higher than a report


def draw_paper_forms(forms: PaperForms, file: str) -> None:
    """Draw the form of every work into a file, in the language in use: the visit, then on a page of its own the papers."""
    running = [f"{work['folio']} · {forms.title} · {work['name']}" for work in forms.works]
    document = Document(file, imprint(_title(forms), forms.institution, forms.cut_off), running[0])
    document.begins = TOP - 8
    for number, work in enumerate(forms.works):
        if number:
            document.new_part(running[number])
        _draw(document, forms, work, f"work{number}")
    document.save()


def _title(forms: PaperForms) -> str:
    if len(forms.works) == 1:
        work = forms.works[0]
        return _("Formulario de visita %(folio)s: %(name)s", folio=work["folio"], name=work["name"])
    count = ngettext("%(n)s obra", "%(n)s obras", len(forms.works))
    return _("Formularios de visita de %(works)s: %(title)s", works=count, title=forms.title)


def _draw(document: Document, forms: PaperForms, work: Mapping[str, Value], key: str) -> None:
    _head(document, forms, work, key)
    draw_pairs(document, _("Según la lista"), list(sheet_items.facts({**work, **dict.fromkeys(PARTIAL)})))
    draw_visit(document, work)
    draw_checklist(document, forms.documents)


def _head(document: Document, forms: PaperForms, work: Mapping[str, Value], key: str) -> None:
    folio = shortened(str(work["folio"]), FOLIO, 230)
    document.y = HEAD
    document.bookmark(key, f"{work['folio']} · {work['name']}", 2)
    document.block("P", folio, FOLIO, LEFT, HEAD + 3, 240)
    kind = _("Formulario de visita en papel")
    document.block("P", shortened(forms.title, KIND, 250), KIND, RIGHT - 256, HEAD + 6, 256, "right")
    document.block("P", kind, KIND, RIGHT - 256, HEAD - 4, 256, "right")
    document.rule(HEAD - 17, INK, 1.5)
    name = str(work["name"])
    style = next(
        (NAME.sized(size) for size in NAMES if len(wrap(name, NAME.sized(size), WIDTH)) < 3), SMALLEST
    )
    y = document.block("H1", name, style, LEFT, HEAD - 21, WIDTH, limit=3)
    named = (work[column] for column in ("type", "locality", "municipality", "state"))
    places = " · ".join(dict.fromkeys(str(place) for place in named if place))
    y = document.block("P", places or "—", KIND.sized(9), LEFT, y - 1, WIDTH, limit=2) - 3
    told = _(
        "Marque con una cruz; el número junto a la casilla es su tecla en la pantalla. En negritas, lo "
        "indispensable. «Foto»: número de la que lo prueba."
    )
    document.y = document.block("P", told, NOTE, LEFT, y, WIDTH) - 5
