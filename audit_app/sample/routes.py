"""The pages of the sample: the works list, one work with everything about it, and the import of a list."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from audit_app import db, pages, security, uploads
from audit_app.errors import (
    ListGone,
    ListWithErrors,
    NameNeeded,
    NoListGiven,
    ReasonNeeded,
    Refusal,
    TurnChanged,
)
from audit_app.instruments import WORK_COLUMNS
from audit_app.sample import importing, listing, preview, queries, replacements, words
from audit_app.sample.importing import Comparison
from audit_app.sample.listing import Asked
from audit_app.sample.reading import Choices, SampleList, read_list
from audit_app.tables.writing import written
from audit_app.text import gettext as _
from audit_app.text import ngettext, plain

blueprint = Blueprint("sample", __name__)

INCOMING = "incoming"  # where a list waits to be confirmed, in the audit folder
LONGEST_NAME = 120


@blueprint.get("/works")
@security.access("audit")
def works() -> str:
    """Show the works that fit what was asked, fifty a page."""
    asked = _asked(request.args)
    page = listing.page(queries.lines(g.db), asked, request.args.get("after", ""))
    return render_template(
        "sample/works.html",
        asked=asked,
        page=page,
        on_file=queries.on_file(g.db, [line.folio for line in page.lines]),
        facets=_facets(asked, page.counts),
        words=words,
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


@blueprint.route("/works/import", methods=["GET", "POST"])
@security.access("audit")
def upload() -> AnyResponse | str | tuple[str, int]:
    """Take a list in, to be looked at before anything of it is written."""
    if request.method == "GET":
        return render_template("sample/upload.html", problem=None)
    file = request.files.get("list")
    if file is None or not file.filename:
        return render_template("sample/upload.html", problem=NoListGiven()), 400
    sha256 = uploads.keep(g.audit.folder / INCOMING, file.read())
    return redirect(url_for(".preview", sha256=sha256, file=_caption(file.filename)), 303)


@blueprint.get("/works/import/<sha256>", endpoint="preview")
@security.access("audit")
def preview_list(sha256: str) -> str:
    """Show what was understood of a list, what is wrong with it, and what it would change."""
    listed = _read(sha256, request.args)
    comparison = Comparison() if listed.errors else importing.compare(g.db, listed)
    return render_template(
        "sample/preview.html",
        listed=listed,
        comparison=comparison,
        chosen=_chosen(request.args),
        preview=preview,
        columns=preview.mapping(listed),
        errors=preview.groups(listed.errors),
        warnings=preview.groups(listed.warnings),
    )


@blueprint.post("/works/import/<sha256>")
@security.access("audit")
def confirm(sha256: str) -> AnyResponse:
    """Write the list that was looked at, read again from the same bytes, as the person saw it compared."""
    listed = _read(sha256, request.form)
    if listed.errors:
        raise ListWithErrors(len(listed.errors))
    with db.saving(g.db):
        author = pages.author(request.form.get("person", ""))
        comparison = importing.add(g.db, listed, author, request.form.get("seen", ""))
    uploads.forget(g.audit.folder / INCOMING)
    new, changed = len(comparison.new), len(comparison.changed)
    flash(
        _(
            "Lista importada: %(new)s y %(changed)s.",
            new=ngettext("%(n)s obra nueva", "%(n)s obras nuevas", new),
            changed=ngettext("%(n)s cambiada", "%(n)s cambiadas", changed),
        )
    )
    return redirect(url_for(".works"), 303)


@blueprint.get("/works/import/<sha256>/problems.csv")
@security.access("audit")
def problems(sha256: str) -> Response:
    """Send the problems of a list as a file to mend it by."""
    listed = _read(sha256, request.args)
    rows = preview.problem_rows([*listed.errors, *listed.warnings])
    text = "".join(written([_(title) for title in preview.PROBLEMS_HEADER], rows))
    name = _("problemas") + ".csv"
    return Response(
        text.encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


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


def _asked(args: Mapping[str, str]) -> Asked:
    facets = {facet: args[facet] for facet in listing.FACETS if args.get(facet)}
    return Asked(facets, " ".join(args.get("q", "").split()))


def _facets(asked: Asked, counts: Mapping[str, Mapping[str, int]]) -> dict[str, list[tuple[str, str, int]]]:
    """Return the choices of every facet: value, words, and works; the one chosen is among them even with none."""
    told = {}
    for facet, found in counts.items():
        values = {*found, *filter(None, [asked.facets.get(facet)])} - listing.needless(asked, found)
        name, order = (
            (words.situation, words.situation_order) if facet == "disposition" else (words.or_blank, plain)
        )
        told[facet] = [(value, name(value), found.get(value, 0)) for value in sorted(values, key=order)]
    return told


def _caption(file_name: str) -> str:
    """Return the name of an uploaded file without its folders: a caption, never a path."""
    return PurePosixPath(file_name.replace("\\", "/")).name[-LONGEST_NAME:]


def _chosen(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: fields[name] for name in WORK_COLUMNS if name in fields}


def _read(sha256: str, fields: Mapping[str, str]) -> SampleList:
    """Return the list kept under this name, read with the columns and the caption that travel with the page, beside the audit."""
    data = uploads.kept(g.audit.folder / INCOMING, sha256)
    if data is None:
        raise ListGone
    listed = read_list(
        data, _caption(fields.get("file", "")) or _("lista.csv"), Choices(columns=_chosen(fields))
    )
    return importing.beside(g.db, listed)
