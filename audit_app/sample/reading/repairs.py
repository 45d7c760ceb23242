"""What two cells may have meant as a position, other than what they say: the repairs among which the doctor chooses. Pure.

Run-together minutes and seconds come before a lost point: by chance, both cells would have four digits that make minutes and
seconds once in eight.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from audit_app.geography.readings import Axis, Reading, dms_as_decimals, is_degrees, pair, readings

SAME = 0.00005  # degrees: repairs this near are the same one


@dataclass(frozen=True, slots=True)
class Repair:
    """A position that is proposed: what damage it undoes, and in which column that shows."""

    kind: str
    column: Axis
    latitude: float
    longitude: float
    doubt: int = 0  # a repair of less doubt comes first

    def is_near(self, other: "Repair") -> bool:
        """Tell whether both are the same for anybody on site."""
        return abs(self.latitude - other.latitude) < SAME and abs(self.longitude - other.longitude) < SAME


def repairs_of(
    latitude_text: str, longitude_text: str, latitude: float | None, longitude: float | None
) -> Iterator[Repair]:
    """Yield the positions that two cells may have meant, other than what they say."""
    cells: tuple[tuple[Axis, str], ...] = (("latitude", latitude_text), ("longitude", longitude_text))
    for column, text in cells:
        both = pair(text) or ("", "")
        for texts in (both, both[::-1]):
            for repair in _read(texts, (None, None), is_swapped=False):
                yield Repair("together", column, repair.latitude, repair.longitude)
    texts, numbers = (latitude_text, longitude_text), (latitude, longitude)
    yield from _read(texts, numbers, is_swapped=False)
    yield from _read(texts[::-1], numbers[::-1], is_swapped=True)
    yield from decimals_repair(latitude_text, longitude_text)


def decimals_repair(latitude_text: str, longitude_text: str) -> Iterator[Repair]:
    """Yield the position whose decimals are minutes and seconds, if they may be."""
    north, west = dms_as_decimals(latitude_text), dms_as_decimals(longitude_text)
    if north is not None and west is not None:
        yield Repair("dms", "latitude", abs(north), -abs(west), doubt=2)


def signed_repair(latitude: float | None, longitude: float | None) -> Repair | None:
    """Return the position of two readable numbers with its signs and its order put right: the usual damage of a whole list."""
    if latitude is None or longitude is None:
        return None
    for north, west, is_swapped in ((latitude, longitude, False), (longitude, latitude, True)):
        if is_degrees(abs(north), "latitude") and is_degrees(abs(west), "longitude"):
            kind = _kind(
                Reading(abs(north), north < 0, "plain"), Reading(abs(west), west < 0, "plain"), is_swapped
            )
            column: Axis = "latitude" if is_swapped or north < 0 else "longitude"
            return Repair(kind, column, abs(north), -abs(west)) if kind else None
    return None


def _read(
    texts: tuple[str, str], numbers: tuple[float | None, float | None], is_swapped: bool
) -> Iterator[Repair]:
    """Yield the positions with the first cell as latitude and the second as longitude, north and west as Mexico is."""
    for north in readings(texts[0], numbers[0], "latitude"):
        for west in readings(texts[1], numbers[1], "longitude"):
            kind = _kind(north, west, is_swapped)
            if kind:
                shows_in_latitude = (
                    is_swapped or north.kind != "plain" or (north.is_negative and west.kind == "plain")
                )
                column: Axis = "latitude" if shows_in_latitude else "longitude"
                yield Repair(kind, column, north.degrees, -west.degrees, doubt="scale" in kind)


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
