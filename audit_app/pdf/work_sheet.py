"""The one-page record of a work (cédula): the list's facts, what was seen, its papers, its photos, and who wrote it down."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from audit_app.pdf import sheet_items
from audit_app.pdf.contents import SheetPhoto, WorkSheet
from audit_app.pdf.document import BOTTOM, LEFT, TOP, WIDTH, Document, imprint
from audit_app.pdf.pairs import ANSWER, LABEL, SECTION, draw_pairs
from audit_app.pdf.tables import ROW_SCOPE
from audit_app.pdf.tagged import picture_size
from audit_app.pdf.typography import (
    BAND,
    BLUE,
    INK,
    MUTED,
    SANS,
    SANS_SEMIBOLD,
    SERIF_SEMIBOLD,
    WINE,
    Style,
    limited,
    shortened,
    wrap,
)
from audit_app.text import day
from audit_app.text import gettext as _

NAME = Style(SERIF_SEMIBOLD, 17, 20.5)
KICKER = Style(SANS_SEMIBOLD, 9, 12, BLUE)
NOTICE = Style(SANS_SEMIBOLD, 9, 11.5, WINE)
KEY = Style(SANS_SEMIBOLD, 10, 12)
TINY = Style(SANS, 7, 8.8, MUTED)
HEAD = TOP + 12  # the sheet is full: it begins higher than a report
PHOTO_HIGH, PHOTO_LOW = 168.0, 76.0  # points: a photo with room to spare, and the least that tells anything


@dataclass(frozen=True, slots=True)
class Frame:
    """The room of one photo: its width, the height of the picture, and of the notes beneath; no notes stand beside it."""

    width: float
    high: float
    notes: float

    @property
    def height(self) -> float:
        """Return the height of picture and notes."""
        return self.high + self.notes


def draw_work_sheet(sheet: WorkSheet, file: str) -> None:
    """Draw the sheet into a file, in the language in use; what does not fit goes on to more pages."""
    folio, name = sheet.work["folio"], sheet.work["name"]
    title = _("Cédula %(folio)s: %(name)s", folio=folio, name=name)
    running = _("Cédula %(folio)s · %(name)s · corte %(day)s", folio=folio, name=name, day=day(sheet.cut_off))
    document = Document(file, imprint(title, sheet.institution, sheet.cut_off), running)
    _head(document, sheet)
    _notices(document, sheet)
    _key_answers(document, sheet)
    draw_pairs(document, _("Según la lista"), list(sheet_items.facts(sheet.work)))
    if sheet.visit:
        draw_pairs(document, _("Lo que se vio en la visita"), list(sheet_items.answers(sheet)))
    draw_pairs(document, _papers_title(sheet), list(sheet_items.papers(sheet)))
    for item in sheet_items.long_answers(sheet):
        document.heading(2, item.label, SECTION, keep=24)
        document.paragraph(item.text, ANSWER.sized(8.5), after=6)
    history = _history(sheet)
    _photos(document, sheet.photos, keep=SECTION.leading + len(wrap(history, TINY, WIDTH)) * TINY.leading + 4)
    document.heading(2, _("Quién lo registró"), SECTION, keep=12)
    document.paragraph(history, TINY, after=0)
    document.save()


def _head(document: Document, sheet: WorkSheet) -> None:
    work, name = sheet.work, str(sheet.work["name"])
    folio = shortened(_("Cédula de la obra %(folio)s", folio=work["folio"]), KICKER, 250)
    document.block("P", folio, KICKER, LEFT, HEAD, 250)
    document.block("P", shortened(sheet.title, LABEL, 244), LABEL, LEFT + 260, HEAD - 1, 244, "right")
    document.rule(HEAD - 15, INK, 1.5)
    style = next(
        (big for size in (17, 15, 13) if len(wrap(name, big := NAME.sized(size), WIDTH)) < 3), NAME.sized(11)
    )
    y = document.block("H1", name, style, LEFT, HEAD - 21, WIDTH)
    named = (work[column] for column in ("type", "locality", "municipality", "state"))
    places = " · ".join(dict.fromkeys(str(place) for place in named if place))
    document.y = document.block("P", places or "—", LABEL.sized(9), LEFT, y - 2, WIDTH) - 6


def _notices(document: Document, sheet: WorkSheet) -> None:
    """Say first what the reader must not miss: a conflict, or that there was no visit."""
    if sheet.conflicts:
        kinds = ", ".join(_(sheet_items.KINDS[kind]).lower() for kind in sheet.conflicts)
        _notice(
            document,
            _(
                "Provisional: hay versiones en conflicto (%(kinds)s). Se muestra la más reciente; la obra "
                "queda fuera de todas las cifras hasta que una persona lo resuelva.",
                kinds=kinds,
            ),
        )
    if not sheet.visit:
        _notice(document, _("Esta obra no tiene visita registrada."))


def _notice(document: Document, notice: str) -> None:
    foot = document.block("P", notice, NOTICE, LEFT + 12, document.y, WIDTH - 12)
    with document.artifact():
        document.rectangle(LEFT, foot, 3, document.y - foot, WINE)
    document.y = foot - 8


def _key_answers(document: Document, sheet: WorkSheet) -> None:
    """Draw the band of what matters most: how the search ended and the key answers."""
    if not sheet.visit:
        return
    items = sheet_items.key_answers(sheet.visit)
    width = WIDTH / len(items)
    labels = max(len(wrap(item.label, TINY, width - 14)) for item in items) * TINY.leading
    answers = max(len(wrap(item.text, KEY, width - 14)) for item in items) * KEY.leading
    height = labels + answers + 12
    with document.artifact():
        document.rectangle(LEFT, document.y - height, WIDTH, height, BAND)
    with document.group("Table"):
        for number, item in enumerate(items):
            x = LEFT + 8 + number * width
            with document.group("TR"):
                document.block("TH", item.label, TINY, x, document.y - 6, width - 14, attributes=ROW_SCOPE)
                document.block("TD", item.text, KEY, x, document.y - 6 - labels, width - 14)
    document.y -= height + 8


def _papers_title(sheet: WorkSheet) -> str:
    if sheet.reviewed_on:
        return _("El expediente, revisado el %(day)s", day=day(sheet.reviewed_on))
    return _("El expediente")


def _photos(document: Document, photos: Sequence[SheetPhoto], keep: float) -> None:
    """Draw the photos two by two (three by three when there are more), smaller where that keeps them on this page."""
    if not photos:
        return
    across = 2 if len(photos) < 3 else 3
    rows = [photos[first : first + across] for first in range(0, len(photos), across)]
    frame = _frame(photos, across, (document.y - BOTTOM - keep - SECTION.leading - 4) / len(rows) - 12)
    document.room(SECTION.leading + 4 + frame.height + 12)
    document.y = document.block("H2", _("Fotografías"), SECTION, LEFT, document.y, WIDTH) - 4
    for row in rows:
        document.room(frame.height + 12)
        for number, photo in enumerate(row):
            _photo(document, photo, frame, LEFT + number * (frame.width + 12))
        document.y -= frame.height + 12


def _frame(photos: Sequence[SheetPhoto], across: int, room: float) -> Frame:
    """Return the frame of every photo: notes beneath or, where height is short and there are two, beside."""
    width = (WIDTH - (across - 1) * 12) / across
    notes = max(_notes_height(photo, width) for photo in photos)
    if room - notes < PHOTO_HIGH and across == 2 and room >= PHOTO_LOW:
        return Frame(width, min(room, PHOTO_HIGH), 0)
    high = min(room - notes, PHOTO_HIGH) if room - notes >= PHOTO_LOW else PHOTO_HIGH
    return Frame(width, high, notes)


def _notes_height(photo: SheetPhoto, width: float) -> float:
    caption = limited(photo.caption, ANSWER, width, 4) if photo.caption else []
    return (
        len(caption) * ANSWER.leading
        + len(wrap(sheet_items.about_photo(photo), TINY, width)) * TINY.leading
        + 3
    )


def _photo(document: Document, photo: SheetPhoto, frame: Frame, x: float) -> None:
    """Draw a photo in its frame, or the frame alone where its file is not on this laptop."""
    room = frame.width if frame.notes else frame.width * 0.62
    path, (wide, tall) = _fitted(photo.path, room, frame.high)
    alt = _("Fotografía de la obra: %(caption)s", caption=photo.caption or sheet_items.about_photo(photo))
    with document.figure(alt, x, document.y - tall, wide, tall):
        if path:
            document.photo(path, x, document.y - tall, wide, tall)
        else:
            document.rectangle(x, document.y - tall, wide, tall, BAND)
            told = (
                _("Se guardó, pero no se puede mostrar aquí.")
                if photo.is_here
                else _("El archivo no está en esta laptop.")
            )
            document.write(x + 8, document.y - tall / 2, told, LABEL)
    left, top = (x, document.y - frame.high - 3) if frame.notes else (x + wide + 8, document.y + 2)
    width = x + frame.width - left
    if photo.caption:
        top = document.block("P", photo.caption, ANSWER, left, top, width, limit=4 if frame.notes else 6)
    document.block("P", sheet_items.about_photo(photo), TINY, left, top - (0 if frame.notes else 3), width)


def _fitted(path: Path | None, width: float, high: float) -> tuple[Path | None, tuple[float, float]]:
    """Return the file that can be drawn and the width and height it takes inside a frame."""
    size = picture_size(path) if path else None
    if size is None:
        return None, (width, high)
    scale = min(width / size[0], high / size[1])
    return path, (size[0] * scale, size[1] * scale)


def _history(sheet: WorkSheet) -> str:
    """Return who wrote what and when; of photos, only where something was said or withdrawn."""
    told = (one for one in sheet.history if one.kind != "photos" or one.reason or one.withdrawn)
    return " · ".join(sheet_items.revision(one) for one in told)
