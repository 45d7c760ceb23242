"""The coordinate doctor: what is wrong with a position, and the one repair that puts it where the list says the work is. Pure.

It proposes and a person accepts: it is a warning aid, for the boundaries are simplified. Nothing is proposed where two different
repairs fit equally well, nor outside the declared place.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from audit_app.geography.boundaries import COUNTRY, is_on_earth, is_within, municipality_at
from audit_app.geography.catalogue import STATE_WORDS, municipality_name
from audit_app.sample.reading.repairs import Repair, decimals_repair, repairs_of, signed_repair
from audit_app.tables.cells import bare

KINDS = (
    *("zero", "sign", "swapped", "swapped_sign", "swapped_dms", "swapped_scale", "together"),
    *("dms", "scale", "symbols", "doubled", "incomplete"),
    *("out_of_range", "outside_country", "outside_state", "outside_municipality"),
)


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
        repairs = list(decimals_repair(latitude_text, longitude_text))
    else:
        signed = signed_repair(latitude, longitude)
        if signed and is_within(signed.latitude, signed.longitude, places[0]):
            return _proposed(signed, places[0])
        repairs = list(repairs_of(latitude_text, longitude_text, latitude, longitude))
    for place in places[:1] if is_in_country else places:
        fitting = [repair for repair in repairs if is_within(repair.latitude, repair.longitude, place)]
        likely = [each for each in fitting if each.doubt == min(other.doubt for other in fitting)]
        if likely and all(map(likely[0].is_near, likely)):
            return _proposed(likely[0], place)
        if likely:
            break
    return _without_proposal(latitude_text, longitude_text, latitude, longitude, places, repairs)


def _proposed(repair: Repair, place: str) -> Diagnosis:
    lies_in = place if len(place) > 2 else municipality_at(repair.latitude, repair.longitude)
    return Diagnosis(repair.kind, repair.column, repair.latitude, repair.longitude, lies_in)


def _without_proposal(
    latitude_text: str,
    longitude_text: str,
    latitude: float | None,
    longitude: float | None,
    places: tuple[str, ...],
    repairs: list[Repair],
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
