"""Files are whole or not there; what a power cut left is swept away, what is being written is not."""

import errno
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from audit_app import durable
from audit_app.errors import DiskFull, NotWritable


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def failing(monkeypatch: pytest.MonkeyPatch, function: str, number: int) -> None:
    def fail(*_facts: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, function, fail)


def test_a_file_is_written_with_its_folder(tmp_path: Path) -> None:
    durable.write(tmp_path / "ab" / "name", b"data")
    assert (tmp_path / "ab" / "name").read_bytes() == b"data"
    assert len(files(tmp_path)) == 1


def test_a_file_that_is_there_with_the_same_size_stays(tmp_path: Path) -> None:
    durable.write(tmp_path / "name", b"data")
    before = (tmp_path / "name").stat().st_mtime_ns
    durable.write(tmp_path / "name", b"data")
    assert (tmp_path / "name").stat().st_mtime_ns == before


def test_a_file_cut_short_is_written_anew(tmp_path: Path) -> None:
    (tmp_path / "name").write_bytes(b"da")
    durable.write(tmp_path / "name", b"data")
    assert (tmp_path / "name").read_bytes() == b"data"


def test_the_data_reaches_the_disk_before_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def noted(name: str, real: Callable[..., None]) -> Callable[..., None]:
        def call(*facts: object) -> None:
            done.append(name)
            real(*facts)

        return call

    for name in ("fsync", "replace"):
        monkeypatch.setattr(os, name, noted(name, getattr(os, name)))
    durable.write(tmp_path / "name", b"data")
    assert done == ["fsync", "replace", "fsync"]


@pytest.mark.parametrize("function", ["fsync", "replace"])
def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, function: str) -> None:
    failing(monkeypatch, function, errno.ENOSPC)
    with pytest.raises(DiskFull):
        durable.write(tmp_path / "name", b"data")
    assert files(tmp_path) == []


def read_by_another(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Refuse to replace a file as Windows does, so many times."""
    replace = os.replace

    def refused(temporary: Path, path: Path) -> None:
        nonlocal times
        times -= 1
        if times >= 0:
            raise PermissionError(errno.EACCES, "in use")
        replace(temporary, path)

    monkeypatch.setattr(os, "replace", refused)


def test_a_file_that_is_being_read_is_replaced_a_moment_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_by_another(monkeypatch, 2)
    monkeypatch.setattr(durable, "TRIES", 3)
    (tmp_path / "a").write_bytes(b"before")
    durable.write(tmp_path / "a", b"longer than before")
    assert (tmp_path / "a").read_bytes() == b"longer than before"


def test_a_file_that_an_antivirus_looks_into_is_flushed_a_moment_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, refused = Path.open, [PermissionError(errno.EACCES, "in use")]

    def held(path: Path, mode: str = "r", *how: Any) -> Any:
        if mode == "rb+" and refused:
            raise refused.pop()
        return opened(path, mode, *how)

    monkeypatch.setattr(Path, "open", held)
    monkeypatch.setattr(durable, "TRIES", 2)
    durable.write(tmp_path / "a", b"photo")
    assert (tmp_path / "a").read_bytes() == b"photo"
    assert not refused


def test_what_another_has_written_meanwhile_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def beaten(_temporary: Path, path: Path) -> None:
        path.write_bytes(b"photo")
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(os, "replace", beaten)
    durable.write(tmp_path / "a", b"photo")
    assert files(tmp_path) == [tmp_path / "a"]


def test_any_other_failure_says_which_file_and_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, "replace", errno.EACCES)
    with pytest.raises(NotWritable, match=r"name.*no hay permiso"):
        durable.write(tmp_path / "name", b"data")


@pytest.mark.parametrize("inside", ["name", "ab/name", "ab/cd/name"])
def test_a_file_in_the_way_of_the_folder_is_told(tmp_path: Path, inside: str) -> None:
    (tmp_path / "photos").write_text("un archivo", encoding="utf-8")
    with pytest.raises(NotWritable):
        durable.write(tmp_path / "photos" / inside, b"data")


def test_a_name_no_system_could_have_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotWritable):
        durable.write(tmp_path / ("x" * 300), b"data")


def test_old_temporaries_are_swept_and_the_rest_stays(tmp_path: Path) -> None:
    (tmp_path / "ab").mkdir()
    left, fresh, photo = (tmp_path / "ab" / name for name in ("x-1.part", "y-2.part", "a" * 64))
    for path in (left, fresh, photo):
        path.write_bytes(b"data")
    os.utime(left, (time.time() - 7200,) * 2)
    assert durable.sweep(tmp_path) == 1
    assert set(files(tmp_path)) == {fresh, photo}
    assert durable.sweep(tmp_path / "no") == 0
