"""Quantiles against published tables, closed forms, and the laws they obey."""

from math import inf, pi, tan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_app.estimates import quantiles
from audit_app.estimates.quantiles import beta, beta_below, student_t

shapes = st.floats(0.05, 5000)
probabilities = st.floats(0.0005, 0.9995)


@pytest.mark.parametrize(
    ("df", "quantile"), [(1, 12.706205), (2, 4.302653), (7, 2.364624), (30, 2.042272), (149, 1.976013)]
)
def test_the_quantiles_of_student_are_those_of_the_tables(df: int, quantile: float) -> None:
    assert student_t(0.975, df) == pytest.approx(quantile, abs=5e-7)


def test_student_with_one_degree_of_freedom_is_cauchy_and_with_many_normal() -> None:
    assert student_t(0.9, 1) == pytest.approx(tan(pi * 0.4), rel=1e-12)
    assert student_t(0.975, inf) == pytest.approx(1.959963984540054, rel=1e-9)
    assert student_t(0.5, 3) == 0


@given(probabilities, st.floats(0.5, 1000))
def test_student_is_symmetric(probability: float, df: float) -> None:
    assert student_t(probability, df) == pytest.approx(-student_t(1 - probability, df), rel=1e-9, abs=1e-12)


@given(probabilities, shapes)
def test_with_one_shape_of_one_the_beta_quantile_is_a_root(probability: float, a: float) -> None:
    assert beta(probability, a, 1) == pytest.approx(probability ** (1 / a), rel=1e-9)


@given(probabilities, shapes, shapes)
def test_what_lies_below_a_quantile_is_its_probability(probability: float, a: float, b: float) -> None:
    x = beta(probability, a, b)
    if 1e-12 < x < 1 - 1e-9:
        assert beta_below(x, a, b) == pytest.approx(probability, rel=1e-6)


@pytest.mark.parametrize("shape", [1.0, 5.0, 27.0, 30.0, 4999.0])
def test_half_of_a_distribution_that_is_its_own_mirror_lies_below_a_half(shape: float) -> None:
    assert beta(0.5, shape, shape) == pytest.approx(0.5, abs=1e-15)


@given(probabilities, shapes, shapes)
def test_the_beta_distribution_has_a_mirror(probability: float, a: float, b: float) -> None:
    assert beta(probability, a, b) == pytest.approx(1 - beta(1 - probability, b, a), rel=1e-7, abs=1e-9)


def test_the_ends_of_the_distribution_are_its_quantiles_of_nothing_and_all() -> None:
    assert (beta(0, 2, 3), beta(1, 2, 3), beta_below(0, 2, 3), beta_below(1, 2, 3)) == (0, 1, 0, 1)


def test_a_quantile_met_to_the_last_digit_is_not_looked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = []

    def watched(x: float, a: float, b: float) -> tuple[float, float]:
        looked_at.append(x)
        return slope(x, a, b)

    slope = quantiles._below_and_density
    monkeypatch.setattr(quantiles, "_below_and_density", watched)
    beta(0.975, 48.976683508591414, 47.976683508591414)
    assert len(looked_at) < 10  # it was 202
