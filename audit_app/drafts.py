"""Forms not finished yet: what was typed, as it was typed, kept on this laptop until it becomes evidence."""

import json
from dataclasses import dataclass, replace

from sqlite_utils import Database

from audit_app import ledger
from audit_app.errors import UnknownDraft

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft; ``base`` are the revisions its author is looking at, ``revision`` counts its saves."""

    id: str
    kind: str
    folio: str
    base: tuple[str, ...]
    answers: Pairs
    revision: int
    author: str
    saved_at: str


def find(db: Database, draft: str) -> Draft:
    """Return one draft; refuse an id that is none."""
    if not (found := _found(db, draft)):
        raise UnknownDraft
    return found


def of_form(db: Database, draft: str, kind: str, folio: str) -> Draft:
    """Return one draft of this form of this work; refuse an id that is none of them."""
    found = find(db, draft)
    if (found.kind, found.folio) != (kind, folio):
        raise UnknownDraft
    return found


def of_work(db: Database, kind: str, folio: str) -> list[Draft]:
    """Return the drafts of one form of one work, the last saved first."""
    rows = db.execute(
        f"{_SELECT} WHERE kind = ? AND folio = ? ORDER BY saved_at DESC, id DESC", [kind, folio]
    )
    return [_draft(row) for row in rows.fetchall()]


def new(kind: str, folio: str, base: list[str], answers: Pairs, author: str) -> Draft:
    """Return a draft that is not saved yet: its revision is 0."""
    return Draft(ledger.new_id(), kind, folio, tuple(base), answers, 0, author, "")


def save(db: Database, seen: Draft) -> tuple[Draft, bool]:
    """Save what a page holds; return the draft as saved and whether it could go on where the page left off.

    ``seen`` carries the id and the revision that the page saw. Where another page has saved meanwhile, or another draft of the
    same form is open, or this one was finished, what this page holds is kept as a draft of its own: nothing is overwritten.
    The same sent twice is saved once. Refuses the draft of another form or work. Inside ``db.saving``.
    """
    here = _found(db, seen.id)
    if here and (here.kind, here.folio) != (seen.kind, seen.folio):
        raise UnknownDraft
    if here and (here.answers, here.base) == (seen.answers, seen.base):
        return here, True
    in_order = (
        here.revision == seen.revision if here else not (seen.revision or of_work(db, seen.kind, seen.folio))
    )
    kept_apart = here is not None and not in_order
    draft = replace(
        seen,
        id=ledger.new_id() if kept_apart else seen.id,
        revision=1 if kept_apart else seen.revision + 1,
        saved_at=ledger.now(),
    )
    values = [draft.kind, draft.folio, json.dumps(draft.base), json.dumps(draft.answers, ensure_ascii=False)]
    db.execute(
        "INSERT INTO drafts (id, kind, folio, base, answers, revision, author, saved_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET answers = excluded.answers, revision = excluded.revision, author = excluded.author, "
        "saved_at = excluded.saved_at",
        [draft.id, *values, draft.revision, draft.author, draft.saved_at],
    )
    return draft, in_order


def discard(db: Database, draft: str) -> None:
    """Remove a draft that became evidence or that its author throws away. Inside ``db.saving``."""
    db.execute("DELETE FROM drafts WHERE id = ?", [draft])


_SELECT = "SELECT id, kind, folio, base, answers, revision, author, saved_at FROM drafts"


def _found(db: Database, draft: str) -> Draft | None:
    row = db.execute(f"{_SELECT} WHERE id = ?", [draft]).fetchone()
    return _draft(row) if row else None


def _draft(row: tuple[str, str, str, str, str, int, str, str]) -> Draft:
    draft, kind, folio, base, answers, revision, author, saved_at = row
    pairs = [(str(name), str(text)) for name, text in json.loads(answers)]
    return Draft(draft, kind, folio, tuple(json.loads(base)), pairs, revision, author, saved_at)
