"""What the demo's brigades wrote: searches that failed, works that fall short, upkeep and damage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Search:
    """A search that did not find the work, for works of these kinds."""

    detail: str
    kinds: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """A work found but not both operating and as planned: the answers that say so, and its note."""

    kinds: tuple[str, ...]
    answers: dict[str, str]
    measured_share: float
    note: str


SEARCHES = {
    "GTO-2": Search(
        "not_found",
        ("lighting", "kerbs", "cobbles", "paving"),
        "Se recorrió la colonia con el plano del expediente y se preguntó en la presidencia; hay dos calles"
        " con el mismo nombre y en ninguna se encontró la obra.",
    ),
    "GTO-3": Search(
        "never_built",
        ("court", "square", "workshop", "kerbs", "cobbles", "greenhouse"),
        "Tres vecinos y la delegada municipal dijeron, por separado, que la obra no se hizo y que el recurso"
        " se cambió a otra localidad. En el sitio hay un terreno baldío.",
    ),
    "JAL-1": Search(
        "mistaken",
        ("water_main", "sewer", "cobbles", "kerbs", "power_line"),
        "El ayuntamiento llevó a la brigada a una obra de 2005 con nombre parecido; la placa y las fechas no"
        " corresponden. Se buscó en las calles vecinas por más de una hora.",
    ),
    "JAL-4": Search(
        "not_found",
        ("road", "water_main", "power_line", "cobbles", "paving", "kerbs", "sewer"),
        "Las coordenadas de la lista caen en el cerro. Se preguntó en la tienda, la escuela y al comisariado"
        " ejidal; nadie supo dar razón de la obra.",
    ),
    "ZAC-1": Search(
        "never_built",
        ("greenhouse", "workshop", "court", "square", "cobbles", "kerbs"),
        "El comité mostró el acta en que se acordó no empezar por falta de la aportación local. No hay"
        " trabajos en el sitio.",
    ),
    "ZAC-3": Search(
        "not_found",
        ("sewer", "water_main", "kerbs", "cobbles", "lighting", "power_line"),
        "Sin croquis en el expediente. Se visitaron las dos localidades que llevan ese nombre y se revisaron"
        " tomas y pozos de visita; ninguno corresponde al periodo.",
    ),
}
SHORTCOMINGS = {
    "GTO-2": Shortcoming(
        ("well",),
        {
            "operates": "stopped",
            "not_operating_cause": "broken",
            "maintained": "none",
            "maintainer": "nobody",
            "maintenance_cause": "no_funds",
            "condition": "poor",
            "damage": "rust;missing_parts",
            "use": "unused",
        },
        1.0,
        "La bomba se quemó en julio y no se ha repuesto; mientras tanto llega una pipa cada semana."
        " El tablero está sin fusibles y la caseta, con candado.",
    ),
    "JAL-2": Shortcoming(
        ("paving", "cobbles", "kerbs"),
        {
            "matches_plan": "partly",
            "plan_type": "yes",
            "plan_place": "yes",
            "plan_size": "partly",
            "plan_materials": "yes",
        },
        0.81,
        "Faltó el último tramo: la obra termina antes de la esquina que marca el croquis. Lo hecho está en"
        " servicio y los vecinos piden que se complete.",
    ),
    "JAL-3": Shortcoming(
        ("clinic", "workshop"),
        {
            "operates": "partly",
            "not_operating_cause": "no_staff",
            "maintained": "insufficient",
            "maintainer": "municipality",
            "maintenance_cause": "no_capacity",
        },
        1.0,
        "Abre dos días por semana: no hay personal para los demás. El equipo está completo y en buen estado.",
    ),
}
UPKEEP_NOTES = {
    "adequate": (
        "El comité junta una cuota y lleva cuentas a la vista.",
        "El ayuntamiento manda una cuadrilla cada tres meses.",
        "Los vecinos hacen faena el primer domingo del mes.",
    ),
    "insufficient": (
        "Dicen que nadie ha venido a revisarla desde la entrega.",
        "El comité se desintegró con el cambio de administración.",
        "Se atiende solo cuando se descompone.",
        "Hay voluntad de los vecinos, pero no para el material.",
    ),
    "none": (
        "No se sabe a quién le toca el mantenimiento.",
        "Cada quien arregla lo de su frente; lo demás, nadie.",
    ),
    "not_yet_needed": ("Obra reciente; todavía no requiere mantenimiento.",),
    "no_answer": ("El encargado no quiso opinar sobre el mantenimiento.",),
}
PIPES = {
    "leaks": ("Una fuga pequeña, reportada hace meses.", "Humedad visible; gotea en una unión."),
    "sinking": ("El relleno de la zanja se asentó en unos dos metros.",),
    "missing_parts": ("Falta la tapa de una caja de válvulas.", "Falta una tapa; la cubren con piedras."),
}
EQUIPMENT = {
    "leaks": ("Humedad visible; gotea en una unión.",),
    "rust": ("Óxido en el tren de descarga; falta pintura.", "Óxido en la puerta de la caseta."),
    "missing_parts": ("Falta el candado de la caseta y un manómetro.",),
}
TANK = {
    "leaks": ("Humedad visible; gotea en una unión.",),
    "rust": ("Óxido en la escalera marina.", "Óxido en las válvulas; falta pintura."),
    "missing_parts": ("Falta un tramo de la cerca.", "Falta la tapa del registro."),
}
LIGHTS = {
    "missing_parts": ("Faltan dos fotoceldas; dicen que se las llevaron.",),
    "vandalism": ("Una lámpara rota a pedradas.", "Pintas en los postes; no impiden el servicio."),
}
SURFACES = {
    "cracks": ("Grietas de 2 a 4 mm, sin desnivel.", "Grietas a lo largo, en unos tres metros."),
    "sinking": (
        "Un hundimiento de unos 5 cm junto a la alcantarilla.",
        "Se hundió la orilla donde entra el agua de lluvia.",
    ),
}
BUILDINGS = {
    "leaks": ("Humedad en el plafón, junto a la ventana.", "Gotea una esquina de la losa cuando llueve."),
    "cracks": ("Grieta fina en un muro, sin peligro a la vista.",),
    "rust": ("Óxido en la herrería; falta pintura.",),
}
OPEN_AIR = {
    "cracks": ("Grietas finas en el piso.",),
    "rust": ("Óxido en las partes de fierro; falta pintura.",),
    "vandalism": ("Pintas y golpes; no impiden el uso.",),
}
DIRT_ROAD = {
    "sinking": ("Dos baches hondos donde cruza el arroyo.", "La orilla se deslavó en unos diez metros."),
    "missing_parts": ("Faltan dos señales; quedan los postes.",),
}
WORKPLACE = {
    "missing_parts": ("Faltan refacciones; un equipo está parado.",),
    "rust": ("Óxido en la estructura; falta pintura.",),
}
DAMAGES: Mapping[str, Mapping[str, Sequence[str]]] = {
    "paving": SURFACES,
    "cobbles": SURFACES,
    "kerbs": SURFACES,
    "square": OPEN_AIR,
    "water_main": PIPES,
    "sewer": PIPES,
    "well": EQUIPMENT,
    "tank": TANK,
    "power_line": LIGHTS,
    "lighting": LIGHTS,
    "classroom": BUILDINGS,
    "court": OPEN_AIR,
    "clinic": BUILDINGS,
    "road": DIRT_ROAD,
    "greenhouse": WORKPLACE,
    "workshop": WORKPLACE,
}
CARGOS = (
    "Director de Obras Públicas",
    "Auxiliar de Desarrollo Social",
    "Delegado municipal",
    "Presidenta del comité de obra",
    "Tesorero del comité de obra",
    "Regidora de obras",
    "Residente de obra",
)
