"""Shares and means from per-PSU totals, against examples worked by hand and against the laws they obey."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_app.estimates import shares
from audit_app.estimates.shares import PsuTotals

weights = st.floats(0.01, 1000, allow_nan=False)
answered = st.lists(st.tuples(weights, st.booleans()), min_size=1, max_size=30)


def one_psu_each(works: list[tuple[float, bool]]) -> list[PsuTotals]:
    """Return the totals of works drawn directly: each is its own PSU."""
    return [PsuTotals("", str(n), 1, 1, y, w, w * y) for n, (w, y) in enumerate(works)]


def test_the_examples_of_the_docstrings_hold() -> None:
    assert doctest.testmod(shares).failed == 0


def test_a_share_of_two_municipalities_worked_by_hand() -> None:
    totals = [PsuTotals("a", "1", 3, 2, 1, 2 * 3.0, 3.0), PsuTotals("a", "2", 2, 2, 2, 2 * 1.0, 2.0)]
    assert shares.estimate(totals) == 5 / 8
    assert shares.unweighted(totals) == 3 / 4


def test_there_is_no_share_without_answers() -> None:
    silent = [PsuTotals("a", "1", 4, 0, 0, 0, 0)]
    assert (shares.estimate(silent), shares.unweighted(silent), shares.estimate([])) == (None, None, None)


@given(answered)
def test_a_share_lies_between_none_and_all(works: list[tuple[float, bool]]) -> None:
    share = shares.estimate(one_psu_each(works))
    assert share is not None
    assert 0 <= share <= 1


@given(answered, weights)
def test_scaling_every_weight_changes_nothing(works: list[tuple[float, bool]], factor: float) -> None:
    scaled = [(weight * factor, y) for weight, y in works]
    assert shares.estimate(one_psu_each(scaled)) == pytest.approx(shares.estimate(one_psu_each(works)))


@given(st.lists(st.booleans(), min_size=1), weights)
def test_with_equal_weights_the_share_is_the_plain_count(answers: list[bool], weight: float) -> None:
    totals = one_psu_each([(weight, y) for y in answers])
    assert shares.estimate(totals) == pytest.approx(shares.unweighted(totals))


@given(answered)
def test_the_order_of_the_psus_changes_nothing(works: list[tuple[float, bool]]) -> None:
    totals = one_psu_each(works)
    assert shares.estimate(totals[::-1]) == shares.estimate(totals)


def test_bounds_need_something_in_scope() -> None:
    assert shares.bounds(0, 0, 0) is None
    assert shares.bounds(8, 1, 10) == (0.8, 0.9)
