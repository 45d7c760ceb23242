"""How a figure was computed, step by step, with its own numbers: what the page and the PDF of it show."""

from collections.abc import Iterator
from dataclasses import dataclass

from audit_app.estimates.estimate import Estimate, Rules
from audit_app.estimates.figure import Figure
from audit_app.estimates.intervals import METHODS
from audit_app.estimates.presentation import precision
from audit_app.estimates.quantiles import student_t
from audit_app.estimates.totals import Sums
from audit_app.pdf import claims
from audit_app.text import N_, number, percent, whole
from audit_app.text import gettext as _

METHOD_NAMES = {
    "korn-graubard": "Korn–Graubard",
    "logit-t": N_("logit con t"),
    "wilson-t": N_("Wilson con t"),
    "student-t": N_("t de Student"),
}
PRECISION = {"high": N_("alta"), "moderate": N_("moderada"), "low": N_("baja")}
PUBLISHED = {
    "show": N_("se publica"),
    "review": N_("se publica con la marca «por revisar»"),
    "suppress": N_("no se publica: se dan sólo los conteos"),
    "complement": N_("se publica, sin destacar lo que falta de 100 %"),
}
assert set(METHODS) <= set(METHOD_NAMES)  # noqa: S101 - a method without a name would stop a page


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the computation: what it gives, and the formula with its numbers."""

    name: str
    formula: str


def steps(figure: Figure, found: Estimate | None, sums: Sums, rules: Rules) -> list[Step]:
    """Return every step from the sums to how the figure is published; of a figure withheld, only why it is."""
    if figure.withheld or found is None:
        return [*_published(figure)]
    precise = [] if found.se is None else [*_error(figure, found), *_interval(figure, found, rules)]
    return [*_estimate(figure, sums), _freedom(sums), *precise, *_published(figure)]


def _estimate(figure: Figure, sums: Sums) -> Iterator[Step]:
    total = sums.sum_wy + sums.shift * sums.sum_w
    given = f"Σ w·y ÷ Σ w = {number(total, 2)} ÷ {number(sums.sum_w, 2)} = {claims.value(figure)}"
    yield Step(_("Estimación ponderada"), given)
    plain = f"{claims.numerator(figure)} ÷ {whole(figure.denominator)} = {claims.unweighted(figure)}"
    yield Step(_("Sin ponderar"), f"Σ y ÷ n = {plain}")


def _freedom(sums: Sums) -> Step:
    formula = _(
        "unidades con respuesta − sus estratos = %(psus)s − %(strata)s = %(df)s",
        psus=whole(sums.psus),
        strata=whole(sums.strata),
        df=whole(sums.df),
    )
    return Step(_("Grados de libertad"), formula)


def _error(figure: Figure, found: Estimate) -> Iterator[Step]:
    se = found.se or 0.0
    points = _("%(se)s puntos", se=number(se * 100, 2)) if figure.kind == "share" else number(se, 3)
    yield Step(_("Error estándar"), f"√V = √{_small(se * se)} = {points}")
    if figure.cv is not None:
        said = _(
            "EE ÷ estimación = %(cv)s: precisión %(grade)s según las clases del INEGI",
            cv=percent(figure.cv),
            grade=_(PRECISION[precision(figure.cv)]),
        )
        yield Step(_("Coeficiente de variación"), said)
    if found.deff_wr is not None:
        both = _("%(wr)s con reposición", wr=number(found.deff_wr, 2))
        if found.deff is not None:
            both = _("%(deff)s sin reposición, %(wr)s", deff=number(found.deff, 2), wr=both)
        yield Step(_("Efecto de diseño"), _("V ÷ V del muestreo simple = %(both)s", both=both))


def _interval(figure: Figure, found: Estimate, rules: Rules) -> Iterator[Step]:
    if found.ci is None or found.census:
        yield Step(_("Intervalo"), claims.interval(figure, rules.level) or "—")
        return
    t = student_t((1 + rules.level) / 2, found.df)
    if figure.kind == "share" and found.ci_method == "korn-graubard":
        yield _star(found, rules, t)
    elif found.n_eff is not None and figure.kind == "share":
        yield Step(_("Tamaño efectivo"), f"p (1 − p) ÷ V = {number(found.n_eff, 1)}")
    name = _(METHOD_NAMES[found.ci_method or rules.method])
    low, high = found.ci
    ends = f"{low * 100:.1f}–{percent(high)}" if figure.kind == "share" else claims.ends(figure)
    yield Step(
        _("Intervalo de %(level)s", level=percent(rules.level, 0)),
        f"{name}: {_ends_from(found, rules, t)} = {ends}",
    )


def _star(found: Estimate, rules: Rules, t: float) -> Step:
    """Return the number of answers on which the interval stands."""
    n, many = whole(found.answers), number(student_t((1 + rules.level) / 2, found.answers - 1), 3)
    factor = f"(t_{found.answers - 1} ÷ t_{found.df})² = ({many} ÷ {number(t, 3)})²"
    name, star = _("Respuestas efectivas, n*"), number(found.n_star, 1)
    if found.deff_used is not None:
        return Step(name, f"n ÷ deff · {factor}; {n} ÷ {number(found.deff_used, 2)} · … = {star}")
    if found.n_eff is None:
        return Step(name, f"n = {star}")
    return Step(name, f"min(n, p (1 − p) ÷ V · {factor}) = min({n}, {number(found.n_eff, 1)} · …) = {star}")


def _ends_from(found: Estimate, rules: Rules, t: float) -> str:
    """Return the formula of the two ends."""
    tail = number((1 - rules.level) / 2, 4)
    other = number((1 + rules.level) / 2, 4)
    if found.ci_method == "korn-graubard":
        return f"Beta({tail}; n*p, n*(1−p)+1), Beta({other}; n*p+1, n*(1−p))"
    if found.ci_method == "logit-t":
        return _("logit⁻¹(logit p − d), logit⁻¹(logit p + d), d = %(t)s · EE ÷ (p (1 − p))", t=number(t, 3))
    if found.ci_method == "wilson-t":
        return _("ecuación de Wilson con n efectivo y t = %(t)s", t=number(t, 3))
    return _("media − t · EE, media + t · EE, t = %(t)s", t=number(t, 3))


def _published(figure: Figure) -> Iterator[Step]:
    if figure.representative:
        told = _(PUBLISHED[figure.presentation])
        yield Step(_("Cómo se publica"), f"{told}: {figure.reason}" if figure.reason else told)


def _small(value: float) -> str:
    """Return a small positive number with four figures."""
    return f"{value:.4g}"
