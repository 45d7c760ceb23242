"""From a percentage of the PDF to its formula, its SQL and its works, inside the same file."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from audit_app.audit import Audit
from audit_app.reporting import making


@pytest.fixture
def report(demo_audit: Audit, tmp_path: Path) -> PdfReader:
    with demo_audit.opened() as database:
        return PdfReader(making.make_summary(demo_audit, database, tmp_path / "r.pdf", "es"))


def pages_led_to(report: PdfReader, page: int) -> dict[str, int]:
    """Return the numbers of the pages that the links of a page lead to, by what the links say."""
    named = {
        name: report.get_destination_page_number(place) for name, place in report.named_destinations.items()
    }
    by_id = {at.indirect_reference: number for number, at in enumerate(report.pages)}
    found: dict[str, int] = {}
    for annotation in report.pages[page].get("/Annots", []):
        link = annotation.get_object()
        target = link.get("/Dest") or link["/A"]["/D"]
        key = str(target).lstrip("/")
        number = named.get(key)
        if number is None and not isinstance(target, str):
            number = by_id[target[0]] if hasattr(target[0], "idnum") else None
        found[f"{link.get('/Contents')} {len(found)}"] = -1 if number is None else int(number)
    return found


def words(report: PdfReader, page: int) -> str:
    return " ".join(report.pages[page].extract_text().split())


def test_the_first_page_leads_to_where_its_figures_come_from(report: PdfReader) -> None:
    led = [number for said, number in pages_led_to(report, 0).items() if said.startswith("Cómo se calculó")]
    assert len(led) == 4
    told = words(report, led[0])
    for said in (
        "Σ w·y ÷ Σ w = 7,029.16 ÷ 7,298.83 = 96.3 %",
        "unidades con respuesta − sus estratos = 10 − 3 = 7",
        "= 91.8–98.7 %",
        "SELECT folio, 'located', CASE outcome WHEN 'located' THEN 1 ELSE 0 END",
        "No cuentan (6): GTO-2-11, GTO-3-07, JAL-1-05, JAL-4-09, ZAC-1-11, ZAC-3-07.",
    ):
        assert said in told


def test_every_figure_of_the_table_leads_to_where_it_comes_from(report: PdfReader) -> None:
    table = next(
        number
        for number in range(len(report.pages))
        if "Todas las cifras" in words(report, number)[:200] and number
    )
    led = pages_led_to(report, table)
    assert len(led) == 13
    assert all(number > table for number in led.values())


def test_the_figure_leads_on_to_all_the_works(report: PdfReader) -> None:
    led = [
        number
        for page in range(len(report.pages))
        for said, number in pages_led_to(report, page).items()
        if said.startswith("Todas las obras")
    ]
    assert len(led) == 13
    assert {"Anexo: todas las obras" in words(report, number) for number in led} == {True}


def test_a_withheld_figure_gives_no_percentage_away(report: PdfReader) -> None:
    text = " ".join(words(report, number) for number in range(len(report.pages)))
    part = text.split("Con mantenimiento adecuado De las obras localizadas que ya requieren mantenimiento")[
        -1
    ]
    told = part.split("Responden a necesidad prioritaria")[0]
    assert "no se publica: se dan sólo los conteos: el intervalo mide 36.4 puntos" in told
    assert "Σ w·y ÷" not in told


def test_no_page_says_plus_or_minus(report: PdfReader) -> None:
    assert all("±" not in words(report, number) for number in range(len(report.pages)))
