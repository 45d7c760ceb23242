"""The variance of an estimate from a sample drawn in one or two stages, by Taylor linearisation.

Särndal, Swensson and Wretman 1992, chapters 4 and 5; the same numbers as R's ``survey`` 4.1.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Literal, NamedTuple, get_args

from audit_app.estimates.totals import Drawn, Sample

LonelyRule = Literal["adjust", "fail", "remove", "certainty", "average"]
LONELY_RULES: tuple[LonelyRule, ...] = get_args(LonelyRule)


class LonelyPsu(Exception):
    """A stratum with one PSU says nothing of how PSUs differ, and the rule is to fail."""

    def __init__(self, stratum: str) -> None:
        super().__init__(stratum)
        self.stratum = stratum


class Score(NamedTuple):
    """A PSU's part in an estimate: the sum of its works' scores z, and of their squares. Works drawn directly: ``psu`` None."""

    stratum: str
    psu: str | None
    z: float
    zz: float


@dataclass(frozen=True, slots=True)
class Component:
    """What a stratum adds to a variance, and the PSUs drawn in it."""

    psus: Drawn
    between: float
    within: float


def two_stage(parts: Iterable[Score], sample: Sample, lonely: LonelyRule = "adjust") -> float:
    """Return the variance of an estimate whose works' scores are given; ``LonelyPsu`` where the rule is to fail.

    V = Σ_h (1 - n_h/N_h) n_h/(n_h-1) (Σ_i z_i² - (Σ_i z_i)²/n_h) + Σ_i (n_h/N_h) (1 - m_i/M_i) m_i/(m_i-1) (Σ_k z_k² - z_i²/m_i),
    n_h PSUs of N_h in stratum h and m_i works of M_i in PSU i, counted over the whole sample: a group's variance
    knows of the PSUs that have nothing of it.

    Two PSUs drawn of many, whose works' scores add up to 0.25 and -0.25: 2/1 (0.125 - 0):

    >>> sample = Sample({"a": Drawn(2, None)}, {})
    >>> two_stage([Score("a", "1", 0.25, 0.03), Score("a", "2", -0.25, 0.03)], sample)
    0.25
    """
    return fsum(part.between + part.within for part in components(parts, sample, lonely).values())


def components(parts: Iterable[Score], sample: Sample, lonely: LonelyRule) -> dict[str, Component]:
    """Return what each stratum adds to the variance, between its PSUs and within them; ``LonelyPsu`` as above."""
    strata: dict[str, list[Score]] = {}
    for part in parts:
        strata.setdefault(part.stratum, []).append(part)
    between = {name: _between(some, sample.strata[name], lonely) for name, some in strata.items()}
    known = [variance for variance in between.values() if variance is not None]
    if strata and not known:  # every stratum is to take the average of the others
        raise LonelyPsu(min(strata))
    return {
        name: Component(
            sample.strata[name],
            fsum(known) / len(known) if (apart := between[name]) is None else apart,
            fsum(_within(part, sample, lonely) for part in some),
        )
        for name, some in strata.items()
    }


def _between(parts: Sequence[Score], drawn: Drawn, lonely: LonelyRule) -> float | None:
    """Return what the PSUs of one stratum add; None where the rule takes the average of the other strata."""
    if drawn.kept == 0:
        return 0.0
    z = fsum(part.z for part in parts)
    zz = fsum(part.zz if part.psu is None else part.z**2 for part in parts)
    if drawn.drawn > 1:
        return drawn.kept * drawn.drawn / (drawn.drawn - 1) * max(0.0, zz - z**2 / drawn.drawn)
    return _lonely(parts[0].stratum, drawn.kept * zz, lonely)


def _within(part: Score, sample: Sample, lonely: LonelyRule) -> float:
    """Return what the works of one PSU add; nothing where the PSUs' own frame is unknown, or all its works were drawn."""
    stratum, works = sample.strata[part.stratum], _works(part.stratum, part.psu, sample)
    if not stratum.frame or works.kept == 0:
        return 0.0
    if works.drawn > 1:
        spread = max(0.0, part.zz - part.z**2 / works.drawn)
        added: float | None = works.kept * works.drawn / (works.drawn - 1) * spread
    else:
        added = _lonely(part.stratum, works.kept * part.zz, lonely)
    return min(1.0, stratum.drawn / stratum.frame) * (added or 0.0)


def _lonely(stratum: str, around_the_whole: float, lonely: LonelyRule) -> float | None:
    """Return what a lone unit adds: ``around_the_whole`` is its square about the whole sample's score, which is zero."""
    if lonely == "fail":
        raise LonelyPsu(stratum)
    if lonely == "average":
        return None
    return around_the_whole if lonely == "adjust" else 0.0


def _works(stratum: str, psu: str | None, sample: Sample) -> Drawn:
    """Return the works drawn of a PSU; of one without a frame, or drawn directly, all of them were."""
    found = sample.psus.get((stratum, psu)) if psu is not None else None
    return found if found and found.frame else Drawn(1, 1)
