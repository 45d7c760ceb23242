"""A canvas that smooths its edges by drawing twice as large, and a camera for things in perspective."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter, ImageFont

SCALE = 2
BAND = 58
ACUTE = "\N{COMBINING ACUTE ACCENT}"
NOTICE = "Imagen sintética de demostración"
Point = tuple[float, float]


class Canvas:
    """A picture of so many pixels; every position is given in its pixels."""

    def __init__(self, width: int, height: int) -> None:
        """Start white."""
        self.width, self.height = width, height
        self.image = Image.new("RGB", (width * SCALE, height * SCALE), "white")
        self._draw = ImageDraw.Draw(self.image)

    def polygon(self, points: Sequence[Point], colour: str) -> None:
        """Fill a shape."""
        self._draw.polygon(_large(points), fill=colour)

    def rectangle(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        """Fill an upright rectangle."""
        self.polygon([(left, top), (right, top), (right, bottom), (left, bottom)], colour)

    def ellipse(self, x: float, y: float, across: float, down: float, colour: str) -> None:
        """Fill an ellipse around a centre, by its two radii."""
        self._draw.ellipse(_large([(x - across, y - down), (x + across, y + down)]), fill=colour)

    def line(self, points: Sequence[Point], colour: str, width: float) -> None:
        """Draw a line through points."""
        self._draw.line(_large(points), fill=colour, width=max(1, round(width * SCALE)), joint="curve")

    def text(self, x: float, y: float, text: str, size: float, colour: str, anchor: str = "mm") -> None:
        """Write one line, in the typeface that Pillow carries; it has no accents, so they are drawn."""
        font = ImageFont.load_default(size * SCALE)
        plain, accents = _without_accents(text)
        left, middle = x * SCALE - "lmr".index(anchor[0]) / 2 * font.getlength(plain), y * SCALE
        self._draw.text((left, middle), plain, fill=colour, font=font, anchor="lm")
        em = size * SCALE
        for place in accents:
            centre = left + font.getlength(plain[:place]) + font.getlength(plain[place]) / 2
            top = middle - (0.50 if plain[place].isupper() else 0.33) * em
            stroke = (centre - 0.03 * em, top), (centre + 0.09 * em, top - 0.13 * em)
            self._draw.line(stroke, fill=colour, width=max(2, round(0.075 * em)))

    def blend(self, points: Sequence[Point], start: str, end: str, sideways: bool = False) -> None:
        """Fill a shape with a colour that turns into another, downwards or to the right."""
        box = self._box(points, 0)
        size = box[2] - box[0], box[3] - box[1]
        ramp = Image.linear_gradient("L")
        ramp = (ramp.rotate(90) if sideways else ramp).resize(size)
        colours = Image.composite(Image.new("RGB", size, end), Image.new("RGB", size, start), ramp)
        self.image.paste(colours, box, self._mask(points, box))

    def shade(self, points: Sequence[Point], colour: str, opacity: float, blur: float = 0) -> None:
        """Lay a see-through shape over the picture, with soft edges if blurred."""
        box = self._box(points, 3 * blur * SCALE)
        mask = self._mask(points, box).point([round(level * opacity) for level in range(256)])
        if blur:
            mask = mask.filter(ImageFilter.GaussianBlur(blur * SCALE))
        self.image.paste(ImageColor.getrgb(colour), box, mask)

    def glow(self, x: float, y: float, radius: float, colour: str, opacity: float) -> None:
        """Lay a round light that fades outwards."""
        size = round(2 * radius * SCALE)
        fade = ImageChops.invert(Image.radial_gradient("L")).resize((size, size))
        levels = [round(max(0, level - 75) / 180 * 255 * opacity) for level in range(256)]
        corner = round((x - radius) * SCALE), round((y - radius) * SCALE)
        self.image.paste(
            ImageColor.getrgb(colour), (*corner, corner[0] + size, corner[1] + size), fade.point(levels)
        )

    def grain(self, points: Sequence[Point], strength: float, random: Random, coarse: int = 18) -> None:
        """Give a shape the roughness of earth or concrete."""
        box = self._box(points, 0)
        size = box[2] - box[0], box[3] - box[1]
        small = max(1, size[0] // (coarse * SCALE)), max(1, size[1] // (coarse * SCALE))
        noise = Image.frombytes("L", small, random.randbytes(small[0] * small[1]))
        noise = noise.point([round(128 + (level - 128) * strength) for level in range(256)])
        rough = noise.resize(size, Image.Resampling.BICUBIC).convert("RGB")
        region = self.image.crop(box)
        self.image.paste(ImageChops.soft_light(region, rough), box, self._mask(points, box))

    def finish(self, caption: str) -> Image.Image:
        """Return the picture at its size, with the band that says it is synthetic."""
        top = self.height - BAND
        self.shade(
            [(0, top), (self.width, top), (self.width, self.height), (0, self.height)], "#10202C", 0.82
        )
        self.text(24, top + BAND / 2, NOTICE, 26, "#FFFFFF", "lm")
        self.text(self.width - 24, top + BAND / 2, caption, 24, "#D5DEE5", "rm")
        return self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)

    def _box(self, points: Sequence[Point], margin: float) -> tuple[int, int, int, int]:
        limits = self.image.size * 2
        across, down = [x * SCALE for x, _ in points], [y * SCALE for _, y in points]
        edges = min(across) - margin, min(down) - margin, max(across) + margin + 1, max(down) + margin + 1
        left, top, right, bottom = (
            max(0, min(round(edge), limit)) for edge, limit in zip(edges, limits, strict=True)
        )
        return min(left, limits[0] - 1), min(top, limits[1] - 1), max(right, left + 1), max(bottom, top + 1)

    def _mask(self, points: Sequence[Point], box: tuple[int, int, int, int]) -> Image.Image:
        mask = Image.new("L", (box[2] - box[0], box[3] - box[1]), 0)
        moved = [(x - box[0], y - box[1]) for x, y in _large(points)]
        ImageDraw.Draw(mask).polygon(moved, fill=255)
        return mask


def _without_accents(text: str) -> tuple[str, list[int]]:
    plain, accents = "", []
    for character in unicodedata.normalize("NFD", text):
        if character == ACUTE:
            accents.append(len(plain) - 1)
        else:
            plain += character
    return plain, accents


def _large(points: Sequence[Point]) -> list[Point]:
    return [(x * SCALE, y * SCALE) for x, y in points]


@dataclass(frozen=True, slots=True)
class Camera:
    """An eye `height` metres above the ground, looking level; `focal` is in pixels."""

    centre: float
    horizon: float
    focal: float
    height: float

    def at(self, right: float, up: float, away: float) -> Point:
        """Where a point in metres falls on the picture."""
        scale = self.focal / away
        return self.centre + right * scale, self.horizon + (self.height - up) * scale

    def floor(self, left: float, right: float, near: float, far: float, up: float = 0) -> list[Point]:
        """A level rectangle."""
        corners = ((left, near), (right, near), (right, far), (left, far))
        return [self.at(x, up, z) for x, z in corners]

    def wall(self, right: float, near: float, far: float, low: float, high: float) -> list[Point]:
        """An upright rectangle that runs away from the eye."""
        return [self.at(right, up, z) for z, up in ((near, low), (far, low), (far, high), (near, high))]

    def front(self, left: float, right: float, away: float, low: float, high: float) -> list[Point]:
        """An upright rectangle that faces the eye."""
        return [self.at(x, up, away) for x, up in ((left, low), (right, low), (right, high), (left, high))]
