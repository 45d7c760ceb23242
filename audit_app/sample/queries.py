"""Reads and writes the sample: what a list would change, the works list, one work with everything about it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlite_utils import Database

from audit_app import ledger
from audit_app.errors import UnknownWork, WorksInConflict
from audit_app.instruments import DOCUMENT_BY_CODE, QUESTIONS, WORK_COLUMNS
from audit_app.ledger import Author, Row, Value
from audit_app.sample.reading import SampleList, SampleWork
from audit_app.text import plain

ABOUT_A_WORK = ("works", "visits", "paperwork", "photos")
FACETS = ("disposition", "state", "municipality", "type")
PAGE = 50


@dataclass(frozen=True, slots=True)
class Change:
    """A work that a list tells otherwise than it stands: old and new value of each column."""

    folio: str
    row: int
    fields: dict[str, tuple[Value, Value]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What importing a list would do: folios by what would happen to them."""

    new: list[str]
    changed: list[Change]
    unchanged: list[str]
    absent: list[str]
    bases: dict[str, tuple[str, ...]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class ListedWork:
    """One line of the works list."""

    folio: str
    name: str
    type: str | None
    state: str | None
    municipality: str | None
    role: str
    disposition: str | None
    reason: str | None
    visited_on: str | None
    reviewed: bool
    photos: int
    draft: bool


@dataclass(frozen=True, slots=True)
class WorksPage:
    """One page of the works list: ``next_after`` is the folio to go on from, None on the last page."""

    works: list[ListedWork]
    found: int
    next_after: str | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """One work with everything about it."""

    work: Row
    given: dict[str, str]
    notices: list[dict[str, str]]
    visit: Row | None
    paperwork: dict[str, str] | None
    photos: list[Row]
    history: list[tuple[str, Row, list[str]]]
    conflicts: list[str]


def compare(db: Database, listed: SampleList) -> Comparison:
    """Return what importing a list would change, writing nothing."""
    here = {str(row["folio"]): row for row in db.query("SELECT * FROM work_heads ORDER BY id")}
    bases: dict[str, tuple[str, ...]] = {}
    new, changed, unchanged = [], [], []
    for work in listed.works:
        folio = str(work.values["folio"])
        head = here.pop(folio, None)
        if head is None or head["withdrawn"]:
            new.append(folio)
        elif fields := _differences(head, work):
            changed.append(Change(folio, work.row, fields))
        else:
            unchanged.append(folio)
            continue
        bases[folio] = (str(head["id"]),) if head else ()
    return Comparison(
        new, changed, unchanged, sorted(folio for folio, row in here.items() if not row["withdrawn"]), bases
    )


def add(db: Database, listed: SampleList, author: Author) -> Comparison:
    """Append a revision for every new or changed work of a list without errors. Inside ``db.saving``."""
    comparison = compare(db, listed)
    unsettled = {
        folio for (folio,) in db.execute("SELECT key FROM conflicts WHERE kind = 'works'").fetchall()
    }
    if touched := sorted(unsettled & comparison.bases.keys()):
        raise WorksInConflict(touched)
    rows = (
        (_as_row(work, listed), comparison.bases[folio])
        for work in listed.works
        if (folio := str(work.values["folio"])) in comparison.bases
    )
    ledger.append_many(db, "works", rows, author)
    return comparison


def works_page(
    db: Database, chosen: Mapping[str, str], search: str = "", after: str = "", size: int = PAGE
) -> WorksPage:
    """Return a page of the works that fit the chosen facets and hold every word searched, by folio."""
    where, facts = _filter(chosen, search)
    found = int(db.execute(f"{_LISTED} SELECT count(*) FROM listed WHERE {where}", facts).fetchone()[0])
    rows = db.execute(
        f"""{_LISTED}
        SELECT folio, name, type, state, municipality, role, disposition, reason,
          (SELECT visited_on FROM current_visits v WHERE v.folio = listed.folio),
          EXISTS (SELECT 1 FROM current_paperwork p WHERE p.folio = listed.folio),
          (SELECT count(*) FROM current_photos p WHERE p.folio = listed.folio),
          EXISTS (SELECT 1 FROM drafts d WHERE d.folio = listed.folio)
        FROM listed WHERE {where} AND folio > :after ORDER BY folio LIMIT :size""",
        {**facts, "after": after, "size": size + 1},
    ).fetchall()
    works = [ListedWork(*row) for row in rows[:size]]
    return WorksPage(works, found, works[-1].folio if len(rows) > size else None)


def facets(db: Database, chosen: Mapping[str, str], search: str = "") -> dict[str, list[tuple[str, int]]]:
    """Return for every facet its values with the number of works that the other choices leave."""
    counted = {}
    for facet in FACETS:
        where, facts = _filter({name: value for name, value in chosen.items() if name != facet}, search)
        counted[facet] = [
            (str(value), works)
            for value, works in db.execute(
                f"{_LISTED} SELECT coalesce({facet}, ''), count(*) FROM listed WHERE {where} GROUP BY 1 ORDER BY 1",
                facts,
            ).fetchall()
        ]
    return counted


def dossier(db: Database, folio: str) -> Dossier:
    """Return everything known of one work; refuse a folio that is none."""
    work = _current(db, "current_works", folio)
    if work is None:
        raise UnknownWork(folio)
    kinds = ledger.kinds(db)
    paperwork = _current(db, "current_paperwork", folio)
    revisions = [
        (kind, row, older) for kind in ABOUT_A_WORK for row, older in ledger.history(db, kinds[kind], [folio])
    ]
    conflicts = [kind for kind in ABOUT_A_WORK if _in_conflict(db, kind, folio)]
    return Dossier(
        work=work,
        given=json.loads(str(work["given"])),
        notices=json.loads(str(work["notices"])),
        visit=_current(db, "current_visits", folio),
        paperwork=_states(paperwork) if paperwork else None,
        photos=list(
            db.query(
                "SELECT * FROM current_photos WHERE folio = ? ORDER BY coalesce(taken_at, '9999'), id",
                [folio],
            )
        ),
        history=sorted(revisions, key=lambda revision: str(revision[1]["id"])),
        conflicts=conflicts,
    )


_LISTED = """
WITH listed AS MATERIALIZED (
  SELECT w.folio, w.name, w.type, w.state, w.municipality, w.locality, w.role, d.disposition, d.reason
  FROM current_works w LEFT JOIN dispositions d ON d.folio = w.folio)"""


def _filter(chosen: Mapping[str, str], search: str) -> tuple[str, dict[str, Value]]:
    """Return the conditions and their facts: equal facets, and every word somewhere in folio, name or place."""
    facts: dict[str, Value] = {}
    conditions = ["true"]
    for facet, value in chosen.items():
        conditions.append(f"coalesce({facet}, '') = :{facet}")
        facts[facet] = value
    for index, word in enumerate(search.split()[:6]):
        conditions.append(
            f"plain(folio || ' ' || name || ' ' || coalesce(municipality, '') || ' ' || coalesce(locality, '')) "
            f"LIKE '%' || :word{index} || '%' ESCAPE '\\'"
        )
        facts[f"word{index}"] = _literal(word)
    return " AND ".join(conditions), facts


def _literal(word: str) -> str:
    return plain(word).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _in_conflict(db: Database, kind: str, folio: str) -> bool:
    own = "key = :folio" if kind != "photos" else "key GLOB :folio || ' ????????????????*'"
    return bool(
        db.execute(
            f"SELECT 1 FROM conflicts WHERE kind = :kind AND {own}", {"kind": kind, "folio": folio}
        ).fetchone()
    )


def _current(db: Database, view: str, folio: str) -> Row | None:
    return next(iter(db.query(f"SELECT * FROM {view} WHERE folio = ?", [folio])), None)


def _states(paperwork: Row) -> dict[str, str]:
    documents = json.loads(str(paperwork["documents"]))
    ordered = [
        *(code for code in DOCUMENT_BY_CODE if code in documents),
        *(c for c in documents if c not in DOCUMENT_BY_CODE),
    ]
    return {code: documents[code]["state"] for code in ordered}


def visit_as_json(visit: Row | None) -> dict[str, object] | None:
    """Return the answers of a visit by code, several as a list, with who recorded it."""
    if visit is None:
        return None
    signature = {name: visit[name] for name in ("id", "author", "device", "recorded_at")}
    told: dict[str, object] = {code: visit[code] for code in QUESTIONS}
    told["damage"] = json.loads(str(visit["damage"])) if visit["damage"] else None
    return {**told, **signature}


def _differences(head: Row, work: SampleWork) -> dict[str, tuple[Value, Value]]:
    fields: dict[str, tuple[Value, Value]] = {
        name: (head[name], work.values[name]) for name in WORK_COLUMNS if head[name] != work.values[name]
    }
    before: dict[str, str] = json.loads(str(head["given"]))
    named = {header for header in before if before[header] != work.given.get(header)} | (
        work.given.keys() - before.keys()
    )
    if fields or not named:
        return fields
    return {header: (before.get(header), work.given.get(header)) for header in sorted(named)}


def _as_row(work: SampleWork, listed: SampleList) -> Row:
    notices = [{"column": told.column, "value": told.value, "code": told.code} for told in work.warnings]
    values: Row = {name: work.values[name] for name in WORK_COLUMNS}
    return {
        **values,
        "given": json.dumps(work.given, ensure_ascii=False),
        "notices": json.dumps(notices, ensure_ascii=False),
        "list_name": listed.file,
        "list_sha256": listed.sha256,
        "list_row": work.row,
    }
