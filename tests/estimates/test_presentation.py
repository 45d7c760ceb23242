"""Whether a figure may be shown: one row a rule, at its very edge."""

import pytest

from audit_app.estimates.estimate import Estimate
from audit_app.estimates.presentation import cv, of_mean, of_share, precision


def found(p: float, n: int, df: int, ci: tuple[float, float] | None, n_eff: float | None) -> Estimate:
    return Estimate(p, n, df + 1, df, se=0.1, ci=ci, n_eff=n_eff, alike=p in (0.0, 1.0))


@pytest.mark.parametrize(
    ("p", "n", "df", "ci", "n_eff", "presentation", "why"),
    [
        (1.0, 29, 20, (0.9, 1.0), None, "suppress", "all_alike_few"),
        (1.0, 30, 20, (0.9, 1.0), None, "review", "all_alike"),
        (0.0, 400, 7, (0.0, 0.01), None, "review", "all_alike"),
        (0.5, 29, 20, (0.4, 0.6), 300.0, "suppress", "few_answers"),
        (0.5, 300, 20, (0.4, 0.6), 29.9, "suppress", "few_effective"),
        (0.5, 300, 20, (0.4, 0.6), 30.0, "show", ""),
        (0.5, 300, 20, (0.25, 0.55), 100.0, "suppress", "wide"),
        (0.4, 300, 20, (0.2, 0.5), 100.0, "suppress", "wide"),
        (0.5, 300, 20, (0.25, 0.549), 100.0, "show", ""),
        (0.04, 300, 20, (0.01, 0.065), 100.0, "suppress", "wide_for_its_size"),
        (0.03, 300, 20, (0.01, 0.06), 100.0, "show", ""),
        (0.5, 300, 7, (0.45, 0.55), 100.0, "review", "few_psus"),
        (0.5, 300, 8, (0.45, 0.55), 100.0, "show", ""),
        (0.963, 150, 7, (0.918, 0.987), 204.4, "review", "few_psus"),
        (0.963, 150, 8, (0.918, 0.987), 204.4, "complement", "wide_for_the_rest"),
        (0.5, 30, 0, None, None, "review", "one_psu"),
        (0.5, 29, 0, None, None, "suppress", "few_answers"),
    ],
)
def test_the_first_rule_that_holds_decides(
    p: float,
    n: int,
    df: int,
    ci: tuple[float, float] | None,
    n_eff: float | None,
    presentation: str,
    why: str,
) -> None:
    judged = of_share(found(p, n, df, ci, n_eff))
    assert (judged.presentation, judged.why) == (presentation, why)


def test_what_the_standard_does_not_know_comes_first() -> None:
    assert of_share(None).why == of_mean(None).why == "no_answers"
    assert of_share(Estimate(0.9, 40, 2, 1, lonely="a")).presentation == "suppress"
    assert of_share(Estimate(0.9, 4, 2, 1, se=0.0, census=True)).presentation == "show"


def test_units_alone_in_their_strata_are_told_from_one_municipality() -> None:
    assert of_share(Estimate(0.5, 40, 3, 0)).why == "lone_psus"
    assert of_share(Estimate(0.5, 40, 1, 0)).why == "one_psu"


@pytest.mark.parametrize(
    ("value", "se", "n", "df", "presentation"),
    [
        (10, 3, 100, 20, "suppress"),
        (10, 2.9, 100, 20, "show"),
        (10, 1, 29, 20, "suppress"),
        (10, 1, 100, 7, "review"),
    ],
)
def test_a_mean_is_judged_by_its_coefficient_of_variation(
    value: float, se: float, n: int, df: int, presentation: str
) -> None:
    assert of_mean(Estimate(value, n, df + 1, df, se=se)).presentation == presentation


def test_equal_values_have_an_unknown_error() -> None:
    assert of_mean(Estimate(3.0, 60, 15, 14, alike=True)).why == "equal_values"


def test_a_share_that_rounds_to_all_is_not_all_alike() -> None:
    assert of_share(Estimate(1.0, 60, 15, 14, se=1e-9, ci=(0.9, 1.0), n_eff=99.0)).why == "wide_for_the_rest"


def test_inegi_has_three_classes_of_precision() -> None:
    assert [precision(variation) for variation in (0.0, 0.1499, 0.15, 0.2999, 0.3)] == [
        *("high", "high", "moderate", "moderate", "low"),
    ]
    assert (cv(0.0, 0.1), cv(0.5, None), cv(-2.0, 0.5)) == (None, None, 0.25)
