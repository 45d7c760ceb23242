"""What is filled in with a pen: boxes to tick with the key of their answer, lines to write on, signatures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from audit_app.pdf.document import BOTTOM, LEFT, RIGHT, WIDTH, Document
from audit_app.pdf.questionnaire import Choice
from audit_app.pdf.typography import INK, MUTED, SANS, SANS_SEMIBOLD, Style, limited, shortened, width_of

LABEL, NEEDED = Style(SANS, 8.5, 10.2), Style(SANS_SEMIBOLD, 8.5, 10.2)
KEY = Style(SANS_SEMIBOLD, 7, 8.5, MUTED)
NOTE = Style(SANS, 7, 8.4, MUTED)
BOX = 11.3  # points: four millimetres
PITCH = 15.2  # from a line of boxes to the next
RULED = 18.0  # from a line to write on to the next
BEFORE, AFTER = 7.5, 4.0  # room of the key before a box, and between the box and its answer
GAP = 5.0  # the least between an answer and the next key
APART = 8.0  # between blanks of a row
GRID_STEP = 42.5  # boxes stand under one another
WEIGHT = 0.6
MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Blank:
    """A label with a line to write on, so wide at least; a blank that stretches takes what its row has left."""

    label: str
    width: float
    stretches: bool = False
    needed: bool = False

    @property
    def style(self) -> Style:
        """Return the type of the label: semibold where the answer is needed."""
        return NEEDED if self.needed else LABEL


def lines_of(choices: Sequence[Choice], first: float, others: float) -> list[list[tuple[float, Choice]]]:
    """Return the lines in which answers stand, the first of one width and the others of another, each with its place in it."""
    lines: list[list[tuple[float, Choice]]] = [[]]
    used = 0
    for choice in choices:
        wide = ceil((BEFORE + BOX + AFTER + width_of(choice.label, LABEL) + GAP) / GRID_STEP)
        if lines[-1] and (used + wide) * GRID_STEP > (first if len(lines) == 1 else others):
            lines.append([])
            used = 0
        lines[-1].append((used * GRID_STEP, choice))
        used += wide
    return lines


def draw_choices(
    document: Document, lines: Sequence[Sequence[tuple[float, Choice]]], x: float, top: float, width: float
) -> None:
    """Draw lines of answers from a height down, each with its key and its box, inside the element that is open."""
    for line in lines:
        baseline = top - PITCH / 2 - LABEL.size * 0.34
        for along, choice in line:
            at = x + along + BEFORE
            document.write(at - 2.5, baseline, choice.key, KEY, "right")
            document.outline(at, top - (PITCH + BOX) / 2, BOX, BOX)
            left = at + BOX + AFTER
            document.write(left, baseline, shortened(choice.label, LABEL, x + width - left), LABEL)
        top -= PITCH


def draw_box(document: Document, x: float, top: float, width: float) -> None:
    """Draw a box in the middle of a column."""
    document.outline(x + (width - BOX) / 2, top - BOX, BOX, BOX)


def draw_blanks(document: Document, blanks: Sequence[Blank]) -> None:
    """Draw labels with lines to write on, in as many rows over the whole width as they take."""
    for row in _rows(blanks):
        document.room(RULED)
        spare = WIDTH - sum(_wide(blank) for blank in row) - APART * (len(row) - 1)
        stretching = [blank for blank in row if blank.stretches] or row
        x, baseline = LEFT, document.y - RULED + 5
        for blank in row:
            wide = _wide(blank) + (spare / len(stretching) if blank in stretching else 0)
            label = limited(blank.label, blank.style, WIDTH * 0.6, 1)[0]
            with document.canvas.tagged("P"), document.spoken(blank.label, blank.style):
                document.write(x, baseline, label, blank.style)
            with document.artifact():
                start = x + width_of(label, blank.style) + AFTER
                document.line(start, baseline - 2, x + wide, baseline - 2, INK, WEIGHT)
            x += wide + APART
        document.y -= RULED


def draw_ruled(document: Document, count: int, x: float = LEFT, right: float = RIGHT) -> None:
    """Draw so many lines to write on from a height down."""
    with document.artifact():
        for _line in range(count):
            document.y -= RULED
            document.line(x, document.y, right, document.y, INK, WEIGHT)


def lines_left(document: Document, keep: float) -> int:
    """Return how many lines to write on the page still takes above so much height."""
    return int((document.y - BOTTOM - keep) // RULED)


def draw_signatures(document: Document, labels: Sequence[str]) -> None:
    """Draw lines to sign on beside one another at the foot of the page, what each is for beneath it."""
    width = (WIDTH - APART * 2 * (len(labels) - 1)) / len(labels)
    high = 2 * NOTE.leading
    document.y = BOTTOM + high
    for number, label in enumerate(labels):
        x = LEFT + number * (width + APART * 2)
        with document.artifact():
            document.line(x, document.y, x + width, document.y, INK, WEIGHT)
        document.block("P", label, NOTE, x, document.y - 1, width, "center", limit=2)


SIGNING = 2 * NOTE.leading + 30  # the height that signatures take


def _rows(blanks: Sequence[Blank]) -> Iterator[list[Blank]]:
    row: list[Blank] = []
    for blank in blanks:
        if row and sum(_wide(one) + APART for one in [*row, blank]) - APART > WIDTH:
            yield row
            row = []
        row.append(blank)
    if row:
        yield row


def _wide(blank: Blank) -> float:
    label = limited(blank.label, blank.style, WIDTH * 0.6, 1)[0]
    return width_of(label, blank.style) + AFTER + blank.width
