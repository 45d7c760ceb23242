"""The little app that a phone meets: its code, its page, the photos it sends, and nothing else.

It knows no session and no secret of the laptop's app, and never sends back a photo or anything of the audit but the work's name.
"""

from collections.abc import Callable, Sequence

from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
)
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.sansio.http import parse_cookie
from werkzeug.wrappers import Response as AnyResponse

from audit_app import audit, db, drafts, photos, text
from audit_app.db import Idle
from audit_app.errors import (
    DamagedDatabase,
    NewerSchema,
    NotReadable,
    NotWritable,
    PhoneOver,
    PhonePageOld,
    PhoneUnknown,
    PhotoTooLarge,
    Refusal,
    TooMuch,
    UnknownDraft,
)
from audit_app.text import gettext as _
from audit_app.text import ngettext
from audit_app.visits.phone.pairing import PHONE_SECONDS, Pairing, page_token
from audit_app.visits.photos import posted

COOKIE = "constata_phone"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
    "Cache-Control": "no-store",
}
MOST_AT_ONCE = 50  # files in one request, of a browser without scripts

blueprint = Blueprint("phone", __name__)


def receiving(pairing: Pairing, host: str, idle: Idle) -> Flask:
    """Return the app that receives the photos of one pairing, for requests to this ``address:port`` alone."""
    app = Flask("audit_app", static_folder="static/phone", static_url_path="/static")
    app.config.update(
        MAX_CONTENT_LENGTH=photos.LARGEST_BYTES + 1_000_000,
        MAX_FORM_MEMORY_SIZE=500_000,
        MAX_FORM_PARTS=MOST_AT_ONCE + 5,
        PROVIDE_AUTOMATIC_OPTIONS=False,
    )
    app.extensions.update(pairing=pairing, host=host, idle=idle)
    app.jinja_env.globals.update(_=text.gettext, ngettext=text.ngettext, language=text.language)
    app.before_request(_gate)
    app.after_request(_with_headers)
    app.teardown_request(_give_back)
    app.register_blueprint(blueprint)
    app.register_error_handler(Refusal, _told)
    app.register_error_handler(HTTPException, _http)
    return app


def let_in(pairing: Pairing) -> Callable[[str], bool]:
    """Return what tells whether a ``Cookie`` header is that of the phone that was let in."""
    return lambda header: pairing.holds(parse_cookie(header).get(COOKIE, ""))


@blueprint.get("/")
def page() -> Response:
    """Show the page of a phone that was let in; ask any other for its code."""
    return _page() if _pairing().holds(_cookie()) else _claim_page("")


@blueprint.get("/c/<code>")
def link(code: str) -> AnyResponse:
    """Ask for one touch before the code of a link is used up: programs that look ahead at links open them too."""
    if _pairing().holds(_cookie()):
        return redirect("/")
    _pairing().check(code)
    return _claim_page(code)


@blueprint.post("/claim")
def claim() -> AnyResponse:
    """Let in the phone that brings the code."""
    cookie = _pairing().claim(request.form.get("code", ""))
    answer = redirect("/", 303)
    answer.set_cookie(COOKIE, cookie, max_age=PHONE_SECONDS, httponly=True, samesite="Strict")
    return answer


@blueprint.post("/photos")
def add() -> AnyResponse:
    """Keep the photos of the phone that was let in; each that is refused is told."""
    if not _pairing().holds(_cookie()):
        raise PhoneUnknown if not _pairing().why else PhoneOver
    if request.form.get("token", "") != page_token(_cookie()):
        raise PhonePageOld
    _open_visit()
    sent = posted.files()
    refused = [sentence for file in sent if (sentence := _refused(file))]
    if not sent:
        refused = [_("Elija primero una o más fotografías.")]
    if _wants_json():
        reply = make_response({"said": "\n".join(refused), "told": _sent()})
        reply.status_code = 400 if refused else 200
        return reply
    return _page(refused, 400 if refused else 200)


def _pairing() -> Pairing:
    pairing: Pairing = current_app.extensions["pairing"]
    return pairing


def _cookie() -> str:
    return request.cookies.get(COOKIE, "")


def _wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _gate() -> AnyResponse | None:
    """Speak the laptop's language; refuse a request meant for another host, or sent by another site's page."""
    text.speak(_pairing().visit.language)
    here = current_app.extensions["host"]
    if request.headers.get("Host") != here:
        told = _("Aquí solo se responde en la dirección que muestra la laptop.")
        return Response(told, 400, content_type="text/plain; charset=utf-8")
    if (
        request.method not in ("GET", "HEAD")
        and request.headers.get("Origin", f"http://{here}") != f"http://{here}"
    ):
        raise PhonePageOld
    return None


def _open_visit() -> None:
    """Open the audit for this request; where the visit is no longer open, neither is the pairing."""
    visit = _pairing().visit
    if not visit.audit.exists:
        _pairing().end("visit")
        raise PhoneOver
    g.audit, g.db = visit.audit, current_app.extensions["idle"].take(visit.audit.database)
    try:
        with db.told(visit.audit.database):
            if audit.settings(g.db).get("audit") != visit.audit_id:
                raise UnknownDraft
            drafts.of_form(g.db, visit.draft, "visits", visit.folio)
    except UnknownDraft:
        _pairing().end("visit")
        raise PhoneOver from None


def _give_back(_error: BaseException | None) -> None:
    if g.get("db") is not None:
        current_app.extensions["idle"].give_back(g.audit.database, g.db)


def _refused(file: FileStorage) -> str:
    """Keep a photo, or return the sentence that says why not."""
    size = file.seek(0, 2) or file.tell()
    file.seek(0)
    try:
        with _pairing().place(size):
            if posted.keep(_pairing().visit.folio, file, again=bool(request.form.get("again"))):
                _pairing().count()
    except Refusal as refusal:
        return _sentence(refusal)
    return ""


def _sentence(refusal: Refusal) -> str:
    """Return what a phone is told: of the laptop's folders, nothing."""
    if isinstance(refusal, (DamagedDatabase, NewerSchema, NotReadable, NotWritable)):
        return _failed()
    return str(refusal)


def _failed() -> str:
    return _("La laptop no pudo guardar lo enviado: vea en ella qué pasa e inténtelo de nuevo.")


def _sent() -> str:
    return ngettext("%(n)s fotografía enviada", "%(n)s fotografías enviadas", _pairing().arrived)


def _page(refused: Sequence[str] = (), status: int = 200) -> Response:
    shown = render_template(
        "phone/photos.html",
        visit=_pairing().visit,
        token=page_token(_cookie()),
        sent=_sent(),
        refused=refused,
        largest=photos.LARGEST_BYTES,
        too_large=str(PhotoTooLarge("##")),
    )
    return make_response(shown, status)


def _claim_page(code: str, sentence: str = "", status: int = 200) -> Response:
    return make_response(render_template("phone/claim.html", code=code, sentence=sentence), status)


def _told(refusal: Refusal) -> Response:
    """Say why something was refused: to the script as JSON, else on the page of the phone or on the one that asks for a code."""
    sentence = _sentence(refusal)
    if _wants_json():
        return make_response({"said": sentence}, 403)
    return _page([sentence], 403) if _pairing().holds(_cookie()) else _claim_page("", sentence, 403)


def _http(error: HTTPException) -> Response:
    """Say in one sentence that there is nothing else here, or that too much was sent."""
    if isinstance(error, RequestEntityTooLarge):
        sentence, status = str(TooMuch()), 413
    else:
        status = error.code or 400
        sentence = _failed() if status >= 500 else _("Aquí solo se envían fotografías de una visita.")
    if _wants_json():
        return make_response({"said": sentence}, status)
    return make_response(render_template("phone/said.html", sentence=sentence), status)


def _with_headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    return response
