"""The draft of a form in a real browser: nothing typed is lost, and no other window is told of where there is none."""

from pathlib import Path
from typing import Any

import pytest

from audit_app import audit
from audit_app.audit import Audit
from tests.browser.conftest import Servers
from tests.visits.works import drafts, make

pytestmark = pytest.mark.browser


@pytest.fixture
def works(home: Path, tmp_path: Path) -> Audit:
    audit.name_person("Evaluadora")
    return make(tmp_path / "obras", "W/001")


@pytest.fixture
def form(works: Audit, serve: Servers, page: Any) -> str:
    """Walk in; return the address of the form of a visit."""
    page.goto(serve(works))
    return str(page.url).rstrip("/") + "/visits/W~2F001"


def said(page: Any, words: str) -> None:
    page.locator("[data-said]", has_text=words).wait_for()


def test_what_is_typed_before_the_scripts_begin_is_saved(form: str, page: Any) -> None:
    held: list[Any] = []
    page.route("**/draft.js", lambda route: route.continue_() if held else held.append(route))
    page.goto(form, wait_until="commit")
    page.check("input[name=outcome][value=not_located]")
    page.fill("#notes", "de prisa")
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    said(page, "Borrador guardado")
    page.goto(form)
    assert page.input_value("#notes") == "de prisa"
    assert page.is_checked("input[name=outcome][value=not_located]")


def test_going_back_to_a_form_is_no_other_window(works: Audit, form: str, page: Any) -> None:
    page.goto(form)
    page.fill("#notes", "uno")
    said(page, "Borrador guardado")
    page.fill("#notes", "dos")
    page.click("text=Revisar y terminar")
    page.locator("#errors").wait_for()
    page.go_back()
    assert page.input_value("#notes") == "dos"
    page.fill("#notes", "tres")
    page.keyboard.press("Control+s")
    said(page, "Borrador guardado")
    assert len(drafts(works)) == 1


def test_going_back_shows_what_another_window_has_saved_since(form: str, page: Any) -> None:
    page.goto(form)
    page.fill("#notes", "uno")
    page.check("input[name=outcome][value=not_located]")
    said(page, "Borrador guardado")
    page.goto(form.replace("/visits/", "/works/"))
    other = page.context.new_page()
    other.goto(form)
    other.fill("#notes", "dos")
    other.check("input[name=outcome][value=not_visited]")
    said(other, "Borrador guardado")
    page.go_back()
    page.keyboard.press("Control+s")
    said(page, "Borrador guardado")
    assert page.input_value("#notes") == "dos"
    assert page.is_checked("input[name=outcome][value=not_visited]")


def test_a_form_that_was_not_left_after_all_goes_on_being_saved(form: str, page: Any) -> None:
    page.goto(form)
    page.fill("#notes", "uno")
    page.evaluate("document.forms.visit.addEventListener('submit', (event) => event.preventDefault())")
    page.click("text=Guardar y salir")
    page.fill("#notes", "dos")
    said(page, "Borrador guardado")
