"""A folio in a URL, and back; and the heading it leads to."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.routing import Map, ValidationError

from audit_app.errors import UnknownWork
from audit_app.folio import FolioConverter, heading, to_url
from tests.visits.works import make

CONVERTER = FolioConverter(Map())


@pytest.mark.parametrize(
    ("folio", "url"),
    [
        ("W/001", "W~2F001"),
        ("GTO-1-01", "GTO-1-01"),
        ("a b", "a~20b"),
        ("ñ", "~C3~B1"),
        ("100%", "100~25"),
        ("~", "~7E"),
        (".", "~2E"),
        ("..", "~2E."),
        ("...", "..."),
        ("import", "~69mport"),
        ("important", "important"),
        ("'\"<>", "~27~22~3C~3E"),
        ("🏗", "~F0~9F~8F~97"),
    ],
)
def test_a_folio_is_written_into_a_url(folio: str, url: str) -> None:
    assert to_url(folio) == url
    assert CONVERTER.to_python(url) == folio


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_every_folio_comes_back_from_its_url(folio: str) -> None:
    url = to_url(folio)
    assert re.fullmatch(r"[A-Za-z0-9._~-]+", url)
    assert url not in (".", "..", "import")
    assert CONVERTER.to_python(url) == folio


@pytest.mark.parametrize(
    "url", [".", "..", "import", "W~2f001", "~41", "~", "~2", "~ZZ", "~FF", "~C3", "~ED~A0~80"]
)
def test_a_url_that_no_folio_is_written_as_is_none(url: str) -> None:
    with pytest.raises(ValidationError):
        CONVERTER.to_python(url)


def test_the_heading_names_the_work_or_says_there_is_none(home: Path, tmp_path: Path) -> None:
    with make(tmp_path / "works", "W/001").opened() as database:
        assert heading(database, "W/001").name == "Obra W/001"
        with pytest.raises(UnknownWork, match="«W/01»"):
            heading(database, "W/01")
