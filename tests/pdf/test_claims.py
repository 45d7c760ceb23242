import re
from pathlib import Path

import pytest

from audit_app.estimates.figure import Response
from audit_app.pdf import claims, headlines, remarks
from audit_app.text import speaking
from tests.pdf.reports import NOBODY, share


@pytest.mark.parametrize(
    ("p", "size"),
    [
        (0, "none"),
        (0.149, "few"),
        (0.401, "tenths"),
        (0.49, "almost_half"),
        (0.5, "half"),
        (0.5127, "over_half"),
    ]
    + [(0.9, "tenths"), (0.9631, "almost_all"), (0.9999, "almost_all"), (1, "all")],
)
def test_the_size_of_a_share_follows_from_its_number(p: float, size: str) -> None:
    assert headlines.size_of(p) == size


def test_every_headline_has_a_sentence_of_every_size() -> None:
    sizes = {headlines.size_of(n / 1000) for n in range(1001)}
    assert all(set(sentences) == sizes for sentences in headlines.CLAIMS.values())


def test_a_headline_says_what_its_number_says() -> None:
    assert headlines.claim(share("located", 144, 150)) == "Casi todas las obras buscadas se localizaron."
    expected = "Cerca de 4 de cada 10 obras que ya requieren mantenimiento lo reciben adecuado."
    assert headlines.claim(share("maintained", 55, 134)) == expected


def test_a_withheld_figure_claims_nothing_and_keeps_its_counts() -> None:
    few = share("located", 3, 4, presentation="suppress", ci=(0.2, 0.99))
    assert claims.value(few) == "Muestra insuficiente"
    assert claims.interval(few, 0.95) == ""
    assert claims.counts(few) == "3 de 4 obras"
    assert "75" not in headlines.claim(few)


def test_a_figure_without_answers_is_a_dash() -> None:
    nothing = share("located", 0, 0)
    assert (claims.value(nothing), claims.counts(nothing)) == ("—", "0 de 0 obras")


def test_the_interval_is_written_only_where_there_is_one() -> None:
    located = share("located", 144, 150)
    assert claims.interval(located, 0.95) == ""
    assert claims.interval(share("located", 144, 150, ci=(0.918, 0.987)), 0.95) == "IC 95 %: 91.8–98.7 %"


def test_counts_name_what_was_counted() -> None:
    assert claims.counts(share("delivery_act", 1, 1)) == "1 de 1 expediente"
    assert claims.counts(share("low_marginality_municipalities", 6, 10)) == "6 de 10 municipios"
    assert claims.counts(share("duration_months", 405, 150, kind="mean")) == "150 obras"


def test_bounds_tell_what_the_works_without_a_result_could_change() -> None:
    response = Response(10, 8, 7, NOBODY | {"access": 2}, 0, 0)
    told = remarks.bounds(share("located", 7, 8, bounds=(0.7, 0.9)), response)
    assert "70.0 % si ninguna de las 2 obras" in told
    assert "90.0 % si todas" in told


def test_names_join_as_people_say_them() -> None:
    assert claims.listed(["Jalisco", "Zacatecas"]) == "Jalisco y Zacatecas"
    assert claims.listed(["Jalisco", "Hidalgo", "Iguala"]) == "Jalisco, Hidalgo e Iguala"


def test_english_percentages_have_no_space() -> None:
    with speaking("en"):
        assert claims.value(share("located", 144, 150)) == "96.0%"


def test_no_sentence_of_the_pdfs_says_plus_minus() -> None:
    sources = Path(claims.__file__).parent.glob("*.py")
    assert [path.name for path in sources if re.search("±", path.read_text(encoding="utf-8"))] == []
