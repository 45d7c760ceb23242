"""What every page shares: the audit it shows, the language and look it is shown in, its formats, its errors."""

import json
import sqlite3
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, g, jsonify, make_response, render_template, request
from flask_babel import Babel
from sqlite_utils import Database
from werkzeug.exceptions import HTTPException, NotFound, RequestEntityTooLarge

from audit_app import audit as audits
from audit_app import db, drafts, forms, instruments, ledger, lines, photos, security, text
from audit_app.audit import Audit
from audit_app.drafts import Draft
from audit_app.errors import (
    Busy,
    DiskFull,
    NameNeeded,
    OtherAudit,
    PhotoNotShown,
    Refusal,
    TooMuch,
    UnknownDraft,
    UnknownPhoto,
    UnknownWork,
)
from audit_app.folio import heading
from audit_app.ledger import Author
from audit_app.listing import Line
from audit_app.text import gettext as _

MOST_TOLD = 4  # refusals told one by one: they travel in a cookie
MODES = ("light", "dark", "sun")
KEYS = ("on", "off")
FORMATS: dict[str, Callable[..., Any]] = {
    "percent": text.percent,
    "number": text.number,
    "whole": text.whole,
    "amount": text.amount,
    "day": text.day,
    "moment": text.moment,
    "instant": text.instant,
    "distance": text.distance,
    "size": text.size,
    "heading": text.heading,
    "listed": lambda value: json.loads(value) if value else [],
    "label": lambda code, answers: _(instruments.label_of(answers, code)) if code else "",
}
STATUSES = {UnknownWork: 404, UnknownDraft: 404, UnknownPhoto: 404, PhotoNotShown: 404}


def _counted(one: str, many: str, num: int, /, **facts: object) -> str:
    """Return a template's message for this number of things, ``%(num)s``, written as numbers are: 100,000."""
    return text.ngettext(one, many, num, num=text.whole(num), **facts)


def prepare(app: Flask, audit: Audit | None) -> None:
    """Give the app its audit, language, formats and error pages."""
    app.extensions.update(audit=audit, remembered={}, idle=db.Idle())
    app.extensions["open_audit"] = lambda folder: open_audit(app, Audit(Path(folder)))
    Babel(app, default_locale="es", locale_selector=text.language)
    app.jinja_env.filters.update(FORMATS)
    app.jinja_env.globals.update(instruments=instruments, modes=MODES, language=text.language)
    app.jinja_env.globals.update(ngettext=_counted, can_be_shown=_can_be_shown)
    app.teardown_request(_end)
    app.context_processor(_shared)
    app.register_error_handler(Refusal, _refusal)
    app.register_error_handler(sqlite3.DatabaseError, _database)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(500, _unexpected)


def open_audit(app: Flask, audit: Audit) -> None:
    """Show this audit from the next request on, and remember it as the last one opened."""
    with audit.opened():
        audits.remember(audit)
    app.extensions["audit"] = audit


def save_draft(
    kind: str, folio: str, known: set[str], found: Mapping[str, str] | None = None
) -> tuple[Draft, bool]:
    """Save the form posted as a draft of this kind; ``known`` are the revisions of the work that it may say it corrects.

    Answers ``found`` elsewhere take the place of those posted. Returns the draft and whether it went on where the page left off.
    """
    posted, found = request.form, found or {}
    answers = [(name, text) for name, text in forms.pairs_of(posted) if name not in found]
    revision = posted.get("revision", "")
    draft = Draft(
        id=posted.get("draft", "")[:36] or ledger.new_id(),
        kind=kind,
        folio=folio,
        base=tuple(base for base in posted.get("base", "").split(",") if base in known),
        answers=[*answers, *found.items()],
        revision=int(revision) if revision.isdecimal() and len(revision) < 10 else 0,
        author=audits.laptop().person,
        saved_at="",
    )
    with db.saving(g.db):
        return drafts.save(g.db, draft)


def _can_be_shown(media_type: str, sha256: str) -> bool:
    return photos.can_be_shown(media_type, g.audit.derived, sha256)


def clock(iso: str) -> str:
    """Return the local time of day of a UTC ISO time, to the second."""
    return datetime.fromisoformat(iso).astimezone().strftime("%H:%M:%S")


def typed(name: str) -> str:
    """Return what was typed into a field, without what cannot be printed and without blanks around it."""
    return text.printable(request.form.get(name, "")).strip()


def name_person() -> None:
    """Make the name typed on the page this laptop's."""
    if name := typed("person"):
        audits.name_person(name)


def author(typed: str = "") -> Author:
    """Return who saves: the name typed on the page, else this laptop's person; ask for it when there is none.

    A name typed becomes this laptop's. Inside ``db.saving``.
    """
    if typed.strip():
        audits.name_person(typed)
    person = audits.laptop().person
    if not person:
        raise NameNeeded
    signature = Author(person, audits.device(g.db, g.audit))
    audits.join_people(g.db, signature)
    return signature


def begin() -> None:
    """Begin a request: its language, and the audit to show if its folder is still there."""
    shown = current_app.extensions["audit"]
    g.audit, g.db, g.settings, g.work = shown if shown and shown.exists else None, None, {}, None
    text.speak(request.cookies.get("language") or audits.system_language())


def open_shown() -> None:
    """Open the audit for a person who was let in; find the work that the page is about.

    Where the audit cannot be opened, the pages that need none still show: another can be opened there.
    """
    rule = security.rule_of(request.endpoint)
    if request.endpoint == "static" or g.audit is None:
        return
    try:
        g.db = current_app.extensions["idle"].take(g.audit.database)
        g.file = g.audit.database
        with db.told(g.audit.database):
            g.settings = audits.settings(g.db)
    except Refusal:
        if g.db is not None:
            g.db.close()
            g.db = None
        if rule == "audit":
            raise
        g.audit = None
        return
    text.speak(request.cookies.get("language") or str(g.settings.get("language", "es")))
    if rule == "audit" and request.form.get("audit_id", g.settings.get("audit")) != g.settings.get("audit"):
        raise OtherAudit(str(g.settings.get("title", "")))
    if folio := (request.view_args or {}).get("folio"):
        g.work = heading(g.db, folio)


def _end(_error: BaseException | None) -> None:
    if g.get("db") is not None:
        current_app.extensions["idle"].give_back(g.file, g.db)


def _shared() -> dict[str, Any]:
    mode = request.cookies.get("mode", "")
    return {
        "mode": mode if mode in MODES else "light",
        "keys": request.cookies.get("keys") != "off",
        "person": audits.laptop().person,
        "audit_id": g.settings.get("audit", "") if g.get("settings") else "",
        "audit_title": g.settings.get("title", "") if g.get("settings") else "",
        "institution": g.settings.get("institution", "") if g.get("settings") else "",
        "to_settle": _to_settle(),
        "work": g.get("work"),
    }


def remembered(
    name: str,
    make: Callable[[Database], Any],
    renew: Callable[[Database, Any, dict[str, set[str]]], Any] | None = None,
) -> Any:
    """Return what was made of the audit's evidence the last time, made again only when evidence has been added since.

    ``renew`` makes it from the last one and from the keys added since, by kind, where those tell everything.
    """
    known: dict[str, tuple[object, tuple[int, ...], Any]] = current_app.extensions["remembered"]
    file, state = db.file_of(g.audit.database), ledger.state(g.db)
    known_file, seen, made = known.get(name, (None, (), None))
    if (known_file, seen) != (file, state):
        added = ledger.keys_added(g.db, seen) if renew and known_file == file else None
        made = make(g.db) if renew is None or added is None else renew(g.db, made, added)
        known[name] = file, state, made
    return made


def works() -> list[Line]:
    """Return every work in order; of those remembered only what has got evidence since is read again."""
    known: list[Line] = remembered("works", lines.read, lines.renewed)
    return known


def _to_settle() -> int:
    """Return the number of open conflicts."""
    return 0 if g.get("db") is None else int(remembered("conflicts", ledger.count_conflicts))


def _refusal(refusal: Refusal) -> Response:
    if isinstance(refusal, (DiskFull, Busy)) and request.method == "POST" and not security.by_script():
        return security.again(str(refusal))
    return _page(_("No se pudo"), str(refusal), STATUSES.get(type(refusal), 400))


def _database(error: sqlite3.DatabaseError) -> Response:
    refusal = db.refusal_of(error, g.audit.database if g.get("audit") else "audit.db")
    if refusal is None:
        raise error
    return _refusal(refusal)


def _http(error: HTTPException) -> Response:
    if isinstance(error, RequestEntityTooLarge):
        return _page(_("Demasiado grande"), str(TooMuch()), 413)
    if isinstance(error, NotFound):
        return _page(_("No existe"), _("Esta página no existe: revise la dirección o vuelva al inicio."), 404)
    return _page(
        _("No se pudo"),
        _("La página no acepta esa petición: vuelva atrás e inténtelo de nuevo."),
        error.code or 400,
    )


def _unexpected(_error: Exception) -> Response:
    sentence = _(
        "Constata falló en esta página; lo guardado sigue intacto. Vuelva atrás e inténtelo de nuevo."
    )
    return _page(_("Error inesperado"), sentence, 500)


def _page(title: str, sentence: str, status: int) -> Response:
    if security.by_script():
        return make_response(jsonify(said=sentence), status)
    return make_response(render_template("refusal.html", title=title, sentence=sentence), status)
