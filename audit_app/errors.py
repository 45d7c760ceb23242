"""Everything that can go wrong, each with the one sentence the person reads: what, where, and what to do."""

import errno
import sqlite3

from audit_app.text import N_, ngettext, whole
from audit_app.text import gettext as _

WHY = {  # what the system says in its own language, and often in English
    errno.ENOENT: N_("no existe"),
    errno.ENOTDIR: N_("un archivo está donde debía haber una carpeta"),
    errno.EISDIR: N_("es una carpeta"),
    errno.EEXIST: N_("ya existe"),
    errno.EACCES: N_("no hay permiso"),
    errno.EPERM: N_("no hay permiso"),
    errno.EROFS: N_("el disco es de solo lectura"),
    errno.ENAMETOOLONG: N_("el nombre es demasiado largo"),
}
WHY_SQLITE = {
    sqlite3.SQLITE_READONLY: N_("es de solo lectura"),
    sqlite3.SQLITE_PERM: N_("no hay permiso"),
    sqlite3.SQLITE_CANTOPEN: N_("no se puede abrir"),
}
OPEN_ELSEWHERE = 32  # Windows' ERROR_SHARING_VIOLATION, which Python gives the number of a missing permission


class Refusal(Exception):
    """Something Constata will not or cannot do, told in one sentence in the person's language."""


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
            why=_why(self.why),
        )


class NotReadable(Refusal):
    """A file named by the person could not be read."""

    def __init__(self, path: object, why: Exception) -> None:
        self.path, self.why = path, why

    def __str__(self) -> str:
        return _(
            "No se pudo leer «%(path)s» (%(why)s): revise el nombre y la carpeta.",
            path=self.path,
            why=_why(self.why),
        )


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


class ReasonNeeded(Refusal):
    """A decision was made without saying why."""

    def __str__(self) -> str:
        return _("Escriba el motivo de la decisión: queda guardado con ella.")


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


class UnreadableTable(Refusal):
    """A file given as a table is not text."""

    def __str__(self) -> str:
        return _(
            "El archivo no se puede leer como texto: ábralo en la hoja de cálculo y guárdelo como «CSV UTF-8»."
        )


class OtherEncoding(UnreadableTable):
    """A file is not text in the encoding that a person chose."""

    def __init__(self, encoding: str) -> None:
        self.encoding = encoding

    def __str__(self) -> str:
        return _(
            "El archivo no se puede leer con la codificación %(encoding)s: elija otra, o deje que se reconozca sola.",
            encoding=self.encoding,
        )


class PasswordedWorkbook(UnreadableTable):
    """A spreadsheet opens with a password only."""

    def __str__(self) -> str:
        return _("La hoja de cálculo tiene contraseña: ábrala en su programa, quítesela y guárdela de nuevo.")


class DamagedWorkbook(UnreadableTable):
    """A spreadsheet is cut short, altered, or of a kind that cannot be read."""

    def __str__(self) -> str:
        return _(
            "La hoja de cálculo está dañada o incompleta: ábrala en su programa y guárdela de nuevo como XLSX, o pida que se "
            "la envíen otra vez."
        )


class WorkbookTooLarge(UnreadableTable):
    """A spreadsheet is above the bounds, unpacked or in the time that it takes."""

    def __str__(self) -> str:
        return _(
            "La hoja de cálculo es demasiado grande: deje en ella solo la lista, sin imágenes ni hojas que no se usan, o "
            "guarde la lista como CSV."
        )


class FarCell(UnreadableTable):
    """A spreadsheet has cells so far from its list that all between them cannot be read."""

    def __init__(self, last: str) -> None:
        self.last = last

    def __str__(self) -> str:
        return _(
            "La hoja llega hasta la celda %(last)s, con millones de celdas vacías: hay datos lejos de la lista. Borre las "
            "filas y columnas que sobran, o copie la lista a una hoja nueva, y guárdela.",
            last=self.last,
        )


class UnknownSheet(UnreadableTable):
    """A sheet was named that the spreadsheet does not have."""

    def __init__(self, sheet: str, sheets: list[str]) -> None:
        self.sheet, self.sheets = sheet, sheets

    def __str__(self) -> str:
        return _(
            "No hay ninguna hoja «%(sheet)s» en el archivo: elija una de %(sheets)s.",
            sheet=self.sheet[:60],
            sheets=", ".join(f"«{name}»" for name in self.sheets)[:600],
        )


class NoSheets(UnreadableTable):
    """A spreadsheet has no sheet of cells."""

    def __str__(self) -> str:
        return _("El archivo no tiene ninguna hoja con celdas: guarde la lista en una hoja de cálculo.")


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


class NameNeeded(Refusal):
    """Evidence was to be saved without saying by whom."""

    def __str__(self) -> str:
        return _("Escriba su nombre: queda guardado con la evidencia.")


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


class UnknownPhoto(Refusal):
    """A photo was asked for that is not on this laptop."""

    def __str__(self) -> str:
        return _("Esa fotografía no está en esta laptop: recíbala de quien la tomó con «receive».")


class PhotoNotShown(Refusal):
    """A photo's picture was asked for on a laptop that cannot decode it."""

    def __str__(self) -> str:
        return _(
            "Esta fotografía HEIC está guardada, pero esta laptop no puede mostrarla: descargue el original."
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


class BadCutOff(Refusal):
    """The cut-off date of an audit cannot be read."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return _("«%(text)s» no es una fecha de corte: escríbala como 2009-12-31.", text=self.text[:60])


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


class PlaceNeeded(Refusal):
    """Something was to be sent or received without saying where."""

    def __str__(self) -> str:
        return _("Elija una memoria de la lista o escriba la ruta completa de una carpeta, desde su raíz.")


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


class NoFolio(Refusal):
    """A row of a file of visits does not say of which work it is."""

    def __str__(self) -> str:
        return _("falta el folio de la obra: escríbalo.")


class RepeatedColumn(Refusal):
    """Two columns of a file of visits answer the same question."""

    def __str__(self) -> str:
        return _("la columna está repetida: deje una sola.")


class ChoiceNeeded(Refusal):
    """A conflict was to be settled without choosing a version."""

    def __str__(self) -> str:
        return _("Elija la versión que se conserva.")


class ConflictChanged(Refusal):
    """The versions in conflict are no longer the ones that the page showed."""

    def __str__(self) -> str:
        return _("Las versiones cambiaron mientras decidía: revíselas de nuevo y elija otra vez.")


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


class PlanOutOfRange(Refusal):
    """A number to plan a sample by makes no sense."""

    def __init__(self, name: str, lowest: object, highest: object) -> None:
        self.name, self.lowest, self.highest = name, lowest, highest

    def __str__(self) -> str:
        return _(
            "«%(name)s» debe ser un número entre %(lowest)s y %(highest)s: corríjalo.",
            name=_(self.name),
            lowest=self.lowest,
            highest=self.highest,
        )


class DesignNotToml(Refusal):
    """The file of a design is no TOML."""

    def __init__(self, file: str, why: Exception) -> None:
        self.file, self.why = file, why

    def __str__(self) -> str:
        return _(
            "El diseño «%(file)s» no se puede leer como TOML (%(why)s): corrija esa línea; docs/sampling.md trae ejemplos.",
            file=self.file,
            why=self.why,
        )


class DesignMethodUnknown(Refusal):
    """A design names no method, or one that does not exist."""

    def __init__(self, method: object, methods: list[str]) -> None:
        self.method, self.methods = method, methods

    def __str__(self) -> str:
        if self.method is None:
            return _(
                "Al diseño le falta «method»: escriba uno de %(methods)s.", methods=", ".join(self.methods)
            )
        return _(
            "En el diseño, «method» dice «%(method)s»: escriba uno de %(methods)s.",
            method=str(self.method)[:60],
            methods=", ".join(self.methods),
        )


class UnknownDesignKey(Refusal):
    """A design has a key that its method does not use."""

    def __init__(self, key: str, method: str, keys: list[str]) -> None:
        self.key, self.method, self.keys = key, method, keys

    def __str__(self) -> str:
        return _(
            "El diseño trae «%(key)s», que el método «%(method)s» no usa: quítela o escriba una de %(keys)s.",
            key=self.key[:60],
            method=self.method,
            keys=", ".join(self.keys),
        )


class DesignKeyMissing(Refusal):
    """A design lacks a key that its method needs."""

    def __init__(self, key: str, method: str) -> None:
        self.key, self.method = key, method

    def __str__(self) -> str:
        return _(
            "Al diseño le falta «%(key)s», que el método «%(method)s» necesita: agréguela.",
            key=self.key,
            method=self.method,
        )


class DesignValueBad(Refusal):
    """A key of a design says what it cannot."""

    def __init__(self, key: str, value: object, expected: str) -> None:
        self.key, self.value, self.expected = key, value, expected

    def __str__(self) -> str:
        return _(
            "En el diseño, «%(key)s» dice «%(value)s»: escriba %(expected)s.",
            key=self.key[:120],
            value=str(self.value)[:60],
            expected=_(self.expected),
        )


class FrameColumnMissing(Refusal):
    """A design names a column that the frame does not have."""

    def __init__(self, header: str, headers: list[str]) -> None:
        self.header, self.headers = header, headers

    def __str__(self) -> str:
        return _(
            "El marco no tiene la columna «%(header)s»: corríjala en el diseño; tiene %(headers)s.",
            header=self.header[:60],
            headers=", ".join(self.headers)[:600],
        )


class FrameColumnRepeated(Refusal):
    """A design names a column that the frame has twice."""

    def __init__(self, header: str) -> None:
        self.header = header

    def __str__(self) -> str:
        return _(
            "El marco tiene dos columnas «%(header)s»: cambie el encabezado de una.", header=self.header[:60]
        )


class FrameWithoutFolio(Refusal):
    """No column of a frame goes by a name of folios."""

    def __init__(self, headers: list[str]) -> None:
        self.headers = headers

    def __str__(self) -> str:
        return _(
            "El marco no tiene la columna «folio»: diga en el diseño cuál es, con «folio»; tiene %(headers)s.",
            headers=", ".join(self.headers)[:600],
        )


class FrameEmpty(Refusal):
    """A frame has no works."""

    def __str__(self) -> str:
        return _("El marco no tiene obras: necesita una fila de encabezados y debajo una obra por fila.")


class FrameRowBroken(Refusal):
    """A row of a frame has not as many cells as there are headers, or broken quotes."""

    def __init__(self, row: int) -> None:
        self.row = row

    def __str__(self) -> str:
        return _(
            "En la fila %(row)s del marco las celdas no corresponden a los encabezados: revise comillas y separadores.",
            row=self.row,
        )


class FrameCellBlank(Refusal):
    """A work of a frame lacks what the draw needs."""

    def __init__(self, row: int, header: str) -> None:
        self.row, self.header = row, header

    def __str__(self) -> str:
        return _(
            "En la fila %(row)s del marco, «%(header)s» está en blanco: escriba el dato o quite la fila.",
            row=self.row,
            header=self.header,
        )


class FrameFolioRepeated(Refusal):
    """Two works of a frame have one folio."""

    def __init__(self, row: int, folio: str, first: int) -> None:
        self.row, self.folio, self.first = row, folio, first

    def __str__(self) -> str:
        return _(
            "En la fila %(row)s del marco, el folio «%(folio)s» ya está en la fila %(first)s: deje una fila por obra.",
            row=self.row,
            folio=self.folio[:60],
            first=self.first,
        )


class FrameSizeBad(Refusal):
    """The size of a work is no number above zero."""

    def __init__(self, row: int, header: str, text: str) -> None:
        self.row, self.header, self.text = row, header, text

    def __str__(self) -> str:
        return _(
            "En la fila %(row)s del marco, «%(header)s» dice «%(text)s»: escriba un número mayor que cero, con punto decimal.",
            row=self.row,
            header=self.header,
            text=self.text[:60],
        )


class MoreThanThereIs(Refusal):
    """A draw asks for more than the frame has."""

    def __init__(self, asked: int, there: int, where: str) -> None:
        self.asked, self.there, self.where = asked, there, where

    def __str__(self) -> str:
        if self.where:
            return _(
                "El diseño pide %(asked)s en «%(where)s», donde hay %(there)s: pida menos.",
                asked=self.asked,
                there=self.there,
                where=self.where,
            )
        return _(
            "El diseño pide %(asked)s y en el marco hay %(there)s: pida menos.",
            asked=self.asked,
            there=self.there,
        )


class FewerThanStrata(Refusal):
    """A sample was asked for with fewer works than there are strata."""

    def __init__(self, works: int, strata: int) -> None:
        self.works, self.strata = works, strata

    def __str__(self) -> str:
        return _(
            "El diseño pide %(works)s obras y hay %(strata)s estratos: pida al menos una por estrato, mejor dos.",
            works=self.works,
            strata=self.strata,
        )


class UnknownStratum(Refusal):
    """A design gives a number to a stratum that the frame does not have."""

    def __init__(self, stratum: str, strata: list[str]) -> None:
        self.stratum, self.strata = stratum, strata

    def __str__(self) -> str:
        return _(
            "El diseño nombra el estrato «%(stratum)s», que no está en el marco: use %(strata)s.",
            stratum=self.stratum[:60],
            strata=", ".join(self.strata)[:600],
        )


class StratumWithoutNumber(Refusal):
    """A design by stratum says nothing of a stratum of the frame."""

    def __init__(self, stratum: str) -> None:
        self.stratum = stratum

    def __str__(self) -> str:
        return _(
            "El diseño no dice cuántas se sortean en el estrato «%(stratum)s»: agréguelo.",
            stratum=self.stratum[:60],
        )


class PsuInTwoStrata(Refusal):
    """A primary unit of a frame is in two strata."""

    def __init__(self, psu: str, first: str, second: str) -> None:
        self.psu, self.first, self.second = psu, first, second

    def __str__(self) -> str:
        return _(
            "«%(psu)s» está en dos estratos del marco, «%(first)s» y «%(second)s»: corrija el marco, o diga en «psu» también "
            "la columna que los distingue.",
            psu=self.psu[:60],
            first=self.first[:60],
            second=self.second[:60],
        )


class UnknownCertainty(Refusal):
    """A design takes for sure a primary unit that the frame does not have."""

    def __init__(self, psu: str, psus: list[str]) -> None:
        self.psu, self.psus = psu, psus

    def __str__(self) -> str:
        return _(
            "El diseño nombra en «certainty» a «%(psu)s», que no está en el marco: escríbalo como en él, por ejemplo "
            "«%(example)s».",
            psu=self.psu[:60],
            example=(self.psus or ["—"])[0],
        )


class SeedOutOfRange(Refusal):
    """A seed is below zero or too large."""

    def __init__(self, highest: int) -> None:
        self.highest = highest

    def __str__(self) -> str:
        return _("La semilla debe ser un número entero entre 0 y %(highest)s.", highest=self.highest)


class SampleThere(Refusal):
    """A sample was to be written over another one."""

    def __init__(self, path: object) -> None:
        self.path = path

    def __str__(self) -> str:
        return _(
            "«%(path)s» ya existe y dice otra cosa: no se tocó; elija otro nombre con «--out» o bórrelo usted.",
            path=self.path,
        )


class NotADrawRecord(Refusal):
    """A file is no record of a draw."""

    def __init__(self, file: object) -> None:
        self.file = file

    def __str__(self) -> str:
        return _(
            "«%(file)s» no es el registro de un sorteo: indique con «--record» el archivo .draw.json que se escribió con la "
            "muestra.",
            file=self.file,
        )


class OtherAlgorithm(Refusal):
    """A draw was made by an algorithm that this Constata does not know."""

    def __init__(self, found: str, known: str) -> None:
        self.found, self.known = found, known

    def __str__(self) -> str:
        return _(
            "El registro es del algoritmo «%(found)s» y esta versión conoce «%(known)s»: actualice Constata.",
            found=self.found[:60],
            known=self.known,
        )


class FrameTooLarge(Refusal):
    """A frame is above the bounds."""

    def __str__(self) -> str:
        return _("El marco es demasiado grande (máximo 50 MB): deje en él solo las columnas que se usan.")


class FrameNeeded(Refusal):
    """The page to draw was sent without a frame."""

    def __str__(self) -> str:
        return _("Elija primero el archivo del marco, guardado como CSV.")


class FrameGone(Refusal):
    """A frame that was uploaded is no longer kept."""

    def __str__(self) -> str:
        return _("Ese marco ya no está aquí: se subió otro después. Súbalo de nuevo.")


def _why(error: Exception) -> str:
    """Return what the system or SQLite complained of, in the person's language where we know it."""
    known = WHY.get(error.errno or 0) if isinstance(error, OSError) else None
    if isinstance(error, sqlite3.Error):
        known = WHY_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    if getattr(error, "winerror", None) == OPEN_ELSEWHERE:
        known = N_("otro programa lo tiene abierto")
    return _(known) if known else getattr(error, "strerror", None) or str(error)
