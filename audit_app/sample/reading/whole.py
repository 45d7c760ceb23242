"""The columns of a list that are to be seen whole, put together from its batches."""

from collections.abc import Mapping, Sequence

from audit_app.sample.checks.batch import Batch
from audit_app.sample.checks.design import DESIGN
from audit_app.sample.values import Value

NEEDED_WHOLE = ("folio", *DESIGN)


class Whole:
    """The columns of a list that are to be seen whole: folios and design. Equal texts are held once."""

    def __init__(self, at: Mapping[str, int]) -> None:
        self.at = {name: position for name, position in at.items() if name in NEEDED_WHOLE}
        self.rows: list[int] = []
        self.values: dict[str, list[Value]] = {name: [] for name in NEEDED_WHOLE}
        self.texts: dict[str, list[str]] = {name: [] for name in self.at}
        self._same: dict[str, dict[Value, Value]] = {name: {} for name in NEEDED_WHOLE}
        self._same_text: dict[str, str] = {}

    def add(self, batch: Batch) -> None:
        """Take in what a batch says in these columns."""
        self.rows += batch.rows
        for name, values in self.values.items():
            same, said = self._same[name], batch.values[name]
            values += said if name == "folio" else map(same.setdefault, said, said)
        for name, texts in self.texts.items():
            texts += map(self._same_text.setdefault, batch.texts(name), batch.texts(name))

    def batch(self, headers: Sequence[str]) -> Batch:
        """Return what was taken in."""
        columns: list[Sequence[str]] = [()] * len(headers)
        for name, texts in self.texts.items():
            columns[self.at[name]] = texts
        return Batch(headers, self.at, self.rows, columns, self.values)
