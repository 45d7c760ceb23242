"""Every page as everyone meets it: by screen reader, in the sun and in the dark, on a narrow screen, enlarged."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from audit_app import create_app
from tests.browser.conftest import WIDTHS, Place
from tests.browser.screens import NO_PAGE, SCREENS, Screen

pytestmark = pytest.mark.browser
HERE = Path(__file__).parent
AXE = (HERE / "axe" / "axe.min.js").read_text(encoding="utf-8")
OURS = (HERE / "checks.js").read_text(encoding="utf-8")
TOOLS = f"{AXE};\nwindow.ours = {OURS[OURS.index('(mode)') :]}"
ZOOMED = (683, 320)  # 1366 pixels at 200 %, 1280 at 400 %
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
MODES = {  # what axe looks for: of its rules, colours decide these three and sizes one, and nothing else differs between modes
    "light": RULES,
    "sun": ["color-contrast", "link-in-text-block", "target-size"],
    "dark": ["color-contrast", "link-in-text-block"],
}
BEGIN = """(modes) => { window.looked = (async () => {
  const found = { axe: [], ours: [] };
  for (const [mode, rules] of Object.entries(modes)) {
    document.documentElement.dataset.mode = mode;
    const told = await axe.run({ resultTypes: ["violations"], runOnly: rules, preload: false });
    const lines = told.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${mode} ${id}: ${node.html.slice(0, 110)}`));
    found.axe.push(...lines);
    found.ours.push(...window.ours(mode).map((line) => `${mode} ${line}`));
  }
  return found;
})(); }"""
WEAR = "mode => { document.documentElement.dataset.mode = mode; }"
SCROLLS = "document.documentElement.scrollWidth - window.innerWidth"
PLANTED = "<form id='planted'><input name='x'><p>gris</p><button>Ya</button><table><tr><th></th></tr></table></form>"
FAULTS = {"p": ("color", "#999"), "button": ("minHeight", "20px"), "input": ("borderColor", "#ddd")}


@dataclass(frozen=True)
class Seen:
    """What was found on a page: a line for each finding, after the width and the mode."""

    axe: list[str]
    ours: list[str]
    scrolls: dict[str, int]


@pytest.fixture(scope="module", params=SCREENS, ids=lambda screen: screen.name)
def seen(request: pytest.FixtureRequest, place: Place) -> Seen:
    """Look at one page in every mode, in both windows at once where there are two; then enlarged."""
    found: dict[int, dict[str, list[str]]] = {}
    if request.param.server == "stranger":
        for width in WIDTHS:
            page = begin(place, request.param, width)
            found[width] = page.evaluate("window.looked")
    else:
        windows = {width: begin(place, request.param, width) for width in WIDTHS}
        found = {width: page.evaluate("window.looked") for width, page in windows.items()}
        page = windows[390]
    scrolls = {}
    for mode in ("dark", "sun"):
        page.evaluate(WEAR, mode)
        for width in ZOOMED:
            page.set_viewport_size({"width": width, "height": 800})
            scrolls[f"{mode} {width}"] = page.evaluate(SCROLLS)
    axe, ours = (
        [f"{width} {line}" for width in WIDTHS for line in found[width][key]] for key in ("axe", "ours")
    )
    return Seen(axe, ours, scrolls)


def begin(place: Place, screen: Screen, width: int) -> Any:
    """Show a page and let it be looked at; return it without waiting for what is found."""
    page = place.show(screen, width)
    page.evaluate(TOOLS)
    page.evaluate(BEGIN, MODES)
    return page


def test_every_page_of_the_app_is_looked_at() -> None:
    gets = {rule.endpoint for rule in create_app().url_map.iter_rules() if "GET" in (rule.methods or ())}
    shown = {screen.endpoint for screen in SCREENS}
    assert shown & set(NO_PAGE) == set()
    assert gets - shown == set(NO_PAGE)


def test_axe_finds_nothing(seen: Seen) -> None:
    assert seen.axe == []


def test_targets_edges_and_structure_are_as_they_should_be(seen: Seen) -> None:
    assert seen.ours == []


def test_nothing_scrolls_sideways_when_enlarged(seen: Seen) -> None:
    assert {how: by for how, by in seen.scrolls.items() if by > 0} == {}


def test_planted_faults_are_found(place: Place) -> None:
    page = place.show(Screen("home.help_page", "planted", "/help"))
    page.evaluate(
        "html => document.querySelector('main .card').insertAdjacentHTML('beforeend', html)", PLANTED
    )
    for element, fault in FAULTS.items():
        page.eval_on_selector(
            f"#planted {element}", "(one, [name, value]) => { one.style[name] = value; }", fault
        )
    page.evaluate(TOOLS)
    page.evaluate(BEGIN, {"light": RULES})
    told = {
        key: {line.split()[1].rstrip(":") for line in lines}
        for key, lines in page.evaluate("window.looked").items()
    }
    assert told["axe"] >= {"label", "color-contrast", "empty-table-header"}
    assert told["ours"] >= {"target", "edge", "scope", "header"}


@pytest.mark.parametrize(("language", "lang"), [("es", "es-MX"), ("en", "en")])
def test_every_page_has_its_own_title_in_the_language_that_it_says(
    place: Place, language: str, lang: str
) -> None:
    window = place.windows[1366].context
    window.add_cookies([{"name": "language", "value": language, "url": place.bases["audit"]}])
    titles: dict[str, set[str]] = {}
    for screen in SCREENS:
        if screen.server != "stranger" and not screen.act:
            answer = window.request.get(place.address(screen))
            told = re.search(
                r'<html lang="([\w-]+)".*?<title>(.+?)( · .*)?</title>', answer.text(), re.DOTALL
            )
            assert told, screen.name
            assert told[1] == lang, screen.name
            if answer.ok:
                titles.setdefault(told[2], set()).add(screen.endpoint)
    window.clear_cookies(name="language")
    assert {title: of for title, of in titles.items() if len(of) > 1} == {}


@pytest.mark.parametrize("mode", MODES)
def test_the_header_has_two_rows_on_a_narrow_screen(place: Place, mode: str) -> None:
    page = place.show(Screen("exchange.overview", "header", "/exchange"), 390)
    page.evaluate(WEAR, mode)
    assert page.locator("header").bounding_box()["height"] <= 2 * (56 if mode == "sun" else 48) + 8


def test_the_skip_link_shows_and_leads_to_the_content(place: Place) -> None:
    page = place.show(Screen("sample.works", "skip", "/works"))
    page.keyboard.press("Tab")
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    page.locator("main:focus").wait_for()
