"""Examines, keeps and derives photos: originals untouched, named by their SHA-256. Pure but for the files it is given."""

import hashlib
import io
import struct
import warnings
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from audit_app import durable
from audit_app.errors import NotAPhoto, PhotoDamaged, PhotoTooLarge

if TYPE_CHECKING:
    from PIL import Image

LARGEST_BYTES = 40_000_000
LARGEST_PIXELS = 120_000_000
DERIVED_SIDE = 720  # pixels: sharp at half a page of the report
FORMATS = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
}  # MPO: a phone's JPEG with a second picture inside
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    ArithmeticError,
    LookupError,
    EOFError,
    struct.error,
    zlib.error,
)
YEARS = range(1990, 2100)  # a camera that says another year has no clock
TURNS = {  # EXIF orientation -> Pillow's transposition that makes the photo upright
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}
EXIF_ORIENTATION, EXIF_IFD, EXIF_GPS, EXIF_TAKEN, EXIF_OFFSET = 0x0112, 0x8769, 0x8825, 0x9003, 0x9011


@dataclass(frozen=True, slots=True)
class Examined:
    """A photo that can be read whole; time and position as its EXIF says, None when it says nothing.

    ``taken_at`` is ISO, with an offset only where the camera wrote one; the position is in WGS84 degrees.
    """

    sha256: str
    media_type: str
    bytes: int
    width: int
    height: int
    taken_at: str | None
    latitude: float | None
    longitude: float | None


def keep(data: bytes, file_name: str, originals: Path, derived: Path) -> Examined:
    """Examine a photo, write its upright small copy and, last, its original; refuse what is no whole JPEG or PNG.

    When this returns both files are on the disk for good.
    """
    photo, upright = _examine(data, file_name)
    durable.write(place(derived, photo.sha256), upright)
    durable.write(place(originals, photo.sha256), data)
    return photo


def fingerprint(data: bytes) -> str:
    """Return the SHA-256 that names these bytes."""
    return hashlib.sha256(data).hexdigest()


def place(folder: Path, sha256: str) -> Path:
    """Return where the file of these bytes stands under a folder."""
    return folder / sha256[:2] / sha256


def derive(originals: Path, derived: Path, sha256: str) -> Path | None:
    """Return the upright small copy of a photo, made again when it is missing; None when the original is not here."""
    copy = place(derived, sha256)
    if not copy.is_file():
        try:
            data = place(originals, sha256).read_bytes()
        except OSError:
            return None
        durable.write(copy, _examine(data, sha256)[1])
    return copy


def _examine(data: bytes, file_name: str) -> tuple[Examined, bytes]:
    from PIL import Image

    if len(data) > LARGEST_BYTES:
        raise PhotoTooLarge(file_name)
    with _told(file_name):
        image = Image.open(io.BytesIO(data), formats=["JPEG", "PNG"])
        width, height = image.size
        if width * height > LARGEST_PIXELS:
            raise PhotoTooLarge(file_name)
        media_type = FORMATS[str(image.format)]
        image.draft("RGB", (DERIVED_SIDE, DERIVED_SIDE))
        image.load()
        turn, taken_at, (latitude, longitude) = _said_by_camera(image)
        copy = io.BytesIO()
        _upright(image, turn).save(copy, "JPEG", quality=82, optimize=True)
    if turn in (5, 6, 7, 8):
        width, height = height, width
    sha256 = fingerprint(data)
    return Examined(
        sha256, media_type, len(data), width, height, taken_at, latitude, longitude
    ), copy.getvalue()


def _upright(image: "Image.Image", turn: int) -> "Image.Image":
    from PIL import Image

    if image.mode.startswith("I"):  # 16 bits a pixel, which Pillow would cut off at white
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    image.thumbnail((DERIVED_SIDE, DERIVED_SIDE))
    if turn in TURNS:
        image = image.transpose(Image.Transpose[TURNS[turn]])
    if image.mode not in ("RGBA", "LA", "P", "PA"):
        return image.convert("RGB")
    image = image.convert("RGBA")
    on_white = Image.new("RGB", image.size, "white")
    on_white.paste(image, mask=image.getchannel("A"))
    return on_white


@contextmanager
def _told(file_name: str) -> Iterator[None]:
    """Turn the many ways in which Pillow refuses a file into three sentences."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except UnidentifiedImageError as error:
        raise NotAPhoto(file_name) from error
    except (Image.DecompressionBombError, MemoryError) as error:
        raise PhotoTooLarge(file_name) from error
    except BROKEN as error:
        raise PhotoDamaged(file_name) from error


def _said_by_camera(image: "Image.Image") -> tuple[int, str | None, tuple[float | None, float | None]]:
    """Return orientation, time and position; EXIF that cannot be read says nothing, and the photo is good all the same."""
    try:
        exif = image.getexif()
        turn = exif.get(EXIF_ORIENTATION, 1)
    except BROKEN:
        return 1, None, (None, None)
    details, gps = (_part(exif.get_ifd, number) for number in (EXIF_IFD, EXIF_GPS))
    return turn if isinstance(turn, int) else 1, _taken_at(details), _position(gps)


def _part(read: Callable[[int], dict[int, object]], number: int) -> dict[int, object]:
    try:
        return dict(read(number))
    except BROKEN:
        return {}


def _taken_at(exif: Mapping[int, object]) -> str | None:
    try:
        taken = datetime.strptime(str(exif[EXIF_TAKEN])[:19], "%Y:%m:%d %H:%M:%S")
    except (KeyError, ValueError):
        return None
    if taken.year not in YEARS:
        return None
    try:
        return datetime.fromisoformat(taken.isoformat() + str(exif.get(EXIF_OFFSET, ""))).isoformat()
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
