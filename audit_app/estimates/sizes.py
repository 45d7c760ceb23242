"""How many works to draw for a margin of error, and the margin that so many works give."""

from math import sqrt

from audit_app.estimates.quantiles import student_t


def works_needed(works: int, share: float, error: float, deff: float, df: float, level: float = 0.95) -> int:
    """Return the works to draw, n = n0 / (1 + n0 / N) with n0 = t² p(1-p) deff / e², to the nearest whole one.

    Cochran 1977, 4.4, with Student's t for few municipalities and the design effect. ``error`` is a share: 0.03 for 3 points.

    >>> [works_needed(2400, 0.96, 0.03, 1.5, df) for df in (7, 20, 40)]
    [311, 250, 236]
    """
    endless = (student_t((1 + level) / 2, df) / error) ** 2 * share * (1 - share) * deff
    return max(1, round(endless / (1 + endless / works)))


def margin(sample: int, works: int, share: float, deff: float, df: float, level: float = 0.95) -> float:
    """Return the margin of error, as a share, that a sample of so many works gives: the reverse of ``works_needed``.

    >>> round(margin(311, 2400, 0.96, 1.5, 7), 4)
    0.03
    """
    endless = 1 / (1 / sample - 1 / works) if sample < works else 0
    return student_t((1 + level) / 2, df) * sqrt(share * (1 - share) * deff / endless) if endless else 0.0
