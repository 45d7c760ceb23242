"""Reads and writes photos in the ledger, and how they look beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from sqlite_utils import Database

from audit_app import ledger
from audit_app.errors import PhotoInConflict
from audit_app.ledger import Author, Row
from audit_app.photos import Examined, differing
from audit_app.visits.photos.doubts import Site

ALIKE = 10
"""Bits of 64: another size, quality or light changes at most as many, another scene twice as many."""
MOST_TWINS = 20
"""Others that are remembered to look like a photo: more tell nothing more."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo of a work as it stands."""

    sha256: str
    caption: str | None
    question: str | None
    file_name: str | None
    media_type: str
    bytes: int
    taken_at: str | None
    latitude: float | None
    longitude: float | None
    author: str


COLUMNS = "p.sha256, p.caption, p.question, p.file_name, p.media_type, p.bytes, p.taken_at, p.latitude, p.longitude, p.author"


def of_work(db: Database, folio: str) -> list[Photo]:
    """Return the photos of a work, in the order they were taken, then as they arrived."""
    order = "ORDER BY coalesce(taken_at, '9999'), id"
    rows = db.execute(f"SELECT {COLUMNS} FROM current_photos p WHERE folio = ? {order}", [folio])
    return [Photo(*row) for row in rows.fetchall()]


def with_sites(db: Database) -> list[tuple[str, str, Photo, Site]]:
    """Return every photo with its work's folio and name, and where and when that was visited; by folio, in the order taken."""
    rows = db.execute(
        f"""
        SELECT p.folio, w.name, w.latitude, w.longitude, v.visited_on, v.arrived_at, v.left_at, {COLUMNS}
        FROM current_photos p JOIN current_works w ON w.folio = p.folio LEFT JOIN current_visits v ON v.folio = p.folio
        ORDER BY p.folio, coalesce(p.taken_at, '9999'), p.id
        """
    )
    return [(folio, name, Photo(*row[5:]), Site(*row[:5])) for folio, name, *row in rows.fetchall()]


def works_with(db: Database, sha256: str) -> list[str]:
    """Return the folios of the works that have a photo of these bytes."""
    rows = db.execute("SELECT DISTINCT folio FROM current_photos WHERE sha256 = ? ORDER BY folio", [sha256])
    return [folio for (folio,) in rows.fetchall()]


def media_type(db: Database, sha256: str) -> str | None:
    """Return the media type of a photo of the audit; None when no work has it."""
    row = db.execute("SELECT media_type FROM photos WHERE sha256 = ? LIMIT 1", [sha256]).fetchone()
    return str(row[0]) if row else None


def add(
    db: Database,
    folio: str,
    photo: Examined,
    file_name: str,
    caption: str,
    author: Author,
    question: str = "",
) -> str:
    """Append a photo whose file is already in its place; return its id. Inside ``db.saving``."""
    heads = ledger.heads(db, ledger.kind_named(db, "photos"), [folio, photo.sha256])
    row: Row = {
        "folio": folio,
        "sha256": photo.sha256,
        "caption": caption or None,
        "question": question or None,
        "file_name": file_name[:200] or None,
        "media_type": photo.media_type,
        "bytes": photo.bytes,
        "width": photo.width,
        "height": photo.height,
        "taken_at": photo.taken_at,
        "latitude": photo.latitude,
        "longitude": photo.longitude,
    }
    return ledger.append(db, "photos", row, author, [str(head["id"]) for head in heads])


def change(
    db: Database, folio: str, sha256: str, caption: str, author: Author, question: str | None = None
) -> None:
    """Append a photo's new caption, and the question it proves unless that stays; nothing when both are the same.

    Inside ``db.saving``.
    """
    heads = ledger.heads(db, ledger.kind_named(db, "photos"), [folio, sha256])
    if len(heads) > 1:
        raise PhotoInConflict
    if not heads:
        return
    proves = heads[-1]["question"] if question is None else question or None
    if (heads[-1]["caption"] or "", heads[-1]["question"]) != (caption, proves):
        row = {**heads[-1], "caption": caption or None, "question": proves, "reason": None}
        ledger.append(db, "photos", row, author, [str(head["id"]) for head in heads])


def withdraw(db: Database, folio: str, sha256: str, reason: str, author: Author) -> None:
    """Withdraw a photo; its file and its history stay. Inside ``db.saving``."""
    ledger.withdraw(db, ledger.kind_named(db, "photos"), [folio, sha256], reason, author)


def looks_known(db: Database, sha256: str) -> bool:
    """Tell whether it is known here how a photo looks."""
    return bool(db.execute("SELECT 1 FROM photo_looks WHERE sha256 = ?", [sha256]).fetchone())


def of_unknown_look(db: Database) -> list[tuple[str, str]]:
    """Return digest and media type of the photos of which nobody here knows how they look."""
    rows = db.execute(
        "SELECT DISTINCT sha256, media_type FROM current_photos WHERE sha256 NOT IN (SELECT sha256 FROM photo_looks)"
    )
    return list(rows.fetchall())


def remember_look(db: Database, sha256: str, look: str | None) -> None:
    """Remember how a photo looks, and which others look alike. Inside ``db.saving``."""
    others = "SELECT sha256, look FROM photo_looks WHERE look IS NOT NULL AND sha256 <> ?"
    known = db.execute(others, [sha256]).fetchall() if look else []
    alike = (other for other, its in known if look and differing(look, its) <= ALIKE)
    twins = list(islice(alike, MOST_TWINS))
    db.execute("INSERT INTO photo_looks (sha256, look) VALUES (?, ?) ON CONFLICT DO NOTHING", [sha256, look])
    pairs = [(sha256, other) for other in twins] + [(other, sha256) for other in twins]
    db.conn.executemany("INSERT INTO photo_twins (sha256, other) VALUES (?, ?) ON CONFLICT DO NOTHING", pairs)


def copies(db: Database, folio: str) -> dict[str, list[str]]:
    """Return, for each photo of a work, the works that have the very same one; its own too."""
    rows = db.execute(
        """
        SELECT p.sha256, other.folio FROM current_photos p JOIN current_photos other ON other.sha256 = p.sha256
        WHERE p.folio = ? ORDER BY 1, 2
        """,
        [folio],
    )
    return _by_photo(rows.fetchall())


def twins(db: Database, folio: str) -> dict[str, list[str]]:
    """Return, for each photo of a work that looks like others, the works that have those; its own too."""
    rows = db.execute(
        """
        SELECT t.sha256, other.folio FROM current_photos p JOIN photo_twins t ON t.sha256 = p.sha256
        JOIN current_photos other ON other.sha256 = t.other WHERE p.folio = ? GROUP BY 1, 2 ORDER BY 1, 2
        """,
        [folio],
    )
    return _by_photo(rows.fetchall())


def all_twins(db: Database) -> dict[str, list[str]]:
    """Return, for each photo that looks like others, the digests of those."""
    return _by_photo(db.execute("SELECT sha256, other FROM photo_twins ORDER BY 1, 2").fetchall())


def _by_photo(rows: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for sha256, other in rows:
        found.setdefault(sha256, []).append(other)
    return found
