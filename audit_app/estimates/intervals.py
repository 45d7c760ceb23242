"""Confidence intervals for shares of a sample drawn by a design, and for means. Each returns (low, high); all lie in [0, 1]."""

from math import exp, log, sqrt
from typing import Literal, get_args

from audit_app.estimates.quantiles import beta, student_t

Interval = tuple[float, float]
Method = Literal["korn-graubard", "logit-t", "wilson-t"]
METHODS: tuple[Method, ...] = get_args(Method)


def effective(n_eff: float, answers: int, df: int, level: float) -> float:
    """Return n_eff (t of n-1 / t of df)²: what a sample of its size is worth when its design knows its spread so poorly.

    Korn and Graubard 1998, equation 7; uncapped.

    >>> round(effective(204.4, 150, 7, 0.95), 1)
    142.7
    """
    upper = (1 + level) / 2
    return n_eff * (student_t(upper, answers - 1) / student_t(upper, df)) ** 2


def korn_graubard(p: float, n_star: float, level: float) -> Interval:
    """Return the Clopper-Pearson interval of a share p of ``n_star`` answers, any number > 0.

    None of 30 answers: from 0 to 1 - 0.025^(1/30).

    >>> low, high = korn_graubard(0.0, 30, 0.95)
    >>> low, round(high, 4), round(1 - 0.025 ** (1 / 30), 4)
    (0.0, 0.1157, 0.1157)
    """
    tail, such = (1 - level) / 2, n_star * p
    low = beta(tail, such, n_star - such + 1) if p > 0 else 0.0
    high = beta(1 - tail, such + 1, n_star - such) if p < 1 else 1.0
    return min(low, p), max(high, p)


def logit_t(p: float, se: float, df: int, level: float) -> Interval:
    """Return logit p plus and minus t_df se / (p (1-p)), taken back; 0 < p < 1.

    >>> tuple(round(end, 4) for end in logit_t(0.5, 0.05, 30, 0.95))
    (0.3993, 0.6007)
    """
    middle, reach = log(p / (1 - p)), student_t((1 + level) / 2, df) * se / (p * (1 - p))
    return _share(middle - reach), _share(middle + reach)


def wilson_t(p: float, n_eff: float, df: int, level: float) -> Interval:
    """Return Wilson's score interval of a share p of ``n_eff`` answers, with the quantile of t_df. Dean and Pagano 2015.

    >>> tuple(round(end, 4) for end in wilson_t(0.5, 100, 10**9, 0.95))
    (0.4038, 0.5962)
    """
    tt = student_t((1 + level) / 2, df) ** 2
    middle, reach = p + tt / (2 * n_eff), sqrt(tt * (p * (1 - p) + tt / (4 * n_eff)) / n_eff)
    scale = 1 + tt / n_eff
    return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)


def student(value: float, se: float, df: int, level: float) -> Interval:
    """Return value plus and minus t_df se: for means, and for differences before they are held to what they can be.

    >>> tuple(round(end, 3) for end in student(2.7, 0.1, 7, 0.95))
    (2.464, 2.936)
    """
    reach = student_t((1 + level) / 2, df) * se
    return value - reach, value + reach


def _share(logit: float) -> float:
    return 1 / (1 + exp(-max(-700.0, min(700.0, logit))))
