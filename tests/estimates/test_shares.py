"""Shares: examples worked by hand, and the laws that they and their intervals obey."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_app.estimates.estimate import Estimate, Rules
from audit_app.estimates.intervals import METHODS
from audit_app.estimates.shares import DEFF_UNKNOWN, bounds, share
from tests.estimates.samples import Work, sample_of, totals_of

weights = st.floats(0.01, 1000)


@st.composite
def samples(draw: st.DrawFn, smallest: int = 1) -> list[Work]:
    """Return the works of one to three strata of some PSUs each, drawn in two stages, some without an answer."""
    works = []
    for stratum in "abc"[: draw(st.integers(1, 3))]:
        psus = draw(st.integers(smallest, 5))
        frame = draw(st.none() | st.integers(psus, 50))
        for psu in range(psus):
            answers = draw(st.lists(st.sampled_from((0.0, 1.0, 1.0, None)), min_size=1, max_size=6))
            all_works = None if frame is None else draw(st.integers(len(answers), 40))
            works += [Work(stratum, f"{stratum}{psu}", draw(weights), y, frame, all_works) for y in answers]
    return works


def of(works: list[Work], rules: Rules | None = None, whole_deff: float | None = None) -> Estimate | None:
    return share(totals_of(works), sample_of(works), rules or Rules(), whole_deff)


def interval_of(works: list[Work], rules: Rules | None = None) -> tuple[float, float] | None:
    found = of(works, rules)
    return found.ci if found else None


def test_a_share_of_two_municipalities_worked_by_hand() -> None:
    """Weights of 3 and 1: (3 + 2) / (6 + 2); scores of 3 (1 - 5/8) - 3 5/8 over 8, and its opposite."""
    works = [Work("a", "1", 3, 1), Work("a", "1", 3, 0), Work("a", "2", 1, 1), Work("a", "2", 1, 1)]
    found = of(works)
    assert found is not None
    assert found.value == 5 / 8
    assert found.se == pytest.approx((2 * 2 * ((3 - 6 * 5 / 8) / 8) ** 2) ** 0.5)
    assert (found.df, found.psus, found.answers) == (1, 2, 4)


def test_there_is_no_share_without_answers() -> None:
    assert of([Work("a", "1", 2, None)]) is None
    assert share([], sample_of([]), Rules()) is None


def test_one_municipality_has_a_share_and_no_interval() -> None:
    found = of([Work("a", "1", 2, y) for y in (1, 0, 1)])
    assert found == Estimate(2 / 3, 3, 1, 0)


def test_a_census_has_no_sampling_error() -> None:
    works = [Work("a", psu, 1, y, 2, 2) for psu, y in (("1", 1), ("1", 0), ("2", 1), ("2", 1))]
    assert sample_of(works).census
    found = share(totals_of(works), sample_of(works), Rules(), census=True)
    assert found is not None
    assert (found.census, found.se, found.ci, found.ci_method) == (True, 0.0, (0.75, 0.75), "census")


@pytest.mark.parametrize(("whole_deff", "used"), [(None, DEFF_UNKNOWN), (2.5, 2.5), (0.4, 1.0)])
def test_a_group_of_equal_answers_takes_the_design_effect_of_the_whole_sample(
    whole_deff: float | None, used: float
) -> None:
    found = of([Work("", None, 1, 1.0) for _work in range(31)], whole_deff=whole_deff)
    assert found is not None
    assert (found.value, found.se, found.n_eff, found.deff) == (1, 0, None, None)
    assert found.deff_used == used
    assert found.n_star == pytest.approx(31 / used)
    assert found.ci == pytest.approx((0.025 ** (used / 31), 1))


def test_nobody_can_tell_a_census_where_a_frame_is_not_known() -> None:
    whole = [Work("a", psu, 1, 1, 2, 1) for psu in ("1", "2")]
    assert sample_of(whole).census
    assert not sample_of([replace(work, psu_works=None) for work in whole]).census
    assert not sample_of([*whole, Work("b", "3", 1, 1, 2, 1)]).census
    assert not sample_of([]).census


def test_a_lone_psu_fails_also_where_all_answers_are_alike() -> None:
    works = [Work("a", "1", 1, 1), Work("b", "2", 1, 1), Work("b", "3", 1, 1)]
    failed = of(works, Rules(lonely="fail"))
    assert failed is not None
    assert (failed.lonely, failed.se) == ("a", None)


def test_a_lone_psu_fails_only_the_figure_whose_rule_says_so() -> None:
    works = [Work("a", "1", 1, 1), Work("b", "2", 1, 0), Work("b", "3", 1, 1)]
    failed = of(works, Rules(lonely="fail"))
    assert failed is not None
    assert (failed.lonely, failed.se, failed.ci) == ("a", None, None)
    assert of(works, Rules(lonely="adjust")) != failed


@given(samples(), st.sampled_from(METHODS), st.sampled_from((0.9, 0.95, 0.99)))
def test_every_interval_contains_the_estimate_and_lies_between_none_and_all(
    works: list[Work], method: str, level: float
) -> None:
    found = of(works, Rules(level, next(known for known in METHODS if known == method)))
    if found and found.ci:
        low, high = found.ci
        assert 0 <= low <= found.value <= high <= 1


@given(samples())
def test_the_share_of_the_rest_has_the_mirrored_interval(works: list[Work]) -> None:
    such = of(works)
    rest = of([replace(work, y=None if work.y is None else 1 - work.y) for work in works])
    if such and rest:
        assert such.value == pytest.approx(1 - rest.value)
        assert such.se == (pytest.approx(rest.se, abs=1e-12) if rest.se is not None else None)
        if such.ci and rest.ci and such.ci_method != "census":
            assert such.ci == pytest.approx((1 - rest.ci[1], 1 - rest.ci[0]), abs=1e-6)


@given(samples(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_the_names_of_places_change_nothing(works: list[Work], random: object) -> None:
    mixed = works[:]
    random.shuffle(mixed)  # type: ignore[attr-defined] # a random.Random, which hypothesis does not type
    renamed = [replace(work, stratum=work.stratum + "'", psu=f"x{work.psu}") for work in mixed]
    before, after = of(works), of(renamed)
    if before and after:
        assert (after.value, after.df, after.answers) == pytest.approx(
            (before.value, before.df, before.answers)
        )
        assert after.ci == (pytest.approx(before.ci, abs=1e-7) if before.ci else None)


@given(samples(), st.floats(0.001, 1000))
def test_the_scale_of_the_weights_changes_the_design_effect_alone(works: list[Work], factor: float) -> None:
    before, after = of(works), of([replace(work, weight=work.weight * factor) for work in works])
    if before and after:
        assert after.value == pytest.approx(before.value)
        assert after.ci == (pytest.approx(before.ci, abs=1e-7) if before.ci else None)
        assert after.deff_wr == (
            pytest.approx(before.deff_wr, abs=1e-9) if before.deff_wr is not None else None
        )


@given(st.integers(3, 20), st.integers(2, 8), st.data())
def test_one_more_psu_with_the_overall_share_never_widens(psus: int, size: int, data: st.DataObject) -> None:
    """In one stratum of equal PSUs: here each has ``size`` works twice over, and the new one the overall share of them."""
    such = data.draw(st.lists(st.integers(0, size), min_size=psus, max_size=psus))
    middle = size * psus
    works = [
        Work("", str(psu), 1, float(n < count * psus))
        for psu, count in enumerate(such)
        for n in range(middle)
    ]
    more = [*works, *(Work("", "new", 1, float(n < sum(such))) for n in range(middle))]
    before, after = interval_of(works), interval_of(more)
    assert before is not None
    assert after is not None
    assert after[1] - after[0] <= before[1] - before[0] + 1e-9


@given(st.lists(weights, min_size=30, max_size=60), st.sampled_from((0.0, 1.0)))
def test_float_noise_never_makes_an_interval_of_zero_width(some: list[float], y: float) -> None:
    found = interval_of([Work("", str(n % 9), weight / 3, y) for n, weight in enumerate(some)])
    assert found is not None
    assert found[1] - found[0] > 0.01


@given(samples(smallest=2))
def test_a_finite_frame_never_widens(works: list[Work]) -> None:
    framed, endless = of(works), of([replace(work, stratum_psus=None, psu_works=None) for work in works])
    clusters_whole = of([replace(work, psu_works=None) for work in works])
    if clusters_whole and endless and clusters_whole.se is not None and endless.se is not None:
        assert clusters_whole.se <= endless.se + 1e-12
    if framed and clusters_whole and framed.se is not None and clusters_whole.se is not None:
        assert framed.se >= clusters_whole.se - 1e-12


def test_bounds_need_something_in_scope() -> None:
    assert bounds(0, 0, 0) is None
    assert bounds(8, 1, 10) == (0.8, 0.9)
