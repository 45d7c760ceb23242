"""The pages of a visit: the form and its draft, the check before finishing, the record, the photos."""

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
    send_file,
    url_for,
)
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as AnyResponse
from wtforms import Form

from audit_app import audit, db, drafts, forms, pages, photos, security
from audit_app.drafts import Draft
from audit_app.errors import (
    AnswersMissing,
    DraftChanged,
    NameNeeded,
    PhotoHere,
    ReasonNeeded,
    Refusal,
    UnknownDraft,
    UnknownPhoto,
)
from audit_app.instruments import SITE_VISIT
from audit_app.position import apart
from audit_app.text import distance as metres_told
from audit_app.text import gettext as _
from audit_app.text import ngettext
from audit_app.visits import forms as visit_forms
from audit_app.visits import queries

blueprint = Blueprint("visits", __name__)


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
    draft, in_order = _save(folio)
    pages.name_person()
    if not in_order:
        flash(_told_elsewhere(), "notice")
        return redirect(url_for(".visit", folio=folio, draft=draft.id), 303)
    if request.form.get("action") == "leave":
        flash(_("Borrador guardado. La visita aún no se ha terminado."))
        return redirect(url_for("sample.work", folio=folio), 303)
    form = visit_forms.bind(draft.answers)
    if problems := visit_forms.problems(form, _photos(folio)):
        return _form_page(draft, form, problems)
    return redirect(url_for(".check", folio=folio, draft=draft.id), 303)


@blueprint.post("/visits/<folio:folio>/draft")
@security.access("audit")
def autosave(folio: str) -> tuple[Response, int]:
    """Save what the page holds; 409 when another page saved meanwhile, and both are kept."""
    draft, in_order = _save(folio)
    form = visit_forms.bind(draft.answers)
    photographed = _photos(folio)
    missing = len(visit_forms.problems(form, photographed))
    told = {
        "draft": draft.id,
        "revision": draft.revision,
        "said": _said(draft, missing) if in_order else _told_elsewhere(),
        "counts": {name: list(done) for name, done in visit_forms.counts(form, photographed).items()},
        "distance": _distance(form),
    }
    return jsonify(told), 200 if in_order else 409


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
        flash(_("Visita terminada y guardada."))
    return redirect(url_for(".record", folio=folio), 303)


@blueprint.post("/visits/<folio:folio>/discard")
@security.access("audit")
def discard(folio: str) -> AnyResponse:
    """Throw a draft away, as its author asked."""
    with db.saving(g.db):
        drafts.discard(g.db, drafts.of_form(g.db, request.form.get("draft", ""), "visits", folio).id)
    flash(_("Borrador descartado."))
    return redirect(url_for("sample.work", folio=folio), 303)


@blueprint.get("/visits/<folio:folio>/record")
@security.access("audit")
def record(folio: str) -> str:
    """Show the finished visit, its photos and every revision of it."""
    return render_template(
        "visits/record.html",
        seen=queries.seen(g.db, folio),
        history=queries.history(g.db, folio),
        photos=queries.photos(g.db, folio),
        sections=SITE_VISIT,
    )


@blueprint.post("/visits/<folio:folio>/photos")
@security.access("audit")
def add_photos(folio: str) -> AnyResponse:
    """Keep the photos sent, and the form's draft with them; a bad file is told and the others go on."""
    draft, in_order = _save(folio)
    if not in_order:
        flash(_told_elsewhere(), "photos notice")
    sent = [file for file in request.files.getlist("photos") if file.filename]
    refused = [sentence for file in sent if (sentence := _refused(folio, file))]
    for sentence in refused[: pages.MOST_TOLD]:
        flash(sentence, "photos notice")
    if more := len(refused[pages.MOST_TOLD :]):
        flash(
            ngettext(
                "Tampoco se guardó %(n)s archivo más.", "Tampoco se guardaron %(n)s archivos más.", more
            ),
            "photos notice",
        )
    if kept := len(sent) - len(refused):
        flash(ngettext("%(n)s fotografía guardada.", "%(n)s fotografías guardadas.", kept), "photos")
    elif not sent:
        flash(_("Elija primero una o más fotografías."), "photos notice")
    return redirect(url_for(".visit", folio=folio, draft=draft.id) + "#section-photos", 303)


@blueprint.post("/visits/<folio:folio>/photos/<sha256>")
@security.access("audit")
def change_photo(folio: str, sha256: str) -> AnyResponse:
    """Give a photo its caption, or withdraw it with a reason."""
    if sha256 not in {photo.sha256 for photo in queries.photos(g.db, folio)}:
        raise UnknownPhoto
    withdrawn, reason = request.form.get("action") == "withdraw", pages.typed("reason")
    if withdrawn and not reason:
        flash(_("Escriba por qué retira la fotografía: queda en su historia."), "photos notice")
        return redirect(url_for(".record", folio=folio) + "#section-photos", 303)
    with db.saving(g.db):
        author = pages.author(request.form.get("person", ""))
        if withdrawn:
            queries.withdraw_photo(g.db, folio, sha256, reason, author)
        else:
            caption = " ".join(pages.typed("caption").split())[:300]
            queries.caption_photo(g.db, folio, sha256, caption, author)
    flash(_("Fotografía actualizada."), "photos")
    return redirect(url_for(".record", folio=folio) + "#section-photos", 303)


@blueprint.get("/photos/<sha256>")
@security.access("audit")
def photo(sha256: str) -> Response:
    """Send the upright small copy of a photo."""
    _media_type(sha256)
    copy = photos.derive(g.audit.photos, g.audit.derived, sha256)
    if copy is None:
        raise UnknownPhoto
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


def _opened(folio: str, asked: str | None) -> Draft:
    if asked:
        return drafts.of_form(g.db, asked, "visits", folio)
    if going_on := drafts.of_work(g.db, "visits", folio):
        return going_on[0]
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


def _save(folio: str) -> tuple[Draft, bool]:
    return pages.save_draft("visits", folio, {str(row["id"]) for row, _older in queries.history(g.db, folio)})


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


def _refused(folio: str, file: FileStorage) -> str:
    """Keep a photo, or return the sentence that says why not."""
    name = (file.filename or "").replace("\\", "/").rsplit("/", 1)[-1]
    try:
        _keep_photo(folio, file.read(), name)
    except Refusal as refusal:
        return str(refusal)
    return ""


def _keep_photo(folio: str, data: bytes, name: str) -> None:
    told = name if len(name) <= 60 else name[:57] + "…"
    _refuse_twin(photos.fingerprint(data), told)
    kept = photos.keep(data, told, g.audit.photos, g.audit.derived)
    with db.saving(g.db):
        _refuse_twin(kept.sha256, told)
        queries.add_photo(g.db, folio, kept, name, "", pages.author(request.form.get("person", "")))


def _refuse_twin(sha256: str, name: str) -> None:
    if here := queries.works_with_photo(g.db, sha256):
        raise PhotoHere(name, here)


def _check_page(draft: Draft, refusal: Refusal | None) -> str:
    return render_template(
        "visits/check.html",
        draft=draft,
        answers=visit_forms.finished(visit_forms.bind(draft.answers)),
        sections=SITE_VISIT,
        photos=queries.photos(g.db, draft.folio),
        corrects=_corrects(draft),
        overtaken=_overtaken(draft),
        refusal=refusal,
        lacking="reason" if isinstance(refusal, ReasonNeeded) else "person",
    )


def _form_page(draft: Draft, form: Form, problems: dict[str, str]) -> str:
    seen = queries.seen(g.db, draft.folio)
    taken = queries.photos(g.db, draft.folio)
    return render_template(
        "visits/visit.html",
        draft=draft,
        form=form,
        problems=problems,
        seen=seen,
        photos=taken,
        sections=[(section, visit_forms.rows(section)) for section in SITE_VISIT],
        counts=visit_forms.counts(form, len(taken)),
        others=[other for other in drafts.of_work(g.db, "visits", draft.folio) if other.id != draft.id],
        distance=_distance(form),
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


def _told_elsewhere() -> str:
    return _("Esta visita está abierta en otra ventana. Lo escrito aquí se guardó aparte: nada se perdió.")


def _distance(form: Form) -> str:
    """Return how far the position typed is from the registered one, in words; nothing without both."""
    typed = visit_forms.read(form)
    metres = apart(typed["latitude"], typed["longitude"], g.work.latitude, g.work.longitude)
    return "" if metres is None else _("A %(distance)s del sitio registrado.", distance=metres_told(metres))


def _photos(folio: str) -> int:
    return len(queries.photos(g.db, folio))


def _media_type(sha256: str) -> str:
    media_type = queries.media_type(g.db, sha256)
    if media_type is None:
        raise UnknownPhoto
    return media_type


def _kept_by_browser(response: Response) -> Response:
    """Let the browser keep a file that is named by its content."""
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response
