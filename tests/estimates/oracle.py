"""The cases computed with R's ``survey`` package: see ``tests/data/README.md``."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from audit_app.estimates.totals import PsuTotals, Sample
from tests.estimates.samples import Work, sample_of, totals_of

DATA = Path(__file__).parent.parent / "data"
NEAR_THE_MEAN = 600.0  # means are summed from a number near them


@dataclass(frozen=True)
class Case:
    """One case: its design, question and group, and what R says."""

    design: dict[str, str | None]
    said: dict[str, Any]

    @property
    def is_mean(self) -> bool:
        return bool(self.said["kind"] == "mean")

    def works(self, question: str | None = None) -> list[Work]:
        """Return every work of the sample with its answer; those outside the group are left out only for a question."""
        return list(self._read(question))

    def totals(self) -> list[PsuTotals]:
        return totals_of(self.works(str(self.said["y"])), NEAR_THE_MEAN if self.is_mean else 0.0)

    def sample(self) -> Sample:
        return sample_of(self.works())

    def _read(self, question: str | None) -> Iterator[Work]:
        columns, domain = self.design, self.said["domain"]
        for row in rows(str(columns["ds"])):
            if question and domain and row[domain[0]] != str(domain[1]):
                continue
            answer = row[question] if question else ""
            yield Work(
                stratum=row[columns["strata"]] if columns["strata"] else "",
                psu=row[columns["psu"]] if columns["psu"] else None,
                weight=float(row[str(columns["w"])]),
                y=float(answer) if answer else None,
                stratum_psus=int(row[columns["fpc1"]]) if columns["fpc1"] else None,
                psu_works=int(row[columns["fpc2"]]) if columns["fpc2"] else None,
            )


@cache
def rows(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cases() -> list[Case]:
    told = json.loads((DATA / "oracle.json").read_text(encoding="utf-8"))
    return [Case(told["designs"][case["design"]], case) for case in told["cases"]]
