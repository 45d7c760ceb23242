"""The draft of a visit as a page sends it."""

from flask import g

from audit_app import pages
from audit_app.drafts import Draft
from audit_app.text import gettext as _
from audit_app.visits import queries


def save(folio: str) -> tuple[Draft, bool]:
    """Save the draft that a page holds; tell whether no other page saved meanwhile."""
    return pages.save_draft("visits", folio, {str(row["id"]) for row, _older in queries.history(g.db, folio)})


def told_elsewhere() -> str:
    """Return what is said of a draft that another page has saved too."""
    return _("Esta visita está abierta en otra ventana. Lo escrito aquí se guardó aparte: nada se perdió.")
