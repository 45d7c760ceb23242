"""The page of the reports: made by a button, listed with their digests, taken away by their names only."""

import hashlib
import re
from html import unescape
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from audit_app.audit import Audit
from audit_app.folio import to_url
from tests.conftest import Browser, enter
from tests.reporting.audits import add_work


def words_of(page: TestResponse, status: int = 200) -> str:
    """Return what a person reads on a page, in one line."""
    assert page.status_code == status, page.get_data(as_text=True)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.get_data(as_text=True))).split())


def put(audit: Audit, name: str, content: bytes = b"%PDF-1.7") -> Path:
    audit.reports.mkdir(exist_ok=True)
    path = audit.reports / name
    path.write_bytes(content)
    return path


def test_without_reports_the_page_offers_to_make_one(browser: Browser) -> None:
    told = words_of(browser.get("/reports"))
    assert "Todavía no se ha hecho ninguno." in told
    assert "Hacer el informe en español" in told


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_button_makes_the_summary_in_either_language(
    browser: Browser, demo_audit: Audit, language: str
) -> None:
    made = browser.post("/reports", {"report_language": language})
    assert (made.status_code, made.location) == (303, "/reports")
    path = demo_audit.reports / f"summary-{language}.pdf"
    told = words_of(browser.get("/reports"))
    assert f"Informe listo: {path.name}." in told
    assert f"{path.name} " in told
    assert hashlib.sha256(path.read_bytes()).hexdigest() in told


def test_a_report_of_the_list_is_sent_as_it_is(browser: Browser, demo_audit: Audit) -> None:
    path = put(demo_audit, "año «1».pdf", b"%PDF-1.7 contents")
    (link,) = re.findall(r'href="(/reports/files/[^"]+)"', browser.get("/reports").get_data(as_text=True))
    with browser.get(unescape(link)) as sent:
        assert (sent.status_code, sent.content_type, sent.data) == (200, "application/pdf", path.read_bytes())
    assert sent.headers["Content-Disposition"].startswith("attachment;")


@pytest.mark.parametrize(
    "name",
    [
        "audit.db",
        "..%2Faudit.db",
        "%2e%2e%2faudit.db",
        "..",
        "nothing.pdf",
        "..%5Caudit.db",
        ".hidden.pdf",
        "notes.txt",
    ],
)
def test_no_name_outside_the_list_is_ever_sent(browser: Browser, demo_audit: Audit, name: str) -> None:
    for kept in (".hidden.pdf", "notes.txt"):
        put(demo_audit, kept)
    told = browser.get(f"/reports/files/{name}", follow_redirects=True)
    assert told.status_code == 404
    assert b"SQLite" not in told.data


def test_a_name_that_is_none_is_told_so(browser: Browser) -> None:
    assert "No hay ningún informe «nothing.pdf»" in words_of(browser.get("/reports/files/nothing.pdf"), 404)


def test_a_changed_file_has_another_digest(browser: Browser, demo_audit: Audit) -> None:
    for content in (b"%PDF-1.7 one", b"%PDF-1.7 other one"):
        put(demo_audit, "a.pdf", content)
        assert hashlib.sha256(content).hexdigest() in words_of(browser.get("/reports"))


@pytest.mark.parametrize("folio", ["W/001 «Ñ»", "W.pdf", "..", "import"])
def test_the_sheet_of_any_work_is_made_on_demand(empty_audit: Audit, folio: str) -> None:
    with empty_audit.opened() as database:
        add_work(database, folio)
    browser = enter(empty_audit)
    with browser.get(f"/reports/sheet/{to_url(folio)}.pdf") as sent:
        assert (sent.status_code, sent.content_type) == (200, "application/pdf")
        assert sent.data.startswith(b"%PDF-")
    assert (
        browser.get("/reports/sheet", query_string={"folio": f" {folio} "}).location
        == f"/reports/sheet/{to_url(folio)}.pdf"
    )


def test_the_sheet_of_an_unknown_work_is_a_page_that_does_not_exist(browser: Browser) -> None:
    assert "No hay ninguna obra con el folio «X-1»" in words_of(browser.get("/reports/sheet/X-1.pdf"), 404)


def test_a_blank_folio_goes_back_to_the_list(browser: Browser) -> None:
    assert browser.get("/reports/sheet?folio=").location == "/reports"


def test_conflicts_are_told_before_a_report_is_made(empty_audit: Audit) -> None:
    with empty_audit.opened() as database:
        for name in ("Pozo", "Aula"):
            add_work(database, "W1", name=name)
    assert "Hay 1 conflicto sin resolver" in words_of(enter(empty_audit).get("/reports"))


def test_nothing_is_shown_without_the_session(demo_audit: Audit) -> None:
    client = enter(demo_audit).client.application.test_client()
    for path in ("/reports", "/reports/files/summary-es.pdf", "/reports/sheet/GTO-1-01.pdf"):
        assert client.get(path).status_code == 403
