"""Why a figure is shown, marked, or withheld, in words. Pure."""

from audit_app.estimates.estimate import Estimate
from audit_app.estimates.presentation import Judgement, Why
from audit_app.text import N_, number
from audit_app.text import gettext as _

REASONS: dict[Why, str] = {
    "no_answers": N_("todavía no hay respuestas"),
    "lonely_psu": N_(
        "el estrato «%(stratum)s» tiene una sola unidad primaria y la regla elegida no acepta calcular así el error"
    ),
    "census": N_(
        "se incluyeron todas las obras y todas tienen respuesta: es un total, sin error de muestreo"
    ),
    "all_alike_few": N_("todas las respuestas son iguales y son menos de 30"),
    "all_alike": N_("todas las respuestas son iguales; el intervalo supone un efecto de diseño de %(deff)s"),
    "few_answers": N_("son %(answers)s respuestas, menos de 30"),
    "few_effective": N_("la muestra equivale a %(n_eff)s respuestas independientes, menos de 30"),
    "wide": N_("el intervalo mide %(width)s puntos, 30 o más"),
    "wide_for_its_size": N_("el intervalo mide %(width)s puntos, más de 130 %% del porcentaje"),
    "equal_values": N_("todos los valores son iguales: no se sabe cuánto error tienen"),
    "imprecise_mean": N_("su coeficiente de variación llega a 30 %% o más"),
    "one_psu": N_("todas las obras son de un solo municipio o unidad primaria: vale sólo dentro de él"),
    "lone_psus": N_("hay una sola unidad primaria por estrato: vale sólo dentro de los municipios visitados"),
    "few_psus": N_("se apoya en pocas unidades primarias: %(df)s grados de libertad, menos de 8"),
    "wide_for_the_rest": N_(
        "el intervalo es ancho para lo que falta de 100 %%: no se destaca el porcentaje contrario"
    ),
}


def reason(judged: Judgement, found: Estimate | None) -> str | None:
    """Return the rule that decided how a figure is shown, in the language in use; None where it is shown as it is."""
    if not judged.why:
        return None
    width = found.ci[1] - found.ci[0] if found and found.ci else 0.0
    return _(
        REASONS[judged.why],
        stratum=found.lonely if found else "",
        deff=number(found.deff_used if found else None, 2),
        answers=found.answers if found else 0,
        n_eff=number(found.n_eff if found else None, 1),
        width=number(width * 100),
        df=found.df if found else 0,
    )
