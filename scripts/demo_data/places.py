"""Where the demo's works stand: ten municipalities, their localities, and the design read from design.csv."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality of INEGI's catalogue, its seat in degrees, and invented localities around it."""

    state_code: str
    code: str
    name: str
    latitude: float
    longitude: float
    localities: tuple[str, ...]
    executor: str
    brigade: int
    first_visit: date


@dataclass(frozen=True, slots=True)
class Municipality:
    """One row of design.csv with its place: how many works were drawn and what was found."""

    key: str
    state: str
    place: Place
    marginality: str
    stratum_psus: int
    psu_works: int
    sample_works: int
    located: int
    operates_as_planned: int
    progress_and_delivery: int
    executed_by_municipality: int


PLACES = {
    "GTO-1": Place(
        "11",
        "002",
        "Acámbaro",
        20.0336,
        -100.7208,
        ("La Soledad", "San Isidro", "El Saucillo", "Ojo de Agua"),
        "H. Ayuntamiento de Acámbaro",
        1,
        date(2009, 9, 7),
    ),
    "GTO-2": Place(
        "11",
        "027",
        "Salamanca",
        20.5739,
        -101.1957,
        ("Los Fresnos", "La Capilla", "San Rafael", "El Nopalillo", "Santa Rosa"),
        "Presidencia Municipal de Salamanca",
        1,
        date(2009, 10, 12),
    ),
    "GTO-3": Place(
        "11",
        "046",
        "Yuriria",
        20.2117,
        -101.1308,
        ("El Durazno", "Puerta del Agua", "La Mesa"),
        "Municipio de Yuriria",
        2,
        date(2009, 9, 14),
    ),
    "JAL-1": Place(
        "14",
        "008",
        "Arandas",
        20.7056,
        -102.3450,
        ("El Mezquite", "El Porvenir", "La Tinaja", "Los Cedros", "Las Trojes"),
        "H. Ayuntamiento de Arandas",
        2,
        date(2009, 10, 19),
    ),
    "JAL-2": Place(
        "14",
        "093",
        "Tepatitlán de Morelos",
        20.8169,
        -102.7633,
        ("Loma Alta", "El Chilarillo", "San Antonio"),
        "H. Ayuntamiento de Tepatitlán de Morelos",
        3,
        date(2009, 9, 21),
    ),
    "JAL-3": Place(
        "14",
        "091",
        "Teocaltiche",
        21.4181,
        -102.5733,
        ("El Rosario", "Los Pirules", "La Providencia", "San Pedro"),
        "Presidencia Municipal de Teocaltiche",
        3,
        date(2009, 10, 26),
    ),
    "JAL-4": Place(
        "14",
        "061",
        "Mezquitic",
        22.3869,
        -103.7278,
        ("Las Cruces", "El Ocote", "La Cofradía"),
        "Municipio de Mezquitic",
        4,
        date(2009, 9, 28),
    ),
    "ZAC-1": Place(
        "32",
        "020",
        "Jerez",
        22.6489,
        -102.9892,
        ("El Fresno", "La Labor", "Las Palmas", "San Nicolás"),
        "Presidencia Municipal de Jerez",
        4,
        date(2009, 11, 4),
    ),
    "ZAC-2": Place(
        "32",
        "034",
        "Nochistlán de Mejía",
        21.3642,
        -102.8464,
        ("La Estancia", "El Refugio", "Los Álamos", "Las Huertas"),
        "H. Ayuntamiento de Nochistlán de Mejía",
        5,
        date(2009, 10, 5),
    ),
    "ZAC-3": Place(
        "32",
        "049",
        "Valparaíso",
        22.7706,
        -103.5711,
        ("San Marcos", "El Astillero", "La Pradera", "El Encino"),
        "Municipio de Valparaíso",
        5,
        date(2009, 11, 9),
    ),
}


def read_design(design: Path) -> list[Municipality]:
    """The rows of design.csv, in file order."""
    with design.open(encoding="utf-8", newline="") as file:
        return [_municipality(row) for row in csv.DictReader(file)]


def _municipality(row: dict[str, str]) -> Municipality:
    return Municipality(
        key=row["municipality_key"],
        state=row["state"],
        place=PLACES[row["municipality_key"]],
        marginality=row["marginality"],
        stratum_psus=int(row["stratum_psus"]),
        psu_works=int(row["psu_works"]),
        sample_works=int(row["sample_works"]),
        located=int(row["located"]),
        operates_as_planned=int(row["operates_as_planned"]),
        progress_and_delivery=int(row["progress_and_delivery"]),
        executed_by_municipality=int(row["executed_by_municipality"]),
    )
