"""The route of the day on paper."""

from collections.abc import Sequence
from io import BytesIO

from sqlite_utils import Database

from audit_app import audit_facts, situations
from audit_app.pdf.contents import FieldList, ListedPlace
from audit_app.sample.map.route import Stop
from audit_app.text import distance
from audit_app.text import gettext as _


def as_pdf(db: Database, stops: Sequence[Stop], metres: float, start: str) -> BytesIO:
    """Return the stops in their order as a PDF in the language in use, with room to write; ``start`` in words."""
    from audit_app.pdf.field_list import draw_field_list

    facts = audit_facts.read(db)
    told = _("%(distance)s en línea recta", distance=distance(metres))
    field_list = FieldList(
        title=facts.title,
        institution=facts.institution,
        cut_off=facts.cut_off,
        name=_("Ruta del día"),
        told=" ".join(filter(None, (told, _("desde %(place)s", place=start) if start else ""))),
        works=[_place(stop) for stop in stops],
        blanks=(_("Hora"), _("Notas")),
    )
    made = BytesIO()
    draw_field_list(field_list, made)
    made.seek(0)
    return made


def _place(stop: Stop) -> ListedPlace:
    line = stop.line
    latitude, longitude = line.position or (None, None)
    return ListedPlace(
        folio=line.folio,
        name=line.name,
        place=line.place,
        situation=situations.name(line.situations[-1]),
        latitude=latitude,
        longitude=longitude,
        metres=stop.metres,
    )
