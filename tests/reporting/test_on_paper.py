"""What is taken to the field on paper is made for exactly the works that the filters show, by page and by command."""

import re
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from audit_app import listing
from audit_app.audit import Audit
from audit_app.errors import NoWorksFound, TooManyForms, UnknownWork
from audit_app.folio import to_url
from audit_app.listing import Asked
from audit_app.reporting import on_paper
from audit_app.reporting.commands import report
from tests.conftest import Browser, enter
from tests.pdf.reports import said
from tests.reporting.audits import add_visit, add_work


def read(browser: Browser, address: str) -> PdfReader:
    with browser.get(address) as sent:
        assert (sent.status_code, sent.content_type) == (200, "application/pdf")
        return PdfReader(BytesIO(sent.data))


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def told(browser: Browser, address: str, status: int) -> str:
    page = browser.get(address)
    assert page.status_code == status
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.get_data(as_text=True))).split())


def run(audit: Audit, *arguments: str) -> Path:
    result = CliRunner().invoke(report, arguments, obj=audit.folder, catch_exceptions=False)
    assert result.exit_code == 0
    return Path(result.stdout.strip())


@pytest.mark.parametrize("folio", ["W/001 «Ñ»", "W.pdf", "..", "import"])
def test_the_form_of_any_work_is_made_on_demand(empty_audit: Audit, folio: str) -> None:
    with empty_audit.opened() as database:
        add_work(database, folio)
    reader = read(enter(empty_audit), f"/reports/blank/{to_url(folio)}.pdf")
    assert len(reader.pages) == 3
    assert folio in text_of(reader)


def test_the_form_is_in_the_language_of_the_page(browser: Browser) -> None:
    browser.client.set_cookie("language", "en")
    assert "What came of the search?" in text_of(read(browser, "/reports/blank/GTO-1-01.pdf"))


def test_the_forms_are_those_of_the_works_that_the_filters_show(browser: Browser) -> None:
    reader = read(browser, "/reports/blank.pdf?disposition=not_located&state=Guanajuato")
    folios = [str(entry.title).split(" · ")[0] for entry in reader.outline if not isinstance(entry, list)]
    page = browser.get("/works?disposition=not_located&state=Guanajuato").get_data(as_text=True)
    assert folios
    assert folios == re.findall(r'<span class="folio">([^<]+)</span>', page)
    assert len(reader.pages) == 3 * len(folios)


def test_the_list_is_that_of_the_works_that_the_filters_show_and_says_so(browser: Browser) -> None:
    text = text_of(read(browser, "/reports/works.pdf?state=Zacatecas&q=calle"))
    page = browser.get("/works?state=Zacatecas&q=calle").get_data(as_text=True)
    folios = re.findall(r'<span class="folio">([^<]+)</span>', page)
    assert sorted(set(re.findall(r"[A-Z]{3}-\d-\d\d", text))) == sorted(folios)
    assert f"{len(folios)} obras · Estado: Zacatecas · «calle»" in text
    assert "Fecha Notas" in text


def test_the_pages_offer_what_can_be_printed(browser: Browser) -> None:
    page = unescape(browser.get("/works?state=Jalisco&q=calle").get_data(as_text=True))
    found = re.search(r"<b>(\d+)</b> obras", page)
    assert found
    assert f"Formularios en papel de estas {found[1]} obras" in page
    assert 'href="/reports/blank.pdf?state=Jalisco&q=calle"' in page
    assert 'href="/reports/works.pdf?state=Jalisco&q=calle"' in page
    assert 'href="/reports/blank/GTO-1-01.pdf"' in browser.get("/works/GTO-1-01").get_data(as_text=True)


def test_more_works_than_one_pdf_takes_are_refused_in_a_sentence(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (listing, on_paper):
        monkeypatch.setattr(module, "MOST_FORMS", 149)
    assert "hasta 149 obras a la vez" in told(browser, "/works", 200)
    assert "/reports/blank.pdf" not in browser.get("/works").get_data(as_text=True)
    assert "Son 150 obras y un PDF lleva los formularios de 149" in told(browser, "/reports/blank.pdf", 400)
    assert len(read(browser, "/reports/blank.pdf?municipality=Salamanca").pages) == 3 * 18


@pytest.mark.parametrize("address", ["/reports/blank.pdf?q=zzz", "/reports/works.pdf?state=Oz"])
def test_nothing_is_made_where_no_work_fits(browser: Browser, demo_audit: Audit, address: str) -> None:
    assert "No hay ninguna obra que imprimir" in told(browser, address, 400)
    assert not demo_audit.reports.exists()


def test_the_form_of_an_unknown_work_is_a_page_that_does_not_exist(browser: Browser) -> None:
    assert "No hay ninguna obra con el folio «X-1»" in told(browser, "/reports/blank/X-1.pdf", 404)


def test_nothing_is_made_without_the_session(demo_audit: Audit) -> None:
    client = enter(demo_audit).client.application.test_client()
    for path in ("/reports/blank.pdf", "/reports/works.pdf", "/reports/blank/GTO-1-01.pdf"):
        assert client.get(path).status_code == 403


def test_the_command_makes_the_form_of_one_work(demo_audit: Audit) -> None:
    path = run(demo_audit, "--kind", "blank", "--folio", "GTO-2-11", "--language", "en")
    assert path == demo_audit.reports / "blank-en-GTO-2-11.pdf"
    assert len(PdfReader(path).pages) == 3


def test_the_command_makes_the_forms_of_the_whole_sample_three_pages_each(
    empty_audit: Audit, tmp_path: Path
) -> None:
    with empty_audit.opened() as database:
        for folio in ("W-1", "W-2"):
            add_work(database, folio)
        add_work(database, "R-1", role="reserve")
    out = tmp_path / "papel" / "formularios.pdf"
    assert run(empty_audit, "--kind", "blank", "--out", str(out)) == out
    assert len(PdfReader(out).pages) == 3 * 2


def test_the_command_makes_the_list_by_place(demo_audit: Audit) -> None:
    text = said(run(demo_audit, "--kind", "list"))
    assert "150 obras" in text
    assert text.index("Acámbaro, Guanajuato · 12 obras") < text.index("GTO-1-01") < text.index("GTO-2-01")


def test_what_waits_in_reserve_is_printed_only_when_asked_for(empty_audit: Audit) -> None:
    with empty_audit.opened() as database:
        add_work(database, "W-1")
        add_work(database, "R-1", role="reserve")
        whole = said(on_paper.make_list(empty_audit, database, None, "es"))
        shown = said(on_paper.make_list(empty_audit, database, None, "es", Asked({})))
    assert "R-1" not in whole
    assert "R-1 Red de drenaje Reserva" in shown


def test_the_list_tells_how_each_work_stands(empty_audit: Audit) -> None:
    with empty_audit.opened() as database:
        add_work(database, "W-1", locality="El Saucillo", latitude=22.65, longitude=-103.0)
        add_work(database, "W-2")
        add_visit(database, "W-2", "not_visited", outcome_detail="access")
        text = said(on_paper.make_list(empty_audit, database, None, "es"))
    assert "W-1 Red de drenaje El Saucillo Por visitar 22.65000 -103.00000" in text
    assert "W-2 Red de drenaje No visitada: Sin acceso" in text


def test_a_form_is_blank_whatever_is_known_of_the_visit(demo_audit: Audit) -> None:
    with demo_audit.opened() as database:
        before = said(on_paper.make_form(demo_audit, database, "GTO-1-01", None, "es"))
        add_visit(database, "GTO-1-01", "not_located")
        assert said(on_paper.make_form(demo_audit, database, "GTO-1-01", None, "es")) == before


def test_what_cannot_be_printed_leaves_no_file(empty_audit: Audit) -> None:
    with empty_audit.opened() as database:
        with pytest.raises(NoWorksFound):
            on_paper.make_forms(empty_audit, database, None, "es")
        with pytest.raises(UnknownWork, match="X-1"):
            on_paper.make_form(empty_audit, database, "X-1", None, "es")
        for number in range(listing.MOST_FORMS + 1):
            add_work(database, str(number))
        with pytest.raises(TooManyForms, match="301 obras"):
            on_paper.make_forms(empty_audit, database, None, "es")
    assert not empty_audit.reports.exists()
