"""What is said of a visit's position, and the ways to give it."""

import re
from dataclasses import replace

import pytest

from audit_app.audit import Audit
from audit_app.folio import Heading
from audit_app.visits import whereabouts
from tests.visits.pictures import TAKEN, exif, jpeg
from tests.visits.test_photo_pages import FORM, send
from tests.visits.works import Person, kept, opened, text

JEREZ = Heading(
    "W/001", "Pozo", None, None, "Zacatecas", "Jerez", None, None, None, None, 22.65, -102.98, "32", "020"
)


def told(latitude: float, longitude: float, accuracy: float | None = None, work: Heading = JEREZ) -> str:
    found = {"latitude": latitude, "longitude": longitude, "accuracy_m": accuracy}
    return " ".join(whereabouts.told(found, work))


def test_it_is_read_back_with_its_distance_and_bearing() -> None:
    said = told(22.66, -102.98)
    assert "Se lee 22.66000, -102.98000." in said
    assert "A 1.1 km al norte del sitio registrado." in said
    assert "Está en Jerez, Zacatecas." in said


def test_the_registered_place_itself_has_no_bearing() -> None:
    assert "A 0 m del sitio registrado." in told(22.65, -102.98)


def test_another_municipality_is_told_with_both_names() -> None:
    said = told(20.67, -103.35)
    assert "Está en Guadalajara, Jalisco, no en el municipio registrado (Jerez, Zacatecas)." in said


def test_a_lost_minus_is_told() -> None:
    assert "le falta el signo menos" in told(22.65, 102.98)


def test_what_is_abroad_is_told() -> None:
    assert "Queda fuera de México: revise los números." in told(48.85, 2.35)


def test_a_coarse_position_is_told() -> None:
    assert "más de 50 metros" in told(22.65, -102.98, 51.0)
    assert "más de 50 metros" not in told(22.65, -102.98, 50.0)


def test_without_a_registered_place_only_the_municipality_is_told() -> None:
    said = told(22.66, -102.98, work=replace(JEREZ, latitude=None, municipality_code=None))
    assert said == "Se lee 22.66000, -102.98000. Está en Jerez, Zacatecas."


@pytest.mark.parametrize("found", [{}, {"latitude": 22.65}, {"latitude": None, "longitude": None}])
def test_half_a_position_says_nothing(found: dict[str, object]) -> None:
    assert whereabouts.told(found, JEREZ) == []


def test_a_photo_gives_its_position_to_the_draft_without_a_script(works: Audit, page: Person) -> None:
    placed = exif(1, {TAKEN: "2009:10:01 10:32:00"}, {1: "N", 2: (19, 30, 0), 3: "W", 4: (99, 15, 0)})
    send(page, (jpeg(exif=placed), "a.jpg"))
    (photo,) = kept(works, "photos", "W/001")
    shown = text(page.get(FORM))
    assert "La de la fotografía de las 10:32" in shown
    draft = {**opened(page, "W/001"), "notes": "junto al pozo", "latitude": "1", "accuracy_m": "80"}
    answer = page.post(f"{FORM}/position", {**draft, "placed_by": str(photo["sha256"])})
    shown = text(page.get(answer.headers["Location"]))
    assert "Se lee 19.50000, -99.25000." in shown
    assert re.search(
        r'name="method"[^>]*value="photo"[^>]* checked|checked[^>]*name="method"[^>]*value="photo"', shown
    )
    assert "junto al pozo" in shown
    assert 'value="80"' not in shown


def test_a_photo_without_position_or_of_another_work_gives_none(works: Audit, page: Person) -> None:
    send(page, (jpeg(), "a.jpg"))
    (photo,) = kept(works, "photos", "W/001")
    draft = opened(page, "W/001")
    for named in (str(photo["sha256"]), "0" * 64, ""):
        assert page.post(f"{FORM}/position", {**draft, "placed_by": named}).status_code == 404
