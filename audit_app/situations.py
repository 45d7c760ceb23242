"""The situations that a work of the list can be in, and their names. Pure."""

from audit_app import instruments
from audit_app.text import N_
from audit_app.text import gettext as _

TO_VISIT, NOT_VISITED, RESERVE = "to_visit", "not_visited", "reserve"
SITUATIONS = (TO_VISIT, NOT_VISITED, "located", "not_located", "out_of_scope", "conflict", RESERVE)
_NAMES = {
    TO_VISIT: N_("Por visitar"),
    NOT_VISITED: N_("Sin visitar (todas)"),
    RESERVE: N_("Reserva"),
    "conflict": N_("En conflicto"),
}


def name(code: str) -> str:
    """Return the name of a situation; ``not_visited.insecurity`` tells its reason."""
    code, _dot, reason = code.partition(".")
    if reason:
        detail = _(instruments.label_of(instruments.OUTCOME_DETAIL.answers, reason))
        return _("No visitada: %(reason)s", reason=detail)
    return _(_NAMES[code] if code in _NAMES else instruments.label_of(instruments.OUTCOME.answers, code))


def order(code: str) -> tuple[int, str]:
    """Return where a situation stands among the choices of the works list."""
    first = code.partition(".")[0]
    return SITUATIONS.index(first) if first in SITUATIONS else len(SITUATIONS), code
