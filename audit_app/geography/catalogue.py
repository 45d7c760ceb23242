"""The 32 states and their municipalities: INEGI's codes and names, and the other names and abbreviations that lists use."""

from functools import lru_cache
from typing import NamedTuple

from audit_app.geography import atlas

STATE_WORDS = {
    "01": "Aguascalientes, Ags, AGU",
    "02": "Baja California, Baja California Norte, B.C., BCN, Baja Calif, Baja Cal",
    "03": "Baja California Sur, B.C.S., Baja Calif Sur, Baja Cal Sur",
    "04": "Campeche, Camp, CAM",
    "05": "Coahuila, Coahuila de Zaragoza, Coah, COA",
    "06": "Colima, Col",
    "07": "Chiapas, Chis, CHP",
    "08": "Chihuahua, Chih, CHH",
    "09": "Ciudad de México, CDMX, CMX, CD MEX, Distrito Federal, D.F., DIF, México D.F., Ciudad de México D.F.",
    "10": "Durango, Dgo, DUR",
    "11": "Guanajuato, Gto, GUA",
    "12": "Guerrero, Gro",
    "13": "Hidalgo, Hgo, HID",
    "14": "Jalisco, Jal",
    "15": "México, Estado de México, EdoMex, EdoMéx, Edo de Mex, Mex",
    "16": "Michoacán, Michoacán de Ocampo, Mich, MIC",
    "17": "Morelos, Mor",
    "18": "Nayarit, Nay",
    "19": "Nuevo León, N.L., NLE, Nvo León",
    "20": "Oaxaca, Oax",
    "21": "Puebla, Pue",
    "22": "Querétaro, Querétaro de Arteaga, Querétaro Arteaga, Qro, QUE",
    "23": "Quintana Roo, Q.Roo, Qroo, Q.R., ROO",
    "24": "San Luis Potosí, S.L.P., S. Luis Potosí",
    "25": "Sinaloa, Sin",
    "26": "Sonora, Son",
    "27": "Tabasco, Tab",
    "28": "Tamaulipas, Tamps, TAM",
    "29": "Tlaxcala, Tlax, TLA",
    "30": "Veracruz, Veracruz de Ignacio de la Llave, Veracruz-Llave, Ver",
    "31": "Yucatán, Yuc",
    "32": "Zacatecas, Zac",
}

OTHER_NAMES = {  # names of before, seats that stand for their municipality, and what INEGI tells apart by district
    "08032": "Parral",
    "10005": "Victoria de Durango",
    "11014": "Dolores Hidalgo C.I.N.",
    "12038": "José Azueta",
    "13039": "Real del Monte",
    "14007": "Antonio Escobedo",
    "14023": "Ciudad Guzmán",
    "14056": "Manuel M. Diéguez",
    "14113": "Ciudad Venustiano Carranza",
    "15058": "Netzahualcóyotl, Neza",
    "15070": "Los Reyes La Paz",
    "19019": "Garza García",
    "20208": "San Juan Mixtepec Dto 08, San Juan Mixtepec Distrito 08",
    "20209": "San Juan Mixtepec Dto 26, San Juan Mixtepec Distrito 26",
    "20318": "San Pedro Mixtepec Dto 22, San Pedro Mixtepec Distrito 22",
    "20319": "San Pedro Mixtepec Dto 26, San Pedro Mixtepec Distrito 26",
    "22014": "Santiago de Querétaro",
    "23004": "Chetumal",
    "23005": "Cancún",
    "23008": "Playa del Carmen",
    "24035": "Soledad Díez Gutiérrez",
    "25001": "Los Mochis",
    "26018": "Ciudad Obregón",
    "27004": "Villahermosa",
    "30030": "Ciudad Mendoza",
    "30087": "Jalapa, Jalapa Enríquez, Xalapa Enríquez",
    "30160": "Temapache",
}


class Since(NamedTuple):
    """A municipality that INEGI's edition here does not have yet, and the one it was made out of."""

    name: str
    out_of: str


CREATED_SINCE = {
    "02006": Since("San Quintín", "02001"),
    "02007": Since("San Felipe", "02002"),
    "04012": Since("Seybaplaya", "04004"),
    "04013": Since("Dzitbalché", "04001"),
    "17036": Since("Hueyapan", "17022"),
}


@lru_cache(maxsize=1)
def municipalities() -> dict[str, str]:
    """Return every municipality's name by its code of five digits, those created since too."""
    known = {code: name for state in atlas.names().values() for code, name in state["municipalities"].items()}
    return known | {code: since.name for code, since in CREATED_SINCE.items()}


def state_name(code: str) -> str | None:
    """Return INEGI's name of a state; None for another code."""
    state = atlas.names().get(code)
    return state["name"] if state else None


def municipality_name(code: str) -> str | None:
    """Return INEGI's name of a municipality; None for another code."""
    return municipalities().get(code)


def place_name(code: str) -> str | None:
    """Return the name of a state, or of a municipality and its state, by its code; None for another code."""
    state, municipality = state_name(code[:2]), municipality_name(code)
    return f"{municipality}, {state}" if municipality else state if len(code) == 2 else None
