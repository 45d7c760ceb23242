"""Photos travel beside the packages, verified by their digest; what is missing or altered is told."""

import errno
import hashlib
import os
from pathlib import Path

import pytest

from audit_app.errors import NotReadable, PhotoAltered, PhotosMissing
from tests.exchange.laptops import Laptop, forge, package_of
from tests.visits.pictures import HEIC

ONE, TWO = b"una foto" * 1000, b"otra foto" * 1000


def at(stick: Path, data: bytes) -> Path:
    sha256 = hashlib.sha256(data).hexdigest()
    return stick / "photos" / sha256[:2] / sha256


@pytest.fixture
def sent(field: Laptop, stick: Path) -> Laptop:
    """Return the laptop that took two photos and sent them."""
    field.photo("W/001", ONE)
    field.photo("W/002", TWO)
    field.send(stick)
    return field


def test_photos_arrive_with_their_rows(office: Laptop, sent: Laptop, stick: Path) -> None:
    received = office.receive(stick)
    assert (received.photos, received.new["photos"], received.refused) == (2, 2, [])
    assert office.has_photo(ONE)
    assert office.has_photo(TWO)


def test_a_photo_at_the_place_is_not_copied_again(sent: Laptop, stick: Path) -> None:
    before = at(stick, ONE).stat().st_mtime_ns
    sent.visit("W/003")
    assert sent.send(stick).photos_copied == 0
    assert at(stick, ONE).stat().st_mtime_ns == before


def test_a_photo_cut_short_at_the_place_is_copied_again(sent: Laptop, stick: Path) -> None:
    at(stick, ONE).write_bytes(ONE[:100])
    again = sent.send(stick)
    assert (again.new, again.photos_copied) == (False, 1)
    assert at(stick, ONE).read_bytes() == ONE


def test_a_missing_photo_is_told_and_its_row_received(office: Laptop, sent: Laptop, stick: Path) -> None:
    at(stick, ONE).unlink()
    received = office.receive(stick)
    assert received.new["photos"] == 2
    assert [photo.folio for photo in received.photos_missing] == ["W/001"]
    assert [type(one) for one in received.refused] == [PhotosMissing]
    assert "W/001" in str(received.refused[0])
    assert office.has_photo(TWO)


def test_a_missing_photo_is_taken_when_it_comes_at_last(office: Laptop, sent: Laptop, stick: Path) -> None:
    at(stick, ONE).unlink()
    office.receive(stick)
    sent.send(stick)
    received = office.receive(stick)
    assert (received.packages, received.photos, received.refused) == (0, 1, [])
    assert office.has_photo(ONE)


@pytest.mark.parametrize("bad", [ONE[:-1], ONE[:-1] + b"!", ONE + b"more", b""])
def test_an_altered_photo_is_refused_and_the_others_go_on(
    office: Laptop, sent: Laptop, stick: Path, bad: bytes
) -> None:
    at(stick, ONE).write_bytes(bad)
    received = office.receive(stick)
    assert [type(one) for one in received.refused] == [PhotoAltered]
    assert [photo.folio for photo in received.photos_missing] == ["W/001"]
    assert not office.has_photo(ONE)
    assert office.has_photo(TWO)


def test_missing_photos_end_the_command_with_status_1(office: Laptop, sent: Laptop, stick: Path) -> None:
    at(stick, ONE).unlink()
    result = office.run("receive", stick)
    assert result.exit_code == 1
    assert "Fotos cuyo archivo no llegó (1): W/001" in str(result.exception)
    assert "Llegó 1 archivo de foto." in result.stdout


def test_a_photo_altered_on_the_laptop_is_not_sent(sent: Laptop, tmp_path: Path) -> None:
    sha256 = hashlib.sha256(ONE).hexdigest()
    (sent.audit.photos / sha256[:2] / sha256).write_bytes(ONE[:-1] + b"!")
    other = tmp_path / "other stick"
    assert [photo.folio for photo in sent.send(other).photos_missing] == ["W/001"]
    assert not at(other, ONE).exists()
    assert at(other, TWO).exists()


def test_a_heic_photo_without_its_size_travels_like_any_other(
    office: Laptop, field: Laptop, stick: Path
) -> None:
    field.photo("W/001", HEIC, media_type="image/heic", width=None, height=None)
    field.send(stick)
    received = office.receive(stick)
    assert (received.photos, received.refused) == (1, [])
    assert office.has_photo(HEIC)
    assert office.rows("SELECT media_type, width FROM current_photos") == [("image/heic", None)]


def test_a_package_of_a_constata_that_knew_no_heic_is_received(
    office: Laptop, sent: Laptop, stick: Path
) -> None:
    sent.visit("W/001")
    forge(package_of(stick, sent.send(stick)), lambda manifest, _members: manifest.update(schema=3))
    received = office.receive(stick)
    assert (received.new["photos"], received.refused) == (2, [])


def test_a_stick_that_is_pulled_out_meanwhile_is_told(
    office: Laptop, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.photo("W/001", b"primera")
    office.send(stick)
    there, system = str(stick / "photos"), os.stat

    def gone(path: str | Path, **how: bool) -> os.stat_result:
        if str(path).startswith(there):
            raise OSError(errno.EIO, "Input/output error")
        return system(path, **how)

    monkeypatch.setattr(os, "stat", gone)
    with pytest.raises(NotReadable, match="sigue conectada"):
        office.send(stick)
