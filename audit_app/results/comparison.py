"""Compares this audit with an earlier one, figure by figure, or one group of a column with another."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from audit_app import audit_facts, counting, figures
from audit_app.audit_facts import AuditFacts
from audit_app.errors import UnknownGroup
from audit_app.estimates.differences import Difference
from audit_app.estimates.figure import Figure
from audit_app.instruments import INDICATOR_BY_CODE
from audit_app.pdf import claims, remarks
from audit_app.text import day, ngettext
from audit_app.text import gettext as _


@dataclass(frozen=True, slots=True)
class Pair:
    """One indicator in both; ``difference`` is None where it cannot be said, and ``sentence`` says what can."""

    first: Figure
    second: Figure
    difference: Difference | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two samples, or two groups of one, by name. ``shared`` works stand in both samples, which then are not independent."""

    first: str
    second: str
    level: float
    pairs: Sequence[Pair]
    shared: int = 0

    def cautions(self) -> list[str]:
        """Return what must be known before anything is concluded."""
        told = []
        if self.shared:
            told.append(
                ngettext(
                    "%(n)s obra está en las dos muestras: no son independientes, y el error real puede ser otro.",
                    "%(n)s obras están en las dos muestras: no son independientes, y el error real puede ser otro.",
                    self.shared,
                )
            )
        if sum(pair.difference is not None for pair in self.pairs) > 1:
            told.append(
                _(
                    "Al comparar muchas cifras, alguna parece distinta sólo por azar: decida antes cuál importa."
                )
            )
        return told


def with_earlier(db: Database, earlier: Database) -> Comparison:
    """Return every representative figure of this audit beside that of an earlier one."""
    with counting.counted(db), counting.counted(earlier):
        now, then = audit_facts.read(db), audit_facts.read(earlier)
        names = _("esta auditoría%(cut)s", cut=_cut(now)), _("la anterior%(cut)s", cut=_cut(then))
        pairs = [
            _pair(here, there, figures.change(here, there, now.level), now.level, names)
            for here, there in zip(figures.overall(db), figures.overall(earlier), strict=True)
            if here.representative
        ]
        return Comparison(*names, now.level, pairs, len(counting.folios(db) & counting.folios(earlier)))


def of_groups(
    db: Database, column: str, first: str, second: str, codes: Sequence[str] = figures.EVERY
) -> Comparison:
    """Return every representative figure (or those named) of one group beside that of another; refuse a group that is none."""
    with counting.counted(db):
        level = audit_facts.read(db).level
        found = {(figure.code, figure.group): figure for figure in figures.by(db, column, codes)}
        groups = list(dict.fromkeys(group or "" for _code, group in found))
        for group in (first, second):
            if group not in groups:
                raise UnknownGroup(column, group, groups)
        names = (first or _("(en blanco)"), second or _("(en blanco)"))
        pairs = []
        for code in dict.fromkeys(code for code, _group in found if INDICATOR_BY_CODE[code].representative):
            here, there = found[code, first], found[code, second]
            pairs.append(
                _pair(here, there, figures.difference(db, code, column, first, second), level, names)
            )
        return Comparison(*names, level, pairs)


def as_json(told: Comparison) -> dict[str, object]:
    """Return a comparison as the command prints it."""
    return {
        "first": told.first,
        "second": told.second,
        "level": told.level,
        "shared_works": told.shared,
        "differences": [
            {
                "code": pair.first.code,
                "first": pair.first.estimate,
                "second": pair.second.estimate,
                "difference": pair.difference.value if pair.difference else None,
                "se": pair.difference.se if pair.difference else None,
                "ci": pair.difference.ci if pair.difference else None,
                "df": pair.difference.df if pair.difference else None,
                "says": pair.difference.says if pair.difference else None,
                "sentence": pair.sentence,
            }
            for pair in told.pairs
        ],
    }


def as_lines(told: Comparison) -> list[str]:
    """Return a comparison as a person reads it on a terminal."""
    lines = [f"{told.first} / {told.second}", ""]
    for pair in told.pairs:
        label = _(INDICATOR_BY_CODE[pair.first.code].label)
        lines.append(f"{label}: {claims.value(pair.first)} / {claims.value(pair.second)}. {pair.sentence}")
    return [*lines, "", *told.cautions()]


def _pair(
    first: Figure, second: Figure, difference: Difference | None, level: float, names: tuple[str, str]
) -> Pair:
    return Pair(first, second, difference, remarks.compared(difference, first.kind, level, *names))


def _cut(facts: AuditFacts) -> str:
    return _(" (corte %(day)s)", day=day(facts.cut_off)) if facts.cut_off else ""
