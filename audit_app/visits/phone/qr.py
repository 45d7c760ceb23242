"""A QR code as one path of an SVG. Pure."""

from dataclasses import dataclass
from itertools import groupby

QUIET = 4  # modules of white around it, as the standard asks


@dataclass(frozen=True, slots=True)
class Drawn:
    """A QR code: the side of its square with the quiet zone, in modules, and the path of what is dark."""

    side: int
    path: str


def drawn(text: str) -> Drawn:
    """Return the QR code that holds a text; up to 15 % of it may be hidden from the camera."""
    import segno  # here, so that only the page that shows one waits for it

    rows = segno.make_qr(text, error="m").matrix
    path = "".join(
        f"M{left + QUIET} {top + QUIET}h{width}v1h-{width}z"
        for top, row in enumerate(rows)
        for left, width in _runs(row)
    )
    return Drawn(len(rows) + 2 * QUIET, path)


def _runs(row: bytearray) -> list[tuple[int, int]]:
    """Return where each run of dark modules of a row begins, and how long it is."""
    found, at = [], 0
    for is_dark, run in groupby(row):
        width = len(list(run))
        if is_dark:
            found.append((at, width))
        at += width
    return found
