"""Chance that is the same every time: streams named for what they decide."""

from collections.abc import Mapping
from random import Random


def stream(seed: int, *names: str) -> Random:
    """A stream of its own, so that changing one decision leaves the others as they were."""
    return Random(" ".join((str(seed), *names)))  # noqa: S311


def one_of(chances: Mapping[str, int], random: Random) -> str:
    """A key, as likely as its share."""
    return random.choices(list(chances), list(chances.values()))[0]
