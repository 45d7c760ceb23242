"""The columns that a list may have: what each says of a work, how it is written, and the headers it goes by."""

from dataclasses import dataclass
from typing import Literal

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
