"""One going through of a list from its headers down: batch after batch is read, checked and set aside."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from audit_app.instruments import WORK_COLUMN_LABELS
from audit_app.sample.checks import design, problems
from audit_app.sample.checks import works as checks
from audit_app.sample.checks.batch import Batch
from audit_app.sample.checks.problems import Problem
from audit_app.sample.reading.batches import batches
from audit_app.sample.reading.choices import Choices
from audit_app.sample.reading.columns import Matched
from audit_app.sample.reading.headers import Headers
from audit_app.sample.reading.interpret import interpret
from audit_app.sample.reading.kept import Works
from audit_app.sample.reading.misfits import Misfits
from audit_app.sample.reading.places import Places
from audit_app.sample.reading.positions import Positions
from audit_app.sample.reading.whole import Whole
from audit_app.tables import Table
from audit_app.text import gettext as _

CHECKED_AS_A_WHOLE = (
    checks.repeated_folios,
    design.partial_design,
    design.unread_sizes,
    design.psus_in_two_strata,
    design.sizes,
)
NEEDED = {"folio", "name"}


class Attempt:
    """A list read with some of its columns taken to be written the other way (decimal comma, month first).

    A person may have decided it; of the rest it is what most of their cells say, which is known only at the end: where
    ``is_otherwise``, it must be read again.
    """

    def __init__(
        self,
        table: Table,
        headers: Headers,
        matched: Matched,
        choices: Choices,
        other_way: frozenset[str] = frozenset(),
        shown: Sequence[int] = (),
    ) -> None:
        self._table, self._headers, self._matched, self._choices = table, headers, matched, choices
        self._leanings, self._either = Counter[str](), Counter[str]()
        self._misfits = Misfits(headers, table.delimiter)
        self.other_way = other_way or self._said()
        self._shown = shown or sorted(self._misfits.named)
        self._order = {header: index for index, header in enumerate(headers.names)}
        self.works = Works(is_refused=bool(matched.absent) or not matched.at.keys() >= NEEDED)
        self.places = Places(choices.places)
        self.positions = Positions(choices)
        self._found: list[Problem] = []
        self.design = Batch(headers.names, {}, [], [])

    def read(self) -> Iterator[None]:
        """Go through the list; halt after each stretch of works that was set aside."""
        whole = Whole(self._matched.at)
        for batch in batches(self._table, self._headers, self._matched.at, self._misfits):
            found = [
                *interpret(batch, self.other_way, self._leanings, self._either),
                *self.places.look_up(batch),
                *self.positions.examine(batch),
                *checks.missing(batch),
                *checks.damaged_texts(batch, self._table.encoding),
            ]
            self._found += found
            self.works.is_refused |= any(problem.is_error for problem in found)
            self.works.add(batch, self._shown)
            self.works.warn(self._of_works(found))
            whole.add(batch)
            yield
        self.design = whole.batch(self._headers.names)

    @property
    def is_otherwise(self) -> bool:
        """Tell whether a column as a whole is written in another way than it was read, or one without a header holds data."""
        return self._said() != self.other_way or len(self._misfits.named) > len(self._shown)

    def again(self) -> "Attempt":
        """Return the list read as its columns are written."""
        shown = sorted(self._misfits.named)
        return Attempt(self._table, self._headers, self._matched, self._choices, self._said(), shown)

    def problems(self) -> list[Problem]:
        """Return everything there is to tell, by row and column; what goes with a work is with it from now on."""
        shifted = {row for row, _cells, _text in self._misfits.long()}  # what their cells say is not theirs
        found = [
            *self._of_the_whole(),
            *self._misfits.problems(),
            *(problem for problem in self._found if problem.is_error or problem.row not in shifted),
            *chain.from_iterable(check(self.design) for check in CHECKED_AS_A_WHOLE),
        ]
        self.works.settle(self._of_works(found))
        return sorted([*found, *self._misfits.aside], key=self._place)

    def _of_works(self, found: Iterable[Problem]) -> list[Problem]:
        """Return the warnings that go with works, in order."""
        told = (problem for problem in found if not problem.is_error and problem.row)
        return sorted((problem for problem in told if problem.row != self._headers.row), key=self._place)

    def _place(self, problem: Problem) -> tuple[int, int]:
        return problem.row or 0, self._order.get(problem.column or "", -1)

    def _said(self) -> frozenset[str]:
        said = {name: leaning > 0 for name, leaning in self._leanings.items()} | dict(self._choices.other_way)
        return frozenset(name for name, is_so in said.items() if is_so)

    def _of_the_whole(self) -> Iterator[Problem]:
        """Yield what is missing from the list as a whole, and the headers that came second for a name."""
        names, matched = self._headers.names, self._matched
        for header in matched.absent.values():
            titles = ", ".join(
                name for name, title in zip(names, self._headers.titles, strict=True) if title.strip()
            )
            yield Problem(problems.ABSENT_COLUMN, facts={"header": header, "headers": titles})
        known = matched.at | matched.absent
        if "folio" not in known:
            yield Problem(problems.MISSING_FOLIO_COLUMN)
        if "name" not in known:
            yield Problem(problems.MISSING_NAME_COLUMN)
        if not len(self.works):
            yield Problem(problems.NO_ROWS)
        for name, works in self._either.items():
            if works and not self._leanings[name] and name not in self._choices.other_way:
                header = names[matched.at[name]]
                yield Problem(problems.EITHER_WAY, self._headers.row, header, facts={"works": works})
        for position, name in matched.seconds:
            facts = {"name": _(WORK_COLUMN_LABELS[name]), "taken": names[matched.at[name]]}
            yield Problem(problems.SECOND_COLUMN, self._headers.row, names[position], facts=facts)
