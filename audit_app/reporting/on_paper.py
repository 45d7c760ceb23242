"""Makes what is taken to the field on paper: the forms to be filled in by hand, and the list of works.

reportlab is imported only inside the calls.
"""

from collections.abc import Sequence
from pathlib import Path

from sqlite_utils import Database

from audit_app import audit_facts, db, lines, listing, situations
from audit_app.audit import Audit
from audit_app.errors import NoWorksFound, TooManyForms
from audit_app.listing import MOST_FORMS, Asked, Line
from audit_app.pdf.contents import FieldList, ListedPlace, PaperForms
from audit_app.reporting import queries
from audit_app.reporting.making import file_name, write
from audit_app.text import gettext as _
from audit_app.text import speaking

EVERYTHING = Asked({})


def make_form(audit: Audit, database: Database, folio: str, out: Path | None, language: str) -> Path:
    """Write the blank form of one work; return where. Refuses a folio that is none."""
    with db.snapshot(database):
        forms = _forms(database, [folio])
    return _draw(forms, out or audit.reports / f"blank-{language}-{file_name(folio)}.pdf", language)


def make_forms(
    audit: Audit, database: Database, out: Path | None, language: str, asked: Asked | None = None
) -> Path:
    """Write the blank forms of the works that fit what was asked, or of the whole sample; return where."""
    with db.snapshot(database):
        forms = _forms(database, [line.folio for line in _found(database, asked)])
    return _draw(forms, out or audit.reports / f"blank-{language}.pdf", language)


def make_list(
    audit: Audit, database: Database, out: Path | None, language: str, asked: Asked | None = None
) -> Path:
    """Write the list of the works that fit what was asked, or of the whole sample, with room to write; return where."""
    from audit_app.pdf.field_list import draw_field_list

    target = out or audit.reports / f"works-{language}.pdf"
    with speaking(language):
        with db.snapshot(database):
            facts, found = audit_facts.read(database), _found(database, asked)
            registered = queries.registered(database)
        field_list = FieldList(
            title=facts.title,
            institution=facts.institution,
            cut_off=facts.cut_off,
            name=_("Lista de obras"),
            told=listing.in_words(asked or EVERYTHING),
            works=[_place(line, *registered[line.folio]) for line in found],
            blanks=(_("Fecha"), _("Notas")),
        )
        write(target, lambda file: draw_field_list(field_list, file))
    return target


def _found(database: Database, asked: Asked | None) -> list[Line]:
    """Return the works that fit, as somebody travels; nobody having asked, the sample without what waits in reserve."""
    fitting, _counts = listing.fit(lines.read(database), asked or EVERYTHING)
    found = listing.by_place(
        fitting if asked is not None else (line for line in fitting if line.disposition is not None)
    )
    if not found:
        raise NoWorksFound
    return found


def _place(line: Line, latitude: float | None, longitude: float | None) -> ListedPlace:
    return ListedPlace(
        folio=line.folio,
        name=line.name,
        place=line.locality or "",
        situation=situations.name(line.situations[-1]),
        latitude=latitude,
        longitude=longitude,
        group=", ".join(name for name in (line.municipality, line.state) if name) or _("Sin lugar"),
    )


def _forms(database: Database, folios: Sequence[str]) -> PaperForms:
    if len(folios) > MOST_FORMS:
        raise TooManyForms(len(folios), MOST_FORMS)
    facts = audit_facts.read(database)
    return PaperForms(
        title=facts.title,
        institution=facts.institution,
        cut_off=facts.cut_off,
        documents=queries.documents_asked(database),
        works=queries.works(database, folios),
    )


def _draw(forms: PaperForms, target: Path, language: str) -> Path:
    from audit_app.pdf.paper_form import draw_paper_forms

    with speaking(language):
        write(target, lambda file: draw_paper_forms(forms, file))
    return target
