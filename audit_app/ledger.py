"""The evidence ledger: revisions that are appended, linked, settled and united, never changed.

It knows no particular table: the view ``kinds`` of the schema names the tables, their keys and their free texts.
Every function that writes expects to run inside ``db.saving``.
"""

import json
import os
import sqlite3
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, repeat

from sqlite_utils import Database

from audit_app.errors import NotAHead, NotEvidence, NotInConflict, OtherContent, ReasonNeeded, UnknownKind

Value = str | int | float | None
Row = dict[str, Value]
SIGNATURE = ("id", "author", "device", "recorded_at")


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes, and on which device."""

    name: str
    device: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A table of evidence: the columns that name a thing, its free texts, and all its columns."""

    name: str
    key: tuple[str, ...]
    texts: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing with more than one head."""

    kind: str
    key: str
    heads: tuple[Row, ...]


_last = 0
_lock = threading.Lock()


def new_id() -> str:
    """Return a UUID of version 7 (RFC 9562): 48 bits of milliseconds, then random bits; each is above the one before it."""
    return new_ids(1)[0]


def new_ids(count: int) -> list[str]:
    """Return UUIDs of version 7, each above the one before: the first is random, the others count on from it."""
    global _last  # noqa: PLW0603 - one sequence for the whole process
    random = int.from_bytes(os.urandom(10))
    value = (
        (time.time_ns() // 1_000_000) << 80
        | 7 << 76
        | (random >> 68 & 0xFFF) << 64
        | 2 << 62
        | random & (1 << 62) - 1
    )
    values = []
    with _lock:
        for _number in range(count):
            _last = value = value if value > _last else _after(_last)
            values.append(value)
    return [
        f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
        for text in map("{:032x}".format, values)
    ]


def _after(value: int) -> int:
    """Return the next UUID in the same or a later millisecond, keeping version and variant bits."""
    low = (value & (1 << 62) - 1) + 1
    if low < 1 << 62:
        return value & ~((1 << 62) - 1) | low
    return ((value >> 80) + 1) << 80 | 7 << 76 | 2 << 62


def now() -> str:
    """Return the time in UTC, ISO 8601 to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def kinds(db: Database) -> dict[str, Kind]:
    """Return every kind of evidence by name."""
    return {
        kind: Kind(kind, tuple(key.split(",")), tuple(texts.split(",")), columns(db, kind))
        for kind, key, texts in db.execute("SELECT kind, key_columns, texts FROM kinds").fetchall()
    }


def columns(db: Database, table: str) -> tuple[str, ...]:
    """Return a table's columns in order."""
    return tuple(name for (name,) in db.execute("SELECT name FROM pragma_table_info(?)", [table]).fetchall())


def kind_named(db: Database, name: str) -> Kind:
    """Return one kind of evidence; refuse a name that is none."""
    known = kinds(db)
    if name not in known:
        raise UnknownKind(name, sorted(known))
    return known[name]


def append(
    db: Database, kind: str, row: Mapping[str, Value], author: Author, supersedes: Iterable[str] = ()
) -> str:
    """Append one revision made while looking at the revisions it supersedes; return its id."""
    return append_many(db, kind, [(row, tuple(supersedes))], author)[0]


def append_many(
    db: Database, kind: str, rows: Iterable[tuple[Mapping[str, Value], Sequence[str]]], author: Author
) -> list[str]:
    """Append many revisions of one kind, all with the same columns, each with the revisions it supersedes."""
    told = list(rows)
    names = _names([row for row, _supersedes in told])
    columns = {name: [row[name] for row, _supersedes in told] for name in names}
    return append_columns(db, kind, columns, [supersedes for _row, supersedes in told], author)


def append_columns(
    db: Database,
    kind: str,
    columns: Mapping[str, Iterable[Value]],
    supersedes: Sequence[Sequence[str]],
    author: Author,
) -> list[str]:
    """Append many revisions of one kind given by column, each with the revisions it supersedes; return their ids."""
    ids = new_ids(len(supersedes))
    signed = {
        **columns,
        "id": ids,
        "author": repeat(author.name),
        "device": repeat(author.device),
        "recorded_at": repeat(now()),
    }
    names, marks = ", ".join(signed), ", ".join("?" * len(signed))
    rows = zip(*signed.values(), strict=False)  # the ids end it: what is the same in every row repeats
    db.conn.executemany(f"INSERT INTO {kind} ({names}) VALUES ({marks})", rows)
    links = [(older, newer) for newer, base in zip(ids, supersedes, strict=True) for older in base]
    db.conn.executemany("INSERT INTO supersedes (older, newer) VALUES (?, ?) ON CONFLICT DO NOTHING", links)
    return ids


def heads(db: Database, kind: Kind, key: Sequence[str]) -> list[Row]:
    """Return the heads of one thing, oldest id first."""
    return list(
        db.query(
            f"SELECT * FROM {kind.name} r WHERE {_is(kind)} "
            "AND NOT EXISTS (SELECT 1 FROM supersedes WHERE older = r.id) ORDER BY id",
            list(key),
        )
    )


def history(db: Database, kind: Kind, key: Sequence[str]) -> list[tuple[Row, list[str]]]:
    """Return every revision of one thing, oldest id first, each with the ids it supersedes.

    A thing may be named by the first columns of its key only: all photos of a folio.
    """
    rows = list(db.query(f"SELECT * FROM {kind.name} WHERE {_is(kind, len(key))} ORDER BY id", list(key)))
    older = "SELECT older FROM supersedes WHERE newer = ? ORDER BY older"
    return [(row, [link for (link,) in db.execute(older, [row["id"]]).fetchall()]) for row in rows]


def conflicts(db: Database) -> list[Conflict]:
    """Return everything with more than one head, with its heads."""
    known = kinds(db)
    return [
        Conflict(kind, key, tuple(heads(db, known[kind], split_key(known[kind], key))))
        for kind, key in db.execute("SELECT kind, key FROM conflicts ORDER BY kind, key").fetchall()
    ]


def count_conflicts(db: Database) -> int:
    """Return how many things have more than one head."""
    return int(db.execute("SELECT count(*) FROM conflicts").fetchone()[0])


def state(db: Database) -> tuple[int, ...]:
    """Return numbers that change whenever evidence is added: insert-only tables change by growing alone."""
    lengths = (f"(SELECT coalesce(max(rowid), 0) FROM {table})" for table in (*kinds(db), "redactions"))
    return tuple(db.execute(f"SELECT {', '.join(lengths)}, (SELECT count(*) FROM supersedes)").fetchone())


def revisions(db: Database) -> int:
    """Return how many revisions and redactions there are, whoever wrote them."""
    return sum(state(db)[:-1])


def keys_added(db: Database, since: Sequence[int]) -> dict[str, set[str]] | None:
    """Return, by kind, the first key of whatever has been added since a ``state``.

    None where that tells less than everything: a redaction has come, or a link between revisions that were here already.
    """
    *lengths, redactions, links = since
    *_lengths, redactions_now, links_now = state(db)
    at = dict(zip(kinds(db), lengths, strict=True))
    newer = " UNION ALL ".join(
        f"SELECT id FROM {table} WHERE rowid > {length}" for table, length in at.items()
    )
    linked = db.execute(f"SELECT count(*) FROM supersedes WHERE newer IN ({newer})").fetchone()[0]
    if redactions_now != redactions or links_now - links != linked:
        return None
    return {
        kind.name: {
            str(key)
            for (key,) in db.execute(
                f"SELECT DISTINCT {kind.key[0]} FROM {kind.name} WHERE rowid > {at[kind.name]}"
            )
        }
        for kind in kinds(db).values()
    }


def split_key(kind: Kind, key: str) -> list[str]:
    """Return the values of a key written as one text; only the first of them may hold blanks."""
    return key.rsplit(" ", len(kind.key) - 1)


def settle(db: Database, kind: Kind, key: str, keep: str, reason: str, author: Author) -> str:
    """Append the revision that keeps one head of a conflict and supersedes all, with its reason; return its id."""
    if not reason.strip():
        raise ReasonNeeded
    values = split_key(kind, key)
    found = {str(row["id"]): row for row in heads(db, kind, values)} if len(values) == len(kind.key) else {}
    if len(found) < 2:
        raise NotInConflict(kind.name, key)
    if keep not in found:
        raise NotAHead(keep, list(found))
    return append(db, kind.name, {**found[keep], "reason": reason.strip()}, author, found)


def withdraw(db: Database, kind: Kind, key: Sequence[str], reason: str, author: Author) -> str:
    """Append the revision that withdraws a thing, superseding its heads; nothing is removed."""
    found = heads(db, kind, key)
    row = {**found[-1], "withdrawn": 1, "reason": reason}
    return append(db, kind.name, row, author, [str(head["id"]) for head in found])


def redact(db: Database, revision: str, reason: str, author: Author) -> None:
    """Blank the free texts of one revision, here and wherever the redaction travels."""
    if not reason.strip():
        raise ReasonNeeded
    append(db, "redactions", {"revision": revision, "reason": reason.strip()}, author)


def authored(db: Database, devices: Sequence[str]) -> dict[str, list[Row]]:
    """Return everything these devices have written, by table, in the order of ids: what a package carries.

    With it go the redactions of others that blanked any of it: without them the blanked rows would be refused as altered.
    """
    mine = "device IN (SELECT value FROM json_each(:devices))"
    blanked = " OR ".join(f"revision IN (SELECT id FROM {table} WHERE {mine})" for table in kinds(db))
    conditions = {**dict.fromkeys(kinds(db), mine), "redactions": f"{mine} OR {blanked}"}
    tables = {
        table: list(
            db.query(
                f"SELECT * FROM {table} WHERE {condition} ORDER BY id", {"devices": json.dumps(list(devices))}
            )
        )
        for table, condition in conditions.items()
    }
    written = [[row["id"]] for rows in tables.values() for row in rows]
    links = "SELECT older, newer FROM supersedes WHERE newer = ? ORDER BY older"
    tables["supersedes"] = [
        {"older": older, "newer": newer}
        for one in written
        for older, newer in db.execute(links, one).fetchall()
    ]
    return tables


def unite(db: Database, tables: Mapping[str, Sequence[Mapping[str, Value]]]) -> dict[str, int]:
    """Take in rows written elsewhere; return how many of each table were new here.

    Union: any order, any partition and any repetition give the same database. Refused whole: an unknown table or column, a row
    that breaks the schema, an id that is here with other content (its redacted texts aside).
    """
    known = kinds(db)
    order = sorted(tables, key=lambda table: (table != "redactions", table == "supersedes", table))
    return {
        table: _unite_table(db, table, known.get(table), tables[table]) for table in order if tables[table]
    }


def _unite_table(db: Database, table: str, kind: Kind | None, rows: Sequence[Mapping[str, Value]]) -> int:
    if kind is None and table not in ("redactions", "supersedes"):
        raise NotEvidence(table, "?")
    names = _names(rows)
    identity = {"older", "newer"} if table == "supersedes" else {"id"}
    if strange := set(names) - set(columns(db, table)) | identity - set(names):
        raise NotEvidence(table, ", ".join(sorted(strange)))
    listed = ", ".join(names)
    try:
        db.execute(f"CREATE TEMP TABLE arrived AS SELECT {listed} FROM main.{table} WHERE false")
        db.conn.executemany(f"INSERT INTO arrived VALUES (:{', :'.join(names)})", rows)
        if table != "supersedes":
            _refuse_other_content(db, table, names, kind.texts if kind else ())
        added = db.execute(
            f"INSERT INTO main.{table} ({listed}) SELECT {listed} FROM arrived WHERE true "
            f"ON CONFLICT ({'older, newer' if table == 'supersedes' else 'id'}) DO NOTHING"
        ).rowcount
    except (
        sqlite3.IntegrityError,
        sqlite3.ProgrammingError,
        sqlite3.InterfaceError,
        OverflowError,
        UnicodeError,
    ) as error:
        raise NotEvidence(table, str(error)) from error
    db.execute("DROP TABLE arrived")
    return int(added)


def _refuse_other_content(db: Database, table: str, names: list[str], texts: tuple[str, ...]) -> None:
    """Raise for the first id that stands here, or twice in what arrived, with other content."""
    kept = [name for name in names if name not in texts]
    free = [name for name in names if name in texts]
    same = " AND ".join(f"a.{name} IS b.{name}" for name in kept)
    same_texts = " AND ".join(f"a.{name} IS b.{name}" for name in free) or "true"
    query = (
        f"SELECT a.id FROM arrived a JOIN {{}} b ON b.id = a.id WHERE NOT ({same}) OR (NOT ({same_texts}) "
        "AND a.id NOT IN (SELECT revision FROM main.redactions)) LIMIT 1"
    )
    for other in (f"main.{table}", "arrived"):
        if found := db.execute(query.format(other)).fetchone():
            raise OtherContent(table, str(found[0]))


def _names(rows: Sequence[Mapping[str, Value]]) -> list[str]:
    """Return the columns of rows that are to have the same: a value that only some rows have would be dropped in silence."""
    return list(dict.fromkeys(chain.from_iterable(rows)))


def _is(kind: Kind, count: int | None = None) -> str:
    return " AND ".join(f"{column} = ?" for column in kind.key[:count])
