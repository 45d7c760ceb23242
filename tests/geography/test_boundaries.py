"""Where a position lies: known towns, the demo's works, tolerance, and the laws between the two tests and the bounds."""

import csv
from math import inf, nan
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit_app.geography.boundaries import COUNTRY, bounds, is_within, municipality_at
from audit_app.geography.outlines import polygons
from tests.geography.places import TOWNS, inside

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "sample.csv"
ZAPOPAN, GUADALAJARA = "14120", "14039"


@pytest.mark.parametrize("town", TOWNS)
def test_a_town_lies_in_its_municipality(town: str) -> None:
    code, latitude, longitude = TOWNS[town]
    assert municipality_at(latitude, longitude) == code
    assert all(is_within(latitude, longitude, place) for place in (code, code[:2], COUNTRY))


def test_the_works_of_the_demo_lie_in_their_municipalities() -> None:
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = row["Cve_Ent"] + row["Cve_Mun"]
            assert is_within(float(row["Latitud"]), float(row["Longitud"]), code)


def test_what_is_beyond_the_tolerance_is_not_near() -> None:
    _code, latitude, longitude = TOWNS["Guadalajara"]
    assert not is_within(latitude, longitude, ZAPOPAN, 0)
    assert not is_within(latitude, longitude, ZAPOPAN)
    assert is_within(latitude, longitude, ZAPOPAN, 10)


@pytest.mark.parametrize(
    "position", [(0.0, 0.0), (40.4, -3.7), (29.42, -98.49), (14.63, -90.51), (25.0, -93.0)]
)
def test_the_sea_and_other_countries_are_in_no_municipality(position: tuple[float, float]) -> None:
    assert municipality_at(*position) is None
    assert not is_within(*position, COUNTRY)


@pytest.mark.parametrize("bad", [nan, inf, -inf, 1e300, 91.0])
def test_what_is_no_position_is_nowhere(bad: float) -> None:
    assert municipality_at(bad, -103.0) is None
    assert not is_within(bad, -103.0, "14")
    assert not is_within(20.0, bad + 200, COUNTRY)
    assert not is_within(20.0, bad + 200, COUNTRY, 0.5)


def test_an_unknown_place_has_nothing_in_it() -> None:
    assert bounds("99") is None
    assert not is_within(20.67, -103.35, "99")
    assert not is_within(20.67, -103.35, "14999", 5)


def test_a_municipality_created_since_has_the_shape_it_was_made_out_of() -> None:
    san_quintin = (30.5609, -115.9378)
    assert is_within(*san_quintin, "02006")
    assert municipality_at(*san_quintin) == "02001"
    assert bounds("02006") == bounds("02001")


def test_the_bounds_of_the_country_are_those_of_mexico() -> None:
    box = bounds(COUNTRY)
    assert box == pytest.approx((14.53, -118.37, 32.72, -86.71), abs=0.05)


def test_polygons_are_as_geojson_has_them() -> None:
    (outer,) = polygons(GUADALAJARA)[0]
    assert outer[0] == outer[-1]
    assert all(-104 < longitude < -103 and 20 < latitude < 21 for longitude, latitude in outer)


@settings(deadline=None)
@given(inside)
def test_what_lies_in_a_municipality_is_within_it_its_state_and_the_country(
    placed: tuple[str, float, float],
) -> None:
    code, latitude, longitude = placed
    for place in (code, code[:2], COUNTRY):
        assert is_within(latitude, longitude, place, 0)
        assert is_within(latitude, longitude, place)


@settings(deadline=None)
@given(inside, st.floats(-0.2, 0.2), st.floats(-0.2, 0.2), st.floats(0, 6))
def test_a_wider_tolerance_keeps_what_a_narrower_one_took(
    placed: tuple[str, float, float], north: float, east: float, tolerance: float
) -> None:
    code, latitude, longitude = placed
    moved = latitude + north, longitude + east
    if is_within(*moved, code, tolerance):
        assert is_within(*moved, code, tolerance + 0.5)
        assert is_within(*moved, code[:2], tolerance)


@settings(deadline=None)
@given(st.floats(allow_nan=True), st.floats(allow_nan=True), st.text("0123456789", max_size=5))
def test_any_numbers_and_code_have_an_answer(latitude: float, longitude: float, code: str) -> None:
    assert is_within(latitude, longitude, code) in (True, False)
    assert municipality_at(latitude, longitude) is None or abs(latitude) < 33
