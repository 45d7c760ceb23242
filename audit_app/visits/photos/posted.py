"""The photos that a page or a phone sent: kept for the person at this laptop, those refused told."""

from collections.abc import Callable, Sequence

from flask import Response, flash, g, jsonify, request
from werkzeug.datastructures import FileStorage

from audit_app import db, pages, photos
from audit_app.errors import PhotoHere
from audit_app.text import gettext as _
from audit_app.text import ngettext
from audit_app.visits.photos import keeping


def files() -> list[FileStorage]:
    """Return the files of a request; a field that was left alone sends a nameless one."""
    return [file for file in request.files.getlist("photos") if file.filename]


def answer_script(refused: Callable[[FileStorage], str]) -> Response:
    """Answer a page's script, which sends one photo at a time: what ``refused`` says of it, blank where it was kept."""
    sent = files()
    said = refused(sent[0]) if sent else _("Elija primero una o más fotografías.")
    reply = jsonify(said=said)
    reply.status_code = 400 if said else 200
    return reply


def tell(refused: Sequence[str], kind: str = "notice") -> None:
    """Tell on the next page why files were refused; of many, how many more."""
    for sentence in refused[: pages.MOST_TOLD]:
        flash(sentence, kind)
    if more := len(refused[pages.MOST_TOLD :]):
        told = ngettext(
            "Tampoco se guardó %(n)s archivo más.", "Tampoco se guardaron %(n)s archivos más.", more
        )
        flash(told, kind)


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
