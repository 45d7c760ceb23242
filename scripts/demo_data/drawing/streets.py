"""Streets: the paved street, its crack seen close, and a lamp at nightfall."""

from random import Random

from demo_data.drawing import landscape
from demo_data.drawing.canvas import Camera, Canvas

HOUSES = (
    ("#E2C08B", "#A8653C", 3.4),
    ("#F0EBDD", "#7A9AA6", 4.6),
    ("#C97B5A", "#8C4B34", 3.2),
    ("#DDE3DC", "#5E7C6B", 3.6),
    ("#E8D3A9", "#9A5B4A", 5.0),
    ("#B9CBD1", "#6B7F8C", 3.3),
    ("#F3E3C8", "#B57B4B", 3.9),
)


def paved_street(canvas: Canvas, random: Random) -> None:
    """A street of concrete slabs between houses, with hills at its end."""
    camera = Camera(575, 395, 860, 1.75)
    landscape.sky(canvas, landscape.CLEAR, 420)
    landscape.clouds(canvas, [(240, 120, 300), (930, 90, 360), (640, 190, 220)], random)
    landscape.hills(canvas, 400, 130, ("#8FA6B4", "#B7C3C4"), random)
    landscape.hills(canvas, 404, 62, ("#7C9378", "#A5B295"), random)
    landscape.ground(canvas, 396, ("#B9AF98", "#A89D86"), random)
    slabs = camera.floor(-3.6, 3.6, 2.2, 95)
    canvas.blend(slabs, "#D3D0C8", "#B4B2AC")
    canvas.grain(slabs, 0.09, random)
    _joints(canvas, camera)
    for side in (-1, 1):
        _pavement(canvas, camera, side)
        _houses(canvas, camera, side, random)
    canvas.shade(camera.floor(-5.2, -1.3, 2.2, 70), "#2C3A4A", 0.34, 3)
    ties = [landscape.pole(canvas, camera, 4.35, away) for away in (48, 30, 18, 10.5)]
    for near, far in zip(ties[1:], ties, strict=False):
        landscape.cable(canvas, near, far, 9)
    landscape.tree(canvas, *camera.at(-4.3, 0, 26), 105, random)
    landscape.tree(canvas, *camera.at(-4.4, 0, 14), 190, random)


def _joints(canvas: Canvas, camera: Camera) -> None:
    for away in (2.6, 5.2, 7.8, 10.4, 13.0, 15.6, 18.2, 20.8, 23.4, 26, 30, 35, 41, 48):
        canvas.line([camera.at(-3.6, 0, away), camera.at(3.6, 0, away)], "#8F8D87", 5.2 / away**0.7)
    canvas.line([camera.at(0, 0, 2.2), camera.at(0, 0, 14)], "#93918B", 2.4)
    canvas.line([camera.at(0, 0, 14), camera.at(0, 0, 90)], "#A5A39C", 1)


def _pavement(canvas: Canvas, camera: Camera, side: int) -> None:
    edge, wall = 3.6 * side, 5.2 * side
    canvas.blend(camera.floor(edge, wall, 2.2, 95, 0.16), "#DAD6CB", "#C4BFB2")
    canvas.polygon(camera.wall(edge, 2.2, 95, 0, 0.16), "#E0B84A")
    for away in range(3, 40, 3):
        canvas.polygon(camera.wall(edge, away, away + 1.5, 0, 0.16), "#F2EEE2")


def _houses(canvas: Canvas, camera: Camera, side: int, random: Random) -> None:
    starts = [2.4, 7.5, 12.6, 18.5, 24.5, 31, 38, 46, 55, 66]
    houses = list(zip(starts, starts[1:], strict=False))
    first = 0 if side < 0 else 3
    for number, (near, far) in reversed(list(enumerate(houses))):
        wall, base, height = HOUSES[(number + first) % len(HOUSES)]
        _house(canvas, camera, 5.2 * side, near, far, wall, base, height, random)


def _house(
    canvas: Canvas,
    camera: Camera,
    x: float,
    near: float,
    far: float,
    wall: str,
    base: str,
    height: float,
    random: Random,
) -> None:
    canvas.polygon(camera.front(x, x * 2.2, near, 0, height), wall)
    canvas.shade(camera.front(x, x * 2.2, near, 0, height), "#1E2A35", 0.22)
    facade = camera.wall(x, near, far, 0, height)
    canvas.polygon(facade, wall)
    canvas.polygon(camera.wall(x, near, far, 0, 0.85), base)
    canvas.polygon(camera.wall(x, near, far, height - 0.22, height), base)
    length = far - near
    door = near + length * random.uniform(0.1, 0.2)
    canvas.polygon(camera.wall(x, door - 0.12, door + 1.32, 0.16, 2.42), "#F4EFE3")
    canvas.polygon(camera.wall(x, door, door + 1.2, 0.16, 2.3), "#5B3F2E")
    for start in (0.45, 0.72):
        window = near + length * start
        canvas.polygon(camera.wall(x, window - 0.1, window + 1.2, 1.0, 2.4), "#F4EFE3")
        canvas.polygon(camera.wall(x, window, window + 1.1, 1.1, 2.3), "#3F5563")
        for bar in range(1, 4):
            at = window + bar * 1.1 / 4
            canvas.line([camera.at(x, 1.1, at), camera.at(x, 2.3, at)], "#22303A", 16 / at**1.3)
    if x < 0:
        canvas.shade(facade, "#1E2A35", 0.26)
    canvas.shade(camera.wall(x, near, far, 0, 0.5), "#1E2A35", 0.16, 2)


def crack(canvas: Canvas, random: Random) -> None:
    """A crack along a slab seen from above, with a rule beside it for scale."""
    whole = [(0.0, 0.0), (1200.0, 0.0), (1200.0, 900.0), (0.0, 900.0)]
    canvas.blend(whole, "#C6C3BB", "#AFACA4")
    canvas.grain(whole, 0.05, random, 4)
    canvas.grain(whole, 0.14, random, 30)
    canvas.shade([(0, 640), (1200, 560), (1200, 592), (0, 674)], "#6C6963", 0.5, 3)
    canvas.line([(0, 652), (1200, 574)], "#55524D", 9)
    canvas.line([(0, 646), (1200, 568)], "#DAD7CF", 2.5)
    path = [(-10.0, 214.0)]
    while path[-1][0] < 1210:
        x, y = path[-1]
        path.append((x + random.uniform(8, 30), y + random.uniform(-13, 15)))
    canvas.line([(x + 3, y + 4) for x, y in path], "#E4E1DA", 4)
    canvas.line(path, "#3A3733", 5)
    for x, y in path[8::9]:
        branch = [(x, y)]
        for _ in range(random.randint(3, 6)):
            branch.append((branch[-1][0] + random.uniform(2, 18), branch[-1][1] + random.uniform(6, 20)))
        canvas.line(branch, "#4A4742", 2)
    _rule(canvas)


def _rule(canvas: Canvas) -> None:
    canvas.shade([(256, 408), (976, 408), (976, 486), (256, 486)], "#2B2A27", 0.45, 6)
    canvas.blend([(250, 396), (970, 396), (970, 472), (250, 472)], "#F3D978", "#E2C04C")
    for mark in range(31):
        x = 268 + mark * 22.8
        deep = 34 if mark % 10 == 0 else 26 if mark % 5 == 0 else 16
        canvas.line([(x, 397), (x, 397 + deep)], "#2B2A27", 1.8)
        if mark % 10 == 0:
            canvas.text(x, 450, str(mark), 24, "#2B2A27")
    canvas.text(334, 450, "cm", 20, "#2B2A27")


def street_lamp(canvas: Canvas, random: Random) -> None:
    """An upright picture: a lamp lit at nightfall over a street of low houses."""
    camera = Camera(330, 760, 900, 1.6)
    landscape.sky(canvas, landscape.DUSK, 770)
    for x, y, radius in (
        (120, 90, 1.6),
        (420, 60, 1.3),
        (760, 140, 1.7),
        (690, 330, 1.2),
        (250, 260, 1.3),
        (840, 40, 1.4),
    ):
        canvas.ellipse(x, y, radius, radius, "#E9EDF7")
    landscape.hills(canvas, 766, 120, ("#3A3F5E", "#6A5A68"), random)
    canvas.blend([(0, 760), (900, 760), (900, 1200), (0, 1200)], "#3B3A44", "#23242C")
    road = camera.floor(-3.2, 3.2, 1.9, 90)
    canvas.blend(road, "#6C6260", "#3B3A40")
    canvas.grain(road, 0.09, random)
    for side in (-1, 1):
        starts = [2.2, 7, 12, 18, 25, 34, 46]
        for near, far in reversed(list(zip(starts, starts[1:], strict=False))):
            _dark_house(canvas, camera, side * 4.6, near, far, random)
    for away in (44, 27, 16):
        _lamp(canvas, camera, 3.5, away)
    _lamp(canvas, camera, 3.5, 8.2)


def _dark_house(canvas: Canvas, camera: Camera, x: float, near: float, far: float, random: Random) -> None:
    height = random.uniform(3.1, 4.4)
    canvas.polygon(camera.front(x, x * 2.4, near, 0, height), "#26293A")
    canvas.blend(camera.wall(x, near, far, 0, height), "#3C3C4E", "#57504F")
    window = near + (far - near) * random.uniform(0.3, 0.6)
    lit = random.random() < 0.65
    canvas.polygon(camera.wall(x, window, window + 1.2, 1.1, 2.3), "#F6CF7A" if lit else "#2A2F40")
    canvas.polygon(camera.wall(x, near + 0.4, near + 1.4, 0, 2.2), "#2B2630")


def _lamp(canvas: Canvas, camera: Camera, x: float, away: float) -> None:
    scale = camera.focal / away
    foot, top = camera.at(x, 0, away), camera.at(x, 7, away)
    head = camera.at(x - 1.9, 7.25, away)
    pool = camera.at(x - 1.9, 0, away)
    canvas.shade(landscape.disc(*pool, scale * 2.6, scale * 0.62), "#FFD98A", 0.5, scale * 0.24)
    cone = [(head[0] - scale * 0.2, head[1]), (head[0] + scale * 0.2, head[1])]
    canvas.shade(
        [*cone, (pool[0] + scale * 1.8, pool[1]), (pool[0] - scale * 1.8, pool[1])],
        "#FFE3A3",
        0.17,
        scale * 0.12,
    )
    canvas.glow(*head, scale * 1.5, "#FFE7B0", 0.75)
    canvas.line([foot, top], "#15181F", scale * 0.17)
    canvas.line([top, camera.at(x - 0.7, 7.45, away), head], "#15181F", scale * 0.09)
    canvas.polygon(
        [
            (head[0] - scale * 0.36, head[1]),
            (head[0] + scale * 0.36, head[1]),
            (head[0] + scale * 0.2, head[1] - scale * 0.16),
            (head[0] - scale * 0.2, head[1] - scale * 0.16),
        ],
        "#15181F",
    )
    canvas.ellipse(head[0], head[1] + scale * 0.03, scale * 0.27, scale * 0.1, "#FFF8E2")
