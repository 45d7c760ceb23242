"""A letter-size document made of semantic primitives: heading, paragraph, table rows, figure, link, and artifacts.

Coordinates are points from the lower left corner; ``y`` is where the next block begins and falls as the page fills.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date
from pathlib import Path
from typing import BinaryIO, Literal

from reportlab.lib.pagesizes import LETTER

from audit_app.pdf.tagged import Element, Imprint, TaggedCanvas, utf16
from audit_app.pdf.typography import (
    BLUE,
    GRID,
    HEADING,
    INK,
    PROSE,
    SMALL,
    Style,
    face,
    lacks,
    limited,
    printable,
    shortened,
    width_of,
    wrap,
)
from audit_app.text import gettext as _
from audit_app.text import language

WIDE, HIGH = LETTER
LEFT, RIGHT, TOP, BOTTOM = 54.0, WIDE - 54, HIGH - 54, 60.0
WIDTH = RIGHT - LEFT
Align = Literal["left", "right", "center"]


class Document:
    """A PDF being drawn: the page, how far it is filled, and the primitives."""

    def __init__(self, file: str | BinaryIO, imprint: Imprint, running: str) -> None:
        self.canvas = TaggedCanvas(file, imprint)
        self.parts = [(0, running)]
        self.y = TOP
        self.begins = TOP - 18  # where a page with a running head begins
        self.lacking = False

    def save(self) -> None:
        """End the last page, number those of every part and write the file."""
        self.canvas.showPage()
        pages = self.canvas.pages
        ends = [*(first for first, _running in self.parts[1:]), len(pages)]
        for (first, running), end in zip(self.parts, ends, strict=True):
            for number, page in enumerate(pages[first:end], start=1):
                with self.canvas.reopened(page):
                    self._foot(number, end - first, running)
        self.canvas.save()

    def new_part(self, running: str) -> None:
        """End the page and begin a part with a running head of its own, whose pages are numbered from 1."""
        self.canvas.showPage()
        self.parts.append((len(self.canvas.pages), running))
        self.y = TOP

    def new_page(self) -> None:
        """End the page and begin another."""
        self.canvas.showPage()
        self.y = self.begins

    def room(self, height: float) -> bool:
        """Begin another page unless so much height is left; tell whether it did."""
        if self.y - height >= BOTTOM:
            return False
        self.new_page()
        return True

    def heading(
        self, level: int, text: str, style: Style = HEADING, bookmark: str = "", keep: float = 90
    ) -> None:
        """Draw a heading that stays with the height that follows it; bookmarked, it is in the outline too."""
        lines = wrap(text, style, WIDTH)
        self.room(len(lines) * style.leading + keep)
        if bookmark:
            self.bookmark(bookmark, text, level)
        self.y = self.block(f"H{level}", text, style, LEFT, self.y, WIDTH)

    def bookmark(self, key: str, text: str, level: int) -> None:
        """Make this height of this page a place that links and the outline reach."""
        self.canvas.bookmarkHorizontalAbsolute(key, self.y + 6)
        self.canvas.addOutlineEntry(printable(text, HEADING.face), key, max(level - 2, 0))

    def paragraph(
        self, text: str, style: Style = PROSE, x: float = LEFT, width: float = WIDTH, after: float = 6
    ) -> None:
        """Draw a paragraph of running text, continued on the next page where this one ends."""
        lines, said = wrap(text, style, width), text
        with self.canvas.group("P") as element:
            while lines:
                self.room(style.leading * min(2, len(lines)))
                fitting = max(1, int((self.y - BOTTOM) // style.leading))
                with self.canvas.content(element), self.spoken(text, style, said):
                    self.y = self.lines(lines[:fitting], style, x, self.y, width)
                lines, said = lines[fitting:], ""
        self.y -= after

    def block(
        self,
        tag: str,
        text: str,
        style: Style,
        x: float,
        y: float,
        width: float,
        align: Align = "left",
        attributes: str = "",
        limit: int = 100,
    ) -> float:
        """Draw text as one element in a column whose top is at y, of so many lines at most; return the y of its foot."""
        with self.canvas.tagged(tag, attributes), self.spoken(text, style):
            return self.lines(limited(text, style, width, limit), style, x, y, width, align)

    def lines(
        self, lines: Sequence[str], style: Style, x: float, y: float, width: float, align: Align = "left"
    ) -> float:
        """Draw wrapped lines inside the element that is open; return the y of their foot."""
        at = {"left": x, "right": x + width, "center": x + width / 2}[align]
        baseline = self.baseline(y, style)
        for text in lines:
            self.write(at, baseline, text, style, align)
            baseline -= style.leading
        return y - len(lines) * style.leading

    @contextmanager
    def figure(self, alt: str, x: float, y: float, width: float, height: float) -> Iterator[None]:
        """Draw a figure in a box whose lower left corner is at (x, y); ``alt`` says it in words, with its numbers."""
        box = (
            f"/A << /O /Layout /Placement /Block /BBox [{x:.2f} {y:.2f} {x + width:.2f} {y + height:.2f}] >>"
        )
        with self.canvas.tagged("Figure", f"/Alt {utf16(alt)} {box}"):
            yield

    def artifact(self) -> AbstractContextManager[None]:
        """Draw decoration, which is not read aloud."""
        return self.canvas.artifact()

    def link(self, text: str, style: Style, x: float, y: float, target: str) -> float:
        """Draw a word or two that lead to a bookmark, their baseline at y; return the x where they end."""
        end = x + width_of(text, style)
        with self.canvas.tagged("Link") as element:
            self.write(x, y, text, style.tinted(BLUE))
        self.canvas.hotspot(element, (x, y - 3, end, y + style.size), text, target)
        with self.artifact():
            self.line(x, y - 1.6, end, y - 1.6, BLUE, 0.4)
        return end

    def write(self, x: float, y: float, text: str, style: Style, align: Align = "left") -> None:
        """Write one line inside the element that is open, its baseline at y."""
        text = printable(text, style.face)
        if align != "left":
            x -= width_of(text, style) / (1 if align == "right" else 2)
        self.canvas.fill(style.color)
        self.canvas.text(x, y, text, style.face, style.size)

    def line(
        self, x0: float, y0: float, x1: float, y1: float, color: str = GRID, weight: float = 0.5
    ) -> None:
        """Draw a straight line."""
        self.canvas.edge(color)
        self.canvas.setLineWidth(weight)
        self.canvas.line(x0, y0, x1, y1)

    def rule(
        self, y: float, color: str = GRID, weight: float = 0.5, x0: float = LEFT, x1: float = RIGHT
    ) -> None:
        """Draw a horizontal rule as decoration."""
        with self.artifact():
            self.line(x0, y, x1, y, color, weight)

    def baseline(self, top: float, style: Style) -> float:
        """Return the baseline of a line whose leading begins at a height: the type is centred on it."""
        return top - style.leading / 2 - style.size * 0.34

    def rectangle(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """Draw a filled rectangle."""
        self.canvas.fill(fill)
        self.canvas.rect(x, y, width, height, stroke=0, fill=1)

    def outline(self, x: float, y: float, width: float, height: float, weight: float = 0.9) -> None:
        """Draw the edges of a rectangle, to be ticked or written in."""
        self.canvas.edge(INK)
        self.canvas.setLineWidth(weight)
        self.canvas.rect(x, y, width, height, stroke=1, fill=0)

    def dot(self, x: float, y: float, radius: float, fill: str, edge: str = "") -> None:
        """Draw a filled circle, with an edge where one is named."""
        self.canvas.fill(fill)
        if edge:
            self.canvas.edge(edge)
            self.canvas.setLineWidth(1)
        self.canvas.circle(x, y, radius, stroke=1 if edge else 0, fill=1)

    def half_dot(self, x: float, y: float, radius: float, fill: str) -> None:
        """Fill the left half of a circle."""
        self.canvas.fill(fill)
        self.canvas.wedge(x - radius, y - radius, x + radius, y + radius, 90, 180, stroke=0, fill=1)

    def photo(self, path: Path, x: float, y: float, width: float, height: float) -> None:
        """Draw a JPEG file in a box, inside the figure that is open."""
        self.canvas.picture(path, x, y, width, height)

    def group(self, tag: str, attributes: str = "") -> AbstractContextManager[Element]:
        """Open an element that holds others: a table, a row, a list."""
        return self.canvas.group(tag, attributes)

    def spoken(self, text: str, style: Style, said: str | None = None) -> AbstractContextManager[None]:
        """Keep the text itself (or what is said for it) readable to machines where the face prints marks in its place."""
        if not lacks(text, style.face):
            return nullcontext()
        self.lacking = True
        return self.canvas.spoken(text if said is None else said)

    def _foot(self, number: int, pages: int, running: str) -> None:
        self.line(LEFT, BOTTOM - 14, RIGHT, BOTTOM - 14)
        maker = " · ".join(name for name in (self.canvas.imprint.author, "Constata") if name)
        self.write(LEFT, BOTTOM - 26, shortened(maker, SMALL, WIDTH - 90), SMALL)
        page = _("Página %(number)s de %(pages)s", number=number, pages=pages)
        self.write(RIGHT, BOTTOM - 26, page, SMALL, "right")
        if number > 1:
            self.write(LEFT, TOP + 8, shortened(running, SMALL, WIDTH), SMALL)
            self.line(LEFT, TOP + 1, RIGHT, TOP + 1)


def imprint(title: str, institution: str, cut_off: str | None) -> Imprint:
    """Return what a PDF says of itself; its date is the cut-off, never the clock."""
    dated = date.fromisoformat(cut_off[:10]) if cut_off and len(cut_off) >= 10 else date(2000, 1, 1)
    return Imprint(title, institution, {"es": "es-MX", "en": "en-US"}[language()], dated)


def placeholder(style: Style) -> str:
    """Return the mark printed for a character that the style's face lacks."""
    return face(style.face).glyphs.placeholder
