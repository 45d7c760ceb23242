"""Keeps a photo as evidence of a work: refused where it is already, its file first, its row last."""

from pathlib import Path

from sqlite_utils import Database

from audit_app import photos
from audit_app.errors import PhotoHere
from audit_app.ledger import Author
from audit_app.photos import Examined
from audit_app.text import tidy
from audit_app.visits.photos import queries

LONGEST_TOLD = 60


def name_of(path: str) -> str:
    """Return the name of a file, printable, without the folders that the sender had it in."""
    return tidy(path.replace("\\", "/").rsplit("/", 1)[-1])


def told(name: str) -> str:
    """Return a file's name as sentences tell it."""
    return name if len(name) <= LONGEST_TOLD else name[: LONGEST_TOLD - 3] + "…"


def refuse_twin(db: Database, sha256: str, name: str) -> None:
    """Refuse a photo that a work has already."""
    if here := queries.works_with(db, sha256):
        raise PhotoHere(told(name), here)


def look_of(derived: Path, sha256: str) -> str | None:
    """Return how a photo looks; None of one without forms, or that this laptop cannot show."""
    copy = photos.place(derived, sha256)
    return photos.look(copy) if copy.is_file() else None


def record(
    db: Database,
    folio: str,
    photo: Examined,
    look: str | None,
    name: str,
    author: Author,
    caption: str = "",
    question: str = "",
) -> None:
    """Append the row of a photo whose file is in its place, and remember how it looks. Inside ``db.saving``."""
    refuse_twin(db, photo.sha256, name)
    queries.add(db, folio, photo, name, caption, author, question)
    if photo.width:  # else it could not be shown, and how it looks is asked again where it can
        queries.remember_look(db, photo.sha256, look)
