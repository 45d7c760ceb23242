"""What a person sets in the system: larger letters, forced colours, more contrast, no motion; and what is focused shows."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.conftest import CHROMIUM, FLAGS, Browser, Place
from tests.browser.screens import SCREENS, Screen

pytestmark = pytest.mark.browser
VISIT = Screen("visits.visit", "visit", "/visits/W~2F001")
SCROLLS = "document.documentElement.scrollWidth - window.innerWidth"
MOVES = """[...document.querySelectorAll("*")].filter((one) => {
  const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one);
  return transitionDuration !== "0s" || animationName !== "none" || scrollBehavior === "smooth";
}).length"""
FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const drawn = one.matches(".choice input") ? one.labels[0] : one;
  const style = getComputedStyle(drawn);
  const { left, top, width, height } = drawn.getBoundingClientRect();
  const hit = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 20));
  return {
    name: one.id || one.name || one.textContent.trim().slice(0, 40),
    ringed: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 3 && style.outlineColor !== "rgba(0, 0, 0, 0)",
    uncovered: Boolean(hit) && (drawn.contains(hit) || hit.contains(drawn) || hit.closest("label") === drawn),
    last: one.matches("[data-last]"),
  };
}"""


def looks(page: Any, selector: str, *properties: str, pseudo: str = "") -> list[str]:
    """Return how an element is drawn."""
    found: list[str] = page.eval_on_selector(
        selector,
        "(one, [names, pseudo]) => names.map((name) => getComputedStyle(one, pseudo)[name])",
        [properties, pseudo],
    )
    return found


@pytest.fixture
def set_so(chromium: Browser, place: Place) -> Iterator[Any]:
    """Return what opens a page on a laptop set in some way."""
    contexts = []

    def opened(screen: Screen, **options: Any) -> Any:
        context = chromium.new_context(
            storage_state=place.windows[1366].context.storage_state(), locale="es-MX", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(place.address(screen))
        return page

    yield opened
    for context in contexts:
        context.close()


def test_letters_of_twice_the_size_fit(place: Place, chromium: Browser) -> None:
    larger = chromium.chromium.browser_type.launch(
        executable_path=CHROMIUM, args=[*FLAGS, "--blink-settings=defaultFontSize=32"]
    )
    state = place.windows[1366].context.storage_state()
    watched = Browser(larger, chromium.left, chromium.broken)
    page = watched.new_context(viewport={"width": 1366, "height": 768}, storage_state=state).new_page()
    found = {}
    for screen in SCREENS:
        if screen.server == "audit" and not screen.act:
            page.goto(place.address(screen))
            found[screen.name] = page.evaluate(SCROLLS)
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    larger.close()
    assert {name: by for name, by in found.items() if by > 0} == {}


def test_what_is_focused_shows_and_is_not_covered_by_the_bar(place: Place) -> None:
    page = place.show(VISIT)
    for name, code in (
        ("outcome", "located"),
        ("operates", "no"),
        ("matches_plan", "no"),
        ("maintained", "none"),
    ):
        page.check(f"[name={name}][value={code}]")
    page.focus(".skip")
    met, unseen = 0, []
    for _ in range(150):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            break
        met += 1
        if not (focused["ringed"] and focused["uncovered"]):
            unseen.append(str(focused))
        if focused["last"]:
            break
    assert focused
    assert focused["last"]
    assert met > 45
    assert unseen == []


def test_the_sections_named_beside_a_visit_are_those_that_are_open(place: Place) -> None:
    page = place.show(Screen("visits.visit", "visit not begun", "/visits/W~2F002"))
    named = page.locator(".steps a:visible")
    assert named.all_inner_texts() == ["Búsqueda", "Notas"]
    page.check("input[name=outcome][value=located]")
    assert named.count() == 8
    for link in named.all():
        assert page.locator(str(link.get_attribute("href"))).is_visible()


def test_the_stops_of_a_route_have_buttons_of_one_width(place: Place) -> None:
    route = Screen("sample.map.day", "route", "/map/route?folio=GTO-1-04&folio=GTO-2-12&folio=JAL-1-06")
    page = place.show(route, 390)
    widths = {round(button.bounding_box()["width"]) for button in page.locator(".go > .button").all()}
    assert len(widths) == 1


def test_paper_is_black_on_white_in_every_mode_and_without_what_is_pressed(place: Place) -> None:
    page = place.show(Screen("sample.works", "works", "/works"))
    page.emulate_media(media="print")
    for mode in ("light", "sun", "dark"):
        page.eval_on_selector("html", "(html, mode) => { html.dataset.mode = mode; }", mode)
        assert looks(page, "body", "color", "backgroundColor") == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
        assert looks(page, "td a", "color") == ["rgb(0, 0, 0)"]
    assert page.locator(":is(.top, .filters, .chips, .button):visible").count() == 0
    page.emulate_media(media="screen")


def test_answers_focus_and_counts_show_in_forced_colours(set_so: Any) -> None:
    page = set_so(VISIT, forced_colors="active")
    page.check("[name=outcome][value=located]")
    page.check("[name=damage][value=cracks]")
    page.focus("[name=damage][value=cracks]")
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    chosen, other = (looks(page, f"label[for=outcome-{n}]", "borderTopColor", "outlineStyle") for n in (0, 1))
    assert chosen[0] != other[0]
    assert (chosen[1], looks(page, "label[for=damage-0]", "outlineStyle")) == ("none", ["solid"])
    assert looks(page, "[name=outcome][value=located]", "appearance") == ["auto"]
    count = page.locator("[data-count=search]")
    assert count.is_visible()
    assert count.inner_text().strip()


def test_more_contrast_makes_the_quiet_as_dark_as_the_rest(set_so: Any) -> None:
    page = set_so(VISIT, contrast="more")
    assert looks(page, ".hint", "color") == looks(page, "body", "color")
    page = set_so(VISIT, contrast="no-preference")
    assert looks(page, ".hint", "color") != looks(page, "body", "color")


def test_nothing_moves_where_motion_is_not_wanted(set_so: Any) -> None:
    page = set_so(VISIT, reduced_motion="reduce")
    assert page.evaluate(MOVES) == 0
