"""Figures side by side: the groups of a column. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from audit_app.estimates.figure import Figure, Response


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Some indicators in every group of a column, with how the works of each group ended, and all of them together."""

    column: str
    codes: tuple[str, ...]
    figures: Sequence[Figure]
    overall: Sequence[Figure]
    responses: Sequence[Response]
    response: Response

    def rows(self) -> list[tuple[Response, list[Figure]]]:
        """Return every group: how its works ended, and its figures in the order of ``codes``."""
        found = {(figure.group, figure.code): figure for figure in self.figures}
        return [(each, [found[each.group, code] for code in self.codes]) for each in self.responses]
