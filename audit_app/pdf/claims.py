"""Sentences derived from the numbers by rule: never typed, never beyond what the figure says."""

from audit_app.estimates.figure import Figure, Response
from audit_app.instruments import INDICATOR_BY_CODE
from audit_app.text import N_, language, ngettext, percent, whole
from audit_app.text import gettext as _

FILES = frozenset({"paperwork_complete", "progress_reports", "delivery_act", "progress_and_delivery"})
CLAIMS = {
    "located": {
        "none": N_("Ninguna de las obras buscadas se localizó."),
        "few": N_("Pocas de las obras buscadas se localizaron."),
        "tenths": N_("Cerca de %(n)s de cada 10 obras buscadas se localizaron."),
        "almost_half": N_("Casi la mitad de las obras buscadas se localizó."),
        "half": N_("La mitad de las obras buscadas se localizó."),
        "over_half": N_("Poco más de la mitad de las obras buscadas se localizó."),
        "almost_all": N_("Casi todas las obras buscadas se localizaron."),
        "all": N_("Todas las obras buscadas se localizaron."),
    },
    "operates_as_planned": {
        "none": N_("Ninguna de las obras localizadas opera y corresponde con lo planeado."),
        "few": N_("Pocas de las obras localizadas operan y corresponden con lo planeado."),
        "tenths": N_("Cerca de %(n)s de cada 10 obras localizadas operan y corresponden con lo planeado."),
        "almost_half": N_("Casi la mitad de las obras localizadas opera y corresponde con lo planeado."),
        "half": N_("La mitad de las obras localizadas opera y corresponde con lo planeado."),
        "over_half": N_("Poco más de la mitad de las obras localizadas opera y corresponde con lo planeado."),
        "almost_all": N_("Casi todas las obras localizadas operan y corresponden con lo planeado."),
        "all": N_("Todas las obras localizadas operan y corresponden con lo planeado."),
    },
    "maintained": {
        "none": N_("Ninguna de las obras que ya requieren mantenimiento lo recibe adecuado."),
        "few": N_("Pocas de las obras que ya requieren mantenimiento lo reciben adecuado."),
        "tenths": N_("Cerca de %(n)s de cada 10 obras que ya requieren mantenimiento lo reciben adecuado."),
        "almost_half": N_("Casi la mitad de las obras que ya requieren mantenimiento lo recibe adecuado."),
        "half": N_("La mitad de las obras que ya requieren mantenimiento lo recibe adecuado."),
        "over_half": N_(
            "Poco más de la mitad de las obras que ya requieren mantenimiento lo recibe adecuado."
        ),
        "almost_all": N_("Casi todas las obras que ya requieren mantenimiento lo reciben adecuado."),
        "all": N_("Todas las obras que ya requieren mantenimiento lo reciben adecuado."),
    },
    "progress_and_delivery": {
        "none": N_(
            "Ningún expediente tiene completos los reportes de avance y el acta de entrega-recepción."
        ),
        "few": N_(
            "Pocos expedientes tienen completos los reportes de avance y el acta de entrega-recepción."
        ),
        "tenths": N_(
            "Cerca de %(n)s de cada 10 expedientes tienen completos los reportes de avance y el acta de "
            "entrega-recepción."
        ),
        "almost_half": N_(
            "Casi la mitad de los expedientes tiene completos los reportes de avance y el acta de "
            "entrega-recepción."
        ),
        "half": N_(
            "La mitad de los expedientes tiene completos los reportes de avance y el acta de "
            "entrega-recepción."
        ),
        "over_half": N_(
            "Poco más de la mitad de los expedientes tiene completos los reportes de avance y el acta de "
            "entrega-recepción."
        ),
        "almost_all": N_(
            "Casi todos los expedientes tienen completos los reportes de avance y el acta de "
            "entrega-recepción."
        ),
        "all": N_(
            "Todos los expedientes tienen completos los reportes de avance y el acta de entrega-recepción."
        ),
    },
}


def size_of(share: float) -> str:
    """Return how large a share is in everyday words: none, few, tenths, almost_half, half, over_half, almost_all or all."""
    if share <= 0:
        return "none"
    if share >= 1:
        return "all"
    limits = (
        (0.15, "few"),
        (0.45, "tenths"),
        (0.495, "almost_half"),
        (0.505, "half"),
        (0.55, "over_half"),
        (0.95, "tenths"),
    )
    return next((size for limit, size in limits if share < limit), "almost_all")


def claim(figure: Figure | None) -> str:
    """Return the sentence that a headline figure supports."""
    if figure is None or figure.estimate is None:
        return _("Todavía no hay respuestas con que calcularlo.")
    if figure.presentation == "suppress":
        return _("La muestra no basta para publicar un porcentaje: se dan sólo los conteos.")
    return _(CLAIMS[figure.code][size_of(figure.estimate)], n=min(9, max(2, round(figure.estimate * 10))))


def value(figure: Figure | None) -> str:
    """Return what is printed as the figure: a percentage or a mean, a dash without answers, nothing that must be withheld."""
    if figure is None or figure.estimate is None:
        return "—"
    if figure.presentation == "suppress":
        return _("Muestra insuficiente")
    return percent(figure.estimate) if figure.kind == "share" else f"{figure.estimate:.2f}"


def unweighted(figure: Figure) -> str:
    """Return the figure as the plain count of the sample gives it."""
    if figure.unweighted is None or figure.presentation == "suppress":
        return "—"
    return percent(figure.unweighted) if figure.kind == "share" else f"{figure.unweighted:.2f}"


def numerator(figure: Figure) -> str:
    """Return how many works count, or the sum that a mean divides."""
    return whole(round(figure.numerator)) if figure.kind == "share" else f"{figure.numerator:.1f}"


def short_counts(figure: Figure) -> str:
    """Return the counts without their unit: ``144 de 150``; of a mean, how many works have a value."""
    if figure.kind == "mean":
        return _("n = %(n)s", n=whole(figure.denominator))
    return _("%(such)s de %(n)s", such=numerator(figure), n=whole(figure.denominator))


def counts(figure: Figure | None) -> str:
    """Return the counts with their unit: ``144 de 150 obras``."""
    if figure is None:
        return "—"
    if figure.kind == "mean":
        return ngettext("%(n)s obra", "%(n)s obras", figure.denominator)
    such = numerator(figure)
    if INDICATOR_BY_CODE[figure.code].unit == "municipality":
        return ngettext(
            "%(such)s de %(n)s municipio", "%(such)s de %(n)s municipios", figure.denominator, such=such
        )
    if figure.code in FILES:
        return ngettext(
            "%(such)s de %(n)s expediente", "%(such)s de %(n)s expedientes", figure.denominator, such=such
        )
    return ngettext("%(such)s de %(n)s obra", "%(such)s de %(n)s obras", figure.denominator, such=such)


def interval(figure: Figure | None, level: float) -> str:
    """Return the interval in words, ``IC 95 %: 91.8–98.7 %``; nothing where there is none or it must be withheld."""
    if figure is None or figure.ci is None or figure.presentation == "suppress":
        return ""
    low, high = figure.ci
    if figure.kind == "mean":
        return _(
            "IC %(level)s: %(low)s–%(high)s", level=percent(level, 0), low=f"{low:.2f}", high=f"{high:.2f}"
        )
    return _(
        "IC %(level)s: %(low)s–%(high)s", level=percent(level, 0), low=f"{low * 100:.1f}", high=percent(high)
    )


def withheld(figure: Figure | None) -> bool:
    """Tell whether a figure has nothing to draw: no estimate, or one that must not be shown."""
    return figure is None or figure.estimate is None or figure.presentation == "suppress"


def bounds(figure: Figure | None, response: Response) -> str:
    """Return what the works not visited could change in the works located."""
    if figure is None or figure.bounds is None:
        return ""
    unvisited = response.in_scope - response.visited
    if not unvisited:
        return _("Se visitaron todas las obras dentro del alcance: ninguna queda sin buscar.")
    low, high = figure.bounds
    return ngettext(
        "Cota de obras localizadas: %(low)s si la obra sin resultado no se localizara, %(high)s si sí.",
        "Cotas de obras localizadas: %(low)s si ninguna de las %(n)s obras sin resultado se localizara, "
        "%(high)s si todas.",
        unvisited,
        low=percent(low),
        high=percent(high),
    )


def listed(items: list[str]) -> str:
    """Return names as a phrase: ``a, b y c``."""
    if len(items) < 2:
        return "".join(items)
    last = items[-1]
    joint = " e " if language() == "es" and last[:1].lower() in ("i", "í") else _(" y ")
    return ", ".join(items[:-1]) + joint + last
