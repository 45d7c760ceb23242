"""What reading a list comes to."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from audit_app.sample.checks.batch import Batch
from audit_app.sample.checks.problems import Problem
from audit_app.sample.reading.choices import AskedPlace, Proposal
from audit_app.sample.reading.kept import Works


@dataclass(frozen=True, slots=True)
class SampleList:
    """A list as it was read. With any error nothing of it may be imported, whatever ``works`` holds."""

    file: str
    sha256: str
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    header_row: int | None = None
    above: Sequence[str] = ()
    rows: int = 0
    columns: dict[str, str] = field(default_factory=dict)
    other_way: frozenset[str] = frozenset()
    works: Works = field(default_factory=Works)
    design: Batch = field(default_factory=lambda: Batch([], {}, [], []))
    proposals: list[Proposal] = field(default_factory=list)
    asked: list[AskedPlace] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
