"""What is wrong with a list of works."""

from audit_app.errors.base import Refusal
from audit_app.text import gettext as _
from audit_app.text import ngettext


class UnknownWorkColumn(Refusal):
    """A column of a list was mapped to a name that works do not have."""

    def __init__(self, name: str, names: list[str]) -> None:
        self.name, self.names = name, names

    def __str__(self) -> str:
        return _(
            "Las obras no tienen ningún dato «%(name)s»: use uno de %(names)s.",
            name=self.name,
            names=", ".join(self.names),
        )


class NoFolioColumn(Refusal):
    """A file of visits has no column for the folio."""

    def __str__(self) -> str:
        return _("El archivo de visitas no tiene la columna «folio» en su primera fila: agréguela.")


class WideRow(Refusal):
    """A row has more cells than there are headers, or broken quotes."""

    def __str__(self) -> str:
        return _("la fila no tiene las mismas columnas que el encabezado: revise comillas y separadores.")


class SwallowedRows(Refusal):
    """Quotes that were not closed made whole rows part of one cell."""

    def __str__(self) -> str:
        return _(
            "unas comillas mal cerradas metieron filas enteras en esta celda: ciérrelas donde la celda termina."
        )


class AuditChanged(Refusal):
    """A list was confirmed after the works it would change had changed."""

    def __str__(self) -> str:
        return _(
            "No se importó nada: la auditoría cambió desde que revisó la lista. Súbala otra vez y revise las diferencias."
        )


class NoListGiven(Refusal):
    """The page to import a list was sent without a file."""

    def __str__(self) -> str:
        return _("Elija primero el archivo de la lista.")


class ListGone(Refusal):
    """A list that was uploaded is no longer kept."""

    def __str__(self) -> str:
        return _(
            "Esa lista ya no está en revisión: se importó, o se subió otra después. Vea las obras o súbala de nuevo."
        )


class ListWithErrors(Refusal):
    """A list with errors was confirmed."""

    def __init__(self, errors: int) -> None:
        self.errors = errors

    def __str__(self) -> str:
        return ngettext(
            "No se importó nada: la lista tiene %(n)s error. Corríjalo y súbala de nuevo.",
            "No se importó nada: la lista tiene %(n)s errores. Corríjalos y súbala de nuevo.",
            self.errors,
        )


class NoFolio(Refusal):
    """A row of a file of visits does not say of which work it is."""

    def __str__(self) -> str:
        return _("falta el folio de la obra: escríbalo.")


class RepeatedColumn(Refusal):
    """Two columns of a file of visits answer the same question."""

    def __str__(self) -> str:
        return _("la columna está repetida: deje una sola.")
