"""The design of a draw as a person writes it, in TOML or on the page: its keys, and what each may say."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from audit_app.errors import (
    DesignKeyMissing,
    DesignMethodUnknown,
    DesignNotToml,
    DesignValueBad,
    NotReadable,
    UnknownDesignKey,
)
from audit_app.estimates.designs import Count, Design, Method
from audit_app.tables.cells import bare
from audit_app.text import N_

NEEDED: Mapping[Method, tuple[str, ...]] = {
    "srs": ("works",),
    "systematic": ("works",),
    "pps": ("works", "size"),
    "stratified": ("works", "strata"),
    "two-stage": ("psu", "psus", "works_per_psu"),
}
ALLOWED: Mapping[Method, tuple[str, ...]] = {
    "srs": (),
    "systematic": ("order",),
    "pps": ("order",),
    "stratified": ("allocation",),
    "two-stage": ("strata", "select_psus", "size", "certainty"),
}
ALWAYS = ("method", "folio", "reserve")
ONE_OF = {"allocation": ("proportional", "equal"), "select_psus": ("srs", "pps")}
WHOLE = N_("un número entero mayor que cero")
HEADERS = N_("el encabezado de una columna, o una lista de ellos")


@dataclass(frozen=True, slots=True)
class Described:
    """A design with the columns of the frame that it goes by, and the very words it was given in."""

    design: Design
    folio: str = ""
    strata: tuple[str, ...] = ()
    psu: tuple[str, ...] = ()
    size: str = ""
    order: str = ""
    given: Mapping[str, object] = field(default_factory=dict)


def read_file(path: Path) -> Described:
    """Read a design from a TOML file."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise NotReadable(path, error) from error
    except UnicodeDecodeError as error:
        raise DesignNotToml(path.name, error) from error
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DesignNotToml(path.name, error) from error
    return read(given)


def read(given: Mapping[str, object]) -> Described:
    """Read a design; refuse a key that its method does not know, one that it lacks, and values that make no sense."""
    method = _method(given)
    for key in given:
        if key not in (*ALWAYS, *NEEDED[method], *ALLOWED[method]):
            raise UnknownDesignKey(key, method, [*ALWAYS, *NEEDED[method], *ALLOWED[method]])
    for key in NEEDED[method]:
        if key not in given:
            raise DesignKeyMissing(key, method)
    design = Design(
        method,
        works=_count(given, "works", by_stratum=method == "stratified"),
        allocation="equal" if _one_of(given, "allocation") == "equal" else "proportional",
        psus=_count(given, "psus", by_stratum="strata" in given),
        select_psus="pps" if _one_of(given, "select_psus") == "pps" else "srs",
        works_per_psu=_works_per_psu(given.get("works_per_psu", "all")),
        certainty=frozenset(
            _texts(given, "certainty", N_("una lista de municipios como los nombra el marco"))
        ),
        reserve=_whole("reserve", given.get("reserve", 0), least=0),
    )
    if "allocation" in given and not isinstance(design.works, int):
        raise DesignValueBad("allocation", given["allocation"], N_("nada, si «works» es por estrato"))
    if "size" in given and method == "two-stage" and design.select_psus != "pps":
        raise DesignValueBad("size", given["size"], N_("nada, si «select_psus» no es «pps»"))
    return Described(
        design,
        folio=_header(given, "folio"),
        strata=_texts(given, "strata", HEADERS),
        psu=_texts(given, "psu", HEADERS),
        size=_header(given, "size"),
        order=_header(given, "order"),
        given=dict(given),
    )


def _method(given: Mapping[str, object]) -> Method:
    for method in NEEDED:
        if given.get("method") == method:
            return method
    raise DesignMethodUnknown(given.get("method"), list(NEEDED))


def _whole(key: str, value: object, least: int = 1) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise DesignValueBad(key, value, WHOLE if least else N_("un número entero, cero o más"))
    return value


def _count(given: Mapping[str, object], key: str, by_stratum: bool) -> Count:
    """Return a number, or numbers by stratum where there are strata."""
    value = given.get(key)
    if value is None:
        return 0
    if isinstance(value, dict) and by_stratum and value:
        return {bare(str(name)): _whole(f"{key}.{name}", number) for name, number in value.items()}
    if isinstance(value, dict):
        raise DesignValueBad(key, value, WHOLE)
    return _whole(key, value)


def _works_per_psu(value: object) -> int | None:
    if value == "all":
        return None
    if isinstance(value, str):
        raise DesignValueBad("works_per_psu", value, N_("un número entero mayor que cero o «all», todas"))
    return _whole("works_per_psu", value)


def _one_of(given: Mapping[str, object], key: str) -> str:
    value = given.get(key, ONE_OF[key][0])
    if value not in ONE_OF[key]:
        raise DesignValueBad(key, value, " / ".join(ONE_OF[key]))
    return str(value)


def _header(given: Mapping[str, object], key: str) -> str:
    texts = _texts(given, key, N_("el encabezado de una columna"))
    if len(texts) > 1:
        raise DesignValueBad(key, given[key], N_("el encabezado de una columna"))
    return "".join(texts)


def _texts(given: Mapping[str, object], key: str, expected: str) -> tuple[str, ...]:
    """Return a text or a list of texts, none blank; nothing where the key is not given."""
    if key not in given:
        return ()
    value = given[key]
    texts = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    if not texts or not all(isinstance(text, str) and bare(text) for text in texts):
        raise DesignValueBad(key, value, expected)
    return tuple(dict.fromkeys(map(bare, texts)))
