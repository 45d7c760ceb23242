"""The photos of the whole audit that a person should look at again, beside those that each is like."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from audit_app.visits.photos import queries
from audit_app.visits.photos.queries import Photo
from audit_app.visits.photos.shown import Shown, judged


@dataclass(frozen=True, slots=True)
class Doubted:
    """A photo in doubt, its work, and the photos of other works that it is like, with their folios."""

    folio: str
    name: str
    shown: Shown
    alike: list[tuple[str, Photo]]

    @property
    def key(self) -> str:
        """Return what names it in the address of a page."""
        return f"{self.folio} {self.shown.photo.sha256}"


@dataclass(frozen=True, slots=True)
class Page:
    """Photos in doubt from one on: how many there are for each reason, and after which the next page begins."""

    photos: list[Doubted]
    reasons: Counter[str]
    after: str | None


def doubted(db: Database) -> Iterator[Doubted]:
    """Yield every photo in doubt, by folio and in the order taken."""
    every = queries.with_sites(db)
    holders: dict[str, list[tuple[str, Photo]]] = {}
    for folio, _name, photo, _site in every:
        holders.setdefault(photo.sha256, []).append((folio, photo))
    twins = queries.all_twins(db)
    for folio, name, photo, site in every:
        alike = [holder for other in twins.get(photo.sha256, ()) for holder in holders.get(other, ())]
        twin_works = sorted({holder for holder, _photo in alike})
        shown = judged(photo, site, folio, twin_works, [holder for holder, _photo in holders[photo.sha256]])
        if shown.doubts:
            yield Doubted(folio, name, shown, [holder for holder in alike if holder[0] != folio])


def page(photos: Sequence[Doubted], reason: str, after: str, size: int) -> Page:
    """Return the photos doubted for a reason, or for any, from the one after a key on."""
    reasons = Counter(reason for photo in photos for reason in photo.shown.doubts)
    fitting = [photo for photo in photos if not reason or reason in photo.shown.doubts]
    first = next((at + 1 for at, photo in enumerate(fitting) if photo.key == after), 0)
    shown = fitting[first : first + size]
    return Page(shown, reasons, shown[-1].key if first + size < len(fitting) else None)
