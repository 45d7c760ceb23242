"""What is wrong with an audit: its folder, its database, its disk, its settings."""

from audit_app.errors.base import Refusal
from audit_app.errors.system import why
from audit_app.text import gettext as _


class NoAudit(Refusal):
    """There is no audit to work on yet."""

    def __str__(self) -> str:
        return _("Todavía no hay ninguna auditoría: cree una con «new --title TÍTULO» o pruebe con «demo».")


class NotAnAudit(Refusal):
    """The folder named holds no audit."""

    def __init__(self, folder: object) -> None:
        self.folder = folder

    def __str__(self) -> str:
        return _(
            "La carpeta «%(folder)s» no contiene una auditoría: revise la ruta o créela con «new».",
            folder=self.folder,
        )


class AuditExists(Refusal):
    """A new audit was asked for where there is one."""

    def __init__(self, folder: object) -> None:
        self.folder = folder

    def __str__(self) -> str:
        return _(
            "La carpeta «%(folder)s» ya contiene una auditoría: elija otra carpeta con «--audit».",
            folder=self.folder,
        )


class FolderNotEmpty(Refusal):
    """A new audit was asked for in a folder that holds other files."""

    def __init__(self, folder: object) -> None:
        self.folder = folder

    def __str__(self) -> str:
        return _(
            "La carpeta «%(folder)s» ya contiene otros archivos: elija una carpeta vacía o nueva.",
            folder=self.folder,
        )


class BlankTitle(Refusal):
    """An audit was to be made without a title."""

    def __str__(self) -> str:
        return _("La auditoría necesita un título: escriba el nombre con que se publicará.")


class NewerSchema(Refusal):
    """The audit was written by a newer Constata."""

    def __init__(self, found: int, known: int) -> None:
        self.found, self.known = found, known

    def __str__(self) -> str:
        return _(
            "Esta auditoría fue guardada por una versión más nueva de Constata (esquema %(found)s; esta versión conoce "
            "hasta el %(known)s): actualice Constata y vuelva a abrirla.",
            found=self.found,
            known=self.known,
        )


class DamagedDatabase(Refusal):
    """SQLite cannot read the audit's database."""

    def __init__(self, path: object) -> None:
        self.path = path

    def __str__(self) -> str:
        return _(
            "El archivo «%(path)s» no se puede leer como base de datos de Constata: restaure un respaldo.",
            path=self.path,
        )


class DiskFull(Refusal):
    """There was no room to save."""

    def __str__(self) -> str:
        return _(
            "No se guardó: el disco está lleno. Libere espacio y guarde de nuevo; lo guardado antes sigue intacto."
        )


class DiskFails(DiskFull):
    """There was no room to save, or the disk is gone: SQLite does not say which."""

    def __str__(self) -> str:
        return _(
            "No se guardó: el disco está lleno o dejó de responder. Libere espacio, vea si la memoria sigue conectada y guarde "
            "de nuevo; lo guardado antes sigue intacto."
        )


class Busy(Refusal):
    """Another window or command held the database for too long."""

    def __str__(self) -> str:
        return _(
            "No se guardó: otra ventana u orden está usando la auditoría. Espere unos segundos y repita."
        )


class NotWritable(Refusal):
    """A file or folder could not be written."""

    def __init__(self, path: object, why: Exception) -> None:
        self.path, self.why = path, why

    def __str__(self) -> str:
        return _(
            "No se pudo escribir «%(path)s» (%(why)s): revise los permisos o elija otra carpeta.",
            path=self.path,
            why=why(self.why),
        )


class NotReadable(Refusal):
    """A file named by the person could not be read."""

    def __init__(self, path: object, why: Exception) -> None:
        self.path, self.why = path, why

    def __str__(self) -> str:
        return _(
            "No se pudo leer «%(path)s» (%(why)s): revise el nombre y la carpeta.",
            path=self.path,
            why=why(self.why),
        )


class BadCutOff(Refusal):
    """The cut-off date of an audit cannot be read."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return _("«%(text)s» no es una fecha de corte: escríbala como 2009-12-31.", text=self.text[:60])


class OtherAudit(Refusal):
    """A page of one audit was posted while another is open."""

    def __init__(self, title: str) -> None:
        self.title = title

    def __str__(self) -> str:
        return _(
            "No se guardó: esta página es de otra auditoría y ahora está abierta «%(title)s». Abra aquella en otra ventana y "
            "guarde de nuevo.",
            title=self.title,
        )
