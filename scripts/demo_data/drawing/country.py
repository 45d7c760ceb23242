"""The country: a road, the edge that the rain washed away, and a greenhouse."""

import math
from random import Random

from demo_data.drawing import landscape
from demo_data.drawing.canvas import Camera, Canvas, Point


def country_road(canvas: Canvas, random: Random) -> None:
    """A surfaced country road between stone walls."""
    landscape.sky(canvas, landscape.CLEAR, 430)
    landscape.clouds(canvas, [(180, 160, 300), (620, 90, 420), (1040, 180, 300)], random)
    landscape.hills(canvas, 420, 190, ("#8FA3B4", "#B9C4C8"), random)
    landscape.hills(canvas, 424, 110, ("#7E9484", "#A3B199"), random)
    landscape.ground(canvas, 416, ("#B5B078", "#A38F5A"), random)
    for x, y, size in ((180, 452, 90), (330, 440, 62), (980, 450, 100), (800, 436, 56), (1130, 470, 140)):
        landscape.tree(canvas, x, y, size, random)
    left, right = _road_edges()
    road = [*left, *reversed(right)]
    canvas.blend(road, "#D8C4A0", "#C3A87E")
    canvas.grain(road, 0.12, random)
    for offset in (0.27, 0.70):
        track = [(a[0] + (b[0] - a[0]) * offset, a[1]) for a, b in zip(left, right, strict=True)]
        wider = [(a[0] + (b[0] - a[0]) * (offset + 0.09), a[1]) for a, b in zip(left, right, strict=True)]
        canvas.shade([*track, *reversed(wider)], "#8E7650", 0.34, 3)
    canvas.line(left, "#9C8556", 3)
    canvas.line(right, "#9C8556", 3)
    _stone_wall(canvas, [(x - 26 - (y - 420) * 0.28, y) for x, y in left], random)
    _stone_wall(canvas, [(x + 26 + (y - 420) * 0.28, y) for x, y in right], random)
    for x, y, size in ((96, 800, 84), (1104, 770, 74), (1010, 600, 40), (210, 600, 38)):
        landscape.agave(canvas, x, y, size)


def _road_edges() -> tuple[list[Point], list[Point]]:
    left, right = [], []
    for step in range(41):
        t = (step / 40) ** 1.9
        y = 420 + t * 480
        centre = 640 + 120 * math.sin((1 - t) * 3.3) * (1 - t) - 30 * t
        half = 5 + t * 400
        left.append((centre - half, y))
        right.append((centre + half, y))
    return left, right


def _stone_wall(canvas: Canvas, foot: list[Point], random: Random) -> None:
    wall = [*foot, *[(x, y - 6 - (y - 420) * 0.16) for x, y in reversed(foot)]]
    canvas.shade([(x + 8, y + 6) for x, y in wall], "#2F2D22", 0.3, 4)
    canvas.blend(wall, "#A79F92", "#7F776B")
    for (x, y), (after, lower) in zip(foot, foot[1:], strict=False):
        tall = 6 + (y - 420) * 0.16
        if tall < 10:
            continue
        for _ in range(int(4 + tall / 5)):
            t = random.random()
            size = tall * random.uniform(0.13, 0.26)
            at = x + (after - x) * t, y + (lower - y) * t - random.uniform(0.12, 0.9) * tall
            canvas.shade(
                landscape.disc(*at, size * 1.3, size), random.choice(("#C9C1B3", "#B3AB9D", "#6B6459")), 0.7
            )


def washed_edge(canvas: Canvas, random: Random) -> None:
    """A road whose edge the rain has washed away, with a striped rod for scale."""
    landscape.sky(canvas, landscape.HAZY, 260)
    landscape.hills(canvas, 250, 110, ("#8FA3A8", "#B9C2B6"), random)
    landscape.ground(canvas, 244, ("#A9A56C", "#97854F"), random)
    for x, size in ((130, 120), (930, 100), (1090, 140)):
        landscape.tree(canvas, x, 276, size, random)
    road: list[Point] = [(420, 248), (560, 248), (1010, 900), (-260, 900)]
    canvas.blend(road, "#D6C29C", "#C0A578")
    canvas.grain(road, 0.14, random)
    for shape in (
        [(455, 260), (472, 260), (260, 900), (60, 900)],
        [(512, 260), (530, 260), (760, 900), (590, 900)],
    ):
        canvas.shade([(float(x), float(y)) for x, y in shape], "#8E7650", 0.32, 8)
    gully = _ragged([(556, 330), (640, 400), (700, 470), (840, 600), (980, 760), (1080, 900)], random)
    inner = _ragged([(540, 330), (570, 400), (600, 480), (600, 600), (690, 740), (760, 900)], random)
    hole = [*inner, *reversed(gully)]
    canvas.shade([(x - 10, y - 4) for x, y in hole], "#F0E2C4", 0.6, 4)
    canvas.blend(hole, "#8A6B43", "#5E452B")
    canvas.grain(hole, 0.3, random, 12)
    canvas.shade([*inner, *[(x + 74.0, y + 10.0) for x, y in reversed(inner)]], "#2A1C0F", 0.5, 9)
    for _ in range(46):
        t = random.random()
        a, b = inner[int(t * (len(inner) - 1))], gully[int(t * (len(gully) - 1))]
        mix = random.uniform(0.2, 0.95)
        breadth = 4 + 17 * t * random.uniform(0.4, 1)
        _stone(canvas, a[0] + (b[0] - a[0]) * mix, a[1] + (b[1] - a[1]) * mix, breadth)
    for across, foot, tall in ((1120, 560, 52), (1010, 440, 34), (1150, 760, 72)):
        landscape.agave(canvas, across, foot, tall)
    _rod(canvas)


def _ragged(points: list[tuple[int, int]], random: Random) -> list[Point]:
    line: list[Point] = []
    for (x, y), (after, lower) in zip(points, points[1:], strict=False):
        for step in range(6):
            t, jitter = step / 6, 4 + (y - 320) / 40
            line.append((x + (after - x) * t + random.uniform(-jitter, jitter), y + (lower - y) * t))
    return [*line, (float(points[-1][0]), float(points[-1][1]))]


def _stone(canvas: Canvas, x: float, y: float, size: float) -> None:
    canvas.shade(
        landscape.disc(x + size * 0.3, y + size * 0.5, size * 1.2, size * 0.5), "#1F150B", 0.5, size * 0.15
    )
    canvas.ellipse(x, y, size * 1.15, size * 0.8, "#8F8678")
    canvas.shade(
        landscape.disc(x - size * 0.25, y - size * 0.25, size * 0.7, size * 0.4), "#D3CBBB", 0.75, size * 0.1
    )


def _rod(canvas: Canvas) -> None:
    canvas.shade([(470, 640), (486, 640), (300, 700), (284, 694)], "#2A1C0F", 0.35, 5)
    for step in range(9):
        top = 640 - (step + 1) * 52
        canvas.rectangle(466, top, 488, top + 52, "#C23B2E" if step % 2 else "#F6F3EA")
    canvas.shade([(480, 172), (488, 172), (488, 640), (480, 640)], "#10202C", 0.25, 2)


def greenhouse(canvas: Canvas, random: Random) -> None:
    """Rows of tomato plants under the arches of a greenhouse."""
    house = Camera(600, 400, 640, 1.7)
    canvas.blend([(0, 0), (1200, 0), (1200, 900), (0, 900)], "#F3F7F3", "#D9E4DA")
    canvas.glow(600, 380, 520, "#FFFFFF", 0.9)
    canvas.blend(house.floor(-5, 5, 1.3, 44), "#C7B08A", "#A98D62")
    canvas.grain(house.floor(-5, 5, 1.3, 44), 0.1, random)
    for away in (40, 30, 23, 18, 14, 11, 8.5, 6.5, 5, 3.8, 2.8):
        _arch(canvas, house, away)
    for height in (1.4, 3.2, 4.15):
        for side in (-1, 1):
            reach = {1.4: 5.0, 3.2: 4.5, 4.15: 2.4}[height] * side
            canvas.line([house.at(reach, height, 2), house.at(reach, height, 42)], "#9AA7A4", 1.6)
    for away in (36, 30, 25, 21, 17.5, 14.6, 12.2, 10.2, 8.6, 7.2, 6.1, 5.2, 4.4, 3.7, 3.1, 2.6, 2.2):
        for x in (-3.5, 3.5, -1.45, 1.45):
            _plant(canvas, house, x, away, random)
    for x in (-0.85, 0.85):
        canvas.line([house.at(x, 0.03, 1.3), house.at(x, 0.03, 40)], "#2B2A27", 3)


def _arch(canvas: Canvas, house: Camera, away: float) -> None:
    points = [house.at(-5, 0, away), house.at(-5, 2.2, away)]
    points += [
        house.at(-5 * math.cos(t * math.pi / 18), 2.2 + 2.4 * math.sin(t * math.pi / 18), away)
        for t in range(1, 18)
    ]
    points += [house.at(5, 2.2, away), house.at(5, 0, away)]
    canvas.line(points, "#B4BFBD", max(1.2, 34 / away))
    canvas.line([points[1], points[-2]], "#C3CDCA", max(1, 16 / away))


def _plant(canvas: Canvas, house: Camera, x: float, away: float, random: Random) -> None:
    scale = house.focal / away
    top = 1.95 + random.uniform(-0.15, 0.15)
    canvas.line([house.at(x, 0, away), house.at(x, 3.3, away)], "#E4E8E0", max(0.8, scale * 0.012))
    canvas.shade(
        landscape.disc(*house.at(x, 0, away), scale * 0.45, scale * 0.09), "#3A2A1C", 0.35, scale * 0.03
    )
    for level in range(7):
        centre = house.at(x + random.uniform(-0.12, 0.12), 0.25 + level * (top - 0.3) / 6, away)
        leaf = landscape.disc(*centre, scale * random.uniform(0.28, 0.4), scale * random.uniform(0.16, 0.23))
        canvas.shade(leaf, random.choice(("#4F7F3F", "#5E8F49", "#3F6D36")), 0.95, scale * 0.004)
    for _ in range(5):
        fruit = house.at(x + random.uniform(-0.28, 0.28), random.uniform(0.3, 1.5), away)
        canvas.ellipse(*fruit, scale * 0.055, scale * 0.05, random.choice(("#C8402E", "#D2583A", "#B9C25A")))
