"""The figures: weighted estimates, counts, groups, bounds and dispositions, read from the views."""

from collections.abc import Iterator

import pytest

from audit_app import audit_facts, counting, figures
from audit_app.audit import Audit
from audit_app.errors import UnknownColumn
from audit_app.estimates.figure import Figure
from audit_app.instruments import INDICATORS, REASONS_NOT_VISITED, WORK_COLUMNS
from tests.results.evidence import Evidence


@pytest.fixture
def evidence(empty_audit: Audit) -> Iterator[Evidence]:
    with empty_audit.opened() as database:
        yield Evidence(database)


def overall(evidence: Evidence, code: str) -> Figure:
    return next(figure for figure in figures.overall(evidence.db) if figure.code == code)


def groups(evidence: Evidence, column: str, code: str = "located") -> dict[str | None, float | None]:
    return {
        figure.group: figure.estimate for figure in figures.by(evidence.db, column) if figure.code == code
    }


def test_the_demo_gives_the_published_percentages(demo_audit: Audit) -> None:
    with demo_audit.opened() as database:
        told = {figure.code: figure.estimate for figure in figures.overall(database)}
    published = {
        "located": 0.9631,
        "operates_as_planned": 0.9770,
        "progress_and_delivery": 0.5127,
        "executed_by_municipality": 0.9922,
        "duration_months": 2.70,
        "low_marginality_municipalities": 0.6,
    }
    assert {
        code: round(told[code] or 0, 2 if code == "duration_months" else 4) for code in published
    } == published


def test_each_work_weighs_what_its_list_says(evidence: Evidence) -> None:
    for folio, weight, outcome in (("W1", 3, "located"), ("W2", 1, "not_located"), ("W3", 4, "located")):
        evidence.work(folio, weight=weight)
        evidence.visit(folio, outcome)
    located = overall(evidence, "located")
    assert (located.estimate, located.unweighted) == (7 / 8, 2 / 3)
    assert (located.numerator, located.denominator, located.no_answer) == (2, 3, 0)


def test_a_work_without_a_weight_weighs_one(evidence: Evidence) -> None:
    for folio, outcome in (("W1", "located"), ("W2", "not_located")):
        evidence.work(folio)
        evidence.visit(folio, outcome)
    assert overall(evidence, "located").estimate == 0.5


def test_works_without_an_answer_are_counted_beside_the_figure_not_in_it(evidence: Evidence) -> None:
    for folio, operates in (("W1", "yes"), ("W2", "no_answer"), ("W3", None)):
        evidence.work(folio, weight=5)
        evidence.visit(folio, "located", operates=operates)
    operate = overall(evidence, "operates")
    assert (operate.estimate, operate.denominator, operate.no_answer) == (1, 1, 2)


def test_a_mean_has_a_sum_for_its_numerator(evidence: Evidence) -> None:
    evidence.work("W1", start_date="2007-01-01", end_date="2007-01-31", weight=1)
    evidence.work("W2", start_date="2007-01-01", end_date="2007-03-02", weight=3)
    evidence.work("W3", start_date="2007-01-01")
    duration = overall(evidence, "duration_months")
    assert duration.kind == "mean"
    assert duration.numerator == pytest.approx(90 / 30.4375)
    assert duration.estimate == pytest.approx((30 + 3 * 60) / 4 / 30.4375)
    assert (duration.denominator, duration.no_answer) == (2, 1)


def test_nothing_is_estimated_without_answers(evidence: Evidence) -> None:
    evidence.work("W1")
    located = overall(evidence, "located")
    assert (located.estimate, located.unweighted, located.denominator, located.bounds) == (
        None,
        None,
        0,
        (0, 1),
    )


def test_an_empty_audit_has_every_indicator_and_no_estimate(evidence: Evidence) -> None:
    told = figures.overall(evidence.db)
    assert [figure.code for figure in told] == [indicator.code for indicator in INDICATORS]
    assert {figure.estimate for figure in told} == {None}
    assert figures.response(evidence.db).rate is None


def test_bounds_take_the_works_not_visited_or_in_conflict_for_not_located_then_for_located(
    evidence: Evidence,
) -> None:
    endings = {
        "W1": "located",
        "W2": "not_located",
        "W3": "not_visited",
        "W4": "out_of_scope",
        "W5": "located",
        "W6": "",
    }
    for folio, outcome in endings.items():
        evidence.work(folio, weight=2)
        if outcome:
            evidence.visit(folio, outcome)
    evidence.twin("visits", "W5", outcome="not_located")
    located = overall(evidence, "located")
    assert located.estimate == 0.5
    assert located.bounds == (1 / 5, 4 / 5)
    assert all(figure.bounds is None for figure in figures.overall(evidence.db) if figure.code != "located")


def test_every_work_of_the_sample_ends_in_one_way(evidence: Evidence) -> None:
    endings = [
        *(
            "located",
            "not_located",
            "out_of_scope",
            "not_visited.insecurity",
            "not_visited.weather",
            "not_visited.weather",
        ),
        *("not_visited", "no_answer", "nothing", "conflict", "reserve"),
    ]
    for folio, ending in enumerate(endings):
        evidence.work(str(folio), role="reserve" if ending == "reserve" else "main")
        outcome, _dot, detail = ending.partition(".")
        if outcome != "nothing":
            evidence.visit(
                str(folio),
                "located" if outcome in ("conflict", "reserve") else outcome,
                outcome_detail=detail or None,
            )
    evidence.twin("visits", "9")
    told = figures.response(evidence.db)
    assert (told.sampled, told.in_scope, told.visited, told.located) == (10, 9, 2, 1)
    assert (told.out_of_scope, told.conflicts) == (1, 1)
    some = {reason: works for reason, works in told.not_visited.items() if works}
    assert some == {"insecurity": 1, "weather": 2, "no_answer": 2, "not_attempted": 1}
    assert told.sampled == told.visited + sum(told.not_visited.values()) + told.out_of_scope + told.conflicts
    assert told.rate == 2 / 9


def test_every_reason_is_told_even_where_it_kept_no_work_from_a_visit(evidence: Evidence) -> None:
    assert figures.response(evidence.db).not_visited == dict.fromkeys(REASONS_NOT_VISITED, 0)


def test_municipalities_are_counted_not_their_works(evidence: Evidence) -> None:
    places = [("Jerez", "bajo"), ("Jerez", "bajo"), ("Jerez", "bajo"), ("Arandas", "alto"), ("Yuriria", None)]
    for folio, (municipality, marginality) in enumerate(places):
        evidence.work(
            str(folio), state="X", municipality=municipality, marginality=marginality, weight=folio + 1
        )
    low = overall(evidence, "low_marginality_municipalities")
    assert (low.numerator, low.denominator, low.no_answer) == (1, 2, 1)
    assert (low.estimate, low.representative) == (0.5, False)


def test_a_municipality_in_two_strata_is_one_and_two_of_one_name_are_two(evidence: Evidence) -> None:
    codes = [("01", "a"), ("01", "b"), ("02", "a")]
    for folio, (state_code, stratum) in enumerate(codes):
        evidence.work(
            str(folio),
            **{"state_code": state_code, "municipality_code": "001", "municipality": "Jerez"},
            marginality="bajo",
            stratum=stratum,
        )
    assert overall(evidence, "low_marginality_municipalities").denominator == 2


def test_each_group_has_its_own_figures_and_the_blank_one_comes_last(evidence: Evidence) -> None:
    for folio, state, outcome in (
        ("W1", "Jalisco", "located"),
        ("W2", "Jalisco", "not_located"),
        ("W3", "Ávila", "located"),
        ("W4", None, "not_located"),
    ):
        evidence.work(folio, state=state)
        evidence.visit(folio, outcome)
    assert list(groups(evidence, "state").items()) == [("Ávila", 1), ("Jalisco", 0.5), ("", 0)]
    assert [(told.group, told.sampled) for told in figures.response_by(evidence.db, "state")] == [
        ("Ávila", 1),
        ("Jalisco", 2),
        ("", 1),
    ]


def test_a_breakdown_has_every_indicator_in_every_group_and_no_overall_figure(evidence: Evidence) -> None:
    for folio, state in (("W1", "Jalisco"), ("W2", "Zacatecas")):
        evidence.work(folio, state=state)
    told = [(figure.code, figure.group) for figure in figures.by(evidence.db, "state")]
    assert told == [(indicator.code, group) for indicator in INDICATORS for group in ("Jalisco", "Zacatecas")]


def test_numbers_are_ordered_as_numbers(evidence: Evidence) -> None:
    for folio, beneficiaries in enumerate((100, 20, 3)):
        evidence.work(str(folio), beneficiaries=beneficiaries)
    assert list(groups(evidence, "beneficiaries")) == ["3", "20", "100"]


@pytest.mark.parametrize(
    "header",
    ['Tipo "raro"', "costo.total", "$", "$.a", "O'Higgins", "[0]", "año?", "clave, vieja", "Sub-zona", "*"],
)
def test_a_header_of_the_list_may_be_called_anything(evidence: Evidence, header: str) -> None:
    for folio, said in (("W1", "a"), ("W2", "b"), ("W3", " ")):
        evidence.listed(folio, {header: said, "otra": "x"})
        evidence.visit(folio, "located" if said == "a" else "not_located")
    assert groups(evidence, header) == {"a": 1, "b": 0, "": 0}


def test_a_column_is_found_without_its_accents_or_case_but_its_exact_name_goes_first(
    evidence: Evidence,
) -> None:
    evidence.listed("W1", {"Ámbito": "rural", "State": "de la lista"}, state="canónico")
    assert list(groups(evidence, "ambito")) == ["rural"]
    assert list(groups(evidence, "STATE")) == ["canónico"]
    assert list(groups(evidence, "State")) == ["de la lista"]


def test_a_column_that_is_none_is_refused_with_those_there_are(evidence: Evidence) -> None:
    evidence.listed("W1", {"Zona": "norte"})
    with pytest.raises(UnknownColumn) as refused:
        figures.by(evidence.db, "Color")
    assert refused.value.columns == [*WORK_COLUMNS, "Zona"]


def test_a_canonical_name_that_the_list_uses_for_something_else_is_its_header(evidence: Evidence) -> None:
    evidence.listed("W1", {"state": "Durango"}, stratum="Durango")
    assert list(groups(evidence, "state")) == ["Durango"]


def census(evidence: Evidence, outcome_of_the_last: str | None) -> Figure:
    """Return the works located of a sample that takes in all four works of its two municipalities."""
    for n in range(4):
        evidence.work(f"W{n}", psu=f"p{n // 2}", stratum_psus=2, psu_works=2, type="agua" if n else "luz")
        if n < 3 or outcome_of_the_last:
            evidence.visit(f"W{n}", outcome_of_the_last or "located" if n == 3 else "located")
    return overall(evidence, "located")


def test_a_census_is_a_total_whatever_its_size(evidence: Evidence) -> None:
    located = census(evidence, "not_located")
    assert (located.estimate, located.se, located.ci, located.ci_method) == (0.75, 0, (0.75, 0.75), "census")
    assert located.presentation == "show"
    (light,) = (one for one in figures.by(evidence.db, "type", ["located"]) if one.group == "luz")
    assert (light.df, light.se, light.presentation) == (0, None, "show")


@pytest.mark.parametrize("outcome", [None, "not_visited"])
def test_a_census_with_a_work_not_visited_is_none(evidence: Evidence, outcome: str | None) -> None:
    located = census(evidence, outcome)
    assert (located.estimate, located.denominator, located.presentation) == (1, 3, "suppress")
    assert located.ci_method == "korn-graubard"


def test_a_census_with_an_answer_missing_or_in_conflict_is_none(evidence: Evidence) -> None:
    census(evidence, "not_located")
    for folio in ("W1", "W2"):
        evidence.over("visits", folio, operates="yes")
    assert overall(evidence, "operates").ci_method == "korn-graubard"
    evidence.twin("visits", "W1", outcome="not_located")
    assert overall(evidence, "located").ci_method != "census"


def test_a_share_in_pesos_leaves_out_the_works_without_an_amount(evidence: Evidence) -> None:
    for n in range(80):
        evidence.work(f"W{n:02}", amount_total=None if n < 20 else 3 if n < 50 else 1)
        evidence.visit(f"W{n:02}", "located" if n < 50 else "not_located")
    pesos = figures.in_pesos(evidence.db, "located")
    assert pesos is not None
    assert (pesos.value, pesos.answers) == (0.75, 60)
    assert figures.in_pesos(evidence.db, "duration_months") is None


def test_a_word_for_nothing_is_in_the_blank_group(evidence: Evidence) -> None:
    evidence.listed("W1", {"Zona": "N/A"})
    evidence.listed("W2", {"Zona": " norte "})
    assert list(groups(evidence, "Zona")) == ["norte", ""]


def test_municipalities_of_one_name_in_two_states_are_two(evidence: Evidence) -> None:
    evidence.work("W1", state="Jalisco", municipality="Jerez")
    evidence.work("W2", state="Zacatecas", municipality="Jerez")
    evidence.work("W3", state_code="14", municipality_code="001", marginality="bajo")
    assert counting.places(evidence.db) == (3, 3)
    (low,) = figures.overall(evidence.db, ["low_marginality_municipalities"])
    assert (low.numerator, low.denominator) == (1, 1)


def test_a_work_that_lacks_a_header_is_in_the_blank_group(evidence: Evidence) -> None:
    evidence.listed("W1", {"Zona": "norte"})
    evidence.listed("W2", {})
    assert list(groups(evidence, "Zona")) == ["norte", ""]


def test_counting_once_changes_no_figure(demo_audit: Audit) -> None:
    with demo_audit.opened() as database:
        before = (
            figures.by(database, "type"),
            figures.overall(database),
            figures.response_by(database, "type"),
        )
        with counting.counted(database):
            once = (
                figures.by(database, "type"),
                figures.overall(database),
                figures.response_by(database, "type"),
            )
    assert once == before


def test_an_account_tells_the_figure_and_the_totals_it_comes_from(demo_audit: Audit) -> None:
    with demo_audit.opened() as database:
        account = figures.account(database, "located", "state", "Jalisco")
        (same,) = (
            one for one in figures.by(database, "state") if (one.code, one.group) == ("located", "Jalisco")
        )
    figure, totals = account.figure, account.totals
    assert figure == same
    assert [total.psu for total in totals] == ["JAL-1", "JAL-2", "JAL-3", "JAL-4"]
    assert sum(total.sum_wy for total in totals) / sum(total.sum_w for total in totals) == pytest.approx(
        figure.estimate
    )


def test_the_cut_off_is_a_setting_else_the_last_visit_else_the_day_of_import(evidence: Evidence) -> None:
    assert audit_facts.read(evidence.db).cut_off is None
    evidence.work("W1")
    (imported,) = evidence.db.execute("SELECT substr(recorded_at, 1, 10) FROM works").fetchone()
    assert audit_facts.read(evidence.db).cut_off == imported
    evidence.visit("W1", "located", visited_on="2009-11-25")
    assert audit_facts.read(evidence.db).cut_off == "2009-11-25"
    evidence.append("audit_settings", {"setting": "cut_off", "value": '"2009-12-31"'})
    assert audit_facts.read(evidence.db).cut_off == "2009-12-31"


@pytest.mark.parametrize(
    ("columns", "design"),
    [
        ({"stratum": "a", "psu": "p"}, "una etapa, 1 estrato, 1 UPM"),
        ({"stratum": "a", "psu": "p", "psu_works": 9}, "dos etapas, 1 estrato, 1 UPM"),
        ({"stratum": "a"}, "una etapa, 1 estrato, 2 obras"),
        ({}, "una etapa, 1 estrato, 2 obras"),
    ],
)
def test_the_design_is_told_as_the_list_tells_it(
    evidence: Evidence, columns: dict[str, str | int], design: str
) -> None:
    evidence.work("W1", **columns)
    evidence.work("W2", **columns)
    assert str(audit_facts.read(evidence.db).design) == design
