"""Where and when the works of an audit may have been photographed, found again by position, by day and by name. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from functools import lru_cache
from heapq import nsmallest
from math import ceil, cos, hypot, radians

from audit_app.position import METRES_A_DEGREE, apart
from audit_app.text import plain
from audit_app.visits.photos.doubts import AROUND, FAR

Place = tuple[float, float]

REACH = 2 * FAR
"""Metres: further than this from every place known of it, nothing says that a photo is of a work."""
CELL = 0.01  # degrees: 1.1 km of latitude, so that what is within reach lies in the cells around
MOST_NEAR = 6  # works told beside one another: who is further away decides nothing
DURING, CLOSE, SAME_DAY, OTHER_TIME = 3, 2, 1, 0
"""How a photo's time fits a visit: between arrival and departure, up to an hour around, on a day without hours, not at all."""


@dataclass(frozen=True, slots=True)
class Visit:
    """When a work was visited, by the clock on site; ISO, None where nobody wrote it down."""

    day: str
    arrived: str | None = None
    left: str | None = None

    def fit(self, taken: datetime) -> int:
        """Return how well a local time fits."""
        if taken.date().isoformat() != self.day:
            return OTHER_TIME
        at, arrived, left = taken.time(), _clock(self.arrived), _clock(self.left)
        if arrived and left and arrived <= at <= left:
            return DURING
        if not arrived and not left:
            return SAME_DAY
        early, late = (datetime.combine(taken, clock or at) for clock in (arrived, left))
        return CLOSE if early - AROUND <= taken <= late + AROUND else OTHER_TIME

    @property
    def has_hours(self) -> bool:
        """Tell whether it is known when people came or left."""
        return bool(_clock(self.arrived) or _clock(self.left))


@dataclass(frozen=True, slots=True)
class Work:
    """A work: its registered place, the one where it was found, and the visits that this laptop knows of, drafts too."""

    folio: str
    registered: Place | None = None
    found: Place | None = None
    visits: tuple[Visit, ...] = ()

    def fit(self, taken: datetime | None) -> int:
        """Return how well a local time fits the visit that it fits best."""
        return max((visit.fit(taken) for visit in self.visits), default=OTHER_TIME) if taken else OTHER_TIME

    def metres(self, place: Place | None) -> tuple[float, bool] | None:
        """Return how far a place is from the nearest known of the work, and whether that is where it was found."""
        measured = [
            (apart(*place, *known), is_found)
            for known, is_found in ((self.registered, False), (self.found, True))
            if place and known
        ]
        return min(((metres, found) for metres, found in measured if metres is not None), default=None)


class Sites:
    """The works of an audit, each found in a few steps however many they are."""

    def __init__(self, works: Iterable[Work]) -> None:
        self.works: dict[str, Work] = {work.folio: work for work in works}
        self._cells: dict[tuple[int, int], list[tuple[Place, str]]] = defaultdict(list)
        days: dict[str, tuple[dict[str, Work], dict[str, Work]]] = defaultdict(lambda: ({}, {}))
        for work in self.works.values():
            for place in {place for place in (work.registered, work.found) if place}:
                self._cells[_cell(place)].append((place, work.folio))
            for visit in work.visits:
                days[visit.day][not visit.has_hours][work.folio] = work
        self._days = {
            day: (list(timed.values()), [work for folio, work in others.items() if folio not in timed])
            for day, (timed, others) in days.items()
        }
        self._names = Names(self.works)
        self.near = lru_cache(maxsize=2000)(self._near)  # of a burst all have one place

    def visited(self, taken: datetime | None) -> tuple[list[Work], list[Work]]:
        """Return the works visited on the day of a photo: those whose hours are known, and the others."""
        return self._days.get(taken.date().isoformat(), ([], [])) if taken else ([], [])

    def named(self, path: str) -> list[str]:
        """Return the folios that the name of a file or of one of its folders carries."""
        return self._names.found_in(path)

    def _near(self, place: Place) -> list[tuple[float, str]]:
        """Return the works within reach of a place with their metres, the nearest first; no more than tell anything."""
        row, column = _cell(place)
        narrow = max(cos(radians(place[0])), 0.01)
        wide = ceil(REACH / (METRES_A_DEGREE * narrow * CELL))
        rough = (
            (hypot(place[0] - lat, (place[1] - lon) * narrow), folio)
            for north in (row - 1, row, row + 1)
            for east in range(column - wide, column + wide + 1)
            for (lat, lon), folio in self._cells.get((north, east), ())
        )
        nearest = dict.fromkeys(folio for _rough, folio in nsmallest(2 * MOST_NEAR, rough))  # two places each
        measured = ((self.works[folio].metres(place), folio) for folio in nearest)
        found = sorted((told[0], folio) for told, folio in measured if told and told[0] <= REACH)
        return found[:MOST_NEAR]


class Names:
    """Folios looked for in names: ``W/001`` in ``W-001 fachada.jpg`` or ``obra_W001/IMG_2.jpg``, not in ``W-0010.jpg``."""

    def __init__(self, folios: Iterable[str]) -> None:
        self._telling: Mapping[str, list[str]] = defaultdict(list)
        self._whole: Mapping[str, list[str]] = defaultdict(list)
        self._longest = 1
        for folio in folios:
            parts = _parts(folio)
            key = "".join(parts)
            # "1234" or "escuela" may stand in any name by chance, as in IMG_1234.jpg: such a folio must be the whole of it.
            telling = len(key) >= 3 and re.search(r"\d", key) and re.search(r"[^\W\d]", key)
            (self._telling if telling else self._whole)[key].append(folio)
            self._longest = max(self._longest, len(key) if telling else 1)

    def found_in(self, path: str) -> list[str]:
        """Return the folios that stand in a path, each once."""
        folders, _slash, file = path.replace("\\", "/").rpartition("/")
        found: dict[str, None] = {}
        for name in [*folders.split("/"), re.sub(r"\.[^.]*$", "", file)]:
            parts = _parts(name)
            found.update(dict.fromkeys(self._whole.get("".join(parts), ())))
            found.update(dict.fromkeys(self._standing_in(parts)))
        return list(found)

    def _standing_in(self, parts: list[str]) -> Iterator[str]:
        """Yield the folios made of some parts in a row; of one within another the longer."""
        last = 0
        for first in range(len(parts)):
            for end in range(len(parts), max(first, last), -1):
                key = "".join(parts[first:end])
                if len(key) <= self._longest and key in self._telling:
                    yield from self._telling[key]
                    last = end
                    break


def local(iso: str | None) -> datetime | None:
    """Return a camera's time as its own clock showed it, which is the clock of the visit: the offset is left aside."""
    return datetime.fromisoformat(iso).replace(tzinfo=None) if iso else None


def _parts(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", plain(text))


def _cell(place: Place) -> tuple[int, int]:
    return int(place[0] // CELL), int(place[1] // CELL)


@lru_cache(maxsize=2000)
def _clock(iso: str | None) -> time | None:
    try:
        return time.fromisoformat(iso).replace(tzinfo=None) if iso else None
    except ValueError:
        return None
