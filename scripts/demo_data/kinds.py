"""The kinds of works that the Programa 3x1 paid for: how they are named, measured, priced and described."""

from dataclasses import dataclass

WATER = "Agua potable y saneamiento"
POWER = "Electrificación"
STREETS = "Pavimentación y urbanización"
SERVICES = "Educación, deporte y salud"
ROADS = "Caminos rurales"
ENTERPRISE = "Proyectos productivos"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of work. `name` takes place, street, school, origin; money in pesos; `share` is relative."""

    code: str
    type: str
    name: str
    unit: str
    goals: tuple[float, float]
    step: float
    pesos_per_unit: tuple[int, int]
    days: tuple[int, int]
    people: tuple[int, int]
    share: float
    seen: tuple[str, ...]


KINDS = (
    Kind(
        "paving",
        STREETS,
        "Pavimentación con concreto hidráulico de la calle {street}, en {place}",
        "m²",
        (620, 3400),
        10,
        (390, 560),
        (55, 120),
        (140, 900),
        26,
        (
            "Losas de concreto en todo el ancho de la calle, con juntas selladas.",
            "Calle transitable en sus dos sentidos; el tramo coincide con el croquis.",
            "Se recorrió el tramo completo a pie y se midió con odómetro.",
        ),
    ),
    Kind(
        "cobbles",
        STREETS,
        "Empedrado ahogado en cemento de la calle {street}, en {place}",
        "m²",
        (480, 2200),
        10,
        (230, 330),
        (40, 95),
        (110, 620),
        12,
        (
            "Empedrado parejo, con machuelos en ambos lados.",
            "Los vecinos barren el tramo que les toca frente a su casa.",
        ),
    ),
    Kind(
        "kerbs",
        STREETS,
        "Construcción de guarniciones y banquetas en la calle {street}, en {place}",
        "m",
        (260, 1400),
        10,
        (420, 610),
        (35, 80),
        (90, 560),
        10,
        (
            "Banqueta continua en las dos aceras; hay rampas en las esquinas.",
            "Guarnición completa; un tramo sin pintar.",
        ),
    ),
    Kind(
        "square",
        STREETS,
        "Rehabilitación de la plaza cívica en {place}",
        "m²",
        (450, 1800),
        10,
        (780, 1250),
        (70, 140),
        (600, 3200),
        6,
        (
            "Plaza con bancas, jardineras y alumbrado; había niños jugando.",
            "La comunidad la usa para el tianguis de los domingos.",
        ),
    ),
    Kind(
        "water_main",
        WATER,
        "Ampliación de la red de agua potable en {place}",
        "m",
        (450, 2600),
        10,
        (410, 640),
        (50, 110),
        (120, 780),
        11,
        (
            "Se abrió la llave en cuatro tomas al azar: en todas hubo agua.",
            "El agua llega por tandeo, tres veces por semana.",
        ),
    ),
    Kind(
        "sewer",
        WATER,
        "Ampliación de la red de drenaje sanitario en {place}",
        "m",
        (380, 2100),
        10,
        (690, 1080),
        (60, 125),
        (130, 860),
        12,
        (
            "Se levantaron dos tapas de pozo de visita; el agua corre libre.",
            "Pozos de visita con brocal; las descargas están conectadas.",
        ),
    ),
    Kind(
        "well",
        WATER,
        "Perforación y equipamiento de pozo profundo para agua potable en {place}",
        "pozo",
        (1, 1),
        1,
        (1_250_000, 2_300_000),
        (80, 170),
        (350, 2400),
        6,
        (
            "Pozo con caseta y tren de descarga; la bomba trabajaba al llegar.",
            "El encargado del agua mostró la bitácora de bombeo.",
        ),
    ),
    Kind(
        "tank",
        WATER,
        "Construcción de tanque elevado de agua potable en {place}",
        "tanque",
        (1, 1),
        1,
        (520_000, 980_000),
        (70, 140),
        (260, 1500),
        7,
        (
            "Tanque de concreto sobre torre; la cerca perimetral está completa.",
            "Se subió por la escalera marina: el tanque tenía agua.",
        ),
    ),
    Kind(
        "power_line",
        POWER,
        "Ampliación de la red de distribución eléctrica en {place}",
        "poste",
        (7, 38),
        1,
        (19_500, 26_800),
        (45, 110),
        (70, 420),
        8,
        (
            "Se contaron los postes uno por uno; las acometidas tienen medidor.",
            "Transformador en servicio; líneas a la altura debida.",
        ),
    ),
    Kind(
        "lighting",
        POWER,
        "Alumbrado público en la calle {street}, en {place}",
        "luminaria",
        (10, 42),
        1,
        (8_900, 13_600),
        (25, 65),
        (150, 950),
        7,
        (
            "Se volvió al anochecer: las luminarias encienden.",
            "Luminarias completas; el medidor está en la esquina.",
        ),
    ),
    Kind(
        "classroom",
        SERVICES,
        "Construcción de aulas en la escuela primaria «{school}», en {place}",
        "aula",
        (1, 3),
        1,
        (310_000, 420_000),
        (65, 130),
        (45, 240),
        9,
        (
            "Aulas en uso con mobiliario; la dirección entregó copia del plano.",
            "Salón limpio, con ventanas y pizarrón; hay clases en los dos turnos.",
        ),
    ),
    Kind(
        "court",
        SERVICES,
        "Construcción de cancha de usos múltiples en {place}",
        "cancha",
        (1, 1),
        1,
        (480_000, 860_000),
        (50, 105),
        (180, 1400),
        8,
        (
            "Cancha con tableros y trazo pintado; la usan por la tarde.",
            "Había un torneo escolar durante la visita.",
        ),
    ),
    Kind(
        "clinic",
        SERVICES,
        "Ampliación del centro de salud en {place}",
        "m²",
        (54, 140),
        1,
        (6_100, 8_400),
        (75, 150),
        (420, 2600),
        6,
        (
            "Consultorio y sala de espera en servicio; hay personal de lunes a viernes.",
            "La enfermera mostró el área nueva; hay mobiliario.",
        ),
    ),
    Kind(
        "road",
        ROADS,
        "Rehabilitación del camino rural de {origin} a {place}",
        "km",
        (1.4, 7.6),
        0.1,
        (240_000, 390_000),
        (45, 105),
        (160, 1100),
        9,
        (
            "Se recorrió el camino en vehículo; revestimiento parejo en todo el tramo.",
            "Cunetas abiertas a mano; hay que desazolvarlas antes de las lluvias.",
        ),
    ),
    Kind(
        "greenhouse",
        ENTERPRISE,
        "Construcción y equipamiento de invernadero para jitomate en {place}",
        "m²",
        (800, 2500),
        50,
        (330, 460),
        (60, 120),
        (12, 60),
        5,
        (
            "Invernadero con planta en producción; llevan libreta de cosecha.",
            "Riego por goteo funcionando; venden en el mercado local.",
        ),
    ),
    Kind(
        "workshop",
        ENTERPRISE,
        "Construcción y equipamiento de taller comunitario de costura en {place}",
        "taller",
        (1, 1),
        1,
        (340_000, 690_000),
        (40, 90),
        (10, 40),
        3,
        (
            "Taller con máquinas instaladas; trabajan por pedido.",
            "Había cuatro personas trabajando; entregan uniformes escolares.",
        ),
    ),
)

STREET_NAMES = (
    *("Jazmín", "Girasol", "Azucena", "Bugambilias", "Gardenia", "Dalia", "Nardo", "Clavel", "Violeta"),
    *("Miguel Hidalgo", "José María Morelos", "Ignacio Allende", "Juan Aldama", "Mariano Abasolo"),
    *("Hermenegildo Galeana", "Vicente Guerrero", "Leona Vicario", "Emiliano Zapata", "Niños Héroes"),
    *("5 de Mayo", "16 de Septiembre", "20 de Noviembre", "24 de Febrero", "21 de Marzo", "5 de Febrero"),
    *("Independencia", "Reforma", "Constitución", "Libertad", "Insurgentes"),
)
SCHOOLS = (
    *("Benito Juárez", "Josefa Ortiz de Domínguez", "Niños Héroes", "Miguel Hidalgo", "Lázaro Cárdenas"),
    *("20 de Noviembre", "Ignacio Zaragoza", "Leona Vicario", "Vicente Guerrero", "Cuauhtémoc"),
)
NEIGHBOURHOODS = ("Centro", "Las Flores", "La Loma", "El Mirador", "Obrera", "Independencia", "La Alameda")
