"""The pages of a visit: the form and its draft, the check before finishing, the record."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import (
    Blueprint,
    Response,
    flash,
    g,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse
from wtforms import Form

from audit_app import audit, db, drafts, forms, pages, security
from audit_app.drafts import Draft
from audit_app.errors import (
    AnswersMissing,
    DraftChanged,
    NameNeeded,
    ReasonNeeded,
    Refusal,
    UnknownDraft,
    UnknownPhoto,
)
from audit_app.instruments import PROVED, SITE_VISIT
from audit_app.text import gettext as _
from audit_app.text import ngettext
from audit_app.visits import forms as visit_forms
from audit_app.visits import going_on, queries, whereabouts
from audit_app.visits.phone import routes as phone
from audit_app.visits.photos import queries as photos
from audit_app.visits.photos import routes as photo_routes
from audit_app.visits.photos.shown import Shown, shown
from audit_app.visits.waiting import routes as waiting_routes

blueprint = Blueprint("visits", __name__)
blueprint.register_blueprint(photo_routes.blueprint)
blueprint.register_blueprint(phone.blueprint)
blueprint.register_blueprint(waiting_routes.blueprint)


@blueprint.get("/visits/<folio:folio>")
@security.access("audit")
def visit(folio: str) -> str:
    """Show the form: the draft going on, else a correction of the finished visit, else a blank one."""
    draft = _opened(folio, request.args.get("draft"))
    form = visit_forms.bind(draft.answers)
    problems = visit_forms.problems(form, _photos(folio)) if "check" in request.args else {}
    if not problems:
        form = visit_forms.bind(draft.answers)
    return _form_page(draft, form, problems)


@blueprint.post("/visits/<folio:folio>")
@security.access("audit")
def save_draft(folio: str) -> AnyResponse | str:
    """Save what was typed and leave, or go on to the check; without JavaScript this is the only save."""
    draft, in_order = going_on.save(folio)
    pages.name_person()
    if not in_order:
        flash(going_on.told_elsewhere(), "notice")
        return redirect(url_for(".visit", folio=folio, draft=draft.id), 303)
    if (action := request.form.get("action")) in ("leave", "stay"):
        flash(_("Borrador guardado. La visita aún no se ha terminado."))
        stays = url_for(".visit", folio=folio, draft=draft.id)
        return redirect(stays if action == "stay" else url_for("sample.work", folio=folio), 303)
    form = visit_forms.bind(draft.answers)
    if problems := visit_forms.problems(form, _photos(folio)):
        return _form_page(draft, form, problems)
    return redirect(url_for(".check", folio=folio, draft=draft.id), 303)


@blueprint.post("/visits/<folio:folio>/draft")
@security.access("audit")
def autosave(folio: str) -> tuple[Response, int]:
    """Save what the page holds; 409 when another page saved meanwhile, and both are kept."""
    draft, in_order = going_on.save(folio)
    form = visit_forms.bind(draft.answers)
    photographed = _photos(folio)
    missing = len(visit_forms.problems(form, photographed))
    told = {
        "draft": draft.id,
        "revision": draft.revision,
        "said": _said(draft, missing) if in_order else going_on.told_elsewhere(),
        "counts": {name: list(done) for name, done in visit_forms.counts(form, photographed).items()},
        "whereabouts": " ".join(_whereabouts(form)),
    }
    return jsonify(told), 200 if in_order else 409


@blueprint.post("/visits/<folio:folio>/position")
@security.access("audit")
def photo_position(folio: str) -> AnyResponse:
    """Take the position of one of the work's photos into the draft; a script does the same on the page."""
    placed = {photo.sha256: photo for photo in photos.of_work(g.db, folio)}.get(
        request.form.get("placed_by", "")
    )
    if placed is None or placed.latitude is None:
        raise UnknownPhoto
    found = {
        "latitude": placed.latitude,
        "longitude": placed.longitude,
        "accuracy_m": "",
        "method": "photo",
        "taken_at": placed.taken_at or "",
    }
    draft, in_order = going_on.save(folio, {name: str(value) for name, value in found.items()})
    if not in_order:
        flash(going_on.told_elsewhere(), "notice")
    return redirect(url_for(".visit", folio=folio, draft=draft.id) + "#section-position", 303)


@blueprint.get("/visits/<folio:folio>/check")
@security.access("audit")
def check(folio: str) -> AnyResponse | str:
    """Show every answer once more before the visit is finished."""
    draft = _opened(folio, request.args.get("draft"))
    if not draft.revision:
        return redirect(url_for(".visit", folio=folio))
    if visit_forms.problems(visit_forms.bind(draft.answers), _photos(folio)):
        return redirect(url_for(".visit", folio=folio, draft=draft.id, check=1))
    return _check_page(draft, None)


@blueprint.post("/visits/<folio:folio>/check")
@security.access("audit")
def finish(folio: str) -> AnyResponse | tuple[str, int]:
    """Turn the draft into evidence; what is sent twice finds it done."""
    try:
        _finish(folio)
    except UnknownDraft:
        if not queries.seen(g.db, folio).heads:
            raise
        flash(_("Ese borrador ya se terminó o se descartó: esto es lo guardado."), "notice")
    except DraftChanged as refusal:
        flash(str(refusal), "notice")
        return redirect(url_for(".check", folio=folio, draft=request.form["draft"]), 303)
    except (NameNeeded, ReasonNeeded) as refusal:
        return _check_page(drafts.find(g.db, request.form.get("draft", "")), refusal), 400
    else:
        phone.visit_over(request.form["draft"])
        flash(_("Visita terminada y guardada."))
    return redirect(url_for(".record", folio=folio), 303)


@blueprint.post("/visits/<folio:folio>/discard")
@security.access("audit")
def discard(folio: str) -> AnyResponse:
    """Throw a draft away, as its author asked."""
    with db.saving(g.db):
        drafts.discard(g.db, drafts.of_form(g.db, request.form.get("draft", ""), "visits", folio).id)
    phone.visit_over(request.form["draft"])
    flash(_("Borrador descartado."))
    return redirect(url_for("sample.work", folio=folio), 303)


@blueprint.get("/visits/<folio:folio>/record")
@security.access("audit")
def record(folio: str) -> str:
    """Show the finished visit, its photos and every revision of it."""
    seen = queries.seen(g.db, folio)
    return render_template(
        "visits/record.html",
        seen=seen,
        history=queries.history(g.db, folio),
        photos=_shown(seen.visit or {}),
        sections=SITE_VISIT,
    )


def _opened(folio: str, asked: str | None) -> Draft:
    if asked:
        return drafts.of_form(g.db, asked, "visits", folio)
    if begun := drafts.of_work(g.db, "visits", folio):
        return begun[0]
    seen = queries.seen(g.db, folio)
    base = [seen.heads[-1]] if seen.heads else []
    return drafts.new("visits", folio, base, _first_answers(seen.visit), "")


def _first_answers(saved: dict[str, Any] | None) -> forms.Pairs:
    """Return what a form begins with: the visit to correct, or today's date and this laptop's person."""
    if saved and saved["outcome"] != "not_visited":
        return visit_forms.as_pairs(saved)
    attempt = (saved["attempt"] or 1) + 1 if saved else 1
    first = {
        "visited_on": date.today().isoformat(),
        "attempt": str(attempt),
        "evaluators": audit.laptop().person,
    }
    return list(first.items())


def _corrects(draft: Draft) -> bool:
    """Tell whether the draft corrects a visit; after one that could not be made it is another attempt."""
    before = [row for row, _older in queries.history(g.db, draft.folio) if row["id"] in draft.base]
    return any(row["outcome"] != "not_visited" for row in before)


def _overtaken(draft: Draft) -> bool:
    """Tell whether another visit was saved since the draft was begun, so that finishing it makes a conflict."""
    return bool(set(queries.seen(g.db, draft.folio).heads) - set(draft.base))


def _finish(folio: str) -> None:
    with db.saving(g.db):
        draft = drafts.of_form(g.db, request.form.get("draft", ""), "visits", folio)
        if request.form.get("revision", str(draft.revision)) != str(draft.revision):
            raise DraftChanged
        form = visit_forms.bind(draft.answers)
        if missing := visit_forms.problems(form, _photos(folio)):
            raise AnswersMissing(len(missing))
        author = pages.author(request.form.get("person", ""))
        reason = pages.typed("reason")
        if _corrects(draft) and not reason:
            raise ReasonNeeded
        queries.finish(g.db, draft, visit_forms.finished(form), reason, author)


def _check_page(draft: Draft, refusal: Refusal | None) -> str:
    answers = visit_forms.finished(visit_forms.bind(draft.answers))
    return render_template(
        "visits/check.html",
        draft=draft,
        answers=answers,
        photos=_shown(answers),
        sections=SITE_VISIT,
        corrects=_corrects(draft),
        overtaken=_overtaken(draft),
        refusal=refusal,
        lacking="reason" if isinstance(refusal, ReasonNeeded) else "person",
    )


def _form_page(draft: Draft, form: Form, problems: dict[str, str]) -> str:
    seen = queries.seen(g.db, draft.folio)
    # Before the photos: one that arrives in between is shown by the page's script.
    camera = phone.shown(draft.id)
    taken = _shown(visit_forms.read(form))
    return render_template(
        "visits/visit.html",
        draft=draft,
        form=form,
        problems=problems,
        seen=seen,
        photos=taken,
        proved=PROVED,
        phone=camera,
        sections=[(section, visit_forms.rows(section)) for section in SITE_VISIT],
        counts=visit_forms.counts(form, len(taken)),
        others=[other for other in drafts.of_work(g.db, "visits", draft.folio) if other.id != draft.id],
        whereabouts=_whereabouts(form),
        overtaken=_overtaken(draft),
        said=_said(draft, len(visit_forms.problems(visit_forms.bind(draft.answers), len(taken))))
        if draft.revision
        else "",
    )


def _said(draft: Draft, missing: int) -> str:
    at = pages.clock(draft.saved_at)
    if not missing:
        return _("Borrador guardado %(at)s · completa", at=at)
    return ngettext(
        "Borrador guardado %(at)s · falta %(n)s", "Borrador guardado %(at)s · faltan %(n)s", missing, at=at
    )


def _shown(visit: Mapping[str, object]) -> list[Shown]:
    return shown(g.db, g.work.folio, (g.work.latitude, g.work.longitude), visit)


def _whereabouts(form: Form) -> list[str]:
    return whereabouts.told(visit_forms.read(form), g.work) or visit_forms.unread_position(form)


def _photos(folio: str) -> int:
    return len(photos.of_work(g.db, folio))
