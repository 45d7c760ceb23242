"""The photos taken just before and after one, whose works are known: people photograph one work and then go to the next. Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from audit_app.text import gettext as _

WITHIN = timedelta(minutes=5)
"""Nobody gets from one work to the next in less."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A work with a photo taken so long before a photo (or, negative, after it)."""

    before: timedelta
    folio: str

    @property
    def reason(self) -> str:
        """Return what that says for the work."""
        minutes = abs(self.before) // timedelta(minutes=1)
        if not minutes:
            return _("tomada a menos de 1 min de otra de %(folio)s", folio=self.folio)
        if self.before > timedelta(0):
            return _("tomada %(n)s min después de otra de %(folio)s", n=minutes, folio=self.folio)
        return _("tomada %(n)s min antes de otra de %(folio)s", n=minutes, folio=self.folio)


class Neighbours:
    """Times and folios of photos whose works are known, found again by time."""

    def __init__(self, known: Iterable[tuple[datetime, str]]) -> None:
        self._known = sorted(known)
        self._times = [at for at, _folio in self._known]

    def of(self, at: datetime | None) -> list[Neighbour]:
        """Return the works with a photo within minutes of a local time, the nearest first; each once."""
        if at is None:
            return []
        first, end = bisect_left(self._times, at - WITHIN), bisect_right(self._times, at + WITHIN)
        found = [Neighbour(at - taken, folio) for taken, folio in self._known[first:end]]
        nearest: dict[str, Neighbour] = {}
        for one in sorted(found, key=lambda one: abs(one.before)):
            nearest.setdefault(one.folio, one)
        return list(nearest.values())
