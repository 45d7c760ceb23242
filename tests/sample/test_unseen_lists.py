"""Lists as spreadsheets of many kinds save them: what a person sees of each of the twins in ``sample_data/broken``."""

from pathlib import Path
from typing import Any

import pytest

from audit_app.sample.reading import Choices, SampleList, read_list
from audit_app.sample.values import Value
from tests.sample.lists import faults, given_of, in_time, places, read, read_bytes, works_of, works_with

BROKEN = Path(__file__).resolve().parents[2] / "sample_data" / "broken"


def twin(name: str, **told: Any) -> SampleList:
    return read_bytes((BROKEN / f"{name}.csv").read_bytes(), f"{name}.csv", **told)


def said(listed: SampleList, name: str) -> list[Value]:
    """Return what every work says of one thing."""
    return [work.values[name] for work in works_of(listed)]


def is_well(listed: SampleList) -> bool:
    """Hold that a list has nothing to tell."""
    assert [problem.message for problem in (*listed.errors, *listed.warnings)] == []
    return True


@pytest.mark.parametrize("path", sorted(BROKEN.glob("*.csv")), ids=lambda path: path.stem)
def test_every_twin_is_told_by_whole_sentences(path: Path) -> None:
    listed = read_bytes(path.read_bytes(), path.name)
    assert faults([*listed.errors, *listed.warnings]) == []


# How the table is laid out.


def test_tabs_inside_cells_do_not_hide_the_commas() -> None:
    listed = twin("tabs_in_cells")
    assert is_well(listed)
    assert listed.delimiter == ","
    assert said(listed, "name") == [
        "Red de agua\tprimera\tetapa",
        "Drenaje\ty\tcolector, tramo 2",
        "Pozo\t\t\tprofundo",
    ]


def test_tabs_and_bars_in_most_cells_do_not_hide_the_commas() -> None:
    rows = "".join(f"{number},Obra\t{number}\tA\tB|C|D,nota\t1\t2\t3\n" for number in range(50))
    assert read(f"folio,nombre,observaciones\n{rows}").delimiter == ","


def test_quoted_line_breaks_in_most_cells_are_read_and_rows_keep_their_numbers() -> None:
    listed = twin("semicolon_breaks")
    assert is_well(listed)
    assert (listed.delimiter, listed.header_row, listed.rows) == (";", 1, 3)
    assert [work.row for work in works_of(listed)] == [2, 3, 4]
    assert said(listed, "name") == [
        "Red de drenaje,\nprimera etapa",
        "Red de drenaje,\n\nsegunda etapa",
        'Planta "Las\nFlores"',
    ]
    assert said(listed, "amount_total") == [1000.5, 2000.75, 3000.0]
    assert given_of(listed)[0]["observaciones"] == "Falta acta;\nfalta fianza,\nfalta todo"


def test_a_first_line_for_excel_is_no_row_and_decides_the_delimiter() -> None:
    listed = twin("sep_line")
    assert is_well(listed)
    assert (listed.delimiter, listed.header_row) == (";", 1)
    assert said(listed, "amount_total") == [1500.0, 2250.0, 980.0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("line", ["sep=;\r\n", "SEP=;\n", "sep=;\r"])
def test_a_first_line_for_excel_is_known_in_any_encoding(encoding: str, line: str) -> None:
    listed = read_bytes(f"{line}folio;nombre\n1;Peñón, Jerez\n".encode(encoding))
    assert (listed.delimiter, listed.header_row, said(listed, "name")) == (";", 1, ["Peñón, Jerez"])


def test_unicode_text_of_excel_is_read() -> None:
    listed = twin("unicode_text")
    assert is_well(listed)
    assert (listed.encoding, listed.delimiter) == ("utf-16", "\t")
    assert said(listed, "folio") == ["U-1", "0002", "U-3"]
    assert said(listed, "name") == [
        'Red de agua, "La Loma"',
        "Tanque elevado\ny caseta",
        "Pozo número 3, Peñón",
    ]


def test_a_row_of_totals_is_left_out_and_told() -> None:
    listed = twin("titles_and_total")
    assert (listed.header_row, listed.columns["amount_federal"]) == (5, "Federal")
    assert places([*listed.errors, *listed.warnings]) == [("sum_row", 8, None)]
    assert said(listed, "folio") == ["T-1", "T-2"]


def test_without_its_totals_a_list_under_titles_and_a_merged_header_is_read() -> None:
    lines = (BROKEN / "titles_and_total.csv").read_text(encoding="utf-8").splitlines()[:-1]
    listed = read("\n".join(lines))
    assert is_well(listed)
    assert [work.row for work in works_of(listed)] == [6, 7]
    assert said(listed, "amount_state") == [780000.0, 265000.0]


@pytest.mark.parametrize(
    "total",
    [
        "TOTAL,,3000",
        ",TOTAL,3000",
        "Total general,,3000",
        "SUMA:,,3000",
        "Total,2 obras,$3 000.00",
        "Sub-Total,,1000",
        "'TOTAL ,TOTAL,-",
        "Subtotal,,",
    ],
)
def test_a_row_of_sums_is_left_out_and_told(total: str) -> None:
    listed = read(f"folio,nombre,monto\n1,Pozo,1000\n{total}\n2,Aula,2000\n")
    assert places([*listed.errors, *listed.warnings]) == [("sum_row", 3, None)]
    assert said(listed, "folio") == ["1", "2"]


def test_a_row_of_sums_is_told_with_its_text_and_by_itself() -> None:
    listed = read("folio,nombre,monto\n1,Pozo,1000\nfolio,nombre,monto\n TOTAL ,,$ 1000\n")
    assert listed.warnings[1].value == "TOTAL $ 1000"
    assert "«TOTAL $ 1000»" in listed.warnings[1].message
    assert (listed.works.warnings, listed.works.is_told_late) == ({}, False)


@pytest.mark.parametrize(
    "work", ["Total,Aula,3000", "1,Total de agua,3000", "SUMA-3,Total,3000", "Totalco,Suma,1"]
)
def test_a_work_named_like_a_sum_is_a_work(work: str) -> None:
    listed = read(f"folio,nombre,monto\n{work}\n")
    assert is_well(listed)
    assert listed.rows == 1


@pytest.mark.parametrize("total", [",,3000", "Total de Jerez,,3000", ",Total de agua,3000", "TOTAL,,Jerez"])
def test_a_row_that_may_be_a_sum_or_a_work_is_refused(total: str) -> None:
    listed = read(f"folio,nombre,monto\n1,Pozo,1000\n{total}\n")
    assert {problem.row for problem in listed.errors} == {3}
    assert {problem.code for problem in listed.errors} <= {"missing_folio", "missing_name"}


def test_sums_are_looked_for_in_time() -> None:
    with in_time():
        read(
            "folio,nombre\n"
            + f"{'-' * 200_000}x,{'.' * 200_000}y\n,{'total ' * 40_000}\nTotal,{'1' * 200_000}z\n"
        )


def test_a_second_row_of_headers_is_refused_in_its_row() -> None:
    listed = twin("header_two_rows")
    assert places(listed.errors) == [("missing_folio", 2, "Clave")]


def test_told_the_second_row_of_headers_it_is_taken() -> None:
    data = b"Clave,Nombre,Aportaciones,\nFolio,Obra,Federal,Estatal\n1,Pozo,10,20\n"
    listed = read_bytes(data, header_row=2)
    assert listed.header_row == 2
    assert (said(listed, "amount_federal"), said(listed, "amount_state")) == ([10.0], [20.0])


def test_headers_of_two_lines_are_known() -> None:
    listed = twin("header_line_breaks")
    assert is_well(listed)
    assert set(listed.columns) == {"folio", "name", "amount_federal", "start_date"}
    assert said(listed, "start_date") == ["2008-03-15", "2008-04-21", "2008-05-30"]


def test_a_repeated_header_keeps_both_columns_and_says_which_is_taken() -> None:
    listed = twin("repeated_headers")
    assert places(listed.warnings) == [("extra_column", 1, "monto (2)")]
    assert said(listed, "amount_total") == [1000.0, 2000.0, 3000.0]
    assert given_of(listed)[0] == {
        "folio": "R-1",
        "nombre": "Aula",
        "monto": "1000",
        "monto (2)": "900",
        "avance": "50",
        "avance (2)": "60",
    }


@pytest.mark.parametrize("name", ["trailing_commas", "commas_after_rows", "used_range"])
def test_blank_cells_beyond_the_headers_are_nothing(name: str) -> None:
    listed = twin(name)
    assert is_well(listed)
    assert listed.rows == 3
    assert list(given_of(listed)[0]) == ["folio", "nombre", "municipio", "monto total"]


@pytest.mark.parametrize("odd", ["3,Techado", "3,Techado, grande,", "3,Techado,-"])
def test_one_row_unlike_the_others_beyond_the_headers_refuses_the_list(odd: str) -> None:
    listed = read(f"folio,nombre\n1,Pozo,\n2,Aula,\n{odd}\n")
    assert {problem.code for problem in listed.errors} == {"long_row"}


def test_a_single_row_with_a_blank_cell_too_many_is_refused_since_it_may_be_shifted() -> None:
    assert places(read("folio,nombre,tipo\n1,Pozo, hondo,\n").errors) == [("long_row", 2, None)]


def test_headers_and_sums_between_rows_that_end_in_blanks_do_not_refuse_them() -> None:
    listed = read("folio,nombre,monto\n1,Pozo,5,\nfolio,nombre,monto\n2,Aula,5,\nTOTAL,,10\n")
    assert places([*listed.errors, *listed.warnings]) == [("repeated_header", 3, None), ("sum_row", 5, None)]
    assert said(listed, "folio") == ["1", "2"]


@pytest.mark.parametrize("odd", [1, 2000, 2001, 4000])
def test_one_row_unlike_thousands_beyond_the_headers_refuses_the_list(odd: int) -> None:
    rows = "".join(f"{number},Pozo{',' if number != odd else ''}\n" for number in range(1, 4001))
    listed = read(f"folio,nombre\n{rows}")
    assert [problem.row for problem in listed.errors] == [row for row in range(2, 4002) if row != odd + 1]
    assert {problem.code for problem in listed.errors} == {"long_row"}


def test_blank_rows_and_columns_by_the_hundred_are_nothing() -> None:
    wide = "," * 300
    rows = "".join(f"{number},Obra {number}{wide}\n" for number in range(1, 301))
    with in_time():
        listed = read(f"folio,nombre{wide}\n{rows}" + f",{wide}\n" * 300 + "\n" * 300)
    assert is_well(listed)
    assert (listed.rows, len(works_of(listed)), list(given_of(listed)[0])) == (300, 300, ["folio", "nombre"])


def test_a_blank_row_of_blanks_is_nothing() -> None:
    assert is_well(read('folio,nombre\n1,Pozo\n" ","\xa0"\n   ,\t\n2,Aula\n'))


def test_as_many_equal_headers_as_a_spreadsheet_has_columns_are_told_apart_in_time() -> None:
    with in_time():
        listed = read(f"folio,nombre,{','.join(['x'] * 16_382)}\n1,Pozo{',0' * 16_382}\n")
    assert len(given_of(listed)[0]) == 16_384


@pytest.mark.parametrize("again", ["folio,nombre,monto", "Folio,NOMBRE,Monto", '"folio","nombre","monto"'])
def test_the_header_again_at_the_top_of_a_page_is_no_work(again: str) -> None:
    listed = read(f"folio,nombre,monto\n1,Pozo,1000\n{again}\n2,Aula,2000\n")
    assert {problem.row for problem in (*listed.errors, *listed.warnings)} == {3}
    assert listed.errors or said(listed, "folio") == ["1", "2"]


def test_a_work_that_is_named_like_a_header_is_a_work() -> None:
    listed = read("folio,nombre,tipo\nFolio,Nombre,Pozo\nfolio,Aula,tipo\n")
    assert is_well(listed)
    assert listed.rows == 2


@pytest.mark.parametrize(
    "end", ["\x1a", "\n\x1a", "\r\n\x1a\r\n", "\x1a" * 100, "\n\x1a\x1a", "\n\x1a\n\n", "\n\x1a \n"]
)
def test_the_sign_that_ends_a_file_of_ms_dos_is_no_row(end: str) -> None:
    listed = read(f"folio,nombre\n1,Pozo\n2,Aula{end}")
    assert is_well(listed)
    assert said(listed, "name") == ["Pozo", "Aula"]


@pytest.mark.parametrize("works", [1999, 2000, 2001])
@pytest.mark.parametrize("end", ["\x1a", "\n\x1a\n\n"])
def test_the_sign_that_ends_a_file_is_no_row_wherever_it_ends(works: int, end: str) -> None:
    listed = read("folio,nombre\n" + "\n".join(f"{number},Pozo" for number in range(works)) + end)
    assert is_well(listed)
    assert listed.rows == works


def test_the_sign_that_ends_a_file_is_text_elsewhere() -> None:
    listed = read("folio,nombre\n1,Pozo\x1a\n2,Au\x1ala\n")
    assert said(listed, "name") == ["Pozo\x1a", "Au\x1ala"]


@pytest.mark.parametrize("more", ["segunda etapa", "0", "-"])
def test_a_row_longer_than_the_header_is_refused_with_what_is_too_much(more: str) -> None:
    listed = read(f"folio,nombre\n1,Pozo\n2,Aula,{more}\n")
    assert places(listed.errors) == [("long_row", 3, None)]
    assert listed.errors[0].value == more
    assert "«,»" in listed.errors[0].message


def test_a_trailing_delimiter_beyond_an_odd_cell_is_still_refused() -> None:
    assert places(read("folio,nombre\n1,Pozo,,x\n").errors) == [("long_row", 2, None)]


# Encodings.


def test_damaged_letters_are_told_where_they_are_and_nowhere_else() -> None:
    listed = twin("half_repaired")
    assert listed.encoding == "cp1252"
    assert places(listed.warnings) == [("mojibake", 2, "nombre"), ("mojibake", 3, "nombre")]
    assert said(listed, "name")[2] == "¿Quién cuida la plaza? Rehabilitación"


NAMES = ["Perforación de pozo en Peñón Blanco", "Construcción de aula en Nochistlán", "Línea eléctrica"]


@pytest.mark.parametrize(("name", "encoding"), [("dos", "cp850"), ("macintosh", "mac_roman")])
def test_told_its_encoding_an_old_list_is_read(name: str, encoding: str) -> None:
    listed = twin(name, encoding=encoding)
    assert is_well(listed)
    assert (listed.encoding, said(listed, "name")) == (encoding, NAMES)


@pytest.mark.parametrize("name", ["dos", "macintosh"])
def test_not_told_its_encoding_every_damaged_name_is_told(name: str) -> None:
    listed = twin(name)
    assert listed.errors == []
    assert places(listed.warnings) == [("mojibake", row, "nombre") for row in (2, 3, 4)]


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman"])
@pytest.mark.parametrize("name", ["CONSTRUCCIÓN DE POZO", "AULA EN PEÑA", "LÍNEA DE NOCHISTLÁN"])
def test_the_encoding_of_an_old_list_in_capitals_is_proposed(name: str, encoding: str) -> None:
    listed = read_bytes(f"FOLIO,NOMBRE\n1,{name}\n".encode(encoding))
    assert places(listed.warnings) == [("mojibake", 2, "NOMBRE")]
    assert f"«{encoding}»" in listed.warnings[0].message
    assert is_well(read_bytes(f"FOLIO,NOMBRE\n1,{name}\n".encode(encoding), encoding=encoding))


def test_rows_of_an_old_list_are_told_among_good_ones() -> None:
    good, old = "Educación".encode("cp1252"), "Construcción".encode("cp850")
    listed = read_bytes(b"folio,nombre\n1," + good + b"\n2," + old + b"\n")
    assert places(listed.warnings) == [("mojibake", 3, "nombre")]


def test_no_encoding_is_proposed_for_a_list_that_was_damaged_before() -> None:
    (told,) = read("folio,nombre\n1,Construcci¢n\n").warnings
    assert told.code == "mojibake"
    assert "cp850" not in told.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp850"])
def test_a_wrong_encoding_told_is_a_sentence(encoding: str) -> None:
    listed = read_bytes("folio,nombre\n1,Peñón\xdf\n".encode("latin-1"), encoding=encoding)
    assert faults([*listed.errors, *listed.warnings]) == []
    assert bool(listed.errors) == (encoding != "cp850")


def test_utf_16_without_its_mark_is_read_when_told() -> None:
    listed = read_bytes("folio\tnombre\r\n1\tPeñón\r\n".encode("utf-16-le"), encoding="utf-16")
    assert said(listed, "name") == ["Peñón"]


def test_a_list_in_two_encodings_is_told() -> None:
    listed = twin("two_encodings")
    assert listed.errors == []
    assert places(listed.warnings) == [("mojibake", row, "nombre") for row in (2, 3)]
    assert said(listed, "name")[2] == "Construcción"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize(
    "name",
    [
        "Longitud 3 m¹ – tramo “A”",
        "Av. 5 de Mayo £",
        "100 ¥",
        "Jerez—Tepetongo",
        "red de agua—segunda etapa",
        "¡Alto! ¿Ya?",
        "CONSTRUCCIóN EN PEñA",
        "Unión Deportiva Français Barça y São João",
        "Calle D’Artagnan enero–abril",
        "Cable de 16 µm a 10¢ y 3‡",
    ],
)
def test_signs_that_are_no_damage_are_not_told(name: str, encoding: str) -> None:
    assert is_well(read_bytes(f"folio,nombre\n1,{name}\n".encode(encoding)))


# Values.


def test_codes_get_their_zeros_back_and_folios_stay_as_they_came() -> None:
    listed = twin("lost_zeros")
    assert said(listed, "folio") == ["00012", "13", "14"]
    assert said(listed, "state_code") == ["01", "01", "01"]
    assert said(listed, "municipality_code") == ["005", "005", "011"]
    assert said(listed, "locality_code") == ["0012", "0012", "0001"]
    codes = ("cve_ent", "cve_mun", "cve_loc")
    assert places(listed.warnings) == [("padded_code", row, code) for row in (3, 4) for code in codes]


def test_percentages_stay_text_and_are_no_amounts() -> None:
    listed = twin("percents")
    assert given_of(listed)[0]["avance físico"] == "95%"
    assert said(listed, "goal") == ["100%", "0.95", "100 %"]
    assert said(listed, "amount_federal") == [310000.0, None, 450000.0]
    assert places(listed.warnings) == [("bad_number", 3, "aportación federal")]
    assert "«50%»" in listed.warnings[0].message


def test_a_weight_in_percent_is_refused() -> None:
    listed = read("folio,nombre,factor\n1,Pozo,12.5%\n2,Aula,3\n")
    assert places(listed.errors) == [("bad_weight", 2, "factor")]


def test_excels_apostrophe_is_no_part_of_any_value() -> None:
    listed = twin("apostrophes")
    assert is_well(listed)
    assert said(listed, "folio") == ["0012", "0013", "0014"]
    assert said(listed, "name") == ["Camino", "Vado", "'El Porvenir' casa de salud"]
    assert said(listed, "state_code") == ["01", "01", "01"]
    assert said(listed, "amount_total") == [1500.0, 2500.5, 3500.75]
    assert said(listed, "start_date") == ["2008-03-15", "2008-03-16", "2008-03-17"]
    assert said(listed, "latitude") == [21.961, 22.149, 22.229]
    assert said(listed, "longitude") == [-102.343, -102.276, -102.321]
    assert given_of(listed)[0]["cve_ent"] == "'01"


def test_a_narrow_column_is_refused_wherever_it_is() -> None:
    listed = twin("narrow_dates")
    assert places(listed.errors) == [("narrow_column", 2, "fecha inicio"), ("narrow_column", 3, "contrato")]
    assert listed.warnings == []


def test_a_narrow_folio_is_refused_once_for_what_it_is() -> None:
    listed = read("folio,nombre\n####,Pozo\n####,Aula\n3,Calle\n")
    assert ("narrow_column", 2, "folio") in places(listed.errors)
    assert "repeated_folio" not in {problem.code for problem in listed.errors}


@pytest.mark.parametrize("cells", [["$1.500", "$2.750"], ["1.500", "2.750"], ["1.500", "12", ""]])
def test_amounts_that_are_read_in_two_ways_are_told_once(cells: list[str]) -> None:
    listed = works_with("monto", *cells)
    (told,) = listed.warnings
    assert (told.code, told.row, told.column) == ("doubtful_number", 1, "monto")
    assert f"{sum('.' in cell for cell in cells)} " in told.message


@pytest.mark.parametrize(
    "cells", [["1.500", "2.75"], ["1,500", "2,750"], ["1.500,00", "2.750"], ["1500", "2"]]
)
def test_amounts_of_which_one_tells_how_all_are_written_are_no_doubt(cells: list[str]) -> None:
    assert is_well(works_with("monto", *cells))


def test_a_person_who_says_how_amounts_are_written_settles_the_doubt() -> None:
    text = "folio;nombre;monto\n1;Pozo;1.500\n"
    for is_comma, amount in ((True, 1500.0), (False, 1.5)):
        listed = read_list(text.encode(), "lista.csv", Choices(other_way={"amount_total": is_comma}))
        assert is_well(listed)
        assert said(listed, "amount_total") == [amount]


@pytest.mark.parametrize(
    "other",
    ["PEN\u0303A-1", "PEÑA\u200b-1", "PEÑA-1\u200e", "\ufeffPEÑA\u2011\u00ad1".replace("\u2011", "-")],
)
def test_folios_that_look_alike_are_told(other: str) -> None:
    listed = read(f"folio,nombre\nPEÑA-1,Pozo\n2,Aula\n{other},Calle\n")
    assert places(listed.errors) == [("repeated_folio", 2, "folio"), ("repeated_folio", 4, "folio")]
    assert "filas 2, 4" in listed.errors[0].message


@pytest.mark.parametrize("other", ["A2", "Aº"])
def test_folios_that_a_person_can_tell_apart_are_different(other: str) -> None:
    listed = read(f"folio,nombre\nA²,Pozo\nAo,Calle\n{other},Aula\n")
    assert said(listed, "folio") == ["A²", "Ao", other]
    assert is_well(listed)


def test_words_for_nothing_are_nothing_under_every_header() -> None:
    listed = twin("words_for_nothing")
    assert is_well(listed)
    for name in ("municipality_code", "amount_total", "start_date", "latitude", "longitude", "beneficiaries"):
        assert said(listed, name) == [None, None, None], name
    assert given_of(listed)[0]["observaciones"] == "-"


@pytest.mark.parametrize("word", ["NULL", "-", "N/A", "a definir", "null", "—", "S/D"])
def test_a_word_for_nothing_is_no_folio_and_no_name(word: str) -> None:
    assert places(read(f"folio,nombre\n{word},Pozo\n2,{word}\n").errors) == [
        ("missing_folio", 2, "folio"),
        ("missing_name", 3, "nombre"),
    ]


def test_a_column_as_a_whole_says_which_sign_is_the_decimal() -> None:
    listed = twin("comma_decimals")
    assert is_well(listed)
    assert said(listed, "amount_total") == [1234.5, 1234.0, 12345678.0]
    assert said(listed, "amount_federal") == [1500.0, 980.5, 21883237.0]


def test_days_that_could_be_months_are_days() -> None:
    listed = twin("days_first")
    assert is_well(listed)
    assert said(listed, "start_date") == ["2008-04-03", "2008-06-05", "2008-08-07"]
    assert said(listed, "end_date") == ["2008-04-03", "2008-06-05", "2008-12-25"]


def test_one_date_that_must_begin_with_the_month_turns_its_column() -> None:
    listed = twin("months_first")
    assert is_well(listed)
    assert said(listed, "start_date") == ["2008-03-04", "2008-12-25", "2008-07-08"]


def test_the_date_written_otherwise_than_its_column_is_told() -> None:
    listed = twin("days_and_months")
    assert places(listed.warnings) == [("bad_date", 3, "fecha inicio")]
    assert said(listed, "start_date") == ["2008-12-25", None, "2008-12-27"]


def test_serial_numbers_are_days_and_years_are_years() -> None:
    listed = twin("serials_and_texts")
    assert is_well(listed)
    assert said(listed, "year") == ["2008", "2008", "2009"]
    assert said(listed, "start_date") == ["2008-03-15", "2008-03-15", "2008-03-16"]
    assert said(listed, "end_date") == ["2008-03-15", "2008-06-01", "2009"]
