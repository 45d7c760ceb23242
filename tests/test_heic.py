"""HEIC photos: what is one, what is whole, what the camera said; and any damage is told, with or without a decoder."""

import random
from contextlib import suppress

import pytest

from audit_app import heic, photos
from audit_app.errors import NotAPhoto, PhotoDamaged, PhotoTooLarge
from audit_app.exif import said_in
from tests.visits.pictures import GOOD, HEIC, REFUSED

from pathlib import Path  # isort: skip


def keep(data: bytes, folder: Path) -> photos.Examined:
    return photos.keep(data, "IMG_1.HEIC", folder / "photos", folder / "derived")


@pytest.fixture
def unshown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make this a laptop that cannot decode HEIC."""
    monkeypatch.setattr(heic, "can_be_shown", lambda: False)


@pytest.fixture
def shown() -> None:
    """Skip the test where HEIC cannot be decoded."""
    pytest.importorskip("pillow_heif", reason="pillow-heif, an extra, is not installed")


def test_time_and_place_are_read_without_a_decoder() -> None:
    assert said_in(heic.exif_of(HEIC))[1:] == ("2009-10-01T10:07:00-06:00", (19.4, -99.1))


@pytest.mark.usefixtures("unshown")
def test_a_photo_that_cannot_be_shown_is_kept_untouched_with_its_facts(tmp_path: Path) -> None:
    kept = keep(HEIC, tmp_path)
    assert (kept.media_type, kept.width, kept.height) == ("image/heic", None, None)
    assert (kept.taken_at, kept.latitude, kept.longitude) == ("2009-10-01T10:07:00-06:00", 19.4, -99.1)
    assert photos.place(tmp_path / "photos", kept.sha256).read_bytes() == HEIC
    assert photos.derive(tmp_path / "photos", tmp_path / "derived", kept.sha256) is None
    assert not photos.can_be_shown("image/heic", tmp_path / "derived", kept.sha256)
    assert photos.can_be_shown("image/jpeg", tmp_path / "derived", kept.sha256)


@pytest.mark.usefixtures("shown")
def test_a_photo_that_can_be_shown_is_upright(tmp_path: Path) -> None:
    from PIL import Image

    kept = keep(HEIC, tmp_path)
    assert (kept.width, kept.height) == (40, 80)
    assert (kept.taken_at, kept.latitude, kept.longitude) == ("2009-10-01T10:07:00-06:00", 19.4, -99.1)
    with Image.open(photos.place(tmp_path / "derived", kept.sha256)) as copy:
        assert copy.size == (40, 80)
        corners = [copy.getpixel(place) for place in ((35, 5), (5, 5))]
    (red, _green, _blue), (_red, _other, blue) = corners  # type: ignore[misc]
    assert min(red, blue) > 150


@pytest.mark.usefixtures("shown")
def test_a_photo_kept_without_a_decoder_is_derived_by_a_laptop_that_has_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(heic, "can_be_shown", lambda: False)
        sha256 = keep(HEIC, tmp_path).sha256
    assert photos.can_be_shown("image/heic", tmp_path / "derived", sha256)
    assert photos.derive(tmp_path / "photos", tmp_path / "derived", sha256)


@pytest.mark.usefixtures("shown")
def test_a_photo_of_too_many_pixels_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "LARGEST_PIXELS", 3000)
    with pytest.raises(PhotoTooLarge):
        keep(HEIC, tmp_path)


BOXED = {name: data for name, data in REFUSED.items() if heic.is_boxed(data)}


@pytest.mark.parametrize("name", BOXED)
@pytest.mark.parametrize("decoder", [False, True])
def test_what_is_no_whole_heic_is_refused_with_or_without_a_decoder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, decoder: bool
) -> None:
    if decoder:
        pytest.importorskip("pillow_heif", reason="pillow-heif, an extra, is not installed")
    else:
        monkeypatch.setattr(heic, "can_be_shown", lambda: False)
    breaks_off = name in ("half a heic", "a heic without its end")
    with pytest.raises(PhotoDamaged if breaks_off else NotAPhoto):
        keep(BOXED[name], tmp_path)
    assert not list(tmp_path.rglob("*"))


@pytest.mark.parametrize("seed", range(40))
def test_any_damage_ends_in_a_photo_or_a_sentence(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    data = bytearray(HEIC)
    for _change in range(chance.randrange(1, 12)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    cut = bytes(data[: chance.randrange(8, len(data))]) if seed % 3 == 0 else bytes(data)
    with suppress(NotAPhoto, PhotoDamaged, PhotoTooLarge):
        assert keep(cut, tmp_path).bytes == len(cut)


def test_a_jpeg_is_in_no_boxes() -> None:
    assert [name for name, data in GOOD.items() if heic.is_boxed(data)] == ["heic"]
