"""The statements of the schema, and what its tables have more in each version than in the one before; the rest is made anew."""

import re
import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SCHEMA = Path(__file__).parent.parent / "schema.sql"
RULE = re.compile(r"(?:\s|--[^\n]*\n)*(CREATE (?:VIEW|TRIGGER)\b.*);\s*", re.DOTALL)

MIGRATIONS = {
    2: "ALTER TABLE works ADD COLUMN replaces TEXT CHECK (trim(replaces) <> '' AND replaces <> folio);",
    3: "CREATE TABLE photo_looks ("
    "sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64), look TEXT CHECK (length(look) = 16)) STRICT;\n"
    "CREATE TABLE photo_twins (sha256 TEXT NOT NULL, other TEXT NOT NULL, PRIMARY KEY (sha256, other)) STRICT;",
    4: """
ALTER TABLE photos RENAME TO photos_before;
CREATE TABLE photos (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  folio TEXT NOT NULL CHECK (trim(folio) <> ''),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  author TEXT NOT NULL, device TEXT NOT NULL, recorded_at TEXT NOT NULL,
  withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
  reason TEXT,
  caption TEXT, question TEXT, file_name TEXT,
  media_type TEXT NOT NULL CHECK (media_type IN ('image/jpeg', 'image/png', 'image/heic')),
  bytes INTEGER NOT NULL, width INTEGER, height INTEGER,
  taken_at TEXT, latitude REAL, longitude REAL,
  CHECK ((width IS NOT NULL AND height IS NOT NULL) OR media_type = 'image/heic')
) STRICT;
INSERT INTO photos (rowid, id, folio, sha256, author, device, recorded_at, withdrawn, reason, caption, question, file_name,
    media_type, bytes, width, height, taken_at, latitude, longitude)
  SELECT rowid, id, folio, sha256, author, device, recorded_at, withdrawn, reason, caption, question, file_name,
    media_type, bytes, width, height, taken_at, latitude, longitude FROM photos_before;
DROP TABLE photos_before;
CREATE INDEX photos_folio ON photos (folio, sha256, id);
CREATE INDEX photos_sha256 ON photos (sha256);
CREATE TABLE photos_waiting (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  path TEXT NOT NULL,
  media_type TEXT NOT NULL, bytes INTEGER NOT NULL, width INTEGER, height INTEGER, taken_at TEXT, latitude REAL, longitude REAL,
  look TEXT,
  folio TEXT, ticked INTEGER CHECK (ticked IN (0, 1)),
  received_at TEXT NOT NULL
) STRICT;
""",  # the rows keep their numbers: by these it is known what was sent
    5: """
CREATE TABLE day_route (id TEXT PRIMARY KEY, folios TEXT NOT NULL) STRICT;
CREATE TABLE backups_made (
  number INTEGER PRIMARY KEY, made_at TEXT NOT NULL, path TEXT NOT NULL, revisions INTEGER NOT NULL
) STRICT;
""",
}


@cache
def tables() -> tuple[str, ...]:
    """Return the statements that make the tables and their indexes, in order."""
    return tuple(one for one in statements(_script()) if not RULE.fullmatch(one))


@cache
def rules() -> tuple[str, ...]:
    """Return the statements that make the views and triggers, in order, as SQLite keeps them."""
    return tuple(rule[1] for rule in map(RULE.fullmatch, statements(_script())) if rule)


def statements(script: str) -> Iterator[str]:
    """Split a script into its statements; ``executescript`` would commit the transaction around it."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _script() -> str:
    return SCHEMA.read_text(encoding="utf-8")
