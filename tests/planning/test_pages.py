"""The pages of planning: the plan by a form, the draw from a frame uploaded, and nothing written in the audit."""

import io
from typing import Any

import pytest
from werkzeug.test import TestResponse

from audit_app.audit import Audit
from audit_app.planning.record import check
from audit_app.planning.record import read as read_record
from tests.conftest import Browser, enter
from tests.planning.frames import FRAME

TWO_STAGE = (
    "&method=two-stage&seed=5&strata=Entidad+federativa&psu=Entidad+federativa&psu=Municipio&psus=2&select_psus=pps"
    "&works_per_psu=3&reserve=1&size=&certainty=Jalisco-Municipio+1&folio="
)


@pytest.fixture
def here(empty_audit: Audit) -> Browser:
    return enter(empty_audit)


def upload(here: Browser, text: str = FRAME, name: str = "../marco.csv") -> TestResponse:
    data: dict[str, Any] = {"frame": (io.BytesIO(text.encode()), name)}
    return here.post("/draw", data)


@pytest.fixture
def place(here: Browser) -> str:
    """Return the address of a frame uploaded, without the audit's host."""
    return upload(here).location


def test_the_plan_is_asked_and_answered(here: Browser) -> None:
    assert 'name="works"' in here.get("/plan").text
    assert (
        "311"
        in here.get("/plan?works=2400&share=96&error=3&deff=1,5&municipalities=10&strata=3&level=95").text
    )


@pytest.mark.parametrize(
    "query", ["works=", "works=2.5", "works=-1", "works=9&share=0", "works=9&strata=10", "works=9&deff=1e999"]
)
def test_a_plan_of_nonsense_is_told(here: Browser, query: str) -> None:
    page = here.get(f"/plan?{query}")
    assert (page.status_code, 'role="alert"' in page.text) == (400, True)


def test_the_frame_is_a_caption_never_a_path(here: Browser, place: str) -> None:
    assert place.endswith("file=marco.csv")
    assert "Entidad federativa" in here.get(place).text


def test_a_draw_shows_its_municipalities_and_sends_what_follows(here: Browser, place: str) -> None:
    page = here.get(place + TWO_STAGE)
    assert (page.status_code, "con certeza" in page.text) == (200, True)
    address, query = (place + TWO_STAGE).split("?")
    sample, record = (here.get(f"{address}/{name}?{query}").data for name in ("sample.csv", "record.json"))
    assert check(read_record(record, "r"), FRAME.encode(), sample).follows


def test_nothing_is_written_in_the_audit(here: Browser, place: str, empty_audit: Audit) -> None:
    before = empty_audit.database.read_bytes()
    here.get(place + TWO_STAGE)
    assert empty_audit.database.read_bytes() == before


@pytest.mark.parametrize("method", ["srs", "stratified", "two-stage", "systematic", "pps", "none"])
def test_every_method_shows_its_form(here: Browser, place: str, method: str) -> None:
    page = here.get(f"{place}&method={method}").text
    assert ('name="seed"' in page, page.count('name="folio"')) == (True, 1)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("&method=srs&works=&seed=5", "Obras que se sortean"),
        ("&method=srs&works=many&seed=5", "«many»"),
        ("&method=srs&works=2&seed=x", "semilla"),
        ("&method=other&works=2&seed=5", "«other»"),
        ("&method=srs&works=9999&seed=5", "hay 72"),
    ],
)
def test_a_mistake_is_told_beside_the_form(here: Browser, place: str, query: str, said: str) -> None:
    page = here.get(place + query)
    assert (page.status_code, said in page.text, 'name="seed"' in page.text) == (400, True, True)


def test_a_frame_that_cannot_be_read_is_told(here: Browser) -> None:
    assert upload(here, "").status_code == 400
    assert here.post("/draw").status_code == 400
    assert here.client.post("/draw").status_code == 400  # without the page's token


@pytest.mark.parametrize("name", ["0" * 64, "..", "x"])
def test_a_frame_that_is_not_kept_is_refused(here: Browser, name: str) -> None:
    assert here.get(f"/draw/{name}").status_code in (400, 404)
