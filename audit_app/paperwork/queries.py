"""Reads and writes reviews of files in the ledger."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from audit_app import drafts, ledger
from audit_app.drafts import Draft
from audit_app.ledger import Author, Row


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page shows of the review of a file: the current one and every head it stands for."""

    documents: dict[str, dict[str, str]]
    reviewed_on: str | None
    notes: str | None
    heads: tuple[str, ...]

    @property
    def provisional(self) -> bool:
        """Tell whether several heads wait to be settled."""
        return len(self.heads) > 1


def seen(db: Database, folio: str) -> Seen:
    """Return the current review of a work's file with its heads."""
    heads = ledger.heads(db, ledger.kind_named(db, "paperwork"), [folio])
    ids = tuple(str(head["id"]) for head in heads)
    if not heads or heads[-1]["withdrawn"]:
        return Seen({}, None, None, ids)
    row = heads[-1]
    reviewed_on, notes = (None if row[name] is None else str(row[name]) for name in ("reviewed_on", "notes"))
    return Seen(json.loads(str(row["documents"])), reviewed_on, notes, ids)


def history(db: Database, folio: str) -> list[tuple[Row, list[str]]]:
    """Return every revision of the review, the newest id first, with what each supersedes."""
    return ledger.history(db, ledger.kind_named(db, "paperwork"), [folio])[::-1]


def asked(db: Database) -> list[str]:
    """Return the codes of the documents this audit asks for, in its order."""
    return [code for (code,) in db.execute("SELECT code FROM documents_asked").fetchall()]


def review(draft: Draft, documents: Mapping[str, Mapping[str, str]], told: Mapping[str, str]) -> Row:
    """Return the row of the review that a draft says; ``told`` holds ``reviewed_on``, ``notes`` and ``reason``."""
    return {
        "folio": draft.folio,
        "documents": json.dumps(documents),
        "reviewed_on": told["reviewed_on"] or None,
        "notes": told["notes"].strip() or None,
        "reason": told["reason"].strip() or None,
    }


def finish(db: Database, draft: Draft, row: Row, author: Author) -> str:
    """Turn a draft into a review. Inside ``db.saving``.

    What was sent twice is one review: the same that this author has just saved here is not saved again.
    """
    drafts.discard(db, draft.id)
    return sent_before(db, draft, row, author) or ledger.append(db, "paperwork", row, author, draft.base)


def sent_before(db: Database, draft: Draft, row: Row, author: Author) -> str:
    """Return the review that already says what ``finish`` would, saved here by this author; blank when there is none."""
    signed = {**row, "author": author.name, "device": author.device}
    for head in ledger.heads(db, ledger.kind_named(db, "paperwork"), [draft.folio]):
        if head["id"] not in draft.base and all(head[name] == value for name, value in signed.items()):
            return str(head["id"])
    return ""
