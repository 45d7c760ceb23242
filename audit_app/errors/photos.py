"""What is wrong with a photo, where it waits, or the phone that brings it."""

from audit_app.errors.base import Refusal
from audit_app.text import gettext as _
from audit_app.text import ngettext


class NotAPhoto(Refusal):
    """A file sent as a photo is none that can be read."""

    def __init__(self, file_name: str) -> None:
        self.file_name = file_name

    def __str__(self) -> str:
        return _(
            "«%(file)s» no es una fotografía JPEG, PNG o HEIC: guárdela en uno de esos formatos y súbala otra vez.",
            file=self.file_name,
        )


class PhotoDamaged(Refusal):
    """A photo breaks off or is damaged."""

    def __init__(self, file_name: str) -> None:
        self.file_name = file_name

    def __str__(self) -> str:
        return _(
            "La fotografía «%(file)s» está dañada o incompleta: cópiela otra vez de la cámara y súbala.",
            file=self.file_name,
        )


class PhotoTooLarge(Refusal):
    """A photo is above the bounds."""

    def __init__(self, file_name: str) -> None:
        self.file_name = file_name

    def __str__(self) -> str:
        return _(
            "La fotografía «%(file)s» es demasiado grande (máximo 40 MB y 120 megapíxeles): redúzcala y súbala.",
            file=self.file_name,
        )


class PhotoHere(Refusal):
    """The same photo is in the audit already."""

    def __init__(self, file_name: str, folios: list[str]) -> None:
        self.file_name, self.folios = file_name, folios

    def __str__(self) -> str:
        return ngettext(
            "La fotografía «%(file)s» ya está en la obra %(folios)s: no se guardó dos veces.",
            "La fotografía «%(file)s» ya está en las obras %(folios)s: no se guardó otra vez.",
            len(self.folios),
            file=self.file_name,
            folios=", ".join(self.folios),
        )


class PhoneCodeWrong(Refusal):
    """A phone brought a code that the laptop does not show."""

    def __str__(self) -> str:
        return _("Ese código no es el que muestra la laptop: revíselo, o escanee otra vez el cuadro.")


class PhoneCodeUsed(Refusal):
    """A phone brought a code that has let one in already."""

    def __str__(self) -> str:
        return _("Ese código ya se usó, y sirve una sola vez: pida otro en la laptop.")


class PhoneOver(Refusal):
    """A phone came when its code, its hour or its visit was over."""

    def __str__(self) -> str:
        return _(
            "La conexión con la laptop terminó: pida allí otro código con «Usar un teléfono como cámara»."
        )


class PhoneUnknown(Refusal):
    """A phone that was not let in sent something."""

    def __str__(self) -> str:
        return _("Este teléfono no está conectado a una visita: escanee el código que muestra la laptop.")


class PhonePageOld(Refusal):
    """A phone sent a form without the token of its page."""

    def __str__(self) -> str:
        return _("No se recibió nada: vuelva a cargar esta página y envíe otra vez.")


class PhoneFull(Refusal):
    """A phone has sent as much as one connection takes."""

    def __str__(self) -> str:
        return _(
            "Esta conexión ya recibió todo lo que admite (200 fotografías o 2 GB): pida otro código en la laptop."
        )


class AddressGone(Refusal):
    """A port was to be opened at an address that the laptop does not have."""

    def __init__(self, address: str) -> None:
        self.address = address

    def __str__(self) -> str:
        return _(
            "Esta laptop ya no tiene la dirección %(address)s: revise a qué red está conectada e inténtelo de nuevo.",
            address=self.address,
        )


class PhotoGone(Refusal):
    """The file of a photo that waits for its work is no longer there, or no longer whole."""

    def __init__(self, file_name: str) -> None:
        self.file_name = file_name

    def __str__(self) -> str:
        return _(
            "El archivo de «%(file)s» ya no está entero en esta laptop: descártela y súbala otra vez.",
            file=self.file_name,
        )


class TooManyWaiting(Refusal):
    """As many photos wait for their work as this laptop keeps."""

    def __init__(self, file_name: str, most: int) -> None:
        self.file_name, self.most = file_name, most

    def __str__(self) -> str:
        return _(
            "«%(file)s» no se recibió: ya esperan %(most)s fotografías. Asigne o descarte algunas y súbala otra vez.",
            file=self.file_name,
            most=self.most,
        )


class WorkNeeded(Refusal):
    """A photo was to be kept without saying of which work it is."""

    def __init__(self, file_name: str) -> None:
        self.file_name = file_name

    def __str__(self) -> str:
        return _("«%(file)s» sigue esperando: escriba el folio de su obra.", file=self.file_name)


class WorkMistaken(Refusal):
    """A photo was to be kept for a folio that no work has."""

    def __init__(self, file_name: str, folio: str) -> None:
        self.file_name, self.folio = file_name, folio

    def __str__(self) -> str:
        return _(
            "«%(file)s» sigue esperando: no hay ninguna obra con el folio «%(folio)s».",
            file=self.file_name,
            folio=self.folio,
        )


class UnknownPhoto(Refusal):
    """A photo was asked for that is not on this laptop."""

    def __str__(self) -> str:
        return _("Esa fotografía no está en esta laptop: recíbala de quien la tomó, en «Intercambio».")


class PhotoNotShown(Refusal):
    """A photo's picture was asked for on a laptop that cannot decode it."""

    def __str__(self) -> str:
        return _(
            "Esta fotografía HEIC está guardada, pero esta laptop no puede mostrarla: descargue el original."
        )
