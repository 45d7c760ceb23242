"""Who may see a page: the launch link, the session, access rules, headers and allowed hosts."""

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from typing import Any, Literal, TypeVar

from flask import (
    Flask,
    Response,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_wtf.csrf import CSRFError, CSRFProtect
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.exceptions import BadRequest, SecurityError
from werkzeug.wrappers import Response as AnyResponse

from audit_app.errors import Refusal
from audit_app.text import gettext as _

Rule = Literal["open", "session", "audit"]
View = TypeVar("View", bound=Callable[..., Any])
LINK_SECONDS = 600
HOSTS = ["127.0.0.1", "localhost"]
CONTENT_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; frame-src 'none'; worker-src 'none'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=()",
}
LONGEST_REQUEST = 200_000_000
LONGEST_FORM = 2_000_000

csrf = CSRFProtect()


class RouteWithoutRule(RuntimeError):
    """A route was added without saying who may see it; the app does not start."""


def access(rule: Rule) -> Callable[[View], View]:
    """Say who may see a page: anyone (``open``), the person at this laptop, or that person with an audit open."""

    def ruled(view: View) -> View:
        view.access_rule = rule  # type: ignore[attr-defined] # a mark on the function
        return view

    return ruled


def protect(app: Flask, secret: str) -> None:
    """Set the keys, bounds, hosts, cookies and headers of the app, and its way in."""
    app.config.update(
        SECRET_KEY=secret,
        SESSION_COOKIE_NAME="constata",
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_COOKIE_HTTPONLY=True,
        TRUSTED_HOSTS=HOSTS,
        MAX_CONTENT_LENGTH=LONGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LONGEST_FORM,
        MAX_FORM_PARTS=2000,
        WTF_CSRF_CHECK_DEFAULT=False,  # ``check_token`` does, after the gate
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
    )
    app.extensions.update(links_used=set(), started=int(time.time()))
    app.after_request(_with_headers)
    csrf.init_app(app)
    app.register_error_handler(CSRFError, _token_lost)
    app.add_url_rule("/enter/<link>", "enter", enter)
    app.add_url_rule("/alive/<nonce>", "alive", alive)


def check_rules(app: Flask) -> None:
    """Refuse to start an app with a route that no access rule covers."""
    for endpoint, view in app.view_functions.items():
        if endpoint != "static" and not hasattr(view, "access_rule"):
            raise RouteWithoutRule(endpoint)


def launch_path(secret: str, folder: str = "") -> str:
    """Return the path of a launch link: good once, for ten minutes, and for opening this audit."""
    return "/enter/" + _links(secret).dumps([secrets.token_hex(8), folder])


@access("open")
def enter(link: str) -> AnyResponse:
    """Let in the person who holds a launch link."""
    try:
        links = _links(str(current_app.config["SECRET_KEY"]))
        (once, folder), made = links.loads(link, max_age=LINK_SECONDS, return_timestamp=True)
    except BadSignature:
        return _refused()
    if made.timestamp() < current_app.extensions["started"]:  # another start may have used it
        return _refused()
    used: set[str] = current_app.extensions["links_used"]
    if once in used:
        return redirect(url_for("home.today")) if session.get("here") else _refused()
    used.add(once)
    session.permanent = True
    session["here"] = True
    if folder:
        current_app.extensions["open_audit"](folder)
    return redirect(url_for("home.today"))


@access("open")
def alive(nonce: str) -> str:
    """Prove to a second start that the program on this port is this laptop's own app, and say which audit it shows."""
    shown = current_app.extensions["audit"]
    return proof(
        str(current_app.config["SECRET_KEY"]),
        nonce,
        int(request.environ["SERVER_PORT"]),
        str(shown.folder) if shown else "",
    )


def proof(secret: str, nonce: str, port: int, folder: str) -> str:
    """Return what only this laptop's app can answer on a port; asked of another port it is worth nothing."""
    return hmac.new(secret.encode(), f"alive {nonce} {port} {folder}".encode(), hashlib.sha256).hexdigest()


def rule_of(endpoint: str | None) -> Rule:
    """Return who may see a page; what is no page asks for a session too, so that nothing is told to strangers."""
    view = current_app.view_functions.get(endpoint or "")
    rule: Rule = "open" if endpoint == "static" else getattr(view, "access_rule", "session")
    return rule


def gate() -> AnyResponse | None:
    """Let a request in, or answer it: a foreign host, a person without a session, a page that needs an audit."""
    if isinstance(request.routing_exception, SecurityError):  # without a host no page of ours can be drawn
        told = _("Constata solo responde en 127.0.0.1: use el enlace con que se abrió.")
        return Response(told, 400, content_type="text/plain; charset=utf-8")
    if not request.mimetype.startswith("multipart/"):  # whose parts are bounded one by one
        request.max_content_length = LONGEST_FORM
    rule = rule_of(request.endpoint)
    if rule == "open":
        return None
    if not session.get("here"):
        return _refused()
    if rule == "audit" and g.audit is None:
        return redirect(url_for("home.welcome"))
    return None


def check_token() -> None:
    """Refuse what is posted without the page's token, and a form with a part that has no name: no browser sends one."""
    if not all(request.form):
        raise BadRequest
    csrf.protect(apply_exemptions=True)


def _refused() -> Response:
    if request.accept_mimetypes.best == "application/json":
        return make_response(
            {"said": _("Sin guardar: vuelva a abrir Constata con el enlace que imprime al iniciar.")}, 403
        )
    return make_response(render_template("refused.html"), 403)


def _token_lost(_error: CSRFError) -> AnyResponse | tuple[dict[str, str], int]:
    """Show what was posted again with a new token, so that nothing typed is lost."""
    if request.accept_mimetypes.best == "application/json":
        from flask_wtf.csrf import generate_csrf

        return {"error": "csrf", "token": generate_csrf()}, 400
    return again(_("La página llevaba demasiado tiempo abierta."))


def again(sentence: str) -> Response:
    """Return the page that says why nothing was saved, and holds what was posted to be sent once more."""
    pairs = [(name, text) for name, text in request.form.items(multi=True) if name != "csrf_token"]
    shown = render_template("again.html", sentence=sentence, pairs=pairs, files=bool(request.files))
    return make_response(shown, 400)


def _with_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _links(secret: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt="launch")


def told(refusal: Refusal, status: int = 400) -> Response:
    """Return the page that says a refusal's sentence."""
    return make_response(
        render_template("refusal.html", title=_("No se pudo"), sentence=str(refusal)), status
    )
