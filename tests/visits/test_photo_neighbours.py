"""A photo without position, proposed in doubt for the work of the photos taken just before and after."""

from datetime import datetime
from typing import Any

import pytest

from audit_app.photos import Examined
from audit_app.visits.photos.neighbours import Neighbours
from audit_app.visits.photos.sites import Visit, Work
from audit_app.visits.waiting.grouped import grouped
from audit_app.visits.waiting.queries import Waiting

DAY, VISITED = "2009-10-01", "2009-10-02"
HERE, THERE = (20.0, -103.0), (21.0, -103.0)
WORKS = [
    Work("W/001", HERE),
    Work("W/002", THERE),
    Work("W/003", None, None, (Visit(VISITED, "10:00", "11:00"),)),
]
ALONE = "Solo habla la hora: la fotografía no trae posición."


def waiting(clock: str, place: tuple[float, float] | None = None, path: str = "") -> Waiting:
    path = path or f"IMG_{clock.replace(':', '')}.jpg"
    taken_at = clock if "T" in clock or not clock else f"{DAY}T{clock}"
    latitude, longitude = place or (None, None)
    photo = Examined(path, "image/jpeg", 1, 1, 1, taken_at or None, latitude, longitude)
    return Waiting(photo, path, None, None, None)


def proposed(clock: str, *others: Waiting, **more: Any) -> tuple[str, str, list[tuple[str, str]]]:
    """Return certainty, doubt, and folios with their reasons of a photo without position among others."""
    one = waiting(clock)
    lines = [line for group in grouped([one, *others], WORKS, **more) for line in group.lines]
    (found,) = [line.proposal for line in lines if line.waiting is one]
    assert not any(line.ticked for line in lines if line.waiting is one)
    return found.certainty, found.doubt, [(one.folio, one.reason) for one in found.candidates]


@pytest.mark.parametrize(
    ("clock", "reason"),
    [
        ("07:02:10", "tomada 2 min después de otra de W/001"),
        ("07:05:00", "tomada 5 min después de otra de W/001"),
        ("07:00:59", "tomada a menos de 1 min de otra de W/001"),
        ("07:00:00", "tomada a menos de 1 min de otra de W/001"),
        ("06:57:00-06:00", "tomada 3 min antes de otra de W/001"),
    ],
)
def test_it_is_proposed_in_doubt_with_the_minutes(clock: str, reason: str) -> None:
    assert proposed(clock, waiting("07:00:00", HERE)) == ("doubtful", ALONE, [("W/001", reason)])


@pytest.mark.parametrize("clock", ["07:05:01", "06:54:59", ""])
def test_further_in_time_or_without_any_nothing_is_proposed(clock: str) -> None:
    assert proposed(clock, waiting("07:00:00", HERE))[::2] == ("none", [])


def test_of_two_works_the_nearest_in_time_comes_first() -> None:
    others = [waiting("07:00:00", HERE), waiting("07:01:00", HERE), waiting("07:06:00", THERE)]
    assert proposed("07:03:00", *others)[2] == [
        ("W/001", "tomada 2 min después de otra de W/001"),
        ("W/002", "tomada 3 min antes de otra de W/002"),
    ]


def test_the_work_that_was_visited_then_is_a_candidate_too() -> None:
    known = [(f"{VISITED}T10:29:00", "W/001"), (f"{VISITED}T10:28:00-06:00", "W/003")]
    assert proposed(f"{VISITED}T10:30:00", given=known[:1])[2] == [
        ("W/001", "tomada 1 min después de otra de W/001"),
        ("W/003", "durante la visita"),
    ]
    assert proposed(f"{VISITED}T10:30:00", given=known[1:])[2] == [
        ("W/003", "tomada 2 min después de otra de W/003, durante la visita")
    ]


def test_what_is_in_doubt_says_nothing_of_its_neighbours() -> None:
    unsure = waiting(f"{VISITED}T10:30:00", HERE)  # while another work was visited
    assert [folio for folio, _reason in proposed(f"{VISITED}T10:31:00", unsure)[2]] == ["W/003"]
    assert proposed("07:03:00", waiting("07:00:00"), waiting("06:58:00", HERE))[2] == [
        ("W/001", "tomada 5 min después de otra de W/001")
    ]
    assert proposed("07:06:00", waiting("07:03:00"), waiting("07:00:00", HERE))[0] == "none"


def test_its_own_name_or_position_goes_before_its_neighbours() -> None:
    named, far = waiting("07:01:00", path="W-002.jpg"), waiting("07:01:30", (25.0, -103.0))
    groups = grouped([waiting("07:00:00", HERE), named, far], WORKS)
    told = {line.waiting.path: line.proposal for group in groups for line in group.lines}
    assert (told["W-002.jpg"].certainty, told["W-002.jpg"].folio) == ("sure", "W/002")
    assert told[far.path].certainty == "none"


def test_across_midnight_neighbours_are_found() -> None:
    known = Neighbours([(datetime(2009, 9, 30, 23, 58), "W/001")])
    assert [one.folio for one in known.of(datetime(2009, 10, 1, 0, 2))] == ["W/001"]
