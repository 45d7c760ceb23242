"""Reads and writes the sample: what a list would change, the works list, one work with everything about it."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from operator import itemgetter

from sqlite_utils import Database

from audit_app import ledger
from audit_app.errors import AuditChanged, UnknownWork, WorksInConflict
from audit_app.instruments import DOCUMENT_BY_CODE, QUESTIONS, WORK_COLUMNS
from audit_app.ledger import Author, Row, Value
from audit_app.sample import replacements
from audit_app.sample.design import DESIGN, contradicting, partial_beside
from audit_app.sample.listing import Line
from audit_app.sample.reading import SampleList, SampleWork

ABOUT_A_WORK = ("works", "visits", "paperwork", "photos")

_values_of = itemgetter(*WORK_COLUMNS)
_as_json = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Change:
    """A work that a list tells otherwise than it stands: old and new value by column, and old and new text by other header."""

    folio: str
    row: int
    fields: dict[str, tuple[Value, Value]]
    texts: dict[str, tuple[str | None, str | None]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What importing a list would do: folios by what would happen to them; ``unsettled`` would be written and are in conflict.

    ``replaces``: the work that each changed one replaces, which no list says and its next revision keeps.
    """

    new: list[str] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    unsettled: list[str] = field(default_factory=list)
    bases: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    replaces: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def seen(self) -> str:
        """Return a fingerprint of what a person sees of the audit when deciding on this list."""
        facts = [sorted(self.bases.items()), self.absent, self.unsettled]
        return hashlib.sha256(_as_json(facts).encode()).hexdigest()


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


def beside(db: Database, listed: SampleList) -> SampleList:
    """Return a list with the errors that show only beside the works of the audit that it does not bring."""
    if listed.errors:
        return listed
    counts = ", ".join(f"count({name}), count(*) - count({name})" for name in DESIGN)
    folios = json.dumps([work.values["folio"] for work in listed.works])
    row = db.execute(
        f"SELECT {counts} FROM current_works WHERE folio NOT IN (SELECT value FROM json_each(?))", [folios]
    ).fetchone()
    elsewhere = {name: (row[2 * at], row[2 * at + 1]) for at, name in enumerate(DESIGN)}
    told = list(partial_beside(listed.columns, (work.values for work in listed.works), elsewhere))
    rows = ((work.row, work.values) for work in listed.works)
    return replace(
        listed, errors=told or list(contradicting(listed.columns, rows, *_design_beside(db, folios)))
    )


def _design_beside(
    db: Database, folios: str
) -> tuple[dict[Value, int | None], dict[Value, tuple[str, int | None]]]:
    """Return what works other than these say of their strata and of their primary units."""
    others = "FROM current_works WHERE folio NOT IN (SELECT value FROM json_each(?))"
    strata = db.execute(
        f"SELECT coalesce(stratum, ''), max(stratum_psus) {others} GROUP BY 1", [folios]
    ).fetchall()
    psus = db.execute(
        f"SELECT psu, max(coalesce(stratum, '')), max(psu_works) {others} AND psu IS NOT NULL GROUP BY 1",
        [folios],
    ).fetchall()
    return dict(strata), {psu: (stratum, works) for psu, stratum, works in psus}


def compare(db: Database, listed: SampleList) -> Comparison:
    """Return what importing a list without errors would change, writing nothing."""
    named = ", ".join(WORK_COLUMNS)
    rows = db.execute(
        f"SELECT id, withdrawn, given, replaces, {named} FROM work_heads ORDER BY id"
    ).fetchall()
    here = {
        values[0]: (head, withdrawn, given, replaces, values)
        for head, withdrawn, given, replaces, *values in rows
    }
    found = Comparison()
    of_header = {header: name for name, header in listed.columns.items()}
    for work in listed.works:
        folio = str(work.values["folio"])
        head, withdrawn, given, replaces, values = here.pop(folio, ("", 1, "", None, []))
        if withdrawn:
            found.new.append(folio)
        elif change := _change(values, given, work, of_header):
            found.changed.append(change)
        else:
            found.unchanged.append(folio)
            continue
        found.bases[folio] = (head,) if head else ()
        if replaces and not withdrawn:
            found.replaces[folio] = replaces
    found.absent.extend(sorted(folio for folio, (_head, withdrawn, *_rest) in here.items() if not withdrawn))
    found.unsettled.extend(sorted(_unsettled_works(db) & found.bases.keys()))
    return found


def add(db: Database, listed: SampleList, author: Author, seen: str | None = None) -> Comparison:
    """Append a revision for every new or changed work of a list without errors. Inside ``db.saving``.

    ``seen`` is the fingerprint of the comparison that a person agreed to; refused when the audit has changed since.
    """
    comparison = compare(db, listed)
    if comparison.unsettled:
        raise WorksInConflict(comparison.unsettled)
    if seen is not None and seen != comparison.seen:
        raise AuditChanged
    rows = (
        (_as_row(work, listed, comparison.replaces), base)
        for work in listed.works
        if (base := comparison.bases.get(str(work.values["folio"]))) is not None
    )
    ledger.append_many(db, "works", rows, author)
    return comparison


def lines(db: Database) -> list[Line]:
    """Return every work as the list of works needs it."""
    rows = db.execute(
        """
        SELECT w.folio, w.name, w.type, w.state, w.municipality, w.locality, d.disposition, d.reason, d.attempts, w.replaces
        FROM current_works w LEFT JOIN dispositions d ON d.folio = w.folio
        """
    )
    return [Line(*row) for row in rows.fetchall()]


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


def _unsettled_works(db: Database) -> set[str]:
    return {folio for (folio,) in db.execute("SELECT key FROM conflicts WHERE kind = 'works'").fetchall()}


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


def _change(values: list[Value], given: str, work: SampleWork, of_header: Mapping[str, str]) -> Change | None:
    said = _values_of(work.values)
    if tuple(values) == said and given == _as_json(work.given):
        return None
    pairs = zip(WORK_COLUMNS, values, said, strict=True)
    fields = {name: (before, now) for name, before, now in pairs if before != now}
    before: dict[str, str] = json.loads(given)
    texts = {
        header: (before.get(header), work.given.get(header))
        for header in work.given | before
        if before.get(header) != work.given.get(header) and of_header.get(header) not in fields
    }
    return Change(str(work.values["folio"]), work.row, fields, texts) if fields or texts else None


def _as_row(work: SampleWork, listed: SampleList, replaces: Mapping[str, str]) -> Row:
    notices = [{"column": told.column, "value": told.value, "code": told.code} for told in work.warnings]
    return {
        **work.values,
        "replaces": replaces.get(str(work.values["folio"])),
        "given": _as_json(work.given),
        "notices": _as_json(notices) if notices else "[]",
        "list_name": listed.file,
        "list_sha256": listed.sha256,
        "list_row": work.row,
    }
