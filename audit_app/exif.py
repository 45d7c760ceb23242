"""What a camera says of a photo in its EXIF: which side is up, when and where it was taken."""

import struct
import zlib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    RuntimeError,
    ArithmeticError,
    LookupError,
    EOFError,
    struct.error,
    zlib.error,
)
"""The many ways in which Pillow fails on a damaged file."""
YEARS = range(1990, 2100)  # a camera that says another year has no clock
ORIENTATION, DETAILS, GPS, TAKEN, OFFSET = 0x0112, 0x8769, 0x8825, 0x9003, 0x9011


def said_by_camera(image: "Image.Image") -> tuple[int, str | None, tuple[float | None, float | None]]:
    """Return orientation, time and position; EXIF that cannot be read says nothing, and the photo is good all the same."""
    try:
        return _said(image.getexif())
    except BROKEN:
        return 1, None, (None, None)


def said_in(block: bytes) -> tuple[int, str | None, tuple[float | None, float | None]]:
    """Return the same from the EXIF alone."""
    from PIL import Image

    try:
        exif = Image.Exif()
        exif.load(block)
        return _said(exif)
    except BROKEN:
        return 1, None, (None, None)


def _said(exif: "Image.Exif") -> tuple[int, str | None, tuple[float | None, float | None]]:
    turn = exif.get(ORIENTATION, 1)
    details, gps = (_part(exif.get_ifd, number) for number in (DETAILS, GPS))
    return turn if isinstance(turn, int) else 1, _taken_at(details), _position(gps)


def _part(read: Callable[[int], dict[int, object]], number: int) -> dict[int, object]:
    try:
        return dict(read(number))
    except BROKEN:
        return {}


def _taken_at(exif: Mapping[int, object]) -> str | None:
    try:
        taken = datetime.strptime(str(exif[TAKEN])[:19], "%Y:%m:%d %H:%M:%S")
    except (KeyError, ValueError):
        return None
    if taken.year not in YEARS:
        return None
    try:
        return datetime.fromisoformat(taken.isoformat() + str(exif.get(OFFSET, ""))).isoformat()
    except ValueError:
        return taken.isoformat()


def _position(gps: Mapping[int, object]) -> tuple[float | None, float | None]:
    try:
        latitude = _degrees(gps[2]) * (-1 if _letter(gps[1]) == "S" else 1)
        longitude = _degrees(gps[4]) * (-1 if _letter(gps[3]) == "W" else 1)
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None, None
    placed = -90 <= latitude <= 90 and -180 <= longitude <= 180 and (latitude, longitude) != (0, 0)
    return (round(latitude, 7), round(longitude, 7)) if placed else (None, None)


def _letter(reference: object) -> str:
    """Return N, S, E or W, which some cameras write as bytes."""
    text = reference.decode("ascii", "replace") if isinstance(reference, bytes) else str(reference)
    return text.strip("\0 ")[:1].upper()


def _degrees(parts: object) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)  # type: ignore[attr-defined] # Pillow's rationals
    return degrees + minutes / 60 + seconds / 3600
