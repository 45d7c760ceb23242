"""Audits with a few works, made row by row."""

import json
from collections.abc import Mapping

from sqlite_utils import Database

from audit_app import db, ledger
from audit_app.ledger import Author, Value

BRIGADE = Author("Brigada 1", "laptop-1")
WORK: dict[str, Value] = {
    "given": "{}",
    "name": "Red de drenaje",
    "state": "Zacatecas",
    "municipality": "Jerez",
    "type": "Agua",
    "list_name": "lista.csv",
    "list_sha256": "ab" * 32,
}


def save(database: Database, kind: str, row: Mapping[str, Value], supersedes: tuple[str, ...] = ()) -> str:
    with db.saving(database):
        return ledger.append(database, kind, row, BRIGADE, supersedes)


def add_work(database: Database, folio: str, **facts: Value) -> str:
    return save(database, "works", {**WORK, "folio": folio, **facts})


def add_visit(database: Database, folio: str, outcome: str, **answers: Value) -> str:
    return save(
        database, "visits", {"folio": folio, "outcome": outcome, "visited_on": "2009-09-07", **answers}
    )


def add_papers(database: Database, folio: str, **states: str) -> str:
    documents = json.dumps({code: {"state": state, "checked": "each"} for code, state in states.items()})
    return save(database, "paperwork", {"folio": folio, "documents": documents, "reviewed_on": "2009-09-08"})


def add_photo(database: Database, folio: str, sha256: str) -> str:
    photo: dict[str, Value] = {
        "folio": folio,
        "sha256": sha256,
        "media_type": "image/jpeg",
        "caption": "Tanque",
    }
    return save(
        database, "photos", {**photo, "bytes": 10, "width": 720, "height": 540, "file_name": "IMG_1.jpg"}
    )
