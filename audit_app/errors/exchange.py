"""What is wrong with a package, or with the place where laptops meet."""

from audit_app.errors.base import Refusal
from audit_app.text import gettext as _
from audit_app.text import size


class NoPackages(Refusal):
    """A place to receive from holds no package."""

    def __init__(self, folder: object) -> None:
        self.folder = folder

    def __str__(self) -> str:
        return _(
            "En «%(folder)s» no hay paquetes de Constata: indique la carpeta o memoria a la que se envió.",
            folder=self.folder,
        )


class PackageRefused(Refusal):
    """One package was refused; the rest that lies with it can still be received."""


class PackageDamaged(PackageRefused):
    """A package is not what was sent: cut short, altered, or given another name."""

    def __init__(self, package: str) -> None:
        self.package = package

    def __str__(self) -> str:
        return _(
            "El paquete «%(package)s» está incompleto, alterado o con otro nombre: no se recibió; bórrelo y pida que lo "
            "envíen de nuevo.",
            package=self.package,
        )


class PackageStrange(PackageRefused):
    """A package holds what no Constata writes."""

    def __init__(self, package: str, why: str) -> None:
        self.package, self.why = package, why

    def __str__(self) -> str:
        return _(
            "El paquete «%(package)s» contiene algo que Constata no escribe (%(why)s): no se recibió; averigüe de dónde "
            "salió y pida que lo envíen de nuevo.",
            package=self.package,
            why=self.why,
        )


class PackageTooLarge(PackageRefused):
    """A package is above the bounds, packed or unpacked."""

    def __init__(self, package: str) -> None:
        self.package = package

    def __str__(self) -> str:
        return _(
            "El paquete «%(package)s» es demasiado grande para ser de Constata: no se recibió; averigüe de dónde salió.",
            package=self.package,
        )


class PackageNewer(PackageRefused):
    """A package was written by a newer Constata."""

    def __init__(self, package: str, what: str) -> None:
        self.package, self.what = package, what

    def __str__(self) -> str:
        return _(
            "El paquete «%(package)s» es de una versión más nueva de Constata (%(what)s): no se recibió; actualice Constata y "
            "reciba otra vez.",
            package=self.package,
            what=self.what,
        )


class ForeignPackage(PackageRefused):
    """A package belongs to another audit."""

    def __init__(self, package: str, title: str) -> None:
        self.package, self.title = package, title

    def __str__(self) -> str:
        return _(
            "El paquete «%(package)s» es de otra auditoría, «%(title)s»: no se recibió; revise la carpeta o abra esa auditoría.",
            package=self.package,
            title=self.title,
        )


class PackageNotUnited(PackageRefused):
    """The rows of a package could not be united with those here."""

    def __init__(self, package: str, why: Refusal) -> None:
        self.package, self.why = package, why

    def __str__(self) -> str:
        return _("Paquete «%(package)s»: %(why)s", package=self.package, why=self.why)


class SeveralAudits(Refusal):
    """Packages of several audits lie where one was to be joined."""

    def __init__(self, folder: object, titles: list[str]) -> None:
        self.folder, self.titles = folder, titles

    def __str__(self) -> str:
        return _(
            "En «%(folder)s» hay paquetes de varias auditorías (%(titles)s): deje en ella solo los de la suya y reciba otra vez.",
            folder=self.folder,
            titles=", ".join(f"«{title}»" for title in self.titles),
        )


class NoFounder(Refusal):
    """An audit was to be joined without the package that holds its title and settings."""

    def __init__(self, folder: object) -> None:
        self.folder = folder

    def __str__(self) -> str:
        return _(
            "En «%(folder)s» falta el paquete de la laptop que creó la auditoría, sin el cual no se puede entrar en ella: "
            "envíe desde esa laptop a la misma carpeta y reciba otra vez.",
            folder=self.folder,
        )


class PhotoAltered(Refusal):
    """The file of a photo arrived cut short or altered."""

    def __init__(self, path: object, sha256: str, folio: str) -> None:
        self.path, self.sha256, self.folio = path, sha256, folio

    def __str__(self) -> str:
        return _(
            "La foto «%(path)s» de la obra %(folio)s está incompleta o alterada: no se recibió; borre ese archivo, envíe otra "
            "vez desde la laptop que la tomó y reciba.",
            path=self.path,
            folio=self.folio,
        )


class PhotosMissing(Refusal):
    """Photos are named by the evidence, and their files did not come."""

    def __init__(self, photos: list[tuple[str, str]]) -> None:
        self.photos = photos

    def __str__(self) -> str:
        listed = ", ".join(f"{folio} {sha256[:12]}" for folio, sha256 in self.photos[:20])
        return _(
            "Fotos cuyo archivo no llegó (%(n)s): %(listed)s%(more)s; envíe otra vez desde las laptops que las tomaron y reciba.",
            n=len(self.photos),
            listed=listed,
            more="…" if len(self.photos) > 20 else "",
        )


class NotAllReceived(Refusal):
    """Some of what a place holds was not received; the rest was."""

    def __init__(self, refusals: list[Refusal]) -> None:
        self.refusals = refusals

    def __str__(self) -> str:
        return "\n".join(str(refusal) for refusal in self.refusals)


class PlaceNeeded(Refusal):
    """Something was to be sent or received without saying where."""

    def __str__(self) -> str:
        return _("Elija una memoria de la lista o escriba la ruta completa de una carpeta, desde su raíz.")


class NotABackup(Refusal):
    """A file to restore from is none that Constata wrote, or was cut short."""

    def __init__(self, path: object) -> None:
        self.path = path

    def __str__(self) -> str:
        return _(
            "«%(path)s» no es un respaldo de Constata o está incompleto: elija otro; los respaldos son archivos .zip.",
            path=self.path,
        )


class BackupDamaged(Refusal):
    """A file in a backup is not what was put in."""

    def __init__(self, path: object, name: str) -> None:
        self.path, self.name = path, name

    def __str__(self) -> str:
        return _(
            "El respaldo «%(path)s» está dañado (%(name)s): no se usó nada de él; pruebe con otro.",
            path=self.path,
            name=self.name[:100],
        )


class BackupNewer(Refusal):
    """A backup was written by a newer Constata."""

    def __init__(self, path: object) -> None:
        self.path = path

    def __str__(self) -> str:
        return _(
            "El respaldo «%(path)s» es de una versión más nueva de Constata: actualícela y restaure de nuevo.",
            path=self.path,
        )


class BackupNameTaken(Refusal):
    """Something else than a backup of this copy of the audit has the name that a backup was to have."""

    def __init__(self, path: object) -> None:
        self.path = path

    def __str__(self) -> str:
        return _(
            "«%(path)s» ya existe y no es un respaldo hecho aquí de esta auditoría: no se tocó; dé otro nombre al respaldo.",
            path=self.path,
        )


class BackupInside(Refusal):
    """A backup was to lie in the folder that it is to outlive."""

    def __init__(self, path: object) -> None:
        self.path = path

    def __str__(self) -> str:
        return _(
            "«%(path)s» está en la carpeta de la auditoría y se perdería con ella: elija otra, de preferencia en una memoria.",
            path=self.path,
        )


class NoRoom(Refusal):
    """A disk has too little room for a backup, or for what is in one."""

    def __init__(self, folder: object, needed: int, free: int) -> None:
        self.folder, self.needed, self.free = folder, needed, free

    def __str__(self) -> str:
        return _(
            "En «%(folder)s» hay %(free)s libres y se necesitan %(needed)s: libere espacio o elija otro disco.",
            folder=self.folder,
            free=size(self.free),
            needed=size(self.needed),
        )


class FileTooLarge(Refusal):
    """A disk holds no file as large as a backup."""

    def __init__(self, path: object) -> None:
        self.path = path

    def __str__(self) -> str:
        return _(
            "El disco de «%(path)s» no admite archivos tan grandes (FAT32, hasta 4 GB): use uno con exFAT o NTFS.",
            path=self.path,
        )
