"""Replaces a work that could not be visited by the next of the reserve, in the order in which it was drawn.

The work replaced stays in the sample with its own outcome; nobody chooses which work takes its place.
"""

from dataclasses import dataclass

from sqlite_utils import Database

from audit_app import ledger
from audit_app.errors import (
    AlreadyReplaced,
    NoReserveLeft,
    NotASubstitute,
    NotInSample,
    NotTried,
    ReasonNeeded,
    Refusal,
    SubstituteVisited,
    TurnChanged,
    UnknownWork,
    WasSearched,
    WorkUnsettled,
)
from audit_app.ledger import Author, Row, Value

TRIED = ("not_visited", "out_of_scope")  # outcomes of a visit that leave no answer to keep
NOT_TRIED = "not_attempted"


@dataclass(frozen=True, slots=True)
class Offer:
    """The reserve work whose turn it is to replace a work, or why none can."""

    reserve: Row | None
    refused: Refusal | None


def next_reserve(db: Database, folio: str) -> Row:
    """Return the reserve work that is to replace a work; refuse where it may not be replaced or no reserve is left."""
    _refuse_irreplaceable(db, folio)
    stratum, psu = db.execute("SELECT stratum, psu FROM current_works WHERE folio = ?", [folio]).fetchone()
    found = db.execute(
        "SELECT folio, free FROM reserve WHERE stratum IS ? AND psu IS ? AND free IS NOT 0 ORDER BY turn LIMIT 1",
        [stratum, psu],
    ).fetchone()
    if found is None:
        raise NoReserveLeft(folio, stratum, psu)
    reserve, is_free = found
    if not is_free:
        raise WorkUnsettled(reserve)
    return _head(db, reserve)


def offer(db: Database, folio: str) -> Offer | None:
    """Return what the page of a work offers: the next reserve work or why there is none; nothing where no rule allows any."""
    try:
        return Offer(next_reserve(db, folio), None)
    except (NoReserveLeft, WorkUnsettled) as refusal:
        return Offer(None, refusal)
    except (NotInSample, NotTried, WasSearched, AlreadyReplaced):
        return None


def replace(db: Database, folio: str, reason: str, author: Author, shown: str | None = None) -> str:
    """Append the revision by which the next reserve work replaces a work; return its folio. Inside ``db.saving``.

    ``shown`` is the reserve work that a person agreed to; refused when it is no longer the next.
    """
    substitute = next_reserve(db, folio)
    if shown is not None and shown != substitute["folio"]:
        raise TurnChanged
    _revise(db, substitute, folio, reason, author)
    return str(substitute["folio"])


def withdraw(db: Database, substitute: str, reason: str, author: Author) -> str:
    """Append the revision by which a work goes back to the reserve; return the work it replaced. Inside ``db.saving``."""
    work = _withdrawable(db, substitute)
    _revise(db, work, None, reason, author)
    return str(work["replaces"])


def can_withdraw(db: Database, substitute: str) -> bool:
    """Tell whether a work replaces another and may still go back to the reserve."""
    try:
        _withdrawable(db, substitute)
    except (NotASubstitute, WorkUnsettled, SubstituteVisited, AlreadyReplaced):
        return False
    return True


def substitutes(db: Database, folio: str) -> list[str]:
    """Return the works that replace a work: one at most, unless laptops were united that had used the reserve apart."""
    rows = db.execute("SELECT substitute FROM replacements WHERE original = ? ORDER BY 1", [folio])
    return [substitute for (substitute,) in rows.fetchall()]


def _refuse_irreplaceable(db: Database, folio: str) -> None:
    """Raise why a work may not be replaced, if it may not."""
    if not db.execute("SELECT 1 FROM current_works WHERE folio = ?", [folio]).fetchone():
        raise UnknownWork(folio)
    ended = db.execute(
        "SELECT d.disposition, d.reason, v.outcome FROM dispositions d LEFT JOIN current_visits v ON v.folio = d.folio "
        "WHERE d.folio = ?",
        [folio],
    ).fetchone()
    if ended is None:
        raise NotInSample(folio)
    disposition, reason, outcome = ended
    if disposition == "conflict":
        raise WorkUnsettled(folio)
    if replacing := substitutes(db, folio):
        raise AlreadyReplaced(folio, replacing[0])
    if disposition in ("located", "not_located"):
        raise WasSearched(folio)
    if outcome not in TRIED or reason == NOT_TRIED:
        raise NotTried(folio)


def _withdrawable(db: Database, folio: str) -> Row:
    """Return the head of a substitute that may go back to the reserve; refuse any other work."""
    if not db.execute("SELECT 1 FROM current_works WHERE folio = ?", [folio]).fetchone():
        raise UnknownWork(folio)
    if db.execute("SELECT 1 FROM unsettled WHERE folio = ?", [folio]).fetchone():
        raise WorkUnsettled(folio)
    work = _head(db, folio)
    if work["replaces"] is None:
        raise NotASubstitute(folio)
    if replacing := substitutes(db, folio):
        raise AlreadyReplaced(folio, replacing[0])
    if db.execute("SELECT 1 FROM current_visits WHERE folio = ?", [folio]).fetchone():
        raise SubstituteVisited(folio)
    return work


def _head(db: Database, folio: str) -> Row:
    (head,) = ledger.heads(db, ledger.kind_named(db, "works"), [folio])
    return head


def _revise(db: Database, work: Row, replaces: Value, reason: str, author: Author) -> None:
    if not reason.strip():
        raise ReasonNeeded
    row = {**work, "replaces": replaces, "reason": reason.strip()}
    ledger.append(db, "works", row, author, [str(work["id"])])
