"""The page of a day's photos: received all at once, each proposed for a work, given to it when a person says so."""

from collections.abc import Mapping

from flask import (
    Blueprint,
    Response,
    flash,
    g,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as AnyResponse

from audit_app import db, pages, photos, security
from audit_app.errors import Refusal, UnknownPhoto, WorkMistaken, WorkNeeded
from audit_app.text import gettext as _
from audit_app.text import ngettext, plain, printable
from audit_app.visits.photos import keeping, posted
from audit_app.visits.waiting import area, queries
from audit_app.visits.waiting.grouped import grouped

blueprint = Blueprint("waiting", __name__)
MOST_LISTED = 2000
"""Works offered to choose from; of more only those that some photo is proposed for. Any folio can be typed."""


@blueprint.get("/photos")
@security.access("audit")
def day() -> str:
    """Show the photos that wait, grouped by the work that each is proposed for."""
    names = queries.names(g.db)
    groups = grouped(queries.all_waiting(g.db), queries.works(g.db), queries.given(g.db))
    told = dict.fromkeys(
        one.folio for group in groups for line in group.lines for one in line.proposal.candidates
    )
    listed = list(names) if len(names) <= MOST_LISTED else [*told]
    return render_template("visits/day.html", groups=groups, names=names, listed=listed)


@blueprint.post("/photos")
@security.access("audit")
def receive() -> AnyResponse:
    """Receive photos without a work; a bad file is told and the others go on."""
    if security.by_script():
        return posted.answer_script(_refused)
    sent = posted.files()
    refused = [str(refusal) for file in sent if (refusal := _refused(file))]
    posted.tell(refused)
    if kept := len(sent) - len(refused):
        flash(ngettext("%(n)s fotografía recibida.", "%(n)s fotografías recibidas.", kept))
    elif not sent:
        flash(_("Elija primero una o más fotografías."), "notice")
    return redirect(url_for(".day"), 303)


@blueprint.post("/photos/decide")
@security.access("audit")
def decide() -> AnyResponse | str:
    """Remember what was chosen; give the photos ticked to their works, or discard them once that is confirmed."""
    ticked = queries.all_waiting(g.db, request.form.getlist("take"))
    _remember({waiting.photo.sha256 for waiting in ticked})
    action = request.form.get("action")
    if action not in ("give", "discard"):
        return redirect(url_for(".day"), 303)
    if not ticked:
        flash(_("Marque primero una o más fotografías."), "notice")
        return redirect(url_for(".day"), 303)
    if action == "discard":
        return render_template("visits/day_discard.html", ticked=ticked, name_of=keeping.name_of)
    with db.saving(g.db):
        author = pages.author(request.form.get("person", ""))
    names, refused = queries.names(g.db), []
    for waiting in ticked:
        sha256, name = waiting.photo.sha256, keeping.told(keeping.name_of(waiting.path))
        try:
            folio = _folio(pages.typed(f"folio-{sha256}"), names, name)
            area.give(g.db, g.audit, waiting, folio, author)
        except Refusal as refusal:
            refused.append(str(refusal))
    posted.tell(refused)
    if given := len(ticked) - len(refused):
        flash(
            ngettext(
                "%(n)s fotografía guardada en su obra.", "%(n)s fotografías guardadas en sus obras.", given
            )
        )
    return redirect(url_for(".day"), 303)


@blueprint.post("/photos/discard")
@security.access("audit")
def discard() -> AnyResponse:
    """Discard photos that wait, once a person has confirmed it."""
    gone = sum(area.discard(g.db, g.audit, sha256) for sha256 in request.form.getlist("take"))
    if gone:
        flash(ngettext("%(n)s fotografía descartada.", "%(n)s fotografías descartadas.", gone))
    return redirect(url_for(".day"), 303)


@blueprint.get("/photos/waiting/<sha256>")
@security.access("audit")
def small(sha256: str) -> Response:
    """Send the upright small copy of a photo that waits."""
    if not queries.is_waiting(g.db, sha256):
        raise UnknownPhoto
    copy = photos.derive(g.audit.waiting, g.audit.derived, sha256)
    if copy is None:
        raise UnknownPhoto
    return send_file(copy, "image/jpeg")


@blueprint.get("/photos/waiting/<sha256>/original")
@security.access("audit")
def original(sha256: str) -> Response:
    """Send a photo that waits, byte for byte."""
    found, path = queries.all_waiting(g.db, [sha256]), photos.place(g.audit.waiting, sha256)
    if not found or not path.is_file():
        raise UnknownPhoto
    return send_file(path, found[0].photo.media_type)


def _folio(typed: str, names: Mapping[str, str], name: str) -> str:
    """Return the folio that was typed, as its work has it, in whatever case; refuse one that no work has."""
    if typed in names:
        return typed
    alike = [folio for folio in names if plain(folio) == plain(typed)]
    if len(alike) != 1:
        raise WorkMistaken(name, typed[:80]) if typed else WorkNeeded(name)
    return alike[0]


def _refused(file: FileStorage) -> Refusal | None:
    """Receive a photo, or return why not."""
    path = printable(request.form.get("path") or file.filename or "")
    try:
        area.receive(g.db, g.audit, file.read(), path)
    except Refusal as refusal:
        return refusal
    return None


def _remember(ticked: set[str]) -> None:
    """Keep what the page was left with, so that what was not given yet shows it again."""
    shown = [name.removeprefix("folio-") for name in request.form if name.startswith("folio-")]
    with db.saving(g.db):
        queries.choose(
            g.db, {sha256: (pages.typed(f"folio-{sha256}")[:200], sha256 in ticked) for sha256 in shown}
        )
