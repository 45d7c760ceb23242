"""Sky, hills, trees and plants: what stands around the works of the Bajío, Los Altos and Zacatecas."""

import math
from collections.abc import Iterable
from random import Random

from demo_data.drawing.canvas import Camera, Canvas, Point

CLEAR = ("#6FA8CF", "#E4EEF2")
HAZY = ("#8FB4CC", "#F1ECDD")
DUSK = ("#1D2B4E", "#E8956A")


def sky(canvas: Canvas, colours: tuple[str, str], horizon: float) -> None:
    """A sky that pales towards the horizon."""
    canvas.blend([(0, 0), (canvas.width, 0), (canvas.width, horizon), (0, horizon)], *colours)


def clouds(canvas: Canvas, places: Iterable[tuple[float, float, float]], random: Random) -> None:
    """White clouds by centre and width."""
    for x, y, width in places:
        for _ in range(16):
            across = random.uniform(0.07, 0.16) * width
            centre = x + random.uniform(-0.42, 0.42) * width
            lift = (0.16 - 0.2 * abs(centre - x) / width) * width * random.uniform(0, 1)
            canvas.shade(disc(centre, y - lift, across, across * 0.62), "#FFFFFF", 0.34, 6)


def hills(canvas: Canvas, base: float, rise: float, colours: tuple[str, str], random: Random) -> None:
    """A range of hills, up to `rise` pixels over its base."""
    waves = [
        (random.uniform(0.6, 1) / n, n * random.uniform(0.8, 1.2), random.uniform(0, 6.3))
        for n in range(1, 6)
    ]
    tops = []
    for x in range(-10, canvas.width + 11, 10):
        height = sum(a * math.sin(f * x / canvas.width * 4.2 + phase) for a, f, phase in waves)
        tops.append((float(x), base - rise * (0.52 + 0.24 * height)))
    canvas.blend([*tops, (canvas.width + 10, base + 4), (-10, base + 4)], *colours)


def ground(canvas: Canvas, horizon: float, colours: tuple[str, str], random: Random) -> None:
    """Earth or grass from the horizon to the lower edge."""
    shape = [(0.0, horizon), (canvas.width, horizon), (canvas.width, canvas.height), (0.0, canvas.height)]
    canvas.blend(shape, *colours)
    canvas.grain(shape, 0.12, random)


def tree(canvas: Canvas, x: float, y: float, size: float, random: Random, leaf: str = "#5F7F4A") -> None:
    """A mesquite, by the foot of its trunk."""
    canvas.shade(disc(x + size * 0.12, y, size * 0.52, size * 0.07), "#23301F", 0.32, size * 0.03)
    canvas.line([(x, y), (x + size * 0.03, y - size * 0.45)], "#5E4A39", size * 0.06)
    canvas.line(
        [(x + size * 0.02, y - size * 0.34), (x - size * 0.2, y - size * 0.6)], "#5E4A39", size * 0.035
    )
    canvas.line(
        [(x + size * 0.02, y - size * 0.3), (x + size * 0.23, y - size * 0.6)], "#5E4A39", size * 0.035
    )
    for colour, lift, opacity in ((leaf, 0.0, 1.0), ("#2F4A2B", 0.06, 0.35), ("#C9D49A", -0.05, 0.2)):
        for _ in range(9):
            turn, reach = random.uniform(0, 6.3), random.uniform(0, 0.3) * size
            centre = (
                x + math.cos(turn) * reach * 1.25,
                y - size * 0.7 + math.sin(turn) * reach * 0.6 + lift * size,
            )
            blob = disc(*centre, size * random.uniform(0.13, 0.2), size * random.uniform(0.1, 0.15))
            canvas.shade(blob, colour, opacity, size * 0.008)


def agave(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A maguey, by its foot."""
    canvas.shade(disc(x, y, size * 0.7, size * 0.1), "#2B2F22", 0.35, size * 0.04)
    for turn in (-78, 78, -56, 56, -34, 34, -14, 14, 0):
        lean = math.radians(turn)
        tip = x + math.sin(lean) * size, y - math.cos(lean) * size * 0.86 - size * 0.05
        side = size * 0.1 * math.cos(lean), size * 0.1 * math.sin(lean)
        middle = x + math.sin(lean) * size * 0.4, y - math.cos(lean) * size * 0.36
        left, right = (middle[0] - side[0], middle[1] - side[1]), (middle[0] + side[0], middle[1] + side[1])
        canvas.polygon([(x - size * 0.06, y), left, tip, right, (x + size * 0.06, y)], "#6E9486")
        canvas.polygon([(x, y), right, tip], "#567A70")


def pole(canvas: Canvas, camera: Camera, right: float, away: float, height: float = 7.5) -> Point:
    """A concrete pole with its cross-arm; returns where the cable is tied."""
    foot, top = camera.at(right, 0, away), camera.at(right, height, away)
    width = camera.focal / away * 0.22
    canvas.polygon(
        [
            (foot[0] - width / 2, foot[1]),
            (top[0] - width / 3, top[1]),
            (top[0] + width / 3, top[1]),
            (foot[0] + width / 2, foot[1]),
        ],
        "#9A9A94",
    )
    canvas.polygon(
        [(foot[0], foot[1]), (top[0], top[1]), (top[0] + width / 3, top[1]), (foot[0] + width / 2, foot[1])],
        "#7B7C79",
    )
    arm = camera.at(right - 0.7, height - 0.4, away), camera.at(right + 0.7, height - 0.4, away)
    canvas.line(arm, "#5C5B58", max(1.2, width * 0.45))
    return arm[0]


def cable(canvas: Canvas, start: Point, end: Point, sag: float) -> None:
    """A hanging cable."""
    points = []
    for step in range(17):
        t = step / 16
        points.append(
            (start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t + sag * 4 * t * (1 - t))
        )
    canvas.line(points, "#3B4147", 1.4)


def disc(x: float, y: float, across: float, down: float) -> list[Point]:
    """An ellipse as a shape, to shade or blend."""
    turns = [math.tau * step / 28 for step in range(28)]
    return [(x + across * math.cos(turn), y + down * math.sin(turn)) for turn in turns]
