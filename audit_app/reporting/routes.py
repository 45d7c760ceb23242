"""The pages of the reports: make the PDFs, list them, take them away."""

from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from threading import Lock

from flask import Blueprint, flash, g, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from audit_app import listing, security, text
from audit_app.errors import UnknownReport
from audit_app.reporting import made, making, on_paper
from audit_app.text import gettext as _

blueprint = Blueprint("reporting", __name__)

_one_at_a_time = Lock()  # reportlab keeps state of its own for the whole process


@blueprint.get("/reports")
@security.access("audit")
def reports() -> str:
    """Show the PDFs made so far, and offer to make the summary."""
    return render_template(
        "reporting/reports.html", made=made.listed(g.audit.reports), folder=g.audit.reports
    )


@blueprint.post("/reports")
@security.access("audit")
def make() -> Response:
    """Make the summary in the language asked for."""
    language = request.form.get("report_language", "")
    with _one_at_a_time:
        path = making.make_summary(
            g.audit, g.db, None, language if language in text.LANGUAGES else text.language()
        )
    flash(_("Informe listo: %(name)s.", name=path.name))
    return redirect(url_for(".reports"), 303)


@blueprint.get("/reports/files/<name>")
@security.access("audit")
def file(name: str) -> Response:
    """Send one of the PDFs of the list."""
    return send_file(made.path_of(g.audit.reports, name), mimetype="application/pdf", as_attachment=True)


@blueprint.get("/reports/sheet/<folio:folio>.pdf")
@security.access("audit")
def sheet(folio: str) -> Response:
    """Make the sheet of a work as it stands now, and send it."""
    with _one_at_a_time:
        path = making.make_sheet(g.audit, g.db, folio, None, text.language())
    return send_file(path, mimetype="application/pdf", download_name=path.name)


@blueprint.get("/reports/blank/<folio:folio>.pdf")
@security.access("audit")
def blank(folio: str) -> Response:
    """Make the form of a work to be filled in by hand, and send it."""
    return _made(partial(on_paper.make_form, folio=folio))


@blueprint.get("/reports/blank.pdf")
@security.access("audit")
def blanks() -> Response:
    """Make the forms of the works that the address asks for, and send them."""
    return _made(partial(on_paper.make_forms, asked=listing.asked(request.args)))


@blueprint.get("/reports/works.pdf")
@security.access("audit")
def works() -> Response:
    """Make the list of the works that the address asks for, and send it."""
    return _made(partial(on_paper.make_list, asked=listing.asked(request.args)))


@blueprint.get("/reports/sheet")
@security.access("audit")
def find_sheet() -> Response:
    """Go to the sheet of the work whose folio was typed."""
    folio = request.args.get("folio", "").strip()
    return redirect(url_for(".sheet", folio=folio) if folio else url_for(".reports"))


@blueprint.errorhandler(UnknownReport)
def unknown_report(refusal: UnknownReport) -> Response:
    """Tell that there is no such page."""
    return security.told(refusal, 404)


def _made(make: Callable[..., Path]) -> Response:
    """Make a PDF and send what was made, whatever another window asks for meanwhile under the same name."""
    with _one_at_a_time:
        path = make(g.audit, g.db, out=None, language=text.language())
        content = BytesIO(path.read_bytes())
    return send_file(content, mimetype="application/pdf", download_name=path.name)
