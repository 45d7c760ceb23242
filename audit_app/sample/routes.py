"""The pages of the sample: the works list, and one work with everything about it. Those of the import join them."""

from flask import flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from audit_app import db, listing, pages, security
from audit_app.errors import NameNeeded, ReasonNeeded, Refusal, TurnChanged
from audit_app.sample import asking, queries, replacements, words
from audit_app.sample.incoming.routes import blueprint
from audit_app.sample.map import routes as map_routes

__all__ = ["blueprint"]

blueprint.register_blueprint(map_routes.blueprint)


@blueprint.get("/works")
@security.access("audit")
def works() -> str:
    """Show the works that fit what was asked, fifty a page."""
    asked = listing.asked(request.args)
    page = listing.page(pages.works(), asked, request.args.get("after", ""))
    return render_template(
        "sample/works.html",
        asked=asked,
        page=page,
        on_file=queries.on_file(g.db, [line.folio for line in page.lines]),
        facets=asking.choices(asked, page.counts),
        words=words,
        most_forms=listing.MOST_FORMS,
    )


@blueprint.get("/works/<folio:folio>")
@security.access("audit")
def work(folio: str) -> str:
    """Show one work with everything known of it."""
    return _work(folio)


@blueprint.post("/works/<folio:folio>/replace")
@security.access("audit")
def replace(folio: str) -> AnyResponse | tuple[str, int]:
    """Replace a work by the reserve work that its page named, and go on to that one."""
    try:
        with db.saving(g.db):
            author = pages.author(request.form.get("person", ""))
            shown = request.form.get("substitute", "")
            substitute = replacements.replace(g.db, folio, pages.typed("reason"), author, shown)
    except (ReasonNeeded, NameNeeded, TurnChanged) as refusal:
        return _work(folio, refusal), 400
    flash(words.replaced(folio, substitute, withdrawn=False))
    return redirect(url_for(".work", folio=substitute), 303)


@blueprint.post("/works/<folio:folio>/return")
@security.access("audit")
def give_back(folio: str) -> AnyResponse | tuple[str, int]:
    """Return a substitute without a visit to the reserve, and go to the work that it replaced."""
    try:
        with db.saving(g.db):
            author = pages.author(request.form.get("person", ""))
            original = replacements.withdraw(g.db, folio, pages.typed("reason"), author)
    except (ReasonNeeded, NameNeeded) as refusal:
        return _work(folio, refusal), 400
    flash(words.replaced(original, folio, withdrawn=True))
    return redirect(url_for(".work", folio=original), 303)


def _work(folio: str, problem: Refusal | None = None) -> str:
    told = queries.dossier(g.db, folio)
    unsettled = any(kind != "photos" for kind, _key in told.conflicts)
    was_tried = told.visit is not None and told.visit["outcome"] in replacements.TRIED
    return render_template(
        "sample/work.html",
        told=told,
        situation=words.situation_of(told.work, told.visit, unsettled),
        drafts=queries.drafts(g.db, folio),
        papers=words.papers(told.paperwork or {}, queries.documents_asked(g.db)),
        words=words,
        offer=replacements.offer(g.db, folio) if was_tried else None,
        may_return=told.work["replaces"] is not None and replacements.can_withdraw(g.db, folio),
        problem=problem,
    )
