"""What was asked of the results or the reports and is not there."""

from audit_app.errors.base import Refusal
from audit_app.text import gettext as _
from audit_app.text import whole


class UnknownColumn(Refusal):
    """Figures were asked for by a column that the list does not have."""

    def __init__(self, column: str, columns: list[str]) -> None:
        self.column, self.columns = column, columns

    def __str__(self) -> str:
        return _(
            "La lista no tiene la columna «%(column)s»: use una de %(columns)s.",
            column=self.column,
            columns=", ".join(self.columns),
        )


class UnknownGroup(Refusal):
    """A group was to be compared that its column does not have."""

    def __init__(self, column: str, group: str, groups: list[str]) -> None:
        self.column, self.group, self.groups = column, group, groups

    def __str__(self) -> str:
        return _(
            "«%(column)s» no tiene el grupo «%(group)s»: use uno de %(groups)s.",
            column=self.column,
            group=self.group[:60],
            groups=", ".join(f"«{name}»" for name in self.groups[:40]),
        )


class SupervisorNeeded(Refusal):
    """A figure was to be marked as reviewed without saying by whom."""

    def __str__(self) -> str:
        return _("Escriba el nombre de quien supervisa: la marca de la cifra lleva su nombre.")


class FigureChanged(Refusal):
    """A figure was marked as reviewed that is no longer the one on the page."""

    def __str__(self) -> str:
        return _("La cifra cambió mientras la leía: vea la de ahora y márquela otra vez si procede.")


class BadRule(Refusal):
    """A rule of the intervals was chosen that does not exist."""

    def __init__(self, value: str) -> None:
        self.value = value

    def __str__(self) -> str:
        return _(
            "«%(value)s» no es una de las opciones del cálculo: elija una de la lista.", value=self.value[:60]
        )


class UnknownIndicator(Refusal):
    """An indicator was asked for that does not exist."""

    def __init__(self, code: str) -> None:
        self.code = code

    def __str__(self) -> str:
        return _(
            "No hay ningún indicador «%(code)s»: elija uno en la página de resultados.", code=self.code[:60]
        )


class UnknownReport(Refusal):
    """A PDF was asked for that is not among the reports of this audit."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __str__(self) -> str:
        return _(
            "No hay ningún informe «%(name)s» en esta auditoría: vea la lista de informes.",
            name=self.name[:120],
        )


class NoWorksFound(Refusal):
    """There is no work to print."""

    def __str__(self) -> str:
        return _("No hay ninguna obra que imprimir: quite algún filtro, o importe antes la lista.")


class TooManyForms(Refusal):
    """Paper forms of too many works were asked for at once."""

    def __init__(self, works: int, most: int) -> None:
        self.works, self.most = works, most

    def __str__(self) -> str:
        return _(
            "Son %(works)s obras y un PDF lleva los formularios de %(most)s a lo más: filtre la lista de obras, por "
            "ejemplo por municipio.",
            works=whole(self.works),
            most=self.most,
        )
