"""What a person should look at again in a photo: where and when it was taken, and whether it was seen before. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from audit_app.position import apart
from audit_app.text import N_, day
from audit_app.text import distance as metres_told
from audit_app.text import gettext as _

FAR = 500.0  # metres from the registered place, which lists often know by the locality only
REASONS = {
    "copy": N_("La misma en dos obras"),
    "alike": N_("Se parecen a otra"),
    "far": N_("Lejos del sitio"),
    "time": N_("Fuera del horario"),
}
MOST_NAMED = 5  # other works with such a photo
AROUND = timedelta(minutes=60)  # before the arrival and after the departure


@dataclass(frozen=True, slots=True)
class Site:
    """Where a work is registered, and when it was visited, as far as that is known."""

    latitude: float | None
    longitude: float | None
    visited_on: str | None = None
    arrived_at: str | None = None
    left_at: str | None = None


def doubts(
    taken_at: str | None,
    position: tuple[float | None, float | None],
    site: Site,
    folio: str,
    *,
    twins: Sequence[str] = (),
    copies: Sequence[str] = (),
) -> dict[str, str]:
    """Return a sentence for each thing to look at again, by its reason; what a photo does not say is not doubted.

    ``twins`` are the works with a photo that looks like it, ``copies`` those with the very same one; its own may be among them.
    """
    found = {}
    metres = apart(*position, site.latitude, site.longitude)
    if metres is not None and metres > FAR:
        found["far"] = _("Tomada a %(distance)s del sitio registrado.", distance=metres_told(metres))
    if taken_at and (sentence := _out_of_time(datetime.fromisoformat(taken_at).replace(tzinfo=None), site)):
        found["time"] = sentence
    if same := [other for other in copies if other != folio]:
        found["copy"] = _("Es la misma fotografía que está en %(works)s.", works=", ".join(same[:MOST_NAMED]))
    if others := [other for other in twins if other != folio]:
        found["alike"] = _("Se parece a una fotografía de %(works)s.", works=", ".join(others[:MOST_NAMED]))
    elif twins:
        found["alike"] = _("Se parece a otra fotografía de esta obra.")
    return found


def _out_of_time(taken: datetime, site: Site) -> str:
    if not site.visited_on:
        return ""
    visited = date.fromisoformat(site.visited_on)
    if taken.date() != visited:
        return _("Tomada el %(day)s, otro día que la visita.", day=day(taken.date().isoformat()))
    arrived, left = (
        datetime.combine(visited, time.fromisoformat(clock)) if clock else taken
        for clock in (site.arrived_at, site.left_at)
    )
    if arrived - AROUND <= taken <= left + AROUND:
        return ""
    return _("Tomada a las %(at)s, fuera del horario de la visita.", at=f"{taken:%H:%M}")
