"""Opens an audit's database, the only place that does: pragmas, transactions, schema version and migrations."""

import sqlite3
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlite_utils import Database

from audit_app.errors import (
    AuditExists,
    Busy,
    DamagedDatabase,
    DiskFails,
    DiskFull,
    NewerSchema,
    NotWritable,
    Refusal,
)
from audit_app.migrations import MIGRATIONS, rules, statements, tables
from audit_app.tables.cells import bare
from audit_app.text import plain

SCHEMA_VERSION = 5
SMALLEST = 50_000  # bytes: the schema alone takes twice as many
OURS = "SELECT 1 FROM sqlite_master WHERE name = 'kinds'"
RULES = "FROM sqlite_schema WHERE type IN ('view', 'trigger')"
CACHE, SMALL_CACHE = 32_000, 8_000  # kilobytes; rows that are only added need few of the pages there are
PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # one fsync a save: a flat battery loses nothing acknowledged
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",  # else INSERT OR REPLACE slips past the triggers that forbid deleting
    f"PRAGMA cache_size = -{CACHE}",
    "PRAGMA temp_store = MEMORY",
)


def create(path: Path, fill: Callable[[Database], None] | None = None) -> Database:
    """Make a new audit database with the whole schema and what ``fill`` writes first, or nothing: not even a file.

    Refuses a path where another has just made one, and leaves that one alone.
    """
    try:
        db = _connect(path)
    except Refusal:
        _remove_blank(path)
        raise
    try:
        with saving(db):
            if version(db):
                raise AuditExists(path.parent)
            for statement in (*tables(), *rules()):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            if fill:
                fill(db)
    except BaseException:
        db.close()
        _remove_blank(path)
        raise
    return db


def _remove_blank(path: Path) -> None:
    """Remove a database that holds no schema, with its log; one that holds it stays."""
    files = [path.with_name(path.name + end) for end in ("", "-wal", "-shm")]
    with suppress(OSError):
        if _is_blank(path, files):
            for file in files:
                file.unlink(missing_ok=True)


def _is_blank(path: Path, files: Sequence[Path]) -> bool:
    try:
        with closing(sqlite3.connect(path)) as left:
            return not left.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.Error:  # on a full disk there is no room even to look
        return sum(file.stat().st_size for file in files[:2] if file.exists()) < SMALLEST


def open_database(path: Path) -> Database:
    """Open an audit database, migrated to this version; refuse a newer one or a file that is none."""
    db = _connect(path)
    try:
        found = version(db)
        if not found or not db.execute(OURS).fetchone():
            raise DamagedDatabase(path)
        if found > SCHEMA_VERSION:
            raise NewerSchema(found, SCHEMA_VERSION)
        if found < SCHEMA_VERSION or _rules_of(db) != set(rules()):
            _migrate(db)
    except sqlite3.DatabaseError as error:
        db.close()
        raise DamagedDatabase(path) from error
    except Refusal:
        db.close()
        raise
    return db


def _migrate(db: Database) -> None:
    """Bring the tables of an older version up to date and make every view and trigger anew, all or nothing.

    So too where those are not ours: whoever had the folder before may have changed what is saved and what counts.
    """
    with saving(db):
        for kind, name in db.execute(f"SELECT type, name {RULES}").fetchall():
            db.execute(f"DROP {kind} [{name}]")
        for reached in range(version(db) + 1, SCHEMA_VERSION + 1):
            for statement in statements(MIGRATIONS[reached]):
                db.execute(statement)
        for rule in rules():
            db.execute(rule)
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _rules_of(db: Database) -> set[str]:
    return {sql for (sql,) in db.execute(f"SELECT sql {RULES}").fetchall()}


def rebuild(found: Path, path: Path) -> None:
    """Make a database with our schema of the rows of one that anybody may have changed, and of nothing else in it.

    Raises DamagedDatabase where our tables do not take its rows, and NewerSchema.
    """
    open_database(found).close()  # an older one becomes one of this version
    db = _connect(path)
    try:
        db.execute("ATTACH ? AS found", [str(found)])
        with saving_much(db):
            for table in tables():
                db.execute(table)
            _copy_rows(db)
            for rule in rules():  # now: one of them writes when a row comes
                db.execute(rule)
            db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    except sqlite3.DatabaseError as error:
        raise DamagedDatabase(found) from error
    finally:
        db.close()


def _copy_rows(db: Database) -> None:
    """Copy every table of ours from the database attached, in its order: by the numbers of rows it is known what was sent."""
    listed = "SELECT name, wr FROM pragma_table_list WHERE schema = ? AND type = 'table' AND name NOT LIKE 'sqlite_%'"
    ours, theirs = ({*db.execute(listed, [schema]).fetchall()} for schema in ("main", "found"))
    if not ours <= theirs:  # a view may never end
        raise sqlite3.DatabaseError(f"no tables: {ours - theirs}")
    for table, without_rowid in ours:
        columns = ", ".join(
            name
            for (name,) in db.execute("SELECT name FROM pragma_table_info(?, 'main')", [table]).fetchall()
        )
        order = "" if without_rowid else " ORDER BY rowid"
        db.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM found.{table}{order}")


class Idle:
    """The open connections that no request uses just now; each is lent to one at a time, whichever thread it runs in.

    At its first commit a connection waits for the disk twice, for the log and for the folder; from then on once a save. And the
    last connection to close would copy the whole log into the database.
    """

    def __init__(self) -> None:
        self._idle: list[tuple[tuple[Path, int], Database]] = []
        weakref.finalize(self, _close_all, self._idle)

    def take(self, path: Path) -> Database:
        """Return a connection to this very file: one made anew in its place is another. Refuses as ``open_database``."""
        with suppress(IndexError):
            while True:
                file, database = self._idle.pop()
                if file == file_of(path):
                    return database
                database.close()
        return open_database(path)

    def give_back(self, path: Path, database: Database) -> None:
        """Keep a connection for the next request, unless something in it went wrong half way."""
        if database.conn.in_transaction or (file := file_of(path)) is None:
            database.close()
        else:
            self._idle.append((file, database))


def file_of(path: Path) -> tuple[Path, int] | None:
    """Return what tells this very file from one made anew in its place; None where there is none."""
    try:
        return path, path.stat().st_ino
    except OSError:
        return None


def _close_all(idle: list[tuple[tuple[Path, int], Database]]) -> None:
    for _file_of, database in idle:
        database.close()


def version(db: Database) -> int:
    """Return the schema version the database was written with; 0 for a file that is no audit."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def saving(db: Database) -> Iterator[None]:
    """Write everything in the block in one transaction, or nothing.

    It begins IMMEDIATE: a transaction that begins by reading fails at once when another writer was faster.
    """
    with told():
        db.execute("BEGIN IMMEDIATE")
        try:
            yield
            db.execute("COMMIT")
        except BaseException:
            if db.conn.in_transaction:
                db.execute("ROLLBACK")
            raise


@contextmanager
def saving_much(db: Database) -> Iterator[None]:
    """Write many rows as ``saving`` does, in little memory, and each once: the log would hold all of them first.

    Where others have the audit open the log stays, for they read beside it.
    """
    db.execute(f"PRAGMA cache_size = -{SMALL_CACHE}")
    with suppress(sqlite3.OperationalError):
        db.execute("PRAGMA journal_mode = DELETE")
    try:
        with saving(db):
            yield
    finally:
        db.execute(f"PRAGMA cache_size = -{CACHE}")
        with suppress(sqlite3.OperationalError):
            db.execute("PRAGMA journal_mode = WAL")


@contextmanager
def snapshot(db: Database) -> Iterator[None]:
    """Read everything in the block from one state of the audit, whatever others save meanwhile."""
    if db.conn.in_transaction:
        yield
        return
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.execute("COMMIT")


def _connect(path: Path) -> Database:
    try:
        connection = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
    except sqlite3.OperationalError as error:
        raise NotWritable(path, error) from error
    try:
        with told(path):
            for pragma in PRAGMAS:
                connection.execute(pragma)
    except sqlite3.OperationalError as error:
        connection.close()
        raise NotWritable(path, error) from error
    except sqlite3.DatabaseError as error:
        connection.close()
        raise DamagedDatabase(path) from error
    except Refusal:
        connection.close()
        raise
    connection.create_function("plain", 1, plain, deterministic=True)
    connection.create_function("bare", 1, bare, deterministic=True)
    return Database(connection)


@contextmanager
def told(path: object = "audit.db") -> Iterator[None]:
    """Raise as a refusal what SQLite refuses in the block for reasons outside of it: disk, locks, permissions, damage."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if refusal := refusal_of(error, path):
            raise refusal from error
        raise


def refusal_of(error: sqlite3.DatabaseError, path: object = "audit.db") -> Refusal | None:
    """Return what a failure of SQLite means to a person; nothing when it is a fault of the program."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # what Python itself raises carries no code
    if code == sqlite3.SQLITE_FULL:
        return DiskFull()
    if code == sqlite3.SQLITE_IOERR:
        return DiskFails()
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Busy()
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN):
        return NotWritable(path, error)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return DamagedDatabase(path)
    return None
