"""The pages of the document checklist."""

from contextlib import suppress
from datetime import date

from flask import Blueprint, Response, flash, g, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse
from wtforms import Form

from audit_app import db, drafts, forms, pages, security
from audit_app.drafts import Draft
from audit_app.errors import DraftChanged, NameNeeded, UnknownDraft
from audit_app.instruments import STAGES, Document, documents_of
from audit_app.ledger import Row
from audit_app.paperwork import forms as paper_forms
from audit_app.paperwork import queries
from audit_app.text import gettext as _
from audit_app.text import ngettext

blueprint = Blueprint("paperwork", __name__)


@blueprint.get("/paperwork/<folio:folio>")
@security.access("audit")
def paperwork(folio: str) -> str:
    """Show the checklist: the draft going on, else the review to correct, else a blank one."""
    draft = _opened(folio, request.args.get("draft"))
    return _page(draft, paper_forms.bind(_documents(), draft.answers), {})


@blueprint.post("/paperwork/<folio:folio>")
@security.access("audit")
def save(folio: str) -> AnyResponse | str:
    """Save the draft, and leave or stay; or finish the review."""
    draft, in_order = _save(folio)
    pages.name_person()
    action = request.form.get("action")
    if not in_order and action == "finish" and _was_finished(draft):
        return _finished(folio)
    if not in_order:
        flash(_told_elsewhere(), "notice")
        return redirect(url_for(".paperwork", folio=folio, draft=draft.id), 303)
    if action in ("leave", "stay"):
        flash(_("Borrador guardado. La revisión del expediente aún no se ha terminado."))
        stays = url_for(".paperwork", folio=folio, draft=draft.id)
        return redirect(stays if action == "stay" else url_for("sample.work", folio=folio), 303)
    form = paper_forms.bind(_documents(), draft.answers)
    if problems := paper_forms.problems(form, _documents(), corrects=bool(draft.base)):
        return _page(draft, form, problems)
    try:
        _finish(draft, form)
    except NameNeeded as refusal:
        return _page(draft, form, {"person": str(refusal)})
    except DraftChanged as refusal:
        flash(str(refusal), "notice")
        return redirect(url_for(".paperwork", folio=folio, draft=draft.id), 303)
    except UnknownDraft:
        flash(_("Ese borrador ya se terminó o se descartó: esto es lo guardado."), "notice")
        return redirect(url_for("sample.work", folio=folio), 303)
    return _finished(folio)


@blueprint.post("/paperwork/<folio:folio>/draft")
@security.access("audit")
def autosave(folio: str) -> tuple[Response, int]:
    """Save what the page holds; 409 when another page saved meanwhile, and both are kept."""
    draft, in_order = _save(folio)
    form = paper_forms.bind(_documents(), draft.answers)
    told = {
        "draft": draft.id,
        "revision": draft.revision,
        "said": _said(draft, form) if in_order else _told_elsewhere(),
        "counts": {stage: list(done) for stage, done in _counts(form).items()},
    }
    return jsonify(told), 200 if in_order else 409


@blueprint.post("/paperwork/<folio:folio>/discard")
@security.access("audit")
def discard(folio: str) -> AnyResponse:
    """Throw a draft away, as its author asked."""
    with db.saving(g.db):
        drafts.discard(g.db, drafts.of_form(g.db, request.form.get("draft", ""), "paperwork", folio).id)
    flash(_("Borrador descartado."))
    return redirect(url_for("sample.work", folio=folio), 303)


def _documents() -> list[Document]:
    return documents_of(queries.asked(g.db))


def _opened(folio: str, asked: str | None) -> Draft:
    if asked:
        return drafts.of_form(g.db, asked, "paperwork", folio)
    if going_on := drafts.of_work(g.db, "paperwork", folio):
        return going_on[0]
    seen = queries.seen(g.db, folio)
    pairs = paper_forms.as_pairs(seen.documents, seen.reviewed_on or date.today().isoformat(), seen.notes)
    return drafts.new("paperwork", folio, list(seen.heads[-1:]), pairs, "")


def _save(folio: str) -> tuple[Draft, bool]:
    return pages.save_draft(
        "paperwork", folio, {str(row["id"]) for row, _older in queries.history(g.db, folio)}
    )


def _finish(draft: Draft, form: Form) -> None:
    """Turn the draft into a review, unless another window has saved it since this page did."""
    with db.saving(g.db):
        if drafts.find(g.db, draft.id).revision != draft.revision:
            raise DraftChanged
        queries.finish(g.db, draft, _review(draft, form), pages.author(request.form.get("person", "")))


def _was_finished(draft: Draft) -> bool:
    """Tell whether the same was sent a moment ago and is saved, as a double click does; its draft goes then."""
    form = paper_forms.bind(_documents(), draft.answers)
    with suppress(NameNeeded), db.saving(g.db):
        author = pages.author(request.form.get("person", ""))
        if queries.sent_before(g.db, draft, _review(draft, form), author):
            drafts.discard(g.db, draft.id)
            return True
    return False


def _finished(folio: str) -> AnyResponse:
    flash(_("Expediente revisado y guardado."))
    return redirect(url_for("sample.work", folio=folio), 303)


def _review(draft: Draft, form: Form) -> Row:
    bulk = paper_forms.marked_in_bulk(draft.answers)
    told = {name: forms.text_of(form[name]) for name in ("reviewed_on", "notes", "reason")}
    return queries.review(draft, paper_forms.states(form, _documents(), bulk), told)


def _page(draft: Draft, form: Form, problems: dict[str, str]) -> str:
    documents = _documents()
    seen = queries.seen(g.db, draft.folio)
    return render_template(
        "paperwork/paperwork.html",
        draft=draft,
        form=form,
        problems=problems,
        bulk=paper_forms.marked_in_bulk(draft.answers),
        seen=seen,
        overtaken=bool(set(seen.heads) - set(draft.base)),
        history=queries.history(g.db, draft.folio),
        stages=[
            (stage, label, [one for one in documents if one.stage == stage])
            for stage, label in STAGES.items()
        ],
        counts=_counts(form),
        others=[other for other in drafts.of_work(g.db, "paperwork", draft.folio) if other.id != draft.id],
        said=_said(draft, paper_forms.bind(documents, draft.answers)) if draft.revision else "",
    )


def _counts(form: Form) -> dict[str, tuple[int, int]]:
    """Return for every stage how many of its documents have a state, and how many there are."""
    documents = _documents()
    counts = {}
    for stage in STAGES:
        answered = [
            bool(forms.text_of(form[paper_forms.PREFIX + one.code]))
            for one in documents
            if one.stage == stage
        ]
        counts[stage] = (sum(answered), len(answered))
    return counts


def _said(draft: Draft, form: Form) -> str:
    at = pages.clock(draft.saved_at)
    missing = len(paper_forms.problems(form, _documents(), corrects=bool(draft.base)))
    if not missing:
        return _("Borrador guardado %(at)s · completa", at=at)
    return ngettext(
        "Borrador guardado %(at)s · falta %(n)s", "Borrador guardado %(at)s · faltan %(n)s", missing, at=at
    )


def _told_elsewhere() -> str:
    return _(
        "Este expediente está abierto en otra ventana. Lo escrito aquí se guardó aparte: nada se perdió."
    )
