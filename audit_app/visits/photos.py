"""Examines, keeps and derives photos: originals untouched, named by their SHA-256. Pure but for the files it is given."""

import hashlib
import io
import warnings
from collections.abc import Iterator
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
FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png"}
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
    from PIL import Image, ImageOps

    if len(data) > LARGEST_BYTES:
        raise PhotoTooLarge(file_name)
    with _told(file_name):
        image = Image.open(io.BytesIO(data), formats=list(FORMATS))
        width, height = image.size
        if width * height > LARGEST_PIXELS:
            raise PhotoTooLarge(file_name)
        exif = image.getexif()
        media_type = FORMATS[str(image.format)]
        image.draft("RGB", (DERIVED_SIDE, DERIVED_SIDE))
        image.load()
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((DERIVED_SIDE, DERIVED_SIDE))
        copy = io.BytesIO()
        _on_white(upright).save(copy, "JPEG", quality=82, optimize=True)
    if exif.get(EXIF_ORIENTATION, 1) in (5, 6, 7, 8):
        width, height = height, width
    latitude, longitude = _position(exif.get_ifd(EXIF_GPS))
    sha256 = fingerprint(data)
    taken_at = _taken_at(exif.get_ifd(EXIF_IFD))
    return Examined(sha256, media_type, len(data), width, height, taken_at, latitude, longitude), copy.getvalue()


def _on_white(image: "Image.Image") -> "Image.Image":
    from PIL import Image

    if image.mode in ("RGBA", "LA", "P", "PA"):
        image = image.convert("RGBA")
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        return ground
    return image.convert("RGB")


@contextmanager
def _told(file_name: str) -> Iterator[None]:
    """Turn the many ways in which Pillow refuses a file into two sentences."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except UnidentifiedImageError as error:
        raise NotAPhoto(file_name) from error
    except Image.DecompressionBombError as error:
        raise PhotoTooLarge(file_name) from error
    except (OSError, SyntaxError, ValueError, TypeError, ArithmeticError, LookupError, EOFError) as error:
        raise PhotoDamaged(file_name) from error


def _taken_at(exif: dict[int, object]) -> str | None:
    try:
        at = datetime.strptime(str(exif[EXIF_TAKEN])[:19], "%Y:%m:%d %H:%M:%S").isoformat()
    except (KeyError, ValueError):
        return None
    offset = str(exif.get(EXIF_OFFSET, ""))
    try:
        return datetime.fromisoformat(at + offset).isoformat()
    except ValueError:
        return at


def _position(gps: dict[int, object]) -> tuple[float | None, float | None]:
    try:
        latitude = _degrees(gps[2]) * (-1 if str(gps[1]).upper().startswith("S") else 1)
        longitude = _degrees(gps[4]) * (-1 if str(gps[3]).upper().startswith("W") else 1)
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None, None
    placed = -90 <= latitude <= 90 and -180 <= longitude <= 180 and (latitude, longitude) != (0, 0)
    return (round(latitude, 7), round(longitude, 7)) if placed else (None, None)


def _degrees(parts: object) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)  # type: ignore[attr-defined] # Pillow's rationals
    return degrees + minutes / 60 + seconds / 3600
