"""Reads and writes photos in the ledger, and how they look beside it."""

from dataclasses import dataclass

from sqlite_utils import Database

from audit_app import ledger
from audit_app.errors import PhotoInConflict
from audit_app.ledger import Author, Row
from audit_app.photos import Examined, differing

ALIKE = (
    10  # bits of 64: another size, quality or brightness changes at most as many, another scene twice as many
)


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


def of_work(db: Database, folio: str) -> list[Photo]:
    """Return the photos of a work, in the order they were taken, then as they arrived."""
    rows = db.execute(
        "SELECT sha256, caption, question, file_name, media_type, bytes, taken_at, latitude, longitude, author "
        "FROM current_photos WHERE folio = ? ORDER BY coalesce(taken_at, '9999'), id",
        [folio],
    )
    return [Photo(*row) for row in rows.fetchall()]


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


def remember_look(db: Database, sha256: str, look: str | None) -> None:
    """Remember how a photo looks, and which others look alike. Inside ``db.saving``."""
    known = db.execute(
        "SELECT sha256, look FROM photo_looks WHERE look IS NOT NULL AND sha256 <> ?", [sha256]
    )
    twins = [other for other, its in known.fetchall() if look and differing(look, its) <= ALIKE]
    db.execute("INSERT INTO photo_looks (sha256, look) VALUES (?, ?) ON CONFLICT DO NOTHING", [sha256, look])
    pairs = [(sha256, other) for other in twins] + [(other, sha256) for other in twins]
    db.conn.executemany("INSERT INTO photo_twins (sha256, other) VALUES (?, ?) ON CONFLICT DO NOTHING", pairs)


def twins(db: Database, folio: str) -> dict[str, list[str]]:
    """Return, for each photo of a work that looks like others, the works that have those; its own too."""
    rows = db.execute(
        """
        SELECT t.sha256, other.folio FROM current_photos p JOIN photo_twins t ON t.sha256 = p.sha256
        JOIN current_photos other ON other.sha256 = t.other WHERE p.folio = ? GROUP BY 1, 2 ORDER BY 1, 2
        """,
        [folio],
    ).fetchall()
    found: dict[str, list[str]] = {}
    for sha256, other in rows:
        found.setdefault(sha256, []).append(other)
    return found
