"""The school: its classrooms from the yard, one of them inside, the plaque on its wall; and the court."""

from random import Random

from demo_data.drawing import landscape
from demo_data.drawing.canvas import Camera, Canvas, Point


def classrooms(canvas: Canvas, random: Random) -> None:
    """Classrooms with their flagpole, seen from the yard."""
    landscape.sky(canvas, landscape.CLEAR, 520)
    landscape.clouds(canvas, [(300, 110, 340), (860, 70, 280)], random)
    landscape.hills(canvas, 520, 190, ("#8FA6B4", "#B9C5C6"), random)
    landscape.hills(canvas, 524, 96, ("#7C9378", "#A3B18F"), random)
    landscape.ground(canvas, 518, ("#B5B078", "#A79A6A"), random)
    for x, size in ((60, 230), (1150, 250)):
        landscape.tree(canvas, x, 592, size, random)
    canvas.blend([(0, 590), (1200, 590), (1200, 900), (0, 900)], "#CFCABD", "#B9B3A5")
    canvas.grain([(0, 590), (1200, 590), (1200, 900), (0, 900)], 0.08, random)
    for y, width in ((640, 1.2), (706, 1.6), (790, 2.2)):
        canvas.line([(0, y), (1200, y)], "#A39D8F", width)
    for x in range(-600, 1900, 210):
        canvas.line([(600 + (x - 600) * 0.62, 594), (600 + (x - 600) * 1.25, 900)], "#A39D8F", 1.4)
    canvas.shade([(130, 620), (1090, 620), (1130, 668), (170, 668)], "#2E3238", 0.36, 7)
    canvas.blend([(130, 356), (1070, 356), (1070, 622), (130, 622)], "#F5EDDB", "#E6D9BD")
    canvas.rectangle(130, 560, 1070, 622, "#2F6E66")
    for left in (160, 470, 780):
        _classroom_front(canvas, left)
    canvas.shade([(130, 356), (1070, 356), (1070, 400), (130, 400)], "#2E3238", 0.38, 9)
    canvas.blend([(96, 322), (1104, 322), (1104, 360), (96, 360)], "#C9C5BA", "#97958D")
    canvas.rectangle(96, 316, 1104, 324, "#DEDAD0")
    for x in (138, 452, 762, 1062):
        canvas.blend(
            [(x - 11, 360), (x + 11, 360), (x + 11, 626), (x - 11, 626)], "#F0EADB", "#BDB39D", sideways=True
        )
    canvas.text(600, 341, "ESCUELA PRIMARIA", 25, "#3A4A46")
    _flag(canvas)


def _classroom_front(canvas: Canvas, left: float) -> None:
    canvas.rectangle(left, 420, left + 92, 622, "#F8F4E9")
    canvas.blend([(left + 6, 426), (left + 86, 426), (left + 86, 622), (left + 6, 622)], "#3B7A9E", "#285A78")
    canvas.ellipse(left + 74, 530, 4, 4, "#E2D9B8")
    canvas.rectangle(left + 116, 420, left + 268, 534, "#F8F4E9")
    canvas.blend(
        [(left + 122, 426), (left + 262, 426), (left + 262, 528), (left + 122, 528)], "#7FA3B5", "#3D5968"
    )
    canvas.shade(
        [(left + 130, 526), (left + 176, 428), (left + 206, 428), (left + 160, 526)], "#FFFFFF", 0.25, 3
    )
    for bar in range(1, 4):
        canvas.line([(left + 122 + bar * 35, 426), (left + 122 + bar * 35, 528)], "#F8F4E9", 4)
    canvas.line([(left + 122, 462), (left + 262, 462)], "#F8F4E9", 4)


def _flag(canvas: Canvas) -> None:
    canvas.shade([(880, 812), (1130, 770), (1134, 778), (884, 822)], "#2E3238", 0.3, 4)
    canvas.polygon([(820, 812), (940, 812), (956, 838), (804, 838)], "#A9A396")
    canvas.rectangle(820, 800, 940, 814, "#C4BEB0")
    canvas.line([(880, 802), (880, 128)], "#D9DCDD", 8)
    canvas.line([(883, 802), (883, 128)], "#8C9296", 3)
    canvas.ellipse(881, 124, 8, 8, "#C9A24A")
    left, third = 884.0, 62.0
    for number, colour in enumerate(("#1E6B4A", "#F7F5EE", "#B3252F")):
        x = left + number * third
        top, drop = 142 + number * 7, 9.0
        canvas.polygon(
            [(x, top), (x + third, top + drop), (x + third, top + drop + 116), (x, top + 116)], colour
        )
    canvas.ellipse(left + 1.5 * third, 216, 13, 13, "#8A6B3D")
    canvas.shade([(930, 150), (966, 154), (966, 274), (930, 268)], "#10202C", 0.14, 6)


def classroom_inside(canvas: Canvas, random: Random) -> None:
    """A classroom with desks in rows before the board."""
    room = Camera(600, 392, 620, 1.55)
    canvas.blend(room.floor(-3.4, 3.4, 1.2, 8, 3.1), "#E9E6DD", "#F4F2EA")
    floor = room.floor(-3.4, 3.4, 1.2, 8)
    canvas.blend(floor, "#B99E82", "#CDB59A")
    for away in (1.6, 2.2, 2.8, 3.4, 4, 4.6, 5.2, 5.8, 6.4, 7, 7.6):
        canvas.line([room.at(-3.4, 0, away), room.at(3.4, 0, away)], "#A58A6E", 3 / away)
    for step in range(-5, 6):
        canvas.line([room.at(step * 0.6, 0, 1.2), room.at(step * 0.6, 0, 8)], "#A58A6E", 1)
    canvas.blend(room.wall(-3.4, 1.2, 8, 0, 3.1), "#DDE5DC", "#CBD5CB")
    canvas.blend(room.wall(3.4, 1.2, 8, 0, 3.1), "#F3EFDF", "#E7E0CB")
    canvas.blend(room.front(-3.4, 3.4, 8, 0, 3.1), "#F7F2E4", "#ECE4CF")
    for side in (-3.4, 3.4):
        canvas.polygon(room.wall(side, 1.2, 8, 0, 0.9), "#2F6E66" if side < 0 else "#3C8278")
    canvas.polygon(room.front(-3.4, 3.4, 8, 0, 0.9), "#35786F")
    _windows(canvas, room)
    _board(canvas, room)
    for away in (2.6, 4.6, 6.6):
        canvas.polygon(room.floor(-0.75, 0.75, away, away + 0.35, 3.06), "#FFFFFF")
    for away in (6.3, 5.1, 4.0, 3.05):
        for x in (-2.3, -0.75, 0.8, 2.3):
            _desk(canvas, room, x, away)


def _windows(canvas: Canvas, room: Camera) -> None:
    for near in (1.5, 3.9, 6.1):
        far = near + 1.6
        canvas.polygon(room.wall(-3.4, near - 0.08, far + 0.08, 1.12, 2.58), "#F8F6EE")
        canvas.blend(room.wall(-3.4, near, far, 1.2, 2.5), "#BFDDEE", "#EAF3F3")
        for bar in (near + 0.53, near + 1.06):
            canvas.line([room.at(-3.4, 1.2, bar), room.at(-3.4, 2.5, bar)], "#F8F6EE", 14 / bar)
        canvas.shade(room.floor(-2.6, 0.2, near + 0.2, far + 0.2), "#FFF6D8", 0.34, 6)


def _board(canvas: Canvas, room: Camera) -> None:
    canvas.polygon(room.front(-1.75, 1.75, 7.99, 1.0, 2.35), "#8A6A45")
    canvas.blend(room.front(-1.68, 1.68, 7.98, 1.07, 2.28), "#2E5B4A", "#24493C")
    x, y = room.at(-1.4, 2.05, 7.98)
    canvas.text(x, y, "Buenos días", 22, "#EDF1EA", "lm")
    canvas.text(x, y + 34, "2 + 3 = 5", 18, "#D7DFD4", "lm")
    canvas.line([(x + 168, y + 40), (x + 236, y + 40), (x + 202, y - 6), (x + 168, y + 40)], "#D7DFD4", 2)
    canvas.polygon(room.front(2.1, 3.0, 7.98, 1.2, 2.2), "#F4EBD2")
    for row, colour in enumerate(("#B3552F", "#3B7A9E", "#C29A3C", "#5F7F4A")):
        for column in range(3):
            left = 2.2 + column * 0.26
            canvas.polygon(room.front(left, left + 0.2, 7.97, 1.28 + row * 0.22, 1.42 + row * 0.22), colour)


def _desk(canvas: Canvas, room: Camera, x: float, away: float) -> None:
    canvas.shade(room.floor(x - 0.4, x + 0.4, away - 0.2, away + 0.5), "#3A2A1C", 0.3, 4)
    for side in (-0.33, 0.33):
        for depth in (away, away + 0.42):
            canvas.line([room.at(x + side, 0, depth), room.at(x + side, 0.72, depth)], "#4C5458", 22 / depth)
    canvas.polygon(room.floor(x - 0.38, x + 0.38, away - 0.04, away + 0.46, 0.74), "#D9A866")
    canvas.polygon(room.front(x - 0.38, x + 0.38, away - 0.04, 0.7, 0.74), "#A87B40")
    back = away - 0.42
    for side in (-0.24, 0.24):
        canvas.line([room.at(x + side, 0, back), room.at(x + side, 0.86, back)], "#4C5458", 20 / back)
    canvas.polygon(room.floor(x - 0.27, x + 0.27, back, back + 0.36, 0.44), "#C08D4C")
    canvas.polygon(room.front(x - 0.27, x + 0.27, back, 0.62, 0.88), "#D9A866")


def plaque(canvas: Canvas, random: Random, school: str, year: str) -> None:
    """The programme's plaque, legible, bolted to a painted wall."""
    whole: list[Point] = [(0, 0), (1200, 0), (1200, 900), (0, 900)]
    canvas.blend(whole, "#F3EAD3", "#DFD0AF")
    canvas.grain(whole, 0.14, random, 26)
    canvas.rectangle(0, 700, 1200, 900, "#2F6E66")
    canvas.line([(0, 700), (1200, 700)], "#234F49", 4)
    canvas.shade([(190, 150), (1030, 150), (1030, 640), (190, 640)], "#3A3122", 0.5, 14)
    canvas.blend([(176, 128), (1016, 128), (1016, 622), (176, 622)], "#D9DEDF", "#A9B1B4")
    canvas.shade([(176, 128), (560, 128), (300, 622), (176, 622)], "#FFFFFF", 0.35, 40)
    for inset, width in ((16, 3), (24, 1.2)):
        frame: list[Point] = [(176 + inset, 128 + inset), (1016 - inset, 128 + inset)]
        frame += [(1016 - inset, 622 - inset), (176 + inset, 622 - inset), frame[0]]
        canvas.line(frame, "#57636A", width)
    for x in (222, 970):
        for y in (174, 576):
            canvas.ellipse(x, y, 12, 12, "#6D787D")
            canvas.ellipse(x - 3, y - 3, 7, 7, "#C7CED0")
    canvas.text(596, 210, "PROGRAMA 3x1 PARA MIGRANTES", 38, "#1F3542")
    canvas.line([(330, 246), (862, 246)], "#57636A", 2)
    canvas.text(596, 306, "Construcción de aulas", 52, "#1F3542")
    canvas.text(596, 366, f"Escuela primaria {school}", 36, "#2D4351")
    canvas.line([(330, 408), (862, 408)], "#57636A", 2)
    canvas.text(596, 450, "Federación  -  Estado  -  Municipio  -  Migrantes", 29, "#2D4351")
    canvas.text(596, 520, year, 46, "#1F3542")


def court(canvas: Canvas, random: Random) -> None:
    """A court with its lines, boards and stands."""
    camera = Camera(600, 380, 760, 2.1)
    landscape.sky(canvas, landscape.CLEAR, 400)
    landscape.clouds(canvas, [(220, 130, 300), (980, 110, 340)], random)
    landscape.hills(canvas, 396, 150, ("#8FA6B4", "#B9C5C6"), random)
    landscape.hills(canvas, 400, 70, ("#7C9378", "#A3B18F"), random)
    landscape.ground(canvas, 394, ("#BFB78C", "#A6976C"), random)
    for x, size in ((70, 130), (330, 92), (890, 100), (1120, 150)):
        landscape.tree(canvas, x, 422, size, random)
    _stands(canvas, camera)
    canvas.blend(camera.floor(-9, 9, 2.2, 27), "#C9C7BF", "#BDBBB2")
    canvas.blend(camera.floor(-7.2, 7.2, 2.2, 24), "#3F7F74", "#35756B")
    canvas.grain(camera.floor(-7.2, 7.2, 2.2, 24), 0.07, random)
    for near, far in ((18.2, 24), (2.2, 6)):
        canvas.blend(camera.floor(-2.45, 2.45, near, far), "#B9603C", "#C26C47")
    for left, right, near, far in (
        (-7.2, 7.2, 2.2, 24),
        (-7.2, 7.2, 12.4, 24),
        (-2.45, 2.45, 18.2, 24),
        (-2.45, 2.45, 2.2, 6),
    ):
        shape = camera.floor(left, right, near, far)
        canvas.line([*shape, shape[0]], "#F5F3EA", 2.6)
    centre = camera.at(0, 0, 12.4)
    for across, down, colour in ((113, 19.6, "#F5F3EA"), (110.4, 17, "#3A7A70")):
        canvas.ellipse(*centre, across, down, colour)
    canvas.line([camera.at(-1.8, 0, 12.4), camera.at(1.8, 0, 12.4)], "#F5F3EA", 2.4)
    _hoop(canvas, camera, 0, 23)


def _stands(canvas: Canvas, camera: Camera) -> None:
    for step, colour in ((2, "#CFCABD"), (1, "#C3BDAF"), (0, "#B6B0A2")):
        x = -9.4 - step * 0.8
        canvas.polygon(camera.wall(x, 7, 23, 0, 0.45 * (step + 1)), colour)
        canvas.polygon(camera.floor(x - 0.8, x, 7, 23, 0.45 * (step + 1)), "#E2DDD1")


def _hoop(canvas: Canvas, camera: Camera, x: float, away: float) -> None:
    scale = camera.focal / away
    canvas.shade(camera.floor(x - 0.4, x + 3.6, away, away + 0.6), "#10202C", 0.35, 2)
    canvas.line(
        [camera.at(x, 0, away + 1), camera.at(x, 3.2, away + 1), camera.at(x, 3.4, away)],
        "#D0A23C",
        scale * 0.2,
    )
    canvas.polygon(camera.front(x - 0.95, x + 0.95, away, 2.9, 4.05), "#F7F5EE")
    frame = camera.front(x - 0.95, x + 0.95, away, 2.9, 4.05)
    canvas.line([*frame, frame[0]], "#A6342B", scale * 0.07)
    inner = camera.front(x - 0.3, x + 0.3, away, 3.05, 3.5)
    canvas.line([*inner, inner[0]], "#A6342B", scale * 0.05)
    ring = camera.at(x, 3.03, away - 0.4)
    canvas.ellipse(*ring, scale * 0.3, scale * 0.07, "#C8502F")
    canvas.ellipse(*ring, scale * 0.24, scale * 0.04, "#F7F5EE")
