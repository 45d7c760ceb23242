"""Positions as people write and paste them: one meaning or none."""

import pytest

from audit_app.geography import notations

HERE = (22.651111, -102.98)


@pytest.mark.parametrize(
    "text",
    [
        "22.651111, -102.98",
        "22.651111 -102.980000",
        "22.651111;-102.98",
        "22.651111/-102.98",
        "(22.651111, -102.98)",
        "22,651111; -102,98",
        "22,651111, -102,98",
        "22,651111 -102,98",
        "+22.651111,-102.98",
        "-102.98, 22.651111",
        "22.651111 N, 102.98 W",
        "N 22.651111 W 102.98",
        "N22.651111 O102.98",
        "102.98 O 22.651111 N",
        "22.651111° N 102.98° O",
        "22.651111°, -102.98°",
        "lat: 22.651111 lon: -102.98",
        "Latitud 22.651111 Longitud -102.98",
        "22°39'04\"N 102°58'48\"O",
        "22°39'04\"N, 102°58'48\"W",
        "22º 39' 04\" N  102º 58' 48\" O",
        "22° 39′ 04″ Norte, 102° 58′ 48″ Oeste",
        "22 39 04 N 102 58 48 W",
        "22 39 04, -102 58 48",
        "22:39:04N 102:58:48W",
        "22 grados 39 minutos 04 segundos norte, 102 grados 58 minutos 48 segundos oeste",
        "22°39.0667'N 102°58.8'W",
        "N 22° 39.0667' W 102° 58.8'",
        "22\u00b039\u201904\u201dN 102\u00b058\u201948\u201dW",
        "22\u00b039'04''N 102\u00b058'48''W",
        "22.651111, \u2212102.98",
        "geo:22.651111,-102.98",
        "geo:22.651111,-102.98?z=17",
        "https://www.google.com/maps/@22.651111,-102.98,17z",
        "https://www.google.com/maps/place/Jerez/@22.7,-102.9,12z/data=!3m1!4b1!3d22.651111!4d-102.98",
        "https://maps.google.com/?q=22.651111,-102.98",
        "https://www.google.com/maps/search/?api=1&query=22.651111%2C-102.98",
        "https://www.google.com/maps/search/22.651111,+-102.98",
        "https://maps.apple.com/?ll=22.651111,-102.98",
        "https://www.openstreetmap.org/?mlat=22.651111&mlon=-102.98#map=17/22.7/-102.9",
        "https://www.openstreetmap.org/#map=17/22.651111/-102.98",
        "75JVM22C+C2RC",
        "m22c+c2rc Jerez, Zacatecas",
    ],
)
def test_a_position_is_read_in_any_common_notation(text: str) -> None:
    assert notations.position(text) == pytest.approx(HERE, abs=0.00002)


@pytest.mark.parametrize(
    "text",
    [
        "13Q 707588 2506302",
        "13 Q 707588 2506302",
        "13N 707588 2506302",
        "13 707588 2506302",
        "UTM 13Q 707588 2506302",
        "zona 13 707588 2506302",
        "Zona 13Q, 707588 mE, 2506302 mN",
        "707588 E 2506302 N 13Q",
        "707588.4 2506302.1 zona 13",
        "707588,2506302,13Q",
    ],
)
def test_utm_is_read_with_its_zone(text: str) -> None:
    read = notations.position(text)
    assert read == pytest.approx((22.6511, -102.98), abs=0.001)


def test_utm_agrees_with_a_published_point() -> None:
    # The CN Tower, the usual example: 43°38'33.24"N 79°23'13.7"W is 17T 630084 4833438.
    assert notations.position("17T 630084 4833438") == pytest.approx((43.642567, -79.387139), abs=0.00002)


@pytest.mark.parametrize(
    ("code", "latitude", "longitude"),
    [  # decoded by the reference implementation of the codes, openlocationcode 1.0.1
        ("75JVM22C+C2", 22.6510625, -102.9799375),
        ("75JVM22C+C2R2", 22.6511025, -102.9799961),
        ("75GRJR22+22", 20.6000625, -103.1999375),
        ("4RRHG622+2222", -33.4999975, 151.2000039),
        ("9C3W9QCJ+2VXG", 51.3701125, -1.2177617),
        ("9C3W9QCJ+2V", 51.3700625, -1.2178125),
    ],
)
def test_a_plus_code_is_the_middle_of_its_cell(code: str, latitude: float, longitude: float) -> None:
    assert notations.position(code) == pytest.approx((latitude, longitude), abs=1e-7)
    assert notations.position(f"{code.lower()} Jerez, Zac.") == notations.position(code)


@pytest.mark.parametrize(
    "text",
    ["M22C+C2 Jerez de García Salinas, Zac.", "m22c+c2, Jerez, Zacatecas", "M22C+C2 Jerez, Zac., México"],
)
def test_a_short_plus_code_is_the_one_nearest_to_its_municipality(text: str) -> None:
    assert notations.position(text) == pytest.approx((22.6510625, -102.9799375), abs=1e-7)


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("M22C+C2", "place"),
        ("M22C+C2 Benito Juárez", "place"),
        ("M22C+C2 Mérida, Yucatán", "place"),
        ("https://maps.app.goo.gl/abcdef", "internet"),
        ("Pozo https://goo.gl/maps/abcdef", "internet"),
        ("75JVM22C+", None),
        ("XXXXM22C+C2", None),
        ("22.6511+2", None),
        ("22.9845+22.5", None),
        ("hola", None),
    ],
)
def test_what_lacks_its_place_or_internet_is_no_position_but_is_told(text: str, lacking: str | None) -> None:
    assert notations.position(text) is None
    assert notations.lacks(text) == lacking


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hola",
        "22.65",
        "22,6511",
        "20,103",
        "22, -102",
        "22.65, -202.9",
        "122.65, -102.9",
        "22.65 N, 102.9 N",
        "22.65 E, 102.9 W",
        "22°75'04\"N 102°58'48\"W",
        "22.5°39'N 102°58'W",
        "1.5 2.5 3.5",
        "707588 2506302",
        "99Q 707588 2506302",
        "13Q 7588 2506302",
        "Jerez, Zacatecas",
        "22.65, -102.9 y algo más",
        "https://maps.app.goo.gl/abcdef",
        "9" * 5000,
    ],
)
def test_what_has_no_meaning_or_two_is_no_position(text: str) -> None:
    assert notations.position(text) is None


@pytest.mark.parametrize(
    ("text", "axis", "degrees"),
    [
        ("22.6511", "latitude", 22.6511),
        ("22,6511", "latitude", 22.6511),
        ("22", "latitude", 22.0),
        ("22°39'04\"N", "latitude", 22.651111),
        ("102°58'48\"O", "longitude", -102.98),
        ("-102 58 48", "longitude", -102.98),
        ("W 102° 58.8'", "longitude", -102.98),
        ("lon: -102.98", "longitude", -102.98),
        ("22.65 N", "longitude", None),
        ("102.98", "latitude", None),
        ("-", "latitude", None),
        ("nan", "latitude", None),
        ("1e3", "latitude", None),
    ],
)
def test_one_axis_is_read_alone(text: str, axis: str, degrees: float | None) -> None:
    read = notations.degrees(text, axis)  # type: ignore[arg-type]
    assert read == (None if degrees is None else pytest.approx(degrees, abs=0.000001))
