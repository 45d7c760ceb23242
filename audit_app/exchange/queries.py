"""What the exchange asks of the database and keeps in it: packages sent and received, photos named, backups."""

import errno
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from audit_app import durable, ledger
from audit_app.db import told
from audit_app.errors import DiskFull, NotWritable
from audit_app.exchange.package import PackageName
from audit_app.exchange.place import Photo
from audit_app.ledger import Row


@dataclass(frozen=True, slots=True)
class LastSent:
    """The newest package this folder made: its number, its zip's digest, the digest of what it says, when."""

    number: int
    sha256: str
    digest: str
    sent_at: str


def last_sent(db: Database) -> LastSent | None:
    """Return the newest package this folder made."""
    row = db.execute(
        "SELECT number, sha256, digest, sent_at FROM packages_sent ORDER BY number DESC LIMIT 1"
    ).fetchone()
    return LastSent(*row) if row else None


def keep_sent(db: Database, made: LastSent) -> None:
    """Remember a package that lies whole at its place; one known already stays as it is. Inside ``db.saving``."""
    db.execute(
        "INSERT INTO packages_sent (number, sha256, digest, sent_at) VALUES (?, ?, ?, ?) ON CONFLICT (number) DO NOTHING",
        [made.number, made.sha256, made.digest, made.sent_at],
    )


def known_packages(db: Database) -> frozenset[str]:
    """Return the digests of the packages this folder made or took in."""
    found = db.execute(
        "SELECT sha256 FROM packages_sent UNION SELECT sha256 FROM packages_received"
    ).fetchall()
    return frozenset(sha256 for (sha256,) in found)


def keep_received(db: Database, name: PackageName) -> None:
    """Remember a package taken in. Inside ``db.saving``."""
    db.execute(
        "INSERT INTO packages_received (sha256, device, number, received_at) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (sha256) DO NOTHING",
        [name.sha256, name.device, name.number, ledger.now()],
    )


def new_identity(db: Database) -> str:
    """Give this copy of the folder another identity, for another copy writes under the one it has; return it.

    Inside ``db.saving``.
    """
    made = ledger.new_id()
    db.execute(
        "INSERT INTO devices (device, fingerprint, since) "
        "SELECT ?, fingerprint, ? FROM devices ORDER BY device DESC LIMIT 1",
        [made, ledger.now()],
    )
    return made


def photos_named(db: Database) -> list[Photo]:
    """Return every photo that the evidence names, each file once."""
    found = db.execute(
        "SELECT min(folio), sha256, max(bytes) FROM photos GROUP BY sha256 ORDER BY 1, 2"
    ).fetchall()
    return [Photo(*row) for row in found]


def photos_shown(db: Database) -> list[Photo]:
    """Return the photos that were not withdrawn, each file once."""
    found = db.execute(
        "SELECT min(folio), sha256, max(bytes) FROM current_photos GROUP BY sha256 ORDER BY 1, 2"
    ).fetchall()
    return [Photo(*row) for row in found]


def evidence_columns(db: Database) -> dict[str, frozenset[str]]:
    """Return the columns of every table that travels."""
    tables = (*ledger.kinds(db), "redactions", "supersedes")
    return {table: frozenset(ledger.columns(db, table)) for table in tables}


def evidence(db: Database) -> Iterator[tuple[str, Row]]:
    """Yield every revision, with its kind."""
    for kind in ledger.kinds(db):
        for row in db.query(f"SELECT * FROM {kind}"):
            yield kind, row


def open_conflicts(db: Database) -> int:
    """Return how many things have more than one head that say different things."""
    return int(db.execute("SELECT count(*) FROM conflicts").fetchone()[0])


def back_up(db: Database, path: Path) -> None:
    """Write a whole copy of the database, with what its write-ahead log holds. Raises DiskFull and NotWritable."""
    # two receives at once make a backup each
    temporary = path.with_name(f"{path.stem}-{secrets.token_hex(4)}{durable.TEMPORARY}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with told(path.parent), closing(sqlite3.connect(temporary)) as copy:
            db.conn.backup(copy)
        durable.put(temporary, path)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFull from error
        raise NotWritable(path.parent, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink()


def keep_backup(db: Database, made_at: str, path: str, revisions: int) -> None:
    """Keep that a backup was made, of so many revisions. Inside ``db.saving``."""
    db.execute(
        "INSERT INTO backups_made (made_at, path, revisions) VALUES (?, ?, ?)", [made_at, path, revisions]
    )


def is_made_here(db: Database, made_at: str) -> bool:
    """Tell whether this copy of the audit made, or came from, the backup of this time."""
    return bool(db.execute("SELECT 1 FROM backups_made WHERE made_at = ?", [made_at]).fetchone())


def last_backup(db: Database) -> tuple[str, str, int] | None:
    """Return when the last backup was made, UTC, where, and how many revisions came since; None before the first."""
    row = db.execute("SELECT made_at, path, revisions FROM last_backup").fetchone()
    return (row[0], row[1], ledger.revisions(db) - row[2]) if row else None


def unsent(db: Database) -> dict[str, int]:
    """Return how many revisions of each kind were written here since the last package; kinds with none are left out."""
    return dict(db.execute("SELECT kind, revisions FROM unsent").fetchall())


def in_conflict(db: Database, kind: str, key: str) -> bool:
    """Tell whether a thing waits to be settled."""
    found = db.execute("SELECT 1 FROM conflicts WHERE kind = ? AND key = ?", [kind, key])
    return found.fetchone() is not None
