"""Labels and answers in two columns: what a list says of a work, what was seen of it, the state of its documents."""

from collections.abc import Sequence

from audit_app.pdf.document import BOTTOM, LEFT, TOP, WIDTH, Document
from audit_app.pdf.sheet_items import Item
from audit_app.pdf.tables import ROW_SCOPE
from audit_app.pdf.typography import (
    BLUE,
    GREY,
    GRID,
    INK,
    MUTED,
    SANS,
    SANS_SEMIBOLD,
    WHITE,
    WINE,
    Style,
    limited,
)

SECTION = Style(SANS_SEMIBOLD, 9.5, 12)
LABEL = Style(SANS, 8, 10, MUTED)
ANSWER = Style(SANS, 8, 10)
GUTTER = 24.0
COLUMN = (WIDTH - GUTTER) / 2
LINES = 12  # the most that one answer takes; free texts have their own place


def draw_pairs(document: Document, title: str, items: Sequence[Item]) -> None:
    """Draw labels and answers in two columns as even as they can be."""
    heights = [_pair_height(item) for item in items]
    half = min(range(len(items) + 1), key=lambda count: max(sum(heights[:count]), sum(heights[count:])))
    halves = (items[:half], items[half:])
    height = max(sum(heights[:half]), sum(heights[half:]))
    if height > (TOP - BOTTOM) * 0.8 and half > 1:
        for part in halves:
            draw_pairs(document, title, part)
        return
    if not items:
        return
    document.room(SECTION.leading + 4 + height)
    document.y = document.block("H2", title, SECTION, LEFT, document.y, WIDTH) - 2
    document.rule(document.y, INK, 0.75)
    feet = []
    with document.group("Table"):
        for number, part in enumerate(halves):
            y = document.y
            for item in part:
                y = _pair(document, item, LEFT + number * (COLUMN + GUTTER), y)
            feet.append(y)
    document.y = min(feet) - 8


def _widths(item: Item) -> tuple[float, float]:
    """Return the widths of a label and its answer: a document's name is long and its state short."""
    label = COLUMN * (0.74 if item.state else 0.48)
    return label, COLUMN - label - 6


def _pair_height(item: Item) -> float:
    label, answer = _widths(item)
    lines = max(len(limited(item.label, LABEL, label, LINES)), len(limited(item.text, ANSWER, answer, LINES)))
    return lines * LABEL.leading + 2.6


def _pair(document: Document, item: Item, x: float, y: float) -> float:
    height, (label, answer) = _pair_height(item), _widths(item)
    shift = 11 if item.state else 0
    at = x + label + 6
    with document.group("TR"):
        document.block("TH", item.label, LABEL, x, y - 1.3, label, attributes=ROW_SCOPE, limit=LINES)
        document.block("TD", item.text, ANSWER, at + shift, y - 1.3, answer - shift, limit=LINES)
    with document.artifact():
        _state_mark(document, item.state, at + 4, y - 1.3 - ANSWER.leading / 2)
        document.line(x, y - height, x + COLUMN, y - height, GRID)
    return y - height


def _state_mark(document: Document, state: str, x: float, y: float) -> None:
    """Draw a document's state as a shape: full, half or empty circle, or a dash; nothing where it was not reviewed."""
    if state == "complete":
        document.dot(x, y, 2.8, BLUE, BLUE)
    elif state == "incomplete":
        document.dot(x, y, 2.8, WHITE, BLUE)
        document.half_dot(x, y, 2.8, BLUE)
    elif state == "missing":
        document.dot(x, y, 2.8, WHITE, WINE)
    elif state == "not_applicable":
        document.line(x - 3, y, x + 3, y, GREY, 1.2)
