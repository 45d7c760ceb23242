"""The pages of backups: make one on a stick or in a folder, and bring an audit back from one."""

from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from audit_app import pages, security
from audit_app.errors import Refusal
from audit_app.exchange import places, queries
from audit_app.exchange.backups import archive, making, restoring
from audit_app.exchange.backups.archive import Facts
from audit_app.text import gettext as _
from audit_app.text import moment

blueprint = Blueprint("backups", __name__)
FOLDER = "backups"  # on a stick, beside the packages
MOST_OFFERED = 20
Answer = str | tuple[str, int] | AnyResponse


@dataclass(frozen=True, slots=True)
class Found:
    """A backup that lies on a stick."""

    path: Path
    facts: Facts


@blueprint.get("/exchange/backup")
@security.access("audit")
def backup() -> str:
    """Offer to make a backup."""
    return _backup_page()


@blueprint.post("/exchange/backup")
@security.access("audit")
def back_up() -> Answer:
    """Make a backup, and tell where it lies and what it lacks."""
    stick, typed = request.form.get("stick", ""), request.form.get("folder", "")
    try:
        place = places.meant(stick, typed)
        made = making.back_up(g.audit, place if typed.strip() else place / FOLDER)
    except Refusal as refusal:
        return _backup_page(refusal), 400
    return render_template("exchange/backed_up.html", made=made)


@blueprint.get("/exchange/restore")
@security.access("session")
def restore() -> str:
    """Offer to bring an audit back from a backup."""
    return _restore_page()


@blueprint.post("/exchange/restore")
@security.access("session")
def restore_now() -> Answer:
    """Make an audit of a backup, and open it."""
    pages.name_person()
    try:
        restored = restoring.restore(
            places.meant(request.form.get("backup", ""), request.form.get("folder", "")), None
        )
    except Refusal as refusal:
        return _restore_page(refusal), 400
    pages.open_audit(current_app, restored.audit)
    flash(
        _(
            "Auditoría restaurada en «%(folder)s», como estaba el %(at)s.",
            folder=restored.audit.folder,
            at=moment(restored.facts.made_at),
        )
    )
    return redirect(url_for("home.today"), 303)


def _backup_page(problem: Refusal | None = None) -> str:
    return render_template(
        "exchange/backup.html",
        problem=problem,
        typed=request.form.get("folder", ""),
        stick=request.form.get("stick", ""),
        sticks=places.sticks(),
        last=queries.last_backup(g.db),
    )


def _restore_page(problem: Refusal | None = None) -> str:
    return render_template(
        "exchange/restore.html",
        problem=problem,
        typed=request.form.get("folder", ""),
        chosen=request.form.get("backup", ""),
        found=_found(),
    )


def _found() -> list[Found]:
    """Return the newest backups on the sticks that are plugged in."""
    found = []
    for folder in (stick / FOLDER for stick in places.sticks()):
        for path in _newest(folder):
            try:
                with archive.opened(path) as backup:
                    found.append(Found(path, backup.facts))
            except Refusal:
                continue
    return sorted(found, key=lambda one: one.facts.made_at, reverse=True)[:MOST_OFFERED]


def _newest(folder: Path) -> list[Path]:
    try:
        return sorted(folder.glob("*.zip"), key=lambda path: path.stat().st_mtime, reverse=True)[
            :MOST_OFFERED
        ]
    except OSError:
        return []
