"""Shares of works, with the interval that few clusters and shares near 100 % ask for."""

from collections.abc import Sequence
from dataclasses import replace

from audit_app.estimates.estimate import Estimate, Rules, without_interval
from audit_app.estimates.intervals import effective, korn_graubard, logit_t, wilson_t
from audit_app.estimates.totals import PsuTotals, Sample

DEFF_UNKNOWN = 1.5  # assumed where all answers are the same, here and in the whole sample


def share(
    totals: Sequence[PsuTotals],
    sample: Sample,
    rules: Rules,
    whole_deff: float | None = None,
    census: bool = False,
) -> Estimate | None:
    """Return the share of works with y = 1 among those with an answer; None without answers.

    ``whole_deff`` is the deff_wr of the same question over the whole sample: it stands for the unknown one where the answers of a
    group are all the same. ``census``: all works were drawn and answered.
    Without degrees of freedom there is neither variance nor interval.
    """
    plain, found = without_interval(totals, sample, rules, census)
    if plain is None or found is None:
        return plain
    p, n = plain.value, plain.answers
    if found.sums.constant:
        deff = max(1.0, whole_deff or DEFF_UNKNOWN)
        n_star = effective(n / deff, n, plain.df, rules.level)
        return _around(replace(plain, deff_used=deff, n_star=n_star), rules)
    if not found.variance:
        return _around(replace(plain, n_star=float(n)), rules)
    n_eff = p * (1 - p) / found.variance
    n_star = min(float(n), effective(n_eff, n, plain.df, rules.level))
    return _around(replace(plain, n_eff=n_eff, n_star=n_star), rules)


def _around(plain: Estimate, rules: Rules) -> Estimate:
    """Return the estimate with its interval; the other methods need a variance, and give way to Korn and Graubard's."""
    if plain.n_eff and plain.se and rules.method == "logit-t":
        ci = logit_t(plain.value, plain.se, plain.df, rules.level)
    elif plain.n_eff and rules.method == "wilson-t":
        ci = wilson_t(plain.value, plain.n_eff, plain.df, rules.level)
    else:
        ci = korn_graubard(plain.value, plain.n_star or plain.answers, rules.level)
        return replace(plain, ci=ci, ci_method="korn-graubard")
    return replace(plain, ci=ci, ci_method=rules.method)


def bounds(located: float, unvisited: float, in_scope: float) -> tuple[float, float] | None:
    """Return the share located if none, then if all, of the unvisited works in scope were located (weights of each).

    >>> bounds(8, 1, 10)
    (0.8, 0.9)
    """
    return (located / in_scope, (located + unvisited) / in_scope) if in_scope else None
