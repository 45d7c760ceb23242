"""What is wrong with a plan, a design, a frame or a draw."""

from audit_app.errors.base import Refusal
from audit_app.text import gettext as _


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
