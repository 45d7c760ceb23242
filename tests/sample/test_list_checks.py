"""What is wrong or doubtful in the works of a list: folios, lost numbers, damaged letters, positions, design."""

import json

import pytest

from tests.sample.lists import places, read, works_with


def test_blank_folios_and_names_are_errors() -> None:
    listed = read("folio,nombre\n ,Pozo\n2,\nNULL,-\n")
    assert places(listed.errors) == [
        ("missing_folio", 2, "folio"),
        ("missing_name", 3, "nombre"),
        ("missing_folio", 4, "folio"),
        ("missing_name", 4, "nombre"),
    ]


def test_every_row_of_a_repeated_folio_is_listed() -> None:
    listed = read("folio,nombre\n001,Pozo\n002,Calle\n'001 ,Puente\n 001,Plaza\n1,Aula\n")
    assert places(listed.errors) == [("repeated_folio", row, "folio") for row in (2, 4, 5)]
    assert listed.errors[1].message == (
        "Fila 4, columna «folio»: el folio «001» está en las filas 2, 4, 5: dé a cada obra el suyo o quite la fila que sobra."
    )


@pytest.mark.parametrize("header", ["monto", "factor", "inicio", "observaciones"])
def test_a_number_lost_in_a_narrow_column_is_one_error(header: str) -> None:
    listed = works_with(header, "##########")
    assert places(listed.errors + listed.warnings) == [("narrow_column", 2, header)]


@pytest.mark.parametrize(
    "text", ["PavimentaciÃ³n", "Calle â€œHidalgoâ€\x9d", "N\ufffdcleo", "Aula ¿Juárez¿", "Ca\x81ada"]
)
def test_damaged_letters_are_told(text: str) -> None:
    listed = read(f"folio,nombre,nota\n1,Pozo,{text}\n")
    assert places(listed.works[0].warnings) == [("mojibake", 2, "nota")]


@pytest.mark.parametrize("text", ["¿Opera? Sí", "Peñón, São Paulo", "ÁREA 3° «B»"])
def test_sound_letters_are_not(text: str) -> None:
    assert read(f'folio,nombre\n1,"{text}"\n').warnings == []


@pytest.mark.parametrize(
    ("position", "header"),
    [
        ("0,0", "latitud"),
        ("22.6,102.9", "longitud"),
        ("-102.9,22.6", "latitud"),
        ("204018.0,-102.9", "latitud"),
        ("22.6,-1025422", "longitud"),
    ],
)
def test_doubtful_positions_are_told_and_kept(position: str, header: str) -> None:
    work = read(f"folio,nombre,latitud,longitud\n1,Pozo,{position}\n").works[0]
    assert places(work.warnings) == [("doubtful_coordinate", 2, header)]
    assert [work.values["latitude"], work.values["longitude"]] == [
        float(degrees) for degrees in position.split(",")
    ]


def test_a_position_in_mexico_is_not_doubtful() -> None:
    assert read("folio,nombre,latitud,longitud\n1,Pozo,22.6494,-102.9870\n2,Calle,,\n").warnings == []


DESIGN = "folio,nombre,estrato,upm,factor,upm marco,obras marco\n"


def test_a_whole_design_has_no_problems() -> None:
    assert read(DESIGN + "1,A,Norte,N-1,2.5,40,2\n2,B,Norte,N-1,2.5,40,2\n3,C,Sur,S-1,1,1,9\n").errors == []


def test_a_design_datum_on_some_rows_only_is_an_error_on_each_of_the_others() -> None:
    listed = read(DESIGN + "1,A,Norte,N-1,2.5,40,2\n2,B,Norte,N-2,,40,\n3,C,Norte,N-3,2,40,tres\n")
    assert places(listed.errors) == [
        ("partial_design", 3, "factor"),
        ("partial_design", 3, "obras marco"),
        ("partial_design", 4, "obras marco"),
    ]


def test_a_blank_design_column_is_no_problem() -> None:
    assert read(DESIGN + "1,A,,,,,\n2,B,,,,,\n").errors == []


def test_a_size_that_changes_inside_its_stratum_or_unit_is_an_error() -> None:
    listed = read(
        DESIGN
        + "1,A,Norte,N-1,2.5,40,9\n2,B,Norte,N-1,2.5,40,8\n3,C,Norte,N-2,2.5,41,7\n4,D,Norte,N-1,2.5,40,9\n"
    )
    assert places(listed.errors) == [("bad_design", 3, "obras marco"), ("bad_design", 4, "upm marco")]


def test_a_size_smaller_than_what_was_drawn_is_an_error() -> None:
    listed = read(DESIGN + "1,A,Norte,N-1,2.5,1,2\n2,B,Norte,N-2,2.5,1,1\n3,C,Norte,N-2,2.5,1,1\n")
    assert places(listed.errors) == [("bad_design", 2, "upm marco"), ("bad_design", 3, "obras marco")]


def test_works_drawn_directly_are_their_own_units() -> None:
    listed = read("folio,nombre,estrato,upm marco\n1,A,Norte,1\n2,B,Norte,1\n")
    assert places(listed.errors) == [("bad_design", 2, "upm marco")]


def test_a_unit_in_two_strata_is_an_error_on_all_its_rows() -> None:
    listed = read(DESIGN + "1,A,Norte,N-1,2.5,40,9\n2,B,Sur,N-1,2.5,40,9\n3,C,Sur,S-1,2.5,40,9\n")
    assert places(listed.errors) == [("bad_design", 2, "upm"), ("bad_design", 3, "upm")]


def test_problems_come_in_the_order_of_the_sheet() -> None:
    listed = read("nombre,monto,folio\n-,x,\nPozo,1,9\n,##,9\n")
    assert [(told.row, told.column) for told in listed.errors] == [
        (2, "nombre"),
        (2, "folio"),
        (3, "folio"),
        (4, "nombre"),
        (4, "folio"),
    ]


def test_a_problem_prints_as_json() -> None:
    problem = works_with("monto", "mucho").warnings[0].as_json()
    assert json.loads(json.dumps(problem)) == {
        "row": 2,
        "column": "monto",
        "value": "mucho",
        "code": "bad_number",
        "message": "Fila 2, columna «monto»: «mucho» no se entiende como número en el formato de su columna: queda sin dato; "
        "corríjalo en la lista.",
    }


def test_percent_signs_in_a_list_are_told_as_they_are() -> None:
    message = works_with("monto %", "100 %(d)s").warnings[0].message
    assert "columna «monto %»: «100 %(d)s» no se entiende" in message
