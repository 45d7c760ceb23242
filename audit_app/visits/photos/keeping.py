"""Keeps a photo that a page or a phone sent: examined, refused where it is here already, written before its row."""

from flask import g
from werkzeug.datastructures import FileStorage

from audit_app import db, pages, photos
from audit_app.errors import PhotoHere
from audit_app.visits.photos import queries


def keep(
    folio: str,
    file: FileStorage,
    caption: str = "",
    question: str = "",
    person: str = "",
    again: bool = False,
) -> bool:
    """Keep a photo of a work; tell whether it is new. Refuses what is no photo, a twin, a laptop without a person's name.

    ``again``: it is sent once more because no answer came, so it may be this work's already, and that is no twin.
    """
    name = (file.filename or "").replace("\\", "/").rsplit("/", 1)[-1]
    try:
        _keep(folio, file.read(), name, (caption, question, person))
    except PhotoHere as twin:
        if not (again and twin.folios == [folio]):
            raise
        return False
    return True


def _keep(folio: str, data: bytes, name: str, said: tuple[str, str, str]) -> None:
    told = name if len(name) <= 60 else name[:57] + "…"
    _refuse_twin(photos.fingerprint(data), told)
    kept = photos.keep(data, told, g.audit.photos, g.audit.derived)
    look = photos.look(photos.place(g.audit.derived, kept.sha256))
    caption, question, person = said
    with db.saving(g.db):
        _refuse_twin(kept.sha256, told)
        queries.add(g.db, folio, kept, name, caption, pages.author(person), question)
        queries.remember_look(g.db, kept.sha256, look)


def _refuse_twin(sha256: str, name: str) -> None:
    if here := queries.works_with(g.db, sha256):
        raise PhotoHere(name, here)
