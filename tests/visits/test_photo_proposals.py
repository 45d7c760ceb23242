"""Which work a photo is proposed for: a table of what name, position and time say, and what cannot mislead them."""

import time

import pytest

from audit_app.position import METRES_A_DEGREE
from audit_app.visits.photos.proposals import Proposal, Taken, propose
from audit_app.visits.photos.sites import Sites, Visit, Work

DAY = "2009-10-01"
METRE = 1 / METRES_A_DEGREE  # degrees of latitude


def north(metres: float, of: tuple[float, float] = (20.0, -103.0)) -> tuple[float, float]:
    return of[0] + metres * METRE, of[1]


SITES = Sites(
    [
        Work("W/001", north(0), None, (Visit(DAY, "10:00", "11:00"),)),
        Work("W/002", north(3000), north(5000), (Visit(DAY, "13:00", "14:00"),)),
        Work("W/003", north(20_000), None, ()),
        Work("W/004", north(20_060), None, ()),
        Work("W/005", north(40_000), None, (Visit("2009-10-02"),)),
        Work("W/006", None, None, (Visit("2009-10-02"),)),
        Work("W/007", north(60_000), None, (Visit("2009-10-03", "09:00"),)),
        Work("1234", north(80_000)),
        Work("W/001/B", north(90_000)),
    ]
)


def proposed(path: str = "IMG_1.jpg", at: str | None = None, metres: float | None = None) -> Proposal:
    return propose(SITES, Taken(path, at, None if metres is None else north(metres)))


@pytest.mark.parametrize(
    ("at", "metres", "certainty", "folio", "reason", "doubt"),
    [
        # The position and the time of its visit.
        ("10:30", 35, "sure", "W/001", "a 35 m del sitio registrado, durante la visita", ""),
        ("11:40", 35, "sure", "W/001", "a 35 m del sitio registrado, cerca de la hora de la visita", ""),
        ("13:10", 4990, "sure", "W/002", "a 10 m de donde se visitó, durante la visita", ""),
        # Between two visits, near the hours of both: the position decides.
        ("12:00", 20, "sure", "W/001", "a 20 m del sitio registrado, cerca de la hora de la visita", ""),
        ("12:00", 3010, "sure", "W/002", "a 10 m del sitio registrado, cerca de la hora de la visita", ""),
        # The position, and a time that speaks against it.
        ("13:30", 35, "doubtful", "W/001", "a 35 m del sitio registrado", "A esa hora se visitaba la obra W/002."),
        ("18:00", 35, "doubtful", "W/001", "a 35 m del sitio registrado", "Se tomó fuera del horario de su visita."),
        (
            *("10:30", 20_025, "doubtful", "W/003", "a 25 m del sitio registrado"),
            "Hay otra obra casi a la misma distancia.",
        ),
        ("10:30", 19_900, "doubtful", "W/003", "a 100 m del sitio registrado", "Hay otra obra casi a la misma distancia."),
        ("10:30", 20_000, "doubtful", "W/003", "a 0 m del sitio registrado", "A esa hora se visitaba la obra W/001."),
        # The position alone.
        (
            *(None, 35, "doubtful", "W/001", "a 35 m del sitio registrado"),
            "Solo habla la posición: la fotografía no dice cuándo se tomó.",
        ),
        ("10:30", 650, "doubtful", "W/001", "a 650 m del sitio registrado, durante la visita", "Está a más de 200 m."),
        ("18:00", 1100, "none", "", "", "No hay una obra cerca, ni visita a esa hora."),
        # The time alone.
        ("10:30", None, "doubtful", "W/001", "durante la visita", "Solo habla la hora: la fotografía no trae posición."),
        (
            *("10:30", 9_000, "doubtful", "W/001", "a 9.0 km del sitio registrado, durante la visita"),
            "Solo habla la hora: la posición está lejos de todas las obras.",
        ),
        ("06:00", None, "none", "", "", "No trae posición, y a esa hora no hay visita."),
        # Nothing at all.
        (None, None, "none", "", "", "No trae posición ni hora, y su nombre no lleva un folio."),
    ],
)  # fmt: skip
def test_position_and_time(
    at: str | None, metres: float | None, certainty: str, folio: str, reason: str, doubt: str
) -> None:
    told = proposed(at=f"{DAY}T{at}:00" if at else None, metres=metres)
    assert (told.certainty, told.folio, told.doubt) == (certainty, folio, doubt)
    assert reason == (told.candidates[0].reason if told.candidates else "")


def test_a_work_without_any_visit_is_sure_where_no_other_was_visited_that_day() -> None:
    assert proposed(at="2009-12-24T10:00:00", metres=90_000).certainty == "sure"
    told = proposed(at=f"{DAY}T10:30:00", metres=90_000)
    assert (told.certainty, told.folio) == ("doubtful", "W/001/B")
    assert [one.folio for one in told.candidates] == ["W/001/B", "W/001"]
    assert (
        proposed(at=f"{DAY}T07:00:00", metres=90_000).doubt == "Ese día se visitaron otras obras, y esta no."
    )


def test_a_visit_without_hours_lasts_its_whole_day() -> None:
    told = proposed(at="2009-10-02T07:00:00", metres=40_010)
    assert (told.certainty, told.candidates[0].reason) == (
        "sure",
        "a 10 m del sitio registrado, el día de la visita",
    )
    alone = proposed(at="2009-10-02T07:00:00")
    assert (alone.certainty, [one.folio for one in alone.candidates]) == ("doubtful", ["W/005", "W/006"])


def test_a_visit_that_has_not_ended_fits_whatever_follows_its_arrival() -> None:
    assert proposed(at="2009-10-03T12:00:00", metres=60_000).certainty == "sure"
    assert proposed(at="2009-10-03T07:30:00", metres=60_000).certainty == "doubtful"


def test_the_clock_on_site_counts_whatever_offset_the_camera_wrote() -> None:
    assert proposed(at=f"{DAY}T10:30:00-06:00", metres=10) == proposed(at=f"{DAY}T10:30:00+00:00", metres=10)


def test_of_two_works_side_by_side_the_one_being_visited_is_proposed_in_doubt() -> None:
    sites = Sites([Work("A-1", north(0)), Work("A-2", north(40), None, (Visit(DAY, "10:00", "11:00"),))])
    told = propose(sites, Taken("x.jpg", f"{DAY}T10:30:00", north(10)))
    assert (told.certainty, [one.folio for one in told.candidates]) == ("doubtful", ["A-2", "A-1"])


def test_a_day_with_many_visits_alone_says_nothing() -> None:
    sites = Sites([Work(f"W-{n}", None, None, (Visit(DAY),)) for n in range(6)])
    assert propose(sites, Taken("x.jpg", f"{DAY}T10:30:00")).certainty == "none"


@pytest.mark.parametrize(
    ("path", "folios"),
    [
        ("W-001 fachada.jpg", ["W/001"]),
        ("w_001_2.JPG", ["W/001"]),
        ("fotos/Obra W001/IMG_2.jpg", ["W/001"]),
        ("W-001\\IMG_2.jpg", ["W/001"]),
        ("W-001-B.jpg", ["W/001/B"]),
        ("W-0010.jpg", []),
        ("XW001.jpg", []),
        ("IMG_1234.jpg", []),
        ("20091001_103000.jpg", []),
        ("1234.jpg", ["1234"]),
        ("1234/IMG_1.jpg", ["1234"]),
        ("W-001/W-002.jpg", ["W/001", "W/002"]),
        ("", []),
        ("....", []),
    ],
)
def test_folios_in_names(path: str, folios: list[str]) -> None:
    assert SITES.named(path) == folios


@pytest.mark.parametrize(
    ("path", "at", "metres", "certainty", "doubt"),
    [
        ("W-003.jpg", None, None, "sure", ""),
        ("W-003.jpg", "07:00", 20_100, "sure", ""),
        ("W-002.jpg", "13:30", 5000, "sure", ""),
        ("W-003.jpg", None, 0, "doubtful", "Se tomó lejos de la obra que dice su nombre."),
        ("W-003.jpg", "10:30", None, "doubtful", "A esa hora se visitaba la obra W/001."),
        ("W-001/W-002.jpg", "10:30", 0, "doubtful", "El nombre lleva el folio de varias obras."),
    ],
)
def test_the_name_decides_unless_something_speaks_against_it(
    path: str, at: str | None, metres: float | None, certainty: str, doubt: str
) -> None:
    told = proposed(path, f"{DAY}T{at}:00" if at else None, metres)
    assert (told.certainty, told.doubt) == (certainty, doubt)


def test_a_burst_is_proposed_alike() -> None:
    burst = [proposed(f"IMG_{n}.jpg", f"{DAY}T10:30:00", 35) for n in range(9)]
    assert len(set(burst)) == 1


def test_near_the_pole_and_the_date_line_nothing_fails() -> None:
    sites = Sites([Work("A-1", (89.9999, 10.0)), Work("A-2", (0.0, 179.9999))])
    assert propose(sites, Taken("x.jpg", None, (90.0, 10.0))).folio == "A-1"
    assert propose(sites, Taken("x.jpg", None, (0.0, 179.9998))).folio == "A-2"


@pytest.mark.parametrize("spread", [0.1, 3.0])
def test_ten_thousand_works_and_five_hundred_photos_take_seconds_at_most(spread: float) -> None:
    places = [(20 + spread * (n % 100) / 100, -103 + spread * (n // 100) / 100) for n in range(10_000)]
    works = [Work(f"W/{n:05}", place, None, (Visit(DAY),)) for n, place in enumerate(places)]
    photos = [
        Taken(f"IMG_{n}.jpg", f"{DAY}T10:30:00", (lat + 1e-5 * n, lon))
        for n, (lat, lon) in enumerate(places[:500])
    ]
    began = time.process_time()
    sites = Sites(works)
    assert len([propose(sites, photo) for photo in photos]) == 500
    assert time.process_time() - began < 6
