"""The pages of photos: sent, described, withdrawn, shown."""

from contextlib import suppress

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
from audit_app.errors import PhotoNotShown, Refusal, UnknownPhoto
from audit_app.instruments import PROVED
from audit_app.text import gettext as _
from audit_app.text import ngettext
from audit_app.visits import going_on
from audit_app.visits import queries as visits
from audit_app.visits.photos import comparing, doubted, posted, queries
from audit_app.visits.photos.doubts import REASONS
from audit_app.visits.photos.shown import shown

blueprint = Blueprint("photos", __name__)
LONGEST_CAPTION = 300
PAGE = 30  # photos in doubt
PATIENCE = 60.0  # seconds to compare photos in: some 2,000


@blueprint.post("/visits/<folio:folio>/photos")
@security.access("audit")
def add(folio: str) -> AnyResponse:
    """Keep the photos sent, and the form's draft with them; a bad file is told and the others go on."""
    if request.accept_mimetypes.best == "application/json":
        return posted.answer_script(lambda file: _refused(folio, file))  # the draft is not in it
    draft, in_order = going_on.save(folio)
    if not in_order:
        flash(going_on.told_elsewhere(), "photos notice")
    sent = posted.files()
    refused = [sentence for file in sent if (sentence := _refused(folio, file))]
    posted.tell(refused, "photos notice")
    if kept := len(sent) - len(refused):
        flash(ngettext("%(n)s fotografía guardada.", "%(n)s fotografías guardadas.", kept), "photos")
    elif not sent:
        flash(_("Elija primero una o más fotografías."), "photos notice")
    return redirect(url_for("visits.visit", folio=folio, draft=draft.id) + "#section-photos", 303)


@blueprint.get("/visits/<folio:folio>/photos/<sha256>")
@security.access("audit")
def described(folio: str, sha256: str) -> str:
    """Show one photo of a work, to be described or withdrawn."""
    place, visit = (g.work.latitude, g.work.longitude), visits.seen(g.db, folio).visit or {}
    found = [one for one in shown(g.db, folio, place, visit) if one.photo.sha256 == sha256]
    if not found:
        raise UnknownPhoto
    return render_template("visits/photo.html", shown=found[0], proved=PROVED)


@blueprint.post("/visits/<folio:folio>/photos/<sha256>")
@security.access("audit")
def change(folio: str, sha256: str) -> AnyResponse:
    """Give a photo its caption, or withdraw it with a reason."""
    if sha256 not in {photo.sha256 for photo in queries.of_work(g.db, folio)}:
        raise UnknownPhoto
    withdrawn, reason = request.form.get("action") == "withdraw", pages.typed("reason")
    if withdrawn and not reason:
        flash(_("Escriba por qué retira la fotografía: queda en su historia."), "photos notice")
        return redirect(url_for(".described", folio=folio, sha256=sha256), 303)
    with db.saving(g.db):
        author = pages.author(request.form.get("person", ""))
        if withdrawn:
            queries.withdraw(g.db, folio, sha256, reason, author)
        else:
            queries.change(g.db, folio, sha256, _caption(), author, _proved())
    flash(_("Fotografía actualizada."), "photos")
    return redirect(url_for("visits.record", folio=folio) + "#section-photos", 303)


def _caption() -> str:
    return " ".join(pages.typed("caption").split())[:LONGEST_CAPTION]


def _proved() -> str:
    """Return the question that the photo is said to prove; nothing for what is none."""
    code = request.form.get("proves", "")
    return code if code in PROVED else ""


@blueprint.get("/photos/review")
@security.access("audit")
def review() -> str:
    """Show the photos that a person should look at again, for any reason or for one, beside those they are like."""
    every = list(doubted.doubted(g.db))
    reason = request.args.get("reason", "")
    return render_template(
        "visits/doubted.html",
        page=doubted.page(every, reason, request.args.get("after", ""), PAGE),
        reason=reason,
        reasons=REASONS,
        total=len(every),
        uncompared=len(comparing.uncompared(g.db, g.audit)),
    )


@blueprint.post("/photos/review")
@security.access("audit")
def compare() -> AnyResponse:
    """Compare the photos that came from other laptops with all the others."""
    comparing.compare(g.db, g.audit, PATIENCE)
    return redirect(url_for(".review"), 303)


@blueprint.get("/photos/<sha256>")
@security.access("audit")
def small(sha256: str) -> Response:
    """Send the upright small copy of a photo."""
    media_type = _media_type(sha256)
    copy = photos.derive(g.audit.photos, g.audit.derived, sha256)
    if copy is None:
        raise UnknownPhoto if photos.can_be_shown(media_type, g.audit.derived, sha256) else PhotoNotShown
    if not queries.looks_known(g.db, sha256):  # it came from another laptop, or could not be shown until now
        with suppress(Refusal), db.saving(g.db):  # it is shown all the same
            queries.remember_look(g.db, sha256, photos.look(copy))
    return _kept_by_browser(send_file(copy, "image/jpeg"))


@blueprint.get("/photos/<sha256>/original")
@security.access("audit")
def original(sha256: str) -> Response:
    """Send the original photo, byte for byte."""
    media_type = _media_type(sha256)
    path = photos.place(g.audit.photos, sha256)
    if not path.is_file():
        raise UnknownPhoto
    return _kept_by_browser(send_file(path, media_type))


def _refused(folio: str, file: FileStorage) -> str:
    """Keep a photo, or return the sentence that says why not."""
    again = bool(request.form.get("again"))
    try:
        posted.keep(folio, file, _caption(), _proved(), request.form.get("person", ""), again)
    except Refusal as refusal:
        return str(refusal)
    return ""


def _media_type(sha256: str) -> str:
    media_type = queries.media_type(g.db, sha256)
    if media_type is None:
        raise UnknownPhoto
    return media_type


def _kept_by_browser(response: Response) -> Response:
    """Let the browser keep a file that is named by its content."""
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response
