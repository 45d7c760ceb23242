"""The command of the PDFs."""

from pathlib import Path

import click
from sqlite_utils import Database

from audit_app import audit, audit_facts
from audit_app.reporting import making, on_paper
from audit_app.text import LANGUAGES, N_
from audit_app.text import gettext as _

KINDS = ("summary", "sheet", "blank", "list")


@click.command(
    help=N_(
        "Escribe los PDF: el informe resumen, la cédula de una obra, y lo que se lleva en papel al campo."
    )
)
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
    help=N_(
        "El informe (summary), la cédula (sheet), los formularios en blanco (blank) o la lista de obras (list)."
    ),
)
@click.option(
    "--folio", help=N_("La obra de la cédula o del formulario; sin ella, los formularios de toda la muestra.")
)
@click.pass_obj
def report(folder: Path | None, out: Path | None, language: str | None, kind: str, folio: str | None) -> None:
    """Write the PDF of a kind, of one work or of all, and print where."""
    if kind == "sheet" and not folio:
        raise click.UsageError(_("La cédula es de una obra: diga cuál con «--folio»."))
    chosen = audit.chosen(folder)
    with chosen.opened() as database:
        language = language or audit_facts.read(database).language
        click.echo(_make(chosen, database, kind, folio, out, language))


def _make(
    chosen: audit.Audit, database: Database, kind: str, folio: str | None, out: Path | None, language: str
) -> Path:
    if kind == "sheet" and folio:
        return making.make_sheet(chosen, database, folio, out, language)
    if kind == "blank" and folio:
        return on_paper.make_form(chosen, database, folio, out, language)
    if kind == "blank":
        return on_paper.make_forms(chosen, database, out, language)
    if kind == "list":
        return on_paper.make_list(chosen, database, out, language)
    return making.make_summary(chosen, database, out, language)
