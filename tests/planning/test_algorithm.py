"""The algorithm keeps its promise: what it drew once it draws always, on every Python and machine."""

import hashlib

import pytest

from tests.planning.frames import DESIGNS, drawn

DRAWN = {
    "srs": "4a7087876d48acd3",
    "systematic": "efe3e9e0e1de65ff",
    "pps": "5596548db581e69c",
    "stratified": "9f1c2225be7ec9ee",
    "two-stage": "08fdf61c3afb1f68",
    "two-stage pps": "99d0b3f6318acb81",
}


@pytest.mark.parametrize("name", DESIGNS)
def test_constata_draw_1_draws_the_same_list_for_ever(name: str) -> None:
    assert hashlib.sha256(drawn(DESIGNS[name]).as_csv()).hexdigest()[:16] == DRAWN[name]
