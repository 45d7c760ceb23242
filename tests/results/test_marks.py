"""A supervisor's mark on a figure: it lifts the review by name, and only of the figure that was read."""

import re

import pytest

from audit_app import audit, figures
from audit_app.audit import Audit
from audit_app.estimates.figure import Figure
from tests.conftest import Browser, enter
from tests.results.evidence import Evidence
from tests.results.test_pages import words_of

READ = re.compile(r'name="estimate" value="([^"]+)"')


def marked(browser: Browser, path: str = "/results/located", **changes: str) -> int:
    """Mark the figure of a page as it shows it, with the form's own fields but for the changes."""
    read = READ.search(browser.get(path).get_data(as_text=True))
    form = {"supervisor": "Quien supervisa", "estimate": read.group(1) if read else "", **changes}
    return browser.post(f"{path.split('?')[0]}/mark", form).status_code


def located(made: Audit, column: str | None = None) -> dict[str | None, Figure]:
    with made.opened() as database:
        told = figures.by(database, column) if column else figures.overall(database)
    return {figure.group: figure for figure in told if figure.code == "located"}


def test_a_mark_lifts_the_review_and_says_whose_it_is(browser: Browser, demo_audit: Audit) -> None:
    assert located(demo_audit)[None].presentation == "review"
    assert marked(browser) == 303
    figure = located(demo_audit)[None]
    assert (figure.presentation, figure.reason) == ("show", "revisada por Quien supervisa")
    told = words_of(browser.get("/results/located"))
    assert "Revisada por Quien supervisa." in told
    assert "Quitar la marca" not in told


def test_a_mark_is_of_one_figure_alone(browser: Browser, demo_audit: Audit) -> None:
    assert marked(browser, "/results/located?by=state&group=Jalisco", by="state", group="Jalisco") == 303
    assert located(demo_audit)[None].presentation == "review"
    by_state = located(demo_audit, "state")
    assert (by_state["Jalisco"].presentation, by_state["Zacatecas"].presentation) == ("show", "review")


def test_the_mark_comes_back_when_the_figure_changes(browser: Browser, demo_audit: Audit) -> None:
    marked(browser)
    with demo_audit.opened() as database:
        Evidence(database).over("visits", "GTO-1-01", outcome="not_located", outcome_detail="not_found")
    assert located(demo_audit)[None].presentation == "review"


def test_a_mark_travels_in_the_ledger_with_its_supervisor(browser: Browser, demo_audit: Audit) -> None:
    marked(browser)
    with demo_audit.opened() as database:
        kept = audit.settings(database)['["mark", "located"]']
        role = database.execute("SELECT role FROM current_people WHERE person = 'Quien supervisa'").fetchone()
    assert kept == {"person": "Quien supervisa", "estimate": pytest.approx(0.96305249), "denominator": 150}
    assert role == ("supervisor",)


def test_a_mark_needs_a_name(browser: Browser, demo_audit: Audit) -> None:
    assert marked(browser, supervisor="  ") == 400
    assert located(demo_audit)[None].presentation == "review"


@pytest.mark.parametrize("estimate", ["0.5", "", "nan"])
def test_a_figure_that_changed_while_it_was_read_is_not_marked(
    browser: Browser, demo_audit: Audit, estimate: str
) -> None:
    assert marked(browser, estimate=estimate) == 400
    assert located(demo_audit)[None].presentation == "review"


def test_what_the_sample_cannot_carry_no_name_can_lift(browser: Browser, demo_audit: Audit) -> None:
    with demo_audit.opened() as database:
        (withheld,) = (one for one in figures.overall(database) if one.code == "maintained")
    browser.post(
        "/results/maintained/mark", {"supervisor": "Quien supervisa", "estimate": repr(withheld.estimate)}
    )
    assert "Muestra insuficiente" in words_of(browser.get("/results/maintained"))


def test_an_unknown_figure_is_not_marked(browser: Browser) -> None:
    assert browser.post("/results/nonsense/mark", {"supervisor": "A", "estimate": "1"}).status_code == 404


def test_whoever_marks_from_a_laptop_without_a_name_gives_it_theirs(demo_audit: Audit) -> None:
    assert marked(enter(demo_audit, person="")) == 303
    assert audit.laptop().person == "Quien supervisa"
