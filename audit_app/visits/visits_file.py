"""Reads a file of visits recorded elsewhere: on paper, or in another tool. Pure."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit_app import tables
from audit_app.errors import (
    NoFolio,
    NoFolioColumn,
    Refusal,
    RepeatedColumn,
    RepeatedVisit,
    SwallowedRows,
    VisitsRefused,
    WideRow,
)
from audit_app.instruments import DOCUMENT_BY_CODE, DOCUMENT_STATES, QUESTIONS, Question
from audit_app.ledger import Row
from audit_app.tables.cells import fold, without_apostrophe
from audit_app.text import N_, in_every_language
from audit_app.visits import answers
from audit_app.visits.answers import Answer

DOCUMENT_PREFIX = "doc_"
FEWEST_TO_TELL = 3  # columns: with fewer, a line of a note with one comma in it looks like a row
FOLIO_NAMES = ("folio", "clave", "id")
STATE_OF_DOCUMENT = Question("document", N_("Estado del documento"), "choice", DOCUMENT_STATES)


@dataclass(frozen=True, slots=True)
class RecordedVisit:
    """One row of the file: its answers and its documents' states, for the columns that the file has."""

    row: int
    folio: str
    answers: dict[str, Answer]
    documents: dict[str, Answer]

    def over(self, head: Row | None) -> Row | None:
        """Return the visit this row makes of the one that is here; nothing when it says nothing new.

        Raises DetailMismatch where the row gives a detail, and no outcome, to a visit that ended otherwise.
        """
        if all(answer is None for answer in self.answers.values()):
            return None
        before: dict[str, Answer] = {code: head[code] if head else None for code in QUESTIONS}
        both = before | self.answers
        if self.answers.get("outcome_detail"):
            answers.check_detail(both)
        after = answers.without_hidden_by_outcome(both)
        after["attempt"] = after["attempt"] or before["attempt"] or 1
        if head and after == before:
            return None
        return {**after, "folio": self.folio}

    def documents_over(self, head: Row | None) -> Row | None:
        """Return the paperwork this row makes of the one that is here; nothing when it says nothing new."""
        if all(state is None for state in self.documents.values()):
            return None
        before = json.loads(str(head["documents"])) if head else {}
        after = {
            code: {"state": self.documents.get(code, before.get(code, {}).get("state")), "checked": "each"}
            for code in (*DOCUMENT_BY_CODE, *(code for code in before if code not in DOCUMENT_BY_CODE))
        }
        if _states(after) == _states(before):
            return None
        kept = {
            code: before[code] if _same(before, after, code) else told
            for code, told in after.items()
            if told["state"]
        }
        reviewed_on = head["reviewed_on"] if head else self.answers.get("visited_on")
        notes = head["notes"] if head else None
        return {
            "folio": self.folio,
            "documents": json.dumps(kept),
            "reviewed_on": reviewed_on,
            "notes": notes,
        }


@dataclass(frozen=True, slots=True)
class VisitsFile:
    """A file of visits that can be taken in whole; ``ignored`` are the columns that belong to no question."""

    visits: list[RecordedVisit]
    ignored: list[str]


def read(data: bytes) -> VisitsFile:
    """Return the visits of a file; refuse it, telling every bad cell, when anything in it cannot be read."""
    table = tables.read(data, {fold(name) for name in (*FOLIO_NAMES, *QUESTIONS)})
    if not table.rows or not any(table.rows[0]):
        raise NoFolioColumn
    header = [without_apostrophe(cell.strip()) for cell in table.rows[0]]
    columns = _columns_of(header)
    if "folio" not in columns:
        raise NoFolioColumn
    problems: list[tuple[int, str, Refusal]] = [(at.row, at.text[:40], WideRow()) for at in table.breaks]
    swallowed = table.swallowed(len(header)) if len(header) >= FEWEST_TO_TELL else ()
    problems.extend((at.row, "".join(header[at.cell : at.cell + 1]), SwallowedRows()) for at in swallowed)
    repeated = (at for at, column in enumerate(columns) if column and column in columns[:at])
    problems.extend((1, header[at], RepeatedColumn()) for at in repeated)
    visits: list[RecordedVisit] = []
    seen: dict[str, int] = {}
    for number, cells in enumerate(table.rows[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        visit = _visit(number, columns, header, cells, problems)
        if not visit.folio:
            problems.append((number, header[columns.index("folio")], NoFolio()))
        elif first := seen.get(visit.folio):
            problems.append((number, visit.folio, RepeatedVisit(first)))
        seen.setdefault(visit.folio, number)
        visits.append(visit)
    if problems:
        raise VisitsRefused(problems)
    return VisitsFile(
        visits, [name for name, column in zip(header, columns, strict=True) if not column and name]
    )


def _columns_of(header: Sequence[str]) -> list[str]:
    """Return the column each header stands for, nothing for none; ``clave`` or ``id`` is the folio where no ``folio`` is."""
    known, folded = _columns(), [fold(name) for name in header]
    folio = next((name for name in FOLIO_NAMES if name in folded), "")
    return [known.get(name, "") if name not in FOLIO_NAMES or name == folio else "" for name in folded]


def _columns() -> dict[str, str]:
    """Return the column each folded header stands for: a code, its label in any language, or ``doc_<code>``."""
    labels = {
        fold(label): code
        for code, question in QUESTIONS.items()
        for label in in_every_language(question.label)
    }
    papers = {fold(DOCUMENT_PREFIX + code): DOCUMENT_PREFIX + code for code in DOCUMENT_BY_CODE}
    return labels | papers | {fold(code): code for code in QUESTIONS} | dict.fromkeys(FOLIO_NAMES, "folio")


def _visit(
    number: int,
    columns: Sequence[str],
    header: Sequence[str],
    cells: Sequence[str],
    problems: list[tuple[int, str, Refusal]],
) -> RecordedVisit:
    if any(cell.strip() for cell in cells[len(columns) :]):
        problems.append((number, cells[-1][:40], WideRow()))
    texts = {  # a cell that a short row does not have is no blank cell: it says nothing
        column: without_apostrophe(cell) for column, cell in zip(columns, cells, strict=False) if column
    }
    names = dict(zip(columns, header, strict=True))
    read_answers: dict[str, Answer] = {}
    documents: dict[str, Answer] = {}
    for column, text in texts.items():
        if column == "folio":
            continue
        question = STATE_OF_DOCUMENT if column.startswith(DOCUMENT_PREFIX) else QUESTIONS[column]
        into = documents if question is STATE_OF_DOCUMENT else read_answers
        try:
            into[column.removeprefix(DOCUMENT_PREFIX)] = answers.read(question, text)
        except Refusal as refusal:
            problems.append((number, names[column], refusal))
    problems.extend(
        (number, names.get("outcome_detail", ""), refusal) for refusal in _mismatches(read_answers)
    )
    return RecordedVisit(number, texts.get("folio", "").strip(), read_answers, documents)


def _mismatches(read_answers: dict[str, Answer]) -> Iterator[Refusal]:
    if "outcome" in read_answers:
        try:
            answers.check_detail(read_answers)
        except Refusal as refusal:
            yield refusal


def _states(documents: dict[str, dict[str, Answer]]) -> dict[str, Answer]:
    return {code: told["state"] for code, told in documents.items() if told.get("state")}


def _same(before: dict[str, dict[str, Answer]], after: dict[str, dict[str, Answer]], code: str) -> bool:
    return code in before and before[code].get("state") == after[code]["state"]
