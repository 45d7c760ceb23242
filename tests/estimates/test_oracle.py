"""Every case computed with R's ``survey`` package, to 1e-9."""

import pytest

from audit_app.estimates.estimate import Rules, design_effects
from audit_app.estimates.intervals import effective, korn_graubard, logit_t, wilson_t
from audit_app.estimates.means import mean
from audit_app.estimates.ratios import ratio
from audit_app.estimates.shares import share
from audit_app.estimates.variance import LonelyPsu
from tests.estimates.oracle import Case, cases

CASES = cases()
IDS = [case.said["id"] for case in CASES]


def near(number: object) -> object:
    return pytest.approx(number, rel=1e-9, abs=1e-9)


def test_there_are_all_of_them() -> None:
    assert len(CASES) == 1202


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_the_estimate_and_its_error_are_those_of_r(case: Case) -> None:
    said = case.said
    if said["se"] is None:  # the rule takes the average of other strata, and there is none
        with pytest.raises(LonelyPsu):
            ratio(case.totals(), case.sample(), said["lonely"])
        return
    found = ratio(case.totals(), case.sample(), said["lonely"])
    assert found is not None
    assert (found.sums.answers, found.sums.df, found.sums.psus) == (said["n"], said["df"], said["n_psu"])
    assert (found.value, found.variance**0.5) == (near(said["estimate"]), near(said["se"]))
    assert found.sums.sum_w == near(said["sum_w"])
    deff, deff_wr = design_effects(found)
    if found.sums.constant:  # there R divides what rounding left of zero
        assert (deff, deff_wr) == (None, None)
    else:
        assert (deff, deff_wr) == (near(said["deff"]), near(said["deff_replace"]))


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.said.get("ci")], ids=lambda case: case.said["id"]
)
def test_every_interval_of_a_share_is_that_of_r(case: Case) -> None:
    said, found = case.said, share(case.totals(), case.sample(), Rules(lonely=case.said["lonely"]))
    assert found is not None
    assert found.n_eff is not None
    assert found.se is not None
    assert found.n_eff == near(said["n_eff"])
    uncapped = effective(found.n_eff, found.answers, found.df, 0.95)
    assert uncapped == near(said["n_eff_df"])
    assert korn_graubard(found.value, uncapped, 0.95) == near(tuple(said["ci"]["beta"]))
    assert logit_t(found.value, found.se, found.df, 0.95) == near(tuple(said["ci"]["xlogit"]))
    assert wilson_t(found.value, found.n_eff, found.df, 0.95) == near(tuple(said["ci"]["wilson_t"]))
    assert found.n_star == min(uncapped, found.answers)


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.is_mean and case.said["df"]], ids=lambda case: case.said["id"]
)
def test_the_interval_of_a_mean_is_that_of_r(case: Case) -> None:
    found = mean(case.totals(), case.sample(), Rules(lonely=case.said["lonely"]))
    assert found is not None
    assert found.ci == near(tuple(case.said["ci_t"]))
