"""What an audit asks of its estimates, and what one estimate says."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt

from audit_app.estimates.intervals import Interval, Method
from audit_app.estimates.ratios import Ratio, ratio
from audit_app.estimates.totals import PsuTotals, Sample
from audit_app.estimates.variance import LonelyPsu, LonelyRule


@dataclass(frozen=True, slots=True)
class Rules:
    """The confidence level, the interval of shares, and what a stratum with one PSU adds to a variance."""

    level: float = 0.95
    method: Method = "korn-graubard"
    lonely: LonelyRule = "adjust"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share (0..1) or mean with its precision; what is undefined is None.

    ``deff`` is V over the variance of a simple random sample drawn without replacement, ``deff_wr`` with it. ``n_eff`` is how
    many answers drawn so would be as precise; ``n_star`` what a share's interval takes, and ``deff_used`` the design effect it
    assumed where every answer was the same (``alike``). ``census``: everything was drawn and answered; no sampling error.
    """

    value: float
    answers: int
    psus: int
    df: int
    se: float | None = None
    ci: Interval | None = None
    ci_method: str | None = None
    deff: float | None = None
    deff_wr: float | None = None
    n_eff: float | None = None
    n_star: float | None = None
    deff_used: float | None = None
    alike: bool = False
    census: bool = False
    lonely: str | None = None  # the stratum whose single PSU the rule does not accept


def without_interval(
    totals: Sequence[PsuTotals], sample: Sample, rules: Rules, census: bool
) -> tuple[Estimate | None, Ratio | None]:
    """Return an estimate as far as shares and means go the same way, and the ratio from which its interval is to be made.

    None without answers; no ratio where there is no interval to make: no degrees of freedom, a census, a rule that fails.
    """
    try:
        found = ratio(totals, sample, rules.lonely)
    except LonelyPsu as lone:
        unsafe = ratio(totals, sample, "certainty")
        return (replace(_plain(unsafe), lonely=lone.stratum) if unsafe else None), None
    if found is None:
        return None, None
    plain = _plain(found)
    if plain.df < 1:
        return replace(plain, census=census), None
    if census:
        ends = (found.value, found.value)
        return replace(plain, se=0.0, ci=ends, ci_method="census", census=True), None
    deff, deff_wr = design_effects(found)
    return replace(plain, se=sqrt(found.variance), deff=deff, deff_wr=deff_wr), found


def _plain(found: Ratio) -> Estimate:
    sums = found.sums
    return Estimate(found.value, sums.answers, sums.psus, sums.df, alike=sums.constant)


def design_effects(found: Ratio) -> tuple[float | None, float | None]:
    """Return deff and deff_wr: V / (s²/n), with s² = (Σwy²/W - p²) n/(n-1); deff divides by 1 - n/W, None where n ≥ W. Kish 1965.

    None where the answers do not differ.
    """
    sums = found.sums
    mean = found.value - sums.shift
    spread = sums.sum_wyy / sums.sum_w - mean**2
    if sums.answers < 2 or sums.constant or spread <= 0:
        return None, None
    deff_wr = found.variance * (sums.answers - 1) / spread
    drawn = sums.answers / sums.sum_w
    return (deff_wr / (1 - drawn) if drawn < 1 else None), deff_wr
