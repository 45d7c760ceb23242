"""Water works: the elevated tank, a leaking joint, a pump house that stopped, and its empty switch box."""

from random import Random

from demo_data.drawing import landscape
from demo_data.drawing.canvas import Canvas, Point

CONCRETE = ("#DAD6CC", "#9FA09C")


def elevated_tank(canvas: Canvas, random: Random) -> None:
    """A concrete tank on four legs, inside a fence, over a dry field."""
    landscape.sky(canvas, landscape.CLEAR, 640)
    landscape.clouds(canvas, [(210, 150, 330), (1010, 230, 320), (960, 80, 240)], random)
    landscape.hills(canvas, 640, 170, ("#8CA4B3", "#B4C2C4"), random)
    landscape.hills(canvas, 642, 80, ("#7A9274", "#9FAE8B"), random)
    landscape.ground(canvas, 636, ("#B9B183", "#A48F63"), random)
    for x, size in ((150, 150), (1080, 170), (940, 105)):
        landscape.tree(canvas, x, 668, size, random)
    canvas.shade([(440, 770), (700, 770), (1120, 716), (900, 700)], "#2F2D22", 0.34, 8)
    _tower(canvas)
    _vessel(canvas)
    _fence(canvas)
    for x, y, size in ((120, 830, 74), (250, 818, 46), (1120, 828, 66)):
        landscape.agave(canvas, x, y, size)


def _tower(canvas: Canvas) -> None:
    for left, right in ((506, 530), (650, 674)):
        canvas.polygon([(left + 6, 330), (right - 8, 330), (right - 14, 742), (left + 2, 742)], "#8E8F8B")
    for y in (440, 560, 672):
        canvas.rectangle(502, y, 676, y + 14, "#7F807C")
    for left, colours in ((452, CONCRETE), (694, ("#C4C1B8", "#8C8D8A"))):
        leg: list[Point] = [(left + 6, 330), (left + 46, 330), (left + 52, 782), (left, 782)]
        canvas.blend(leg, *colours, sideways=True)
        canvas.polygon([(left - 12, 774), (left + 64, 774), (left + 70, 794), (left - 18, 794)], "#8F8D86")
    for y in (424, 548, 668):
        canvas.blend([(466, y), (734, y), (734, y + 22), (466, y + 22)], "#CFCBC1", "#A3A29D")
        canvas.shade([(466, y + 22), (734, y + 22), (734, y + 30), (466, y + 30)], "#2B3036", 0.25, 2)
    canvas.line([(600, 330), (600, 790)], "#2E5E86", 13)
    canvas.line([(596, 330), (596, 790)], "#6C9CC0", 3)
    for x in (758, 786):
        canvas.line([(x, 250), (x + 4, 786)], "#6A6F73", 4)
    for y in range(262, 786, 22):
        canvas.line([(758, y), (787, y)], "#6A6F73", 3)


def _vessel(canvas: Canvas) -> None:
    body: list[Point] = [(404, 148), (796, 148), (796, 318), (404, 318)]
    canvas.blend([(430, 316), (770, 316), (746, 350), (454, 350)], "#8B8C88", "#73746F")
    canvas.blend(body, "#F4F1E8", "#A6A8A4", sideways=True)
    canvas.shade([(404, 148), (470, 148), (470, 318), (404, 318)], "#5D6468", 0.25, 14)
    canvas.polygon([(390, 148), (810, 148), (748, 108), (452, 108)], "#D8D5CB")
    canvas.polygon([(600, 108), (748, 108), (810, 148), (640, 148)], "#B5B4AD")
    canvas.rectangle(398, 146, 802, 160, "#C3C0B6")
    canvas.rectangle(404, 306, 796, 320, "#B2B0A8")
    canvas.rectangle(404, 196, 796, 274, "#2F6C9C")
    canvas.shade([(640, 196), (796, 196), (796, 274), (640, 274)], "#0E2B44", 0.28, 20)
    canvas.text(600, 235, "AGUA POTABLE", 46, "#FFFFFF")
    canvas.polygon([(566, 108), (634, 108), (634, 92), (566, 92)], "#8D8E8A")


def _fence(canvas: Canvas) -> None:
    for x in range(-60, 1270, 26):
        canvas.line([(x, 748), (x + 52, 812)], "#D5D8D6", 1)
        canvas.line([(x + 52, 748), (x, 812)], "#D5D8D6", 1)
    for y in (746, 814):
        canvas.line([(-5, y), (1205, y)], "#8F9694", 2.5)
    for x in range(40, 1200, 160):
        canvas.rectangle(x - 5, 730, x + 5, 826, "#7C8381")
    canvas.shade([(0, 816), (1200, 816), (1200, 830), (0, 830)], "#2F2D22", 0.3, 4)


def leaking_joint(canvas: Canvas, random: Random) -> None:
    """A joint that drips against a damp block wall."""
    _block_wall(canvas, random)
    damp: list[Point] = [(520, 470), (700, 470), (780, 700), (800, 900), (420, 900), (450, 690)]
    canvas.shade(damp, "#3E4846", 0.5, 22)
    canvas.shade([(560, 500), (660, 500), (700, 800), (520, 800)], "#2C3634", 0.4, 18)
    canvas.shade([(-10, 470), (1210, 470), (1210, 530), (-10, 530)], "#1F2422", 0.4, 14)
    canvas.blend([(-10, 352), (1210, 352), (1210, 462), (-10, 462)], "#6FA3C9", "#20496B")
    canvas.shade([(-10, 366), (1210, 366), (1210, 384), (-10, 384)], "#E8F3FA", 0.55, 5)
    for left in (540, 606):
        canvas.blend([(left, 306), (left + 58, 306), (left + 58, 508), (left, 508)], "#8DB6D3", "#1B405E")
        for y in (326, 382, 438, 488):
            canvas.ellipse(left + 29, y, 15, 15, "#4B4F50")
            canvas.ellipse(left + 26, y - 3, 10, 10, "#A3A8A8")
    canvas.shade([(534, 430), (670, 430), (670, 510), (534, 510)], "#8A4B22", 0.38, 10)
    _valve(canvas)
    for x, y, size in ((602, 548, 13), (604, 640, 11), (600, 742, 12)):
        canvas.polygon([(x - size * 0.75, y), (x, y - size * 2.3), (x + size * 0.75, y)], "#C6E0EE")
        canvas.ellipse(x, y, size * 0.8, size, "#C6E0EE")
        canvas.ellipse(x - size * 0.25, y - 2, size * 0.22, size * 0.35, "#FFFFFF")


def _block_wall(canvas: Canvas, random: Random) -> None:
    canvas.blend([(0, 0), (1200, 0), (1200, 900), (0, 900)], "#B7B0A2", "#98917F")
    for row in range(8):
        for column in range(-1, 6):
            left, top = column * 240 + (row % 2) * 120 + 4, row * 118 + 4
            block: list[Point] = [(left, top), (left + 232, top), (left + 232, top + 110), (left, top + 110)]
            canvas.shade(block, random.choice(("#D9D3C4", "#C9C2B2", "#A59E8E")), random.uniform(0.2, 0.55))
    canvas.grain([(0, 0), (1200, 0), (1200, 900), (0, 900)], 0.08, random)


def _valve(canvas: Canvas) -> None:
    canvas.blend([(236, 316), (388, 316), (388, 498), (236, 498)], "#3E6E8F", "#17354D")
    canvas.rectangle(298, 210, 326, 320, "#5E6668")
    canvas.ellipse(312, 202, 106, 34, "#A8322B")
    canvas.ellipse(312, 202, 82, 22, "#BFB7A6")
    canvas.line([(206, 202), (418, 202)], "#A8322B", 12)
    canvas.line([(312, 172), (312, 232)], "#8E2822", 12)
    canvas.ellipse(312, 200, 20, 13, "#7A211C")


def pump_house(canvas: Canvas, random: Random) -> None:
    """A locked pump house with its rusty discharge pipes, on dry ground."""
    landscape.sky(canvas, landscape.HAZY, 560)
    landscape.hills(canvas, 560, 150, ("#9AA9AC", "#C2C5B8"), random)
    landscape.ground(canvas, 556, ("#C6AE7F", "#A88A5C"), random)
    landscape.tree(canvas, 1030, 588, 200, random, "#7C8A52")
    landscape.tree(canvas, 120, 580, 130, random, "#7C8A52")
    _transformer(canvas)
    canvas.shade([(210, 706), (700, 706), (860, 752), (330, 768)], "#2F261A", 0.42, 9)
    canvas.blend([(640, 318), (790, 344), (790, 664), (640, 706)], "#B4A894", "#9B8D78")
    canvas.blend([(210, 318), (640, 318), (640, 706), (210, 706)], "#EFE7D4", "#D8CBB0")
    canvas.polygon([(190, 318), (646, 318), (812, 342), (812, 326), (640, 288), (190, 288)], "#8C8B86")
    canvas.polygon([(190, 288), (640, 288), (640, 318), (190, 318)], "#A9A8A2")
    canvas.shade([(210, 318), (640, 318), (640, 344), (210, 344)], "#2F261A", 0.35, 6)
    canvas.rectangle(210, 640, 640, 706, "#3F7397")
    canvas.polygon([(640, 640), (790, 606), (790, 664), (640, 706)], "#315C7A")
    canvas.shade([(210, 560), (640, 590), (640, 706), (210, 706)], "#7B5B38", 0.16, 14)
    _locked_door(canvas)
    for row in range(4):
        for column in range(5):
            left, top = 474 + column * 24, 410 + row * 26
            canvas.rectangle(left, top, left + 18, top + 20, "#5A5344")
    canvas.text(425, 366, "POZO", 34, "#2E5E86")
    _discharge(canvas)
    for x, y, size in ((90, 800, 60), (1120, 806, 70)):
        landscape.agave(canvas, x, y, size)


def _transformer(canvas: Canvas) -> None:
    canvas.blend([(900, 96), (918, 96), (922, 668), (896, 668)], "#A3A39C", "#7D7E7A", sideways=True)
    canvas.rectangle(846, 128, 972, 140, "#55595A")
    canvas.blend([(924, 196), (984, 196), (984, 282), (924, 282)], "#9DA8AB", "#6B767A", sideways=True)
    for x in (938, 954, 970):
        canvas.rectangle(x - 4, 180, x + 4, 198, "#5B4A3F")
    landscape.cable(canvas, (852, 128), (-10, 60), 26)
    landscape.cable(canvas, (966, 128), (1210, 90), 10)
    landscape.cable(canvas, (910, 300), (640, 312), 22)


def _locked_door(canvas: Canvas) -> None:
    canvas.rectangle(262, 400, 422, 706, "#4E4A42")
    canvas.blend([(270, 408), (414, 408), (414, 706), (270, 706)], "#6E7A7D", "#57585A")
    for y, width, x in ((640, 90, 300), (480, 50, 360), (560, 36, 290)):
        canvas.shade([(x, y), (x + width, y), (x + width - 14, y + 54), (x + 10, y + 54)], "#8A4A20", 0.5, 7)
    canvas.line([(274, 556), (410, 556)], "#454A4C", 5)
    for x, y in ((384, 540), (398, 540)):
        canvas.line([(x, y), (x, y + 28)], "#3A3D3F", 5)
    canvas.rectangle(376, 560, 406, 592, "#C29A3C")
    canvas.ellipse(391, 574, 4, 5, "#3A2E12")


def _discharge(canvas: Canvas) -> None:
    canvas.shade([(690, 772), (1140, 772), (1150, 800), (700, 800)], "#2F261A", 0.4, 7)
    canvas.blend([(690, 690), (1130, 690), (1130, 738), (690, 738)], "#A9805A", "#5B3A22")
    canvas.shade([(690, 698), (1130, 698), (1130, 708), (690, 708)], "#E8CDB0", 0.5, 3)
    for x in (740, 860, 1010):
        canvas.blend([(x, 672), (x + 26, 672), (x + 26, 756), (x, 756)], "#8C6A4B", "#472C19")
    canvas.blend([(890, 640), (980, 640), (980, 742), (890, 742)], "#3E6E8F", "#1A3950")
    canvas.shade([(890, 700), (980, 690), (980, 742), (890, 742)], "#8A4A20", 0.5, 6)
    canvas.rectangle(928, 592, 942, 642, "#5E6668")
    canvas.ellipse(935, 588, 44, 12, "#8E3A2C")
    canvas.blend([(1120, 690), (1168, 690), (1168, 790), (1120, 790)], "#A9805A", "#5B3A22", sideways=True)
    for x in (770, 1050):
        canvas.rectangle(x, 738, x + 22, 788, "#8F8D86")


def empty_switch_box(canvas: Canvas, random: Random) -> None:
    """An upright picture: a switch box open on a wall, its fuses gone."""
    whole: list[Point] = [(0, 0), (900, 0), (900, 1200), (0, 1200)]
    canvas.blend(whole, "#E7DDC8", "#CDBE9F")
    canvas.grain(whole, 0.1, random)
    canvas.shade([(190, 190), (690, 190), (690, 1030), (190, 1030)], "#3A3122", 0.45, 18)
    canvas.blend([(170, 160), (650, 160), (650, 1000), (170, 1000)], "#A8AFB1", "#7F878A")
    canvas.rectangle(200, 190, 620, 970, "#D7DAD8")
    canvas.shade([(200, 190), (620, 190), (620, 240), (200, 240)], "#20272A", 0.4, 14)
    canvas.blend([(650, 160), (838, 200), (838, 1040), (650, 1000)], "#949C9F", "#B7BDBE", sideways=True)
    canvas.line([(650, 160), (650, 1000)], "#5D6568", 6)
    canvas.rectangle(758, 560, 776, 640, "#4D5457")
    for x in (280, 410, 540):
        canvas.line([(x, 120), (x, 330)], "#2B2D2F", 12)
        _fuse_holder(canvas, x)
        canvas.line(
            [(x, 610), (x + random.uniform(-36, 36), 700), (x + random.uniform(-30, 30), 770)], "#A33B2F", 8
        )
    canvas.blend([(250, 800), (570, 800), (570, 920), (250, 920)], "#3C4447", "#22282A")
    canvas.rectangle(270, 816, 550, 904, "#4A5356")
    canvas.text(410, 860, "0", 52, "#E6E2D6")
    canvas.shade([(200, 900), (330, 900), (300, 970), (200, 970)], "#8A4A20", 0.45, 10)
    canvas.polygon([(410, 226), (438, 274), (382, 274)], "#F0C63C")
    canvas.text(410, 256, "!", 30, "#2B2A27")


def _fuse_holder(canvas: Canvas, x: float) -> None:
    canvas.blend([(x - 48, 320), (x + 48, 320), (x + 48, 620), (x - 48, 620)], "#F2EFE6", "#C9C5B8")
    canvas.rectangle(x - 30, 392, x + 30, 548, "#8B8778")
    canvas.shade([(x - 30, 392), (x + 30, 392), (x + 30, 420), (x - 30, 420)], "#1F1D18", 0.5, 6)
    for y in (348, 560):
        canvas.blend([(x - 22, y), (x + 22, y), (x + 22, y + 34), (x - 22, y + 34)], "#D9A466", "#8E5B2B")
