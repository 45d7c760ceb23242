"""Sets a list beside the audit and writes it there: what is new, what changes, what stays; nothing is ever removed."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress, repeat
from typing import NamedTuple

from sqlite_utils import Database

from audit_app import ledger
from audit_app.errors import AuditChanged, WorksInConflict
from audit_app.instruments import WORK_COLUMNS
from audit_app.ledger import Author, Value
from audit_app.sample.checks.design import DESIGN, contradicting, partial_beside
from audit_app.sample.checks.problems import Problem
from audit_app.sample.reading import SampleList
from audit_app.sample.reading.kept import Stretch, Works

POSITION = ("latitude", "longitude")
DOUBTFUL, ACCEPTED = "doubtful_coordinate", "accepted_coordinate"

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

    ``bases`` are the revisions that those to be written would supersede.
    """

    new: list[str] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    unsettled: list[str] = field(default_factory=list)
    bases: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    @property
    def seen(self) -> str:
        """Return a fingerprint of what a person sees of the audit when deciding on this list."""
        facts = [sorted(self.bases.items()), self.absent, self.unsettled]
        return hashlib.sha256(_as_json(facts).encode()).hexdigest()


class Here(NamedTuple):
    """The works that the audit has before a list is written; those in conflict; and all it ever had, withdrawn ones too."""

    folios: set[str]
    in_conflict: set[str]
    known: set[str]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a work stands in the audit: the id of its head, the text of its row, the work it replaces, and its values."""

    head: str
    withdrawn: int
    given: str
    notices: str
    replaces: str | None
    values: tuple[Value, ...]


def beside(db: Database, listed: SampleList) -> SampleList:
    """Return a list with the errors that show only beside the works of the audit that it does not bring."""
    if listed.errors:
        return listed
    said = listed.design
    counts = ", ".join(f"count({name}), count(*) - count({name})" for name in DESIGN)
    folios = json.dumps(said.values["folio"])
    row = db.execute(
        f"SELECT {counts} FROM current_works WHERE folio NOT IN (SELECT value FROM json_each(?))", [folios]
    ).fetchone()
    elsewhere = {name: (row[2 * at], row[2 * at + 1]) for at, name in enumerate(DESIGN)}
    told = list(partial_beside(listed.columns, said, elsewhere))
    return replace(
        listed, errors=told or list(contradicting(listed.columns, said, *_design_beside(db, folios)))
    )


def compare(db: Database, listed: SampleList) -> Comparison:
    """Return what importing a list without errors would change, writing nothing."""
    found, here = Comparison(), _here(db)
    for stretch in listed.works.stretches():
        _compare(db, listed, stretch, here, found)
    _finish(listed, here, found)
    return found


def add(db: Database, listed: SampleList, author: Author, seen: str | None = None) -> Comparison:
    """Append a revision for every new or changed work of a list without errors. Inside a transaction.

    ``seen`` is the fingerprint of the comparison that a person agreed to; refused when the audit has changed since.
    """
    found, here = Comparison(), _here(db)
    for stretch in listed.works.stretches():
        _append(db, listed, stretch, here, found, author)
    _finish(listed, here, found)
    _refuse_unsettled(found)
    if seen is not None and seen != found.seen:
        raise AuditChanged
    return found


def add_while_read(
    db: Database, following: Iterable[SampleList], author: Author
) -> tuple[SampleList, Comparison]:
    """Append as ``add`` does while the list is still being read; of one with errors nothing stays. Inside a transaction.

    Where the end of a list tells more of what was written already, that is taken back, and written as the whole list has it.
    """
    db.execute("SAVEPOINT list")
    here, works = _here(db), Works()
    for listed in following:
        if listed.works is not works:
            db.execute("ROLLBACK TO list")
            found, works, taken = Comparison(), listed.works, 0
        for stretch in () if works.is_refused else works.stretches(taken):
            _append(db, listed, stretch, here, found, author)
            taken += 1
    if not here.folios <= set(listed.design.values.get("folio", ())):
        listed = beside(db, listed)
    if listed.errors or works.is_told_late:
        db.execute("ROLLBACK TO list")
        return listed, Comparison() if listed.errors else add(db, listed, author)
    _finish(listed, here, found)
    _refuse_unsettled(found)
    return listed, found


def _compare(
    db: Database, listed: SampleList, stretch: Stretch, here: Here, found: Comparison
) -> tuple[dict[str, Standing], set[int]]:
    """Take note of what would happen to the works of a stretch; return those of them that the audit has.

    And the rows whose accepted positions are kept.
    """
    folios = [str(folio) for folio in stretch.values["folio"]]
    standing = {} if here.known.isdisjoint(folios) else _standing(db, folios)
    if not standing:
        found.new.extend(folios)
        found.bases.update(zip(folios, repeat(())))
        return {}, set()
    kept = _keep_accepted(listed, stretch, standing)
    said = zip(folios, stretch.rows, _values(stretch), stretch.given, strict=True)
    of_header = {header: name for name, header in listed.columns.items()}
    for folio, row, values, given in said:
        head = standing.get(folio)
        if head is None or head.withdrawn:
            found.new.append(folio)
        elif change := _change(head, folio, row, values, given, of_header):
            found.changed.append(change)
        else:
            found.unchanged.append(folio)
            continue
        found.bases[folio] = (head.head,) if head else ()
    return standing, kept


def _keep_accepted(listed: SampleList, stretch: Stretch, standing: Mapping[str, Standing]) -> set[int]:
    """Put the positions that a person accepted before in place of those of a list that still says the same; return their rows."""
    kept: set[int] = set()
    columns = [listed.columns.get(name, "") for name in POSITION]
    for index, folio in enumerate(stretch.values["folio"] if any(columns) else ()):
        here = standing.get(str(folio))
        if here is None or here.withdrawn or ACCEPTED not in here.notices:
            continue
        before, now = json.loads(here.given), json.loads(stretch.given[index])
        if [before.get(column) for column in columns] == [now.get(column) for column in columns]:
            kept.add(stretch.rows[index])
            for name in POSITION:
                values = stretch.values.setdefault(name, [None] * len(stretch.rows))
                values[index] = here.values[WORK_COLUMNS.index(name)]
    return kept


def _append(
    db: Database,
    listed: SampleList,
    stretch: Stretch,
    here: Here,
    found: Comparison,
    author: Author,
) -> None:
    """Append the works of a stretch that are new or changed; what no list says, whom a work replaces, stays."""
    standing, kept = _compare(db, listed, stretch, here, found)
    folios = [str(folio) for folio in stretch.values["folio"]]
    chosen = [folio in found.bases for folio in folios]
    of_row = {row: notices for row in stretch.rows if (notices := listed.works.warnings.get(row))}
    heads = [standing.get(folio) for folio in folios]
    columns: dict[str, Sequence[Value]] = {
        **stretch.values,
        "replaces": [one.replaces if one and not one.withdrawn else None for one in heads],
        "given": stretch.given,
        "notices": [_notices(of_row[row], row in kept) if row in of_row else "[]" for row in stretch.rows],
        "list_row": stretch.rows,
    }
    same: dict[str, Iterable[Value]] = {
        "list_name": repeat(listed.file),
        "list_sha256": repeat(listed.sha256),
    }
    if not all(chosen):
        columns = {name: list(compress(values, chosen)) for name, values in columns.items()}
    bases = [found.bases[folio] for folio in compress(folios, chosen)]
    ledger.append_columns(db, "works", {**columns, **same}, bases, author)


def _here(db: Database) -> Here:
    """Return what there is before a list is written."""
    known = db.execute("SELECT folio, min(withdrawn) FROM work_heads GROUP BY folio").fetchall()
    in_conflict = db.execute("SELECT key FROM conflicts WHERE kind = 'works'").fetchall()
    standing = {folio for folio, is_withdrawn in known if not is_withdrawn}
    return Here(standing, {key for (key,) in in_conflict}, {folio for folio, _is_withdrawn in known})


def _finish(listed: SampleList, here: Here, found: Comparison) -> None:
    """Take note of the works that a list does not bring, and of those in conflict that it would change."""
    found.absent.extend(sorted(here.folios - set(listed.design.values["folio"])))
    found.unsettled.extend(sorted(here.in_conflict & found.bases.keys()))


def _refuse_unsettled(found: Comparison) -> None:
    if found.unsettled:
        raise WorksInConflict(found.unsettled)


def _standing(db: Database, folios: Sequence[Value]) -> dict[str, Standing]:
    """Return how these works stand in the audit; of one in conflict, by its latest head."""
    rows = db.execute(
        f"""
        SELECT id, withdrawn, given, notices, replaces, {", ".join(WORK_COLUMNS)} FROM work_heads
        WHERE folio IN (SELECT value FROM json_each(?)) ORDER BY id
        """,
        [json.dumps(folios)],
    ).fetchall()
    return {
        values[0]: Standing(head, withdrawn, given, notices, replaces, tuple(values))
        for head, withdrawn, given, notices, replaces, *values in rows
    }


def _change(
    here: Standing,
    folio: str,
    row: int,
    values: tuple[Value, ...],
    given: str,
    of_header: Mapping[str, str],
) -> Change | None:
    if here.values == values and here.given == given:
        return None
    pairs = zip(WORK_COLUMNS, here.values, values, strict=True)
    fields = {name: (before, now) for name, before, now in pairs if before != now}
    before: dict[str, str] = json.loads(here.given)
    now: dict[str, str] = json.loads(given)
    texts = {
        header: (before.get(header), now.get(header))
        for header in now | before
        if before.get(header) != now.get(header) and of_header.get(header) not in fields
    }
    return Change(folio, row, fields, texts) if fields or texts else None


def _values(stretch: Stretch) -> Iterator[tuple[Value, ...]]:
    """Yield what a stretch says of each work, in the order of the canonical columns."""
    nothing: list[Value] = [None] * len(stretch.rows)
    return zip(*(stretch.values.get(name, nothing) for name in WORK_COLUMNS), strict=True)


def _notices(told: Sequence[Problem], is_kept: bool) -> str:
    """Return what there is to tell of a work; a doubt of its position is settled where an accepted one is kept."""
    codes = (ACCEPTED if is_kept and one.code == DOUBTFUL else one.code for one in told)
    return _as_json(
        [
            {"column": one.column, "value": one.value, "code": code}
            for one, code in zip(told, codes, strict=True)
        ]
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
