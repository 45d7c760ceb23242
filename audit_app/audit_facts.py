"""What is printed of an audit itself: title, how its sample was drawn, the rules of its intervals, the marks on its figures."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import isclose

from sqlite_utils import Database

from audit_app import audit, counting
from audit_app.estimates.estimate import Rules
from audit_app.estimates.figure import Figure
from audit_app.estimates.intervals import METHODS
from audit_app.estimates.variance import LONELY_RULES
from audit_app.text import gettext as _
from audit_app.text import ngettext

LEVEL = 0.95
MARK = '["mark", '  # how the settings that keep marks on figures begin


@dataclass(frozen=True, slots=True)
class Design:
    """How the sample was drawn, as its list tells; ``lonely`` are the strata with one PSU of several.

    ``substitutes`` works of the reserve stand in it for others, which stay.
    """

    sampled: int
    strata: int
    psus: int
    clustered: bool
    subsampled: bool
    weighted: bool
    corrected: bool
    lonely: tuple[str, ...]
    substitutes: int

    def __str__(self) -> str:
        strata = ngettext("%(n)s estrato", "%(n)s estratos", self.strata)
        if self.clustered and self.subsampled:
            return _("dos etapas, %(strata)s, %(psus)s UPM", strata=strata, psus=self.psus)
        if self.clustered:
            return _("una etapa, %(strata)s, %(psus)s UPM", strata=strata, psus=self.psus)
        works = ngettext("%(n)s obra", "%(n)s obras", self.sampled)
        return _("una etapa, %(strata)s, %(works)s", strata=strata, works=works)


@dataclass(frozen=True, slots=True)
class AuditFacts:
    """What is printed of the audit itself; ``cut_off`` is an ISO date or None in an audit without works."""

    title: str
    institution: str
    cut_off: str | None
    design: Design
    rules: Rules
    language: str

    @property
    def level(self) -> float:
        """Return the confidence level of every interval."""
        return self.rules.level


@dataclass(frozen=True, slots=True)
class Mark:
    """A supervisor's mark on a figure: who read it and lets it be published, and the figure as it was then."""

    person: str
    estimate: float
    denominator: int

    def fits(self, figure: Figure) -> bool:
        """Tell whether the figure is still the one that was marked."""
        return (
            figure.estimate is not None
            and isclose(figure.estimate, self.estimate, rel_tol=1e-9)
            and figure.denominator == self.denominator
        )


def read(db: Database) -> AuditFacts:
    """Return what is printed of the audit itself."""
    found = audit.settings(db)
    last_visit = "SELECT max(visited_on) FROM current_visits"
    last_import = "SELECT substr(max(recorded_at), 1, 10) FROM current_works"
    cut_off = (
        found.get("cut_off") or db.execute(f"SELECT coalesce(({last_visit}), ({last_import}))").fetchone()[0]
    )
    return AuditFacts(
        title=str(found.get("title", "")),
        institution=str(found.get("institution", "")),
        cut_off=str(cut_off) if cut_off else None,
        design=_design(db),
        rules=rules(found),
        language=str(found.get("language", "es")),
    )


def mark_name(code: str, column: str | None, group: str | None) -> str:
    """Return the setting under which the mark on a figure is kept."""
    return json.dumps(["mark", code] if column is None else ["mark", code, column, group], ensure_ascii=False)


def rules(settings: Mapping[str, object]) -> Rules:
    """Return the rules that the audit's settings choose; what they do not say, or say in a way unknown here, is the default."""
    level, method, lonely = (settings.get(name) for name in ("level", "interval", "lonely_psu"))
    return Rules(
        level=level if isinstance(level, float) else LEVEL,
        method=next((known for known in METHODS if known == method), METHODS[0]),
        lonely=next((known for known in LONELY_RULES if known == lonely), LONELY_RULES[0]),
    )


def marks(settings: Mapping[str, object]) -> dict[str, Mark]:
    """Return the marks on figures, by the name of their setting."""
    found = {name: value for name, value in settings.items() if name.startswith(MARK)}
    return {name: Mark(**value) for name, value in found.items() if isinstance(value, dict)}


def _design(db: Database) -> Design:
    works, strata, psus, sizes, weights, frames, substitutes = db.execute(
        "SELECT count(*), count(DISTINCT coalesce(stratum, '')), count(DISTINCT psu), count(psu_works), count(weight), "
        "count(stratum_psus), count(replaces) FROM sampled"
    ).fetchone()
    lonely = [
        stratum
        for stratum, drawn in counting.sample(db).strata.items()
        if drawn.drawn == 1 and drawn.kept > 0
    ]
    return Design(
        works, strata, psus, psus > 0, sizes > 0, weights > 0, frames > 0, tuple(sorted(lonely)), substitutes
    )
