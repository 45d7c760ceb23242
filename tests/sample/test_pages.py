"""The pages of the sample: the list and its filters, one work, and a list that is looked at before it is written."""

import csv
import io
import re
from pathlib import Path

import pytest

from audit_app import db, ledger
from audit_app.audit import Audit
from audit_app.folio import to_url
from audit_app.instruments import WORK_COLUMNS
from audit_app.ledger import Author, Row
from audit_app.sample import importing, preview, queries, words
from audit_app.sample.checks import positions, problems
from tests.conftest import Browser, enter
from tests.sample.lists import read
from tests.sample.pages import confirm, preview_of, text, words_of

BRIGADE = Author("Brigada 1", "laptop-1")
LIST = "folio,nombre,tipo,municipio,monto\nW/001,Pozo,Agua,Jerez,1000\nÑ «2»,Aula,Escuela,Yuriria,\n"


def written(audit: Audit, list_text: str = LIST) -> Browser:
    with audit.opened() as database, db.saving(database):
        importing.add(database, read(list_text), BRIGADE)
    return enter(audit)


def append(audit: Audit, kind: str, row: Row, *supersedes: str) -> str:
    with audit.opened() as database, db.saving(database):
        return ledger.append(database, kind, row, BRIGADE, supersedes)


def works(audit: Audit) -> int:
    with audit.opened() as database:
        return int(database.execute("SELECT count(*) FROM works").fetchone()[0])


class TestWorks:
    def test_an_empty_audit_leads_to_the_import(self, empty_audit: Audit) -> None:
        page = text(enter(empty_audit).get("/works"))
        assert "Todavía no hay obras" in page
        assert 'href="/works/import"' in page

    def test_it_lists_fifty_and_counts_all(self, browser: Browser) -> None:
        page = browser.get("/works")
        assert "150 obras · se muestran de la 1 a la 50" in words_of(page)
        assert text(page).count('class="folio"') == 50

    def test_the_next_page_begins_after_the_last_folio_and_leads_back(self, browser: Browser) -> None:
        address = re.findall(r'rel="next" href="([^"]+)"', text(browser.get("/works")))[0]
        page = browser.get(address)
        assert "se muestran de la 51 a la 100" in words_of(page)
        assert 'rel="prev" href="/works"' in text(page)

    def test_filters_stand_in_the_address_and_on_the_page(self, browser: Browser) -> None:
        page = browser.get("/works?disposition=not_located&state=Guanajuato&q=&municipality=&type=")
        assert "2 obras de 150" in words_of(page)
        assert '<option value="Guanajuato" selected>Guanajuato (2)</option>' in text(page)
        assert '<option value="not_located" selected>Buscada y no localizada (2)</option>' in text(page)

    def test_a_choice_that_nothing_fits_stays_chosen(self, browser: Browser) -> None:
        page = browser.get("/works?state=Atl%C3%A1ntida")
        assert "Ninguna obra cumple con todo lo pedido" in words_of(page)
        assert '<option value="Atlántida" selected>Atlántida (0)</option>' in text(page)

    def test_search_reads_folio_name_and_place_without_accents(self, browser: Browser) -> None:
        assert "1 obra de 150" in words_of(browser.get("/works?q=gto-1-04"))
        assert "12 obras de 150" in words_of(browser.get("/works?q=acambaro"))

    def test_every_line_goes_to_its_visit(self, empty_audit: Audit) -> None:
        page = text(written(empty_audit).get("/works"))
        assert f'href="/visits/{to_url("W/001")}">Visitar' in page
        assert f'href="/visits/{to_url("Ñ «2»")}">Visitar' in page
        assert page.count("Por visitar</span>") == 2

    def test_a_line_says_how_its_visit_ended(self, empty_audit: Audit) -> None:
        browser = written(empty_audit)
        append(
            empty_audit,
            "visits",
            {"folio": "W/001", "outcome": "not_visited", "outcome_detail": "insecurity"},
        )
        append(empty_audit, "visits", {"folio": "Ñ «2»", "outcome": "located"})
        append(empty_audit, "visits", {"folio": "Ñ «2»", "outcome": "not_located"})
        page = words_of(browser.get("/works"))
        assert "No visitada: Inseguridad" in page
        assert "En conflicto" in page

    def test_a_draft_is_seen_and_taken_up_again(self, empty_audit: Audit) -> None:
        browser = written(empty_audit)
        with empty_audit.opened() as database, db.saving(database):
            database.execute(
                "INSERT INTO drafts VALUES ('d', 'visits', 'W/001', '[]', '[]', 1, '', '2009-01-01T00:00:00+00:00')"
            )
        page = words_of(browser.get("/works"))
        assert "Borrador de visita" in page
        assert "Continuar W/001" in page

    def test_works_in_reserve_are_told_apart(self, empty_audit: Audit) -> None:
        browser = written(empty_audit, "folio,nombre,tipo de muestra\n1,Pozo,titular\n2,Aula,reserva\n")
        assert "Reserva 1" in words_of(browser.get("/works"))
        assert "1 obra de 2" in words_of(browser.get("/works?disposition=reserve"))


class TestWork:
    @pytest.mark.parametrize("folio", ["W/001", "Ñ «2»", "a'b\"c", "import", "..", "100 %", "?#&"])
    def test_any_folio_has_its_page(self, empty_audit: Audit, folio: str) -> None:
        browser = written(empty_audit, 'folio,nombre\n"{}",Pozo de prueba\n'.format(folio.replace('"', '""')))
        page = text(browser.get(f"/works/{to_url(folio)}"))
        assert "Pozo de prueba" in page
        assert f'href="/visits/{to_url(folio)}"' in page
        assert f'href="/works/{to_url(folio)}"' in text(browser.get("/works"))

    def test_an_unknown_folio_is_a_page_that_says_so(self, browser: Browser) -> None:
        assert "No hay ninguna obra con el folio «W/404»" in words_of(browser.get("/works/W~2F404"), 404)

    def test_the_list_is_told_in_words_and_as_it_came(self, empty_audit: Audit) -> None:
        browser = written(empty_audit, 'folio,nombre,monto total,clave rara\n1,Pozo,"$1,000.50","x\n<b>"\n')
        page = words_of(browser.get("/works/1"))
        assert "Monto total $ 1,000.50" in page
        assert "monto total $1,000.50 clave rara x <b>" in page
        assert "«lista.csv», fila 2" in page

    def test_import_warnings_are_told_in_words(self, empty_audit: Audit) -> None:
        page = words_of(written(empty_audit, "folio,nombre,monto\n1,Pozo,mil\n").get("/works/1"))
        assert "Columna «monto», decía «mil»: No se entendió como número: quedó sin dato." in page

    def test_a_work_without_visit_or_papers_offers_both(self, empty_audit: Audit) -> None:
        page = words_of(written(empty_audit).get("/works/W~2F001"))
        assert "Todavía no hay una visita terminada de esta obra." in page
        assert "Todavía no se ha revisado el expediente de esta obra." in page
        assert "Registro de la visita" not in page

    def test_visit_and_papers_are_told_in_words(self, browser: Browser) -> None:
        page = words_of(browser.get("/works/GTO-1-04"))
        assert "¿Qué resultó de la búsqueda? Localizada" in page
        assert "Daños a la vista Fugas" in page
        assert "Acta o dictamen del COVAM No exhibido" in page
        assert "Corregir la visita" in page
        assert 'href="/visits/GTO-1-04/record"' in text(browser.get("/works/GTO-1-04"))

    def test_photos_have_caption_time_place_and_a_short_hash(self, demo_audit: Audit) -> None:
        row: Row = {"folio": "GTO-1-04", "sha256": "ab" * 32, "media_type": "image/jpeg", "caption": "Tanque"}
        facts: Row = {
            "bytes": 1,
            "width": 4,
            "height": 3,
            "taken_at": "2009-09-07T10:12:00",
            "latitude": 20.03247,
            "longitude": -100.7,
        }
        append(demo_audit, "photos", {**row, **facts})
        page = enter(demo_audit).get("/works/GTO-1-04")
        assert "Tanque 7 sep 2009 10:12 · 20.032470, -100.700000 · abababababab" in words_of(page)
        assert f'src="/photos/{"ab" * 32}"' in text(page)
        assert f'href="/photos/{"ab" * 32}/original"' in text(page)

    def test_history_tells_every_revision_and_which_stand(self, demo_audit: Audit) -> None:
        with demo_audit.opened() as database:
            first = str(database.execute("SELECT id FROM visits WHERE folio = 'GTO-1-04'").fetchone()[0])
        second = append(
            demo_audit, "visits", {"folio": "GTO-1-04", "outcome": "located", "reason": "Mal medida"}, first
        )
        page = words_of(enter(demo_audit).get("/works/GTO-1-04"))
        assert "Mal medida" in page
        assert f"{second[-8:]} sustituye a {first[-8:]}" in page
        assert page.count("Vigente") == 3

    def test_a_conflict_is_marked_and_leads_to_its_settlement(self, demo_audit: Audit) -> None:
        append(demo_audit, "visits", {"folio": "GTO-1-04", "outcome": "located"})
        page = enter(demo_audit).get("/works/GTO-1-04")
        assert "Hay versiones en conflicto de: Visita." in words_of(page)
        assert re.search(r'href="[^"]+"[^>]*>Resolver el conflicto', text(page))


class TestPreview:
    def test_nothing_is_written_before_confirming(self, empty_audit: Audit) -> None:
        _address, page = preview_of(enter(empty_audit), LIST)
        told = words_of(page)
        assert "2 filas de datos" in told
        assert "Automático: UTF-8" in told
        assert "Automático: coma" in told
        assert "En blanco, automático: la fila 1." in told
        assert "2 nuevas 0 cambiadas" in words_of(page)
        assert works(empty_audit) == 0

    def test_confirming_writes_what_was_seen_and_forgets_the_file(self, empty_audit: Audit) -> None:
        browser = enter(empty_audit)
        address, page = preview_of(browser, LIST, "Lista de obras.csv")
        assert confirm(browser, address, page).location == "/works"
        assert "Lista importada: 2 obras nuevas y 0 cambiadas." in words_of(browser.get("/works"))
        assert list((empty_audit.folder / "incoming").iterdir()) == []
        with empty_audit.opened() as database:
            told = queries.dossier(database, "W/001")
        assert (told.work["list_name"], told.history[0].row["author"]) == ("Lista de obras.csv", "Evaluadora")

    def test_first_works_show_what_was_understood_and_what_was_lost(self, empty_audit: Audit) -> None:
        _address, page = preview_of(
            enter(empty_audit), "folio,nombre,monto,fecha inicio\n1,Pozo,1000,15/03/2007\n2,Aula,mil,\n"
        )
        assert "2 1 Pozo $ 1,000.00 15 mar 2007 3 2 Aula — decía «mil» —" in words_of(page)

    def test_differences_are_told_old_and_new(self, empty_audit: Audit) -> None:
        browser = written(empty_audit)
        _address, page = preview_of(
            browser, "folio,nombre,tipo,municipio,monto\nW/001,Pozo,Agua,Jerez,1500\n9,Calle,,,\n"
        )
        assert "1 nueva 1 cambiada 0 sin cambio 1 ausente de la lista" in words_of(page)
        assert "W/001 fila 2 Monto total $ 1,000.00 $ 1,500.00" in words_of(page)
        assert "1 obra de la auditoría no está en la lista: se conserva" in words_of(page)

    def test_the_same_list_again_has_nothing_to_confirm(self, empty_audit: Audit) -> None:
        _address, page = preview_of(written(empty_audit), LIST)
        assert "no hay nada que importar" in words_of(page)
        assert not re.search(r"<button[^>]*>Importar", text(page))

    def test_columns_can_be_corrected_and_looked_at_again(self, empty_audit: Audit) -> None:
        browser = enter(empty_audit)
        address, page = preview_of(browser, "A,B\n1,Pozo\n2,Aula\n")
        assert "Diga cuál columna es «Folio»" in words_of(page)
        assert not re.search(r"<button[^>]*>Importar", text(page))
        again = browser.get(f"{address}&folio=A&name=B")
        assert '<option value="A" selected>A</option>' in text(again)
        assert confirm(browser, address, again).status_code == 303
        assert works(empty_audit) == 2

    def test_a_column_can_be_left_out(self, empty_audit: Audit) -> None:
        browser = enter(empty_audit)
        address, _page = preview_of(browser, LIST)
        chosen = "&folio=folio&name=nombre&type=&municipality=municipio"
        confirm(browser, address, browser.get(address + chosen))
        with empty_audit.opened() as database:
            told = queries.dossier(database, "W/001")
        assert (told.work["type"], told.work["municipality"], told.given["tipo"]) == (None, "Jerez", "Agua")

    def test_a_header_that_is_not_there_is_told(self, empty_audit: Audit) -> None:
        browser = enter(empty_audit)
        address, _page = preview_of(browser, LIST)
        assert "La lista no tiene la columna «CLAVE»" in words_of(browser.get(f"{address}&folio=CLAVE"))

    def test_numbers_of_works_are_written_as_numbers(self, empty_audit: Audit) -> None:
        rows = "".join(f"{n},Pozo,{'x' * (n < 1100)}\n" for n in range(1200))
        _address, page = preview_of(enter(empty_audit), f"folio,nombre,monto\n{rows}")
        told = words_of(page)
        assert "Importar 1,200 obras" in told
        assert "1,100 avisos" in told

    def test_problems_are_grouped_with_their_rows(self, empty_audit: Audit) -> None:
        rows = "1,Pozo\n2,\n3,\n4,\n4,Calle\n4,Aula\n"
        _address, page = preview_of(enter(empty_audit), f"folio,nombre\n{rows}")
        told = words_of(page)
        assert "Hay 6 errores: no se importará nada hasta corregirlos" in told
        assert (
            "Obras sin nombre 3 Filas 3–5 · columna «nombre» La obra no tiene nombre: escríbalo, o quite la fila"
            in told
        )
        assert "Folios repetidos 3 Filas 5–7 · columna «folio»" in told
        assert not re.search(r"<button[^>]*>Importar", text(page))

    def test_problems_can_be_taken_away_as_a_file(self, empty_audit: Audit) -> None:
        browser = enter(empty_audit)
        _address, page = preview_of(browser, 'folio,nombre,monto\n=1+1,,"=cmd"\n')
        address = re.findall(r'href="([^"]+problems\.csv[^"]*)"', text(page))[0]
        sent = browser.get(address)
        rows = list(csv.reader(io.StringIO(sent.get_data().decode("utf-8-sig"))))
        assert sent.content_type == "text/csv; charset=utf-8"
        assert "attachment" in sent.headers["Content-Disposition"]
        assert rows[0] == [
            *("Fila", "Folio", "Nombre", "Columna", "Dice", "Clase", "Código", "Qué pasa y qué hacer")
        ]
        assert [row[:7] for row in rows[1:]] == [
            ["2", "'=1+1", "", "nombre", "", "Error", "missing_name"],
            ["2", "'=1+1", "", "monto", "'=cmd", "Aviso", "bad_number"],
        ]

    @pytest.mark.parametrize(
        ("content", "told"),
        [
            (b"", "El archivo está vacío"),
            (b"PK\x03\x04", "El archivo no se puede leer"),
            (b"folio,nombre\n", "La lista no tiene obras"),
            (b"1,2\n3,4\n", "Faltan los encabezados"),
        ],
    )
    def test_a_file_that_is_no_list_says_so(self, empty_audit: Audit, content: bytes, told: str) -> None:
        _address, page = preview_of(enter(empty_audit), content)
        assert told in words_of(page)
        assert "Subir la lista corregida" in words_of(page)

    @pytest.mark.parametrize(
        "path",
        sorted((Path(__file__).resolve().parents[2] / "sample_data" / "broken").glob("*.csv")),
        ids=lambda path: path.stem,
    )
    def test_every_quirk_has_its_preview(self, empty_audit: Audit, path: Path) -> None:
        _address, page = preview_of(enter(empty_audit), path.read_bytes(), path.name)
        assert f"Revisar «{path.name}»" in words_of(page)

    def test_sending_no_file_says_so_at_the_field(self, empty_audit: Audit) -> None:
        page = enter(empty_audit).post("/works/import", {})
        assert "Elija primero el archivo de la lista" in words_of(page, 400)
        assert 'href="#list"' in text(page, 400)

    def test_a_file_name_is_a_caption_never_a_path(self, empty_audit: Audit) -> None:
        browser = enter(empty_audit)
        address, page = preview_of(browser, LIST, "../../../etc/passwd")
        assert "Revisar «passwd»" in words_of(page)
        assert "Revisar «b.csv»" in words_of(browser.get(address.replace("passwd", "C:%5Ca%5Cb.csv")))
        kept = [path.name for path in (empty_audit.folder / "incoming").iterdir()]
        assert len(kept) == 1
        assert re.fullmatch(r"[0-9a-f]{64}\.upload", kept[0])

    def test_only_the_last_upload_is_kept(self, empty_audit: Audit) -> None:
        browser = enter(empty_audit)
        first, page = preview_of(browser, LIST)
        preview_of(browser, LIST + "3,Calle,,,\n")
        assert "Esa lista ya no está en revisión" in words_of(browser.get(first), 400)
        assert "Esa lista ya no está en revisión" in words_of(confirm(browser, first, page), 400)

    @pytest.mark.parametrize("name", ["0" * 64, "audit.db", "..", "%2e%2e%2faudit.db"])
    def test_no_other_file_can_be_asked_for(self, empty_audit: Audit, name: str) -> None:
        assert enter(empty_audit).get(f"/works/import/{name}").status_code in (400, 404)

    def test_bytes_that_changed_on_the_disk_are_refused(self, empty_audit: Audit) -> None:
        browser = enter(empty_audit)
        address, page = preview_of(browser, LIST)
        next((empty_audit.folder / "incoming").iterdir()).write_text(
            "folio,nombre\n1,Otra\n", encoding="utf-8"
        )
        assert confirm(browser, address, page).status_code == 400
        assert works(empty_audit) == 0


class TestConfirm:
    def test_a_list_with_errors_is_refused_even_if_sent(self, empty_audit: Audit) -> None:
        browser = enter(empty_audit)
        address, page = preview_of(browser, "folio,nombre\n1,\n")
        told = words_of(confirm(browser, address, page), 400)
        assert "No se importó nada: la lista tiene 1 error." in told
        assert works(empty_audit) == 0

    def test_an_audit_that_changed_meanwhile_asks_to_look_again(self, empty_audit: Audit) -> None:
        browser = enter(empty_audit)
        address, page = preview_of(browser, LIST)
        append(empty_audit, "works", {"folio": "W/001", "name": "Llegó de otra laptop", "given": "{}"})
        assert "la auditoría cambió desde que revisó la lista" in words_of(
            confirm(browser, address, page), 400
        )
        assert works(empty_audit) == 1

    def test_works_in_conflict_are_settled_first(self, empty_audit: Audit) -> None:
        browser = written(empty_audit)
        append(empty_audit, "works", {"folio": "W/001", "name": "Otro", "given": "{}"})
        address, page = preview_of(browser, LIST)
        assert "tienen versiones en conflicto" in words_of(page)
        assert not re.search(r"<button[^>]*>Importar", text(page))
        assert "está en conflicto" in words_of(confirm(browser, address, page), 400)

    def test_a_laptop_without_a_name_is_asked_for_one(self, empty_audit: Audit) -> None:
        browser = enter(empty_audit, person="")
        address, page = preview_of(browser, LIST)
        assert 'name="person"' in text(page)
        assert "Escriba su nombre" in words_of(confirm(browser, address, page), 400)
        assert confirm(browser, address, page, person="Brigada 9").status_code == 303
        with empty_audit.opened() as database:
            assert queries.dossier(database, "W/001").history[0].row["author"] == "Brigada 9"

    def test_confirming_twice_changes_nothing(self, empty_audit: Audit) -> None:
        browser = enter(empty_audit)
        address, page = preview_of(browser, LIST)
        confirm(browser, address, page)
        assert confirm(browser, address, page).status_code == 400
        assert works(empty_audit) == 2

    def test_confirming_needs_the_token(self, empty_audit: Audit) -> None:
        browser = enter(empty_audit)
        address, _page = preview_of(browser, LIST)
        assert browser.client.post(address.split("?")[0], data={"file": "lista.csv"}).status_code == 400
        assert works(empty_audit) == 0


class TestWords:
    def test_every_problem_has_a_title_and_every_warning_its_notice(self) -> None:
        kinds = [kind for kind in vars(problems).values() if isinstance(kind, problems.Kind)]
        kinds += [*positions.KINDS.values(), *positions.TAKEN.values()]
        assert {kind.code for kind in kinds} <= words.TITLES.keys()
        assert {kind.code for kind in kinds if not kind.is_error} == words.NOTICES.keys()

    def test_rows_are_told_in_spans(self) -> None:
        assert preview.spans([3, 5, 6, 7, 12]) == "3, 5–7, 12"

    def test_every_column_has_its_group(self) -> None:
        grouped = [name for _title, names in words.COLUMN_GROUPS for name in names]
        assert sorted(grouped) == sorted(WORK_COLUMNS)
