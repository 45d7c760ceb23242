"""The pages of the sample: the works list, and one work with everything about it. Those of the import join them."""

from collections.abc import Mapping

from flask import flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from audit_app import db, listing, pages, security, situations
from audit_app.errors import NameNeeded, ReasonNeeded, Refusal, TurnChanged
from audit_app.listing import Asked
from audit_app.sample import queries, replacements, words
from audit_app.sample.incoming.routes import blueprint
from audit_app.text import plain

__all__ = ["blueprint"]


@blueprint.get("/works")
@security.access("audit")
def works() -> str:
    """Show the works that fit what was asked, fifty a page."""
    asked = listing.asked(request.args)
    page = listing.page(listing.lines(g.db), asked, request.args.get("after", ""))
    return render_template(
        "sample/works.html",
        asked=asked,
        page=page,
        on_file=queries.on_file(g.db, [line.folio for line in page.lines]),
        facets=_facets(asked, page.counts),
        names=listing.FACETS,
        most_forms=listing.MOST_FORMS,
        situations=situations,
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
        situations=situations,
        offer=replacements.offer(g.db, folio) if was_tried else None,
        may_return=told.work["replaces"] is not None and replacements.can_withdraw(g.db, folio),
        problem=problem,
    )


def _facets(asked: Asked, counts: Mapping[str, Mapping[str, int]]) -> dict[str, list[tuple[str, str, int]]]:
    """Return the choices of every facet: value, words, and works; the one chosen is among them even with none."""
    told = {}
    for facet, found in counts.items():
        values = {*found, *filter(None, [asked.facets.get(facet)])} - listing.needless(asked, found)
        order = situations.order if facet == "disposition" else plain
        told[facet] = [
            (value, listing.value_in_words(facet, value), found.get(value, 0))
            for value in sorted(values, key=order)
        ]
    return told
