"""What is wrong with a form, a draft or a file of visits."""

from audit_app.errors.base import Refusal
from audit_app.text import gettext as _
from audit_app.text import ngettext


class DraftChanged(Refusal):
    """A draft was to be finished that is no longer what its check page showed."""

    def __str__(self) -> str:
        return _(
            "Este borrador cambió en otra ventana después de revisarlo: revíselo otra vez antes de terminar."
        )


class UnknownDraft(Refusal):
    """A draft that was finished or thrown away was asked for."""

    def __str__(self) -> str:
        return _(
            "Ese borrador ya no está en esta laptop: ya se terminó o se descartó. Abra la obra para ver lo guardado."
        )


class AnswersMissing(Refusal):
    """A form was to be finished with required answers missing."""

    def __init__(self, missing: int) -> None:
        self.missing = missing

    def __str__(self) -> str:
        return ngettext(
            "Falta %(n)s respuesta para terminar: complétela o guarde el borrador.",
            "Faltan %(n)s respuestas para terminar: complételas o guarde el borrador.",
            self.missing,
        )


class DetailMismatch(Refusal):
    """The detail of the outcome belongs to another outcome."""

    def __init__(self, detail: str, outcome: str) -> None:
        self.detail, self.outcome = detail, outcome

    def __str__(self) -> str:
        return _(
            "El detalle «%(detail)s» no corresponde al resultado «%(outcome)s»: elija un detalle de ese resultado.",
            detail=self.detail,
            outcome=self.outcome,
        )


class RepeatedVisit(Refusal):
    """A file of visits names a work twice."""

    def __init__(self, first: int) -> None:
        self.first = first

    def __str__(self) -> str:
        return _("el folio ya está en la fila %(first)s: deje una sola fila por obra.", first=self.first)


class VisitsRefused(Refusal):
    """A file of visits has cells that cannot be read; all are told."""

    def __init__(self, problems: list[tuple[int, str, Refusal]]) -> None:
        self.problems = problems

    def __str__(self) -> str:
        lines = [
            _("fila %(row)s, «%(where)s»: %(why)s", row=row, where=where, why=why)
            for row, where, why in self.problems[:20]
        ]
        total = len(self.problems)
        return ngettext(
            "No se importó nada, hay %(n)s celda por corregir: %(which)s",
            "No se importó nada, hay %(n)s celdas por corregir: %(which)s",
            total,
            which=" ".join(lines),
        )


class UnknownState(Refusal):
    """A document was given a state that is not on the list."""

    def __init__(self, state: str) -> None:
        self.state = state

    def __str__(self) -> str:
        return _("«%(state)s» no es un estado de documento: elija uno de la lista.", state=self.state[:60])


class BadReviewDate(Refusal):
    """The date of a review cannot be read."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return _("«%(text)s» no es una fecha: escríbala como 2009-11-25.", text=self.text[:60])
