"""The plan of a sample: the works to draw for a margin of error, with as many municipalities as asked and with others."""

from collections.abc import Mapping
from dataclasses import dataclass

from audit_app.errors import PlanOutOfRange
from audit_app.estimates.quantiles import student_t
from audit_app.estimates.sizes import margin, works_needed
from audit_app.text import N_, number, percent, whole
from audit_app.text import gettext as _

OTHERS = (7, 12, 20, 40, 80)
BOUNDS: Mapping[str, tuple[str, float, float]] = {
    "works": (N_("obras del marco"), 1, 10_000_000),
    "share": (N_("proporción esperada"), 0.001, 0.999),
    "error": (N_("margen en puntos"), 0.1, 50),
    "deff": (N_("efecto de diseño"), 0.1, 100),
    "df": (N_("grados de libertad"), 1, 1_000_000),
    "strata": (N_("estratos"), 1, 1_000_000),
    "municipalities": (N_("municipios"), 2, 1_000_000),
    "level": (N_("nivel de confianza"), 0.5, 0.999),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What a sample is planned by; ``error`` in points, ``share`` and ``level`` in 0..1, ``df`` = municipalities - strata."""

    works: int
    share: float = 0.96
    error: float = 3
    deff: float = 1.5
    df: int = 7
    strata: int = 3
    level: float = 0.95

    def __post_init__(self) -> None:
        for name in ("works", "share", "error", "deff", "df", "strata", "level"):
            within(name, getattr(self, name))


@dataclass(frozen=True, slots=True)
class Line:
    """One number of municipalities: the works to draw with it, and the margin in points that the plan's own works would give."""

    municipalities: int
    df: int
    t: float
    works: int
    margin: float


def within(name: str, value: float) -> None:
    """Refuse a number outside its bounds."""
    label, lowest, highest = BOUNDS[name]
    if not lowest <= value <= highest:
        raise PlanOutOfRange(label, number(lowest, 3), number(highest, 3))


def degrees(municipalities: int, strata: int) -> int:
    """Return the degrees of freedom of so many municipalities in so many strata; refuse fewer than one."""
    within("municipalities", municipalities)
    within("strata", strata)
    if municipalities <= strata:
        raise PlanOutOfRange(
            BOUNDS["municipalities"][0], whole(strata + 1), number(BOUNDS["municipalities"][2])
        )
    return municipalities - strata


def line(plan: Plan, df: int) -> Line:
    """Return the works to draw with so many degrees of freedom."""
    needed, planned = _needed(plan, df), _needed(plan, plan.df)
    reached = margin(planned, plan.works, plan.share, plan.deff, df, plan.level)
    return Line(df + plan.strata, df, student_t((1 + plan.level) / 2, df), needed, reached * 100)


def _needed(plan: Plan, df: int) -> int:
    return works_needed(plan.works, plan.share, plan.error / 100, plan.deff, df, plan.level)


def lines(plan: Plan) -> list[Line]:
    """Return the works to draw with as many municipalities as asked, and with others."""
    return [line(plan, df) for df in sorted({plan.df, *OTHERS})]


def answer(plan: Plan) -> str:
    """Return the plan as one sentence."""
    return _(
        "Sortee %(needed)s de las %(works)s obras, en %(municipalities)s municipios, para estimar un %(share)s con un margen "
        "de %(error)s puntos y una confianza de %(level)s.",
        needed=whole(line(plan, plan.df).works),
        works=whole(plan.works),
        municipalities=whole(plan.df + plan.strata),
        share=percent(plan.share),
        error=number(plan.error, 2),
        level=percent(plan.level),
    )


def why() -> str:
    """Return what the table shows, as one sentence."""
    return _(
        "Con pocos municipios se conoce mal cuánto difieren entre sí, y eso se paga con más obras; con más municipios bastan "
        "menos."
    )


def as_contract(plan: Plan) -> dict[str, object]:
    """Return the public JSON of a plan."""
    asked = {
        name: getattr(plan, name) for name in ("works", "share", "error", "deff", "df", "strata", "level")
    }
    names = ("municipalities", "df", "t", "works", "margin")
    return {
        **asked,
        "sample": line(plan, plan.df).works,
        "table": [{name: getattr(one, name) for name in names} for one in lines(plan)],
    }
