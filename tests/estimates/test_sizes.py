"""How many works to draw: the plan's own figures, and the laws they obey."""

import doctest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit_app.estimates import quantiles, sizes

shares = st.floats(0.01, 0.99)
errors = st.floats(0.005, 0.2)
frames = st.integers(2, 100_000)
degrees = st.integers(1, 500)


def test_the_examples_of_the_docstrings_hold() -> None:
    assert doctest.testmod(sizes).failed == doctest.testmod(quantiles).failed == 0


@pytest.mark.parametrize(("df", "works"), [(7, 311), (20, 250), (40, 236)])
def test_the_sizes_of_the_plan(df: int, works: int) -> None:
    assert sizes.works_needed(2400, 0.96, 0.03, 1.5, df) == works


@settings(deadline=None)
@given(frames, shares, errors, degrees)
def test_never_more_than_there_are_and_never_none(works: int, share: float, error: float, df: int) -> None:
    assert 1 <= sizes.works_needed(works, share, error, 1.5, df) <= works


@settings(deadline=None)
@given(frames, shares, errors, degrees)
def test_more_municipalities_never_ask_more_works(works: int, share: float, error: float, df: int) -> None:
    assert sizes.works_needed(works, share, error, 1.5, df + 1) <= sizes.works_needed(
        works, share, error, 1.5, df
    )


@settings(deadline=None)
@given(st.integers(2000, 100_000), shares, st.floats(0.01, 0.05), st.integers(2, 500))
def test_the_margin_of_the_works_needed_is_the_margin_asked(
    works: int, share: float, error: float, df: int
) -> None:
    needed = sizes.works_needed(works, share, error, 1.5, df)
    if 20 < needed < works - 20:
        low, high = (sizes.margin(needed + step, works, share, 1.5, df) for step in (1, -1))
        assert low <= error <= high


def test_all_the_works_leave_no_margin() -> None:
    assert sizes.margin(50, 50, 0.9, 1.5, 7) == 0
