"""Simulates the audit's design, and tells how often each interval of a share holds the true one.

``python tests/bench/bench_coverage.py [samples] [seed]`` prints a table, and exits with 1 where Korn and Graubard's interval
covers less than 94.5 % in any scenario. Populations are made once; samples are drawn again and again, without replacement.
"""

import sys
from bisect import bisect
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from math import comb, sqrt
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from audit_app.estimates.estimate import Rules  # noqa: E402 - the line above finds it
from audit_app.estimates.intervals import Interval  # noqa: E402
from audit_app.estimates.shares import share  # noqa: E402
from audit_app.estimates.totals import Drawn, PsuTotals, Sample  # noqa: E402

STRATA = {"a": (3, 30), "b": (4, 60), "c": (3, 40)}  # municipalities drawn, of how many
WORKS = ((12, 42), (18, 48), (15, 17), (20, 50), (14, 14), (16, 46), (10, 16), (17, 17), (15, 29), (13, 43))
SCENARIOS = tuple((p, icc) for p in (0.963, 0.857) for icc in (0.02, 0.10))
SAMPLES, SEED = 14_000, 2009  # enough for a standard error below 0.4 points where coverage is as low as 70 %
MUST_REACH = 0.945
OURS = "Korn-Graubard"


@dataclass(frozen=True, slots=True)
class Municipality:
    """One of a stratum's municipalities: works drawn if it is drawn, all its works, and those of them that count."""

    name: str
    drawn: int
    works: int
    such: int


Population = dict[str, list[Municipality]]
Samples = tuple[list[PsuTotals], Sample]


def population(random: Random, p: float, icc: float) -> Population:
    """Return municipalities whose shares vary by a beta distribution about ``p`` with this intraclass correlation."""
    scale = (1 - icc) / icc
    made: Population = {}
    for stratum, (_drawn, municipalities) in STRATA.items():
        made[stratum] = []
        for number in range(municipalities):
            drawn, works = WORKS[number % len(WORKS)]
            chance = random.betavariate(p * scale, (1 - p) * scale)
            such = sum(random.random() < chance for _work in range(works))
            made[stratum].append(Municipality(str(number), drawn, works, such))
    return made


def redrawn(random: Random, everything: Population) -> Samples:
    """Draw municipalities and works in them by simple random sampling; return their totals and how they were drawn."""
    totals, psus = [], {}
    for stratum, (drawn, municipalities) in STRATA.items():
        for place in random.sample(everything[stratum], drawn):
            n, weight = place.drawn, municipalities / drawn * place.works / place.drawn
            such = bisect(_chances(place.works, place.such, n), random.random())
            ws, wws = weight * such, weight**2 * such
            sums = (such, weight * n, ws, ws, weight**2 * n, wws, wws)
            low, high = float(such == n), float(such > 0)
            totals.append(PsuTotals(stratum, place.name, n, n, *sums, low, high))
            psus[stratum, place.name] = Drawn(n, place.works)
    return totals, Sample({name: Drawn(*drawn) for name, drawn in STRATA.items()}, psus)


@cache
def _chances(works: int, such: int, drawn: int) -> list[float]:
    """Return the chance of at most 0, 1, 2... such works among those drawn: the hypergeometric distribution."""
    ways = (comb(such, k) * comb(works - such, drawn - k) for k in range(drawn))
    return [below / comb(works, drawn) for below in accumulate(ways)]


def by_design(rules: Rules) -> Callable[[Samples], Interval]:
    """Return the program's own interval under these rules."""

    def interval(drawn: Samples) -> Interval:
        found = share(*drawn, rules)
        assert found is not None
        assert found.ci is not None
        return found.ci

    return interval


def naive(drawn: Samples) -> Interval:
    """Return p and 1.96 √(pq/n) to each side of it, of the plain count."""
    n, such = sum(total.answers for total in drawn[0]), sum(total.sum_y for total in drawn[0])
    p = such / n
    reach = 1.96 * sqrt(p * (1 - p) / n)
    return p - reach, p + reach


INTERVALS = {
    OURS: by_design(Rules()),
    "logit-t": by_design(Rules(method="logit-t")),
    "Wilson-t": by_design(Rules(method="wilson-t")),
    "naive": naive,
}


def simulated(scenario: tuple[float, float], samples: int, seed: int) -> tuple[float, dict[str, Interval]]:
    """Return the true share of one scenario and, by interval, how often it is covered and the mean width."""
    random = Random(f"{seed} {scenario}")  # noqa: S311 - a simulation, not a secret
    everything = population(random, *scenario)
    places = [place for some in everything.values() for place in some]
    truth = sum(place.such for place in places) / sum(place.works for place in places)
    covered, width = dict.fromkeys(INTERVALS, 0), dict.fromkeys(INTERVALS, 0.0)
    for _sample in range(samples):
        drawn = redrawn(random, everything)
        for name, interval in INTERVALS.items():
            low, high = interval(drawn)
            covered[name] += low <= truth <= high
            width[name] += high - low
    return truth, {name: (covered[name] / samples, width[name] / samples) for name in INTERVALS}


def main() -> int:
    """Simulate every scenario, print the table, return 1 where the interval of this program misses its mark."""
    asked = [int(word) for word in sys.argv[1:]]
    samples, seed = (*asked, *(SAMPLES, SEED)[len(asked) :])
    print(
        f"{samples} samples of each population, seed {seed}: coverage at 95 % (its standard error), mean width"
    )
    print(f"{'share':>6} {'ICC':>5}", *(f"{name:>26}" for name in INTERVALS))
    missed = False
    with ProcessPoolExecutor() as workers:
        pending = [(scenario, workers.submit(simulated, scenario, samples, seed)) for scenario in SCENARIOS]
        for (_p, icc), work in pending:
            truth, told = work.result()
            cells = (
                f"{100 * c:6.2f} % ({100 * sqrt(c * (1 - c) / samples):.2f}) {100 * w:6.1f} pts"
                for c, w in told.values()
            )
            print(f"{truth:6.3f} {icc:5.2f}", *(f"{cell:>26}" for cell in cells))
            missed |= told[OURS][0] < MUST_REACH
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
