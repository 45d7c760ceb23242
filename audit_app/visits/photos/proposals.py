"""Which work a photo is proposed for, how sure that is, and why, in words. It proposes; a person decides. Pure.

Three things speak: the name of the file or its folders, the position, and the time. **Sure** is what the name says with nothing
against it, or what the position says with nothing in the time against it. **Doubtful** is whatever else speaks for some work.
Where there is no position, the time speaks by the visits and by the photos taken just before and after.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from audit_app.text import distance as metres_told
from audit_app.text import gettext as _
from audit_app.visits.photos.doubts import FAR
from audit_app.visits.photos.neighbours import Neighbour
from audit_app.visits.photos.sites import (
    CLOSE,
    DURING,
    OTHER_TIME,
    SAME_DAY,
    Place,
    Sites,
    Work,
    local,
)

Certainty = Literal["sure", "doubtful", "none"]

NEAR = 200.0
"""Metres within which a position alone can be sure: a work is up to a street long, and a phone may miss by 50 m."""
CLEARLY = 2.0
"""The next work must be this many times as far as the nearest..."""
APART = 50.0
"""...and this many metres further, which is what a phone may miss by; else the two cannot be told by position."""
MOST = 5
"""Candidates that are told: where the time alone speaks for more of them, it speaks for none."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What there is to know of a photo: the path it came with, its time and its position as its EXIF says."""

    path: str
    at: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A work that a photo may be of, and what speaks for it."""

    folio: str
    reason: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """The works that a photo may be of, the likeliest first, and why that is not sure; blank when it is."""

    certainty: Certainty
    candidates: tuple[Candidate, ...]
    doubt: str = ""

    @property
    def folio(self) -> str:
        """Return the work proposed; blank when there is none."""
        return self.candidates[0].folio if self.candidates else ""


def propose(sites: Sites, photo: Taken, beside: Sequence[Neighbour] = ()) -> Proposal:
    """Return what a photo is proposed for; ``beside`` are the works of the photos taken just before and after."""
    at = local(photo.at)
    if named := sites.named(photo.path):
        return _by_name(sites, named, photo.place, at)
    if photo.place and (near := sites.near(photo.place)):
        return _by_place(sites, near, photo.place, at)
    by_time = _by_time(sites, photo.place, at)
    return _by_neighbours(beside, by_time) if beside and not photo.place else by_time


def _by_name(sites: Sites, named: Sequence[str], place: Place | None, at: datetime | None) -> Proposal:
    works = [sites.works[folio] for folio in named]
    told = tuple(Candidate(work.folio, _reason(work, place, at, named=True)) for work in works[:MOST])
    if len(works) > 1:
        return Proposal("doubtful", told, _("El nombre lleva el folio de varias obras."))
    metres = works[0].metres(place)
    if metres and metres[0] > FAR:
        return Proposal("doubtful", told, _("Se tomó lejos de la obra que dice su nombre."))
    elsewhere = _during_another(sites, works[0], at)
    if elsewhere and works[0].fit(at) == OTHER_TIME:
        return Proposal("doubtful", told, _told_elsewhere(elsewhere))
    return Proposal("sure", told)


def _by_place(sites: Sites, near: Sequence[tuple[float, str]], place: Place, at: datetime | None) -> Proposal:
    metres, _folio = near[0]
    rivals = [sites.works[folio] for far, folio in near if far < CLEARLY * metres or far - metres < APART]
    best = max(rivals, key=lambda work: work.fit(at))  # of equals the nearest, which comes first
    elsewhere = _during_another(sites, best, at)
    others = [work for work in rivals if work is not best]
    others += [elsewhere] if elsewhere and elsewhere not in others else []
    told = tuple(Candidate(work.folio, _reason(work, place, at)) for work in [best, *others][:MOST])
    doubt = _doubt(sites, best, rivals, metres, at, elsewhere)
    return Proposal("doubtful" if doubt else "sure", told, doubt)


def _doubt(
    sites: Sites,
    best: Work,
    rivals: Sequence[Work],
    metres: float,
    at: datetime | None,
    elsewhere: Work | None,
) -> str:
    """Return why the work nearest by is not sure; blank when it is."""
    fit = best.fit(at)
    if len(rivals) > 1:
        return _("Hay otra obra casi a la misma distancia.")
    if metres > NEAR:
        return _("Está a más de %(distance)s.", distance=metres_told(NEAR))
    if not at:
        return _("Solo habla la posición: la fotografía no dice cuándo se tomó.")
    if elsewhere and fit != DURING:
        return _told_elsewhere(elsewhere)
    if fit == OTHER_TIME and any(visit.day == at.date().isoformat() for visit in best.visits):
        return _("Se tomó fuera del horario de su visita.")
    if fit == OTHER_TIME and any(sites.visited(at)):
        return _("Ese día se visitaron otras obras, y esta no.")
    return ""


def _by_time(sites: Sites, place: Place | None, at: datetime | None) -> Proposal:
    with_hours, without = sites.visited(at)
    fits = {work.folio: work.fit(at) for work in with_hours}
    best = max(fits.values(), default=OTHER_TIME)
    likely = [folio for folio, fit in fits.items() if fit == best]
    if best == OTHER_TIME and without:
        best, likely = SAME_DAY, [work.folio for work in without]
    if best == OTHER_TIME:
        return Proposal("none", (), _nothing(place, at))
    if len(likely) > MOST:
        return Proposal("none", (), _("A esa hora se visitaban varias obras, y nada más las distingue."))
    told = tuple(Candidate(folio, _reason(sites.works[folio], place, at)) for folio in likely)
    if place:
        return Proposal("doubtful", told, _("Solo habla la hora: la posición está lejos de todas las obras."))
    return Proposal("doubtful", told, _("Solo habla la hora: la fotografía no trae posición."))


def _by_neighbours(beside: Sequence[Neighbour], by_time: Proposal) -> Proposal:
    """Return the works of the neighbours, then those that were visited at that time."""
    visited = {one.folio: one.reason for one in by_time.candidates}
    told = {one.folio: ", ".join(filter(None, (one.reason, visited.pop(one.folio, "")))) for one in beside}
    candidates = tuple(Candidate(*one) for one in {**told, **visited}.items())
    return Proposal("doubtful", candidates[:MOST], _("Solo habla la hora: la fotografía no trae posición."))


def _nothing(place: Place | None, at: datetime | None) -> str:
    if not place and not at:
        return _("No trae posición ni hora, y su nombre no lleva un folio.")
    if not place:
        return _("No trae posición, y a esa hora no hay visita.")
    return _("No hay una obra cerca, ni visita a esa hora.")


def _during_another(sites: Sites, work: Work, at: datetime | None) -> Work | None:
    """Return another work that was being visited just then."""
    with_hours, _without = sites.visited(at)
    return next((other for other in with_hours if other is not work and other.fit(at) == DURING), None)


def _told_elsewhere(work: Work) -> str:
    return _("A esa hora se visitaba la obra %(folio)s.", folio=work.folio)


def _reason(work: Work, place: Place | None, at: datetime | None, named: bool = False) -> str:
    """Return what speaks for a work: its name, its distance, its visit."""
    said = [_("su nombre lleva el folio")] if named else []
    if metres := work.metres(place):
        told = metres_told(metres[0])
        said.append(
            _("a %(distance)s de donde se visitó", distance=told)
            if metres[1]
            else _("a %(distance)s del sitio registrado", distance=told)
        )
    fits = {
        DURING: _("durante la visita"),
        CLOSE: _("cerca de la hora de la visita"),
        SAME_DAY: _("el día de la visita"),
    }
    said += [fits[fit]] if (fit := work.fit(at)) in fits else []
    return ", ".join(said)
