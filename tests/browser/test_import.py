"""A messy workbook, from the upload to the differences, as a person goes: looked at, corrected, mended, imported, and again."""

import csv
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from audit_app import audit
from audit_app.audit import Audit
from tests.browser.conftest import Servers

pytestmark = pytest.mark.browser

TITLES: tuple[list[str], ...] = (
    ["Secretaría de Desarrollo Social"],
    ["Relación de obras, ejercicio 2009"],
    [],
)
HEADERS = (
    *("Clave", "Nombre", "Concepto de la inversión", "Municipio", "Inversión", "Fecha inicio"),
    *("Latitud", "Longitud"),
)
WORKS = (
    ("Z-1", "AB", "Pavimentación de la calle Hidalgo", "Jerez", "1.500", "01/02/2008", "22.6501", "102.9902"),
    ("Z-2", "AB", "Tanque elevado", "Jerez", "2.750", "03/04/2008", "-102.9950", "22.6490"),
    ("Z-2", "CD", "Aula de la primaria", "Tepetongo", "3.000", "05/06/2008", "22.4480", "-103.1440"),
    ("Z-4", "CD", "Puente peatonal", "Tepetongo", "4.250", "07/08/2008", "22.4490", "-103.1450"),
)


def saved(path: Path, *works: tuple[str, ...]) -> Path:
    book = Workbook()
    cover = book.worksheets[0]
    cover.title = "Portada"
    sheet = book.create_sheet("Obras")
    for row in (*TITLES, HEADERS, *works):
        sheet.append(list(row))
    book.save(path)
    return path


def upload(page: Any, path: Path) -> None:
    page.click("nav >> text=Obras")
    page.click("main >> a[href='/works/import'] >> nth=0")
    page.set_input_files("#list", path)
    page.click("text=Revisar la lista")
    page.locator("#understood").wait_for()


def download(page: Any, name: str, folder: Path) -> list[list[str]]:
    with page.expect_download() as sent:
        page.click(f"text={name}")
    path = folder / "sent.csv"
    sent.value.save_as(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def press_enter(page: Any, control: str, typed: str = "") -> None:
    page.focus(control)
    page.keyboard.type(typed)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("width", [1366, 390])
def test_a_messy_workbook_is_corrected_and_imported(
    empty_audit: Audit, serve: Servers, page: Any, tmp_path: Path, width: int
) -> None:
    audit.name_person("Evaluadora")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(serve(empty_audit))
    upload(page, saved(tmp_path / "obras.xlsx", *WORKS))
    told = page.inner_text("main")
    assert "Automático: Obras" in told
    assert "En blanco, automático: la fila 4." in told
    assert "«Relación de obras, ejercicio 2009»" in told
    assert "2 de 4 filas están bien." in told

    page.select_option("#map-name", "Concepto de la inversión")
    page.select_option("[name=other-amount_total]", "1")
    page.select_option("[name=other-start_date]", "1")
    page.click("#columns >> text=Leer de nuevo")
    shown = page.inner_text("table.understood")
    assert "Pavimentación de la calle Hidalgo" in shown
    assert "$ 1,500.00" in shown
    assert "2 ene 2008" in shown
    assert page.evaluate("document.documentElement.scrollWidth") == width

    problems = download(page, "Descargar los problemas (CSV)", tmp_path)
    refused = [row[:3] for row in problems[1:] if "repeated_folio" in row]
    assert refused == [["6", "Z-2", "Tanque elevado"], ["7", "Z-2", "Aula de la primaria"]]
    wrong = download(page, "Descargar las filas con errores (CSV)", tmp_path)
    assert wrong[0] == [*HEADERS, "Qué hay que corregir"]
    assert [row[2] for row in wrong[1:]] == ["Tanque elevado", "Aula de la primaria"]

    mended = (*WORKS[:2], ("Z-3", *WORKS[2][1:]), WORKS[3])
    upload(page, saved(tmp_path / "corregida.xlsx", *mended))
    page.select_option("#map-name", "Concepto de la inversión")
    page.click("#columns >> text=Leer de nuevo")
    for proposed in ("22.650100, -102.990200", "22.649000, -102.995000"):
        assert proposed in page.inner_text("#doubts")
    page.check("#all-sign")
    page.check("#all-swapped")
    page.click("text=Tomar las marcadas y leer de nuevo")
    page.get_by_text("Posiciones que se corrigieron").first.wait_for()
    page.click("text=Importar 4 obras")
    page.get_by_text("Lista importada: 4 obras nuevas").wait_for()
    page.goto(f"{page.url.split('/works')[0]}/works/Z-1")
    told = page.inner_text("main")
    assert "-102.990200" in told
    assert "102.9902" in told.replace("-102.990200", "")

    later = (*mended[:3], (*WORKS[3][:2], "Puente peatonal de acero", *WORKS[3][3:]))
    upload(page, saved(tmp_path / "otra.xlsx", *later))
    told = page.inner_text("main")
    assert "Se tomaron las columnas de la última lista importada" in told
    differences = page.inner_text("#differences")
    assert "Puente peatonal de acero" in differences
    assert page.locator("#differences tbody tr").count() == 1
    page.click("text=Importar 1 obra")
    page.get_by_text("0 obras nuevas y 1 cambiada").wait_for()


def test_a_list_is_corrected_without_javascript_by_the_keyboard(
    empty_audit: Audit, serve: Servers, chromium: Any, tmp_path: Path
) -> None:
    audit.name_person("Evaluadora")
    context = chromium.new_context(java_script_enabled=False, locale="es-MX")
    page = context.new_page()
    page.goto(serve(empty_audit))
    upload(page, saved(tmp_path / "obras.xlsx", *WORKS[:2]))
    press_enter(page, "#read-header_row", "4")
    assert page.input_value("#read-header_row") == "4"
    page.focus("#map-name")
    page.keyboard.type("Concepto")
    press_enter(page, "#columns button")
    assert "Tanque elevado" in page.inner_text("table.understood")
    press_enter(page, "form.confirm button")
    page.get_by_text("Lista importada: 2 obras nuevas").wait_for()
    context.close()
