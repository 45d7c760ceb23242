"""Sentences derived from the numbers by rule: never typed, never beyond what the figure says."""

from collections.abc import Iterable, Sequence

from audit_app.estimates.differences import Difference
from audit_app.estimates.figure import Figure, Response
from audit_app.estimates.presentation import ENOUGH_DF
from audit_app.instruments import INDICATOR_BY_CODE, LONELY_RULES
from audit_app.text import N_, language, ngettext, percent, whole
from audit_app.text import gettext as _

WIDE = 0.10  # an interval wider than this allows no decimals in a sentence
COMPARED = {
    "more": N_("Mayor en %(first)s que en %(second)s: %(difference)s más (%(interval)s)."),
    "less": N_("Menor en %(first)s que en %(second)s: %(difference)s menos (%(interval)s)."),
    "unclear": N_(
        "No se puede afirmar que difieran: la diferencia es de %(difference)s y su intervalo incluye el cero "
        "(%(interval)s). Tampoco prueba que sean iguales."
    ),
}
MANY = 4  # figures of one reason are told without their names
MARKS = {
    "show": "",
    "review": N_("▲ por revisar"),
    "suppress": N_("muestra insuficiente"),
    "complement": N_("◇ sin su contrario"),
}
LEGENDS = {
    "review": N_("▲ Por revisar"),
    "suppress": N_("Muestra insuficiente"),
    "complement": N_("◇ No destaque lo que falta de 100 %"),
}
GENERAL = {
    "review": N_(
        "▲ Por revisar: el grupo se apoya en pocas unidades primarias (menos de 8 grados de libertad) o todas sus "
        "respuestas son iguales."
    ),
    "suppress": N_(
        "Muestra insuficiente: menos de 30 respuestas, o un intervalo demasiado ancho; se dan sólo los conteos."
    ),
    "complement": N_("◇ No destaque lo que falta de 100 %: ese porcentaje contrario es demasiado impreciso."),
}
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
    if figure.withheld:
        return _("La muestra no basta para publicar un porcentaje: se dan sólo los conteos.")
    return _(CLAIMS[figure.code][size_of(figure.estimate)], n=min(9, max(2, round(figure.estimate * 10))))


def value(figure: Figure | None) -> str:
    """Return what is printed as the figure: a percentage or a mean, a dash without answers, nothing that must be withheld."""
    if figure is None or figure.estimate is None:
        return "—"
    if figure.withheld:
        return _("Muestra insuficiente")
    return percent(figure.estimate) if figure.kind == "share" else f"{figure.estimate:.2f}"


def unweighted(figure: Figure) -> str:
    """Return the figure as the plain count of the sample gives it."""
    if figure.unweighted is None or figure.withheld:
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


def interval(figure: Figure | None, level: float, decimals: int = 1) -> str:
    """Return the interval in words, ``IC 95 %: 91.8–98.7 %``; nothing where there is none or it must be withheld."""
    if figure is None or figure.ci is None or figure.withheld:
        return ""
    if figure.ci_method == "census":
        return _("total, sin error de muestreo")
    low, high = figure.ci
    if figure.kind == "mean":
        return _(
            "IC %(level)s: %(low)s–%(high)s", level=percent(level, 0), low=f"{low:.2f}", high=f"{high:.2f}"
        )
    return _(
        "IC %(level)s: %(low)s–%(high)s",
        level=percent(level, 0),
        low=f"{low * 100:.{decimals}f}",
        high=percent(high, decimals),
    )


def ends(figure: Figure | None) -> str:
    """Return the ends of the interval alone, as a table shows them: ``91.8–98.7``; a dash where there is none."""
    if figure is None or figure.ci is None or figure.withheld:
        return "—"
    if figure.ci_method == "census":
        return _("total")
    low, high = figure.ci
    return f"{low:.2f}–{high:.2f}" if figure.kind == "mean" else f"{low * 100:.1f}–{high * 100:.1f}"


def sentence(figure: Figure, level: float, places: tuple[int, int]) -> str:
    """Return a figure with all that it is to be read with: interval, counts, where, and degrees of freedom.

    One decimal at most, none where the interval is wider than ten points. ``places``: municipalities and states of the sample.
    """
    if figure.estimate is None or figure.withheld:
        return _("%(value)s: %(counts)s", value=value(figure), counts=counts(figure))
    if not figure.representative:
        return _(
            "De lo contado en la muestra, %(counts)s (%(value)s)", counts=counts(figure), value=value(figure)
        )
    decimals = 0 if figure.kind == "share" and figure.ci and figure.ci[1] - figure.ci[0] > WIDE else 1
    facts = [interval(figure, level, decimals), counts(figure), in_places(places)]
    if figure.df is not None:
        facts.append(_("%(df)s g.l.", df=figure.df))
    inside = "; ".join(fact for fact in facts if fact)
    if figure.kind == "mean":
        return f"{value(figure)} ({inside})"
    of_what = _("de los expedientes") if figure.code in FILES else _("de las obras")
    return f"{percent(figure.estimate, decimals)} {of_what} ({inside})"


def compared(difference: Difference | None, kind: str, level: float, first: str, second: str) -> str:
    """Return what may be said of a difference between two named things, and no more than its interval does."""
    if difference is None:
        return _("No se compara: en una de las dos la muestra no basta, o su error no se conoce.")
    turn, (low, high) = (-1, difference.ci[::-1]) if difference.says == "less" else (1, difference.ci)
    value, nearest, farthest = (_signed(turn * end, kind) for end in (difference.value, low, high))
    interval = _("IC %(level)s: de %(low)s a %(high)s", level=percent(level, 0), low=nearest, high=farthest)
    return _(
        COMPARED[difference.says],
        first=first,
        second=second,
        difference=_("%(points)s puntos", points=value) if kind == "share" else value,
        interval=_("%(interval)s; %(df)s g.l.", interval=interval, df=difference.df),
    )


def _signed(value: float, kind: str) -> str:
    shown = f"{value * 100:.1f}" if kind == "share" else f"{value:.2f}"
    return shown.replace("-", "−")


def in_places(places: tuple[int, int]) -> str:
    """Return where the sample is: ``10 municipios, 3 estados``; nothing where its list does not say."""
    if not all(places):
        return ""
    municipalities = ngettext("%(n)s municipio", "%(n)s municipios", places[0])
    return f"{municipalities}, {ngettext('%(n)s estado', '%(n)s estados', places[1])}"


def mark(figure: Figure | None) -> str:
    """Return the mark of a figure that is not shown as it is; the reasons stand once, beneath."""
    if figure is None or figure.estimate is None:
        return ""
    if figure.presentation == "review" and figure.df == 0:
        return _("▲ sólo dentro de lo visitado")
    return _(MARKS[figure.presentation])


def reasons(figures: Iterable[Figure]) -> list[str]:
    """Return why some figures are marked or withheld, each reason once; of the groups of a column, in general."""
    marked = [figure for figure in figures if figure.presentation != "show" and figure.estimate is not None]
    if any(figure.by for figure in marked):
        return [
            _(GENERAL[shown]) for shown in GENERAL if any(figure.presentation == shown for figure in marked)
        ]
    why: dict[tuple[str, str], list[str]] = {}
    for figure in marked:
        label = _(INDICATOR_BY_CODE[figure.code].label)
        why.setdefault((figure.presentation, figure.reason or ""), []).append(label)
    return [
        f"{_(LEGENDS[shown])}: {reason}" + (f" ({'; '.join(labels)})." if len(labels) < MANY else ".")
        for (shown, reason), labels in why.items()
    ]


def withheld(figure: Figure | None) -> bool:
    """Tell whether a figure has nothing to draw: no estimate, or one that must not be shown."""
    return figure is None or figure.estimate is None or figure.withheld


def reach(psus: int, strata: int) -> str:
    """Return in plain words how far the figures of a sample of so many primary units in so many strata go."""
    if (df := psus - strata) >= ENOUGH_DF:
        return _("Una cifra marcada, o que se da sólo en conteos, lleva su motivo.")
    return _(
        "Con %(psus)s en %(strata)s, toda cifra queda por revisar (a lo más %(df)s grados de libertad) y casi todo desglose "
        "se da sólo en conteos: para publicar más hacen falta más unidades primarias, no más obras en cada una.",
        psus=ngettext("%(n)s unidad primaria", "%(n)s unidades primarias", psus),
        strata=ngettext("%(n)s estrato", "%(n)s estratos", strata),
        df=df,
    )


def lonely(strata: Sequence[str], rule: str) -> str:
    """Return which strata have a single primary unit in the sample, and what is done about it; nothing where there is none."""
    if not strata:
        return ""
    names = ", ".join(name or _("(en blanco)") for name in strata)
    return _(
        "Con una sola unidad primaria en la muestra: %(strata)s. %(rule)s",
        strata=names,
        rule=_(LONELY_RULES[rule]),
    )


def substitutes(works: int) -> str:
    """Return that some works stand in for others; nothing where none does."""
    if not works:
        return ""
    return ngettext(
        "%(n)s obra de la reserva, sorteada de antemano y en su turno, sustituye a otra que no pudo visitarse o quedó fuera del "
        "alcance; la sustituida conserva su resultado.",
        "%(n)s obras de la reserva, sorteadas de antemano y en su turno, sustituyen a otras que no pudieron visitarse o quedaron "
        "fuera del alcance; las sustituidas conservan su resultado.",
        works,
    )


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
