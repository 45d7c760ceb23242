"""The pages where work begins: welcome, today, settings, help, and how everything looks."""

import os
import shutil
from itertools import pairwise
from pathlib import Path

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from audit_app import audit, audit_facts, db, instruments, listing, pages, security, text
from audit_app.audit import Audit
from audit_app.errors import BadCutOff, BadRule, BlankTitle, NameNeeded, Refusal
from audit_app.home import manual, queries
from audit_app.home.progress import left_of, measured, next_works, progress
from audit_app.text import gettext as _

blueprint = Blueprint("home", __name__)
YEAR = 365 * 24 * 3600
NEXT = 8  # works
LOW_DISK = 2_000_000_000  # bytes: some 400 photos


@blueprint.get("/")
@security.access("audit")
def today() -> str:
    """Show today's work: drafts, conflicts, where to go next, how far the audit is."""
    works, route = pages.works(), queries.day_route(g.db)
    last, stops = listing.last_visited(works), left_of(route, works)
    others = [work for work in next_works(works, NEXT + len(stops)) if work not in stops][:NEXT]
    return render_template(
        "home/today.html",
        progress=progress(works),
        drafts=queries.waiting_drafts(g.db),
        stops=measured(stops, last),
        of_route=len(route.folios) if route else 0,
        next_works=measured(others, last),
        copy=queries.last_copy(g.db),
        photos_waiting=queries.photos_waiting(g.db),
        free=shutil.disk_usage(g.audit.folder).free,
        low=LOW_DISK,
    )


@blueprint.get("/welcome")
@security.access("session")
def welcome() -> str:
    """Offer to make an audit, open one, or try the demo."""
    return render_template(
        "home/welcome.html", audits=[(made, _title(made)) for made in audit.known_audits()]
    )


@blueprint.post("/welcome/new")
@security.access("session")
def make() -> Response:
    """Make an audit and open it."""
    pages.name_person()
    language = request.form.get("audit_language", "es")
    made = audit.create(None, request.form.get("title", ""), language if language in text.LANGUAGES else "es")
    pages.open_audit(current_app, made)
    return redirect(url_for("sample.works"), 303)


@blueprint.post("/welcome/open")
@security.access("session")
def open_one() -> Response:
    """Open one of the audits of this laptop."""
    named = {made.folder.name: made for made in audit.known_audits()}
    folder = text.path_typed(request.form.get("folder", ""))
    chosen = named.get(folder) or Audit(Path(os.path.expanduser(folder)).absolute())
    pages.name_person()
    pages.open_audit(current_app, chosen)
    return redirect(url_for("home.today"), 303)


@blueprint.post("/welcome/demo")
@security.access("session")
def try_demo() -> Response:
    """Open the demo audit, built the first time."""
    from audit_app import demo

    pages.name_person()
    made = Audit(audit.home() / "demo")
    if not made.exists:
        demo.build(made, with_photos=True)
    pages.open_audit(current_app, made)
    return redirect(url_for("home.today"), 303)


@blueprint.get("/settings")
@security.access("session")
def settings() -> str:
    """Show the settings of the audit and of this laptop."""
    return render_template(
        "home/settings.html",
        settings=g.settings,
        rules=audit_facts.rules(g.settings or {}),
        people=queries.people(g.db) if g.db is not None else [],
        folder=g.audit and g.audit.folder,
    )


@blueprint.post("/settings/audit")
@security.access("audit")
def change_audit() -> Response:
    """Save the audit's own settings, each as a revision."""
    wanted = {name: text.tidy(request.form.get(name, "")) for name in ("title", "institution", "cut_off")}
    if not wanted["title"]:
        raise BlankTitle
    if wanted["cut_off"] and not text.is_day(wanted["cut_off"]):
        raise BadCutOff(wanted["cut_off"])
    with db.saving(g.db):
        author = pages.author(request.form.get("person", ""))
        for name, value in wanted.items():
            if value != g.settings.get(name, ""):
                audit.change_setting(g.db, name, value, author)
    flash(_("Ajustes de la auditoría guardados."))
    return redirect(url_for(".settings"), 303)


@blueprint.post("/settings/rules")
@security.access("audit")
def change_rules() -> Response:
    """Save how the intervals of the figures are made, each choice as a revision."""
    choices: dict[str, dict[str, object]] = {
        "level": {str(level): level for level in instruments.LEVELS},
        "interval": {name: name for name in instruments.INTERVALS},
        "lonely_psu": {name: name for name in instruments.LONELY_RULES},
    }
    wanted = {name: request.form.get(name, "") for name in choices}
    for name, value in wanted.items():
        if value not in choices[name]:
            raise BadRule(value)
    with db.saving(g.db):
        author = pages.author(request.form.get("person", ""))
        for name, value in wanted.items():
            audit.change_setting(g.db, name, choices[name][value], author)
    flash(_("Reglas del cálculo guardadas: las cifras ya las usan."))
    return redirect(url_for(".settings"), 303)


@blueprint.post("/settings/person")
@security.access("session")
def change_person() -> Response:
    """Name the person who works on this laptop."""
    if not request.form.get("person", "").strip():
        raise NameNeeded
    pages.name_person()
    flash(_("Nombre guardado en esta laptop."))
    return redirect(url_for(".settings"), 303)


@blueprint.post("/settings/look")
@security.access("session")
def look() -> Response:
    """Change the mode, the language or the keys of this browser, and go back to the page."""
    answer = redirect(_page_of_ours(request.form.get("next", "/")), 303)
    for name, known in (("mode", pages.MODES), ("language", text.LANGUAGES), ("keys", pages.KEYS)):
        if (value := request.form.get(name)) in known:
            answer.set_cookie(name, str(value), max_age=YEAR, samesite="Strict", httponly=True)
    return answer


@blueprint.get("/help")
@security.access("session")
def help_page() -> str:
    """Show the topics of the offline manual."""
    return render_template("manual/index.html", topics=_titles(), about=_titles(about=True))


@blueprint.get("/help/<topic>")
@security.access("session")
def manual_topic(topic: str) -> str:
    """Show one topic of the manual."""
    if topic not in manual.TOPICS:
        raise NotFound
    following = dict(pairwise(manual.TOPICS)).get(topic)
    shown = manual.pictures(text.language())
    return render_template(
        "manual/topic.html", topics=_titles(), topic=topic, following=following, pictures=shown
    )


def _titles(about: bool = False) -> dict[str, str]:
    return {topic: _(words[about]) for topic, words in manual.TOPICS.items()}


def _page_of_ours(path: str) -> str:
    """Return the path, or the first page's where a browser could read it as the address of another site."""
    stays = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path if stays else "/"


def _title(made: Audit) -> str:
    """Return the title of an audit, or its folder's name where it cannot be opened: the others still can."""
    try:
        with made.opened() as database:
            return str(audit.settings(database).get("title", made.folder.name))
    except Refusal:
        return made.folder.name
