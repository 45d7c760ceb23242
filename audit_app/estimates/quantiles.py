"""Quantiles of Student's t, for margins of error with few municipalities."""

from math import exp, inf, lgamma, log


def student_t(probability: float, df: float) -> float:
    """Return the t below which Student's distribution with ``df`` degrees of freedom has this probability.

    By bisection of the distribution function (Abramowitz & Stegun 26.7), to 12 digits. 0 < probability < 1, df > 0.

    >>> round(student_t(0.975, 7), 4), round(student_t(0.975, 40), 4)
    (2.3646, 2.0211)
    """
    if not (0 < probability < 1 and df > 0):
        raise ValueError((probability, df))
    if probability < 0.5:
        return -student_t(1 - probability, df)
    tail = 1 - probability
    low, high = 0.0, 1.0
    while _tail(high, df) > tail:
        low, high = high, high * 2
    while high - low > 1e-13 * high:
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if _tail(middle, df) > tail else (low, middle)
    return (low + high) / 2


def _tail(t: float, df: float) -> float:
    """Return P(T > t) for t ≥ 0."""
    return _beta_share(df / (df + t * t), df / 2, 0.5) / 2


def _beta_share(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta_share(1 - x, b, a)
    front = lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x)
    return exp(front) / a / _continued(x, a, b)


def _continued(x: float, a: float, b: float) -> float:
    """Return the continued fraction of the incomplete beta function, by Lentz's method (DLMF 8.17.22)."""
    value, c, d = 1.0, 1.0, 0.0
    before = inf
    for step in range(1, 100_000):
        m = step // 2
        if step % 2:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / (1 + term * d)
        c = 1 + term / c
        before, value = value, value * c * d
        if abs(value - before) < 1e-16 * value:
            break
    return value
