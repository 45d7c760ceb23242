"""Some works of a list, by column: what is read, checked and set aside together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from audit_app.sample.checks.problems import Kind, Problem
from audit_app.sample.values import Value


@dataclass(frozen=True, slots=True)
class Batch:
    """Some works of a list, by column: ``columns[i]`` holds the texts under ``headers[i]``, one for each of ``rows``.

    ``at`` says which column each canonical name was taken from; ``values`` what it says, None where it says nothing.
    """

    headers: Sequence[str]
    at: Mapping[str, int]
    rows: Sequence[int]
    columns: Sequence[Sequence[str]]
    values: dict[str, list[Value]] = field(default_factory=dict)

    def texts(self, name: str) -> Sequence[str]:
        """Return the texts of a column as they came; blanks where the list does not have it."""
        return self.columns[self.at[name]] if name in self.at else [""] * len(self.rows)

    def problem(
        self, kind: Kind, name: str, index: int, facts: Mapping[str, object] | None = None
    ) -> Problem:
        """Return a problem of one cell: of the work at this index, in the column of this name."""
        header = self.headers[self.at[name]]
        return Problem(kind, self.rows[index], header, self.texts(name)[index], facts or {})
