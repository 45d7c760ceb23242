"""Differences of two groups of a sample, and of two audits."""

import pytest
from hypothesis import given

from audit_app.estimates import differences
from audit_app.estimates.differences import Difference, Measured
from audit_app.estimates.estimate import Rules
from audit_app.estimates.ratios import ratio
from tests.estimates.samples import Work, sample_of, totals_of
from tests.estimates.test_shares import samples


def test_two_groups_of_the_same_psus_vary_together() -> None:
    """Each PSU has one work of each group, with the same answer: their difference is zero in every PSU, and has no error."""
    first = [Work("a", psu, 1, y) for psu, y in (("1", 1), ("2", 0), ("3", 1))]
    found = differences.of_groups(totals_of(first), totals_of(first), sample_of(first * 2), Rules())
    assert found == (0, 0, 2)


def test_groups_in_different_strata_are_independent() -> None:
    first = [Work("a", str(n), 1, float(n > 2)) for n in range(8)]
    second = [Work("b", str(n), 2, float(n > 5)) for n in range(9)]
    sample = sample_of([*first, *second])
    a, b = (ratio(totals_of(works), sample, "adjust") for works in (first, second))
    found = differences.of_groups(totals_of(first), totals_of(second), sample, Rules())
    assert found is not None
    assert a is not None
    assert b is not None
    assert found == pytest.approx((a.value - b.value, (a.variance + b.variance) ** 0.5, 15))


@given(samples(smallest=2))
def test_a_group_against_the_rest_has_the_opposite_difference(works: list[Work]) -> None:
    group, rest = works[::2], works[1::2]
    sample, rules = sample_of(works), Rules()
    there = differences.of_groups(totals_of(group), totals_of(rest), sample, rules)
    back = differences.of_groups(totals_of(rest), totals_of(group), sample, rules)
    if there and back:
        assert there == pytest.approx((-back.value, back.se, back.df))


def test_two_audits_add_variances_and_degrees_of_freedom() -> None:
    found = differences.of_audits(Measured(0.9, 0.03, 7), Measured(0.8, 0.04, 9))
    assert found == pytest.approx((0.1, 0.05, 16))


def test_a_share_of_all_takes_the_reach_of_its_own_interval() -> None:
    found = differences.between_shares(Measured(0.1, 0.02, 20), ((0.88, 1.0), (0.8, 0.95)), (1.0, 0.9), 0.95)
    assert found.ci == pytest.approx((0.1 - (0.12**2 + 0.05**2) ** 0.5, 0.1 + 0.1))


def test_a_difference_says_no_more_than_its_interval() -> None:
    says = [Difference(0.1, 0.05, 9, ci).says for ci in ((0.01, 0.2), (-0.2, -0.01), (-0.01, 0.2))]
    assert says == ["more", "less", "unclear"]


def test_the_difference_of_shares_is_held_to_what_can_be() -> None:
    found = differences.between_shares(Measured(0.9, 0.5, 3), ((0.5, 0.99), (0.01, 0.2)), (0.95, 0.05), 0.95)
    assert found.ci[1] == 1.0
    back = differences.between_shares(Measured(-0.9, 0.5, 3), ((0.01, 0.2), (0.5, 0.99)), (0.05, 0.95), 0.95)
    assert back.ci[0] == -1.0
    assert differences.between_means(Measured(2.0, 0.5, 9), 0.95).ci[0] == pytest.approx(2 - 2.262157 * 0.5)
