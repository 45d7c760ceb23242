"""Reading spreadsheets: XLSX, XLS and ODS alike, as a person sees them; what is refused, and why."""

import io
import re
import struct
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from audit_app.errors import (
    DamagedWorkbook,
    FarCell,
    NoSheets,
    PasswordedWorkbook,
    UnknownSheet,
    WorkbookTooLarge,
)
from audit_app.sample.reading import read_list
from audit_app.tables import workbooks
from audit_app.tables.workbooks import old_excel, zipped
from tests.tables.books import archive, changed, every_cell, ods, saved, xls, xlsx

SHEET = "xl/worksheets/sheet1.xml"
TABLE = [
    ("folio", "nombre", "monto", "meta", "inicio", "visto", "ok"),
    ("00007", "Agua\npotable 😀", 1250000.5, 3, date(2007, 3, 15), datetime(2007, 3, 15, 10, 30), True),
    (None, None, None, None, None, None, None),
    ("'W/2", " \xa0Drenaje & más ", 0.1, 123456789012345, date(2014, 1, 1), None, False),
]
TEXTS = [
    ("folio", "nombre", "monto", "meta", "inicio", "visto", "ok"),
    ("00007", "Agua\npotable 😀", "1250000.5", "3", "2007-03-15", "2007-03-15 10:30:00", "TRUE"),
    ("", "", "", "", "", "", ""),
    ("'W/2", " \xa0Drenaje & más ", "0.1", "123456789012345", "2014-01-01", "", "FALSE"),
]


def read(data: bytes, sheet: str | None = None) -> list[tuple[str, ...]]:
    return list(map(tuple, workbooks.read(data, sheet).rows()))


@pytest.mark.parametrize("make", [xlsx, xls, ods])
def test_the_three_kinds_say_the_same(make: Callable[[Any], bytes]) -> None:
    assert workbooks.is_workbook(make(TABLE))
    assert workbooks.read(make(TABLE)).name == "Obras"
    assert read(make(TABLE)) == TEXTS


@pytest.mark.parametrize("make", [xlsx, xls, ods])
def test_rows_and_columns_are_numbered_as_the_person_sees_them(make: Callable[[Any], bytes]) -> None:
    blank = (None, None, None)
    assert read(make([blank, blank, (None, None, "folio"), blank, (None, "x", None)])) == [
        ("", "", ""),
        ("", "", ""),
        ("", "", "folio"),
        ("", "", ""),
        ("", "x", ""),
    ]


def test_hidden_rows_and_columns_are_read() -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True

    assert read(xlsx([("a", "b"), ("c", "d")], hide)) == [("a", "b"), ("c", "d")]


def test_blank_rows_at_the_end_are_left_out() -> None:
    assert read(xlsx([("folio",), ("",), ("W/1",), ("",)], lambda sheet: sheet.cell(9, 1, "=T(1)"))) == [
        ("folio",),
        ("",),
        ("W/1",),
    ]


def test_a_formula_says_its_last_result() -> None:
    made = changed(xlsx([(2,)]), SHEET, ("<v>2</v>", "<f>1+1</f><v>2</v>"))
    assert read(made) == [("2",)]


def test_dates_count_from_1904_where_the_file_says_so() -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.worksheets[0].append([date(2007, 3, 15)])
    assert read(saved(book)) == [("2007-03-15",)]


def test_the_errors_of_xlsx_cells_are_shown() -> None:
    def fail(sheet: Any) -> None:
        for cell, error in (("B2", "#REF!"), ("D9", "#N/A")):
            sheet[cell] = error
            sheet[cell].data_type = "e"

    rows = read(xlsx([("folio", "monto"), ("W/1", None)], fail))
    assert rows[1] == ("W/1", "#REF!", "", "")
    assert rows[8] == ("", "", "", "#N/A")


def test_the_errors_of_xls_cells_are_shown() -> None:
    assert read(xls([("W/1",)], lambda sheet: sheet.row(0).set_cell_error(1, "#DIV/0!"))) == [
        ("W/1", "#DIV/0!")
    ]


def test_the_errors_of_ods_cells_are_shown() -> None:
    error = (
        '<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error">'
        "<text:p>#N/D</text:p></table:table-cell>"
    )
    cell = '<table:table-cell office:value-type="string" table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell>'
    assert read(ods(table=f"<table:table-row>{cell}{error}</table:table-row>")) == [("x", "x", "#N/D")]


GROUPED = [
    ("Obras de 2009", None, None, None, None),
    ("Folio", "Inversión", None, None, "Nombre"),
    (None, "Federal", "Estatal", "Municipal", None),
    ("W/1", 1, 2, 3, "Agua"),
]
MERGED = [
    ("Obras de 2009", "", "", "", ""),
    ("", "Inversión", "", "", ""),
    ("Folio", "Federal", "Estatal", "Municipal", "Nombre"),
    ("W/1", "1", "2", "3", "Agua"),
]


def merge(sheet: Any) -> None:
    for cells in ("A1:E1", "A2:A3", "B2:D2", "E2:E3"):
        sheet.merge_cells(cells)


def test_a_tall_header_stands_beside_the_names_under_a_group() -> None:
    assert read(xlsx(GROUPED, merge)) == MERGED
    assert read_list(xlsx(GROUPED, merge), "obras.xlsx").header_row == 3


def test_a_tall_header_is_the_same_in_xls() -> None:
    def merge_xls(sheet: Any) -> None:
        for top, bottom, left, right in ((0, 0, 0, 4), (1, 2, 0, 0), (1, 1, 1, 3), (1, 2, 4, 4)):
            sheet.merge(top, bottom, left, right)

    assert read(xls(GROUPED, merge_xls)) == MERGED


def test_a_tall_header_is_the_same_in_ods() -> None:
    def cell(text: str, spanned: str = "") -> str:
        return f'<table:table-cell office:value-type="string" {spanned}><text:p>{text}</text:p></table:table-cell>'

    covered = "<table:covered-table-cell/>"
    tall = 'table:number-rows-spanned="2"'
    first = cell("Folio", tall) + cell("Inversión", 'table:number-columns-spanned="2"') + covered
    second = covered + cell("Federal") + cell("Estatal")
    rows = f"<table:table-row>{first}</table:table-row><table:table-row>{second}</table:table-row>"
    assert read(ods(table=rows)) == [("", "Inversión", ""), ("Folio", "Federal", "Estatal")]


def test_merged_data_is_not_repeated() -> None:
    rows = [("Folio", "Monto"), ("W/1", 100), ("W/2", None)]
    assert read(xlsx(rows, lambda sheet: sheet.merge_cells("B2:B3")))[2] == ("W/2", "")


def test_without_a_name_the_first_visible_sheet_with_data_is_read() -> None:
    book = openpyxl.Workbook()
    hidden, blank, full = book.worksheets[0], book.create_sheet("Portada"), book.create_sheet("Obras")
    hidden.append(["secreto"])
    hidden.sheet_state = "hidden"
    full.append(["folio"])
    blank.title = "Portada"
    read = workbooks.read(saved(book))
    assert (read.name, list(read.rows())) == ("Obras", [["folio"]])
    assert [(sheet.name, sheet.is_visible) for sheet in workbooks.read(saved(book)).sheets] == [
        ("Sheet", False),
        ("Portada", True),
        ("Obras", True),
    ]


def test_a_sheet_is_found_by_its_name_whatever_its_case() -> None:
    assert workbooks.read(xlsx([("a",)]), " OBRAS ").name == "Obras"


def test_a_sheet_with_nothing_has_no_rows() -> None:
    assert read(xlsx()) == []


def test_sheets_of_charts_are_left_out() -> None:
    book = openpyxl.Workbook()
    book.create_chartsheet("Gráfica")
    assert [sheet.name for sheet in workbooks.read(saved(book)).sheets] == ["Sheet"]


def test_an_unknown_sheet_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownSheet, match="«Marco» en el archivo: elija una de «Obras»"):
        workbooks.read(xlsx([("a",)]), "Marco")


def test_what_is_no_spreadsheet_is_told_by_its_content() -> None:
    assert not workbooks.is_workbook(b"folio,nombre\n")
    assert not workbooks.is_workbook(archive({"lista.csv": "folio", "xl/": ""}))
    assert not workbooks.is_workbook(archive({"mimetype": "application/vnd.oasis.opendocument.text"}))
    assert not workbooks.is_workbook(old_excel.SIGNATURE + bytes(2000))


@pytest.mark.parametrize("make", [xlsx, xls, ods])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_file_is_refused(make: Callable[[Any], bytes], share: float) -> None:
    data = make(TABLE * 40)
    with pytest.raises(DamagedWorkbook):
        read(data[: int(len(data) * share)])


def test_an_altered_digit_is_refused() -> None:
    data = bytearray(xlsx([("folio",), ("W/1",)]))
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        at = made.getinfo(SHEET).header_offset + 100
    data[at] ^= 1
    with pytest.raises(DamagedWorkbook):
        read(bytes(data))


def test_a_file_with_a_password_is_refused() -> None:
    entries = "".join(name.ljust(32, "\0") for name in ("Root Entry", "EncryptedPackage")).encode("utf-16-le")
    header = bytearray(512)
    header[:8] = old_excel.SIGNATURE
    struct.pack_into("<HHH", header, 26, 3, 0xFFFE, 9)
    struct.pack_into("<II", header, 44, 1, 1)
    struct.pack_into("<III", header, 60, 0xFFFFFFFE, 0, 0xFFFFFFFE)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    fat = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    directory = b"".join(
        entries[at : at + 64] + struct.pack("<H", length) + bytes(62) for at, length in ((0, 22), (64, 34))
    )
    data = bytes(header) + fat + directory.ljust(512, b"\0")
    assert workbooks.is_workbook(data)
    with pytest.raises(PasswordedWorkbook):
        workbooks.read(data)


def test_an_ods_file_with_a_password_is_refused() -> None:
    data = changed(
        ods([("a",)]), "META-INF/manifest.xml", ("<manifest:manifest/>", "<manifest:encryption-data/>")
    )
    with pytest.raises(PasswordedWorkbook):
        workbooks.read(data)


def test_a_stray_cell_at_the_end_of_the_sheet_is_refused() -> None:
    with pytest.raises(FarCell, match="XFD1048576"):
        read(xlsx([("folio",)], lambda sheet: sheet.cell(1_048_576, 16_384, "x")))


def test_a_stray_cell_of_xls_is_refused() -> None:
    with pytest.raises(FarCell, match="IV65536"):
        read(xls([("folio",)], lambda sheet: sheet.write(65_535, 255, "x")))


def test_a_stray_cell_of_ods_is_refused() -> None:
    blank = '<table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row>'
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    stray = (
        f'<table:table-row><table:table-cell table:number-columns-repeated="1023"/>{cell}</table:table-row>'
    )
    with pytest.raises(FarCell, match="AMJ1048576"):
        read(ods(table=blank + stray))


def test_a_format_to_the_end_of_the_sheet_is_no_stray_cell() -> None:
    def paint(sheet: Any) -> None:
        sheet.cell(1_048_576, 16_384).number_format = "0.00"

    assert read(xlsx([("folio",)], paint)) == [("folio",)]


def test_a_repetition_of_blank_rows_to_the_end_is_no_stray_cell() -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    rows = (
        f'<table:table-row>{cell}<table:table-cell table:number-columns-repeated="16383"/></table:table-row>'
        f'<table:table-row table:number-rows-repeated="1048575">{blank}</table:table-row>'
    )
    assert read(ods(table=rows)) == [("x",)]


def test_a_sheet_that_repeats_a_value_for_ever_is_refused() -> None:
    repeated = 'table:number-columns-repeated="4000000000"'
    cell = f'<table:table-cell office:value-type="string" {repeated}><text:p>x</text:p></table:table-cell>'
    with pytest.raises(FarCell):
        read(ods(table=f"<table:table-row>{cell}</table:table-row>"))


def test_an_archive_that_unpacks_to_too_much_is_refused() -> None:
    made = archive({"xl/workbook.xml": "", SHEET: b" " * (zipped.UNPACKED + 1)})
    assert len(made) < 1_000_000
    with pytest.raises(WorkbookTooLarge):
        read(made)


def test_an_archive_that_hides_how_much_it_unpacks_to_is_refused() -> None:
    member = b" " * 10_000_000
    made = archive({"xl/workbook.xml": "", SHEET: member})
    with pytest.raises(DamagedWorkbook):
        read(made.replace(struct.pack("<I", len(member)), struct.pack("<I", 1000)))


def test_a_file_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "SECONDS", 0.001)
    with pytest.raises(WorkbookTooLarge):
        read(xlsx([("a",)]))


@pytest.mark.skipif(sys.platform != "linux", reason="only there is the parser's memory bound")
def test_a_parser_that_aborts_is_a_damaged_file() -> None:
    lies = changed(xlsx([("folio",), ("W/1",)]), SHEET, ('r="A2"', 'r="XFD1048576"'))
    with pytest.raises(DamagedWorkbook):
        read(lies)


def test_a_container_whose_sectors_go_round_in_circles_is_refused() -> None:
    data = bytearray(xls([("folio",)]))
    fat = 512 * (1 + struct.unpack_from("<I", data, 76)[0])
    directory = struct.unpack_from("<I", data, 48)[0]
    struct.pack_into("<I", data, fat + 4 * directory, directory)
    with pytest.raises(DamagedWorkbook):
        read(bytes(data))


def test_a_book_without_sheets_of_cells_is_refused() -> None:
    made = xlsx([("a",)])
    with zipfile.ZipFile(io.BytesIO(made)) as read_back:
        book = read_back.read("xl/workbook.xml").decode()
    found = re.search(r"<sheet [^>]*/>", book)
    assert found
    with pytest.raises(NoSheets):
        workbooks.read(changed(made, "xl/workbook.xml", (found[0], "")))


def test_a_fault_of_the_installation_is_not_called_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "_COMMAND", [*workbooks._COMMAND[:-1], "import no_such_module"])
    with pytest.raises(RuntimeError, match="no_such_module"):
        workbooks.read(xlsx([("a",)]))


CONTROLS = "".join(map(chr, range(32))) + "\x7f"
WRITTEN = st.text(
    st.characters(exclude_categories=["Cs", "Cn"], exclude_characters=CONTROLS + "\ufffe\uffff")
)


@settings(max_examples=15, deadline=None)
@given(st.lists(WRITTEN.filter(lambda text: not text.startswith("=")), min_size=1, max_size=60))
def test_texts_come_back_as_they_were_written(texts: list[str]) -> None:
    def write(sheet: Any) -> None:
        for row, text in enumerate(texts, 1):
            sheet.cell(row, 1, text).data_type = "s"
        sheet.cell(len(texts) + 1, 1, "fin")

    assert every_cell(workbooks.read(xlsx([], write)).rows()) == [*texts, "fin"]
