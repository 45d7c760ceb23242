"""What an estimate is when it leaves this folder: one published figure, and how the sample responded."""

from dataclasses import dataclass
from typing import Literal

from audit_app.estimates.presentation import Presentation, cv


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator, overall or in one group, with everything that is printed beside it.

    ``estimate`` is weighted by the design (the plain count of the sample where ``representative`` is false), ``unweighted`` is
    not; both are shares in 0..1, or means in the indicator's own unit. For a share ``numerator`` counts works; for a mean it is
    the sum. ``denominator`` counts the answers, ``no_answer`` the eligible works without one. ``presentation`` says whether it
    may be shown, and ``reason`` why, in words. What is undefined is None.
    """

    code: str
    by: str | None
    group: str | None
    representative: bool
    kind: Literal["share", "mean"]
    numerator: float
    denominator: int
    no_answer: int
    estimate: float | None
    unweighted: float | None
    se: float | None = None
    ci: tuple[float, float] | None = None
    ci_method: str | None = None
    df: int | None = None
    deff: float | None = None
    n_eff: float | None = None
    n_star: float | None = None
    bounds: tuple[float, float] | None = None
    presentation: Presentation = "show"
    reason: str | None = None

    @property
    def withheld(self) -> bool:
        """Tell whether neither the figure nor its interval may be published: its counts alone."""
        return self.presentation == "suppress"

    @property
    def cv(self) -> float | None:
        """Return the coefficient of variation."""
        return cv(self.estimate, self.se)


@dataclass(frozen=True, slots=True)
class Response:
    """How the sampled works ended; ``by`` and ``group`` as in a figure.

    ``sampled`` = ``visited`` + the sum of ``not_visited`` + ``out_of_scope`` + ``conflicts``; ``in_scope`` leaves out only
    ``out_of_scope``; ``visited`` = ``located`` + ``not_located``. ``not_visited`` counts works by reason code.
    """

    sampled: int
    visited: int
    located: int
    not_visited: dict[str, int]
    out_of_scope: int
    conflicts: int
    by: str | None = None
    group: str | None = None

    @property
    def in_scope(self) -> int:
        """Return the works that belong to the population, as far as is known."""
        return self.sampled - self.out_of_scope

    @property
    def rate(self) -> float | None:
        """Return visited / in scope; None when nothing is in scope."""
        return self.visited / self.in_scope if self.in_scope else None
