"""What the demo's brigades found: one visit a work, with the counts of design.csv."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from demo_data.chance import one_of, stream
from demo_data.field_notes import (
    CARGOS,
    DAMAGES,
    SEARCHES,
    SHORTCOMINGS,
    UPKEEP_NOTES,
    Search,
    Shortcoming,
)
from demo_data.places import Municipality
from demo_data.works import Work, moved

HOLIDAYS = {date(2009, 9, 16), date(2009, 11, 2), date(2009, 11, 16)}
MORNING, EVENING = time(8, 50), time(17, 0)
COUNTED_UNITS = {"pozo", "tanque", "poste", "luminaria", "aula", "cancha", "taller"}
MAINTAINED = {"adequate": 41, "insufficient": 41, "none": 10, "not_yet_needed": 7, "no_answer": 1}
MAINTAINERS = {
    "adequate": {"municipality": 45, "committee": 30, "users": 20, "club": 5},
    "insufficient": {"municipality": 42, "committee": 24, "users": 22, "nobody": 12},
    "none": {"nobody": 80, "municipality": 20},
    "not_yet_needed": {"municipality": 50, "committee": 35, "users": 15},
    "no_answer": {"no_answer": 1},
}
CONDITIONS = {
    "adequate": {"good": 82, "fair": 18},
    "insufficient": {"good": 27, "fair": 58, "poor": 15},
    "none": {"good": 10, "fair": 52, "poor": 38},
    "not_yet_needed": {"good": 1},
    "no_answer": {"good": 50, "fair": 50},
}
MAINTENANCE_CAUSES = {"no_funds": 50, "no_owner": 25, "no_capacity": 20, "other": 5}
POSITION_METHODS = {"browser": 70, "photo": 16, "typed": 9, "map": 5}


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit's work, arrival, and answers by column; a column that is missing is blank."""

    work: Work
    arrived: datetime
    left: datetime
    answers: dict[str, str]

    @property
    def located(self) -> bool:
        """Whether the brigade found the work."""
        return self.answers["outcome"] == "located"


def visits_to(municipalities: Sequence[Municipality], works: Sequence[Work], seed: int) -> list[Visit]:
    """One visit to every work, in the order of the works."""
    return [visit for m in municipalities for visit in _visits_of(m, works, seed)]


def _visits_of(municipality: Municipality, works: Sequence[Work], seed: int) -> Iterator[Visit]:
    random = stream(seed, "visits", municipality.key)
    here = [work for work in works if work.municipality is municipality]
    lost = _chosen(here, SEARCHES, municipality.sample_works - municipality.located, random)
    found = [work for work in here if work.folio not in lost]
    short = _chosen(found, SHORTCOMINGS, municipality.located - municipality.operates_as_planned, random)
    times = dict(_route(here, lost, municipality.place.first_visit, random))
    for work in here:
        arrived, left = times[work.folio]
        own = stream(seed, "visit", work.folio)
        if work.folio in lost:
            answers = _not_located(SEARCHES[municipality.key])
        else:
            answers = _located(work, SHORTCOMINGS[municipality.key] if work.folio in short else None, own)
        yield Visit(work, arrived, left, _heading(work, arrived, left, own) | answers)


def _chosen(
    works: Iterable[Work], reasons: Mapping[str, Search | Shortcoming], count: int, random: Random
) -> set[str]:
    if not count:
        return set()
    candidates = [w.folio for w in works if w.kind.code in reasons[w.municipality.key].kinds]
    return set(random.sample(candidates, count))


def _route(
    works: Sequence[Work], lost: Container[str], first_day: date, random: Random
) -> Iterator[tuple[str, tuple[datetime, datetime]]]:
    now = datetime.combine(first_day, MORNING)
    for work in sorted(works, key=lambda work: (work.locality, work.folio)):
        if now.time() > EVENING:
            now = datetime.combine(_next_working_day(now.date()), MORNING)
        arrived = now + timedelta(minutes=random.randint(5, 30))
        minutes = random.randint(95, 130) if work.folio in lost else random.randint(22, 58)
        left = arrived + timedelta(minutes=minutes)
        yield work.folio, (arrived, left)
        now = left + timedelta(minutes=random.randint(10, 30))


def _next_working_day(day: date) -> date:
    day += timedelta(days=1)
    return _next_working_day(day) if day.weekday() > 4 or day in HOLIDAYS else day


def _heading(work: Work, arrived: datetime, left: datetime, random: Random) -> dict[str, str]:
    return {
        "folio": work.folio,
        "visited_on": f"{arrived:%Y-%m-%d}",
        "arrived_at": f"{arrived:%H:%M}",
        "left_at": f"{left:%H:%M}",
        "evaluators": f"Brigada {work.municipality.place.brigade}",
        "attempt": "2" if random.random() < 0.04 else "1",
    }


def _not_located(search: Search) -> dict[str, str]:
    return {"outcome": "not_located", "outcome_detail": search.detail, "search_done": search.text}


def _located(work: Work, shortcoming: Shortcoming | None, random: Random) -> dict[str, str]:
    elsewhere = random.random() < 0.04
    answers = {
        "outcome": "located",
        "outcome_detail": "elsewhere" if elsewhere else "as_registered",
        **_position(work, elsewhere, random),
        "state_of_works": "finished",
        "operates": "yes",
        **_plan(work, shortcoming.measured_share if shortcoming else 1.0, random),
        **_upkeep(work, random),
        "use": one_of({"intended": 96, "other": 4}, random),
        "priority_need": one_of({"yes": 92, "no": 6, "no_answer": 2}, random),
        "plaque": one_of({"legible": 56, "illegible": 15, "absent": 29}, random),
        "companion": random.choice(CARGOS),
    }
    if shortcoming:
        return answers | shortcoming.answers | {"notes": shortcoming.note}
    return answers | {"notes": _note(work, answers, random)}


def _position(work: Work, elsewhere: bool, random: Random) -> dict[str, str]:
    km = random.uniform(0.5, 1.3) if elsewhere else random.uniform(0.004, 0.11)
    latitude, longitude = moved(work.latitude, work.longitude, km, random)
    method = one_of(POSITION_METHODS, random)
    accuracy = f"{random.uniform(3, 19):.0f}" if method in ("browser", "photo") else ""
    return {
        "latitude": f"{latitude:.6f}",
        "longitude": f"{longitude:.6f}",
        "accuracy_m": accuracy,
        "method": method,
    }


def _plan(work: Work, share: float, random: Random) -> dict[str, str]:
    measured = work.goal * share
    if work.kind.unit not in COUNTED_UNITS:
        measured = round(measured * random.uniform(0.985, 1.02), 2 if work.kind.unit == "km" else 1)
    return {
        "matches_plan": "yes",
        "plan_measured": f"{measured:.6g}",
        "plan_unit": work.kind.unit,
    }


def _upkeep(work: Work, random: Random) -> dict[str, str]:
    maintained = one_of(MAINTAINED, random)
    if maintained == "not_yet_needed" and work.year == 2007:
        maintained = "adequate"
    condition = one_of(CONDITIONS[maintained], random)
    damages = {"good": 0, "fair": 1, "poor": 2}[condition]
    lacking = maintained in ("insufficient", "none")
    return {
        "maintained": maintained,
        "maintainer": one_of(MAINTAINERS[maintained], random),
        "maintenance_cause": one_of(MAINTENANCE_CAUSES, random) if lacking else "",
        "condition": condition,
        "damage": ";".join(random.sample(list(DAMAGES[work.kind.code]), damages)) or "none",
    }


def _note(work: Work, answers: Mapping[str, str], random: Random) -> str:
    sentences = []
    if random.random() < 0.7:
        sentences.append(random.choice(work.kind.seen))
    if answers["damage"] != "none":
        sentences.append(random.choice(DAMAGES[work.kind.code][answers["damage"].split(";")[0]]))
    if random.random() < 0.55:
        sentences.append(random.choice(UPKEEP_NOTES[answers["maintained"]]))
    return " ".join(sentences)
