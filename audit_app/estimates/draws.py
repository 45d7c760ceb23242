"""Equal and unequal draws from a list of units, by the algorithm "constata-draw-1"; exact, so that they can be repeated.

Every unit, in the code-point order of its key, gets one number of ``random.Random(seed)``; only ``random()`` is used, the one
sequence that Python promises not to change. Sizes, intervals and probabilities are fractions: nothing is rounded.
"""

import random
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate

ALGORITHM = "constata-draw-1"


class TooFewUnits(ValueError):
    """More units were asked for than there are; ``where`` is the stratum or PSU, blank for the whole frame."""

    def __init__(self, where: str, asked: int, there: int) -> None:
        super().__init__(where, asked, there)
        self.where, self.asked, self.there = where, asked, there


def permanent_numbers(keys: Collection[str], generator: random.Random) -> dict[str, float]:
    """Return one random number for each key, given in code-point order whatever the order they come in.

    >>> sorted(permanent_numbers(["b", "a"], random.Random(1)).items())
    [('a', 0.13436424411240122), ('b', 0.8474337369372327)]
    """
    return {key: generator.random() for key in sorted(keys)}


def smallest(keys: Collection[str], numbers: Mapping[str, float], count: int) -> list[str]:
    """Return the keys of the smallest numbers, in order: a simple random sample, and then its reserve.

    Permanent random numbers: Ohlsson 1995, in Cox et al., Business Survey Methods, ch. 9.

    >>> smallest("abcd", {"a": 0.7, "b": 0.2, "c": 0.9, "d": 0.4}, 2)
    ['b', 'd']
    """
    return sorted(keys, key=lambda key: (numbers[key], key))[:count]


def systematic(keys: Sequence[str], count: int, start: float) -> list[str]:
    """Return every (N/n)th key from a random start in [0, 1) of an interval; each has probability n/N. Cochran 1977, 8.1.

    Five keys, two drawn, the interval is 2.5; a start of 0.9 takes the positions 2.25 and 4.75.

    >>> systematic("abcde", 2, 0.9)
    ['c', 'e']
    """
    if count > len(keys):
        raise TooFewUnits("", count, len(keys))
    interval = Fraction(len(keys), count)
    return [keys[int((step + Fraction(start)) * interval)] for step in range(count)]


def certain(sizes: Mapping[str, Fraction], count: int) -> set[str]:
    """Return the keys whose size reaches the interval total/n, found again without them until no other does.

    Sizes 8, 3, 3, 2 and 2 drawn: the interval is 8, so the first is certain; of the rest 1 is drawn, interval 8, none is.

    >>> certain({"a": Fraction(8), "b": Fraction(3), "c": Fraction(3), "d": Fraction(2)}, 2)
    {'a'}
    """
    if count > len(sizes):
        raise TooFewUnits("", count, len(sizes))
    found: set[str] = set()
    while count > len(found):
        rest = {key: size for key, size in sizes.items() if key not in found}
        total, left = sum(rest.values()), count - len(found)
        reached = {key for key, size in rest.items() if size * left >= total}
        if not reached:
            break
        found |= reached
    return found


def pps_chances(sizes: Mapping[str, Fraction], count: int) -> dict[str, Fraction]:
    """Return each key's probability of being drawn: n·x/X among those not certain, and 1 for the certain ones.

    >>> pps_chances({"a": Fraction(8), "b": Fraction(3), "c": Fraction(5)}, 2)
    {'a': Fraction(1, 1), 'b': Fraction(3, 8), 'c': Fraction(5, 8)}
    """
    sure = certain(sizes, count)
    left = count - len(sure)
    total = sum(size for key, size in sizes.items() if key not in sure)
    return {key: Fraction(1) if key in sure else left * size / total for key, size in sizes.items()}


def systematic_pps(chances: Mapping[str, Fraction], start: float) -> list[str]:
    """Return the keys drawn with these probabilities, in their order, from a random start in [0, 1).

    Madow 1949: a key is taken when the running sum of probabilities passes start, start + 1, start + 2, ... The sum is whole.

    >>> systematic_pps({"a": Fraction(1), "b": Fraction(3, 8), "c": Fraction(5, 8)}, 0.5)
    ['a', 'c']
    """
    keys, passed = list(chances), list(accumulate(chances.values()))
    count = int(passed[-1]) if passed else 0
    return [keys[bisect_right(passed, step + Fraction(start))] for step in range(count)]
