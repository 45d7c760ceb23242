"""Works on paper: a list by place, or a route with its distances, with room to write."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from audit_app.text import speaking
from tests.pdf.reports import drawn, elements, field_list, place, said


@pytest.mark.parametrize(
    ("language", "headers"), [("es", "Folio Obra Situación Posición"), ("en", "Folio Work Status Position")]
)
def test_each_work_has_its_folio_place_situation_and_position(
    tmp_path: Path, language: str, headers: str
) -> None:
    with speaking(language):
        text = said(drawn(tmp_path, field_list(place(1))))
    assert f"{headers} Fecha Notas" in text
    assert "W/001 Red de drenaje El Saucillo Por visitar 22.65000 -103.00000" in text


def test_works_stand_in_the_order_given_under_their_groups(tmp_path: Path) -> None:
    works = (place(2), place(1), place(3, group="Zapopan, Jalisco"))
    text = said(drawn(tmp_path, field_list(*works, told="Situación: Por visitar")))
    found = [
        text.index(part)
        for part in ("Jerez, Zacatecas · 2 obras", "W/002", "W/001", "Zapopan, Jalisco · 1 obra", "W/003")
    ]
    assert found == sorted(found)
    assert "3 obras · Situación: Por visitar" in text


def test_a_route_numbers_its_works_and_tells_the_distance_from_the_one_before(tmp_path: Path) -> None:
    works = (place(7, group=""), place(3, group="", metres=850.0), place(9, group="", metres=12_340.0))
    text = said(drawn(tmp_path, field_list(*works, name="Ruta del día")))
    assert "Ruta del día" in text
    assert "1 W/007" in text
    assert "2 W/003" in text
    assert "850 m" in text
    assert "12.3 km" in text


def test_a_list_has_neither_numbers_nor_distances(tmp_path: Path) -> None:
    text = said(drawn(tmp_path, field_list(place(1))))
    assert "Desde la anterior" not in text
    assert "N.º" not in text


def test_a_list_without_room_to_write_is_a_list(tmp_path: Path) -> None:
    path = drawn(tmp_path, field_list(place(1), blanks=()))
    scopes = [one["/A"]["/Scope"] for one in elements(path) if one["/S"] == "/TH"]
    assert scopes.count("/Column") == 4
    assert "Red de drenaje" in said(path)


def test_a_long_list_repeats_its_header_and_numbers_its_pages(tmp_path: Path) -> None:
    path = drawn(tmp_path, field_list(*(place(number) for number in range(100)), told="Municipio: Jerez"))
    pages = len(PdfReader(path).pages)
    assert pages > 2
    for number in range(2, pages + 1):
        page = said(path, number)
        assert "Folio Obra Situación" in page
        assert f"Página {number} de {pages}" in page
        assert "Lista de obras · Auditoría de obras · Municipio: Jerez" in page


def test_a_work_without_a_position_leaves_it_blank(tmp_path: Path) -> None:
    assert "None" not in said(drawn(tmp_path, field_list(place(1, latitude=None, longitude=None))))


def test_long_names_are_cut_and_stay_in_their_column(tmp_path: Path) -> None:
    path = drawn(
        tmp_path, field_list(place(1, name="Pavimentación " * 90, folio="F" * 200, place="Cerro " * 90))
    )
    assert len(PdfReader(path).pages) == 1
    assert "…" in said(path)
