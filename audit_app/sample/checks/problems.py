"""What can be wrong with a sample list: each problem with its place, its code and the sentence the person reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from audit_app.text import N_
from audit_app.text import gettext as _

LONGEST_VALUE = 200


@dataclass(frozen=True, slots=True)
class Kind:
    """One way a list can be wrong; several may share a code. An error refuses the list, a warning goes with the work."""

    code: str
    is_error: bool
    explanation: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of a list: row as the spreadsheet numbers it, column by its header; neither for the file as a whole."""

    kind: Kind
    row: int | None = None
    column: str | None = None
    value: str | None = None
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """Return the stable code, such as ``bad_date``."""
        return self.kind.code

    @property
    def is_error(self) -> bool:
        """Tell whether it refuses the whole list."""
        return self.kind.is_error

    @property
    def explanation(self) -> str:
        """Return what is wrong and what to do, in the person's language, without the place."""
        facts = {
            name: printable(said) if isinstance(said, str) else said for name, said in self.facts.items()
        }
        facts = {"value": shortened(self.value or ""), **facts}
        said = (_(sentence, **facts) for sentence in (self.kind.explanation, self.kind.remedy) if sentence)
        return " ".join(said)

    @property
    def message(self) -> str:
        """Return the whole sentence: where, what is wrong, and what to do."""
        if self.row is None:
            return self.explanation
        if self.column is None:
            return _("Fila %(row)s: %(what)s", row=self.row, what=self.explanation)
        return _(
            "Fila %(row)s, columna «%(column)s»: %(what)s",
            row=self.row,
            column=" ".join(self.column.split()),
            what=self.explanation,
        )

    def as_json(self) -> dict[str, str | int | None]:
        """Return the problem as ``import-sample --json`` prints it."""
        return {
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "code": self.code,
            "message": self.message,
        }


def shortened(text: str) -> str:
    """Return a text that fits in a sentence."""
    return printable(text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE] + "…")


def printable(text: str) -> str:
    """Return a text on one line, with nothing that a terminal would obey."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _error(code: str, explanation: str) -> Kind:
    return Kind(code, True, explanation)


def _warning(code: str, explanation: str) -> Kind:
    return Kind(code, False, explanation)


UNREADABLE = _error("unreadable", "%(what)s")  # the file itself says what it is
EMPTY = _error("empty", N_("El archivo está vacío: revise que sea la lista correcta y guárdela de nuevo."))
NO_ROWS = _error(
    "no_rows", N_("La lista tiene encabezados y ninguna obra debajo: agregue las obras y guárdela de nuevo.")
)
NO_HEADER = _error(
    "no_header",
    N_(
        "Ninguna de las primeras filas parece de encabezados: escriba una con «folio», «nombre» y los demás sobre las obras."
    ),
)
MISSING_FOLIO_COLUMN = _error(
    "missing_column",
    N_(
        "Ningún encabezado dice cuál es el folio: escriba «folio» sobre su columna o diga cuál es (folio=ENCABEZADO)."
    ),
)
MISSING_NAME_COLUMN = _error(
    "missing_column",
    N_(
        "Ningún encabezado dice cuál es el nombre: escriba «nombre» sobre su columna o diga cuál es (name=ENCABEZADO)."
    ),
)
ABSENT_COLUMN = _error(
    "missing_column", N_("La lista no tiene la columna «%(header)s»: use una de %(headers)s.")
)
QUOTE_NEVER_CLOSES = _error(
    "broken_quote",
    N_("aquí se abren unas comillas que nunca se cierran: cierre las comillas o quite la que sobra."),
)
TEXT_AFTER_QUOTE = _error(
    "broken_quote",
    N_(
        "hay texto después de las comillas que cierran la celda: escriba dobles las comillas de adentro o quite la que sobra."
    ),
)
SWALLOWED_ROWS = _error(
    "broken_quote",
    N_("unas comillas mal cerradas metieron filas enteras en esta celda: ciérrelas donde la celda termina."),
)
LONG_ROW = _error(
    "long_row",
    N_(
        "tiene más celdas (%(cells)s) que encabezados hay (%(headers)s): ponga entre comillas el texto que lleva «%(delimiter)s» "
        "o quite el separador que sobra."
    ),
)
SHORT_ROW = _warning(
    "short_row",
    N_(
        "tiene menos celdas (%(cells)s) que encabezados hay (%(headers)s): las que faltan quedan en blanco; "
        "revise que no estén recorridas."
    ),
)
MISSING_FOLIO = _error(
    "missing_folio",
    N_(
        "la obra no tiene folio: escriba el suyo, que la distingue de las demás, o quite la fila si no es de una obra."
    ),
)
MISSING_NAME = _error(
    "missing_name", N_("la obra no tiene nombre: escríbalo, o quite la fila si no es de una obra.")
)
REPEATED_FOLIO = _error(
    "repeated_folio",
    N_("el folio «%(folio)s» está en las filas %(rows)s: dé a cada obra el suyo o quite la fila que sobra."),
)
LIKE_FOLIOS = _error(
    "repeated_folio",
    N_(
        "el folio «%(folio)s» se ve igual que el de otra obra, en las filas %(rows)s, y no se escribe igual (acentos o signos "
        "que no se ven): escríbalos de nuevo."
    ),
)
NARROW_COLUMN = _error(
    "narrow_column",
    N_(
        "la columna era demasiado angosta cuando se exportó y el dato se perdió: ensánchela y guarde la lista de nuevo."
    ),
)
BAD_NUMBER = _warning(
    "bad_number",
    N_(
        "«%(value)s» no se entiende como número en el formato de su columna: queda sin dato; corríjalo en la lista."
    ),
)
EITHER_WAY = _warning(
    "doubtful_number",
    N_(
        "%(works)s cantidades como «1.500» se leyeron con punto decimal, como uno y medio, y ninguna de la columna dice si "
        "el punto separa millares: revise, y si es así elija la coma decimal."
    ),
)
BAD_DATE = _warning(
    "bad_date",
    N_(
        "«%(value)s» no se entiende como fecha en el formato de su columna: queda sin dato; corríjala en la lista."
    ),
)
BAD_WEIGHT = _error(
    "bad_weight",
    N_(
        "el factor de expansión «%(value)s» no es un número mayor que cero, de hasta un billón: corríjalo en la lista."
    ),
)
PARTIAL_DESIGN = _error(
    "partial_design",
    N_(
        "este dato del diseño falta o no se entiende aquí y está en otras filas: escríbalo en todas o déjelo en blanco en todas."
    ),
)
DESIGN_ONLY_HERE = _error(
    "partial_design",
    N_(
        "La lista trae «%(name)s» y %(works)s obras de la auditoría que no están en ella no lo tienen: el diseño debe "
        "estar en todas o en ninguna; agréguelas a la lista o quite la columna."
    ),
)
DESIGN_ONLY_THERE = _error(
    "partial_design",
    N_(
        "La lista no trae «%(name)s» y %(works)s obras de la auditoría que no están en ella lo tienen: el diseño debe "
        "estar en todas o en ninguna; agregue la columna a la lista."
    ),
)
DESIGN_DIFFERS = _error(
    "bad_design",
    N_(
        "aquí dice «%(value)s» y otras obras del mismo grupo, de la lista o de la auditoría, dicen «%(other)s»: debe ser "
        "igual en todas; corrija la equivocada."
    ),
)
UNREAD_SIZE = _error(
    "bad_design",
    N_(
        "«%(value)s» no es un número entero mayor que cero: corríjalo, o deje la columna en blanco si no se sabe."
    ),
)
TOO_FEW_PSUS = _error(
    "bad_design",
    N_(
        "dice que el estrato tiene %(value)s unidades primarias y la lista trae %(drawn)s: corrija el número o el estrato "
        "de las obras."
    ),
)
TOO_FEW_WORKS = _error(
    "bad_design",
    N_(
        "dice que la unidad primaria tiene %(value)s obras y la lista trae %(drawn)s: corrija el número o la unidad primaria "
        "de las obras."
    ),
)
PSU_IN_TWO_STRATA = _error(
    "bad_design",
    N_(
        "la unidad primaria «%(value)s» está en los estratos %(strata)s: debe estar en uno solo; corrija el equivocado."
    ),
)
PADDED_CODE = _warning(
    "padded_code",
    N_("la clave «%(value)s» se completó con ceros a la izquierda: «%(read)s»; revise que sea la correcta."),
)
UNKNOWN_STATE = _warning(
    "doubtful_place",
    N_(
        "«%(value)s» no es una entidad federativa de México: se conserva así; corríjala o agregue la clave del INEGI."
    ),
)
OTHER_STATE = _warning(
    "doubtful_place",
    N_(
        "«%(value)s» no es la entidad de la clave %(code)s, que es %(named)s: vale la clave; corrija la que esté equivocada."
    ),
)
UNKNOWN_MUNICIPALITY = _warning(
    "doubtful_place",
    N_(
        "el INEGI no tiene ningún municipio «%(value)s» en %(state)s: se conserva así; revise el nombre o agregue la clave."
    ),
)
SHARED_MUNICIPALITY = _warning(
    "doubtful_place",
    N_("«%(value)s» puede ser %(named)s: queda sin clave; agregue la entidad o la clave, o elija cuál es."),
)
OTHER_MUNICIPALITY = _warning(
    "doubtful_place",
    N_(
        "«%(value)s» no es el municipio de la clave %(code)s, que es %(named)s: vale la clave; corrija la que esté equivocada."
    ),
)
UNKNOWN_CODE = _warning(
    "doubtful_place",
    N_("la clave %(code)s no está en el catálogo del INEGI: se conserva así; revise que sea la correcta."),
)
UNKNOWN_EXECUTOR = _warning(
    "unknown_category",
    N_(
        "«%(value)s» no es una clase de ejecutor conocida: queda sin dato; use ayuntamiento, "
        "estado, federación, comité, club, contratista u otro."
    ),
)
UNKNOWN_ROLE = _warning(
    "unknown_category",
    N_(
        "«%(value)s» no dice si la obra es titular o de reserva: se toma como titular; corríjalo si no lo es."
    ),
)
MOJIBAKE = _warning(
    "mojibake",
    N_(
        "hay letras dañadas por un cambio de codificación: se conservan así; guarde la lista como «CSV UTF-8» y revise."
    ),
)
OLD_ENCODING = _warning(
    "mojibake",
    N_(
        "las letras parecen de una computadora antigua: se conservan así; lea la lista de nuevo con la "
        "codificación «%(encoding)s»."
    ),
)
LONG_TEXT = _warning(
    "long_text",
    N_("el texto tiene %(length)s caracteres: se conserva entero; revise que no tenga celdas pegadas."),
)
REPEATED_HEADERS = _warning(
    "repeated_header", N_("la fila repite los encabezados: no se lee como obra; no hay que hacer nada.")
)
SUM_ROW = _warning(
    "sum_row",
    N_(
        "la fila «%(value)s» parece una suma de otras: no se lee como obra; si es una obra, escriba su folio y su nombre."
    ),
)
SECOND_COLUMN = _warning(
    "extra_column",
    N_(
        "también parece la columna «%(name)s», que se tomó de «%(taken)s»: se conserva aparte; si es esta, indíquelo."
    ),
)
COLUMN_WITHOUT_HEADER = _warning(
    "extra_column",
    N_("la columna tiene datos y ningún encabezado: se conserva como «%(name)s»; póngale encabezado."),
)
