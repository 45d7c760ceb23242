"""Reads and writes visits in the ledger."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from audit_app import drafts, ledger
from audit_app.drafts import Draft
from audit_app.errors import (
    DetailMismatch,
    Refusal,
    UnknownWork,
    VisitsRefused,
    WorksInConflict,
)
from audit_app.instruments import QUESTIONS
from audit_app.ledger import Author, Row
from audit_app.visits.answers import Answer
from audit_app.visits.visits_file import RecordedVisit


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page shows of the visits to a work: the current one and every head it stands for."""

    visit: Row | None
    heads: tuple[str, ...]

    @property
    def provisional(self) -> bool:
        """Tell whether several heads wait to be settled."""
        return len(self.heads) > 1


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import of recorded visits wrote."""

    rows: int
    new: int
    changed: int
    unchanged: int
    paperwork: int


def seen(db: Database, folio: str) -> Seen:
    """Return the current visit of a work with its heads."""
    heads = ledger.heads(db, ledger.kind_named(db, "visits"), [folio])
    current = heads[-1] if heads and not heads[-1]["withdrawn"] else None
    return Seen(current, tuple(str(head["id"]) for head in heads))


def history(db: Database, folio: str) -> list[tuple[Row, list[str]]]:
    """Return every revision of the visit of a work, the newest id first, with what each supersedes."""
    return ledger.history(db, ledger.kind_named(db, "visits"), [folio])[::-1]


def save(
    db: Database, folio: str, answers: Mapping[str, Answer], base: Iterable[str], reason: str, author: Author
) -> str:
    """Append a visit made while looking at the revisions in ``base``; return its id. Inside ``db.saving``."""
    row = {**{code: answers.get(code) for code in QUESTIONS}, "folio": folio, "reason": reason or None}
    return ledger.append(db, "visits", row, author, base)


def finish(db: Database, draft: Draft, answers: Mapping[str, Answer], reason: str, author: Author) -> str:
    """Turn a draft into a visit, in one transaction of the caller; a draft that is gone is refused."""
    drafts.find(db, draft.id)
    revision = save(db, draft.folio, answers, draft.base, reason, author)
    drafts.discard(db, draft.id)
    return revision


def take(db: Database, recorded: Sequence[RecordedVisit], author: Author) -> Taken:
    """Take in visits recorded elsewhere, all or none. Inside ``db.saving``.

    Equal answers add nothing; others become a revision over the one that is here. Refuses unknown works, works in conflict,
    and the detail of another outcome than the one that is here.
    """
    _refuse_unknown_or_unsettled(db, recorded)
    visits = _current(db, "visits", "visit_heads")
    files = _current(db, "paperwork", "paperwork_heads")
    visit_rows, file_rows, new, changed, unchanged = [], [], 0, 0, 0
    misfits: list[tuple[int, str, Refusal]] = []
    for visit in recorded:
        head, file = visits.get(visit.folio), files.get(visit.folio)
        try:
            row, documents = visit.over(head), visit.documents_over(file)
        except DetailMismatch as refusal:
            misfits.append((visit.row, "outcome_detail", refusal))
            continue
        if row:
            visit_rows.append((row, _base(head)))
        if documents:
            file_rows.append((documents, _base(file)))
        new += bool(row and not head)
        changed += bool(row and head)
        unchanged += not row and not documents
    if misfits:
        raise VisitsRefused(misfits)
    ledger.append_many(db, "visits", visit_rows, author)
    ledger.append_many(db, "paperwork", file_rows, author)
    return Taken(len(recorded), new, changed, unchanged, len(file_rows))


def _base(head: Row | None) -> tuple[str, ...]:
    return (str(head["id"]),) if head else ()


def _current(db: Database, kind: str, heads: str) -> dict[str, Row]:
    return {str(row["folio"]): row for row in db.query(f"SELECT * FROM {heads}")}


def _refuse_unknown_or_unsettled(db: Database, recorded: Sequence[RecordedVisit]) -> None:
    known = {folio for (folio,) in db.execute("SELECT folio FROM current_works").fetchall()}
    if strange := [visit for visit in recorded if visit.folio not in known]:
        raise VisitsRefused([(visit.row, "folio", UnknownWork(visit.folio)) for visit in strange])
    unsettled = {folio for (folio,) in db.execute("SELECT folio FROM unsettled").fetchall()}
    if waiting := sorted(unsettled & {visit.folio for visit in recorded}):
        raise WorksInConflict(waiting)
