"""The map and its table, nearest first, and the route of the day."""

import io
from dataclasses import replace
from itertools import permutations

import pytest
from pypdf import PdfReader

from audit_app import audit, db, ledger
from audit_app.audit import Audit
from audit_app.ledger import Author
from audit_app.listing import Line
from audit_app.sample import importing
from audit_app.sample.map import places, route
from audit_app.sample.map.start import start_of
from tests.conftest import Browser, enter
from tests.sample.lists import read
from tests.sample.pages import text, words_of
from tests.sample.tiles import write_map

HERE = (22.65, -102.98)
LIST = """folio,nombre,tipo,estado,municipio,latitud,longitud
W/001,Pozo lejano,Agua,Zacatecas,Jerez,22.6900,-102.9800
W/002,Aula cercana,Escuela,Zacatecas,Jerez,22.6510,-102.9800
W/003,Calle mediana,Calle,Zacatecas,Jerez,22.6500,-102.9600
W/004,Puente sin sitio,Calle,Zacatecas,Jerez,,
"""
NOWHERE = Line("", "", None, None, None, None, "not_visited", "not_attempted", 0)


def line(folio: str, *position: float) -> Line:
    place = (position[0], position[1]) if position else None
    return replace(NOWHERE, folio=folio, name=f"Obra {folio}", position=place)


def scattered(number: int, seed: int = 0) -> list[Line]:
    """Return works spread over a degree, the same each time."""
    return [
        line(str(n), 22 + (n + 1) * 0.61803 % 1, -103 + (n + 1 + 17 * seed) * 0.75488 % 1)
        for n in range(number)
    ]


def folios(lines: list[Line]) -> list[str]:
    return [one.folio for one in lines]


@pytest.fixture
def page(empty_audit: Audit) -> Browser:
    with empty_audit.opened() as database, db.saving(database):
        importing.add(database, read(LIST), Author("Brigada 1", "laptop-1"))
    return enter(empty_audit)


def listed(page: Browser, address: str) -> list[str]:
    return [part.split('"')[0] for part in text(page.get(address)).split('data-folio="')[1:]]


class TestNearest:
    def test_the_nearest_comes_first_and_what_has_no_position_last(self) -> None:
        lines = [line("far", 22.69, -102.98), line("lost"), line("near", 22.651, -102.98)]
        near = places.nearest(lines, HERE)
        assert [one.folio for one in near] == ["near", "far", "lost"]

    def test_a_degree_of_longitude_is_shorter_than_one_of_latitude(self) -> None:
        north, east = line("north", 22.75, -102.98), line("east", 22.65, -102.875)
        assert [one.folio for one in places.nearest([north, east], HERE)] == ["east", "north"]

    def test_distance_and_bearing_are_those_of_the_ground(self) -> None:
        one = places.measured(line("north", 22.66, -102.98), HERE)
        assert (round(one.metres or 0), round(one.bearing or 0)) == (1112, 0)

    def test_without_an_origin_nothing_is_measured(self) -> None:
        assert places.measured(line("a", *HERE), None) == places.Near(line("a", *HERE))


class TestCells:
    def test_every_work_is_in_one_cell_and_counted_by_its_mark(self) -> None:
        lines = scattered(500)
        bounds = places.bounds_of(lines)
        assert bounds
        cells = places.cells(lines, bounds)
        assert sum(cell.counts.total() for cell in cells) == 500
        assert {mark for cell in cells for mark in cell.counts} == {"to_visit"}
        assert all(bounds[0] <= cell.latitude <= bounds[2] for cell in cells)
        assert len(cells) <= (places.CELLS + 1) ** 2

    def test_works_at_one_place_are_one_cell(self) -> None:
        lines = [line("a", *HERE), line("b", *HERE)]
        (cell,) = places.cells(lines, (*HERE, *HERE))
        assert (cell.latitude, cell.longitude, cell.counts.total()) == (*HERE, 2)


class TestBounds:
    def test_a_longitude_that_lost_its_sign_does_not_make_the_map_span_the_ocean(self) -> None:
        lines = [line("a", *HERE), line("b", 22.7, -103.0), line("sign", 20.0, 101.0), line("zero", 0.0, 0.0)]
        assert places.bounds_of(lines) == (22.65, -103.0, 22.7, -102.98)

    def test_works_abroad_are_shown_where_none_is_at_home(self) -> None:
        assert places.bounds_of([line("a", 20.0, 101.0), line("lost")]) == (20.0, 101.0, 20.0, 101.0)
        assert places.bounds_of([line("lost")]) is None


class TestRoute:
    def test_it_is_as_short_as_any_order_of_few_works(self) -> None:
        for seed in range(20):
            works = scattered(6, seed)
            best = min(route.length(list(order), HERE) for order in permutations(works))
            assert route.length(route.shortest(works, HERE), HERE) <= best * 1.08

    def test_it_has_every_work_once_whatever_their_positions(self) -> None:
        works = [line("a", *HERE), line("lost"), line("b", *HERE), line("c", 22.7, -103.0)]
        assert sorted(folios(route.shortest(works, None))) == ["a", "b", "c", "lost"]
        assert folios(route.shortest(works, None))[-1] == "lost"

    def test_each_stop_is_measured_from_the_one_before_that_has_a_position(self) -> None:
        works = [line("a", 22.66, -102.98), line("lost"), line("b", 22.67, -102.98)]
        told = route.stops(works, HERE)
        assert [stop.metres and round(stop.metres) for stop in told] == [1112, None, 1112]

    def test_works_without_any_position_stay_as_they_came(self) -> None:
        assert folios(route.shortest([line("b"), line("a")], HERE)) == ["b", "a"]


class TestStart:
    def test_it_is_a_folio_or_a_position_or_the_last_visit(self) -> None:
        lines = [line("W/1", 1.0, 2.0), line("W/2")]
        visited = replace(line("W/9", *HERE), disposition="located", visited_here=("2026-11-02", "0192"))
        assert start_of("W/1", lines).position == (1.0, 2.0)
        assert start_of("22.65, -102.98", lines).position == HERE
        assert start_of(" ", [*lines, visited]).position == HERE
        assert "W/9" in start_of(" ", [*lines, visited]).told
        assert start_of("", lines).position is None

    def test_what_is_neither_is_told(self) -> None:
        assert "no tiene posición" in start_of("W/2", [line("W/2")]).problem
        assert "no es una posición ni un folio" in start_of("Jerez", []).problem


class TestPages:
    def test_the_table_begins_with_the_nearest(self, page: Browser) -> None:
        assert listed(page, "/map?from=22.65,-102.98") == ["W/002", "W/003", "W/001", "W/004"]
        told = words_of(page.get("/map?from=22.65,-102.98"))
        assert "111 m al norte" in told
        assert "2.1 km al este" in told
        assert "1 no tiene posición" in told

    def test_the_filters_are_those_of_the_list(self, page: Browser) -> None:
        assert listed(page, "/map?type=Calle&from=22.65,-102.98") == ["W/003", "W/004"]
        assert 'href="/works?type=Calle"' in text(page.get("/map?type=Calle"))
        assert 'href="/map?type=Calle"' in text(page.get("/works?type=Calle"))

    def test_a_start_that_says_nothing_is_told_beside_its_field(self, page: Browser) -> None:
        shown = text(page.get("/map?from=Jerez"))
        assert "«Jerez» no es una posición ni un folio" in shown
        assert 'aria-invalid="true"' in shown

    def test_an_audit_without_works_leads_to_the_import(self, empty_audit: Audit) -> None:
        assert 'href="/works/import"' in text(enter(empty_audit).get("/map"))

    def test_the_map_is_sent_the_works_in_its_bounds(self, page: Browser) -> None:
        sent = page.get("/map/works.json").get_json()
        assert [work[3] for work in sent["works"]] == ["W/001", "W/002", "W/003"]
        assert sent["works"][0] == [22.69, -102.98, "to_visit", "W/001", "Pozo lejano", "W~2F001"]
        inside = page.get("/map/works.json?bounds=22.64,-103,22.66,-102.97").get_json()
        assert [work[3] for work in inside["works"]] == ["W/002"]

    @pytest.mark.parametrize("bounds", ["", "1,2,3", "a,b,c,d", "nan,nan,nan,nan", "1e400,0,0,0"])
    def test_bounds_that_are_none_are_as_if_not_asked(self, page: Browser, bounds: str) -> None:
        assert len(page.get(f"/map/works.json?bounds={bounds}").get_json()["works"]) == 3

    def test_too_many_works_are_sent_by_the_cell(
        self, page: Browser, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(places, "MOST_SHOWN", 2)
        sent = page.get("/map/works.json").get_json()
        assert sent["works"] == []
        assert sum(sum(counts.values()) for _lat, _lon, counts in sent["cells"]) == 3

    def test_the_outlines_are_those_of_the_audit_and_its_neighbours(self, page: Browser) -> None:
        sent = page.get("/map/outlines.json").get_json()
        assert [name for name, _polygons in sent["ours"]] == ["Jerez"]
        assert len(sent["others"]) > 50
        latitude, longitude = sent["ours"][0][1][0][0][0]
        assert (round(latitude), round(longitude)) == (23, -103)

    def test_the_outlines_around_a_position_are_few(self, page: Browser) -> None:
        sent = page.get("/map/outlines.json?around=22.65,-102.98").get_json()
        assert "Jerez" in [name for name, _polygons in sent["ours"]]
        assert len(sent["ours"]) < 15
        assert page.get("/map/outlines.json?around=x").get_json() == {"ours": [], "others": []}

    def test_the_route_goes_through_the_works_ticked(self, page: Browser) -> None:
        told = words_of(page.get("/map/route?folio=W/001&folio=W/002&folio=nada&from=22.65,-102.98"))
        assert "2 obras" in told
        assert told.index("Aula cercana") < told.index("Pozo lejano")
        assert "4.4 km en línea recta" in told

    def test_the_route_without_any_ticked_takes_the_nearest_to_visit(self, page: Browser) -> None:
        told = words_of(page.get("/map/route?from=22.65,-102.98"))
        assert "3 obras" in told
        assert "Puente sin sitio" not in told

    def test_its_order_can_be_changed_and_is_kept(self, page: Browser) -> None:
        shown = text(page.get("/map/route?folio=W/001&folio=W/002&from=22.65,-102.98"))
        later = next(
            part.split('"')[0] for part in shown.split('href="')[1:] if "map/route?" in part.split('"')[0]
        )
        told = words_of(page.get(later.replace("&amp;", "&")))
        assert told.index("Pozo lejano") < told.index("Aula cercana")

    def test_the_route_is_printed_in_its_order_with_its_distances(self, page: Browser) -> None:
        sent = page.get(
            "/map/route.pdf?folio=W/001&folio=W/002&order=given&from=22.65,-102.98", buffered=True
        )
        told = " ".join(PdfReader(io.BytesIO(sent.data)).pages[0].extract_text().split())
        assert sent.mimetype == "application/pdf"
        assert told.index("Pozo lejano") < told.index("Aula cercana")
        assert "8.8 km en línea recta desde 22.65000, -102.98000" in told
        assert "4.3 km" in told

    def test_a_route_kept_is_on_the_first_page_until_it_is_done(
        self, empty_audit: Audit, page: Browser
    ) -> None:
        page.post("/map/route", {"folio": ["W/003", "W/001", "nada"]})
        first = words_of(page.get("/")).split("Fotografías por revisar")[1]
        assert "faltan 2 de 2" in first
        assert (
            first.index("W/003")
            < first.index("W/001")
            < first.index("Otras por visitar")
            < first.index("W/002")
        )
        with empty_audit.opened() as database, db.saving(database):
            tried: ledger.Row = {"folio": "W/003", "outcome": "not_visited", "outcome_detail": "weather"}
            ledger.append(database, "visits", tried, Author("Ana", audit.device(database, empty_audit)))
        left = words_of(page.get("/")).split("Fotografías por revisar")[1]
        assert "falta 1 de 2" in left
        assert left.index("W/001") < left.index("Otras por visitar") < left.index("W/003")
        page.post("/map/route", {"folio": ["W/002"]})
        assert "falta 1 de 1" in words_of(page.get("/"))
        page.post("/map/route", {})
        assert "Ruta del día falta" not in words_of(page.get("/"))

    def test_a_route_through_nothing_says_so(self, page: Browser) -> None:
        assert "No hay obras para la ruta" in text(page.get("/map/route?folio=nada"))

    def test_a_visited_place_is_shown_where_it_was_found(self, browser: Browser) -> None:
        assert "verificada" in text(browser.get("/map"))

    def test_a_map_in_the_folder_is_sent_in_parts(self, empty_audit: Audit, page: Browser) -> None:
        assert page.get("/map/ground.json").get_json() == {"kind": None, "address": None}
        assert page.get("/map/map.pmtiles").status_code == 404
        write_map(empty_audit.tiles, "shapes")
        told = page.get("/map/ground.json").get_json()
        assert told == {"kind": "shapes", "address": "/map/map.pmtiles"}
        part = page.get(told["address"], headers={"Range": "bytes=0-6"}, buffered=True)
        assert (part.status_code, part.data) == (206, b"PMTiles")

    @pytest.mark.parametrize("content", [b"", b"PMTiles", b"PMTiles\x02" + bytes(200), bytes(500)])
    def test_a_file_that_is_no_map_is_none(self, empty_audit: Audit, page: Browser, content: bytes) -> None:
        empty_audit.tiles.write_bytes(content)
        assert page.get("/map/ground.json").get_json()["kind"] is None
