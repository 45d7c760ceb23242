"""Examines, keeps and derives photos: originals untouched, named by their SHA-256. Pure but for the files it is given."""

import hashlib
import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from audit_app import durable
from audit_app.errors import NotAPhoto, PhotoDamaged, PhotoTooLarge
from audit_app.exif import BROKEN, said_by_camera

if TYPE_CHECKING:
    from PIL import Image

LARGEST_BYTES = 40_000_000
LARGEST_PIXELS = 120_000_000
LOOK_SIDE = 8
FEWEST = 8  # bits of a look: a wall or a night has fewer
DERIVED_SIDE = 720  # pixels: sharp at half a page of the report
FORMATS = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
}  # MPO: a phone's JPEG with a second picture inside
TURNS = {  # EXIF orientation -> Pillow's transposition that makes the photo upright
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}


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


def look(copy: Path) -> str | None:
    """Return how a photo looks, as 64 bits in hexadecimal that another size or quality hardly changes; None of one without forms.

    Each bit tells whether a ninth by an eighth of the small copy is brighter than the one beside it (difference hash).
    """
    from PIL import Image

    with Image.open(copy, formats=["JPEG"]) as image:
        grey = image.convert("L").resize((LOOK_SIDE + 1, LOOK_SIDE), Image.Resampling.BOX)
    light = grey.tobytes()
    beside = [light[at] < light[at + 1] for at in range(len(light)) if at % (LOOK_SIDE + 1) < LOOK_SIDE]
    bits = sum(is_brighter << place for place, is_brighter in enumerate(beside))
    return f"{bits:016x}" if FEWEST <= bits.bit_count() <= len(beside) - FEWEST else None


def differing(one: str, other: str) -> int:
    """Return in how many of 64 bits two looks differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


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
        turn, taken_at, (latitude, longitude) = said_by_camera(image)
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
