"""Keeps a photo that a page or a phone sent, for the person at this laptop."""

from flask import g
from werkzeug.datastructures import FileStorage

from audit_app import db, pages, photos
from audit_app.errors import PhotoHere
from audit_app.visits.photos import keeping


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
    data, name = file.read(), keeping.name_of(file.filename or "")
    try:
        keeping.refuse_twin(g.db, photos.fingerprint(data), name)
        kept = photos.keep(data, keeping.told(name), g.audit.photos, g.audit.derived)
        look = keeping.look_of(g.audit.derived, kept.sha256)
        with db.saving(g.db):
            keeping.record(g.db, folio, kept, look, name, pages.author(person), caption, question)
    except PhotoHere as twin:
        if not (again and twin.folios == [folio]):
            raise
        return False
    return True
