"""A list on the page: how it was read and can be read otherwise, what is mended and decided there, and how long that takes."""

import io
import re
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from audit_app import db
from audit_app.audit import Audit
from audit_app.ledger import Author
from audit_app.sample import importing, queries
from audit_app.sample.incoming import readings
from audit_app.sample.reading import AskedPlace, Choices, Proposal, SampleList, read_list
from tests.conftest import enter
from tests.sample.lists import read
from tests.sample.pages import confirm, link, preview_of, table, text, words_of

Reader = Callable[[Path, str, Choices, Callable[[int], None]], SampleList]


def workbook(**sheets: list[list[object]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def chosen(page: str, name: str) -> str:
    """Return what a select of the page says."""
    options = page.partition(f'name="{name}"')[2].partition("</select>")[0]
    marked = re.findall(r'<option value="([^"]*)" selected', options)
    return marked[0] if marked else ""


class TestUnderstood:
    def test_another_encoding_can_be_tried(self, empty_audit: Audit) -> None:
        browser = enter(empty_audit)
        address, page = preview_of(browser, "folio,nombre\n1,Caño de agua\n".encode("cp850"))
        assert "Automático: Windows de Europa occidental (cp1252)" in words_of(page)
        again = browser.get(address + "&encoding=cp850")
        assert "Caño de agua" in words_of(again)
        assert chosen(text(again), "encoding") == "cp850"

    def test_an_encoding_that_cannot_be_is_told_and_can_be_changed(self, empty_audit: Audit) -> None:
        browser = enter(empty_audit)
        address, _page = preview_of(browser, "folio,nombre\n1,Caño\n".encode("cp1252"))
        again = browser.get(address + "&encoding=utf-8")
        assert "El archivo no se puede leer con la codificación utf-8" in words_of(again)
        assert chosen(text(again), "encoding") == "utf-8"

    def test_another_delimiter_can_be_tried(self, empty_audit: Audit) -> None:
        browser = enter(empty_audit)
        address, _page = preview_of(browser, "folio\tnombre\n1\tPozo\n")
        assert chosen(text(browser.get(address + "&delimiter=tab")), "delimiter") == "tab"
        assert "Faltan los encabezados" in words_of(browser.get(address + "&delimiter=;"))

    def test_another_sheet_can_be_read(self, empty_audit: Audit) -> None:
        data = workbook(
            Portada=[["folio", "nombre"], ["P", "De la portada"]], Obras=[["folio", "nombre"], [7, "Pozo"]]
        )
        browser = enter(empty_audit)
        address, page = preview_of(browser, data, "obras.xlsx")
        assert "Automático: Portada" in words_of(page)
        assert 'name="encoding"' not in text(page)
        again = browser.get(address + "&sheet=Obras")
        assert chosen(text(again), "sheet") == "Obras"
        confirm(browser, address, again)
        with empty_audit.opened() as database:
            assert queries.dossier(database, "7").work["name"] == "Pozo"

    def test_the_headers_can_be_taken_from_another_row(self, empty_audit: Audit) -> None:
        browser = enter(empty_audit)
        address, page = preview_of(
            browser, "Relación de obras 2009\nfolio,nombre\nclave,obra\n1,Pozo\n2,Aula\n"
        )
        assert "Arriba de los encabezados hay 1 fila que no se toma: «Relación de obras 2009»" in words_of(
            page
        )
        again = words_of(browser.get(address + "&header_row=3"))
        assert "Arriba de los encabezados hay 2 filas que no se toman:" in again
        assert "2 nuevas" in again

    def test_columns_chosen_on_another_sheet_are_not_looked_for(self, empty_audit: Audit) -> None:
        data = workbook(Una=[["A", "B"], [1, "x"]], Otra=[["folio", "nombre"], [2, "Aula"]])
        browser = enter(empty_audit)
        address, page = preview_of(browser, data, "obras.xlsx")
        were = re.findall(r'name="(was-\w+)" value="(\w*)"', text(page))
        carried = "&".join(f"{name}={said}" for name, said in were)
        again = browser.get(f"{address}&{carried}&folio=A&name=B&sheet=Otra")
        assert "1 nueva" in words_of(again)

    def test_numbers_and_dates_can_be_read_the_other_way(self, empty_audit: Audit) -> None:
        browser = enter(empty_audit)
        address, page = preview_of(
            browser, "folio;nombre;monto;fecha inicio\n1;Pozo;1.500;01/02/2008\n2;Aula;2.500;03/04/2008\n"
        )
        assert "1 feb 2008" in words_of(page)
        again = browser.get(address + "&other-amount_total=1&other-start_date=1")
        assert "$ 1,500.00" in words_of(again)
        assert "2 ene 2008" in words_of(again)
        confirm(browser, address, again)
        with empty_audit.opened() as database:
            told = queries.dossier(database, "1").work
        assert (told["amount_total"], told["start_date"]) == (1500, "2008-01-02")

    def test_twenty_works_are_shown(self, empty_audit: Audit) -> None:
        rows = "".join(f"{number},Obra {number}\n" for number in range(1, 40))
        _address, page = preview_of(enter(empty_audit), f"folio,nombre\n{rows}")
        shown = text(page).partition('class="understood"')[2].partition("</table>")[0]
        assert shown.count("<tr>") == 21


class TestMending:
    LIST = "folio,nombre,monto\n1,Pozo,5\n2,,6\n3,Aula,\n3,Calle,x\n4,Puente,9\n"

    def test_it_says_how_many_rows_are_fine(self, empty_audit: Audit) -> None:
        _address, page = preview_of(enter(empty_audit), self.LIST)
        assert "2 de 5 filas están bien." in words_of(page)

    def test_an_error_of_the_whole_list_says_nothing_of_rows(self, empty_audit: Audit) -> None:
        _address, page = preview_of(enter(empty_audit), "A,B\n1,Pozo\n")
        assert "filas están bien" not in words_of(page)
        assert "Descargar las filas con errores" not in words_of(page)

    def test_problems_name_the_work(self, empty_audit: Audit) -> None:
        browser = enter(empty_audit)
        _address, page = preview_of(browser, self.LIST)
        rows = table(browser.get(link(page, "problems.csv")))
        assert [row[:4] for row in rows[1:]] == [
            ["3", "2", "", "nombre"],
            ["4", "3", "Aula", "folio"],
            ["5", "3", "Calle", "folio"],
            ["5", "3", "Calle", "monto"],
        ]

    def test_the_rows_with_errors_can_be_mended_and_imported(self, empty_audit: Audit) -> None:
        browser = enter(empty_audit)
        _address, page = preview_of(browser, self.LIST)
        header, *rows = table(browser.get(link(page, "rows.csv")))
        assert header == ["folio", "nombre", "monto", "Qué hay que corregir"]
        assert [row[:3] for row in rows] == [["2", "", "6"], ["3", "Aula", ""], ["3", "Calle", "x"]]
        assert (
            rows[0][3]
            == "Fila 3, columna «nombre»: la obra no tiene nombre: escríbalo, o quite la fila si no es de una obra."
        )
        mended = "\n".join(
            ",".join(row[:3]) for row in [header, ["2", "Barda", "6"], *rows[1:2], ["5", *rows[2][1:]]]
        )
        assert "3 nuevas" in words_of(preview_of(browser, mended)[1])

    def test_a_list_that_went_through_this_already_gets_one_more_column(self, empty_audit: Audit) -> None:
        browser = enter(empty_audit)
        _address, page = preview_of(browser, "folio,nombre,Qué hay que corregir\n1,,antes\n")
        header = table(browser.get(link(page, "rows.csv")))[0]
        assert header[2:] == ["Qué hay que corregir", "Qué hay que corregir (2)"]

    def test_a_choice_travels_to_the_files(self, empty_audit: Audit) -> None:
        browser = enter(empty_audit)
        address, _page = preview_of(browser, "A,B\n1,Pozo\n2,\n")
        page = browser.get(address + "&folio=A&name=B")
        assert table(browser.get(link(page, "problems.csv")))[1][:4] == ["3", "2", "", "B"]


@pytest.fixture
def in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every list ask of its works what a real one asks of some."""

    def reader(file: Path, name: str, choices: Choices, progress: Callable[[int], None]) -> SampleList:
        listed = read_list(file, name, choices, progress)
        kinds = {work.row: "sign" if work.row < 60 else "odd" for work in listed.works}
        proposals = [
            Proposal(
                row, f"W{row}", kind, ("22.6", "102.9"), 22.6, -102.9, "32020", choices.accepts(kind, row)
            )
            for row, kind in kinds.items()
        ]
        asked = [AskedPlace("benito juarez", "Benito Juárez", ("09014", "23005"), 3)]
        return replace(listed, proposals=proposals, asked=asked)

    monkeypatch.setattr(readings, "read_list", reader)


@pytest.mark.usefixtures("in_doubt")
class TestDoubts:
    LIST = "folio,nombre\n" + "".join(f"W{row},Obra {row}\n" for row in range(2, 70))

    def test_positions_are_grouped_and_the_first_shown(self, empty_audit: Audit) -> None:
        _address, page = preview_of(enter(empty_audit), self.LIST)
        told = words_of(page)
        assert "68 posiciones en duda" in told
        assert "Falta o sobra el signo 58 Tomar las 58 posiciones propuestas" in told
        assert "Ver las primeras 50, una por una" in told
        assert "odd 10 Tomar las 10 posiciones propuestas" in told
        assert "W2 fila 2 22.6, 102.9 22.600000, -102.900000" in told
        assert "Lo que dice la lista se guarda siempre" in told

    def test_a_kind_or_a_row_can_be_taken(self, empty_audit: Audit) -> None:
        browser = enter(empty_audit)
        address, _page = preview_of(browser, self.LIST)
        page = browser.get(address + "&accept=odd&accept=3&accept=58")
        assert "58 2 tomadas" in words_of(page)
        assert "10 10 tomadas" in words_of(page)
        assert re.search(r'id="take-3"[^>]* checked', text(page))
        assert 'id="take-58"' not in text(page)
        assert '<input type="hidden" name="accept" value="58">' in text(page).partition('id="again"')[2]

    def test_what_was_taken_is_what_is_confirmed(
        self, empty_audit: Audit, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        browser = enter(empty_audit)
        address, _page = preview_of(browser, self.LIST)
        page = browser.get(address + "&accept=odd&accept=3&place-benito+juarez=23005")
        browser.get(address)
        browser.get(address + "&accept=odd")
        seen: list[Choices] = []

        def reader(file: Path, name: str, choices: Choices, progress: Callable[[int], None]) -> SampleList:
            seen.append(choices)
            return read_list(file, name, choices, progress)

        monkeypatch.setattr(readings, "read_list", reader)
        assert confirm(browser, address, page).status_code == 303
        assert [(one.accepted, one.places) for one in seen] == [
            (frozenset({"odd", "3"}), {"benito juarez": "23005"})
        ]

    def test_a_place_of_several_states_is_asked_for(self, empty_audit: Audit) -> None:
        browser = enter(empty_audit)
        address, page = preview_of(browser, self.LIST)
        assert "¿Cuál de estos municipios es?" in words_of(page)
        again = text(browser.get(address + "&place-benito+juarez=23005&place-otro=09001"))
        assert chosen(again, "place-benito juarez") == "23005"
        assert "Benito Juárez, Quintana Roo (23005)" in again
        assert chosen(again, "place-otro") == "09001"


class TestProgress:
    @pytest.fixture
    def slow(self, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
        go_on = threading.Event()

        def reader(file: Path, name: str, choices: Choices, progress: Callable[[int], None]) -> SampleList:
            progress(34_000)
            assert go_on.wait(20)
            return read_list(file, name, choices, progress)

        monkeypatch.setattr(readings, "read_list", reader)
        monkeypatch.setattr(readings, "PATIENCE", 0.1)
        return go_on

    def test_a_long_list_says_how_far_it_is_until_it_is_read(
        self, empty_audit: Audit, slow: threading.Event
    ) -> None:
        browser = enter(empty_audit)
        address, page = preview_of(browser, "folio,nombre\n1,Pozo\n")
        assert "Leyendo «lista.csv»: 34,000 filas…" in words_of(page)
        assert '<meta http-equiv="refresh" content="1">' in text(page)
        assert 'role="status"' in text(page)
        slow.set()
        for _second in range(20):
            page = browser.get(address)
        assert "1 nueva" in words_of(page)

    def test_the_page_its_files_and_the_import_read_the_list_once(
        self, empty_audit: Audit, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        times: list[str] = []

        def reader(file: Path, name: str, choices: Choices, progress: Callable[[int], None]) -> SampleList:
            times.append(name)
            return read_list(file, name, choices, progress)

        monkeypatch.setattr(readings, "read_list", reader)
        browser = enter(empty_audit)
        address, page = preview_of(browser, "folio,nombre,monto\n1,Pozo,x\n")
        browser.get(link(page, "problems.csv"))
        assert confirm(browser, address, browser.get(address)).status_code == 303
        assert times == ["lista.csv"]

    @pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
    def test_a_failure_in_reading_is_the_usual_page_and_not_for_ever(
        self, empty_audit: Audit, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(file: Path, name: str, choices: Choices, progress: Callable[[int], None]) -> SampleList:
            raise ZeroDivisionError

        browser = enter(empty_audit)
        with monkeypatch.context() as patch:
            patch.setattr(readings, "read_list", broken)
            address, page = preview_of(browser, "folio,nombre\n1,Pozo\n")
        assert "Constata falló en esta página" in words_of(page, 500)
        assert "1 nueva" in words_of(browser.get(address))


class TestRemembered:
    LIST = "clave,nombre,concepto\n1,A,Pozo\n2,B,Aula\n"

    def test_the_columns_of_the_last_list_like_it_are_taken_and_told(self, empty_audit: Audit) -> None:
        browser = enter(empty_audit)
        address, page = preview_of(browser, self.LIST)
        assert "última lista importada" not in words_of(page)
        confirm(browser, address, browser.get(address + "&name=concepto"))
        address, page = preview_of(browser, "concepto,clave,nombre\nCalle,3,C\n", "otra.csv")
        assert "Se tomaron las columnas de la última lista importada en esta laptop" in words_of(page)
        assert chosen(text(page), "name") == "concepto"
        assert confirm(browser, address, page).status_code == 303
        with empty_audit.opened() as database:
            assert queries.dossier(database, "3").work["name"] == "Calle"

    def test_they_can_be_ignored(self, empty_audit: Audit) -> None:
        browser = enter(empty_audit)
        address, _page = preview_of(browser, self.LIST)
        confirm(browser, address, browser.get(address + "&name=concepto"))
        address, page = preview_of(browser, self.LIST + "3,C,Calle\n")
        again = browser.get(link(page, "remembered=no"))
        assert chosen(text(again), "name") == "nombre"
        confirm(browser, address, again)
        with empty_audit.opened() as database:
            assert queries.dossier(database, "3").work["name"] == "C"

    def test_columns_that_the_person_chose_come_first(self, empty_audit: Audit) -> None:
        browser = enter(empty_audit)
        address, _page = preview_of(browser, self.LIST)
        confirm(browser, address, browser.get(address + "&name=concepto"))
        address, _page = preview_of(browser, self.LIST)
        assert chosen(text(browser.get(address + "&name=clave")), "name") == "clave"


def test_a_municipality_of_several_states_is_asked_for_and_can_be_asked_again(empty_audit: Audit) -> None:
    browser = enter(empty_audit)
    address, page = preview_of(
        browser, "folio,nombre,municipio\n1,Pozo,Benito Juárez\n2,Aula,Benito Juárez\n"
    )
    name = re.findall(r'name="(place-[^"]+)"', text(page))[0]
    assert "Benito Juárez, Zacatecas" in words_of(page)
    again = browser.get(f"{address}&{name}=23005")
    assert "Aclarado : Benito Juárez, Quintana Roo (23005)" in words_of(again)
    assert chosen(text(again), name) == "23005"
    confirm(browser, address, again)
    with empty_audit.opened() as database:
        assert queries.dossier(database, "2").work["municipality_code"] == "005"


def test_a_workbook_goes_the_whole_way(empty_audit: Audit) -> None:
    with empty_audit.opened() as database, db.saving(database):
        importing.add(
            database, read("folio,nombre,monto\n1,Pozo,5\n2,Aula,6\n"), Author("Brigada 1", "laptop-1")
        )
    browser = enter(empty_audit)
    data = workbook(Hoja=[["Obras"], [], ["folio", "nombre", "monto"], [1, "Pozo", 5], [2, "Aula", 7.5]])
    address, page = preview_of(browser, data, "obras.xlsx")
    assert "2 fila 5 Monto total $ 6.00 $ 7.50" in words_of(page)
    assert confirm(browser, address, page).status_code == 303
