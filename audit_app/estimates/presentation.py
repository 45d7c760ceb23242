"""Whether a figure may be shown: the standard for presenting proportions of the NCHS (2017), and INEGI's classes of precision."""

from dataclasses import dataclass
from typing import Literal

from audit_app.estimates.estimate import Estimate

Presentation = Literal["show", "review", "suppress", "complement"]
Why = Literal[
    "",
    "no_answers",
    "lonely_psu",
    "census",
    "all_alike_few",
    "all_alike",
    "few_answers",
    "few_effective",
    "wide",
    "wide_for_its_size",
    "imprecise_mean",
    "equal_values",
    "one_psu",
    "lone_psus",
    "few_psus",
    "wide_for_the_rest",
]
ENOUGH_ANSWERS = 30
ENOUGH_DF = 8
WIDE, NARROW = 0.30, 0.05  # widths of an interval
TOO_WIDE_FOR_ITS_SIZE = 1.30
IMPRECISE = 0.30  # coefficient of variation from which INEGI calls a figure of low precision


@dataclass(frozen=True, slots=True)
class Judgement:
    """What may be done with a figure, and the rule that says so."""

    presentation: Presentation
    why: Why


def of_share(found: Estimate | None) -> Judgement:
    """Return the first rule that holds for a share, on n' = min(n, n_eff) and the width of its interval.

    A share of 0 or 1: withheld below 30 answers, else to be reviewed. Withheld below n' = 30, from a width of 30 points, or above
    5 points where that is over 130 % of the share. To be reviewed below 8 degrees of freedom. Shown without its
    complement where the width is above 5 points and over 130 % of the complement. Everything else is shown.
    """
    if found is None:
        return Judgement("suppress", "no_answers")
    if special := _special(found):
        return special
    p, few = found.value, found.answers < ENOUGH_ANSWERS
    if found.alike and few:
        return Judgement("suppress", "all_alike_few")
    if found.alike:
        return Judgement("review", "all_alike" if found.df else _few_psus(found))
    if few or (found.n_eff is not None and found.n_eff < ENOUGH_ANSWERS):
        return Judgement("suppress", "few_answers" if few else "few_effective")
    width = found.ci[1] - found.ci[0] if found.ci else 0.0
    if width >= WIDE:
        return Judgement("suppress", "wide")
    if _too_wide(width, p):
        return Judgement("suppress", "wide_for_its_size")
    if found.df < ENOUGH_DF:
        return Judgement("review", _few_psus(found))
    if _too_wide(width, 1 - p):
        return Judgement("complement", "wide_for_the_rest")
    return Judgement("show", "")


def of_mean(found: Estimate | None) -> Judgement:
    """Return the rule that holds for a mean: as for shares, with the coefficient of variation in place of the width."""
    if found is None:
        return Judgement("suppress", "no_answers")
    if special := _special(found):
        return special
    few = found.answers < ENOUGH_ANSWERS
    if few or (found.n_eff is not None and found.n_eff < ENOUGH_ANSWERS):
        return Judgement("suppress", "few_answers" if few else "few_effective")
    if found.alike:
        return Judgement("review", "equal_values")
    if (precision := cv(found.value, found.se)) is not None and precision >= IMPRECISE:
        return Judgement("suppress", "imprecise_mean")
    if found.df < ENOUGH_DF:
        return Judgement("review", _few_psus(found))
    return Judgement("show", "")


def cv(value: float | None, se: float | None) -> float | None:
    """Return the coefficient of variation, se / |value|; None where either is unknown or the value is 0."""
    return se / abs(value) if value and se is not None else None


def precision(variation: float) -> Literal["high", "moderate", "low"]:
    """Return INEGI's class of a coefficient of variation: high below 15 %, moderate below 30 %, low from there on.

    >>> precision(0.014), precision(0.15), precision(0.3)
    ('high', 'moderate', 'low')
    """
    return "high" if variation < 0.15 else "moderate" if variation < IMPRECISE else "low"


def _special(found: Estimate) -> Judgement | None:
    """Return the judgement of what the standard does not know: no variance by the audit's own rule, no sampling error at all."""
    if found.lonely is not None:
        return Judgement("suppress", "lonely_psu")
    return Judgement("show", "census") if found.census else None


def _few_psus(found: Estimate) -> Why:
    if found.df:
        return "few_psus"
    return "one_psu" if found.psus == 1 else "lone_psus"


def _too_wide(width: float, share: float) -> bool:
    return width > NARROW and width > TOO_WIDE_FOR_ITS_SIZE * share
