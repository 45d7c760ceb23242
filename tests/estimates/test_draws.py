"""Draws from a list of units: examples by hand, and the laws that every method obeys."""

import doctest
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit_app.estimates import allocation, designs, draws, one_stage
from audit_app.estimates.allocation import Allocation, allocate
from audit_app.estimates.draws import TooFewUnits

sizes = st.dictionaries(st.text("abcdef", min_size=1), st.fractions(Fraction(1, 100), 1000), min_size=1)
strata = st.dictionaries(st.text("abc", min_size=1), st.integers(1, 200), min_size=1, max_size=8)


@pytest.mark.parametrize("module", [draws, allocation, designs, one_stage])
def test_the_examples_of_the_docstrings_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type] # a module


@settings(deadline=None)
@given(sizes, st.data(), st.floats(0, 1, exclude_max=True))
def test_pps_draws_as_many_as_asked_and_none_twice(
    sizes: dict[str, Fraction], data: st.DataObject, start: float
) -> None:
    count = data.draw(st.integers(1, len(sizes)))
    drawn = draws.systematic_pps(draws.pps_chances(sizes, count), start)
    assert len(drawn) == len(set(drawn)) == count


@settings(deadline=None)
@given(sizes, st.data())
def test_pps_probabilities_add_up_to_the_sample_and_are_proportional(
    sizes: dict[str, Fraction], data: st.DataObject
) -> None:
    count = data.draw(st.integers(1, len(sizes)))
    chances = draws.pps_chances(sizes, count)
    assert sum(chances.values()) == count
    assert len({chance / sizes[key] for key, chance in chances.items() if chance < 1}) <= 1
    assert all(chance <= 1 for chance in chances.values())


@settings(deadline=None)
@given(sizes, st.data())
def test_what_is_certain_is_drawn_whatever_the_start(sizes: dict[str, Fraction], data: st.DataObject) -> None:
    count = data.draw(st.integers(1, len(sizes)))
    chances = draws.pps_chances(sizes, count)
    drawn = draws.systematic_pps(chances, 0.25)
    assert draws.certain(sizes, count) == {key for key, chance in chances.items() if chance == 1} & set(drawn)


@settings(deadline=None)
@given(st.integers(1, 60), st.data(), st.floats(0, 1, exclude_max=True))
def test_a_systematic_draw_takes_no_unit_twice(there: int, data: st.DataObject, start: float) -> None:
    count = data.draw(st.integers(1, there))
    drawn = draws.systematic([str(unit) for unit in range(there)], count, start)
    assert len(set(drawn)) == count


@settings(deadline=None)
@given(strata, st.data(), st.sampled_from(["proportional", "equal"]))
def test_an_allocation_adds_up_between_the_least_and_what_there_is(
    strata: dict[str, int], data: st.DataObject, how: Allocation
) -> None:
    total = data.draw(st.integers(len(strata), sum(strata.values())))
    given_out = allocate(total, strata, how)
    least = 2 if sum(min(2, there) for there in strata.values()) <= total else 1
    assert sum(given_out.values()) == total
    assert all(min(least, there) <= given_out[name] <= there for name, there in strata.items())


def test_more_than_there_is_cannot_be_drawn() -> None:
    with pytest.raises(TooFewUnits):
        draws.systematic("ab", 3, 0.1)
    with pytest.raises(TooFewUnits):
        draws.certain({"a": Fraction(1)}, 2)
    with pytest.raises(TooFewUnits):
        allocate(3, {"a": 2}, "equal")
