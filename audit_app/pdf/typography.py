"""Type of the PDFs: the palette, the faces, the styles, how text is measured and wrapped, and what replaces a missing glyph."""

import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FOLDER = Path(__file__).parent / "fonts"
INK, MUTED, GRID, BAND, WHITE = "#1B2733", "#5B6B7A", "#DDE3E8", "#F4F6F8", "#FFFFFF"
BLUE, PALE_BLUE, ORANGE, WINE, GREY = "#1F5A8A", "#ACC6DA", "#D55E00", "#8C2D4B", "#B8C2CB"
PLACEHOLDERS = "\N{REPLACEMENT CHARACTER}\N{WHITE SQUARE}\N{BLACK SQUARE}?"  # the first one that a face has
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_lock = threading.Lock()


class Glyphs(dict[int, str]):
    """What a face prints for each character code, worked out the first time the character is met."""

    def __init__(self, widths: dict[int, float]) -> None:
        super().__init__()
        self.widths = widths
        self.placeholder = next(mark for mark in PLACEHOLDERS if ord(mark) in widths)

    def __missing__(self, code: int) -> str:
        self[code] = found = self._printed(chr(code))
        return found

    def _printed(self, mark: str) -> str:
        if ord(mark) in self.widths and mark >= " ":
            return mark
        if mark.isspace():
            return " "
        if unicodedata.category(mark) in ("Cc", "Cf"):  # they have no glyph: direction marks, soft hyphens
            return ""
        spelled = unicodedata.normalize("NFKC", mark)
        return spelled if all(ord(letter) in self.widths for letter in spelled) else self.placeholder


@dataclass(frozen=True, slots=True)
class Face:
    """One font file: the width of every character it has, in thousandths of the size, and what it prints for any."""

    widths: dict[int, float]
    glyphs: Glyphs


@dataclass(frozen=True, slots=True)
class Style:
    """A face at a size, its leading (points from line to line) and its colour."""

    face: str
    size: float
    leading: float
    color: str = INK

    def tinted(self, color: str) -> "Style":
        """Return the same type in another colour."""
        return replace(self, color=color)

    def sized(self, size: float) -> "Style":
        """Return the same type in another size, its leading in proportion."""
        return replace(self, size=size, leading=self.leading * size / self.size)


SERIF, SERIF_SEMIBOLD = "SourceSerif4-Regular", "SourceSerif4-Semibold"
SANS, SANS_SEMIBOLD = "SourceSans3-Regular", "SourceSans3-Semibold"
TITLE = Style(SERIF_SEMIBOLD, 25, 29)
HEADING = Style(SERIF_SEMIBOLD, 18, 22)
SUBHEADING = Style(SANS_SEMIBOLD, 11, 14)
PROSE = Style(SERIF, 10, 14.5)
BODY = Style(SANS, 9, 12)
STRONG = Style(SANS_SEMIBOLD, 9, 12)
SMALL = Style(SANS, 8, 10.5, MUTED)


_faces: dict[str, Face] = {}


def face(name: str) -> Face:
    """Return a face by the name of its file, registered once to be embedded, whichever thread asks first."""
    if name not in _faces:
        with _lock:
            if name not in _faces:
                font = TTFont(name, str(FOLDER / f"{name}.ttf"))
                pdfmetrics.registerFont(font)
                widths = dict(font.face.charWidths)
                _faces[name] = Face(widths, Glyphs(widths))
    return _faces[name]


def printable(text: str, name: str) -> str:
    """Return text as a face can print it: NFC, white space plain, and a visible mark for each character the face lacks.

    A compatible spelling is tried before the mark: a Roman numeral that is one character becomes letters.
    """
    return unicodedata.normalize("NFC", text).translate(face(name).glyphs)


def lacks(text: str, name: str) -> bool:
    """Tell whether a face prints a mark in place of some character of the text."""
    mark = face(name).glyphs.placeholder
    return printable(text, name).count(mark) > text.count(mark)


def width_of(text: str, style: Style) -> float:
    """Return the width of printable text in points."""
    return _measured(printable(text, style.face), style)


def wrap(text: str, style: Style, width: float) -> list[str]:
    """Return text as lines no wider than a width in points; line ends in the text are kept, a long word is cut."""
    return [line for part in text.strip().splitlines() or [""] for line in _wrapped(part, style, width)]


def shortened(text: str, style: Style, width: float) -> str:
    """Return text on one line, cut with an ellipsis where it does not fit."""
    text = printable(" ".join(text.split()), style.face)
    if width_of(text, style) <= width:
        return text
    return text[: _fitting(text, style, width - width_of("…", style))].rstrip() + "…"


def limited(text: str, style: Style, width: float, limit: int) -> list[str]:
    """Return text as lines; what goes beyond the limit is cut, and the cut is shown."""
    lines = wrap(text, style, width)
    return (
        lines
        if len(lines) <= limit
        else [*lines[: limit - 1], shortened(" ".join(lines[limit - 1 :]), style, width)]
    )


def _measured(printed: str, style: Style) -> float:
    widths = face(style.face).widths
    return sum([widths[ord(mark)] for mark in printed]) * style.size / 1000


def _wrapped(text: str, style: Style, width: float) -> list[str]:
    printed = printable(text.replace(" %", NO_BREAK_SPACE + "%"), style.face)
    if _measured(printed, style) <= width:
        return [" ".join(filter(None, printed.split(" ")))]
    lines: list[str] = []
    line, used = "", 0.0
    space = _measured(" ", style)
    for word in _words(printed, style, width):
        wide = _measured(word, style)
        if line and used + space + wide > width:
            lines.append(line)
            line, used = word, wide
        else:
            line, used = (f"{line} {word}", used + space + wide) if line else (word, wide)
    return [*lines, line]


def _words(printed: str, style: Style, width: float) -> Iterator[str]:
    """Yield the words of a printable line, those wider than the measure in pieces; a percent sign stays with its number."""
    for word in printed.split(" "):
        if not word:
            continue
        while (count := _fitting(word, style, width)) < len(word):
            yield word[:count]
            word = word[count:]
        yield word


def _fitting(word: str, style: Style, width: float) -> int:
    """Return how many of the word's first characters fit, one at least."""
    widths = face(style.face).widths
    room = width * 1000 / style.size
    for count, mark in enumerate(word):
        room -= widths[ord(mark)]
        if room < 0 and count:
            return count
    return len(word)
