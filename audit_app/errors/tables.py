"""What is wrong with a file that should hold a table."""

from audit_app.errors.base import Refusal
from audit_app.text import gettext as _


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
