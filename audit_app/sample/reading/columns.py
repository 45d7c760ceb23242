"""Step 2 of reading a list: the columns it may have, the headers each goes by, and how its own are matched to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from audit_app.errors import UnknownWorkColumn
from audit_app.instruments import FOLIO_HEADERS
from audit_app.tables.cells import fold

Format = Literal[
    "text",
    "name",
    "state_code",
    "municipality_code",
    "locality_code",
    "executor_kind",
    "role",
    "amount",
    "coordinate",
    "whole",
    "weight",
    "date",
]


@dataclass(frozen=True, slots=True)
class Column:
    """One thing a list may say of a work: its name, how it is written, and the other headers it goes by."""

    name: str
    format: Format
    headers: tuple[str, ...]


def _column(name: str, written: Format, headers: str = "") -> Column:
    return Column(name, written, tuple(header.strip() for header in headers.split(",") if header))


def _amount(name: str, kind: str, more: str = "") -> Column:
    return _column(f"amount_{name}", "amount", f"monto {kind}, aportacion {kind}, {kind}{more}")


COLUMNS = (
    Column("folio", "text", FOLIO_HEADERS),
    _column(
        "name",
        "text",
        "nombre, obra, nombre de la obra, nombre del proyecto, proyecto, descripcion, descripcion de la obra",
    ),
    _column("type", "text", "tipo, tipo de obra, categoria, rubro, vertiente"),
    _column("program", "text", "programa"),
    _column("year", "date", "año, anio, ejercicio, ejercicio fiscal, ciclo"),
    _column("state", "text", "estado, entidad, entidad federativa"),
    _column("state_code", "state_code", "cve ent, cve estado, id entidad, clave entidad"),
    _column("municipality", "text", "municipio, alcaldia"),
    _column("municipality_code", "municipality_code", "cve mun, clave municipio, cvegeo"),
    _column("locality", "text", "localidad"),
    _column("locality_code", "locality_code", "cve loc, clave localidad"),
    _column("executor", "text", "ejecutor, instancia ejecutora, dependencia ejecutora"),
    _column("executor_kind", "executor_kind", "tipo de ejecutor"),
    _amount("federal", "federal"),
    _amount("state", "estatal"),
    _amount("municipal", "municipal"),
    _amount("migrants", "migrantes", ", aportacion de migrantes, clubes"),
    _amount("other", "otros"),
    _column("amount_total", "amount", "monto, monto total, inversion, inversion total, costo"),
    _column("start_date", "date", "fecha inicio, fecha de inicio, inicio"),
    _column("end_date", "date", "fecha termino, fecha de termino, fecha fin, termino"),
    _column("latitude", "coordinate", "latitud, lat, y"),
    _column("longitude", "coordinate", "longitud, lon, lng, long, x"),
    _column("goal", "text", "meta, cantidad"),
    _column("unit", "text", "unidad, unidad de medida"),
    _column("beneficiaries", "whole", "beneficiarios, poblacion beneficiada"),
    _column("marginality", "text", "grado de marginacion, marginacion"),
    _column("stratum", "name", "estrato"),
    _column("psu", "name", "upm"),
    _column("weight", "weight", "factor, peso, factor de expansion, ponderador"),
    _column("stratum_psus", "whole", "upm marco"),
    _column("psu_works", "whole", "obras marco"),
    _column("role", "role", "tipo de muestra"),
    _column("reserve_order", "whole", "orden de reserva"),
)
NAMES = tuple(column.name for column in COLUMNS)
NAME_OF_HEADER = {
    fold(header): column.name for column in COLUMNS for header in (column.name, *column.headers)
}


@dataclass(frozen=True, slots=True)
class Matched:
    """Which column of the list says what: its position by name.

    ``seconds`` are the positions of second candidates for a name; ``absent``, by name, the headers chosen that
    the list does not have.
    """

    at: dict[str, int]
    seconds: list[tuple[int, str]]
    absent: dict[str, str]


def known_headers(chosen: Mapping[str, str]) -> dict[str, str]:
    """Return the name each folded header stands for, those a person chose included; refuse a name works do not have."""
    for name in chosen:
        if name not in NAMES:
            raise UnknownWorkColumn(name, list(NAMES))
    return NAME_OF_HEADER | {fold(header): name for name, header in chosen.items() if fold(header)}


def match(titles: Sequence[str], headers: Sequence[str], chosen: Mapping[str, str]) -> Matched:
    """Match columns to names: first those a person chose (by a blank, none), then the first that goes by each name.

    ``titles`` are the headers as they stand; in ``headers`` repeated ones are told apart, for a person to choose.
    """
    found = {name: _position(header, headers) for name, header in chosen.items() if header}
    at = {name: position for name, position in found.items() if position is not None}
    taken = set(at.values())
    seconds = []
    for position, title in enumerate(titles):
        name = NAME_OF_HEADER.get(fold(title))
        if name is None or name in chosen or position in taken:
            continue
        if name in at:
            seconds.append((position, name))
        else:
            at[name] = position
    absent = {name: chosen[name] for name, position in found.items() if position is None}
    return Matched(at, seconds, absent)


def _position(header: str, headers: Sequence[str]) -> int | None:
    """Return the column of this very header, else of one that differs in case, accents or punctuation."""
    for same in (str, fold):
        for position, candidate in enumerate(headers):
            if candidate and same(candidate) == same(header):
                return position
    return None
