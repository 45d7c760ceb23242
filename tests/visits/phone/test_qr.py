"""The drawn code says the link: its dark squares are those of the standard, within a quiet zone."""

import re

import segno

from audit_app.visits.phone.qr import drawn

LINK = "http://192.168.137.1:49321/c/0123456789ABCDEFGHJKMNPQRS"


def squares(path: str) -> set[tuple[int, int]]:
    """Return the dark modules of a path, as (x, y)."""
    return {
        (int(left) + step, int(top))
        for left, top, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", path)
        for step in range(int(width))
    }


def test_the_dark_squares_are_those_of_the_code() -> None:
    rows = segno.make_qr(LINK, error="m").matrix
    code = drawn(LINK)
    expected = {(x + 4, y + 4) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark}
    assert squares(code.path) == expected
    assert code.side == len(rows) + 8
    assert re.sub(r"M\d+ \d+h(\d+)v1h-\1z", "", code.path) == ""
