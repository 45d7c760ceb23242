"""Works on paper, to be ticked off and written on: the works list as it was filtered, or a route with its distances."""

from collections.abc import Iterator
from itertools import groupby
from typing import BinaryIO

from audit_app.pdf import sheet_items
from audit_app.pdf.contents import FieldList, ListedPlace
from audit_app.pdf.document import LEFT, TOP, WIDTH, Document, imprint
from audit_app.pdf.tables import HEADER, Band, Cell, Column, Row, Table, draw_table
from audit_app.pdf.typography import MUTED, SANS, SANS_SEMIBOLD, SERIF_SEMIBOLD, SMALL, Style
from audit_app.text import distance, ngettext, whole
from audit_app.text import gettext as _

NAME = Style(SERIF_SEMIBOLD, 17, 20.5)
TEXT = Style(SANS, 8, 9.6)
FOLIO = Style(SANS_SEMIBOLD, 8, 9.6)
DETAIL = Style(SANS, 7.2, 8.8, MUTED)
ROOM = 19.0  # the least height to write in, points
NUMBER, FOLIO_WIDE, POSITION, SITUATION, DISTANCE = 22.0, 58.0, 54.0, 60.0, 46.0
SHORT = 52.0  # a column to write in; the last takes what the name of the work leaves
NAMED = 0.62  # of what is left, for the name where there is something to write in


def draw_field_list(field_list: FieldList, file: str | BinaryIO) -> None:
    """Draw the works into a file, in the order given and in the language in use."""
    running = " · ".join(part for part in (field_list.name, field_list.title, field_list.told) if part)
    document = Document(
        file,
        imprint(f"{field_list.name}: {field_list.title}", field_list.institution, field_list.cut_off),
        running,
    )
    document.begins = TOP - 8
    document.y = document.block("P", field_list.title, SMALL, LEFT, TOP + 8, WIDTH, limit=2) - 2
    document.y = document.block("H1", field_list.name, NAME, LEFT, document.y, WIDTH)
    count = ngettext("%(n)s obra", "%(n)s obras", len(field_list.works))
    told = " · ".join(part for part in (count, field_list.told) if part)
    document.y = document.block("P", told, SMALL.sized(9), LEFT, document.y - 2, WIDTH, limit=4) - 8
    is_route = any(work.metres is not None for work in field_list.works)
    columns = _columns(field_list.blanks, is_route)
    table = Table(
        columns, _rows(field_list, is_route), TEXT, DETAIL, gap=6, padding=2.4, header=HEADER.sized(7.5)
    )
    draw_table(document, table)
    document.save()


def _columns(blanks: tuple[str, ...], is_route: bool) -> tuple[Column, ...]:
    route = (NUMBER + DISTANCE) if is_route else 0
    rest = WIDTH - FOLIO_WIDE - POSITION - SITUATION - route - SHORT * len(blanks[1:])
    named = rest * NAMED if blanks else rest
    widths = [*(SHORT for _blank in blanks[1:]), rest - named]
    return (
        *((Column(_("N.º"), NUMBER),) if is_route else ()),
        Column(_("Folio"), FOLIO_WIDE, limit=3),
        Column(_("Obra"), named, limit=3),
        Column(_("Situación"), SITUATION, limit=3),
        Column(_("Posición"), POSITION),
        *((Column(_("Desde la anterior"), DISTANCE),) if is_route else ()),
        *(Column(blank, width) for blank, width in zip(blanks, widths, strict=False)),
    )


def _rows(field_list: FieldList, is_route: bool) -> list[Row | Band]:
    written = [Cell("", drawn=ROOM)] * len(field_list.blanks)
    rows: list[Row | Band] = []
    number = 0
    for group, works in groupby(field_list.works, key=lambda work: work.group):
        listed = list(works)
        if group:
            rows.append(Band(f"{group} · {ngettext('%(n)s obra', '%(n)s obras', len(listed))}"))
        for work in listed:
            number += 1
            rows.append([*_cells(work, number, is_route), *written])
    return rows


def _cells(work: ListedPlace, number: int, is_route: bool) -> Iterator[Cell | str]:
    if is_route:
        yield whole(number)
    yield Cell(work.folio, style=FOLIO)
    yield Cell(work.name, work.place)
    yield work.situation
    yield sheet_items.position({"latitude": work.latitude, "longitude": work.longitude}).replace(", ", "\n")
    if is_route:
        yield "" if work.metres is None else distance(work.metres)
