"""Quantiles of the beta and of Student's t distribution, from the incomplete beta function. Standard library only.

Sources: the continued fraction of DLMF 8.17.22, evaluated by Lentz's method (Thompson and Barnett 1986); Stirling's
remainder of DLMF 5.11.1, so that the density keeps its digits where the gamma functions themselves are huge.
"""

from functools import lru_cache
from math import exp, inf, lgamma, log, log1p, pi, sqrt

TINY = 1e-300
STIRLING = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156)
NEARLY_NORMAL = 1e6
LARGE = 10.0  # from here on Stirling's series is exact to the last digit


@lru_cache(maxsize=4096)
def student_t(probability: float, df: float) -> float:
    """Return the quantile of Student's t with ``df`` > 0 degrees of freedom (any real number; infinity is the normal).

    >>> round(student_t(0.975, 7), 6), round(student_t(0.025, 7), 6)
    (2.364624, -2.364624)
    """
    if probability == 0.5:
        return 0.0
    if probability < 0.5:
        return -student_t(1 - probability, df)
    if df > NEARLY_NORMAL:
        from statistics import NormalDist  # takes long to load, and few samples are so large

        z = NormalDist().inv_cdf(probability)
        return z + (z**3 + z) / (4 * df)
    share = beta(2 * probability - 1, 0.5, df / 2)  # of t² / (df + t²), whose tail is twice that of t
    return sqrt(df * share / (1 - share)) if share < 1 else inf


def beta(probability: float, a: float, b: float) -> float:
    """Return the quantile of the beta distribution with shapes ``a``, ``b`` > 0.

    With b = 1 it is a root: of one quarter, with a = 2, one half.

    >>> round(beta(0.25, 2, 1), 12)
    0.5
    """
    if probability <= 0:
        return 0.0
    if probability >= 1:
        return 1.0
    if beta_below(0.5, a, b) < probability:  # near 1 the distance to 1 would lose its digits
        return 1 - _root(1 - probability, b, a)
    return _root(probability, a, b)


def _root(probability: float, a: float, b: float) -> float:
    """Return where the beta distribution reaches a probability, by Newton's steps kept inside a bracket."""
    low, high, x = 0.0, 1.0, _first_guess(probability, a, b)
    for _step in range(200):
        below, density = _below_and_density(x, a, b)
        low, high = (low, x) if below > probability else (x, high)
        step = (below - probability) / density if density else inf
        if abs(step) <= 1e-9 * x:  # the error left is of the order of this step squared
            return x - step
        x = x - step if low < x - step < high else (low + high) / 2
    return x


def beta_below(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b): how much of the distribution lies below ``x``.

    >>> round(beta_below(0.5, 2, 2), 15)
    0.5
    """
    return min(max(0.0, x), 1.0) if not 0 < x < 1 else _below_and_density(x, a, b)[0]


def _below_and_density(x: float, a: float, b: float) -> tuple[float, float]:
    """Return I_x(a, b) and its slope; the fraction is taken on the side of the mean where it converges fast."""
    density = exp(_log_density(x, a, b))
    if x < (a + 1) / (a + b + 2):
        return density * x * (1 - x) * _fraction(x, a, b) / a, density
    return 1 - density * x * (1 - x) * _fraction(1 - x, b, a) / b, density


def _fraction(x: float, a: float, b: float) -> float:
    """Evaluate the continued fraction of I_x(a, b)."""
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1) or TINY)
    value, both = d, a + b
    for m in range(1, 10_000):
        place = a + 2 * m
        even = m * (b - m) * x / ((place - 1) * place)
        d = 1 / (1 + even * d or TINY)
        c = 1 + even / c or TINY
        value *= c * d
        odd = -(a + m) * (both + m) * x / (place * (place + 1))
        d = 1 / (1 + odd * d or TINY)
        c = 1 + odd / c or TINY
        value *= c * d
        if abs(c * d - 1) < 2e-16:
            break
    return value


def _log_density(x: float, a: float, b: float) -> float:
    """Return the logarithm of the beta density at 0 < x < 1."""
    if min(a, b) < LARGE:
        return (a - 1) * log(x) + (b - 1) * log1p(-x) + _log_gammas(a, b)
    # Around its mean the density is a bell: what is left of the two powers and of the gamma functions are deviances.
    both, off = a + b, x - a / (a + b)
    deviances = a * log1p(off * both / a) + b * log1p(-off * both / b)
    remainders = _stirling(both) - _stirling(a) - _stirling(b)
    return deviances + remainders + 0.5 * log(a * b / (2 * pi * both)) - log(x) - log1p(-x)


def _log_gammas(a: float, b: float) -> float:
    """Return ln Γ(a+b) - ln Γ(a) - ln Γ(b) where one of them is small."""
    small, large = min(a, b), max(a, b)
    if large < LARGE:
        return lgamma(a + b) - lgamma(a) - lgamma(b)
    both = small + large
    growth = (large - 0.5) * log1p(small / large) + small * (log(both) - 1)
    return growth + _stirling(both) - _stirling(large) - lgamma(small)


def _stirling(z: float) -> float:
    """Return what Stirling's formula leaves of ln Γ(z), for z ≥ 10."""
    per, value = 1 / (z * z), 0.0
    for term in reversed(STIRLING):
        value = value * per + term
    return value / z


def _first_guess(probability: float, a: float, b: float) -> float:
    """Return a point near the quantile: the normal one about the mean on the logit scale, within (0, 1)."""
    z = _normal(probability)
    mean = a / (a + b)
    spread = sqrt((a + b) / (a * b)) if min(a, b) >= 1 else 1.0
    return 1 / (1 + exp(-max(-30.0, min(30.0, log(mean / (1 - mean)) + z * spread))))


def _normal(probability: float) -> float:
    """Return the normal quantile to three digits, enough to begin with (Abramowitz and Stegun 26.2.23)."""
    t = sqrt(-2 * log(min(probability, 1 - probability)))
    z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
    return z if probability > 0.5 else -z
