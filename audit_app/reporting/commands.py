"""The command of the PDFs."""

from pathlib import Path

import click

from audit_app import audit, audit_facts
from audit_app.reporting import making
from audit_app.text import LANGUAGES, N_
from audit_app.text import gettext as _

KINDS = ("summary", "sheet")


@click.command(help=N_("Escribe el informe resumen en PDF, o la cédula de una obra."))
@click.option(
    "--out",
    type=click.Path(path_type=Path, readable=False),
    help=N_("El PDF que se escribe; sin ella, en la carpeta de informes."),
)
@click.option(
    "--language", type=click.Choice(LANGUAGES), help=N_("El idioma del PDF; sin ella, el de la auditoría.")
)
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    default="summary",
    help=N_("El informe (summary) o la cédula (sheet)."),
)
@click.option("--folio", help=N_("La obra de la cédula."))
@click.pass_obj
def report(folder: Path | None, out: Path | None, language: str | None, kind: str, folio: str | None) -> None:
    """Write the summary, or the sheet of one work, and print where."""
    if kind == "sheet" and not folio:
        raise click.UsageError(_("La cédula es de una obra: diga cuál con «--folio»."))
    chosen = audit.chosen(folder)
    with chosen.opened() as database:
        language = language or audit_facts.read(database).language
        if kind == "sheet" and folio:
            click.echo(making.make_sheet(chosen, database, folio, out, language))
        else:
            click.echo(making.make_summary(chosen, database, out, language))
