"""Means of a number that every work has, such as months."""

from collections.abc import Sequence
from dataclasses import replace

from audit_app.estimates.estimate import Estimate, Rules, without_interval
from audit_app.estimates.intervals import student
from audit_app.estimates.totals import PsuTotals, Sample


def mean(totals: Sequence[PsuTotals], sample: Sample, rules: Rules, census: bool = False) -> Estimate | None:
    """Return the mean of y among the works with one, in its own unit; None without answers.

    ``n_eff`` is n over the design effect. Where every y is the same, its error is unknown: no interval.
    """
    plain, found = without_interval(totals, sample, rules, census)
    if plain is None or found is None:
        return plain
    if not found.variance:
        return replace(plain, se=None, deff=None, deff_wr=None)
    n_eff = plain.answers / plain.deff_wr if plain.deff_wr else None
    ci = student(plain.value, plain.se or 0.0, plain.df, rules.level)
    return replace(plain, n_eff=n_eff, ci=ci, ci_method="student-t")
