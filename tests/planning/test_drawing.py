"""The list drawn is a sample list: it imports as it is, with its design."""

import csv
import io

import pytest

from audit_app.sample.reading import SampleList, read_list
from tests.planning.frames import DESIGNS, FRAME, drawn

every_design = pytest.mark.parametrize("given", DESIGNS.values(), ids=DESIGNS)


def listed(given: dict[str, object], text: str = FRAME) -> SampleList:
    return read_list(drawn(given, text).as_csv(), "muestra.csv")


@every_design
def test_the_sample_imports_as_it_is(given: dict[str, object]) -> None:
    told = listed(given)
    assert told.errors == []
    assert told.rows == drawn(given).main + drawn(given).reserve


@every_design
def test_the_weights_arrive_to_the_last_digit(given: dict[str, object]) -> None:
    works = {work.values["folio"]: work.values for work in listed(given).works}
    for cell in drawn(given).cells:
        for key in (*cell.main, *cell.reserve):
            assert works[key]["weight"] == float(1 / cell.chances[key])


@every_design
def test_a_frame_in_another_order_draws_the_same_list(given: dict[str, object]) -> None:
    title, headers, *rows = FRAME.splitlines(keepends=True)
    turned = "".join([title, headers, *reversed(rows)])
    assert drawn(given, turned).as_csv() == drawn(given).as_csv()


def test_the_reserve_keeps_its_order() -> None:
    reserve = [work.values for work in listed(DESIGNS["srs"]).works if work.values["role"] == "reserve"]
    assert [work["reserve_order"] for work in reserve] == [1, 2, 3]


def test_columns_of_the_frame_that_look_like_the_design_stay_as_extras() -> None:
    text = "folio,nombre,estrato,weight\n" + "".join(f"{n},Obra,viejo,9\n" for n in range(8))
    told = listed({"method": "srs", "works": 2}, text)
    assert {work.values["weight"] for work in told.works} == {4.0}
    assert told.works[0].given["weight (2)"] == "9"
    assert (told.errors, told.works[0].values["stratum"]) == ([], None)


def test_a_folio_under_another_header_gets_a_column_that_imports() -> None:
    text = "CVE_CARTERA,nombre\n" + "".join(f"C{n},Obra {n}\n" for n in range(8))
    told = listed({"method": "srs", "works": 3, "folio": "cve cartera"}, text)
    assert told.errors == []
    assert [work.values["folio"] for work in told.works] == [work.given["CVE_CARTERA"] for work in told.works]


def test_a_formula_in_the_frame_stays_harmless_and_the_same() -> None:
    text = "folio,nombre\n" + "".join(f"'0{n},=1+{n}\n" for n in range(4))
    told = listed({"method": "srs", "works": 1}, text)
    assert str(told.works[0].values["folio"]).startswith("0")
    assert "'=1+" in drawn({"method": "srs", "works": 1}, text).as_csv().decode()


def test_works_certain_by_size_are_a_stratum_with_weight_one() -> None:
    rows = list(csv.DictReader(io.StringIO(drawn(DESIGNS["pps"]).as_csv().decode("utf-8-sig"))))
    sure = [row for row in rows if row["stratum"] == "Con certeza"]
    assert sure
    assert {row["weight"] for row in sure} == {"1.0"}
    assert {row["stratum_psus"] for row in rows} == {""}
