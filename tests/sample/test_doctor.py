"""The coordinate doctor: what it says of real damages, what it leaves alone, and the laws of its proposals."""

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from audit_app import tables
from audit_app.geography.boundaries import COUNTRY, is_within
from audit_app.geography.catalogue import STATE_WORDS
from audit_app.sample.reading.doctor import KINDS, Diagnosis, diagnose
from audit_app.sample.values.numbers import decimals
from tests.geography.places import TOWNS, inside

DATA = os.environ.get("CONSTATA_TEST_DATA", "")
GUADALAJARA = "14039"
SOUTH_NORTH, EAST_WEST = 20.671667, -103.347778  # 20° 40' 18" N, 103° 20' 52" W


def told(latitude: str, longitude: str, municipality: str | None = GUADALAJARA) -> Diagnosis | None:
    """Return the diagnosis of two cells as import reads them."""
    numbers = [
        value if isinstance(value, float) else None
        for cell in (latitude, longitude)
        for value in decimals([cell]).values
    ]
    state = municipality[:2] if municipality else None
    return diagnose(latitude, longitude, numbers[0], numbers[1], state, municipality)


@pytest.mark.parametrize(
    ("latitude", "longitude", "kind", "column"),
    [
        ("20.671667", "103.347778", "sign", "longitude"),
        ("-20.671667", "-103.347778", "sign", "latitude"),
        ("-20.671667", "103.347778", "sign", "latitude"),
        ("-103.347778", "20.671667", "swapped", "latitude"),
        ("103.347778", "20.671667", "swapped_sign", "latitude"),
        ("103 20 52", "20 40 18", "swapped_dms", "latitude"),
        ("-103347778", "20671667", "swapped_scale", "latitude"),
        ("20°40'18.0\"N", "103°20'52.0\"W", "dms", "latitude"),
        ("20° 40' 18'' N", "103° 20' 52'' O", "dms", "latitude"),
        ("20º40´18”", "-103º20´52”", "dms", "latitude"),
        ("20Â°40'18\"", "-103Â°20'52\"", "dms", "latitude"),
        ("20?40?18", "103?20?52", "dms", "latitude"),
        ("20 40 18", "103 20 52", "dms", "latitude"),
        ("20-40-18", "103-20-52", "dms", "latitude"),
        ("20:40:18", "-103:20:52", "dms", "latitude"),
        ("20.40.18", "103.20.52", "dms", "latitude"),
        ("204018", "1032052", "dms", "latitude"),
        ("204018.0", "-1032052.0", "dms", "latitude"),
        ("20.4018", "-103.2052", "dms", "latitude"),
        ("20.671667", "103°20'52\"W", "dms", "longitude"),
        ("20,671,667", "-103,347,778", "scale", "latitude"),
        ("20.671.667", "-103.347.778", "scale", "latitude"),
        ("20671667", "-103347778", "scale", "latitude"),
        ("2.0671667E+07", "-1.03347778E+08", "scale", "latitude"),
        ("20.671667", "-103347.778", "scale", "longitude"),
        ("20.671667 N", "103.347778 W", "symbols", "latitude"),
        ("Lat. 20.671667", "Long. -103.347778", "symbols", "latitude"),
        ("20.671667°", "-103.347778°", "symbols", "latitude"),
        ("20.671667, -103.347778", "", "together", "latitude"),
        ("", "20.671667 -103.347778", "together", "longitude"),
        ("20.671667, -103.347778", "20.671667, -103.347778", "together", "latitude"),
        ("-103.347778; 20.671667", "", "together", "latitude"),
        ("20°40'18\"N 103°20'52\"W", "", "together", "latitude"),
    ],
)
def test_a_damage_is_named_and_repaired(latitude: str, longitude: str, kind: str, column: str) -> None:
    found = told(latitude, longitude)
    assert found is not None
    assert (found.kind, found.column, found.place) == (kind, column, GUADALAJARA)
    assert (found.latitude, found.longitude) == pytest.approx((SOUTH_NORTH, EAST_WEST), abs=1e-5)


@pytest.mark.parametrize(
    ("latitude", "longitude", "kind", "column", "place"),
    [
        ("0", "0", "zero", "latitude", None),
        ("0", "-103.35", "zero", "latitude", None),
        ("20.67", "0", "zero", "longitude", None),
        ("20.67", "20.67", "doubled", "longitude", None),
        ("20.67", "-20.67", "doubled", "longitude", None),
        ("-103.35", "-103.35", "doubled", "latitude", None),
        ("20.67", "", "incomplete", "longitude", None),
        ("NULL", "-103.35", "incomplete", "latitude", None),
        ("200", "300", "out_of_range", "latitude", None),
        ("20.67", "999", "out_of_range", "longitude", None),
        ("40.4", "-3.7", "outside_country", "latitude", None),
        ("19.4326", "-99.1332", "outside_state", "latitude", "09015"),
        ("20.80", "-103.50", "outside_municipality", "latitude", "14120"),
        ("19.4326", "99.1332", "sign", "longitude", None),
    ],
)
def test_what_cannot_be_repaired_is_told(
    latitude: str, longitude: str, kind: str, column: str, place: str | None
) -> None:
    found = told(latitude, longitude)
    assert found is not None
    assert (found.kind, found.column, found.place) == (kind, column, place)
    assert (found.latitude, found.longitude) == (None, None)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        ("", ""),
        ("NULL", "-"),
        ("s/d", "n/a"),
        ("domicilio conocido", "-103.35"),
        ("20.67", "-103.35"),
        ("20.70", "-103.36"),
    ],
)
def test_blank_unreadable_and_plausible_cells_are_left_alone(latitude: str, longitude: str) -> None:
    assert told(latitude, longitude) is None


def test_a_neighbour_within_two_kilometres_is_plausible_and_beyond_is_not() -> None:
    assert told("20.72", "-103.39") is None
    assert told("20.75", "-103.42") is not None


def test_without_a_municipality_the_state_decides_and_without_either_the_country() -> None:
    zocalo = ("19.4326", "-99.1332", 19.4326, -99.1332)
    assert diagnose(*zocalo, None, None) is None
    assert diagnose(*zocalo, "35", None) is None
    assert diagnose(*zocalo, "09", None) is None
    assert diagnose(*zocalo, "14", None) == Diagnosis("outside_state", "latitude", place="09015")
    assert diagnose(*zocalo, "09", "09999") is None


def test_a_repair_that_misses_the_municipality_but_not_the_state_is_proposed_where_the_given_is_abroad() -> (
    None
):
    found = told("20.80", "103.50")
    assert found == Diagnosis("sign", "longitude", 20.80, -103.50, "14120")


def test_two_repairs_that_fit_equally_are_not_proposed() -> None:
    assert diagnose("20.70, -103.34", "20.40, -103.34", None, None, "14", None) is None
    assert diagnose("20.70, -103.34", "20.40, -103.34", None, None, "14", GUADALAJARA) is not None


def test_the_longitude_of_another_state_is_not_repaired_into_it() -> None:
    found = diagnose("20.7", "103.35", 20.7, 103.35, "11", None)
    assert found == Diagnosis("sign", "longitude")


damages: dict[str, Callable[[float, float], tuple[str, str]]] = {
    "sign": lambda north, west: (f"{north:.6f}", f"{-west:.6f}"),
    "swapped": lambda north, west: (f"{west:.6f}", f"{north:.6f}"),
    "swapped_sign": lambda north, west: (f"{-west:.6f}", f"{north:.6f}"),
    "dms": lambda north, west: (
        in_dms(north, "{}° {:02}' {:05.2f}\" N"),
        in_dms(-west, "{}° {:02}' {:05.2f}\" O"),
    ),
    "run_together": lambda north, west: (in_dms(north, "{}{:02}{:05.2f}"), in_dms(-west, "-{}{:02}{:05.2f}")),
    "scale": lambda north, west: (f"{north * 1e6:.0f}", f"{west * 1e6:.0f}"),
    "thousands": lambda north, west: (f"{round(north * 1e6):,}", f"{round(west * 1e6):,}"),
    "together": lambda north, west: (f"{north:.6f}, {west:.6f}", ""),
}


def in_dms(degrees: float, written: str) -> str:
    hundredths = round(degrees * 360000)
    return written.format(hundredths // 360000, hundredths // 6000 % 60, hundredths % 6000 / 100)


@settings(deadline=None)
@given(inside)
def test_a_position_in_its_municipality_is_never_diagnosed(placed: tuple[str, float, float]) -> None:
    code, latitude, longitude = placed
    for municipality in (code, None):
        assert diagnose(str(latitude), str(longitude), latitude, longitude, code[:2], municipality) is None
    assert diagnose(str(latitude), str(longitude), latitude, longitude, None, None) is None


@pytest.mark.parametrize("damage", damages)
@settings(deadline=None, max_examples=40)
@given(placed=inside)
def test_a_damaged_position_is_repaired_to_within_rounding(
    damage: str, placed: tuple[str, float, float]
) -> None:
    code, latitude, longitude = placed
    found = told(*damages[damage](latitude, longitude), code)
    assert found is not None
    assert found.place == code
    assert (found.latitude, found.longitude) == pytest.approx((latitude, longitude), abs=2e-6)


numbers = st.floats(-200, 200) | st.floats(allow_nan=True) | st.integers(-(10**9), 10**9).map(float)
cells = st.text(max_size=20) | st.text("0123456789.,-° '\"NSWO", max_size=20) | numbers.map(str)


@settings(deadline=None, max_examples=300)
@given(
    cells,
    cells,
    st.none() | numbers,
    st.none() | numbers,
    st.none() | st.sampled_from(sorted(STATE_WORDS)),
    st.data(),
)
def test_any_cells_have_an_answer_and_proposals_lie_in_the_declared_place(
    north: str,
    west: str,
    latitude: float | None,
    longitude: float | None,
    state: str | None,
    data: st.DataObject,
) -> None:
    capital = next((code for code, _latitude, _longitude in TOWNS.values() if code[:2] == state), None)
    municipality = data.draw(st.none() | st.just(capital) | st.text("0123456789", max_size=5))
    found = diagnose(north, west, latitude, longitude, state, municipality)
    assume(found is not None)
    assert found is not None
    assert found.kind in KINDS
    assert (found.latitude is None) == (found.longitude is None)
    if found.latitude is not None and found.longitude is not None:
        assert is_within(found.latitude, found.longitude, state or COUNTRY)


@pytest.mark.skipif(not DATA, reason="CONSTATA_TEST_DATA does not name the folder of the real lists")
def test_the_list_of_2019_has_few_positions_out_of_place() -> None:
    header, *rows = tables.read((Path(DATA) / "opa_2019.csv").read_bytes()).rows
    at = [header.index(name) for name in ("LATITUD", "LONGITUD", "ID_ENTIDAD_FEDERATIVA")]
    kinds: Counter[str] = Counter()
    for row in rows:
        north, west, state = (row[index] for index in at)
        latitude, longitude = (
            value if isinstance(value, float) else None for value in decimals([north, west]).values
        )
        found = diagnose(north, west, latitude, longitude, state.zfill(2), None)
        kinds.update([found.kind] if found else [])
    assert kinds == {"outside_state": 10, "outside_country": 4, "sign": 1}
