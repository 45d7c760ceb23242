"""Constata: the pages of an audit. ``create_app`` is their table of contents."""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

STEPS = ("home", "planning", "sample", "visits", "paperwork", "results", "reporting", "exchange")


def create_app(folder: Path | None = None) -> "Flask":
    """Return the app that serves the audit in this folder, or the welcome page when there is none."""
    from flask import Flask  # here, so that a command that shows no page does not wait for it

    from audit_app import audit, pages, security
    from audit_app.folio import FolioConverter

    app = Flask(__name__)
    app.url_map.converters["folio"] = FolioConverter
    pages.prepare(app, audit.Audit(folder) if folder else None)
    security.protect(app, audit.laptop().secret)
    for guard in (pages.begin, security.gate, pages.open_shown, security.check_token):
        app.before_request(guard)
    for step in STEPS:
        app.register_blueprint(import_module(f"audit_app.{step}.routes").blueprint)
    security.check_rules(app)
    return app
