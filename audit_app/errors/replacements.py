"""Why a work is not replaced, or does not return to the reserve."""

from audit_app.errors.base import Refusal
from audit_app.text import gettext as _


class WorkUnsettled(Refusal):
    """A work that waits to be settled was to replace another or to be replaced."""

    def __init__(self, folio: str) -> None:
        self.folio = folio

    def __str__(self) -> str:
        return _(
            "La obra «%(folio)s» está en conflicto: decida primero en «Intercambio» cuál de sus versiones vale.",
            folio=self.folio,
        )


class NotInSample(Refusal):
    """A work that waits in the reserve was to be replaced."""

    def __init__(self, folio: str) -> None:
        self.folio = folio

    def __str__(self) -> str:
        return _(
            "La obra «%(folio)s» está en la reserva y solo se sustituyen obras de la muestra: use el folio de la obra que no se "
            "pudo visitar.",
            folio=self.folio,
        )


class NotTried(Refusal):
    """A work that nobody has tried to visit was to be replaced."""

    def __init__(self, folio: str) -> None:
        self.folio = folio

    def __str__(self) -> str:
        return _(
            "Nadie ha dicho por qué no se pudo visitar la obra «%(folio)s»: registre el intento con su motivo antes de "
            "sustituirla.",
            folio=self.folio,
        )


class WasSearched(Refusal):
    """A work whose visit found it, or searched for it without finding it, was to be replaced."""

    def __init__(self, folio: str) -> None:
        self.folio = folio

    def __str__(self) -> str:
        return _(
            "La obra «%(folio)s» se buscó en el sitio y su resultado ya es una respuesta: no se sustituye; si es un "
            "error, corrija la visita.",
            folio=self.folio,
        )


class AlreadyReplaced(Refusal):
    """A work that another already replaces was to be replaced, or to leave the place it takes."""

    def __init__(self, folio: str, substitute: str) -> None:
        self.folio, self.substitute = folio, substitute

    def __str__(self) -> str:
        return _(
            "A la obra «%(folio)s» ya la sustituye «%(substitute)s»: siga con esa obra.",
            folio=self.folio,
            substitute=self.substitute,
        )


class NoReserveLeft(Refusal):
    """No work of the reserve is left to replace a work."""

    def __init__(self, folio: str, stratum: str | None, psu: str | None) -> None:
        self.folio, self.stratum, self.psu = folio, stratum, psu

    def __str__(self) -> str:
        return _(
            "No queda reserva para la obra «%(folio)s» (estrato %(stratum)s, UPM %(psu)s): déjela con el resultado que tiene.",
            folio=self.folio,
            stratum=self.stratum or "—",
            psu=self.psu or "—",
        )


class TurnChanged(Refusal):
    """The reserve work that a page named is no longer the one whose turn it is."""

    def __str__(self) -> str:
        return _(
            "La reserva cambió desde que abrió la página: vea a cuál obra le toca ahora y confirme de nuevo."
        )


class NotASubstitute(Refusal):
    """A replacement was to be withdrawn by the folio of a work that replaces none."""

    def __init__(self, folio: str) -> None:
        self.folio = folio

    def __str__(self) -> str:
        return _(
            "La obra «%(folio)s» no sustituye a ninguna: use el folio de la obra sustituta.", folio=self.folio
        )


class SubstituteVisited(Refusal):
    """A replacement was to be withdrawn after the substitute was visited."""

    def __init__(self, folio: str) -> None:
        self.folio = folio

    def __str__(self) -> str:
        return _(
            "La obra sustituta «%(folio)s» ya tiene una visita: la sustitución se queda como está.",
            folio=self.folio,
        )
