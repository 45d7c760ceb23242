"""Where distances are counted from: a position typed in any notation, a work, or this laptop's last visit. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from audit_app.geography import notations
from audit_app.listing import Line, last_visited
from audit_app.position import Position
from audit_app.text import gettext as _


@dataclass(frozen=True, slots=True)
class Start:
    """A position to count from, None without one; what it is, in words; what was typed; and what is wrong with that."""

    position: Position | None
    told: str
    typed: str = ""
    problem: str = ""


def start_of(typed: str, lines: Sequence[Line]) -> Start:
    """Return where to count from: what was typed, else the work that this laptop visited last."""
    written = " ".join(typed.split())
    if not written:
        last = last_visited(lines)
        if last is None or last.position is None:
            return Start(None, "")
        return Start(last.position, _("la última visita de esta laptop (%(folio)s)", folio=last.folio))
    if work := next((line for line in lines if line.folio == written), None):
        told = _("la obra %(folio)s", folio=work.folio)
        problem = "" if work.position else _("La obra %(folio)s no tiene posición.", folio=work.folio)
        return Start(work.position, told if work.position else "", written, problem)
    if position := notations.position(written):
        return Start(position, f"{position[0]:.5f}, {position[1]:.5f}", written)
    problem = _("«%(text)s» no es una posición ni un folio: escriba 22.6511, -102.9801.", text=written[:60])
    return Start(None, "", written, problem)
