"""Reads and writes the sample: what a list would change, the works list, one work with everything about it."""

import json
from collections import Counter
from dataclasses import dataclass

from sqlite_utils import Database

from audit_app import ledger
from audit_app.errors import UnknownWork
from audit_app.instruments import DOCUMENT_BY_CODE, QUESTIONS
from audit_app.ledger import Row
from audit_app.sample import replacements

ABOUT_A_WORK = ("works", "visits", "paperwork", "photos")


@dataclass(frozen=True, slots=True)
class OnFile:
    """What the audit has of a listed work, and the drafts of this laptop."""

    visited_on: str | None
    reviewed: bool
    photos: int
    drafts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision of anything about a work: the ids it supersedes, and whether it is a head."""

    kind: str
    row: Row
    supersedes: list[str]
    is_head: bool

    @property
    def key(self) -> str:
        """Return the thing's key as one text, as the view ``conflicts`` writes it."""
        return (
            f"{self.row['folio']} {self.row['sha256']}" if self.kind == "photos" else str(self.row["folio"])
        )


@dataclass(frozen=True, slots=True)
class Dossier:
    """One work with everything about it; ``conflicts`` are kinds and keys."""

    work: Row
    given: dict[str, str]
    notices: list[dict[str, str]]
    visit: Row | None
    reviewed: Row | None
    paperwork: dict[str, str] | None
    photos: list[Row]
    history: list[Revision]
    conflicts: list[tuple[str, str]]
    substitutes: list[str]


def on_file(db: Database, folios: list[str]) -> dict[str, OnFile]:
    """Return what the audit has of some works, and their drafts."""
    chosen = {"folios": json.dumps(folios)}
    these = "folio IN (SELECT value FROM json_each(:folios))"
    visited = dict(
        db.execute(f"SELECT folio, visited_on FROM current_visits WHERE {these}", chosen).fetchall()
    )
    reviewed = {
        folio
        for (folio,) in db.execute(f"SELECT folio FROM current_paperwork WHERE {these}", chosen).fetchall()
    }
    photos = Counter(
        folio for (folio,) in db.execute(f"SELECT folio FROM current_photos WHERE {these}", chosen).fetchall()
    )
    drafts = db.execute(f"SELECT folio, kind FROM drafts WHERE {these} ORDER BY kind DESC", chosen).fetchall()
    return {
        folio: OnFile(
            visited.get(folio),
            folio in reviewed,
            photos[folio],
            tuple(dict.fromkeys(kind for drafted, kind in drafts if drafted == folio)),
        )
        for folio in folios
    }


def dossier(db: Database, folio: str) -> Dossier:
    """Return everything known of one work; refuse a folio that is none."""
    work = _current(db, "current_works", folio)
    if work is None:
        raise UnknownWork(folio)
    reviewed = _current(db, "current_paperwork", folio)
    history = _history(db, folio)
    heads = Counter((revision.kind, revision.key) for revision in history if revision.is_head)
    return Dossier(
        work=work,
        given=json.loads(str(work["given"])),
        notices=json.loads(str(work["notices"])),
        visit=_current(db, "current_visits", folio),
        reviewed=reviewed,
        paperwork=_states(reviewed) if reviewed else None,
        photos=list(
            db.query(
                "SELECT * FROM current_photos WHERE folio = ? ORDER BY coalesce(taken_at, '9999'), id",
                [folio],
            )
        ),
        history=history,
        conflicts=[thing for thing, number in heads.items() if number > 1],
        substitutes=replacements.substitutes(db, folio),
    )


def drafts(db: Database, folio: str) -> dict[str, str]:
    """Return the kinds of form with a draft of this work on this laptop, and when each was last saved."""
    rows = db.execute("SELECT kind, max(saved_at) FROM drafts WHERE folio = ? GROUP BY kind", [folio])
    return dict(rows.fetchall())


def documents_asked(db: Database) -> list[str]:
    """Return the codes of the documents this audit asks for."""
    return [code for (code,) in db.execute("SELECT code FROM documents_asked").fetchall()]


def visit_as_json(visit: Row | None) -> dict[str, object] | None:
    """Return the answers of a visit by code, several as a list, with who recorded it."""
    if visit is None:
        return None
    signature = {name: visit[name] for name in ("id", "author", "device", "recorded_at")}
    told: dict[str, object] = {code: visit[code] for code in QUESTIONS}
    told["damage"] = json.loads(str(visit["damage"])) if visit["damage"] else None
    return {**told, **signature}


def _history(db: Database, folio: str) -> list[Revision]:
    """Return every revision of anything about a work, the oldest id first."""
    kinds = ledger.kinds(db)
    found = [
        (kind, row, older) for kind in ABOUT_A_WORK for row, older in ledger.history(db, kinds[kind], [folio])
    ]
    ids = json.dumps([row["id"] for _kind, row, _older in found])
    superseded = {
        older
        for (older,) in db.execute(
            "SELECT older FROM supersedes WHERE older IN (SELECT value FROM json_each(?))", [ids]
        ).fetchall()
    }
    revisions = [Revision(kind, row, older, row["id"] not in superseded) for kind, row, older in found]
    return sorted(revisions, key=lambda revision: str(revision.row["id"]))


def _current(db: Database, view: str, folio: str) -> Row | None:
    return next(iter(db.query(f"SELECT * FROM {view} WHERE folio = ?", [folio])), None)


def _states(reviewed: Row) -> dict[str, str]:
    documents = json.loads(str(reviewed["documents"]))
    ordered = [
        *(code for code in DOCUMENT_BY_CODE if code in documents),
        *(code for code in documents if code not in DOCUMENT_BY_CODE),
    ]
    return {code: documents[code]["state"] for code in ordered}
