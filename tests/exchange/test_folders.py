"""The folder of an audit that comes from elsewhere: built beside its place, whole there or not at all, nothing left behind."""

import errno
import os
import shutil
import time
from pathlib import Path

import pytest

from audit_app import durable
from audit_app.errors import NotWritable
from audit_app.exchange import folders


def built(workshop: Path) -> Path:
    (workshop / folders.BUILT / "photos").mkdir(parents=True)
    return workshop / folders.BUILT


def looked_into(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Refuse to move a folder so many times, as Windows does while an antivirus reads a file in it."""
    replace = os.replace

    def refused(made: Path, final: Path) -> None:
        nonlocal times
        times -= 1
        if times >= 0:
            error = PermissionError(errno.EACCES, "Access is denied")
            error.winerror = 5  # type: ignore[attr-defined] # which Linux does not have
            raise error
        replace(made, final)

    monkeypatch.setattr(os, "replace", refused)
    monkeypatch.setattr(durable, "TRIES", 1)
    monkeypatch.setattr(durable, "PAUSE", 0)


def test_a_folder_that_an_antivirus_looks_into_is_moved_a_moment_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_into(monkeypatch, 20)
    with folders.workshop(tmp_path) as workshop:
        folders.move(built(workshop), tmp_path / "again")
    assert os.listdir(tmp_path) == ["again"]


def test_one_that_is_never_let_go_is_told_and_goes_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_into(monkeypatch, 99)
    with (
        pytest.raises(NotWritable, match="otro programa lo tiene abierto"),
        folders.workshop(tmp_path) as workshop,
    ):
        folders.move(built(workshop), tmp_path / "again")
    assert os.listdir(tmp_path) == []


def test_what_cannot_be_cleared_away_hides_no_success(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(path: str | Path, **_where: int) -> None:
        raise PermissionError(errno.EACCES, "Access is denied")

    with folders.workshop(tmp_path) as workshop:
        folders.move(built(workshop), tmp_path / "again")
        monkeypatch.setattr(os, "rmdir", held)
    monkeypatch.undo()
    assert (tmp_path / "again").is_dir()


def test_what_was_cut_off_days_ago_goes_with_the_next_one_and_nothing_else_does(tmp_path: Path) -> None:
    left, fresh, other = (
        tmp_path / f"{folders.PREFIX}{name}" for name in ("0a1b2c3d", "4e5f6a7b", "of_mine_")
    )
    for folder in (left, fresh):
        built(folder)
    (left / "audit.db").write_bytes(b"x")
    (other / "tesis").mkdir(parents=True)
    for folder in (left, other):
        os.utime(folder, (time.time() - 2 * folders.HALFWAY,) * 2)
    with folders.workshop(tmp_path):
        pass
    assert {path.name for path in tmp_path.iterdir()} == {fresh.name, other.name}
    shutil.rmtree(fresh)


def test_a_disk_that_is_gone_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(path: str | Path, **how: bool) -> os.stat_result:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "stat", gone)
    with pytest.raises(NotWritable, match="sigue conectada"), folders.workshop(tmp_path / "stick"):
        pass
    monkeypatch.undo()
