"""The commands that begin: start the app, make an audit."""

from pathlib import Path

import click

from audit_app import audit, text
from audit_app.home import server
from audit_app.text import N_
from audit_app.text import gettext as _


@click.command(help=N_("Inicia Constata en esta laptop y abre el navegador."))
@click.option("--port", type=click.IntRange(1, 65535), help=N_("El puerto en 127.0.0.1; sin él, uno libre."))
@click.option("--no-browser", is_flag=True, help=N_("No abre el navegador: solo imprime el enlace."))
@click.pass_obj
def serve(folder: Path | None, port: int | None, no_browser: bool) -> None:
    """Start the app on this laptop."""
    chosen = audit.chosen(folder) if folder else audit.last_opened()
    server.serve(chosen, port, browser=not no_browser)


@click.command(help=N_("Crea una auditoría vacía."))
@click.option("--title", required=True, help=N_("El título con que se publicará."))
@click.option("--language", type=click.Choice(text.LANGUAGES), help=N_("El idioma de la auditoría: es o en."))
@click.pass_obj
def new(folder: Path | None, title: str, language: str | None) -> None:
    """Make an empty audit."""
    made = audit.create(folder, title, language or audit.system_language())
    text.speak(audit.language_of(made.folder))
    click.echo(_("Auditoría creada en %(folder)s", folder=made.folder))
