"""The folder that a person means, as they type or choose it."""

import errno
import os
import sys
from pathlib import Path

import pytest

from audit_app.errors import PlaceNeeded
from audit_app.exchange import places


@pytest.mark.parametrize(
    "typed", ["/media/ana/USB", '"/media/ana/USB"', " /media/ana/USB ", "«/media/ana/USB»"]
)
def test_a_path_is_taken_as_it_is_copied(typed: str) -> None:
    assert places.meant("", typed) == Path("/media/ana/USB")


def test_what_is_typed_goes_before_what_is_chosen() -> None:
    assert places.meant("/media/ana/USB", "/srv/compartida") == Path("/srv/compartida")
    assert places.meant("/media/ana/USB", " ") == Path("/media/ana/USB")


def test_the_home_folder_may_be_abbreviated() -> None:
    assert places.meant("", "~/salida") == Path.home() / "salida"


@pytest.mark.parametrize(
    "typed", ["", "salida", "../salida", '""', "a\0b", "/a\0b", "/" + "x" * 300, "~nobody-of-this-name/x"]
)
def test_what_is_no_whole_path_is_refused(typed: str) -> None:
    with pytest.raises(PlaceNeeded):
        places.meant("", typed)


def test_packages_go_to_a_folder_of_their_own_unless_they_lie_at_the_root(tmp_path: Path) -> None:
    assert places.folder_on(tmp_path) == tmp_path / "Constata"
    (tmp_path / "packages").mkdir()
    assert places.folder_on(tmp_path) == tmp_path


def test_on_windows_drives_are_offered_but_what_cannot_be_read_and_networks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for letter in "DEFGZ":
        (tmp_path / f"{letter}:\\").mkdir()
    kinds = {"D": 3, "E": 2, "F": 2, "G": 5, "Z": 4}  # fixed, removable twice, CD, network
    looked, stat = [], os.stat

    def looks(path: object, **how: bool) -> os.stat_result:
        looked.append(letter := str(path)[0])
        if letter == "F":  # BitLocker keeps it locked
            raise OSError(errno.EINVAL, "This drive is locked by BitLocker Drive Encryption")
        return stat(path, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(places, "_kind_of_drive", lambda root: kinds.get(root[0], 1))
    monkeypatch.setattr(os, "stat", looks)
    monkeypatch.setattr(sys, "platform", "win32")
    found = [str(path)[0] for path in places._drives()]
    monkeypatch.undo()
    assert found == ["D", "E"]
    assert set(looked) == {"D", "E", "F"}
