"""What is wrong with a piece of evidence, or with what was to become one."""

from audit_app.errors.base import Refusal
from audit_app.text import gettext as _
from audit_app.text import ngettext


class UnknownWork(Refusal):
    """No work of the audit has this folio."""

    def __init__(self, folio: str) -> None:
        self.folio = folio

    def __str__(self) -> str:
        return _(
            "No hay ninguna obra con el folio «%(folio)s» en esta auditoría: revise el folio.",
            folio=self.folio,
        )


class UnknownKind(Refusal):
    """A kind of evidence that does not exist was named."""

    def __init__(self, kind: str, kinds: list[str]) -> None:
        self.kind, self.kinds = kind, kinds

    def __str__(self) -> str:
        return _(
            "No existe el tipo «%(kind)s»: use uno de %(kinds)s.", kind=self.kind, kinds=", ".join(self.kinds)
        )


class SettingInConflict(Refusal):
    """A setting of the audit was to be changed while two versions of it wait for a decision."""

    def __init__(self, setting: str) -> None:
        self.setting = setting

    def __str__(self) -> str:
        return _(
            "El ajuste «%(setting)s» está en conflicto: decida primero en «Intercambio» cuál de sus versiones vale.",
            setting=self.setting,
        )


class PhotoInConflict(Refusal):
    """A photo's caption was to be changed while two versions of it wait for a decision."""

    def __str__(self) -> str:
        return _(
            "Los datos de esta fotografía están en conflicto: decida primero en «Intercambio» cuál de sus versiones vale."
        )


class NotInConflict(Refusal):
    """A settlement was asked for a thing with a single head, or none."""

    def __init__(self, kind: str, key: str) -> None:
        self.kind, self.key = kind, key

    def __str__(self) -> str:
        return _(
            "«%(key)s» no está en conflicto en «%(kind)s»: vea los conflictos abiertos con «conflicts».",
            key=self.key,
            kind=self.kind,
        )


class NotAHead(Refusal):
    """The revision to keep is none of the revisions in conflict."""

    def __init__(self, revision: str, heads: list[str]) -> None:
        self.revision, self.heads = revision, heads

    def __str__(self) -> str:
        return _(
            "«%(revision)s» no es una de las versiones en conflicto: elija entre %(heads)s.",
            revision=self.revision,
            heads=", ".join(self.heads),
        )


class OtherContent(Refusal):
    """A revision arrived under an id that is here with other content."""

    def __init__(self, kind: str, revision: str) -> None:
        self.kind, self.revision = kind, revision

    def __str__(self) -> str:
        return _(
            "La revisión «%(revision)s» de «%(kind)s» llegó con un contenido distinto del que ya está aquí: el paquete no se "
            "recibió; pida a quien lo envió que revise su laptop.",
            revision=self.revision,
            kind=self.kind,
        )


class NotEvidence(Refusal):
    """Rows arrived that do not fit the evidence tables."""

    def __init__(self, kind: str, why: str) -> None:
        self.kind, self.why = kind, why

    def __str__(self) -> str:
        return _(
            "Los datos de «%(kind)s» no tienen la forma esperada (%(why)s): no se recibió nada; actualice Constata en ambas "
            "laptops y envíe de nuevo.",
            kind=self.kind,
            why=self.why,
        )


class WorksInConflict(Refusal):
    """Visits arrived for works that wait to be settled."""

    def __init__(self, folios: list[str]) -> None:
        self.folios = folios

    def __str__(self) -> str:
        return ngettext(
            "No se importó nada: la obra %(folios)s está en conflicto; véala con «conflicts», resuélvala con «settle» e importe "
            "de nuevo.",
            "No se importó nada: %(n)s obras están en conflicto (%(folios)s); véalas con «conflicts», resuélvalas con «settle» "
            "e importe de nuevo.",
            len(self.folios),
            folios=", ".join(self.folios[:20]),
        )


class ConflictChanged(Refusal):
    """The versions in conflict are no longer the ones that the page showed."""

    def __str__(self) -> str:
        return _("Las versiones cambiaron mientras decidía: revíselas de nuevo y elija otra vez.")
