"""The sentence that a headline figure supports, by rule: never typed, never beyond what the figure says."""

from audit_app.estimates.figure import Figure
from audit_app.text import N_
from audit_app.text import gettext as _

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
    if figure.withheld:
        return _("La muestra no basta para publicar un porcentaje: se dan sólo los conteos.")
    return _(CLAIMS[figure.code][size_of(figure.estimate)], n=min(9, max(2, round(figure.estimate * 10))))
