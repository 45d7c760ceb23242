"""The pages of the import: a list taken in, looked at and corrected before anything of it is written, and confirmed."""

from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import PurePosixPath

from flask import Blueprint, Response, current_app, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from audit_app import db, pages, security, uploads
from audit_app.errors import ListGone, ListWithErrors, NoListGiven
from audit_app.sample import importing, preview, words
from audit_app.sample.importing import Comparison
from audit_app.sample.incoming import doubts, fields, mappings, mending, readings
from audit_app.sample.incoming.fields import Fields
from audit_app.sample.incoming.readings import Answer, Readings, Wanted
from audit_app.sample.reading import SampleList
from audit_app.tables import delimited, encodings
from audit_app.tables.writing import written
from audit_app.text import gettext as _
from audit_app.text import language, ngettext

blueprint = Blueprint("sample", __name__)

INCOMING = "incoming"  # where a list waits to be confirmed, in the audit folder
LONGEST_NAME = 120
ANEW = ("remembered", "no")  # the columns are to be those chosen, or recognised again


@blueprint.route("/works/import", methods=["GET", "POST"])
@security.access("audit")
def upload() -> AnyResponse | str | tuple[str, int]:
    """Take a list in, to be looked at before anything of it is written."""
    if request.method == "GET":
        return render_template("sample/upload.html", problem=None)
    file = request.files.get("list")
    if file is None or not file.filename:
        return render_template("sample/upload.html", problem=NoListGiven()), 400
    _readings().forget()
    sha256 = uploads.take(g.audit.folder / INCOMING, file.stream)
    return redirect(url_for(".preview", sha256=sha256, file=_caption(file.filename)), 303)


@blueprint.get("/works/import/<sha256>", endpoint="preview")
@security.access("audit")
def preview_list(sha256: str) -> str:
    """Show what was understood of a list, what is wrong with it, and what it would change; until it is read, how far that is."""
    wanted = _wanted(sha256, request.args)
    reading = _readings().of(wanted)
    if not reading.is_done(readings.PATIENCE):
        return render_template("sample/reading.html", file=wanted.caption, rows=reading.rows)
    return _preview(_readings().answer(wanted))


@blueprint.post("/works/import/<sha256>")
@security.access("audit")
def confirm(sha256: str) -> AnyResponse:
    """Write the list that was looked at, as the person saw it compared."""
    answer, listed = _read(sha256, request.form)
    if listed.errors:
        raise ListWithErrors(len(listed.errors))
    with db.saving_much(g.db):
        author = pages.author(request.form.get("person", ""))
        comparison = importing.add(g.db, listed, author, request.form.get("seen", ""))
    mappings.remember(listed, answer.choices)
    _readings().forget()
    uploads.forget(g.audit.folder / INCOMING)
    flash(_imported(comparison))
    return redirect(url_for(".works"), 303)


@blueprint.get("/works/import/<sha256>/problems.csv")
@security.access("audit")
def problems(sha256: str) -> Response:
    """Send the problems of a list as a file to mend it by."""
    _answer, listed = _read(sha256, request.args)
    header = [_(title) for title in mending.PROBLEMS_HEADER]
    return _file(_("problemas"), header, mending.problem_rows(listed))


@blueprint.get("/works/import/<sha256>/rows.csv")
@security.access("audit")
def wrong_rows(sha256: str) -> Response:
    """Send the rows of a list that have errors, each with what is wrong, to be mended and imported."""
    _answer, listed = _read(sha256, request.args)
    rows = mending.rows_with_errors(listed)
    return _file(_("filas-con-errores"), next(rows), rows)


def _preview(answer: Answer) -> str:
    listed = importing.beside(g.db, answer.listed)
    carried = [*fields.pairs(answer.choices), ("file", listed.file), ANEW]
    found = doubts.groups(listed.proposals, answer.choices)
    return render_template(
        "sample/preview.html",
        listed=listed,
        choices=answer.choices,
        is_remembered=answer.is_remembered,
        comparison=Comparison() if listed.errors else importing.compare(g.db, listed),
        carried=carried,
        query=fields.query(carried),
        were=fields.were(answer.choices, listed),
        preview=preview,
        words=words,
        encodings=encodings.CHOICES,
        delimiters=delimited.DELIMITERS,
        columns=preview.mapping(listed),
        errors=preview.groups(listed.errors),
        warnings=preview.groups(listed.warnings),
        fine=mending.fine_rows(listed),
        wrong_rows=mending.wrong_rows(listed),
        doubts=found,
        unshown=doubts.unshown(found, answer.choices),
        unasked=doubts.unasked(listed.asked, answer.choices),
        place_name=doubts.place_with_code,
    )


def _imported(comparison: Comparison) -> str:
    new, changed = len(comparison.new), len(comparison.changed)
    return _(
        "Lista importada: %(new)s y %(changed)s.",
        new=ngettext("%(n)s obra nueva", "%(n)s obras nuevas", new),
        changed=ngettext("%(n)s cambiada", "%(n)s cambiadas", changed),
    )


def _read(sha256: str, said: Fields) -> tuple[Answer, SampleList]:
    """Return the list kept under this name, read as the fields say, and the same beside the audit."""
    answer = _readings().answer(_wanted(sha256, said))
    return answer, importing.beside(g.db, answer.listed)


def _wanted(sha256: str, said: Fields) -> Wanted:
    """Return what the fields of a page want of the list kept under this name."""
    path = uploads.place(g.audit.folder / INCOMING, sha256)
    if path is None:
        raise ListGone
    caption = _caption(said.get("file", "")) or _("lista.csv")
    name, no = ANEW
    return Wanted(path, sha256, caption, fields.choices_of(said), said.get(name, "") != no, language())


def _readings() -> Readings:
    found: Readings = current_app.extensions.setdefault("readings", Readings())
    return found


def _file(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    lines = chain(["\ufeff"], written(header, rows))
    return Response(
        (line.encode() for line in lines),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def _caption(file_name: str) -> str:
    """Return the name of an uploaded file without its folders: a caption, never a path."""
    return PurePosixPath(file_name.replace("\\", "/")).name[-LONGEST_NAME:]
