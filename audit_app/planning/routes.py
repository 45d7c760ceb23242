"""The pages of planning: how many works to draw, and the draw of the sample from its frame."""

import secrets
from pathlib import PurePosixPath

from flask import Blueprint, Response, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from audit_app import security, uploads
from audit_app.errors import FrameGone, FrameNeeded, Refusal, SeedOutOfRange
from audit_app.planning import frame, plan, record, words
from audit_app.planning.drawing import LARGEST_SEED, Drawing, drawing
from audit_app.planning.frame import Frame
from audit_app.text import gettext as _

blueprint = Blueprint("planning", __name__)

FRAMES = "frames"  # where the frame last uploaded waits, in the audit folder
LONGEST_NAME = 120
CELLS_SHOWN = 300


@blueprint.get("/plan", endpoint="plan")
@security.access("audit")
def plan_page() -> str | tuple[str, int]:
    """Show how many works to draw for the margin asked."""
    planned, problem = None, None
    if "works" in request.args:
        try:
            planned = words.planned(request.args)
        except Refusal as refusal:
            problem = refusal
    page = render_template("planning/plan.html", words=words, plan=plan, planned=planned, problem=problem)
    return (page, 400) if problem else page


@blueprint.route("/draw", methods=["GET", "POST"])
@security.access("audit")
def draw() -> AnyResponse | str | tuple[str, int]:
    """Take a frame in, to draw from."""
    if request.method == "GET":
        return render_template("planning/draw.html", problem=None)
    file = request.files.get("frame")
    try:
        if file is None or not file.filename:
            raise FrameNeeded
        data, name = file.read(), _caption(file.filename)
        frame.read(data, name)
    except Refusal as refusal:
        return render_template("planning/draw.html", problem=refusal), 400
    return redirect(url_for(".design", sha256=uploads.keep(g.audit.folder / FRAMES, data), file=name), 303)


@blueprint.get("/draw/<sha256>")
@security.access("audit")
def design(sha256: str) -> str | tuple[str, int]:
    """Ask for the design, and show what it draws from the frame."""
    there, drawn, problem = _frame(sha256), None, None
    if "seed" in request.args:
        try:
            drawn = _drawn(there)
        except Refusal as refusal:
            problem = refusal
    method = request.args.get("method", "")
    page = render_template(
        "planning/design.html",
        frame=there,
        method=method if method in words.METHODS else "srs",
        seed=request.args.get("seed") or str(secrets.randbelow(10**9)),
        drawn=drawn,
        problem=problem,
        words=words,
        cell_of=record.cell_of,
        cells_shown=CELLS_SHOWN,
    )
    return (page, 400) if problem else page


@blueprint.get("/draw/<sha256>/sample.csv")
@security.access("audit")
def sample(sha256: str) -> Response:
    """Send the sample drawn as a list ready to be imported."""
    return _file(_drawn(_frame(sha256)).as_csv(), "text/csv; charset=utf-8", ".csv")


@blueprint.get("/draw/<sha256>/record.json", endpoint="record")
@security.access("audit")
def draw_record(sha256: str) -> Response:
    """Send the record with which the draw can be repeated."""
    data = record.as_json(record.record_of(_drawn(_frame(sha256))))
    return _file(data, "application/json", ".draw.json")


def _frame(sha256: str) -> Frame:
    name = _caption(request.args.get("file", "")) or _("marco") + ".csv"
    data = uploads.kept(g.audit.folder / FRAMES, sha256)
    if data is None:
        raise FrameGone
    return frame.read(data, name, request.args.get("folio", ""))


def _drawn(there: Frame) -> Drawing:
    seed = request.args.get("seed", "").strip()
    if not (seed.isascii() and seed.isdecimal() and len(seed) < 17):
        raise SeedOutOfRange(LARGEST_SEED - 1)
    return drawing(there, words.described(request.args), int(seed))


def _file(data: bytes, content_type: str, suffix: str) -> Response:
    name = _("muestra") + suffix
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, content_type=content_type, headers=headers)


def _caption(file_name: str) -> str:
    """Return the name of an uploaded file without its folders: a caption, never a path."""
    return PurePosixPath(file_name.replace("\\", "/")).name[-LONGEST_NAME:]
