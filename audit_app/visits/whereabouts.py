"""What is said of the position that a visit gives: how it was read, how far from the registered place, where. Pure."""

from collections.abc import Mapping

from audit_app.folio import Heading
from audit_app.geography.boundaries import COUNTRY, is_within, municipality_at
from audit_app.geography.names import place_name
from audit_app.position import apart, bearing
from audit_app.text import distance, heading
from audit_app.text import gettext as _

COARSE = 50.0  # metres: above, a position only tells the neighbourhood


def told(typed: Mapping[str, object], work: Heading) -> list[str]:
    """Return sentences about the position among the answers of a visit, as they were read; none without one."""
    latitude, longitude, accuracy = (typed.get(name) for name in ("latitude", "longitude", "accuracy_m"))
    if not isinstance(latitude, float) or not isinstance(longitude, float):
        return []
    said = [
        _("Se lee %(latitude)s, %(longitude)s.", latitude=f"{latitude:.5f}", longitude=f"{longitude:.5f}")
    ]
    if work.position:
        metres = apart(*work.position, latitude, longitude)
        towards = heading(bearing(*work.position, latitude, longitude)) if metres and metres >= 1 else ""
        said.append(
            _("A %(distance)s %(heading)s del sitio registrado.", distance=distance(metres), heading=towards)
        )
    if sentence := _placed(latitude, longitude, work):
        said.append(sentence)
    if isinstance(accuracy, float) and accuracy > COARSE:
        said.append(_("Precisión baja: más de 50 metros. Anótela si no hay otra mejor."))
    return [" ".join(sentence.split()) for sentence in said]


def _placed(latitude: float, longitude: float, work: Heading) -> str:
    """Return in which municipality a position is, and whether that is the one registered."""
    if not is_within(latitude, longitude, COUNTRY):
        if is_within(latitude, -longitude, COUNTRY):
            return _("Queda fuera de México: a la longitud le falta el signo menos.")
        return _("Queda fuera de México: revise los números.")
    here = municipality_at(latitude, longitude)
    if here is None:
        return ""
    name = place_name(here) or here
    if work.place and not is_within(latitude, longitude, work.place):
        return _(
            "Está en %(place)s, no en el municipio registrado (%(registered)s).",
            place=name,
            registered=place_name(work.place) or work.municipality,
        )
    return _("Está en %(place)s.", place=name)
