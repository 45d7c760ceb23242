"""Spreadsheets for the tests, made of the rows that a test shows."""

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from html import escape
from typing import Any

import openpyxl
import xlwt

Rows = Sequence[Sequence[Any]]


def xlsx(rows: Rows = (), prepare: Callable[[Any], None] = lambda _sheet: None) -> bytes:
    """Return an XLSX file with one sheet of these rows; ``prepare`` may change its openpyxl worksheet."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Obras"
    for row, cells in enumerate(rows, 1):
        for column, value in enumerate(cells, 1):
            sheet.cell(row, column, value)
    prepare(sheet)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """Return an openpyxl workbook as a file."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def xls(rows: Rows, prepare: Callable[[Any], None] = lambda _sheet: None) -> bytes:
    """Return an XLS file with one sheet of these rows; ``prepare`` may change its xlwt worksheet."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Obras", cell_overwrite_ok=True)
    styles = {
        date: xlwt.easyxf(num_format_str="yyyy-mm-dd"),
        datetime: xlwt.easyxf(num_format_str="yyyy-mm-dd hh:mm"),
    }
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            sheet.write(row, column, value, styles.get(type(value), xlwt.Style.default_style))
    prepare(sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def ods(rows: Rows = (), table: str = "") -> bytes:
    """Return an ODS file with one table of these rows, or with the XML of a table's rows as it is given."""
    lines = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    content = (
        '<?xml version="1.0"?><office:document-content><office:body><office:spreadsheet>'
        f'<table:table table:name="Obras">{table or lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<manifest:manifest/>",
            "content.xml": content,
        }
    )


def _ods_cell(value: Any) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, str):
        lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in value.split("\n"))
        return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'
    if isinstance(value, bool):
        said = f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
    elif isinstance(value, date):
        said = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    else:
        said = f'office:value-type="float" office:value="{value!r}"'
    return f"<table:table-cell {said}><text:p>1</text:p></table:table-cell>"


def archive(members: dict[str, Any]) -> bytes:
    """Return a ZIP file of these members, in their order."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return file.getvalue()


def changed(data: bytes, member: str, *swaps: tuple[str, str]) -> bytes:
    """Return a ZIP file with texts of one member swapped for others."""
    with zipfile.ZipFile(io.BytesIO(data)) as read:
        members = {name: read.read(name) for name in read.namelist()}
    for old, new in swaps:
        assert old.encode() in members[member]
        members[member] = members[member].replace(old.encode(), new.encode())
    return archive(members)


def every_cell(rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the texts of all cells, row by row."""
    return [cell for row in rows for cell in row]
