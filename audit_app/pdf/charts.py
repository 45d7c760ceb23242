"""The few charts: bars and dots on an axis from 0 to 100 %, with the interval as a whisker where there is one."""

from collections.abc import Sequence
from dataclasses import dataclass

from audit_app.estimates.figure import Figure
from audit_app.pdf import claims
from audit_app.pdf.document import Align, Document
from audit_app.pdf.tables import Drawing
from audit_app.pdf.typography import (
    BLUE,
    GREY,
    GRID,
    INK,
    MUTED,
    ORANGE,
    PALE_BLUE,
    SANS,
    WHITE,
    Style,
    width_of,
)
from audit_app.text import percent

AXIS = Style(SANS, 7, 9, MUTED)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a whole: its name, how many, its fill, and whether it is hatched to be told apart without colour."""

    name: str
    count: int
    fill: str
    hatched: bool = False


def bar(
    document: Document, figure: Figure | None, x: float, y: float, width: float, height: float = 7
) -> None:
    """Draw a share as a bar on a track from 0 to 100 %, its labels beneath; y is the foot of the track."""
    document.rectangle(x, y, width, height, GRID)
    if figure is not None and figure.estimate is not None and not claims.withheld(figure):
        document.rectangle(x, y, width * figure.estimate, height, PALE_BLUE if figure.ci else BLUE)
        _whisker(document, figure, x, y + height / 2, width, height)
    marks: tuple[tuple[float, Align], ...] = ((0.0, "left"), (0.5, "center"), (1.0, "right"))
    for share, align in marks:
        document.line(x + width * share, y - 2.5, x + width * share, y, GREY)
        document.write(x + width * share, y - 9.5, percent(share, 0), AXIS, align)


def strip(figure: Figure | None, reference: Figure | None = None) -> Drawing:
    """Return the drawing of a small axis with the share as a dot, and the whole sample's share as a tick."""

    def draw(document: Document, x: float, y: float, width: float) -> None:
        middle = y - 6
        document.line(x, middle, x + width, middle, GRID, 1.6)
        for end in (x, x + width):
            document.line(end, middle - 2, end, middle + 2, GREY)
        if reference is not None and reference.estimate is not None and not claims.withheld(reference):
            at = x + width * reference.estimate
            document.line(at, middle - 4, at, middle + 4, ORANGE, 1)
        if figure is not None and figure.estimate is not None and not claims.withheld(figure):
            _whisker(document, figure, x, middle, width, 5)
            document.dot(x + width * figure.estimate, middle, 2.6, BLUE, WHITE)

    return draw


def hatched_bar(share: float | None) -> Drawing:
    """Return the drawing of a hatched bar, the sign of a share that speaks for nobody beyond those counted."""

    def draw(document: Document, x: float, y: float, width: float) -> None:
        document.rectangle(x, y - 9, width, 7, GRID)
        if share:
            document.rectangle(x, y - 9, width * share, 7, WHITE)
            hatch(document, x, y - 9, width * share, 7)

    return draw


def stacked(
    document: Document, parts: Sequence[Part], x: float, y: float, width: float, height: float = 16
) -> None:
    """Draw the parts of a whole side by side, each with its count, and their names beneath."""
    total = sum(part.count for part in parts)
    at, name_at = x, x
    for part in parts:
        wide = width * part.count / total
        document.rectangle(at, y, max(0.0, wide - 1), height, part.fill)
        if part.hatched:
            hatch(document, at, y, max(0.0, wide - 1), height)
        at += wide
        document.rectangle(name_at, y - 15, 7, 7, part.fill)
        if part.hatched:
            hatch(document, name_at, y - 15, 7, 7)
        name = f"{part.name}: {part.count}"
        document.write(name_at + 11, y - 14.5, name, AXIS.sized(8))
        name_at += 25 + width_of(name, AXIS.sized(8))


def hatch(document: Document, x: float, y: float, width: float, height: float, color: str = INK) -> None:
    """Fill a rectangle with slanted lines."""
    canvas = document.canvas
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(x, y, width, height)
    canvas.clipPath(path, stroke=0, fill=0)
    step = x - height
    while step < x + width:
        document.line(step, y, step + height, y + height, color, 0.6)
        step += 3.2
    canvas.restoreState()
    canvas.setStrokeColor(color)
    canvas.setLineWidth(0.6)
    canvas.rect(x, y, width, height, stroke=1, fill=0)


def _whisker(
    document: Document, figure: Figure, x: float, middle: float, width: float, height: float
) -> None:
    if figure.ci is None:
        return
    low, high = (x + width * end for end in figure.ci)
    document.line(low, middle, high, middle, INK, 0.9)
    for end in (low, high):
        document.line(end, middle - height / 2 - 1, end, middle + height / 2 + 1, INK, 0.9)
