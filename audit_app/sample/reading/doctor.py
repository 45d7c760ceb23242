"""The coordinate doctor: what is wrong with a position, and the one repair that puts it where the list says the work is. Pure.

It proposes and a person accepts: it is a warning aid, for the boundaries are simplified. Nothing is proposed where two different
repairs fit equally well, nor outside the declared place. Run-together minutes and seconds come before a lost point: by chance,
both cells would have four digits that make minutes and seconds once in eight.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from audit_app.geography.boundaries import COUNTRY, is_on_earth, is_within, municipality_at
from audit_app.geography.catalogue import STATE_WORDS, municipality_name
from audit_app.geography.readings import Axis, Reading, dms_as_decimals, is_degrees, pair, readings
from audit_app.tables.cells import bare

KINDS = (
    *("zero", "sign", "swapped", "swapped_sign", "swapped_dms", "swapped_scale", "together"),
    *("dms", "scale", "symbols", "doubled", "incomplete"),
    *("out_of_range", "outside_country", "outside_state", "outside_municipality"),
)

_SAME = 0.00005  # degrees: repairs this near are the same one


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What is wrong with a position, in which column it shows, and where it should be.

    ``kind`` is one of ``KINDS``. ``latitude`` and ``longitude`` are the proposal, None without one. ``place`` is the code of
    the municipality of the proposal or, without one, of the position as given; None in the sea and abroad.
    """

    kind: str
    column: Literal["latitude", "longitude"]
    latitude: float | None = None
    longitude: float | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class _Repair:
    kind: str
    column: Axis
    latitude: float
    longitude: float
    doubt: int = 0  # a repair of less doubt comes first

    def is_near(self, other: "_Repair") -> bool:
        return abs(self.latitude - other.latitude) < _SAME and abs(self.longitude - other.longitude) < _SAME


def diagnose(
    latitude_text: str,
    longitude_text: str,
    latitude: float | None,
    longitude: float | None,
    state: str | None,
    municipality: str | None,
) -> Diagnosis | None:
    """Return what is wrong with a position; None when it is plausible, blank, or nobody could read it.

    The numbers are those already read, None where a cell is blank or unreadable; the texts are the cells as they came. Codes that
    are not INEGI's declare nothing. A position is plausible in or near its declared municipality; where none is
    declared in its state, and without either in the country. Of one blank cell it is told that half is missing, unless the
    other holds both.
    """
    places = declared(state, municipality)
    if latitude is not None and longitude is not None:
        if is_within(latitude, longitude, places[0]):
            return None
        if latitude == 0 or longitude == 0:
            return Diagnosis("zero", "longitude" if latitude else "latitude")
    elif not bare(latitude_text) and not bare(longitude_text):
        return None
    is_in_country = latitude is not None and longitude is not None and is_within(latitude, longitude, COUNTRY)
    if is_in_country:
        repairs = list(_decimals_repair(latitude_text, longitude_text))
    else:
        signed = _signed(latitude, longitude)
        if signed and is_within(signed.latitude, signed.longitude, places[0]):
            return _proposed(signed, places[0])
        repairs = list(_repairs(latitude_text, longitude_text, latitude, longitude))
    for place in places[:1] if is_in_country else places:
        fitting = [repair for repair in repairs if is_within(repair.latitude, repair.longitude, place)]
        likely = [each for each in fitting if each.doubt == min(other.doubt for other in fitting)]
        if likely and all(map(likely[0].is_near, likely)):
            return _proposed(likely[0], place)
        if likely:
            break
    return _without_proposal(latitude_text, longitude_text, latitude, longitude, places, repairs)


def _proposed(repair: _Repair, place: str) -> Diagnosis:
    lies_in = place if len(place) > 2 else municipality_at(repair.latitude, repair.longitude)
    return Diagnosis(repair.kind, repair.column, repair.latitude, repair.longitude, lies_in)


def _without_proposal(
    latitude_text: str,
    longitude_text: str,
    latitude: float | None,
    longitude: float | None,
    places: tuple[str, ...],
    repairs: list[_Repair],
) -> Diagnosis | None:
    """Return what shows of a position for which there is no repair, or more than one."""
    texts = bare(latitude_text), bare(longitude_text)
    if not all(texts):
        return Diagnosis("incomplete", "longitude" if texts[0] else "latitude")
    if latitude is None or longitude is None:
        return None
    if is_within(latitude, longitude, COUNTRY):
        lies_in = municipality_at(latitude, longitude)
        is_in_state = is_within(latitude, longitude, places[-1])
        return Diagnosis(
            "outside_municipality" if is_in_state else "outside_state", "latitude", place=lies_in
        )
    if abs(latitude) == abs(longitude):
        return Diagnosis("doubled", "latitude" if abs(latitude) > 80 else "longitude")
    abroad = [repair for repair in repairs if is_within(repair.latitude, repair.longitude, COUNTRY)]
    if abroad:
        return Diagnosis(abroad[0].kind, abroad[0].column)
    if not is_on_earth(latitude, longitude):
        return Diagnosis("out_of_range", "latitude" if abs(latitude) > 90 else "longitude")
    return Diagnosis("outside_country", "latitude", place=municipality_at(latitude, longitude))


@lru_cache(maxsize=4096)
def declared(state: str | None, municipality: str | None) -> tuple[str, ...]:
    """Return the declared places, the narrowest first; the country alone where none is.

    Of a state and a municipality that disagree, the state is believed.
    """
    known_state = state if state in STATE_WORDS else None
    if municipality and municipality_name(municipality) and known_state in (None, municipality[:2]):
        return municipality, municipality[:2]
    if known_state is None and municipality and municipality[:2] in STATE_WORDS:
        known_state = municipality[:2]
    return (known_state or COUNTRY,)


def _repairs(
    latitude_text: str, longitude_text: str, latitude: float | None, longitude: float | None
) -> Iterator[_Repair]:
    """Yield the positions that two cells may have meant, other than what they say."""
    cells: tuple[tuple[Axis, str], ...] = (("latitude", latitude_text), ("longitude", longitude_text))
    for column, text in cells:
        both = pair(text) or ("", "")
        for texts in (both, both[::-1]):
            for repair in _read(texts, (None, None), is_swapped=False):
                yield _Repair("together", column, repair.latitude, repair.longitude)
    texts, numbers = (latitude_text, longitude_text), (latitude, longitude)
    yield from _read(texts, numbers, is_swapped=False)
    yield from _read(texts[::-1], numbers[::-1], is_swapped=True)
    yield from _decimals_repair(latitude_text, longitude_text)


def _decimals_repair(latitude_text: str, longitude_text: str) -> Iterator[_Repair]:
    """Yield the position whose decimals are minutes and seconds, if they may be."""
    north, west = dms_as_decimals(latitude_text), dms_as_decimals(longitude_text)
    if north is not None and west is not None:
        yield _Repair("dms", "latitude", abs(north), -abs(west), doubt=2)


def _signed(latitude: float | None, longitude: float | None) -> _Repair | None:
    """Return the position of two readable numbers with its signs and its order put right: the usual damage of a whole list."""
    if latitude is None or longitude is None:
        return None
    for north, west, is_swapped in ((latitude, longitude, False), (longitude, latitude, True)):
        if is_degrees(abs(north), "latitude") and is_degrees(abs(west), "longitude"):
            kind = _kind(
                Reading(abs(north), north < 0, "plain"), Reading(abs(west), west < 0, "plain"), is_swapped
            )
            column: Axis = "latitude" if is_swapped or north < 0 else "longitude"
            return _Repair(kind, column, abs(north), -abs(west)) if kind else None
    return None


def _read(
    texts: tuple[str, str], numbers: tuple[float | None, float | None], is_swapped: bool
) -> Iterator[_Repair]:
    """Yield the positions with the first cell as latitude and the second as longitude, north and west as Mexico is."""
    for north in readings(texts[0], numbers[0], "latitude"):
        for west in readings(texts[1], numbers[1], "longitude"):
            kind = _kind(north, west, is_swapped)
            if kind:
                shows_in_latitude = (
                    is_swapped or north.kind != "plain" or (north.is_negative and west.kind == "plain")
                )
                column: Axis = "latitude" if shows_in_latitude else "longitude"
                yield _Repair(kind, column, north.degrees, -west.degrees, doubt="scale" in kind)


def _kind(north: Reading, west: Reading, is_swapped: bool) -> str | None:
    """Return the name of a repair; None where there is nothing to repair or two different damages would have to meet."""
    damages = {north.kind, west.kind} - {"plain"}
    if len(damages - {"symbols"}) > 1:
        return None
    if damages:
        damage = min(damages)  # dms and scale come before symbols
        if not is_swapped:
            return damage
        return "swapped" if damage == "symbols" else f"swapped_{damage}"
    lost_sign = north.is_negative or not west.is_negative
    if is_swapped:
        return "swapped_sign" if lost_sign else "swapped"
    return "sign" if lost_sign else None
