"""The photos of a work as its pages show them: each with the question it proves, and what there is to doubt of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from audit_app.instruments import PROVED
from audit_app.visits.photos import queries
from audit_app.visits.photos.doubts import Site, doubts
from audit_app.visits.photos.queries import Photo


@dataclass(frozen=True, slots=True)
class Shown:
    """A photo, the text of the question it proves, and a sentence for each thing to look at again, by its reason."""

    photo: Photo
    proves: str
    doubts: dict[str, str]


def judged(photo: Photo, site: Site, folio: str, twins: Sequence[str], copies: Sequence[str]) -> Shown:
    """Return a photo of a work with what there is to doubt of it; ``twins`` and ``copies`` as ``doubts`` takes them."""
    place = (photo.latitude, photo.longitude)
    said = doubts(photo.taken_at, place, site, folio, twins=twins, copies=copies)
    return Shown(photo, PROVED.get(photo.question or "", ""), said)


def shown(
    db: Database, folio: str, place: tuple[float | None, float | None], visit: Mapping[str, object]
) -> list[Shown]:
    """Return the photos of a work registered at a place, beside what its visit or its draft says."""
    day, arrived, left = (
        str(visit[name]) if visit.get(name) else None for name in ("visited_on", "arrived_at", "left_at")
    )
    site, twins = Site(*place, day, arrived, left), queries.twins(db, folio)
    copies = queries.copies(db, folio)
    return [
        judged(photo, site, folio, twins.get(photo.sha256, ()), copies[photo.sha256])
        for photo in queries.of_work(db, folio)
    ]
