"""What is said beside figures: why they are marked or withheld, how far a sample reaches, what a difference allows to say."""

from collections.abc import Iterable, Sequence

from audit_app.estimates.differences import Difference
from audit_app.estimates.figure import Figure, Response
from audit_app.estimates.presentation import ENOUGH_DF
from audit_app.instruments import INDICATOR_BY_CODE, LONELY_RULES
from audit_app.text import N_, ngettext, percent
from audit_app.text import gettext as _

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
    if figure is None or figure.bounds is None or figure.withheld:
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
