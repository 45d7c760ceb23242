"""What every refusal is, and what any page or command may refuse."""

from audit_app.text import gettext as _


class Refusal(Exception):
    """Something Constata will not or cannot do, told in one sentence in the person's language."""


class ReasonNeeded(Refusal):
    """A decision was made without saying why."""

    def __str__(self) -> str:
        return _("Escriba el motivo de la decisión: queda guardado con ella.")


class NameNeeded(Refusal):
    """Evidence was to be saved without saying by whom."""

    def __str__(self) -> str:
        return _("Escriba su nombre: queda guardado con la evidencia.")


class TooMuch(Refusal):
    """A request is larger than the bound."""

    def __str__(self) -> str:
        return _("Lo enviado es demasiado grande: suba los archivos por partes o abrevie el texto.")


class Unexpected(Refusal):
    """Something nobody foresaw went wrong; its details are in a file."""

    def __init__(self, why: str, log: object) -> None:
        self.why, self.log = why, log

    def __str__(self) -> str:
        return _(
            "Constata falló (%(why)s); lo guardado sigue intacto. Los detalles están en «%(log)s»: envíelos a quien lo mantiene.",
            why=self.why,
            log=self.log,
        )


class PortTaken(Refusal):
    """Another program listens on the port asked for."""

    def __init__(self, port: int) -> None:
        self.port = port

    def __str__(self) -> str:
        return _("El puerto %(port)s está ocupado: elija otro con «--port».", port=self.port)


class ChoiceNeeded(Refusal):
    """A conflict was to be settled without choosing a version."""

    def __str__(self) -> str:
        return _("Elija la versión que se conserva.")
