from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from audit_app.estimates.figure import Response
from audit_app.pdf.contents import Breakdown
from audit_app.text import speaking
from tests.pdf.reports import NOBODY, catalog, drawn, figures, listed, said, share, summary

HEADLINES = (
    share("located", 144, 150, estimate=0.9631, bounds=(0.9631, 0.9631)),
    share("operates_as_planned", 141, 144, estimate=0.977),
    share("maintained", 55, 134, estimate=0.401, no_answer=1),
    share("progress_and_delivery", 79, 150, estimate=0.5127),
)


def test_the_first_page_alone_tells_the_four_answers(tmp_path: Path) -> None:
    first = said(
        drawn(tmp_path, summary(figures=HEADLINES, response=Response(150, 150, 144, NOBODY, 0, 0))), 1
    )
    for found in (
        "96.3 %",
        "144 de 150 obras",
        "97.7 %",
        "141 de 144 obras",
        "40.1 %",
        "55 de 134 obras",
        "1 sin respuesta",
    ):
        assert found in first
    for found in (
        "51.3 %",
        "79 de 150 expedientes",
        "Poco más de la mitad de los expedientes",
        "Corte: 31 dic 2009",
    ):
        assert found in first


def test_weighted_and_plain_figures_that_differ_are_explained(tmp_path: Path) -> None:
    first = said(drawn(tmp_path, summary(figures=HEADLINES)), 1)
    assert "144 de 150 obras (96.0 % sin ponderar) se publica como 96.3 %" in first


def test_conflicts_are_announced_on_the_first_page(tmp_path: Path) -> None:
    response = Response(5, 3, 3, NOBODY, 0, 2)
    assert "2 obras tienen versiones en conflicto" in said(drawn(tmp_path, summary(response=response)), 1)


def test_without_conflicts_none_are_announced(tmp_path: Path) -> None:
    assert "en conflicto:" not in said(drawn(tmp_path, summary()), 1)


def test_intervals_are_shown_where_there_are_any(tmp_path: Path) -> None:
    without = said(drawn(tmp_path, summary(figures=figures(144, 150))))
    with_them = said(drawn(tmp_path, summary(figures=figures(144, 150, ci=(0.918, 0.987)))))
    assert "IC 95 %" not in without
    assert "IC 95 %: 91.8–98.7 %" in with_them


def test_a_withheld_figure_is_given_in_counts_only(tmp_path: Path) -> None:
    text = said(drawn(tmp_path, summary(figures=figures(3, 4, presentation="suppress", ci=(0.1, 0.9)))))
    assert "Muestra insuficiente" in text
    assert "3 de 4 obras" in text
    assert "75.0 %" not in text.replace("75.0 % 3 de 4 municipios", "")


def test_a_figure_under_review_is_shown_and_marked(tmp_path: Path) -> None:
    reviewed = figures(144, 150, presentation="review", reason="7 grados de libertad")
    first = said(drawn(tmp_path, summary(figures=reviewed)), 1)
    assert "96.0 %" in first
    assert "Por revisar" in first
    assert "Por revisar: 7 grados de libertad" in said(drawn(tmp_path, summary(figures=reviewed)))


def test_works_not_visited_are_counted_by_reason(tmp_path: Path) -> None:
    response = Response(10, 7, 6, NOBODY | {"insecurity": 2, "weather": 1}, 0, 0)
    text = said(drawn(tmp_path, summary(response=response)))
    assert "Inseguridad 2 20.0 %" in text
    assert "Clima 1 10.0 %" in text


def test_each_work_not_located_is_named(tmp_path: Path) -> None:
    lost = listed(7, "Puente del arroyo", disposition="not_located", detail="never_built", operates=None)
    text = said(drawn(tmp_path, replace(summary(), works=(listed(1), lost))))
    assert "1 obra buscada y no localizada" in text
    assert "W-007 Puente del arroyo" in text
    assert "No existe según informantes" in text


def test_a_sample_hardly_begun_lists_its_unvisited_works_once(tmp_path: Path) -> None:
    works = tuple(listed(number, disposition="not_visited", detail="not_attempted") for number in range(100))
    text = said(drawn(tmp_path, replace(summary(), works=works)))
    assert "100 obras no visitadas Son tantas que se listan sólo en el anexo" in text
    assert text.count("W-050") == 1


def test_groups_stand_beside_their_counts(tmp_path: Path) -> None:
    responses = tuple(Response(4, 4, 3, NOBODY, 0, 0, "type", group) for group in ("Agua", ""))
    by_type = (share("located", 3, 4, by="type", group="Agua"), share("located", 1, 4, by="type", group=""))
    text = said(drawn(tmp_path, summary(breakdowns=(Breakdown("type", responses, by_type),))))
    assert "Por tipo de obra" in text
    assert "Agua 4 visitadas de 4 75.0 % 3 de 4" in text
    assert "Sin dato 4 visitadas de 4 25.0 % 1 de 4" in text


def test_unrepresentative_figures_stand_apart_under_a_banner(tmp_path: Path) -> None:
    text = said(drawn(tmp_path, summary(figures=figures(6, 10))))
    banner = text.index("No representativo: estas cifras describen sólo lo contado")
    assert text.index("6 de 10 municipios") > banner


def test_pages_are_numbered_out_of_all(tmp_path: Path) -> None:
    path = drawn(tmp_path, summary(works=120))
    pages = len(PdfReader(path).pages)
    assert pages > 4
    assert f"Página 3 de {pages}" in said(path, 3)


def test_the_list_repeats_its_header_on_every_page(tmp_path: Path) -> None:
    path = drawn(tmp_path, summary(works=120))
    assert "Folio Obra Búsqueda Opera" in said(path, len(PdfReader(path).pages))


@pytest.mark.parametrize("works", [0, 1])
def test_a_sample_of_almost_nothing_has_its_report(tmp_path: Path, works: int) -> None:
    text = said(drawn(tmp_path, summary(works=works)))
    assert f"Muestra de {works} obra" in text
    assert "Cómo se hizo y en qué se apoya" in text


def test_five_hundred_works_of_endless_names_are_all_listed(tmp_path: Path) -> None:
    text = said(drawn(tmp_path, summary(works=500, name="Ampliación de la red " * 60 + "x" * 400)))
    assert all(f"W-{number:03}" in text for number in range(500))


def test_an_endless_title_leaves_the_first_page_whole(tmp_path: Path) -> None:
    path = drawn(tmp_path, summary(title="Evaluación en campo del programa de obras " * 12))
    assert "En este informe" in said(path, 1)


def test_characters_without_a_letter_are_marked_and_explained(tmp_path: Path) -> None:
    text = said(drawn(tmp_path, summary(name="Templo 漢")))
    assert "ocupa el lugar de un carácter" in text
    assert "ocupa el lugar" not in said(drawn(tmp_path, summary()))


def test_equal_data_give_equal_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    once = drawn(tmp_path, summary(works=30), "once.pdf").read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert drawn(tmp_path, summary(works=30), "again.pdf").read_bytes() == once


def test_other_data_give_another_identity(tmp_path: Path) -> None:
    identities = [PdfReader(drawn(tmp_path, summary(works=works))).trailer["/ID"] for works in (30, 31)]
    assert identities[0] != identities[1]


def test_the_date_of_the_file_is_the_cut_off(tmp_path: Path) -> None:
    metadata = PdfReader(drawn(tmp_path, summary())).metadata
    assert metadata
    assert metadata.creation_date
    assert metadata.creation_date.date().isoformat() == "2009-12-31"


def test_in_english_the_document_and_its_numbers_are_english(tmp_path: Path) -> None:
    with speaking("en"):
        path = drawn(tmp_path, summary(figures=HEADLINES))
    assert catalog(path)["/Lang"] == "en-US"
    assert "96.3%" in said(path, 1)
    assert "31 Dec 2009" in said(path, 1)
