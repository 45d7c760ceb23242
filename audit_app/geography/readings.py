"""What a cell that should hold degrees may say: decimals, degrees with minutes and seconds, numbers that lost their point.

Mexico's latitudes go from 14 to 33 degrees and its longitudes from 86 to 119, so a cell shows which of the two it may be.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite
from typing import Literal

Axis = Literal["latitude", "longitude"]
Kind = Literal["plain", "symbols", "dms", "scale"]

REACH = {"latitude": (14.0, 33.0), "longitude": (86.0, 119.0)}

_SIGNED = r"-?[0-9]{1,3}[.][0-9]+"
_PAIR = re.compile(rf"[(\[]?\s*({_SIGNED})\s*[°º]?\s*[,;/|\s]\s*({_SIGNED})\s*[°º]?\s*[)\]]?")
_LETTERED_PAIR = re.compile(r"(.*[ns])[\s,;/|]+([^ns]*[ewo][^ns]*)|([ns][^ewo]*?)[\s,;/|]+([ewo].*)")
_LABEL = re.compile(
    r"\b(?:latitud|latitude|lat|longitud|longitude|long|lon|lng)\b[.:=]*|grados|minutos|segundos"
)
_POINT_NAME = re.compile(r"\b(norte|north|sur|south|este|east|oeste|west|ln|lw|lo)\b")
_POINTS = {"norte": "n", "north": "n", "sur": "s", "south": "s", "este": "e", "east": "e"} | dict.fromkeys(
    ("oeste", "west", "lw", "lo"), "w"
)
_LETTER = re.compile(r"[^\W\d_ºª]")
_GROUP = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_RUN_TOGETHER = re.compile(r"([0-9]{2,3})([0-5][0-9])([0-5][0-9](?:[.][0-9]*)?)")
_AS_DECIMALS = re.compile(r"([0-9]{2,3})[.]([0-5][0-9])([0-5][0-9])")
_THOUSANDS = re.compile(r"[0-9]+(?:[.,'’\s][0-9]{3})*(?:[.,][0-9]*)?")
_LEAST_DIGITS, _MOST_DIGITS = 4, 18


@dataclass(frozen=True, slots=True)
class Reading:
    """Degrees without their sign, whether the cell has a minus, west or south, and how it was read."""

    degrees: float
    is_negative: bool
    kind: Kind


def readings(text: str, number: float | None, axis: Axis) -> list[Reading]:
    """Return all that a cell may say as degrees of latitude or of longitude in Mexico; usually one reading or none.

    >>> [(round(each.degrees, 3), each.kind) for each in readings("-1032052.0", -1032052.0, "longitude")]
    [(103.348, 'dms'), (103.205, 'scale')]
    """
    low, high = REACH[axis]
    found: dict[float, Reading] = {}
    for each in _all(text, number, axis):
        if low <= each.degrees <= high:
            found.setdefault(each.degrees, each)
    return list(found.values())


def pair(text: str) -> tuple[str, str] | None:
    """Return the texts of the two coordinates that stand in one cell; None when there is one or none.

    >>> pair("20.67, -103.35"), pair("20°40'18\\"N 103°20'52\\"W"), pair("20.67")
    (('20.67', '-103.35'), ('20°40\\'18"n', '103°20\\'52"w'), None)
    """
    written = _POINT_NAME.sub(_initial, _without_labels(text))
    both = _PAIR.fullmatch(written)
    if both:
        return both[1], both[2]
    lettered = _LETTERED_PAIR.fullmatch(written)
    if lettered and all(_GROUP.search(part) for part in lettered.groups() if part is not None):
        one, other = (part for part in lettered.groups() if part is not None)
        return one, other
    return None


def dms_as_decimals(text: str) -> float | None:
    """Return the degrees of a text whose four decimals are minutes and seconds: ``20.4018`` for 20° 40' 18"; signed as it is.

    >>> dms_as_decimals("20.4030"), dms_as_decimals("20.6717")
    (20.675, None)
    """
    written = text.strip()
    found = _AS_DECIMALS.fullmatch(written.removeprefix("-"))
    if found is None:
        return None
    degrees = _sexagesimal(found[1], found[2], found[3])
    return -degrees if written.startswith("-") else degrees


def _all(text: str, number: float | None, axis: Axis) -> Iterator[Reading]:
    if number is not None and isfinite(number):
        yield Reading(abs(number), number < 0, "plain")
    written = _POINT_NAME.sub(_initial, _without_labels(text))
    letters = "".join(_LETTER.findall(written))
    if len(text) > 60 or letters not in ("", "n", "s", "e", "w", "o", "eo", "ow", "on", "oo"):
        return
    is_negative = "-" in written[:2] or letters[-1:] in ("s", "w", "o")
    bare = written.strip(" +-nsewo()")
    if number is not None and "e" in bare:  # 2.0671234E+07
        bare = format(abs(number), "f")
    together = _RUN_TOGETHER.fullmatch(bare)
    if together:
        yield Reading(_sexagesimal(*together.groups()), is_negative, "dms")
    if number is None:
        yield from _decimals(bare, is_negative)
    yield from _grouped(bare, is_negative)
    if _THOUSANDS.fullmatch(bare):
        yield from _rescaled(re.sub(r"[.,]0*$", "", bare), is_negative, axis)


def _decimals(bare: str, is_negative: bool) -> Iterator[Reading]:
    """Yield the reading of decimals with any signs around them: a degree sign, a letter, a label."""
    groups = _GROUP.findall(bare)
    if len(groups) == 1:
        yield Reading(float(groups[0].replace(",", ".")), is_negative, "symbols")


def _grouped(bare: str, is_negative: bool) -> Iterator[Reading]:
    """Yield the reading of degrees, minutes and seconds with any signs between and after them."""
    whole = (
        bare.replace(".", " ")
        if bare.count(".") > 1 and bare.count(".") == len(_GROUP.findall(bare))
        else bare
    )
    groups = [group.replace(",", ".") for group in _GROUP.findall(whole)]
    if len(groups) in (2, 3) and all("." not in group for group in groups[:-1]):
        degrees, minutes, seconds = (*groups, "0")[:3]
        if len(degrees) <= 3 and _is_sixtieth(minutes) and _is_sixtieth(seconds):
            yield Reading(_sexagesimal(degrees, minutes, seconds), is_negative, "dms")


def _rescaled(figure: str, is_negative: bool, axis: Axis) -> Iterator[Reading]:
    """Yield the digits with their point where it makes degrees of this axis."""
    digits = re.sub(r"[^0-9]", "", figure).lstrip("0")
    if _LEAST_DIGITS <= len(digits) <= _MOST_DIGITS:
        low, high = REACH[axis]
        for places in (2, 3):
            degrees = float(f"{digits[:places]}.{digits[places:]}")
            if low <= degrees <= high:
                yield Reading(degrees, is_negative, "scale")


def _sexagesimal(degrees: str, minutes: str, seconds: str) -> float:
    return int(degrees) + float(minutes) / 60 + float(seconds) / 3600


def _is_sixtieth(group: str) -> bool:
    return len(group.split(".")[0]) <= 2 and float(group) < 60


def _without_labels(text: str) -> str:
    return " ".join(_LABEL.sub(" ", text.casefold().replace("−", "-").replace("â", "")).split())


def _initial(found: re.Match[str]) -> str:
    return _POINTS.get(found[0], "n")
