"""Whole samples by every design: the same for the same seed, weighted by their probabilities, and drawn as often as they say."""

import random
from collections import Counter, defaultdict
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit_app.estimates.designs import Cell, Design, Unit, drawn_works
from audit_app.estimates.drawing import draw

SEEDS = 1500
FRAME = [
    Unit(f"W{n:02}", "North" if n < 24 else "South", f"M{n // 6}", Fraction(3 + 7 * n % 11), n % 5)
    for n in range(42)
]
DESIGNS = {
    "srs": Design("srs", works=10, reserve=3),
    "systematic": Design("systematic", works=9, reserve=3),
    "pps": Design("pps", works=12, reserve=2),
    "stratified": Design("stratified", works=11, reserve=1),
    "by stratum": Design("stratified", works={"North": 3, "South": 6}),
    "two-stage": Design("two-stage", psus=2, works_per_psu=3, reserve=1),
    "two-stage pps": Design("two-stage", psus={"North": 2, "South": 1}, select_psus="pps", works_per_psu=2),
    "certainty": Design("two-stage", psus=1, certainty=frozenset({"M1"}), works_per_psu=4, reserve=1),
    "whole municipalities": Design("two-stage", psus=2),
}
every_design = pytest.mark.parametrize("design", DESIGNS.values(), ids=DESIGNS)


def main_works(cells: list[Cell]) -> dict[str, float]:
    """Return the weights of the main works."""
    return {work.key: work.weight for cell in cells for work in drawn_works(cell) if work.role == "main"}


@every_design
def test_the_order_of_the_frame_changes_nothing(design: Design) -> None:
    shuffled = random.Random(3).sample(FRAME, len(FRAME))  # noqa: S311 - a test
    assert draw(shuffled, design, 7) == draw(FRAME, design, 7)


@every_design
def test_no_work_is_drawn_twice(design: Design) -> None:
    keys = [work.key for cell in draw(FRAME, design, 11) for work in drawn_works(cell)]
    assert len(set(keys)) == len(keys)


@every_design
def test_another_seed_draws_another_sample(design: Design) -> None:
    samples = {frozenset(main_works(draw(FRAME, design, seed))) for seed in range(20)}
    assert len(samples) > 1


@every_design
def test_works_are_drawn_as_often_as_their_probability_says(design: Design) -> None:
    times: Counter[str] = Counter()
    said: dict[str, float] = {}
    for seed in range(SEEDS):
        for cell in draw(FRAME, design, seed):
            times.update(cell.main)
            said |= {key: float(cell.chances[key]) for key in cell.main}
    assert set(said) == {unit.key for unit in FRAME}
    for key, chance in said.items():
        off = 5 * (chance * (1 - chance) / SEEDS) ** 0.5
        assert times[key] / SEEDS == pytest.approx(chance, abs=off + 1e-12)


@every_design
def test_the_weights_estimate_the_size_of_the_frame(design: Design) -> None:
    totals = [sum(main_works(draw(FRAME, design, seed)).values()) for seed in range(400)]
    assert sum(totals) / len(totals) == pytest.approx(len(FRAME), rel=0.05)


@settings(deadline=None)
@given(st.integers(0, 2**40), st.integers(1, 42))
def test_the_weights_of_a_simple_sample_add_up_to_the_frame(seed: int, works: int) -> None:
    cells = draw(FRAME, Design("srs", works=works), seed)
    assert sum(main_works(cells).values()) == pytest.approx(len(FRAME))


@settings(deadline=None)
@given(st.integers(0, 2**40))
def test_the_weights_of_each_stratum_add_up_to_it(seed: int) -> None:
    for cell in draw(FRAME, DESIGNS["stratified"], seed):
        assert sum(main_works([cell]).values()) == pytest.approx(cell.works)


@settings(deadline=None)
@given(st.integers(0, 2**40), st.integers(1, 30), st.integers(0, 12))
def test_a_longer_reserve_keeps_the_sample_and_the_shorter_one(seed: int, works: int, reserve: int) -> None:
    (short,) = draw(FRAME, Design("srs", works=works, reserve=reserve), seed)
    (long,) = draw(FRAME, Design("srs", works=works, reserve=12), seed)
    assert (long.main, long.reserve[:reserve]) == (short.main, short.reserve)


def test_a_certain_municipality_is_a_stratum_whose_works_are_its_units() -> None:
    works = [work for cell in draw(FRAME, DESIGNS["certainty"], 1) for work in drawn_works(cell)]
    sure = [work for work in works if work.stratum == "North · M1"]
    assert {(work.psu == work.key, work.stratum_psus, work.psu_works, work.weight) for work in sure} == {
        (True, 6, 1, 1.5)
    }


def test_where_all_municipalities_of_a_stratum_are_taken_each_is_a_stratum() -> None:
    cells = draw(FRAME, Design("two-stage", psus={"North": 4, "South": 2}, works_per_psu=2), 3)
    assert {cell.certain for cell in cells if cell.stratum.startswith("North")} == {True}
    assert {cell.stratum for cell in cells if not cell.certain} == {"South"}


def test_where_all_are_named_certain_none_is_drawn_besides() -> None:
    cells = draw(FRAME[:6], Design("two-stage", psus=3, certainty=frozenset({"M0"})), 3)
    assert [(cell.certain, len(cell.main)) for cell in cells] == [(True, 6)]


def test_municipalities_drawn_by_size_have_no_correction() -> None:
    works = [work for cell in draw(FRAME, DESIGNS["two-stage pps"], 1) for work in drawn_works(cell)]
    assert {work.stratum_psus for work in works} == {None}


def test_a_two_stage_weight_worked_by_hand() -> None:
    by_stratum: dict[str, set[object]] = defaultdict(set)
    for cell in draw(FRAME, DESIGNS["two-stage"], 5):
        by_stratum[cell.stratum] |= {
            (work.weight, work.stratum_psus, work.psu_works) for work in drawn_works(cell)
        }
    assert by_stratum == {"North": {((4 / 2) * (6 / 3), 4, 6)}, "South": {((3 / 2) * (6 / 3), 3, 6)}}
