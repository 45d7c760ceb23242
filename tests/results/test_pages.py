"""The pages of the results: every percentage with its counts, and behind every number its works."""

import csv
import io
import re
from collections.abc import Iterator
from html import unescape

import pytest
from werkzeug.test import TestResponse

from audit_app.audit import Audit
from audit_app.folio import FolioConverter
from audit_app.instruments import INDICATOR_BY_CODE, INDICATORS
from audit_app.results import routes, words
from tests.conftest import Browser, enter
from tests.results.evidence import Evidence

FOLIO = FolioConverter({})  # type: ignore[arg-type] # the map is not used


def words_of(page: TestResponse, status: int = 200) -> str:
    """Return what a person reads on a page, in one line."""
    assert page.status_code == status, page.get_data(as_text=True)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.get_data(as_text=True))).split())


def links(page: TestResponse) -> list[str]:
    assert page.status_code == 200, page.get_data(as_text=True)
    return [unescape(link) for link in re.findall(r'href="([^"]+)"', page.get_data(as_text=True))]


def folios(page: TestResponse) -> list[str]:
    """Return the works that a page about a figure lists."""
    listed = page.get_data(as_text=True).split('id="works"')[1]
    return [FOLIO.to_python(name) for name in re.findall(r'href="/works/([^"/?]+)"', listed)]


def all_folios(browser: Browser, path: str) -> Iterator[str]:
    """Yield the works behind a figure, page after page."""
    while path:
        page = browser.get(path)
        yield from folios(page)
        path = next((link for link in links(page) if "after=" in link), "")


def as_csv(page: TestResponse) -> list[dict[str, str]]:
    assert page.status_code == 200
    assert page.content_type == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(page.get_data().decode("utf-8-sig"))))


@pytest.fixture
def small_audit(empty_audit: Audit) -> Audit:
    """Return an audit of six works: two located, one not, one in conflict, one without a visit, one in reserve."""
    with empty_audit.opened() as database:
        evidence = Evidence(database)
        for folio, state, zone in (
            ("W/001", "Jalisco", "=norte"),
            ("W/002", "Jalisco", "=norte"),
            ("W/003", None, "sur & este"),
            ("W/004", "Zacatecas", ""),
            ("W/005", "Zacatecas", "sur & este"),
        ):
            evidence.listed(folio, {'Zona "A"': zone}, state=state, weight=2)
        evidence.work("R/001", role="reserve")
        evidence.visit(
            "W/001",
            "located",
            operates="yes",
            matches_plan="yes",
            maintained="none",
            priority_need="no_answer",
        )
        evidence.visit("W/002", "not_located")
        evidence.visit("W/003", "located", operates="no", matches_plan="yes")
        evidence.visit("W/004", "located", operates="yes")
        evidence.twin("visits", "W/004", outcome="not_located")
        evidence.visit("R/001", "located")
    return empty_audit


def test_the_headline_percentages_stand_with_their_counts(browser: Browser) -> None:
    told = words_of(browser.get("/results"))
    for said in (
        "Obras localizadas 96.3 % IC 95 %: 91.8–98.7 % 144 de 150 obras ▲ por revisar",
        "Operan y corresponden con lo planeado 97.7 % IC 95 %: 92.6–99.6 % 141 de 144 obras ▲ por revisar",
        "Con mantenimiento adecuado Muestra insuficiente 55 de 134 obras · 1 sin respuesta",
        "Con reportes y acta 51.3 % IC 95 %: 41.1–61.4 % 79 de 150 expedientes ▲ por revisar",
        "▲ Por revisar: se apoya en pocas unidades primarias: 7 grados de libertad, menos de 8",
        "Con 10 unidades primarias en 3 estratos, toda cifra queda por revisar",
        "Obras localizadas 96.3 % 91.8–98.7 144 de 150 0 ▲ por revisar",
    ):
        assert said in told


def test_no_page_says_plus_or_minus(browser: Browser) -> None:
    for path in ("/results", "/results/located", "/results?by=state&indicator=located"):
        assert "±" not in browser.get(path).get_data(as_text=True)


def test_a_withheld_figure_shows_its_counts_and_why_and_no_percentage(browser: Browser) -> None:
    told = words_of(browser.get("/results/maintained"))
    assert "Muestra insuficiente: 55 de 134 obras" in told
    assert "El intervalo mide 36.4 puntos, 30 o más." in told
    assert not re.search(r"\d+\.\d %", told.split("Las obras detrás")[0])


def test_response_by_stratum_stands_beside_every_overall_figure(browser: Browser) -> None:
    assert "Respuesta por estrato" in words_of(browser.get("/results"))
    told = words_of(browser.get("/results/located"))
    assert "Guanajuato 3 / 46 3 45 45 / 45 = 100 %" in told


def test_the_sample_is_told_work_by_work(small_audit: Audit) -> None:
    told = words_of(enter(small_audit).get("/results"))
    for said in (
        *(
            "5 en la muestra",
            "5 dentro del alcance",
            "3 visitadas",
            "2 localizadas",
            "1 buscadas y no localizadas",
        ),
        *("60.0 % tasa de respuesta", "1 en conflicto", "No visitadas: 1 no se intentó"),
    ):
        assert said in told


def test_a_work_in_conflict_is_told_with_the_way_to_settle_it(small_audit: Audit) -> None:
    page = enter(small_audit).get("/results")
    assert "1 obra está en conflicto y no cuenta en ninguna cifra" in words_of(page)
    assert "/exchange#conflicts" in links(page)


def test_an_audit_without_conflicts_has_no_such_notice(browser: Browser) -> None:
    assert "en conflicto" not in words_of(browser.get("/results"))


def test_an_empty_audit_explains_itself(empty_audit: Audit) -> None:
    page = enter(empty_audit).get("/results")
    assert "Todavía no hay resultados" in words_of(page)
    assert "/works/import" in links(page)


def test_a_sample_without_visits_explains_itself(empty_audit: Audit) -> None:
    with empty_audit.opened() as database:
        Evidence(database).work("W1")
    assert "Todavía no se ha visitado ninguna obra" in words_of(enter(empty_audit).get("/results"))


def test_what_is_not_representative_stands_apart_hatched_and_without_interval(browser: Browser) -> None:
    page = browser.get("/results").get_data(as_text=True)
    apart = page.split("No representativos")[1]
    assert "no dicen nada de las demás obras" in apart
    assert 'class="whisker"' not in apart
    assert 'class="hatched"' in apart
    assert "/results/low_marginality_municipalities" in apart
    assert "/results/located" not in apart


@pytest.mark.parametrize("code", INDICATOR_BY_CODE)
def test_behind_every_percentage_are_exactly_its_works(
    browser: Browser, demo_audit: Audit, code: str
) -> None:
    assert f"/results/{code}" in links(browser.get("/results"))
    with demo_audit.opened() as database:
        counted = [
            work for (work, indicator), _y in Evidence(database).outcomes().items() if indicator == code
        ]
    assert list(all_folios(browser, f"/results/{code}")) == sorted(counted)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/results/located", ["W/001", "W/002", "W/003"]),
        ("/results/located?answered=yes", ["W/001", "W/003"]),
        ("/results/located?answered=no", ["W/002"]),
        ("/results/located?answered=none", []),
        ("/results/priority_need?answered=none", ["W/001", "W/003"]),
        ("/results/duration_months?answered=any", []),
        ("/results/located?by=state&group=Jalisco", ["W/001", "W/002"]),
        ("/results/located?by=state&group=", ["W/003"]),
        ("/results/located?by=state&group=Jalisco&answered=no", ["W/002"]),
        ("/results/located?by=Zona+%22A%22&group=sur+%26+este", ["W/003"]),
        ("/results/located?answered=strange", ["W/001", "W/002", "W/003"]),
        ("/results/located?by=state&group=Nowhere", []),
    ],
)
def test_the_works_behind_a_number_may_be_narrowed(
    small_audit: Audit, path: str, expected: list[str]
) -> None:
    assert folios(enter(small_audit).get(path)) == expected


def test_every_number_of_a_breakdown_leads_to_as_many_works(browser: Browser) -> None:
    page = browser.get("/results?by=state").get_data(as_text=True)
    cells = re.findall(r'href="(/results/[^"]+)"><b>[^<]+</b></a> <span class="counts">\d+ de (\d+)', page)
    assert len(cells) == 4 * (3 + 1)
    for link, works in cells:
        answered = unescape(link) + ("&" if "?" in link else "?") + "answered=any"
        assert len(list(all_folios(browser, answered))) == int(works)


def test_a_figure_tells_how_it_was_computed(browser: Browser) -> None:
    told = words_of(browser.get("/results/located"))
    assert "Σ w·y ÷ Σ w = 7,029.16 ÷ 7,298.83 = 96.3 %" in told
    assert "Sin ponderar Σ y ÷ n = 144 ÷ 150 = 96.0 %" in told
    assert "unidades con respuesta − sus estratos = 10 − 3 = 7" in told
    assert "min(150, 204.4 · …) = 142.7" in told
    assert "Korn–Graubard: Beta(0.025; n*p, n*(1−p)+1), Beta(0.975; n*p+1, n*(1−p)) = 91.8–98.7 %" in told
    assert (
        "96.3 % de las obras (IC 95 %: 91.8–98.7 %; 144 de 150 obras; 10 municipios, 3 estados; 7 g.l.)"
        in told
    )
    assert "FROM answers GROUP BY psu, grp, question, stratum" in told
    assert "SELECT folio, 'located', CASE outcome WHEN 'located' THEN 1 ELSE 0 END FROM v" in told
    assert "WITH w AS MATERIALIZED" in told


@pytest.mark.parametrize("code", INDICATOR_BY_CODE)
def test_every_indicator_shows_its_own_definition(browser: Browser, code: str) -> None:
    told = words_of(browser.get(f"/results/{code}"))
    assert INDICATOR_BY_CODE[code].definition in told
    assert re.findall(r"SELECT folio, '(\w+)'", told) == [code]


def test_a_count_of_municipalities_is_not_told_as_an_estimate(browser: Browser) -> None:
    told = words_of(browser.get("/results/low_marginality_municipalities"))
    assert "No representativo" in told
    assert "6 ÷ 10 = 60.0 %" in told
    assert "Σ" not in told


def test_a_breakdown_of_one_indicator_has_a_row_a_group_and_one_for_all(browser: Browser) -> None:
    told = words_of(browser.get("/results?by=state&indicator=located"))
    assert "Obras localizadas por estado" in told
    for row in (
        "Guanajuato 96.4 % 74.5–100.0 43 de 45 0 ▲ por revisar",
        "Jalisco 96.7 % 84.2–99.9 58 de 60 0 ▲ por revisar",
        "Zacatecas 95.2 % 70.5–100.0 43 de 45 0 ▲ por revisar",
        "Toda la muestra 96.3 % 91.8–98.7 144 de 150",
    ):
        assert row in told


def test_response_stands_beside_a_breakdown(small_audit: Audit) -> None:
    told = words_of(enter(small_audit).get("/results?by=state"))
    assert "Zacatecas 2 2 0 0 0.0 % 1 no se intentó 1" in told
    assert "(en blanco) 1 1 1 1 100.0 %" in told


def test_codes_are_told_in_words(browser: Browser) -> None:
    told = words_of(browser.get("/results?by=executor_kind&indicator=duration_months"))
    assert "Ayuntamiento 2.70" in told
    assert "municipality" not in told


def test_a_column_of_the_list_may_be_chosen(small_audit: Audit) -> None:
    page = enter(small_audit).get("/results")
    assert '<option value="Zona &#34;A&#34;">' in page.get_data(as_text=True)
    assert '<option value="municipality">' not in page.get_data(as_text=True)
    told = words_of(enter(small_audit).get('/results?by=Zona+"A"&indicator=located'))
    assert "sur & este Muestra insuficiente — 1 de 1" in told


def test_one_indicator_without_a_column_is_its_own_page(browser: Browser) -> None:
    assert browser.get("/results?by=&indicator=maintained").location == "/results/maintained"


def test_only_so_many_groups_are_shown(demo_audit: Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "MOST_GROUPS", 3)
    browser = enter(demo_audit)
    told = words_of(browser.get("/results?by=municipality"))
    assert "Se muestran 3 de 10 grupos" in told
    assert len({row["group"] for row in as_csv(browser.get("/results.csv?by=municipality"))}) == 10


def test_an_unknown_indicator_is_a_page_that_does_not_exist(browser: Browser) -> None:
    for path in ("/results/nonsense", "/results/nonsense/works.csv"):
        assert "No hay ningún indicador «nonsense»" in words_of(browser.get(path), 404)


def test_an_unknown_column_is_refused_with_those_there_are(browser: Browser) -> None:
    for path in ("/results?by=color", "/results.csv?by=color", "/results/located?by=color"):
        assert "La lista no tiene la columna «color»" in words_of(browser.get(path), 400)


def test_the_csv_of_the_overview_has_every_indicator(browser: Browser) -> None:
    page = browser.get("/results.csv")
    assert [row["code"] for row in as_csv(page)] == [indicator.code for indicator in INDICATORS]
    assert page.headers["Content-Disposition"] == 'attachment; filename="resultados.csv"'


def test_the_csv_of_a_breakdown_is_exactly_its_view(small_audit: Audit) -> None:
    rows = as_csv(enter(small_audit).get("/results.csv?by=state&indicator=located"))
    assert [
        (row["group"], row["numerator"], row["denominator"], row["sampled"], row["conflicts"]) for row in rows
    ] == [
        ("Jalisco", "1", "2", "2", "0"),
        ("Zacatecas", "0", "0", "2", "1"),
        ("", "1", "1", "1", "0"),
    ]
    four = as_csv(enter(small_audit).get("/results.csv?by=state"))
    assert {row["code"] for row in four} == set(words.HEADLINE)


def test_formulas_are_harmless_in_every_csv(small_audit: Audit) -> None:
    rows = as_csv(enter(small_audit).get("/results.csv?by=Zona+%22A%22"))
    assert {row["group"] for row in rows} == {"'=norte", "sur & este", ""}


def test_the_csv_of_the_works_has_those_that_the_page_lists(small_audit: Audit) -> None:
    rows = as_csv(enter(small_audit).get("/results/located/works.csv?answered=yes"))
    assert [(row["folio"], row["y"], row["weight"]) for row in rows] == [
        ("W/001", "1", "2.0"),
        ("W/003", "1", "2.0"),
    ]


@pytest.mark.parametrize(
    "path", ["/results", "/results?by=state", "/results/located", "/results?by=type&indicator=maintained"]
)
def test_pages_hold_no_style_or_script_of_their_own(browser: Browser, path: str) -> None:
    page = browser.get(path).get_data(as_text=True)
    assert " style=" not in page
    assert "<script>" not in page


@pytest.mark.parametrize(
    "path", ["/results", "/results.csv", "/results/located", "/results/located/works.csv"]
)
def test_nothing_is_shown_without_the_session(demo_audit: Audit, path: str) -> None:
    client = enter(demo_audit).client.application.test_client()
    assert client.get(path).status_code == 403
