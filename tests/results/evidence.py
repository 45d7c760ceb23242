"""Evidence written straight into an audit, for the tests of what counts."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from audit_app import db, ledger
from audit_app.instruments import DOCUMENT_BY_CODE
from audit_app.ledger import Author, Row, Value

AUTHOR = Author("Brigada 1", "device")


@dataclass(frozen=True)
class Evidence:
    """An audit's database to write works, visits and paperwork into."""

    db: Database

    def work(self, folio: str, **columns: Value) -> str:
        return self.append("works", {"folio": folio, "name": f"Obra {folio}", "given": "{}", **columns})

    def listed(self, folio: str, given: dict[str, str], **columns: Value) -> str:
        """Save a work with the row that its list gave it."""
        return self.work(folio, given=json.dumps(given, ensure_ascii=False), **columns)

    def visit(self, folio: str, outcome: str | None, **answers: Value) -> str:
        return self.append("visits", {"folio": folio, "outcome": outcome, **answers})

    def papers(self, folio: str, rest: str | None = None, **states: str | None) -> str:
        """Save the review of a work's file: these states, and ``rest`` for every other document."""
        told = {code: states.get(code, rest) for code in DOCUMENT_BY_CODE}
        documents = {code: {"state": state, "checked": "each"} for code, state in told.items() if state}
        return self.append("paperwork", {"folio": folio, "documents": json.dumps(documents)})

    def over(self, kind: str, folio: str, **changes: Value) -> str:
        """Save a revision over the heads of a thing."""
        heads = ledger.heads(self.db, ledger.kind_named(self.db, kind), [folio])
        return self.append(kind, {**heads[-1], **changes}, [str(head["id"]) for head in heads])

    def twin(self, kind: str, folio: str, **changes: Value) -> str:
        """Save what another laptop says of a thing without having seen this one: a conflict."""
        (head,) = ledger.heads(self.db, ledger.kind_named(self.db, kind), [folio])
        return self.append(kind, {**head, **changes})

    def withdraw(self, kind: str, folio: str) -> None:
        self.over(kind, folio, withdrawn=1)

    def outcomes(self) -> dict[tuple[str, str], float | None]:
        """Return what counts, by work and indicator."""
        rows = self.db.execute("SELECT folio, indicator, y FROM outcomes").fetchall()
        assert len({row[:2] for row in rows}) == len(rows)
        return {(folio, indicator): y for folio, indicator, y in rows}

    def append(self, kind: str, row: Row, supersedes: Iterable[str] = ()) -> str:
        with db.saving(self.db):
            return ledger.append(self.db, kind, row, AUTHOR, supersedes)
