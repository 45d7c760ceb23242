"""Uploaded files: kept whole under the name of their content, one at a time."""

import hashlib
import io
from pathlib import Path

import pytest

from audit_app import durable, uploads
from audit_app.errors import DiskFull

DATA = b"folio,nombre\n1,Pozo\n"
NAME = hashlib.sha256(DATA).hexdigest()


class Endless(io.RawIOBase):
    """A stream that is never asked for more than a piece at once."""

    def __init__(self, pieces: int) -> None:
        self.pieces = pieces

    def read(self, size: int = -1) -> bytes:
        assert 0 < size <= uploads.CHUNK
        self.pieces -= 1
        return b"x" * size if self.pieces >= 0 else b""


def test_a_file_is_kept_under_its_digest_and_found_again(tmp_path: Path) -> None:
    assert uploads.keep(tmp_path / "in", DATA) == NAME
    assert uploads.kept(tmp_path / "in", NAME) == DATA
    assert uploads.keep(tmp_path / "in", DATA) == NAME


def test_a_long_stream_is_never_held_whole(tmp_path: Path) -> None:
    name = uploads.take(tmp_path, Endless(3))  # type: ignore[arg-type] # all that is asked of it is to be read
    path = uploads.place(tmp_path, name)
    assert path is not None
    assert path.stat().st_size == 3 * uploads.CHUNK


def test_only_the_last_one_stays_and_nothing_half_written(tmp_path: Path) -> None:
    uploads.keep(tmp_path, b"before")
    uploads.keep(tmp_path, DATA)
    assert [path.stem for path in tmp_path.iterdir()] == [NAME]
    uploads.forget(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_one_damaged_on_the_disk_is_not_there_and_can_be_sent_again(tmp_path: Path) -> None:
    uploads.keep(tmp_path, DATA)
    next(tmp_path.iterdir()).write_bytes(b"other")
    assert uploads.place(tmp_path, NAME) is None
    uploads.keep(tmp_path, DATA)
    assert uploads.kept(tmp_path, NAME) == DATA


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_temporary: Path, _path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(durable, "put", full)
    with pytest.raises(DiskFull):
        uploads.keep(tmp_path, DATA)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", "..", "A" * 64, "../" + "0" * 61, "0" * 64])
def test_no_other_name_is_looked_for(tmp_path: Path, name: str) -> None:
    assert uploads.place(tmp_path, name) is None
