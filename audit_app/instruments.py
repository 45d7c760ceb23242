"""Every code, question, answer, document and indicator, as plain data.

Codes are stable and English; labels are Spanish and translated where they are shown. Anyone may import this module.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from audit_app.text import N_

NO_ANSWER = "no_answer"
NO_ANSWER_LABEL = N_("Sin respuesta")
ALONE = ("none", NO_ANSWER)  # among several answers, these admit no other


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a question; ``under`` names the outcome that offers it."""

    code: str
    label: str
    under: str = ""


@dataclass(frozen=True, slots=True, eq=False)  # each stands once: itself is its key in a cache
class Question:
    """One question of the site visit.

    ``opens`` maps a question to the answers that open this one; all must hold. ``required`` binds the form's last step only.
    """

    code: str
    label: str
    kind: Literal["choice", "several", "line", "text", "date", "time", "number", "whole"]
    answers: tuple[Answer, ...] = ()
    opens: tuple[tuple[str, tuple[str, ...]], ...] = ()
    required: bool = False
    hint: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """Return every code this question accepts, ``no_answer`` last."""
        return (*(answer.code for answer in self.answers), NO_ANSWER) if self.answers else ()


@dataclass(frozen=True, slots=True)
class Section:
    """A group of questions with its title."""

    code: str
    label: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a work's file."""

    code: str
    label: str
    stage: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One published figure; its definition is the SELECT of the same name in the view ``outcomes``."""

    code: str
    label: str
    definition: str
    kind: Literal["share", "mean"] = "share"
    representative: bool = True
    unit: Literal["work", "municipality"] = "work"
    source: Literal["visit", "file", "list"] = "visit"


def _answers(under: str = "", /, **labels: str) -> tuple[Answer, ...]:
    return tuple(Answer(code, label, under) for code, label in labels.items())


YES, PARTLY, NO = N_("Sí"), N_("Parcialmente"), N_("No")
YES_PARTLY_NO = _answers(yes=YES, partly=PARTLY, no=NO)
LOCATED = (("outcome", ("located",)),)
NOT_LOCATED = (("outcome", ("not_located",)),)
OFF_PLAN = (*LOCATED, ("matches_plan", ("partly", "no")))

OUTCOME = Question(
    "outcome",
    N_("¿Qué resultó de la búsqueda?"),
    "choice",
    _answers(
        located=N_("Localizada"),
        not_located=N_("Buscada y no localizada"),
        not_visited=N_("No visitada"),
        out_of_scope=N_("Fuera del alcance"),
    ),
    required=True,
    hint=N_("«No localizada» es haberla buscado y no hallarla; si no se llegó al sitio, es «No visitada»."),
)

OUTCOME_DETAIL = Question(
    "outcome_detail",
    N_("Detalle"),
    "choice",
    (
        *_answers("located", as_registered=N_("En el sitio registrado"), elsewhere=N_("En otro sitio")),
        *_answers(
            "not_located",
            not_found=N_("No se encontró"),
            never_built=N_("No existe según informantes"),
            mistaken=N_("Confundida con otra"),
        ),
        *_answers(
            "not_visited",
            insecurity=N_("Inseguridad"),
            access=N_("Sin acceso"),
            weather=N_("Clima"),
            no_informant=N_("Sin informante"),
            refused=N_("Negativa"),
            vague=N_("Ubicación insuficiente"),
            not_attempted=N_("No se intentó"),
        ),
        *_answers(
            "out_of_scope",
            duplicate=N_("Duplicada"),
            cancelled=N_("Cancelada"),
            outside_period=N_("Fuera del periodo"),
            not_new=N_("No es obra nueva"),
        ),
    ),
    opens=(("outcome", ("located", "not_located", "not_visited", "out_of_scope")),),
    required=True,
)

SITE_VISIT = (
    Section(
        "search",
        N_("Búsqueda"),
        (
            Question("visited_on", N_("Fecha de la visita"), "date", required=True),
            Question("arrived_at", N_("Llegada"), "time"),
            Question("left_at", N_("Salida"), "time"),
            Question("attempt", N_("Intento n.º"), "whole", required=True),
            Question("evaluators", N_("Evaluadores"), "line", required=True),
            OUTCOME,
            OUTCOME_DETAIL,
            Question(
                "search_done",
                N_("¿Qué se hizo para buscarla?"),
                "text",
                opens=NOT_LOCATED,
                required=True,
                hint=N_("A quién se preguntó, qué hay en el sitio, hasta dónde se recorrió."),
            ),
        ),
    ),
    Section(
        "position",
        N_("Posición"),
        (
            Question("latitude", N_("Latitud"), "number", opens=LOCATED),
            Question("longitude", N_("Longitud"), "number", opens=LOCATED),
            Question("accuracy_m", N_("Precisión, metros"), "number", opens=LOCATED),
            Question("taken_at", N_("Hora de la posición"), "line", opens=LOCATED),
            Question(
                "method",
                N_("Cómo se obtuvo"),
                "choice",
                _answers(
                    browser=N_("Navegador"),
                    photo=N_("Fotografía"),
                    typed=N_("Escrita a mano"),
                    map=N_("Mapa"),
                ),
                opens=LOCATED,
            ),
            Question("no_position_reason", N_("Si no hay posición, ¿por qué?"), "line", opens=LOCATED),
        ),
    ),
    Section(
        "operation",
        N_("Estado y operación"),
        (
            Question(
                "state_of_works",
                N_("Estado de la obra"),
                "choice",
                _answers(
                    finished=N_("Terminada"),
                    in_progress=N_("En proceso"),
                    suspended=N_("Suspendida"),
                    abandoned=N_("Abandonada"),
                    replaced=N_("Sustituida"),
                ),
                opens=LOCATED,
                required=True,
            ),
            Question(
                "operates",
                N_("¿Opera?"),
                "choice",
                _answers(
                    yes=YES,
                    partly=PARTLY,
                    no=N_("No opera"),
                    never=N_("Nunca operó"),
                    stopped=N_("Dejó de operar"),
                ),
                opens=LOCATED,
                required=True,
            ),
            Question(
                "not_operating_cause",
                N_("¿Por qué no opera por completo?"),
                "choice",
                _answers(
                    no_power=N_("Sin energía"),
                    no_staff=N_("Sin personal"),
                    broken=N_("Descompuesta"),
                    unfinished=N_("Inconclusa"),
                    no_funds=N_("Sin recursos"),
                    not_needed=N_("No se necesita"),
                    other=N_("Otra causa"),
                ),
                opens=(*LOCATED, ("operates", ("partly", "no", "never", "stopped"))),
                required=True,
            ),
        ),
    ),
    Section(
        "plan",
        N_("Lo planeado"),
        (
            Question(
                "matches_plan",
                N_("¿Corresponde con lo planeado?"),
                "choice",
                YES_PARTLY_NO,
                opens=LOCATED,
                required=True,
                hint=N_("Compare tipo, sitio, dimensiones y materiales con la lista y el expediente."),
            ),
            Question(
                "plan_type", N_("¿El tipo de obra?"), "choice", YES_PARTLY_NO, opens=OFF_PLAN, required=True
            ),
            Question("plan_place", N_("¿El sitio?"), "choice", YES_PARTLY_NO, opens=OFF_PLAN, required=True),
            Question(
                "plan_size", N_("¿Las dimensiones?"), "choice", YES_PARTLY_NO, opens=OFF_PLAN, required=True
            ),
            Question(
                "plan_materials",
                N_("¿Los materiales?"),
                "choice",
                YES_PARTLY_NO,
                opens=OFF_PLAN,
                required=True,
            ),
            Question("plan_measured", N_("Cantidad medida"), "number", opens=LOCATED),
            Question("plan_unit", N_("Unidad"), "line", opens=LOCATED),
        ),
    ),
    Section(
        "upkeep",
        N_("Mantenimiento"),
        (
            Question(
                "maintained",
                N_("Mantenimiento"),
                "choice",
                _answers(
                    adequate=N_("Adecuado"),
                    insufficient=N_("Insuficiente"),
                    none=N_("Ninguno"),
                    not_yet_needed=N_("Aún no requiere"),
                ),
                opens=LOCATED,
                required=True,
            ),
            Question(
                "maintenance_cause",
                N_("¿Por qué es insuficiente?"),
                "choice",
                _answers(
                    no_funds=N_("Sin recursos"),
                    no_capacity=N_("Sin capacidad"),
                    no_owner=N_("Sin responsable"),
                    other=N_("Otra causa"),
                ),
                opens=(*LOCATED, ("maintained", ("insufficient", "none"))),
                required=True,
            ),
            Question(
                "maintainer",
                N_("¿Quién la mantiene?"),
                "choice",
                _answers(
                    municipality=N_("Municipio"),
                    committee=N_("Comité"),
                    users=N_("Beneficiarios"),
                    club=N_("Club de migrantes"),
                    state=N_("Estado"),
                    nobody=N_("Nadie"),
                ),
                opens=LOCATED,
                required=True,
            ),
        ),
    ),
    Section(
        "condition",
        N_("Condición y uso"),
        (
            Question(
                "condition",
                N_("Condición física"),
                "choice",
                _answers(good=N_("Buena"), fair=N_("Regular"), poor=N_("Mala")),
                opens=LOCATED,
                required=True,
            ),
            Question(
                "damage",
                N_("Daños a la vista"),
                "several",
                _answers(
                    cracks=N_("Grietas"),
                    sinking=N_("Hundimientos"),
                    leaks=N_("Fugas"),
                    rust=N_("Corrosión"),
                    missing_parts=N_("Partes faltantes"),
                    vandalism=N_("Vandalismo"),
                    none=N_("Sin daños"),
                ),
                opens=LOCATED,
                required=True,
                hint=N_("Marque todos los que vea, o «Sin daños»."),
            ),
            Question(
                "use",
                N_("Uso"),
                "choice",
                _answers(intended=N_("Previsto"), other=N_("Otro"), unused=N_("Sin uso")),
                opens=LOCATED,
                required=True,
            ),
            Question(
                "priority_need",
                N_("¿Responde a una necesidad prioritaria?"),
                "choice",
                _answers(yes=YES, no=NO),
                opens=LOCATED,
                required=True,
            ),
            Question(
                "plaque",
                N_("Placa del programa"),
                "choice",
                _answers(legible=N_("Legible"), illegible=N_("Ilegible"), absent=N_("No hay")),
                opens=LOCATED,
                required=True,
            ),
        ),
    ),
    Section(
        "photos",
        N_("Fotografías"),
        (Question("no_photo_reason", N_("Si no hay fotografía, ¿por qué?"), "line", opens=LOCATED),),
    ),
    Section(
        "notes",
        N_("Notas"),
        (
            Question("companion", N_("Acompañante (cargo)"), "line"),
            Question("notes", N_("Notas de la visita"), "text"),
        ),
    ),
)
QUESTIONS = {question.code: question for section in SITE_VISIT for question in section.questions}
PROVED = {  # the questions that a photo may prove, with their texts
    code: question.label
    for code, question in QUESTIONS.items()
    if question.kind in ("choice", "several") and code != "method"
}


def is_open(question: Question, answers: Mapping[str, object]) -> bool:
    """Tell whether the answers so far open this question."""
    return all(answers.get(code) in accepted for code, accepted in question.opens)


@cache
def hidden_by_outcome(outcome: object) -> frozenset[str]:
    """Return the codes of the questions that this outcome of the search keeps closed."""
    return frozenset(
        question.code
        for question in QUESTIONS.values()
        for code, accepted in question.opens
        if code == "outcome" and outcome not in accepted
    )


def details_of(outcome: str) -> tuple[Answer, ...]:
    """Return the details that an outcome offers."""
    return tuple(answer for answer in OUTCOME_DETAIL.answers if answer.under == outcome)


REASONS_NOT_VISITED = tuple(answer.code for answer in details_of("not_visited"))

STAGES = {
    "social": N_("Social"),
    "technical": N_("Técnica"),
    "contracting": N_("Contratación"),
    "execution": N_("Ejecución"),
    "closing": N_("Cierre"),
}
DOCUMENT_STATES = _answers(
    complete=N_("Completo"),
    incomplete=N_("A corregir"),
    missing=N_("No exhibido"),
    not_applicable=N_("No aplica"),
)
DOCUMENTS = tuple(
    Document(code, label, stage)
    for code, label, stage in (
        ("club_request", N_("Solicitud del club de migrantes"), "social"),
        ("validation_minutes", N_("Acta o dictamen del COVAM"), "social"),
        ("agreement", N_("Convenio de concertación"), "social"),
        ("community_minutes", N_("Acta de integración del comité de obra"), "social"),
        ("technical_file", N_("Expediente técnico (proyecto, presupuesto, planos)"), "technical"),
        ("approval", N_("Oficio de aprobación y autorización"), "technical"),
        ("land_tenure", N_("Tenencia de la tierra o permisos"), "technical"),
        ("contract", N_("Contrato, o acuerdo de administración directa"), "contracting"),
        ("bonds", N_("Fianzas"), "contracting"),
        ("site_log", N_("Bitácora de obra"), "execution"),
        ("payment_estimates", N_("Estimaciones y facturas"), "execution"),
        ("progress_reports", N_("Reportes de avance físico-financiero"), "execution"),
        ("photo_record", N_("Memoria fotográfica"), "execution"),
        ("completion_notice", N_("Aviso de terminación"), "closing"),
        ("delivery_act", N_("Acta de entrega-recepción a la comunidad"), "closing"),
        ("settlement", N_("Finiquito y planos definitivos"), "closing"),
    )
)
DOCUMENT_BY_CODE = {document.code: document for document in DOCUMENTS}


def documents_of(codes: Iterable[str]) -> list[Document]:
    """Return the documents an audit asks for; a code of its own stands for itself."""
    return [DOCUMENT_BY_CODE.get(code, Document(code, code, "closing")) for code in codes]


EXECUTOR_KINDS = _answers(
    municipality=N_("Ayuntamiento"),
    state=N_("Estado"),
    federal=N_("Federación"),
    committee=N_("Comité"),
    club=N_("Club de migrantes"),
    contractor=N_("Contratista"),
    other=N_("Otro"),
)
ROLES = _answers(main=N_("Titular"), reserve=N_("Reserva"))

INDICATORS = (
    Indicator(
        "located",
        N_("Obras localizadas"),
        N_(
            "De las obras buscadas, las que se localizaron. Las no visitadas no cuentan; las buscadas y no halladas sí."
        ),
    ),
    Indicator(
        "operates_as_planned",
        N_("Operan y corresponden con lo planeado"),
        N_("De las obras localizadas con ambas respuestas, las que operan y corresponden con lo planeado."),
    ),
    Indicator(
        "operates", N_("Operan"), N_("De las obras localizadas con respuesta, las que operan por completo.")
    ),
    Indicator(
        "matches_plan",
        N_("Corresponden con lo planeado"),
        N_("De las obras localizadas con respuesta, las que corresponden con lo planeado."),
    ),
    Indicator(
        "existing_and_operating",
        N_("Existen y operan"),
        N_("De las obras buscadas, las que se localizaron y operan por completo."),
    ),
    Indicator(
        "maintained",
        N_("Con mantenimiento adecuado"),
        N_("De las obras localizadas que ya requieren mantenimiento, las que lo reciben adecuado."),
    ),
    Indicator(
        "priority_need",
        N_("Responden a necesidad prioritaria"),
        N_("De las obras localizadas con respuesta, las que responden a una necesidad prioritaria."),
    ),
    Indicator(
        "paperwork_complete",
        N_("Expediente completo"),
        N_("De los expedientes revisados, los que tienen completos todos los documentos que aplican."),
        source="file",
    ),
    Indicator(
        "progress_reports",
        N_("Con reportes de avance físico-financiero"),
        N_("De los expedientes revisados en que aplican, los que tienen completos los reportes de avance."),
        source="file",
    ),
    Indicator(
        "delivery_act",
        N_("Con acta de entrega-recepción"),
        N_(
            "De los expedientes revisados en que aplica, los que tienen completa el acta de entrega-recepción."
        ),
        source="file",
    ),
    Indicator(
        "progress_and_delivery",
        N_("Con reportes y acta"),
        N_(
            "De los expedientes en que ambos aplican, los que tienen completos los reportes de avance y el acta."
        ),
        source="file",
    ),
    Indicator(
        "executed_by_municipality",
        N_("Ejecutadas por el ayuntamiento"),
        N_("De las obras con ejecutor conocido, las que ejecutó el ayuntamiento."),
        source="list",
    ),
    Indicator(
        "duration_months",
        N_("Duración media, meses"),
        N_("Días entre inicio y término divididos entre 30.4375, en las obras con ambas fechas."),
        kind="mean",
        source="list",
    ),
    Indicator(
        "low_marginality_municipalities",
        N_("Municipios de bajo o muy bajo grado de marginación"),
        N_(
            "De los municipios de la muestra con grado conocido, los de grado bajo o muy bajo: un conteo de la muestra."
        ),
        representative=False,
        unit="municipality",
        source="list",
    ),
)
# What one work can stand for; beyond, it is a slip, and sums of squares lose their digits.
WEIGHTS = (1e-12, 1e12)
# What lists and frames call the folio.
FOLIO_HEADERS = (
    "clave",
    "id",
    "no obra",
    "no de obra",
    "n obra",
    "n de obra",
    "numero de obra",
    "num obra",
    "num de obra",
    "clave de obra",
    "folio obra",
    "folio de obra",
    "no proyecto",
    "no de proyecto",
    "clave proyecto",
    "clave de proyecto",
)

# The rules of the intervals that an audit may choose, as its settings show them.
LEVELS = (0.90, 0.95, 0.99)
INTERVALS = {
    "korn-graubard": N_("Korn–Graubard (recomendado)"),
    "logit-t": N_("logit con t"),
    "wilson-t": N_("Wilson con t"),
}
LONELY_RULES = {
    "adjust": N_("Se centra en el promedio de toda la muestra (prudente)."),
    "average": N_("Se le supone la varianza media de los demás estratos."),
    "remove": N_("No aporta a la varianza."),
    "certainty": N_("Se tiene por incluida con certeza: no aporta a la varianza."),
    "fail": N_("No se calcula el error ni se publica la cifra."),
}
INDICATOR_BY_CODE = {indicator.code: indicator for indicator in INDICATORS}

WORK_COLUMNS = (
    "folio",
    "name",
    "type",
    "program",
    "year",
    "state",
    "state_code",
    "municipality",
    "municipality_code",
    "locality",
    "locality_code",
    "executor",
    "executor_kind",
    "amount_federal",
    "amount_state",
    "amount_municipal",
    "amount_migrants",
    "amount_other",
    "amount_total",
    "start_date",
    "end_date",
    "latitude",
    "longitude",
    "goal",
    "unit",
    "beneficiaries",
    "marginality",
    "stratum",
    "psu",
    "weight",
    "stratum_psus",
    "psu_works",
    "role",
    "reserve_order",
)
WORK_COLUMN_LABELS = dict(
    zip(
        WORK_COLUMNS,
        (
            N_("Folio"),
            N_("Nombre"),
            N_("Tipo"),
            N_("Programa"),
            N_("Ejercicio"),
            N_("Estado"),
            N_("Clave de estado"),
            N_("Municipio"),
            N_("Clave de municipio"),
            N_("Localidad"),
            N_("Clave de localidad"),
            N_("Ejecutor"),
            N_("Clase de ejecutor"),
            N_("Monto federal"),
            N_("Monto estatal"),
            N_("Monto municipal"),
            N_("Monto de migrantes"),
            N_("Otros montos"),
            N_("Monto total"),
            N_("Inicio"),
            N_("Término"),
            N_("Latitud"),
            N_("Longitud"),
            N_("Meta"),
            N_("Unidad"),
            N_("Beneficiarios"),
            N_("Marginación"),
            N_("Estrato"),
            N_("Unidad primaria (UPM)"),
            N_("Factor de expansión"),
            N_("UPM del estrato en el marco"),
            N_("Obras de la UPM en el marco"),
            N_("Papel en la muestra"),
            N_("Orden de reserva"),
        ),
        strict=True,
    )
)


def label_of(answers: Iterable[Answer], code: str | None) -> str:
    """Return the label of a code, to be translated; the code itself when it is not on the list, nothing when blank."""
    if not code:
        return ""
    if code == NO_ANSWER:
        return NO_ANSWER_LABEL
    return next((answer.label for answer in answers if answer.code == code), code)
