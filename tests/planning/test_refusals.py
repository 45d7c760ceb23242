"""Every mistake in a frame or design is one sentence: what, where, and what to do."""

import pytest

from audit_app.errors import Refusal
from audit_app.planning import frame
from audit_app.planning.drawing import LARGEST_SEED
from tests.planning.frames import DESIGNS, FRAME, drawn

SRS: dict[str, object] = {"method": "srs", "works": 2}
TWO: dict[str, object] = {"method": "two-stage", "psu": "M", "psus": 1, "works_per_psu": 1}
BY_SIZE: dict[str, object] = {"method": "pps", "works": 1, "size": "x"}
ASKS: list[tuple[dict[str, object], str, str]] = [
    ({}, FRAME, "method"),
    ({"method": "cluster"}, FRAME, "cluster"),
    ({"method": "srs"}, FRAME, "works"),
    (SRS | {"size": "Folio"}, FRAME, "no usa"),
    (SRS | {"works": 0}, FRAME, "«0»"),
    (SRS | {"works": True}, FRAME, "True"),
    (SRS | {"works": 73}, FRAME, "hay 72"),
    (SRS | {"reserve": -1}, FRAME, "cero o más"),
    (SRS | {"folio": "Clave"}, FRAME, "«Clave»"),
    (SRS | {"folio": ["a", "b"]}, FRAME, "una columna"),
    (DESIGNS["stratified"] | {"works": 1}, FRAME, "2 estratos"),
    (DESIGNS["stratified"] | {"allocation": "neyman"}, FRAME, "neyman"),
    (DESIGNS["stratified"] | {"works": {"Jalisco": 3}}, FRAME, "«allocation»"),
    (
        {"method": "stratified", "works": {"Jalisco": 3}, "strata": "Entidad federativa"},
        FRAME,
        "no dice cuántas",
    ),
    ({"method": "stratified", "works": {"Puebla": 3}, "strata": "Entidad federativa"}, FRAME, "«Puebla»"),
    (
        {"method": "stratified", "works": {"Jalisco": 37, "Zacatecas": 1}, "strata": "Entidad federativa"},
        FRAME,
        "hay 36",
    ),
    (DESIGNS["two-stage"] | {"psus": 7}, FRAME, "donde hay 6"),
    (DESIGNS["two-stage"] | {"works_per_psu": "some"}, FRAME, "some"),
    (DESIGNS["two-stage"] | {"size": "Inversión total"}, FRAME, "select_psus"),
    (DESIGNS["two-stage"] | {"certainty": ["León"]}, FRAME, "«León»"),
    (TWO | {"strata": "E"}, "folio,E,M\n1,a,x\n2,b,x\n", "dos estratos"),
    (SRS, "folio,nombre\n1,a\n2,b\n1,c\n", "fila 4"),
    (SRS, "folio,nombre\n1,a\n,b\n", "fila 3"),
    (TWO, "folio,M\n1,a\n2,n/d\n", "fila 3 del marco, «M»"),
    (BY_SIZE, "folio,x\n1,3\n2,0\n", "fila 3"),
    (BY_SIZE, "folio,x\n1,3\n2,-4\n", "«-4»"),
    (BY_SIZE, 'folio,x\n1,"1,00"\n', "«1,00»"),
    (SRS, "folio,nombre\n1,a\n2\n", "fila 3"),
    (SRS, "folio,nombre\n1,a\n2,b,c\n", "fila 3"),
    (SRS, 'folio,nombre\n1,a\n2,"b\n', "fila 3"),
    (SRS, "folio,nombre\n", "no tiene obras"),
    (SRS, "", "no tiene obras"),
    (SRS, "a,b\n1,2\n", "«folio»"),
    (SRS | {"folio": "a"}, "a,a\n1,2\n", "dos columnas"),
]


@pytest.mark.parametrize(("given", "text", "said"), ASKS)
def test_the_sentence_says_what_and_where(given: dict[str, object], text: str, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        drawn(given, text)
    assert said in str(refused.value)


@pytest.mark.parametrize("seed", [-1, LARGEST_SEED])
def test_a_seed_is_a_whole_number_that_every_program_keeps(seed: int) -> None:
    with pytest.raises(Refusal, match="semilla"):
        drawn(SRS, seed=seed)


def test_blank_rows_and_a_title_above_are_passed_over() -> None:
    text = "Marco\n\nfolio,nombre,,\n1,a,,\n\n2,b,,\n"
    assert drawn(SRS, text).main == 2


def test_without_a_known_folio_a_title_above_is_no_header() -> None:
    assert drawn(SRS | {"folio": "CVE"}, "Marco de obras,,\nCVE,nombre,x\n1,a,\n2,b,\n").main == 2
    assert frame.read(b"Marco,,\nCVE,nombre,x\n1,a,\n", "marco.csv").headers == ("CVE", "nombre", "x")
