"""Real lists of public works, and the demo's own: what is known of them is what is told of them."""

import os
from collections import Counter
from pathlib import Path

import pytest

from audit_app.sample.reading import Choices, SampleList, read_list

DATA = os.environ.get("CONSTATA_TEST_DATA", "")
SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "sample.csv"
KEYS = {"folio": "CVE_CARTERA", "name": "NOMBRE_PPI"}

needs_data = pytest.mark.skipif(
    not DATA, reason="CONSTATA_TEST_DATA does not name the folder of the real lists"
)


def real_list(name: str, columns: dict[str, str]) -> SampleList:
    return read_list((Path(DATA) / name).read_bytes(), name, Choices(columns=columns))


def test_the_demo_list_has_no_problems() -> None:
    listed = read_list(SAMPLE.read_bytes(), SAMPLE.name)
    assert (listed.rows, listed.errors, listed.warnings) == (150, [], [])
    assert {work.values["executor_kind"] for work in listed.works} >= {"municipality"}


@needs_data
def test_the_list_of_2019_is_refused_for_its_keys() -> None:
    listed = real_list("opa_2019.csv", KEYS)
    assert (listed.encoding, listed.delimiter, listed.rows, len(listed.works)) == (
        "utf-8-sig",
        ",",
        2745,
        2745,
    )
    assert Counter(told.code for told in listed.errors) == {"missing_folio": 248, "repeated_folio": 4}
    assert [told.row for told in listed.errors if told.code == "repeated_folio"] == [403, 404, 704, 705]
    assert listed.works[0].values["folio"] == "001 02 001"


@needs_data
def test_every_cell_of_the_list_of_2019_is_kept() -> None:
    listed = real_list("opa_2019.csv", KEYS)
    assert {len(work.given) for work in listed.works} == {47}
    assert sum("\n" in text for work in listed.works for text in work.given.values()) == 105


@needs_data
def test_the_list_of_2019_reads_by_its_other_key() -> None:
    chosen = {
        **KEYS,
        "folio": "ID_PPI",
        "start_date": "FECHA_INICIO_CAL_FF",
        "amount_total": "COSTO_TOTAL_INVERSION",
    }
    listed = real_list("opa_2019.csv", {**chosen, "year": "CICLO"})
    assert Counter(told.code for told in listed.errors) == {"repeated_folio": 4}
    assert {told.code for told in listed.warnings} == {
        "doubtful_coordinate",
        "doubtful_place",
        "mojibake",
    }
    assert listed.works[0].values["start_date"] == "2002-12-01"
    assert listed.works[0].values["amount_total"] == 498248866371


@needs_data
def test_the_list_of_2021_is_latin_and_half_repaired() -> None:
    listed = real_list("opa_2021_latin1.csv", KEYS)
    assert (listed.encoding, listed.rows) == ("cp1252", 1786)
    assert Counter(told.code for told in listed.errors) == {"repeated_folio": 12}
    assert Counter(told.code for told in listed.warnings) == {
        "bad_date": 595,
        "mojibake": 52,
        "doubtful_coordinate": 7,
        "doubtful_place": 450,
        "extra_column": 1,
    }
