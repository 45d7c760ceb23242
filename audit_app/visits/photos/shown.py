"""The photos of a work as its pages show them: each with the question it proves, and what there is to doubt of it."""

from collections.abc import Mapping
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
        Shown(
            photo,
            PROVED.get(photo.question or "", ""),
            doubts(
                photo.taken_at,
                (photo.latitude, photo.longitude),
                site,
                folio,
                twins=twins.get(photo.sha256, ()),
                copies=copies[photo.sha256],
            ),
        )
        for photo in queries.of_work(db, folio)
    ]
