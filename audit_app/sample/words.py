"""What is known of a work, in words: what its list says, what the visit found, how its papers are. Pure."""

import json
from collections.abc import Iterable, Mapping

from audit_app import instruments
from audit_app.instruments import (
    DOCUMENT_BY_CODE,
    DOCUMENT_STATES,
    DOCUMENTS,
    SITE_VISIT,
    STAGES,
    WORK_COLUMN_LABELS,
    Question,
)
from audit_app.sample.reading.vocabulary import COLUMNS
from audit_app.situations import NOT_VISITED, RESERVE, TO_VISIT
from audit_app.situations import name as situation
from audit_app.text import N_, amount, day, instant, number, whole
from audit_app.text import gettext as _

Facts = list[tuple[str, str]]

KINDS = {
    "works": N_("Lista"),
    "visits": N_("Visita"),
    "paperwork": N_("Expediente"),
    "photos": N_("Fotografía"),
}
MARKS = {  # the shapes on the map, as SVG paths around 0, 0: told apart without their colours
    TO_VISIT: "M0-7A7 7 0 1 1 0 7A7 7 0 1 1 0-7Z",
    NOT_VISITED: "M-6-6H6V6H-6Z",
    "located": "M0-7A7 7 0 1 1 0 7A7 7 0 1 1 0-7Z",
    "not_located": "M-7-4.5-4.5-7 0-2.5 4.5-7 7-4.5 2.5 0 7 4.5 4.5 7 0 2.5-4.5 7-7 4.5-2.5 0Z",
    "out_of_scope": "M0-8 8 0 0 8-8 0Z",
    "conflict": "M0-8 8 7H-8Z",
    RESERVE: "M-7-2.5H7V2.5H-7Z",
}
NOT_REVIEWED = N_("Sin revisar")
COLUMN_GROUPS = (
    (N_("La obra"), ("folio", "name", "type", "program", "year", "goal", "unit", "beneficiaries")),
    (
        N_("El lugar"),
        (
            *("state", "state_code", "municipality", "municipality_code", "locality", "locality_code"),
            *("latitude", "longitude", "marginality"),
        ),
    ),
    (
        N_("Ejecución y dinero"),
        (
            *("executor", "executor_kind", "start_date", "end_date", "amount_federal", "amount_state"),
            *("amount_municipal", "amount_migrants", "amount_other", "amount_total"),
        ),
    ),
    (
        N_("La muestra"),
        ("role", "reserve_order", "stratum", "psu", "weight", "stratum_psus", "psu_works"),
    ),
)
TITLES = {
    "unreadable": N_("El archivo no se puede leer"),
    "empty": N_("El archivo está vacío"),
    "no_rows": N_("La lista no tiene obras"),
    "no_header": N_("Faltan los encabezados"),
    "missing_column": N_("Falta una columna indispensable"),
    "broken_quote": N_("Comillas mal cerradas"),
    "long_row": N_("Filas con celdas de más"),
    "missing_folio": N_("Obras sin folio"),
    "missing_name": N_("Obras sin nombre"),
    "repeated_folio": N_("Folios repetidos"),
    "narrow_column": N_("Datos perdidos al exportar"),
    "bad_weight": N_("Factores de expansión que no sirven"),
    "partial_design": N_("Diseño de la muestra incompleto"),
    "bad_design": N_("Diseño de la muestra contradictorio"),
    "short_row": N_("Filas con celdas de menos"),
    "bad_number": N_("Números que no se entienden"),
    "doubtful_number": N_("Cantidades que se leen de dos maneras"),
    "bad_date": N_("Fechas que no se entienden"),
    "padded_code": N_("Claves completadas con ceros"),
    "doubtful_coordinate": N_("Posiciones dudosas"),
    "accepted_coordinate": N_("Posiciones que se corrigieron"),
    "doubtful_place": N_("Lugares que no se reconocen"),
    "unknown_category": N_("Palabras que no se reconocen"),
    "mojibake": N_("Letras dañadas"),
    "long_text": N_("Textos muy largos"),
    "extra_column": N_("Columnas que se conservan aparte"),
    "repeated_header": N_("Encabezados repetidos"),
    "sum_row": N_("Filas de sumas"),
}
NOTICES = {
    "short_row": N_("La fila tenía celdas de menos: las que faltan se tomaron en blanco."),
    "bad_number": N_("No se entendió como número: quedó sin dato."),
    "doubtful_number": N_("La cantidad se puede leer de dos maneras."),
    "bad_date": N_("No se entendió como fecha: quedó sin dato."),
    "padded_code": N_("La clave se completó con ceros a la izquierda."),
    "doubtful_coordinate": N_("La posición es dudosa."),
    "accepted_coordinate": N_("Al importar se aceptó otra posición en lugar de la que dice la lista."),
    "doubtful_place": N_("El lugar no se reconoció en el catálogo del INEGI, o no concuerda con su clave."),
    "unknown_category": N_("La palabra no se reconoció."),
    "mojibake": N_("Hay letras dañadas por un cambio de codificación."),
    "long_text": N_("El texto es muy largo."),
    "extra_column": N_("La columna se conservó aparte."),
    "repeated_header": N_("La fila repite los encabezados."),
    "sum_row": N_("La fila parece una suma de otras."),
}
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "cp1252": N_("Windows de Europa occidental (cp1252)"),
    "latin-1": N_("Latin-1 (ISO 8859-1)"),
    "cp850": N_("MS-DOS (cp850)"),
    "mac_roman": N_("Macintosh (mac_roman)"),
}
DELIMITERS = {",": N_("coma"), ";": N_("punto y coma"), "\t": N_("tabulador"), "|": N_("barra vertical")}
DOUBTS = {
    "zero": N_("Un cero en lugar de la posición"),
    "sign": N_("Falta o sobra el signo"),
    "swapped": N_("Latitud y longitud intercambiadas"),
    "swapped_sign": N_("Latitud y longitud intercambiadas, y un signo que falta o sobra"),
    "swapped_dms": N_("Latitud y longitud intercambiadas, en grados, minutos y segundos"),
    "swapped_scale": N_("Latitud y longitud intercambiadas, y el punto decimal en otro lugar"),
    "together": N_("Las dos coordenadas en una celda"),
    "dms": N_("Grados, minutos y segundos escritos juntos"),
    "scale": N_("El punto decimal en otro lugar"),
    "symbols": N_("Coordenadas escritas con símbolos o letras"),
    "doubled": N_("El mismo dato en latitud y longitud"),
    "incomplete": N_("Falta una de las dos coordenadas"),
    "out_of_range": N_("No es una posición en grados"),
    "outside_country": N_("Fuera del país"),
    "outside_state": N_("Fuera del estado de la obra"),
    "outside_municipality": N_("Fuera del municipio de la obra"),
}
_WAYS = {
    "amount": (N_("1,234.50 (punto decimal)"), N_("1.234,50 (coma decimal)")),
    "whole": (N_("1,234 (coma en los miles)"), N_("1.234 (punto en los miles)")),
    "date": (N_("31/12/2010 (primero el día)"), N_("12/31/2010 (primero el mes)")),
}
_FORMATS = {column.name: column.format for column in COLUMNS}
_DEGREES = ("latitude", "longitude")


def situation_of(work: Mapping[str, object], visit: Mapping[str, object] | None, in_conflict: bool) -> str:
    """Return the situation of one work, as the view ``dispositions`` and the works list have it."""
    if work["role"] != "main" and work["replaces"] is None:
        return RESERVE
    if in_conflict:
        return "conflict"
    if visit is None:
        return TO_VISIT
    if visit["outcome"] in ("located", "not_located", "out_of_scope"):
        return str(visit["outcome"])
    return f"{NOT_VISITED}.{visit['outcome_detail'] or instruments.NO_ANSWER}"


def replacement(work: Mapping[str, object], substitutes: Iterable[str]) -> list[str]:
    """Return who replaces whom, as sentences; none for a work without a replacement."""
    told = [_("La sustituye la obra «%(folio)s».", folio=substitute) for substitute in substitutes]
    if work["replaces"] is not None:
        told.append(_("Sustituye a la obra «%(folio)s».", folio=work["replaces"]))
    return told


def replaced(folio: str, substitute: str, withdrawn: bool) -> str:
    """Return what a replacement, or taking it back, has changed."""
    if withdrawn:
        return _(
            "La obra «%(substitute)s» volvió a la reserva y ya no sustituye a «%(folio)s».",
            substitute=substitute,
            folio=folio,
        )
    return _(
        "La obra «%(substitute)s» sustituye a «%(folio)s», que sigue en la muestra con su resultado.",
        substitute=substitute,
        folio=folio,
    )


def fact(name: str, value: object) -> str:
    """Return what a list says of a work, as people read it; ``—`` where it says nothing."""
    written = _FORMATS.get(name, "text")
    if value is None or value == "":
        return "—"
    if written == "executor_kind":
        return _(instruments.label_of(instruments.EXECUTOR_KINDS, str(value)))
    if written == "role":
        return _(instruments.label_of(instruments.ROLES, str(value)))
    if written == "date":
        return day(str(value))
    if not isinstance(value, int | float):
        return str(value)
    return {"amount": amount, "coordinate": degrees, "weight": _weight}.get(written, _figure)(value)


def facts(work: Mapping[str, object]) -> list[tuple[str, Facts]]:
    """Return what a list says of a work under the names people know, in groups; what it does not say is left out."""
    told = [
        (
            _(title),
            [
                (_(WORK_COLUMN_LABELS[name]), fact(name, work[name]))
                for name in names
                if work[name] not in (None, "")
            ],
        )
        for title, names in COLUMN_GROUPS
    ]
    return [(title, said) for title, said in told if said]


def answers(visit: Mapping[str, object]) -> list[tuple[str, Facts]]:
    """Return the answers of a visit in words, by section; what was not asked or answered is left out."""
    told = [
        (
            _(section.label),
            [
                (_(question.label), answer(question, visit[question.code]))
                for question in section.questions
                if visit[question.code] not in (None, "", "[]")
            ],
        )
        for section in SITE_VISIT
    ]
    return [(label, said) for label, said in told if said]


def answer(question: Question, value: object) -> str:
    """Return one answer of a visit in words."""
    if question.kind == "choice":
        return _(instruments.label_of(question.answers, str(value)))
    if question.kind == "several":
        return ", ".join(_(instruments.label_of(question.answers, code)) for code in json.loads(str(value)))
    if question.kind == "date":
        return day(str(value))
    if question.code == "taken_at":
        return instant(str(value))
    if question.code in _DEGREES and isinstance(value, int | float):
        return degrees(value)
    return _figure(value) if isinstance(value, int | float) else str(value)


def papers(states: Mapping[str, str], asked: Iterable[str]) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Return each document with its state's code and words, by stage; those asked for and not reviewed are told too."""
    expected = set(asked) | states.keys()
    told = [
        (
            _(label),
            [
                (_(document.label), states.get(document.code, ""), state(states.get(document.code)))
                for document in DOCUMENTS
                if document.stage == stage and document.code in expected
            ],
        )
        for stage, label in STAGES.items()
    ]
    return [(label, documents) for label, documents in told if documents]


def mark(code: str) -> str:
    """Return what a mark on the map means."""
    return _("No se pudo visitar") if code == NOT_VISITED else situation(code)


def document(code: str) -> str:
    """Return the name of a document; its code where this version does not know it."""
    return _(DOCUMENT_BY_CODE[code].label) if code in DOCUMENT_BY_CODE else code


def state(code: str | None) -> str:
    """Return the state of a document in words."""
    return _(instruments.label_of(DOCUMENT_STATES, code)) if code else _(NOT_REVIEWED)


def notice(told: Mapping[str, str | None]) -> str:
    """Return what import warned about a work: the column, what it said, and what became of it."""
    code = str(told["code"])
    what = _(NOTICES.get(code, code))
    if not told.get("column"):
        return what
    if not told.get("value"):
        return _("Columna «%(column)s»: %(what)s", column=told["column"], what=what)
    return _(
        "Columna «%(column)s», decía «%(value)s»: %(what)s",
        column=told["column"],
        value=told["value"],
        what=what,
    )


def encoding(name: str | None) -> str:
    """Return the name of an encoding; a mark at the beginning of the file makes no difference to people."""
    known = "utf-8" if name == "utf-8-sig" else name or ""
    return _(ENCODINGS[known]) if known in ENCODINGS else known


def delimiter(sign: str | None) -> str:
    """Return the name of what stands between cells."""
    return _(DELIMITERS[sign]) if sign in DELIMITERS else sign or ""


def as_it_is(name: str | None) -> str:
    """Return a name that needs no words."""
    return name or ""


def ways(name: str) -> tuple[str, str] | None:
    """Return the two ways in which a column may be written, as examples; None where there is one way only."""
    told = _WAYS.get(_FORMATS[name]) if name != "year" else None
    return (_(told[0]), _(told[1])) if told else None


def doubt(kind: str) -> str:
    """Return what is in doubt of a position; the code where it is not known."""
    return _(DOUBTS[kind]) if kind in DOUBTS else kind


def degrees(value: float) -> str:
    """Return a coordinate to a tenth of a metre or so."""
    return f"{value:.6f}"


def _weight(value: float) -> str:
    return number(value, 3)


def _figure(value: float) -> str:
    return whole(int(value)) if float(value).is_integer() else number(value, 3)
