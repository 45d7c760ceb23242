"""The forms by keyboard: what each key does, what it must not do, and a whole visit without a mouse, its presses counted."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from audit_app import audit
from audit_app.audit import Audit
from audit_app.instruments import DOCUMENTS
from tests.browser.conftest import Browser, Servers
from tests.visits.pictures import jpeg
from tests.visits.works import kept, make

pytestmark = pytest.mark.browser
FORM, PAPERS = "/visits/W~2F001", "/paperwork/W~2F001"
Opened = Callable[[str], Any]
ANSWERS = {
    "outcome": "located",
    "outcome_detail": "as_registered",
    "state_of_works": "finished",
    "operates": "yes",
    "matches_plan": "yes",
    "maintained": "adequate",
    "maintainer": "municipality",
    "condition": "good",
    "damage": "none",
    "use": "intended",
    "priority_need": "yes",
    "plaque": "legible",
}
NUMBER = "one => getComputedStyle(one, '::after').content"


@pytest.fixture
def works(tmp_path: Path) -> Audit:
    audit.name_person("Evaluadora")
    return make(tmp_path / "obras", "W/001", "W/002")


@pytest.fixture
def opened(works: Audit, serve: Servers, page: Any) -> Opened:
    """Return what opens a page of the audit."""
    page.goto(serve(works))
    base = page.url.rstrip("/")

    def opens(path: str) -> Any:
        page.goto(base + path)
        return page

    return opens


def focused(page: Any) -> str:
    """Return the name of what is focused."""
    return str(page.locator(":focus").get_attribute("name"))


def said(page: Any, words: str) -> None:
    page.locator("[data-said]", has_text=words).wait_for()


# What each key does.


def test_a_number_answers_and_goes_on_to_the_next_question_without_an_answer(opened: Opened) -> None:
    page = opened(FORM)
    page.check("[name=outcome][value=located]")
    page.check("[name=state_of_works][value=finished]")
    page.focus("[name=outcome_detail][value=as_registered]")
    page.keyboard.press("2")
    assert page.is_checked("[name=outcome_detail][value=elsewhere]")
    assert focused(page) == "latitude"
    page.keyboard.type("19.4, -99.1")
    page.keyboard.press("Enter")
    assert page.input_value("#latitude") == "19.4, -99.1"
    assert focused(page) == "operates"


def test_an_answer_that_is_changed_can_be_looked_at(opened: Opened) -> None:
    page = opened(FORM)
    page.check("[name=outcome][value=located]")
    page.keyboard.press("2")
    assert page.is_checked("[name=outcome][value=not_located]")
    assert focused(page) == "outcome"


def test_where_several_answers_fit_a_number_marks_and_stays(opened: Opened) -> None:
    page = opened(FORM)
    page.check("[name=outcome][value=located]")
    page.focus("[name=damage] >> nth=0")
    for key in ("1", "2", "1"):
        page.keyboard.press(key)
    marked = page.locator("[name=damage]").evaluate_all("boxes => boxes.map((box) => box.checked)")
    assert marked[:2] == [False, True]
    assert focused(page) == "damage"


def test_the_arrows_go_to_what_has_no_answer_and_back(opened: Opened) -> None:
    page = opened(FORM)
    page.keyboard.press("Alt+ArrowDown")
    assert focused(page) == "outcome"
    page.keyboard.press("1")
    page.keyboard.press("Alt+ArrowUp")
    assert page.locator(":focus").get_attribute("value") == "located"
    page.keyboard.press("Alt+ArrowDown")
    assert focused(page) == "outcome_detail"


def test_the_arrows_skip_what_the_answers_have_closed(opened: Opened) -> None:
    page = opened(FORM)
    page.check("[name=outcome][value=not_located]")
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("1")
    assert focused(page) == "search_done"
    page.keyboard.type("Se preguntó")
    page.keyboard.press("Alt+ArrowDown")
    assert page.locator(":focus").inner_text() == "Revisar y terminar"


def test_saving_now_saves_now(opened: Opened) -> None:
    page = opened(FORM)
    page.fill("#notes", "ahora")
    page.keyboard.press("Control+s")
    said(page, "Borrador guardado")


def test_the_list_of_keys_opens_and_closes_and_gives_the_place_back(opened: Opened) -> None:
    page = opened(FORM)
    page.focus("[name=outcome] >> nth=0")
    page.keyboard.press("?")
    assert "Volver a la pregunta anterior" in page.inner_text("dialog")
    page.keyboard.press("1")
    page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="hidden")
    assert focused(page) == "outcome"
    assert page.locator("[name=outcome]:checked").count() == 0


def test_the_number_of_each_answer_shows_where_it_can_be_pressed_and_changes_no_name(opened: Opened) -> None:
    page = opened(FORM)
    label = page.locator("label[for=outcome-0]")
    assert label.evaluate(NUMBER) == "none"
    page.keyboard.press("Alt+ArrowDown")
    assert label.evaluate(NUMBER).startswith("counter(key)")
    assert page.get_by_role("radio", name="Localizada", exact=True).count() == 1


# What no key does.


def test_in_a_text_numbers_and_question_marks_are_typed(opened: Opened) -> None:
    page = opened(FORM)
    page.focus("#notes")
    page.keyboard.type("¿1 de 3? No: 2")
    assert page.input_value("#notes") == "¿1 de 3? No: 2"
    page.focus("#evaluators")
    page.keyboard.press("End")
    page.keyboard.type(" 7?")
    assert page.input_value("#evaluators") == "Evaluadora 7?"
    assert page.locator("dialog").is_hidden()
    assert page.locator("input:checked").count() == 0


@pytest.mark.parametrize("key", ["Control+1", "Alt+1", "Meta+1"])
def test_a_number_with_another_key_is_the_browsers(opened: Opened, key: str) -> None:
    page = opened(FORM)
    page.focus("[name=outcome] >> nth=0")
    page.keyboard.press(key)
    assert page.locator("[name=outcome]:checked").count() == 0


@pytest.mark.parametrize(
    ("path", "control"),
    [
        (FORM, "#evaluators"),
        (FORM, "#visited_on"),
        (FORM, "#arrived_at"),
        (FORM, "[name=outcome] >> nth=0"),
        (PAPERS, "#reviewed_on"),
        (PAPERS, "[name=doc_contract] >> nth=0"),
    ],
)
def test_enter_goes_on_and_never_sends_the_form(opened: Opened, path: str, control: str) -> None:
    page = opened(path)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.is_navigation_request() else None)
    page.focus(control)
    before = page.locator(":focus").get_attribute("id")
    page.keyboard.press("Enter")
    assert page.locator(":focus").get_attribute("id") != before
    page.wait_for_timeout(200)
    assert sent == []


def test_a_complete_review_of_papers_is_not_finished_by_enter(works: Audit, opened: Opened) -> None:
    page = opened(PAPERS)
    page.click("[data-fill]")
    page.focus("#reviewed_on")
    page.keyboard.press("Enter")
    assert page.locator(":focus").inner_text() == "Terminar la revisión"
    assert kept(works, "paperwork", "W/001") == []


@pytest.mark.parametrize(("path", "control"), [(FORM, "#evaluators"), (PAPERS, "#reviewed_on")])
def test_without_javascript_enter_saves_the_draft_and_stays(
    works: Audit, serve: Servers, chromium: Browser, path: str, control: str
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(serve(works))
    page.goto(page.url.split("/enter")[0].rstrip("/") + path)
    page.fill("#notes", "a medias")
    page.focus(control)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert path in page.url
    assert "Borrador guardado" in page.inner_text("main")
    assert page.input_value("#notes") == "a medias"
    context.close()


def test_the_keys_can_be_turned_off_in_this_browser(opened: Opened) -> None:
    page = opened("/settings")
    page.click("text=Desactivadas")
    page = opened(FORM)
    page.focus("[name=outcome] >> nth=0")
    for key in ("1", "?", "Alt+ArrowDown"):
        page.keyboard.press(key)
    assert page.locator("[name=outcome]:checked").count() == 0
    assert focused(page) == "outcome"
    assert page.locator("dialog, [data-show-keys]").count() == 0
    page.keyboard.press("Enter")
    assert page.url.endswith(FORM)
    assert "Están desactivadas" in opened("/help/keys").inner_text("main")


# A whole visit, its presses and clicks counted.


HELD = 30  # milliseconds that a finger stays on a key


@dataclass
class Person:
    """Someone at the laptop, and what they did: keys pressed, letters typed among them; clicks; answers decided."""

    page: Any
    keys: int = 0
    clicks: int = 0
    decisions: int = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key, delay=HELD)
            self.keys += 1

    def answer(self, key: str) -> None:
        self.press(key)
        self.decisions += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.keys += len(text)

    def until(self, words: str) -> None:
        """Press Tab until what is focused says this."""
        for _ in range(30):
            self.press("Tab")
            if words in (self.page.locator(":focus").inner_text() or ""):
                return
        raise AssertionError(words)

    def click(self, control: str) -> None:
        self.page.click(control)
        self.clicks += 1

    def choose(self, name: str, code: str) -> None:
        control = self.page.locator(f"[name={name}][value={code}]").get_attribute("id")
        self.click(f"label[for='{control}']")
        self.decisions += 1

    def skip_the_header(self) -> None:
        self.press("Tab", "Enter")

    @property
    def seconds(self) -> float:
        """Return what this takes by the keystroke-level model: a key 0.28, a click 1.3 with its way, a decision 1.35."""
        return 0.28 * self.keys + 1.3 * self.clicks + 1.35 * self.decisions


def photos(folder: Path) -> list[Path]:
    paths = [folder / f"{colour}.jpg" for colour in ("red", "green", "blue", "yellow")]
    for path in paths:
        path.write_bytes(jpeg(path.stem))
    return paths


def finished(works: Audit) -> None:
    """Check that the visit, its four photos and its papers became evidence."""
    (visit,) = kept(works, "visits", "W/001")
    assert (visit["outcome"], visit["latitude"], visit["longitude"]) == ("located", 22.6511, -102.9801)
    assert len(kept(works, "photos", "W/001")) == 4
    (review,) = kept(works, "paperwork", "W/001")
    assert str(review["documents"]).count("complete") == len(DOCUMENTS)


def test_an_ordinary_visit_is_made_by_keyboard_alone_within_two_minutes(
    works: Audit, serve: Servers, page: Any, tmp_path: Path
) -> None:
    page.goto(serve(works))
    person = Person(page)
    person.skip_the_header()
    person.until("Visitar")
    person.press("Enter")
    page.locator("form[data-keys]").wait_for()
    person.press("Alt+ArrowDown")
    person.answer("1")
    person.answer("1")
    person.type("22.6511, -102.9801")
    person.press("Enter")
    for _ in range(6):
        person.answer("1")
    person.answer("7")
    person.press("Enter")
    for _ in range(3):
        person.answer("1")
    assert page.locator(":focus").get_attribute("type") == "file"
    with page.expect_file_chooser() as chooser:
        person.press("Space")
    chooser.value.set_files(photos(tmp_path))
    person.keys += 6  # in the dialog of the system: to the files, the four of them, open
    person.until("Subir fotografías")
    person.press("Enter")
    page.locator("[data-photos] img").nth(3).wait_for()
    page.locator("[data-upload]:not([aria-busy])").wait_for()
    person.press("Alt+ArrowDown", "Enter")
    page.wait_for_url("**/check?**")
    person.skip_the_header()
    person.until("Terminar la visita")
    person.press("Enter")
    page.get_by_text("Visita terminada").wait_for()
    person.skip_the_header()
    person.until("Expediente")
    person.press("Enter")
    page.locator("form#paperwork[data-keys]").wait_for()
    person.press("Alt+ArrowDown")
    for _ in DOCUMENTS:
        person.answer("1")
    assert page.locator(":focus").inner_text() == "Terminar la revisión"
    person.press("Enter")
    page.get_by_text("Expediente revisado y guardado").wait_for()
    finished(works)
    print(f"{person.keys} keys, {person.decisions} decisions, {person.seconds:.0f} s")
    assert person.keys <= 90
    assert person.seconds < 120


def test_an_ordinary_visit_is_made_by_mouse_within_two_minutes(
    works: Audit, serve: Servers, page: Any, tmp_path: Path
) -> None:
    page.goto(serve(works))
    person = Person(page)
    person.click("a[href='/visits/W~2F001']")
    for name, code in ANSWERS.items():
        person.choose(name, code)
    person.click("#latitude")
    person.type("22.6511, -102.9801")
    with page.expect_file_chooser() as chooser:
        person.click("#photos-files")
    chooser.value.set_files(photos(tmp_path))
    person.clicks += 6  # in the dialog of the system: a folder, four files, open
    person.click("text=Subir fotografías")
    page.locator("[data-photos] img").nth(3).wait_for()
    page.locator("[data-upload]:not([aria-busy])").wait_for()
    person.click("text=Revisar y terminar")
    person.click("text=Terminar la visita")
    page.get_by_text("Visita terminada").wait_for()
    person.click("main >> text=Expediente")
    for document in DOCUMENTS:
        person.choose(f"doc_{document.code}", "complete")
    person.click("text=Terminar la revisión")
    page.get_by_text("Expediente revisado y guardado").wait_for()
    finished(works)
    print(f"{person.clicks} clicks, {person.keys} keys, {person.decisions} decisions, {person.seconds:.0f} s")
    assert person.clicks <= 45
    assert person.seconds < 120
