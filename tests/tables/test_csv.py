"""Reading and writing CSV: encodings, delimiters, spreadsheet rows, broken quotes, harmless texts."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_app import tables
from audit_app.errors import UnreadableTable
from audit_app.tables import cells, writing

Rows = list[tuple[str, ...]]


def rows(text: str) -> Rows:
    return tables.read(text.encode()).rows


def breaks(text: str) -> list[tuple[int, int, str]]:
    return [(found.row, found.cell, found.kind) for found in tables.read(text.encode()).breaks]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("año,peñón".encode(), "utf-8"),
        ("año,peñón".encode("utf-8-sig"), "utf-8-sig"),
        ("año,peñón".encode("cp1252"), "cp1252"),
        ("año,peñón".encode("utf-16"), "utf-16"),
    ],
)
def test_the_encoding_is_found(data: bytes, encoding: str) -> None:
    table = tables.read(data)
    assert (table.encoding, table.rows) == (encoding, [("año", "peñón")])


def test_bytes_that_cp1252_does_not_define_are_kept() -> None:
    assert tables.read(b"folio,\xc3\x81lamo, ca\xf1ada").rows == [("folio", "Ã\x81lamo", " cañada")]


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04hoja", b"%PDF-1.7 informe", b"a,b\n1,\0\n", b"\x89PNG\r\n\x1a\n\0"]
)
def test_what_is_not_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableTable, match="CSV UTF-8"):
        tables.read(data)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_makes_even_rows(delimiter: str) -> None:
    text = "folio;obra;monto\n1;Pozo;12.5\n2;Calle;7.5\n".replace(";", delimiter)
    assert tables.read(text.encode()).rows[0] == ("folio", "obra", "monto")


def test_decimal_commas_do_not_hide_the_semicolon() -> None:
    assert rows("folio;obra;monto\n1;Pozo;12,5\n2;Calle;7,5\n")[1] == ("1", "Pozo", "12,5")


def test_known_headers_decide_the_delimiter() -> None:
    text = "folio;nombre\n1;Calles A, B, C\n2;Calles D, E, F\n3;Calles G, H, I\n"
    assert tables.read(text.encode(), {"folio", "nombre"}).delimiter == ";"


def test_excels_first_line_names_the_delimiter_and_is_no_row() -> None:
    assert rows("sep=|\nfolio|nombre\n1|Pozo; bomba\n") == [("folio", "nombre"), ("1", "Pozo; bomba")]


def test_rows_are_those_of_the_spreadsheet() -> None:
    assert rows('folio,obra\n\n1,"Pozo\ny bomba"\r\n2,Calle\n') == [
        ("folio", "obra"),
        (),
        ("1", "Pozo\ny bomba"),
        ("2", "Calle"),
    ]


def test_a_quote_inside_an_unquoted_cell_is_a_letter() -> None:
    assert rows('folio,obra\n1,Tubo de 3" de PVC\n') == [("folio", "obra"), ("1", 'Tubo de 3" de PVC')]


def test_a_quote_that_never_closes_is_told_where_it_opens() -> None:
    assert breaks('folio,obra\n1,Pozo\n2,"Calle\n3,Puente\n') == [(3, 1, "never_closes")]


def test_every_text_after_a_closing_quote_is_told() -> None:
    assert breaks('folio,obra\n1,"Tubo de 3" de PVC"\n2,Calle\n3,"Tubo de 4" de PVC"\n') == [
        (2, 1, "text_after"),
        (4, 1, "text_after"),
    ]


def test_blanks_after_a_closing_quote_are_no_text() -> None:
    assert breaks('folio,obra\n1,"Pozo" \n') == []


def test_rows_swallowed_by_a_cell_are_told() -> None:
    table = tables.read(b'folio,obra,meta\n1,"Pozo,4\n2,Calle,9\n3,Puente",7\n')
    assert table.breaks == []
    assert [(found.row, found.cell, found.kind) for found in table.swallowed(3)] == [(2, 1, "swallowed_rows")]


def test_rows_are_told_behind_a_line_that_begins_with_a_quote() -> None:
    table = tables.read(b'folio,obra,lugar\n1,"Obra A,x\n"",Obra B,y\n3,Obra C,z\n4,Obra D",w\n5,Obra E,v\n')
    assert [(found.row, found.cell) for found in table.swallowed(3)] == [(2, 1)]


def test_a_line_break_in_a_proper_cell_is_no_problem() -> None:
    table = tables.read(b'folio,obra,meta\n1,"Pozo, bomba\ny caseta",4\n')
    assert (table.breaks, list(table.swallowed(3))) == ([], [])


def test_a_cell_longer_than_pythons_limit_is_read() -> None:
    assert rows('folio,obra\n1,"' + "x" * 200_000 + '"\n')[1][1] == "x" * 200_000


@pytest.mark.parametrize(
    ("header", "folded"),
    [
        ("Año ", "ano"),
        ("Nº  Obra", "nobra"),
        ("CVE_ENT", "cveent"),
        ("No. de obra", "nodeobra"),
        ("x" * 101, ""),
    ],
)
def test_headers_are_compared_by_their_letters(header: str, folded: str) -> None:
    assert cells.fold(header) == folded


@pytest.mark.parametrize("text", ["=1+1", "+suma", "-resta()", "@hoy", "\tx", "\rx", "'001", "-1+1|cmd"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert cells.harmless(text) == "'" + text
    assert cells.without_apostrophe("'" + text) == text


@pytest.mark.parametrize("text", ["-99.1332", "+1,200.50", "-3", "1E+05", "Pozo = bomba", ""])
def test_numbers_and_plain_texts_are_written_as_they_are(text: str) -> None:
    assert cells.harmless(text) == text


def test_quoted_words_keep_their_apostrophes() -> None:
    assert cells.without_apostrophe("'El Porvenir' casa de salud") == "'El Porvenir' casa de salud"


def test_a_written_table_opens_in_excel_and_holds_no_formula(tmp_path: Path) -> None:
    writing.write(tmp_path / "obras.csv", ["folio", "costo"], [["=A1", -12.5], ["Peñón", None]])
    assert (tmp_path / "obras.csv").read_bytes() == "\ufefffolio,costo\r\n'=A1,-12.5\r\nPeñón,\r\n".encode()


letters = st.sampled_from("aáéíóúñÑÜz 0-=+@'\"\n\r\t,;|x")
written_tables = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(st.text(letters, max_size=8), min_size=width, max_size=width), max_size=6)
)


@given(
    table=written_tables,
    delimiter=st.sampled_from(",;"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_a_table_written_as_csv_comes_back_equal(
    table: list[list[str]], delimiter: str, encoding: str, quoting: int
) -> None:
    header = [f"columna {number}" for number, _cell in enumerate(table[0] if table else "ab")]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, quoting=quoting).writerows([header, *table])  # type: ignore[arg-type]
    read = tables.read(text.getvalue().encode(encoding), {cells.fold(name) for name in header})
    assert read.rows == [tuple(row) for row in [header, *table]]
    assert read.breaks == []


@given(written_tables)
def test_what_is_exported_comes_back_equal(table: list[list[str]]) -> None:
    header = [f"columna {number}" for number, _cell in enumerate(table[0] if table else "ab")]
    text = "".join(writing.written(header, table))
    read = tables.read(text.encode(), {cells.fold(name) for name in header})
    assert [[cells.without_apostrophe(cell) for cell in row] for row in read.rows] == [header, *table]
