"""A figure in words: its value, counts and interval, as pages, commands and PDFs print them."""

from audit_app.estimates.figure import Figure
from audit_app.instruments import INDICATOR_BY_CODE, INDICATORS
from audit_app.text import gettext as _
from audit_app.text import language, ngettext, percent, whole

WIDE = 0.10  # an interval wider than this allows no decimals in a sentence
FILES = frozenset(indicator.code for indicator in INDICATORS if indicator.source == "file")


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


def in_places(places: tuple[int, int]) -> str:
    """Return where the sample is: ``10 municipios, 3 estados``; nothing where its list does not say."""
    if not all(places):
        return ""
    municipalities = ngettext("%(n)s municipio", "%(n)s municipios", places[0])
    return f"{municipalities}, {ngettext('%(n)s estado', '%(n)s estados', places[1])}"


def withheld(figure: Figure | None) -> bool:
    """Tell whether a figure has nothing to draw: no estimate, or one that must not be shown."""
    return figure is None or figure.estimate is None or figure.withheld


def listed(items: list[str]) -> str:
    """Return names as a phrase: ``a, b y c``."""
    if len(items) < 2:
        return "".join(items)
    last = items[-1]
    joint = " e " if language() == "es" and last[:1].lower() in ("i", "í") else _(" y ")
    return ", ".join(items[:-1]) + joint + last
