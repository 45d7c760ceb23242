"""From the works list to the changed percentage on the results page and in the PDF's text, as a person goes."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from audit_app import audit, db
from audit_app.audit import Audit
from audit_app.ledger import Author
from audit_app.sample import importing as sample
from audit_app.sample.reading import read_list
from audit_app.visits import queries as visits
from audit_app.visits import visits_file
from tests.browser.conftest import Servers

pytestmark = pytest.mark.browser

LIST = """folio,nombre de la obra,municipio,latitud,longitud
W-1,Pavimentación de la calle Hidalgo,Jerez,22.6480,-102.9900
W-2,Tanque elevado de agua potable,Jerez,22.6500,-102.9850
W-3,Aula de la escuela primaria,Jerez,22.6510,-102.9800
""" + "".join(f"X-{n:02},Banqueta {n},Jerez,22.6,-102.9\n" for n in range(77))
VISITS = """folio,visited_on,outcome,outcome_detail,operates,matches_plan
W-1,2009-10-01,located,as_registered,yes,yes
W-2,2009-10-01,not_located,not_found,,
""" + "".join(f"X-{n:02},2009-10-01,{'located' if n % 2 else 'not_located'},,,\n" for n in range(77))
PHOTO = Path(__file__).parent.parent.parent / "sample_data" / "photos" / "GTO-1-04_1.jpg"
ANSWERS = {
    "outcome": "located",
    "outcome_detail": "as_registered",
    "state_of_works": "finished",
    "operates": "yes",
    "matches_plan": "yes",
    "maintained": "insufficient",
    "maintenance_cause": "no_funds",
    "maintainer": "committee",
    "condition": "good",
    "damage": "none",
    "use": "intended",
    "priority_need": "yes",
    "plaque": "legible",
}


def wait_until_said(page: Any, words: str) -> None:
    """Wait until the line at the foot of the form says so; the pages' policy forbids evaluating strings."""
    page.locator("[data-said]", has_text=words).wait_for()


@pytest.fixture
def eighty_works(empty_audit: Audit) -> Audit:
    """Return an audit of eighty works, enough for a percentage: 39 located, 40 not, one to visit."""
    audit.name_person("Evaluadora")
    with empty_audit.opened() as database, db.saving(database):
        author = Author("Evaluadora", audit.device(database, empty_audit))
        sample.add(database, read_list(LIST.encode(), "lista.csv"), author)
        visits.take(database, visits_file.read(VISITS.encode()).visits, author)
    return empty_audit


def test_a_visit_changes_the_percentage_on_the_page_and_in_the_pdf(
    eighty_works: Audit, serve: Servers, page: Any, tmp_path: Path
) -> None:
    page.goto(serve(eighty_works))
    page.click("nav >> text=Resultados")
    assert "49.4 %" in page.inner_text("main")
    assert "39 de 79" in page.inner_text("main")

    page.click("nav >> text=Obras")
    page.click("a[href='/visits/W-3']")
    for code, answer in ANSWERS.items():
        page.check(f"input[name={code}][value={answer}]")
    page.fill("#latitude", "22.6511, -102.9801")
    wait_until_said(page, "falta")
    page.set_input_files("#photos-files", PHOTO)
    page.click("text=Subir fotografías")
    page.locator("#section-photos img").wait_for()
    page.click("text=Revisar y terminar")
    page.wait_for_url("**/check?**")
    assert "22.6511" in page.inner_text("main")
    page.click("text=Terminar la visita")
    assert "Visita terminada" in page.inner_text("main")

    page.click("nav >> text=Resultados")
    told = page.inner_text("main")
    assert "50.0 %" in told
    assert "40 de 80" in told
    interval = re.search(r"IC 95 %: \d\d\.\d–\d\d\.\d %", told)
    assert interval

    report = " ".join(_text_of_the_report(page, tmp_path).split())
    assert interval.group(0) in report
    assert "50.0 %" in report


def _text_of_the_report(page: Any, folder: Path) -> str:
    """Make the summary on the reports page, download it and read it back."""
    page.click("nav >> text=Informes")
    page.click("text=Hacer el informe en español")
    with page.expect_download() as download:
        page.locator("main a[href$='.pdf']").first.click()
    report = folder / "report.pdf"
    download.value.save_as(report)
    reader = shutil.which("pdftotext")
    if not reader:
        pytest.skip("pdftotext is not installed")
    return subprocess.run([reader, "-layout", report, "-"], capture_output=True, text=True, check=True).stdout


def test_a_visit_without_javascript_is_saved_and_finished(
    eighty_works: Audit, serve: Servers, chromium: Any
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(serve(eighty_works))
    page.goto(page.url.split("/enter")[0].rstrip("/") + "/visits/W-3")
    page.check("input[name=outcome][value=not_visited]")
    page.check("input[name=outcome_detail][value=insecurity]")
    page.click("text=Guardar y salir")
    assert "Borrador guardado" in page.inner_text("main")
    page.locator("main a[href='/visits/W-3']").first.click()
    assert page.is_checked("input[name=outcome_detail][value=insecurity]")
    page.click("text=Revisar y terminar")
    page.click("text=Terminar la visita")
    assert "Visita terminada" in page.inner_text("main")
    context.close()


def test_what_was_typed_survives_a_killed_server(eighty_works: Audit, serve: Servers, page: Any) -> None:
    page.goto(serve(eighty_works))
    base = page.url.split("/enter")[0].rstrip("/")
    page.goto(base + "/visits/W-3")
    page.check("input[name=outcome][value=not_located]")
    page.fill("#search_done", "Se preguntó en la presidencia.")
    wait_until_said(page, "Borrador guardado")
    serve.kill()
    page.goto(serve(eighty_works, "--port", base.rsplit(":", 1)[1]))
    page.goto(base + "/visits/W-3")
    assert page.input_value("#search_done") == "Se preguntó en la presidencia."


def test_the_page_stays_while_the_server_is_gone(eighty_works: Audit, serve: Servers, page: Any) -> None:
    page.goto(serve(eighty_works))
    base = page.url.split("/enter")[0].rstrip("/")
    page.goto(base + "/visits/W-3")
    serve.kill()
    page.fill("#notes", "sin servidor")
    wait_until_said(page, "Constata no responde")
    for leave in ("text=Guardar y salir", "nav >> text=Obras"):
        page.click(leave)
        wait_until_said(page, "Constata no responde")
        assert page.input_value("#notes") == "sin servidor"
    serve(eighty_works, "--port", base.rsplit(":", 1)[1])
    wait_until_said(page, "Borrador guardado")
    page.click("text=Guardar y salir")
    page.wait_for_url("**/works/W-3")
    page.goto(base + "/visits/W-3")
    assert page.input_value("#notes") == "sin servidor"


def test_answers_that_stand_alone_are_alone_by_mouse_and_by_key(
    eighty_works: Audit, serve: Servers, page: Any
) -> None:
    page.goto(serve(eighty_works))
    page.goto(page.url.split("/enter")[0].rstrip("/") + "/visits/W-3")
    page.check("input[name=outcome][value=located]")
    page.check("input[name=damage][value=cracks]")
    page.check("input[name=damage][value=none]")
    assert page.locator("input[name=damage]:checked").count() == 1
    page.keyboard.press("1")
    assert page.is_checked("input[name=damage][value=cracks]")
    assert not page.is_checked("input[name=damage][value=none]")


def test_two_tabs_keep_both_texts(eighty_works: Audit, serve: Servers, page: Any) -> None:
    page.goto(serve(eighty_works))
    address = page.url.split("/enter")[0].rstrip("/") + "/visits/W-3"
    other = page.context.new_page()
    for tab, notes in ((page, "de la primera"), (other, "de la segunda")):
        tab.goto(address)
        tab.fill("#notes", notes)
        wait_until_said(tab, "uardado")
    page.fill("#notes", "otra vez la primera")
    wait_until_said(page, "otra ventana")
    page.goto(address)
    page.click("text=Abrir ese borrador")
    texts = {page.input_value("#notes")}
    page.click("text=Abrir ese borrador")
    assert texts | {page.input_value("#notes")} == {"de la segunda", "otra vez la primera"}
