"""The draft of a visit as a page sends it."""

from collections.abc import Mapping

from flask import g

from audit_app import pages
from audit_app.drafts import Draft
from audit_app.text import gettext as _
from audit_app.visits import queries


def save(folio: str, found: Mapping[str, str] | None = None) -> tuple[Draft, bool]:
    """Save the draft that a page holds, with answers ``found`` elsewhere; tell whether no other page saved meanwhile."""
    known = {str(row["id"]) for row, _older in queries.history(g.db, folio)}
    return pages.save_draft("visits", folio, known, found or {})


def told_elsewhere() -> str:
    """Return what is said of a draft that another page has saved too."""
    return _("Esta visita está abierta en otra ventana. Lo escrito aquí se guardó aparte: nada se perdió.")
