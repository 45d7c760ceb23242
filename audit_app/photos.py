"""Examines, keeps and derives photos: originals untouched, named by their SHA-256. Pure but for the files it is given."""

import hashlib
import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from audit_app import durable, heic
from audit_app.errors import NotAPhoto, PhotoDamaged, PhotoTooLarge
from audit_app.exif import BROKEN, said_by_camera, said_in

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
MEDIA_TYPES = (*dict.fromkeys(FORMATS.values()), heic.MEDIA_TYPE)
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

    ``taken_at`` is ISO, with an offset only where the camera wrote one; the position is in WGS84 degrees. The size in pixels of
    a HEIC photo is known only where it can be shown.
    """

    sha256: str
    media_type: str
    bytes: int
    width: int | None
    height: int | None
    taken_at: str | None
    latitude: float | None
    longitude: float | None


def keep(data: bytes, file_name: str, originals: Path, derived: Path) -> Examined:
    """Examine a photo, write its upright small copy and, last, its original; refuse what is no whole JPEG, PNG or HEIC.

    When this returns both files are on the disk for good. A HEIC photo that this laptop cannot show has no copy yet.
    """
    photo, upright = _examine(data, file_name)
    if upright:
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
    """Return the upright small copy of a photo, made again when missing; None when the original is not here or not shown."""
    copy = place(derived, sha256)
    if not copy.is_file():
        try:
            data = place(originals, sha256).read_bytes()
        except OSError:
            return None
        upright = _examine(data, sha256)[1]
        if not upright:
            return None
        durable.write(copy, upright)
    return copy


def can_be_shown(media_type: str, derived: Path, sha256: str) -> bool:
    """Tell whether this laptop has a picture of a photo, or can make it."""
    return media_type != heic.MEDIA_TYPE or heic.can_be_shown() or place(derived, sha256).is_file()


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


def _examine(data: bytes, file_name: str) -> tuple[Examined, bytes | None]:
    if len(data) > LARGEST_BYTES:
        raise PhotoTooLarge(file_name)
    with _told(file_name):
        media_type, size, upright, taken_at, position = (
            _examine_heic(data) if heic.is_boxed(data) else _examine_usual(data)
        )
    return Examined(fingerprint(data), media_type, len(data), *size, taken_at, *position), upright


Parts = tuple[
    str,
    tuple[int | None, int | None],
    bytes | None,
    str | None,
    tuple[float | None, float | None],
]


def _examine_usual(data: bytes) -> Parts:
    """Return media type, upright size, small copy, time and position of a JPEG or PNG."""
    from PIL import Image

    image = Image.open(io.BytesIO(data), formats=["JPEG", "PNG"])
    width, height = _bounded(image.size)
    media_type = FORMATS[str(image.format)]
    image.draft("RGB", (DERIVED_SIDE, DERIVED_SIDE))
    image.load()
    turn, taken_at, position = said_by_camera(image)
    upright = _small(image, turn)
    size = (height, width) if turn in (5, 6, 7, 8) else (width, height)
    return media_type, size, upright, taken_at, position


def _examine_heic(data: bytes) -> Parts:
    """Return the same of a HEIC photo; no size and no copy where this laptop cannot show it."""
    _turn, taken_at, position = said_in(heic.exif_of(data))  # the file itself says which side is up
    if not heic.can_be_shown():
        return heic.MEDIA_TYPE, (None, None), None, taken_at, position
    size = _bounded(heic.size_of(data))
    return heic.MEDIA_TYPE, size, _small(heic.picture(data), 1), taken_at, position


def _bounded(size: tuple[int, int]) -> tuple[int, int]:
    from PIL import Image

    if size[0] * size[1] > LARGEST_PIXELS:
        raise Image.DecompressionBombError
    return size


def _small(image: "Image.Image", turn: int) -> bytes:
    copy = io.BytesIO()
    _upright(image, turn).save(copy, "JPEG", quality=82, optimize=True)
    return copy.getvalue()


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
    except (UnidentifiedImageError, heic.NotHeic) as error:
        raise NotAPhoto(file_name) from error
    except (Image.DecompressionBombError, MemoryError) as error:
        raise PhotoTooLarge(file_name) from error
    except BROKEN as error:
        raise PhotoDamaged(file_name) from error
