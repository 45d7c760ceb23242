"""What the pages of planning call the methods and what each asks for, and how they read what was typed."""

from collections.abc import Mapping, Sequence

from werkzeug.datastructures import MultiDict

from audit_app.errors import DesignKeyMissing, DesignValueBad, PlanOutOfRange
from audit_app.planning import design_file, plan
from audit_app.planning.design_file import Described
from audit_app.planning.plan import Plan
from audit_app.text import N_
from audit_app.text import gettext as _

METHODS: Mapping[str, tuple[str, str]] = {
    "srs": (N_("Al azar"), N_("Cada obra del marco tiene la misma oportunidad.")),
    "stratified": (N_("Por estratos"), N_("Al azar dentro de cada estrato: por ejemplo, de cada estado.")),
    "two-stage": (
        N_("Por municipios"),
        N_("Primero se sortean municipios y luego obras en cada uno: menos viajes, mayor margen de error."),
    ),
    "systematic": (
        N_("Cada tantas obras"),
        N_("Una de cada tantas, en el orden de una columna, desde un inicio al azar."),
    ),
    "pps": (
        N_("Según su tamaño"),
        N_("Las obras grandes tienen más oportunidad, en proporción a una columna."),
    ),
}
LABELS: Mapping[str, str] = {
    "works": N_("Obras que se sortean"),
    "strata": N_("Columna de los estratos"),
    "allocation": N_("Reparto entre estratos"),
    "psu": N_("Columna del municipio"),
    "psus": N_("Municipios por estrato"),
    "select_psus": N_("Cómo se sortean los municipios"),
    "works_per_psu": N_("Obras por municipio"),
    "size": N_("Columna del tamaño"),
    "certainty": N_("Municipios que entran con seguridad"),
    "order": N_("Columna que da el orden"),
    "reserve": N_("Obras de reserva"),
    "folio": N_("Columna del folio"),
}
HINTS: Mapping[str, str] = {
    "psu": N_("Si dos estados tienen municipios del mismo nombre, elija también la columna del estado."),
    "works_per_psu": N_("Un número, o «all» para visitar todas."),
    "certainty": N_("Como los nombra el marco, separados por punto y coma; además de los sorteados."),
    "reserve": N_("En cada estrato o municipio, para sustituir en orden a las que no se puedan visitar."),
}
CHOICES: Mapping[str, Sequence[tuple[str, str]]] = {
    "allocation": (
        ("proportional", N_("En proporción a sus obras")),
        ("equal", N_("Lo mismo para cada uno")),
    ),
    "select_psus": (("srs", N_("Con la misma oportunidad")), ("pps", N_("En proporción a su tamaño"))),
}
Typed = MultiDict[str, str]
COLUMNS = ("strata", "psu", "size", "order", "folio")
WHOLES = ("works", "psus", "works_per_psu", "reserve")
ORDER = (
    "strata",
    "psu",
    "psus",
    "select_psus",
    "works_per_psu",
    "works",
    "allocation",
    "size",
    "order",
    "certainty",
    "reserve",
    "folio",
)
PLAN_FIELDS = ("works", "share", "error", "deff", "municipalities", "strata", "level")
PLAN_DEFAULTS = {
    "share": "96",
    "error": "3",
    "deff": "1.5",
    "municipalities": "10",
    "strata": "3",
    "level": "95",
}


def fields(method: str) -> list[str]:
    """Return what a method asks for, in the order of the page."""
    known = next(name for name in design_file.NEEDED if name == method)
    asked = (*design_file.NEEDED[known], *design_file.ALLOWED[known], *design_file.ALWAYS)
    return [name for name in ORDER if name in asked]


def is_needed(method: str, name: str) -> bool:
    """Tell whether a method cannot do without this."""
    return any(known == method and name in needed for known, needed in design_file.NEEDED.items())


def described(typed: Typed) -> Described:
    """Return the design typed; its refusals name the fields as the page does."""
    method = typed.get("method", "")
    given: dict[str, object] = {"method": method}
    for name in fields(method) if method in METHODS else []:
        if (value := _value(name, typed)) not in ("", []):
            given[name] = value
    if given.get("select_psus") == "srs":
        given.pop("size", None)
    try:
        return design_file.read(given)
    except DesignValueBad as error:
        raise DesignValueBad(_(LABELS.get(error.key, error.key)), error.value, error.expected) from error
    except DesignKeyMissing as error:
        raise DesignKeyMissing(_(LABELS.get(error.key, error.key)), _(METHODS[error.method][0])) from error


def _value(name: str, typed: Typed) -> object:
    texts = [text.strip() for text in typed.getlist(name) if text.strip()]
    if name == "certainty":
        return [part.strip() for text in texts for part in text.split(";") if part.strip()]
    if name == "psu":
        return texts
    text = texts[0] if texts else ""
    return int(text) if name in WHOLES and text.isascii() and text.isdecimal() and len(text) < 10 else text


def planned(typed: Typed) -> Plan:
    """Return the plan typed, whose share and level are percentages there."""
    values = {name: _number(name, typed.get(name, PLAN_DEFAULTS.get(name, ""))) for name in PLAN_FIELDS}
    strata, municipalities = int(values["strata"]), int(values["municipalities"])
    return Plan(
        works=int(values["works"]),
        share=values["share"] / 100,
        error=values["error"],
        deff=values["deff"],
        df=plan.degrees(municipalities, strata),
        strata=strata,
        level=values["level"] / 100,
    )


def _number(name: str, text: str) -> float:
    """Return a number typed with a decimal point or comma; refuse anything else as out of its bounds."""
    label, lowest, highest = plan.BOUNDS[name]
    times = 100 if name in ("share", "level") else 1
    try:
        value = float(text.strip().removesuffix("%").strip().replace(",", "."))
    except ValueError:
        value = lowest * times - 1
    is_part = name in ("works", "municipalities", "strata") and value % 1
    if is_part or not lowest * times <= value <= highest * times:
        raise PlanOutOfRange(label, f"{lowest * times:g}", f"{highest * times:,.10g}")
    return value
