"""The demo's sample list: 150 works with money that adds up and dates that last 2.70 months on average."""

import csv
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from demo_data.chance import stream
from demo_data.kinds import KINDS, NEIGHBOURHOODS, SCHOOLS, STREET_NAMES, Kind
from demo_data.places import Municipality

PROGRAM = "Programa 3x1 para Migrantes"
MEAN_MONTHS = 2.70
DAYS_PER_MONTH = 30.4375
KM_PER_DEGREE = 111.2
EQUAL_PARTS = (25, 25, 25, 25)
MORE_FROM_THE_TOWN = (25, 20, 30, 25)
OTHER_EXECUTORS = {
    "ZAC-1": "Club de Migrantes «Raíces Jerezanas»",
    "ZAC-2": "Comité de Obra «Manos Unidas»",
}


@dataclass(frozen=True, slots=True)
class Work:
    """One sampled work as the list gives it. `cents` are the parts: federal, state, municipal, migrants."""

    folio: str
    municipality: Municipality
    kind: Kind
    name: str
    locality: str
    executor: str
    year: int
    start: date
    days: int
    cents: tuple[int, int, int, int]
    goal: float
    beneficiaries: int
    latitude: float
    longitude: float
    weight: float

    @property
    def end(self) -> date:
        """The day the works ended."""
        return self.start + timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Spot:
    """A locality: how it is named in a sentence, and where it is."""

    name: str
    phrase: str
    latitude: float
    longitude: float


def sampled_works(municipalities: Sequence[Municipality], seed: int) -> list[Work]:
    """Every work of the demo, in order of folio."""
    random = stream(seed, "works")
    psus = {m.state: sum(other.state == m.state for other in municipalities) for m in municipalities}
    works = [work for m in municipalities for work in _works_of(m, psus[m.state], random)]
    return _lasting(works, MEAN_MONTHS)


def _works_of(municipality: Municipality, drawn_psus: int, random: Random) -> Iterator[Work]:
    spots = _spots(municipality, random)
    weight = municipality.stratum_psus / drawn_psus * (municipality.psu_works / municipality.sample_works)
    others = municipality.sample_works - municipality.executed_by_municipality
    by_others = set(random.sample(range(municipality.sample_works), others))
    names: set[str] = set()
    for number in range(municipality.sample_works):
        kind, spot, name = _unused_name(spots, names, random)
        names.add(name)
        yield _work(municipality, number, kind, spot, name, number in by_others, weight, random)


def _work(
    municipality: Municipality,
    number: int,
    kind: Kind,
    spot: Spot,
    name: str,
    by_others: bool,
    weight: float,
    random: Random,
) -> Work:
    year = random.choice((2007, 2008))
    goal = _in_steps(random.uniform(*kind.goals), kind.step)
    latitude, longitude = moved(spot.latitude, spot.longitude, random.uniform(0.05, 0.6), random)
    return Work(
        folio=f"{municipality.key}-{number + 1:02d}",
        municipality=municipality,
        kind=kind,
        name=name,
        locality=spot.name,
        executor=OTHER_EXECUTORS[municipality.key] if by_others else municipality.place.executor,
        year=year,
        start=date(year, 4, 2) + timedelta(days=random.randrange(225)),
        days=random.randint(*kind.days),
        cents=_parts(round(goal * random.uniform(*kind.pesos_per_unit) * 100), random),
        goal=goal,
        beneficiaries=random.randint(*kind.people),
        latitude=latitude,
        longitude=longitude,
        weight=weight,
    )


def _spots(municipality: Municipality, random: Random) -> list[Spot]:
    place = municipality.place
    spots = [Spot(place.name, "", place.latitude, place.longitude)] * 3
    for name in place.localities:
        latitude, longitude = moved(place.latitude, place.longitude, random.uniform(2.0, 4.8), random)
        spots.append(Spot(name, f"la localidad de {name}", latitude, longitude))
    return spots


def _unused_name(spots: Sequence[Spot], used: set[str], random: Random) -> tuple[Kind, Spot, str]:
    while True:
        kind = random.choices(KINDS, [kind.share for kind in KINDS])[0]
        spot = random.choice(spots)
        origin = random.choice([other for other in spots if other.name != spot.name])
        name = kind.name.format(
            place=spot.phrase or f"la colonia {random.choice(NEIGHBOURHOODS)}",
            street=random.choice(STREET_NAMES),
            school=random.choice(SCHOOLS),
            origin=origin.name,
        )
        road_inside_the_town = kind.code == "road" and not spot.phrase
        if name not in used and not road_inside_the_town:
            return kind, spot, name.replace("a la localidad de ", "a ") if kind.code == "road" else name


def moved(latitude: float, longitude: float, km: float, random: Random) -> tuple[float, float]:
    """A point so many kilometres away in any direction, in degrees with six decimals."""
    bearing = random.uniform(0, 2 * math.pi)
    north = km * math.cos(bearing) / KM_PER_DEGREE
    east = km * math.sin(bearing) / (KM_PER_DEGREE * math.cos(math.radians(latitude)))
    return round(latitude + north, 6), round(longitude + east, 6)


def _in_steps(value: float, step: float) -> float:
    return round(round(value / step) * step, 2)


def _parts(total: int, random: Random) -> tuple[int, int, int, int]:
    shares = MORE_FROM_THE_TOWN if random.random() < 0.12 else EQUAL_PARTS
    federal, state, municipal = (total * share // 100 for share in shares[:3])
    return federal, state, municipal, total - federal - state - municipal


def _lasting(works: Sequence[Work], months: float) -> list[Work]:
    days = sum(work.weight * work.days for work in works) / sum(work.weight for work in works)
    factor = months * DAYS_PER_MONTH / days
    return [replace(work, days=round(work.days * factor)) for work in works]


def write_sample(works: Sequence[Work], file: Path) -> None:
    """Write the sample list as a public office would: Spanish headers, dd/mm/yyyy, plain amounts."""
    rows = [_row(work) for work in works]
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _row(work: Work) -> dict[str, str]:
    municipality, place = work.municipality, work.municipality.place
    federal, state, municipal, migrants = (_pesos(part) for part in work.cents)
    return {
        "Folio": work.folio,
        "Nombre de la obra": work.name,
        "Tipo de obra": work.kind.type,
        "Programa": PROGRAM,
        "Ejercicio fiscal": str(work.year),
        "Entidad federativa": municipality.state,
        "Cve_Ent": place.state_code,
        "Municipio": place.name,
        "Cve_Mun": place.code,
        "Localidad": work.locality,
        "Instancia ejecutora": work.executor,
        "Aportación federal": federal,
        "Aportación estatal": state,
        "Aportación municipal": municipal,
        "Aportación migrantes": migrants,
        "Inversión total": _pesos(sum(work.cents)),
        "Fecha de inicio": f"{work.start:%d/%m/%Y}",
        "Fecha de término": f"{work.end:%d/%m/%Y}",
        "Latitud": f"{work.latitude:.6f}",
        "Longitud": f"{work.longitude:.6f}",
        "Meta": f"{work.goal:g}",
        "Unidad de medida": work.kind.unit,
        "Beneficiarios": str(work.beneficiaries),
        "Grado de marginación": municipality.marginality,
        "Estrato": municipality.state,
        "UPM": municipality.key,
        "Factor de expansión": repr(work.weight),
        "UPM marco": str(municipality.stratum_psus),
        "Obras marco": str(municipality.psu_works),
        "Tipo de muestra": "titular",
    }


def _pesos(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"
