"""Photos as files: what is examined, kept and derived, and what is refused; Pillow's moods never reach a person."""

import errno
import hashlib
import io
import os
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from audit_app import exif as exif_of
from audit_app import photos
from audit_app.errors import DiskFull, NotAPhoto, PhotoDamaged, PhotoTooLarge, Refusal
from audit_app.photos import Examined
from tests.visits.pictures import GOOD, OFFSET, REFUSED, TAKEN, corners, exif, jpeg, png, saved

RED, BLUE = (254, 0, 0), (0, 0, 254)


def keep(data: bytes, folder: Path) -> Examined:
    return photos.keep(data, "foto.jpg", folder / "photos", folder / "derived")


def small(folder: Path, photo: Examined) -> Image.Image:
    return Image.open(io.BytesIO(photos.place(folder / "derived", photo.sha256).read_bytes()))


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", [name for name in GOOD if name != "heic"])
def test_a_good_photo_is_kept_byte_for_byte_under_its_digest(tmp_path: Path, name: str) -> None:
    photo = keep(GOOD[name], tmp_path)
    digest = hashlib.sha256(GOOD[name]).hexdigest()
    assert photo.sha256 == digest
    assert (tmp_path / "photos" / digest[:2] / digest).read_bytes() == GOOD[name]
    assert (photo.width, photo.height, photo.bytes) == (64, 48, len(GOOD[name]))
    assert small(tmp_path, photo).format == "JPEG"


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_whole_photo_is_refused_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    with pytest.raises((NotAPhoto, PhotoDamaged, PhotoTooLarge)) as refused:
        keep(REFUSED[name], tmp_path)
    assert "«foto.jpg»" in str(refused.value)
    assert files(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("nothing", NotAPhoto),
        ("text", NotAPhoto),
        ("a fake heic", NotAPhoto),
        ("half a jpeg", PhotoDamaged),
        ("half a png", PhotoDamaged),
        ("a bomb", PhotoTooLarge),
        ("a smaller bomb", PhotoTooLarge),
        ("41 MB", PhotoTooLarge),
    ],
)
def test_the_sentence_tells_why(tmp_path: Path, name: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        keep(REFUSED[name], tmp_path)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_small_copy_is_upright_whatever_way_the_camera_was_held(tmp_path: Path, orientation: int) -> None:
    turned = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    held = corners() if turned is None else corners().transpose(turned)
    photo = keep(saved(held, "JPEG", exif=exif(orientation), quality=95), tmp_path)
    upright = small(tmp_path, photo)
    assert upright.size == (photo.width, photo.height) == (80, 40)
    assert upright.getpixel((5, 5)) == pytest.approx(RED, abs=8)
    assert upright.getpixel((75, 35)) == upright.getpixel((5, 35)) == pytest.approx(BLUE, abs=8)


@pytest.mark.parametrize(("width", "height", "shown"), [(3000, 2000, (720, 480)), (500, 400, (500, 400))])
def test_the_small_copy_has_720_pixels_at_most(
    tmp_path: Path, width: int, height: int, shown: tuple[int, int]
) -> None:
    photo = keep(saved(Image.new("RGB", (width, height)), "JPEG"), tmp_path)
    assert (photo.width, photo.height) == (width, height)
    assert small(tmp_path, photo).size == shown


def test_the_small_copy_says_nothing_of_time_or_place(tmp_path: Path) -> None:
    data = jpeg(exif=exif(6, {TAKEN: "2009:10:01 10:00:00"}, {1: "N", 2: (19, 0, 0), 3: "W", 4: (99, 0, 0)}))
    assert dict(small(tmp_path, keep(data, tmp_path)).getexif()) == {}


def test_transparency_becomes_white_and_16_bits_keep_their_gray(tmp_path: Path) -> None:
    clear = keep(saved(Image.new("RGBA", (9, 9), (0, 0, 0, 0)), "PNG"), tmp_path)
    gray = keep(saved(Image.new("I;16", (9, 9), 0x8000), "PNG"), tmp_path)
    assert small(tmp_path, clear).getpixel((4, 4)) == (255, 255, 255)
    assert small(tmp_path, gray).getpixel((4, 4)) == pytest.approx((128, 128, 128), abs=2)


# What the camera says.


@pytest.mark.parametrize(
    ("details", "taken_at"),
    [
        ({TAKEN: "2009:10:01 10:00:00"}, "2009-10-01T10:00:00"),
        ({TAKEN: "2009:10:01 10:00:00", OFFSET: "-06:00"}, "2009-10-01T10:00:00-06:00"),
        ({TAKEN: "2009:10:01 10:00:00", OFFSET: "aquí"}, "2009-10-01T10:00:00"),
        ({TAKEN: "0000:00:00 00:00:00"}, None),
        ({TAKEN: "0001:01:01 00:00:00", OFFSET: "+14:00"}, None),
        ({TAKEN: "ayer"}, None),
        ({TAKEN: ""}, None),
        ({}, None),
    ],
)
def test_the_time_is_read_or_its_absence_recorded(
    tmp_path: Path, details: dict[int, str], taken_at: str | None
) -> None:
    assert keep(jpeg(exif=exif(details=details)), tmp_path).taken_at == taken_at


@pytest.mark.parametrize(
    ("gps", "position"),
    [
        ({1: "N", 2: (19, 25, 57.36), 3: "W", 4: (99, 7, 59.52)}, (19.4326, -99.1332)),
        ({1: "S", 2: (19, 25, 57.36), 3: "E", 4: (99, 7, 59.52)}, (-19.4326, 99.1332)),
        ({2: (19, 25, 57.36), 4: (99, 7, 59.52)}, (None, None)),
        ({1: "N", 2: (19, 25, 57.36)}, (None, None)),
        ({1: "N", 2: (0, 0, 0), 3: "W", 4: (0, 0, 0)}, (None, None)),
        ({1: "N", 2: (95, 0, 0), 3: "W", 4: (99, 0, 0)}, (None, None)),
        ({1: "N", 2: (19, 25), 3: "W", 4: (99, 7)}, (None, None)),
        ({}, (None, None)),
    ],
)
def test_the_position_is_read_or_its_absence_recorded(
    tmp_path: Path, gps: dict[int, Any], position: tuple[float | None, float | None]
) -> None:
    photo = keep(jpeg(exif=exif(gps=gps)), tmp_path)
    assert (photo.latitude, photo.longitude) == pytest.approx(position)


def test_a_hemisphere_written_as_bytes_is_a_hemisphere() -> None:
    gps = {1: b"S\x00", 2: (19, 0, 0), 3: b"W\x00", 4: (99, 0, 0)}
    assert exif_of._position(gps) == (-19, -99)


@pytest.mark.parametrize("name", [name for name in GOOD if "exif" in name or "orientation" in name])
def test_a_photo_whose_exif_is_broken_has_neither_time_nor_place(tmp_path: Path, name: str) -> None:
    photo = keep(GOOD[name], tmp_path)
    assert (photo.taken_at, photo.latitude, photo.longitude) == (None, None, None)


# Files.


def test_a_small_copy_that_is_missing_is_made_again(tmp_path: Path) -> None:
    photo = keep(png(), tmp_path)
    photos.place(tmp_path / "derived", photo.sha256).unlink()
    copy = photos.derive(tmp_path / "photos", tmp_path / "derived", photo.sha256)
    assert copy is not None
    assert copy.is_file()


def test_without_an_original_there_is_no_small_copy(tmp_path: Path) -> None:
    assert photos.derive(tmp_path / "photos", tmp_path / "derived", "a" * 64) is None


def test_a_disk_that_fills_up_is_told_and_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull):
        keep(png(), tmp_path)
    assert files(tmp_path) == []


def test_a_photo_that_needs_more_memory_than_there_is_is_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def exhausted(_image: Image.Image) -> None:
        raise MemoryError

    monkeypatch.setattr("PIL.PngImagePlugin.PngImageFile.load", exhausted)
    with pytest.raises(PhotoTooLarge):
        keep(png(), tmp_path)
