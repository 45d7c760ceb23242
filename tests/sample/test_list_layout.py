"""Where a list's works are: headers below titles, columns by any of their names, rows of the wrong length."""

import hashlib

import pytest

from audit_app.errors import UnknownWorkColumn
from audit_app.instruments import WORK_COLUMNS
from audit_app.sample.reading import read_list
from audit_app.sample.reading.vocabulary import NAMES
from tests.sample.lists import places, read


def test_a_list_is_read() -> None:
    listed = read("Folio,Nombre de la obra,Municipio\nW/001,Pozo profundo,Jerez\n")
    assert (listed.encoding, listed.delimiter, listed.header_row, listed.rows) == ("utf-8", ",", 1, 1)
    assert listed.columns == {"folio": "Folio", "name": "Nombre de la obra", "municipality": "Municipio"}
    assert listed.works[0].given == {
        "Folio": "W/001",
        "Nombre de la obra": "Pozo profundo",
        "Municipio": "Jerez",
    }
    assert (listed.errors, listed.warnings) == ([], [])


def test_the_file_is_named_and_its_digest_kept() -> None:
    data = b"folio,nombre\n1,Pozo\n"
    listed = read_list(data, "obras 2007.csv")
    assert (listed.file, listed.sha256) == ("obras 2007.csv", hashlib.sha256(data).hexdigest())


def test_every_work_says_something_or_nothing_for_every_canonical_column() -> None:
    work = read("folio,nombre\n1,Pozo\n").works[0]
    assert tuple(work.values) == WORK_COLUMNS == NAMES
    assert {name for name, value in work.values.items() if value is not None} == {"folio", "name", "role"}


def test_title_rows_above_the_headers_are_passed_over() -> None:
    listed = read("Programa 3x1,,\nObras de 2007,,\n,,\nFolio,Obra,Monto\n1,Pozo,120\n\n2,Calle,80\n")
    assert listed.header_row == 4
    assert [(work.row, work.values["folio"]) for work in listed.works] == [(5, "1"), (7, "2")]


def test_rows_are_numbered_as_in_the_spreadsheet_after_a_cell_of_two_lines() -> None:
    listed = read('folio,nombre\n1,"Pozo\ny bomba"\n2,Calle\n')
    assert [(work.row, work.values["name"]) for work in listed.works] == [(2, "Pozo\ny bomba"), (3, "Calle")]


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("CVE_ENT", "state_code"),
        ("Aportación  Estatal", "amount_state"),
        ("ESTATAL", "amount_state"),
        ("clubes", "amount_migrants"),
        ("Año", "year"),
        ("CVEGEO", "municipality_code"),
        ("Fecha de Término", "end_date"),
        ("UPM marco", "stratum_psus"),
        ("stratum_psus", "stratum_psus"),
        ("Long.", "longitude"),
        ("ponderador", "weight"),
    ],
)
def test_headers_are_known_by_any_of_their_names(header: str, name: str) -> None:
    assert read(f"No. de obra,Descripción,{header}\n1,Pozo,\n").columns[name] == header


def test_a_second_header_for_a_name_is_kept_and_told() -> None:
    listed = read("folio,nombre,descripción\n1,Pozo,De agua\n")
    assert listed.works[0].values["name"] == "Pozo"
    assert listed.works[0].given["descripción"] == "De agua"
    (told,) = listed.warnings
    assert (told.code, told.row, told.column) == ("extra_column", 1, "descripción")
    assert "también parece la columna «Nombre», que se tomó de «nombre»" in told.message


def test_unknown_headers_are_kept_and_not_told() -> None:
    listed = read("folio,nombre,Observaciones\n1,Pozo,sin novedad\n")
    assert listed.works[0].given["Observaciones"] == "sin novedad"
    assert listed.warnings == []


def test_repeated_headers_are_told_apart() -> None:
    listed = read("folio,nombre,monto,monto,nota,nota\n1,Pozo,10,20,a,b\n")
    given = {"folio": "1", "nombre": "Pozo", "monto": "10", "monto (2)": "20", "nota": "a", "nota (2)": "b"}
    assert listed.works[0].given == given
    assert places(listed.warnings) == [("extra_column", 1, "monto (2)")]


def test_a_chosen_column_takes_the_name_from_those_that_go_by_it() -> None:
    listed = read("id,CVE,nombre,monto\n1,A-1,Pozo,10\n", folio="cve", amount_total="")
    assert listed.columns == {"folio": "CVE", "name": "nombre"}
    assert (listed.works[0].values["folio"], listed.warnings) == ("A-1", [])


def test_chosen_columns_tell_which_row_holds_the_headers() -> None:
    assert read("Obras,2010\nCVE,CONCEPTO\n1,Pozo\n", folio="CVE", name="CONCEPTO").header_row == 2


def test_a_chosen_name_that_works_do_not_have_is_refused() -> None:
    with pytest.raises(UnknownWorkColumn, match="«folios».*folio, name"):
        read("folio,nombre\n1,Pozo\n", folios="folio")


def test_a_chosen_column_that_the_list_does_not_have_is_an_error() -> None:
    listed = read("folio,nombre\n1,Pozo\n", type="CLASE")
    assert places(listed.errors) == [("missing_column", None, None)]
    assert listed.errors[0].message == "La lista no tiene la columna «CLASE»: use una de folio, nombre."


def test_blank_columns_without_a_header_are_left_out() -> None:
    listed = read("folio,nombre,,\n1,Pozo,,\n2,Calle\n")
    assert list(listed.works[0].given) == ["folio", "nombre"]
    assert (listed.errors, listed.warnings) == ([], [])


def test_a_column_without_a_header_is_kept_by_its_position_and_told() -> None:
    listed = read("folio,,nombre\n1,urgente,Pozo\n")
    assert listed.works[0].given["Columna 2"] == "urgente"
    assert places(listed.warnings) == [("extra_column", 1, "Columna 2")]


def test_a_short_row_is_padded_and_told() -> None:
    listed = read("folio,nombre,monto\n1,Pozo\n")
    assert listed.works[0].given == {"folio": "1", "nombre": "Pozo", "monto": ""}
    assert places(listed.works[0].warnings) == [("short_row", 2, None)]


def test_a_long_row_is_an_error_with_its_first_stray_cell() -> None:
    listed = read("folio,nombre,monto\n1,Pozo, bomba y caseta,20\n2,Calle,10\n")
    assert places(listed.errors) == [("long_row", 2, None)]
    assert (listed.errors[0].value, "más celdas (4) que encabezados hay (3)" in listed.errors[0].message) == (
        "20",
        True,
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 un libro de Excel", "unreadable"),
        (b"", "empty"),
        (b"\xef\xbb\xbf\n ,\n\n", "empty"),
        (b"folio,nombre\n\n", "no_rows"),
        (b"1,120\n2,80\n", "no_header"),
        (b"solo un texto\n", "no_header"),
    ],
)
def test_a_file_without_works_is_refused_as_a_whole(data: bytes, code: str) -> None:
    errors = read_list(data, "lista.csv").errors
    assert places(errors) == [(code, None, None)]


def test_missing_folio_and_name_columns_are_errors_that_say_what_to_do() -> None:
    listed = read("Concepto,Municipio,Monto\nPozo,Jerez,10\n")
    assert places(listed.errors) == [("missing_column", None, None)] * 2
    assert "folio=ENCABEZADO" in listed.errors[0].message


def test_broken_quotes_are_told_with_row_and_column() -> None:
    listed = read('folio,nombre,meta\n1,"Tubo de 3" de PVC",2\n2,"Calle,4\n3,Puente,5\n')
    assert places(listed.errors)[:2] == [("broken_quote", 2, "nombre"), ("broken_quote", 3, "nombre")]


def test_works_swallowed_by_a_cell_are_told() -> None:
    listed = read('folio,nombre,meta\n1,"Pozo,4\n2,Calle,9\n3,Puente",7\n')
    assert places(listed.errors) == [("broken_quote", 2, "nombre")]


def test_a_broken_quote_in_a_title_row_is_no_matter() -> None:
    assert read('"Obras" de 2007,,\nfolio,nombre,meta\n1,Pozo,2\n').errors == []
