"""The commands of the visits: take in those recorded elsewhere."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from audit_app import audit, db
from audit_app.errors import NotReadable
from audit_app.ledger import Author
from audit_app.text import N_, ngettext, whole
from audit_app.text import gettext as _
from audit_app.visits import queries, visits_file
from audit_app.visits.queries import Taken
from audit_app.visits.visits_file import VisitsFile


@click.command(
    "import-visits", help=N_("Lee visitas registradas en otra parte: en papel o en otra herramienta.")
)
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@click.option("--author", help=N_("Quién las registró; sin ella, la persona de esta laptop."))
@click.option("--json", "as_json", is_flag=True, help=N_("Imprime un solo objeto JSON."))
@click.pass_obj
def import_visits(folder: Path | None, file: Path, author: str | None, as_json: bool) -> None:
    """Read visits recorded elsewhere: paper, another tool."""
    chosen = audit.chosen(folder)
    try:
        recorded = visits_file.read(file.read_bytes())
    except OSError as error:
        raise NotReadable(file, error) from error
    if recorded.ignored:
        click.echo(
            _("Columnas que no son de la visita, sin leer: %(names)s.", names=", ".join(recorded.ignored)),
            err=True,
        )
    taken = take(chosen, recorded, author)
    click.echo(json.dumps(asdict(taken)) if as_json else _told(taken))


def take(chosen: audit.Audit, recorded: VisitsFile, author: str | None) -> Taken:
    """Take in the visits of a file, all or none."""
    with chosen.opened() as database, db.saving(database):
        signature = Author((author or "").strip() or audit.person(), audit.device(database, chosen))
        return queries.take(database, recorded.visits, signature)


def _told(taken: Taken) -> str:
    return _(
        "%(rows)s: %(new)s, %(changed)s, %(unchanged)s; %(paperwork)s.",
        rows=ngettext("%(n)s visita leída", "%(n)s visitas leídas", taken.rows),
        new=ngettext("%(n)s nueva", "%(n)s nuevas", taken.new),
        changed=ngettext("%(n)s cambiada", "%(n)s cambiadas", taken.changed),
        unchanged=_("%(n)s sin cambio", n=whole(taken.unchanged)),
        paperwork=ngettext("%(n)s expediente", "%(n)s expedientes", taken.paperwork),
    )
