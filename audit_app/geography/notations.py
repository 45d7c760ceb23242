"""A position as people write it or paste it: degrees in any notation, UTM, a link to a map, a plus code. Pure.

Positions are degrees of WGS84, latitude before longitude. Nothing is guessed: a text that may mean two positions means none.
"""

import re
from dataclasses import dataclass
from typing import Literal

from audit_app.geography import plus_codes
from audit_app.position import Position

LONGEST = 300
_NUMBER = r"[-+]?\d{1,3}(?:\.\d+)?"
_LINKS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"!3d({_NUMBER})!4d({_NUMBER})",  # the place shown, before where the map is centred
        rf"\bgeo:({_NUMBER}),({_NUMBER})",
        rf"[?&]mlat=({_NUMBER})&mlon=({_NUMBER})",
        rf"[?&](?:q|ll|sll|query|daddr|destination|center|cp)=(?:loc:)?({_NUMBER})(?:,|%2c|~)\s*\+?({_NUMBER})",
        rf"/(?:place|search|dir)/({_NUMBER}),\+?({_NUMBER})",
        rf"@({_NUMBER}),({_NUMBER})",
        rf"#map=\d+(?:\.\d+)?/({_NUMBER})/({_NUMBER})",
    )
)
_WORDS = (
    (re.compile(r"\b(?:latitud|latitude|lat|longitud|longitude|long|lon|lng)\b[.:=]*"), " "),
    (re.compile(r"\b(?:norte|north)\b"), "n"),
    (re.compile(r"\b(?:sur|south)\b"), "s"),
    (re.compile(r"\b(?:este|east)\b"), "e"),
    (re.compile(r"\b(?:oeste|west|o)\b|\bo(?=\d)|(?<=[\d'\"°])\s*o\b"), "w"),
    (re.compile(r"\bgrados?\b|\bdeg(?:rees)?\b|º|˚"), "°"),
    (re.compile(r"\bminutos?\b|\bmin\b|[′’‘´`]"), "'"),
    (re.compile(r"\bsegundos?\b|\bseg\b|[″”“]|''"), '"'),
    (re.compile(r"[−–—]"), "-"),  # noqa: RUF001 - the dashes that people paste
)
_DEGREES = re.compile(
    r"(?P<before>[nsew])?\s*(?P<sign>[-+])?\s*(?P<degrees>\d{1,3}(?:[.,]\d+)?)\s*"
    r"(?:[°:\s]\s*(?P<minutes>\d{1,2}(?:[.,]\d+)?)\s*(?:[':\s]\s*(?P<seconds>\d{1,2}(?:[.,]\d+)?)\s*\"?)?\s*'?)?"
    r"\s*°?\s*(?P<after>[nsew])?"
)
_BETWEEN = re.compile(r"[;,/|\s]+|(?<=[nsew])(?=[-+\d])|(?<=[\d'\"°])(?=[nsew]\s*\d)")
_ZONE = r"(?P<zone>[1-9]|[1-5]\d|60)\s*(?P<band>[c-hj-np-x])?"
_METRES = (
    r"(?P<east>\d{6}(?:[.,]\d+)?)\s*(?:m\s*)?e?\s*[;,/|\s]\s*(?P<north>\d{6,8}(?:[.,]\d+)?)\s*(?:m\s*)?n?"
)
_UTM = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:utm)?\s*(?:zona|zone|huso)?\s*{_ZONE}\s*[;,/|\s]\s*(?:x[:=]?\s*|e[:=]?\s*)?{_METRES}",
        rf"(?:utm)?\s*{_METRES}\s*[;,/|\s]\s*(?:zona|zone|huso)?\s*{_ZONE}",
    )
)
_SHORT_LINK = re.compile(r"\b(?:maps\.app\.goo\.gl|goo\.gl/maps|g\.co/maps|maps\.apple/p|osm\.org/go)\b")
_BRACKETS = str.maketrans("()[]{}", "      ")


@dataclass(frozen=True, slots=True)
class Angle:
    """Degrees with their sign, the axis that a letter tells, and whether they say more than whole degrees."""

    degrees: float
    axis: Literal["latitude", "longitude"] | None
    is_fine: bool


def position(text: str) -> Position | None:
    """Return the position that a text says; None where it says none, or could mean two.

    >>> position("22°39'04\\"N 102°58'48\\"O"), position("https://maps.example/@22.6511,-102.98,17z")
    ((22.6511111, -102.98), (22.6511, -102.98))
    """
    written = _written(text)
    for link in _LINKS:
        if found := link.search(written):
            return _on_earth(float(found[1]), float(found[2]))
    return _projected(written) or plus_codes.position(written) or _pair(_plain(written))


def lacks(text: str) -> Literal["internet", "place"] | None:
    """Return what a text that says no position lacks to say one: internet for a short link, its place for a short plus code.

    >>> lacks("https://maps.app.goo.gl/x7"), lacks("M22C+C2"), lacks("22.65")
    ('internet', 'place', None)
    """
    written = _written(text)
    if _SHORT_LINK.search(written):
        return "internet"
    return "place" if plus_codes.is_short(written) else None


def degrees(text: str, axis: Literal["latitude", "longitude"]) -> float | None:
    """Return the degrees that a text says for one axis; None where it says none, or those of the other.

    >>> degrees("102° 58.8' W", "longitude"), degrees("22.65 N", "longitude")
    (-102.98, None)
    """
    angle = _angle(_plain(_written(text)))
    most = 90 if axis == "latitude" else 180
    fits = angle is not None and angle.axis in (axis, None) and abs(angle.degrees) <= most
    return angle.degrees if angle and fits else None


def _written(text: str) -> str:
    return " ".join(text.casefold()[:LONGEST].split())


def _plain(written: str) -> str:
    for words, sign in _WORDS:
        written = words.sub(sign, written)
    return written.translate(_BRACKETS).strip(" ,;")


def _pair(written: str) -> Position | None:
    """Return the position of two angles, wherever the text may be cut into them with one meaning."""
    meant = {one for cut in _BETWEEN.finditer(written) if (one := _cut(written, cut.start(), cut.end()))}
    return meant.pop() if len(meant) == 1 else None


def _cut(written: str, end: int, start: int) -> Position | None:
    one, other = _angle(written[:end]), _angle(written[start:])
    if one is None or other is None or not (one.is_fine and other.is_fine):
        return None
    axes = {one.axis, other.axis} - {None}
    if len(axes) == 1 and one.axis == other.axis:
        return None
    is_turned = one.axis == "longitude" or other.axis == "latitude" or (not axes and abs(one.degrees) > 90)
    north, west = (other, one) if is_turned else (one, other)
    return _on_earth(north.degrees, west.degrees)


def _angle(written: str) -> Angle | None:
    found = _DEGREES.fullmatch(written.strip())
    if found is None or (found["before"] and found["after"]):
        return None
    parts = [float((found[name] or "0").replace(",", ".")) for name in ("degrees", "minutes", "seconds")]
    has_fraction = any(mark in (found[name] or "") for name in ("degrees", "minutes") for mark in ".,")
    is_sixtieths = parts[1] < 60 and parts[2] < 60
    if not is_sixtieths or (found["minutes"] and "." in found["degrees"].replace(",", ".")):
        return None
    if found["seconds"] and "." in (found["minutes"] or "").replace(",", "."):
        return None
    size = parts[0] + parts[1] / 60 + parts[2] / 3600
    letter = found["before"] or found["after"]
    is_negative = found["sign"] == "-" or letter in ("s", "w")
    axis: Literal["latitude", "longitude"] | None = None
    if letter:
        axis = "latitude" if letter in "ns" else "longitude"
    return Angle(round(-size if is_negative else size, 7), axis, has_fraction or bool(found["minutes"]))


def _projected(written: str) -> Position | None:
    """Return the position of UTM coordinates; a zone without a letter is north of the equator, as Mexico is."""
    from utm.conversion import to_latlon

    for metres in _UTM:
        if found := metres.fullmatch(written.translate(_BRACKETS).strip(" ,;")):
            east, north = (float(found[name].replace(",", ".")) for name in ("east", "north"))
            is_north = (found["band"] or "n") >= "n"
            if not 100_000 <= east < 1_000_000 or north > 10_000_000:
                return None
            latitude, longitude = to_latlon(east, north, int(found["zone"]), northern=is_north)
            return _on_earth(round(float(latitude), 7), round(float(longitude), 7))
    return None


def _on_earth(latitude: float, longitude: float) -> Position | None:
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None
