"""The map and the position of a visit, in a real Chromium: marks, the route, a place pointed out, this laptop's position."""

from typing import Any

import pytest

from audit_app import audit, db
from audit_app.audit import Audit
from audit_app.ledger import Author
from audit_app.sample import importing as sample
from audit_app.sample.reading import read_list
from tests.browser.conftest import Servers
from tests.sample.tiles import write_map

pytestmark = pytest.mark.browser

LIST = """folio,nombre de la obra,estado,municipio,latitud,longitud
W-1,Pavimentación de la calle Hidalgo,Zacatecas,Jerez,22.6480,-102.9900
W-2,Tanque elevado de agua potable,Zacatecas,Jerez,22.6900,-102.9850
W-3,Aula de la escuela primaria,Zacatecas,Jerez,22.6510,-102.9800
W-4,Puente sin posición,Zacatecas,Jerez,,
"""


@pytest.fixture
def base(empty_audit: Audit, serve: Servers, page: Any) -> str:
    """Serve an audit of four works, walk in, and return its address."""
    audit.name_person("Evaluadora")
    with empty_audit.opened() as database, db.saving(database):
        sample.add(
            database,
            read_list(LIST.encode(), "lista.csv"),
            Author("Evaluadora", audit.device(database, empty_audit)),
        )
    page.goto(serve(empty_audit))
    return str(page.url).split("/enter")[0].rstrip("/")


def middle(page: Any, box: Any) -> None:
    """Click in the middle of a map."""
    size = box.bounding_box()
    page.mouse.click(size["x"] + size["width"] / 2, size["y"] + size["height"] / 2)


def drawn_anew(page: Any) -> None:
    """Wait until the marks are drawn that were asked for since the last time."""
    drawn = page.locator("[data-map][data-drawn]")
    drawn.wait_for()
    drawn.evaluate("box => { delete box.dataset.drawn; }")


def test_every_work_with_a_position_is_drawn_and_leads_to_its_visit(base: str, page: Any) -> None:
    page.goto(base + "/map?q=Tanque")
    page.locator("[data-map][data-drawn='1']").wait_for()
    page.wait_for_function("() => document.querySelectorAll('.leaflet-outlines-pane canvas').length === 1")
    middle(page, page.locator("[data-map]"))
    assert "Tanque elevado" in page.inner_text(".leaflet-popup")
    page.click(".leaflet-popup a.button:not(.second)")
    page.wait_for_url(base + "/visits/W-2")


def test_what_the_map_says_of_a_work_stays_while_others_are_drawn(base: str, page: Any) -> None:
    cells = [[[22.651, -102.98, {"to_visit": 3}]]]
    page.route(
        "**/works.json?*",
        lambda route: route.fulfill(json={"works": [], "cells": cells.pop()}) if cells else route.continue_(),
    )
    page.emulate_media(reduced_motion="reduce")  # what goes is gone at once
    page.goto(base + "/map?q=Aula")
    drawn_anew(page)
    middle(page, page.locator("[data-map]"))
    drawn_anew(page)
    middle(page, page.locator("[data-map]"))
    page.locator(".leaflet-popup").wait_for()
    page.keyboard.press("ArrowRight")
    drawn_anew(page)
    assert "Aula de la escuela" in page.inner_text(".leaflet-popup")


def test_the_table_says_what_the_map_says_without_javascript(base: str, page: Any, chromium: Any) -> None:
    context = chromium.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    still = context.new_page()
    still.goto(base + "/map?from=22.65,-102.98")
    assert not still.locator("[data-map]").is_visible()
    assert "111 m al norte" in still.inner_text("main")
    still.check("input[value='W-1']")
    still.check("input[value='W-2']")
    still.click("text=Ruta del día")
    assert "2 obras" in still.inner_text("main")
    context.close()


def test_distances_count_from_where_the_browser_says(base: str, page: Any) -> None:
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 22.69, "longitude": -102.985})
    page.goto(base + "/map")
    page.click("text=Donde estoy")
    page.wait_for_url("**/map?*from=22.69*")
    assert page.locator("tr[data-folio]").first.get_attribute("data-folio") == "W-2"


def test_the_route_shows_its_stops_by_number(base: str, page: Any) -> None:
    page.goto(base + "/map/route?folio=W-1&folio=W-2&folio=W-3&from=22.65,-102.98")
    page.locator(".stop").nth(2).wait_for()
    assert page.locator(".stop").all_inner_texts() == ["1", "2", "3"]
    page.get_by_role("link", name="W-3 después").click()
    page.wait_for_url("**&order=given*")
    assert page.locator("td.order + td .folio").first.inner_text() == "W-1"


def test_a_place_pointed_out_on_the_map_is_the_visits_position(base: str, page: Any) -> None:
    page.goto(base + "/visits/W-3")
    page.check("input[name=outcome][value=located]")
    page.click("text=Señalarla en el mapa")
    page.locator("[data-pick] .pin-name").wait_for()
    box = page.locator("[data-pick] [data-map]")
    box.scroll_into_view_if_needed()
    middle(page, box)
    page.locator("[data-whereabouts]", has_text="A ").wait_for()
    assert page.is_checked("input[name=method][value=map]")
    assert abs(float(page.input_value("#latitude")) - 22.651) < 0.002
    assert float(page.input_value("#accuracy_m")) > 1
    assert "Está en Jerez, Zacatecas." in page.inner_text("[data-whereabouts]")


def test_the_browsers_position_keeps_its_accuracy_until_somebody_types(base: str, page: Any) -> None:
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 22.6511, "longitude": -102.9801, "accuracy": 80})
    page.goto(base + "/visits/W-3")
    page.check("input[name=outcome][value=located]")
    page.click("text=Tomar la posición de esta laptop")
    page.locator("[data-whereabouts]", has_text="Precisión baja").wait_for()
    assert page.is_checked("input[name=method][value=browser]")
    assert page.input_value("#accuracy_m") == "80"
    page.fill("#latitude", "22°39'04\"N 102°58'48\"O")
    page.fill("#longitude", "")
    page.locator("[data-whereabouts]", has_text="Se lee 22.65111, -102.98000.").wait_for()
    assert page.is_checked("input[name=method][value=typed]")
    assert page.input_value("#accuracy_m") == ""


FOUND_BY_AND_BY = """
  navigator.geolocation.watchPosition = (found, failed) => { window.told = { found, failed }; return 7; };
  navigator.geolocation.clearWatch = (watch) => { if (watch === 7) window.told = null; };
"""
FOUND = "accuracy => window.told?.found({ coords: { latitude: 22.7, longitude: -102.9, accuracy } })"


def test_a_position_that_comes_late_replaces_nothing_said_meanwhile(base: str, page: Any) -> None:
    page.add_init_script(FOUND_BY_AND_BY)
    page.goto(base + "/visits/W-3")
    page.check("input[name=outcome][value=located]")
    page.click("text=Tomar la posición de esta laptop")
    page.evaluate(FOUND, 80)
    assert page.input_value("#latitude") == "22.700000"
    page.fill("#latitude", "22.6511")
    page.evaluate(FOUND, 20)
    assert page.input_value("#latitude") == "22.6511"
    assert page.is_checked("input[name=method][value=typed]")


def test_a_position_that_gets_no_better_is_not_told_as_missing(base: str, page: Any) -> None:
    page.add_init_script(FOUND_BY_AND_BY)
    page.goto(base + "/visits/W-3")
    page.check("input[name=outcome][value=located]")
    page.click("text=Tomar la posición de esta laptop")
    page.evaluate(FOUND, 80)
    page.evaluate("window.told.failed({})")
    assert page.inner_text("[data-located]") == "± 80 m"


def test_the_time_of_a_position_is_that_of_the_clock_on_site(base: str, page: Any) -> None:
    page.context.new_cdp_session(page).send(
        "Emulation.setTimezoneOverride", {"timezoneId": "America/Mexico_City"}
    )
    page.clock.set_fixed_time("2009-10-02T02:30:00Z")
    page.add_init_script(FOUND_BY_AND_BY)
    page.goto(base + "/visits/W-3")
    page.check("input[name=outcome][value=located]")
    page.click("text=Tomar la posición de esta laptop")
    page.evaluate(FOUND, 80)
    assert page.input_value("#taken_at") == "2009-10-01T21:30:00-05:00"


PAINTED = """() => {
  const found = [...document.querySelectorAll("canvas.leaflet-tile")].flatMap((tile) => {
    const { data } = tile.getContext("2d").getImageData(0, 0, tile.width, tile.height);
    return data[3] ? [[...data.slice(0, 3)].join()] : [];
  });
  return found.length && found;
}"""


@pytest.mark.parametrize("kind", ["pictures", "shapes"])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_map_in_the_audits_folder_is_drawn_under_the_outlines(
    empty_audit: Audit, base: str, page: Any, kind: str, mode: str
) -> None:
    write_map(empty_audit.tiles, kind)
    page.context.add_cookies([{"name": "mode", "value": mode, "url": base}])
    page.goto(base + "/map")
    page.locator("[data-map][data-drawn='3']").wait_for()
    colours = page.wait_for_function(PAINTED).json_value()
    if kind == "pictures":
        assert set(colours) == {"10,120,200"}
