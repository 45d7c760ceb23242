"""The folder that a person means, as they type or choose it."""

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
