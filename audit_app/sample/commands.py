"""The commands of the sample: import a list, tell everything of one work."""

import json
from pathlib import Path

import click

from audit_app import audit, db
from audit_app.errors import NotReadable
from audit_app.instruments import WORK_COLUMN_LABELS, WORK_COLUMNS
from audit_app.ledger import Author
from audit_app.sample import queries
from audit_app.sample.queries import Comparison, Dossier
from audit_app.sample.reading import SampleList, read_list
from audit_app.text import N_, moment, whole
from audit_app.text import gettext as _

TOLD_ON_TERMINAL = 50


@click.command(
    "import-sample",
    help=N_("Lee una lista de obras en CSV; nada se importa si algo en ella impide hacerlo bien."),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--columns",
    multiple=True,
    metavar="NAME=COLUMN",
    help=N_("Toma un dato de esta columna de la lista: folio=CVE_CARTERA. Se puede repetir."),
)
@click.option("--dry-run", is_flag=True, help=N_("Revisa y compara sin escribir."))
@click.option("--json", "as_json", is_flag=True, help=N_("Imprime un solo objeto JSON."))
@click.option("--author", help=N_("Quién la importa; sin ella, la persona de esta laptop."))
@click.pass_context
def import_sample(
    ctx: click.Context, file: Path, columns: tuple[str, ...], dry_run: bool, as_json: bool, author: str | None
) -> None:
    """Read a sample list into the audit."""
    chosen = audit.chosen(ctx.obj)
    listed = read_list(read_bytes(file), file.name, _mapping(columns))
    with chosen.opened() as database:
        if listed.errors or dry_run:
            comparison = queries.compare(database, listed)
        else:
            with db.saving(database):
                signature = Author(author or audit.person(), audit.device(database, chosen))
                comparison = queries.add(database, listed, signature)
    written = not (listed.errors or dry_run)
    if as_json:
        click.echo(json.dumps(as_contract(listed, comparison, written), ensure_ascii=False, indent=1))
    else:
        _tell(listed, comparison, written)
    if listed.errors:
        ctx.exit(1)


@click.command(help=N_("Muestra todo lo que se sabe de una obra."))
@click.argument("folio")
@click.option("--json", "as_json", is_flag=True, help=N_("Imprime un solo objeto JSON."))
@click.pass_obj
def work(folder: Path | None, folio: str, as_json: bool) -> None:
    """Tell everything known of one work."""
    with audit.chosen(folder).opened() as database:
        told = queries.dossier(database, folio)
    if as_json:
        click.echo(json.dumps(work_contract(told), ensure_ascii=False, indent=1))
        return
    for name in WORK_COLUMNS:
        if told.work[name] is not None:
            click.echo(f"{_(WORK_COLUMN_LABELS[name])}: {told.work[name]}")
    for kind, row, _older in told.history:
        click.echo(f"{moment(str(row['recorded_at']))}  {kind}  {row['author']}  {row['id']}")


def read_bytes(file: Path) -> bytes:
    """Return the bytes of a file that a person named; refuse one that is not there."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise NotReadable(file, error.strerror or str(error)) from error


def as_contract(listed: SampleList, comparison: Comparison, written: bool) -> dict[str, object]:
    """Return the public JSON of an import."""
    refused = bool(listed.errors)
    new, changed = len(comparison.new), len(comparison.changed)
    return {
        "file": listed.file,
        "sha256": listed.sha256,
        "encoding": listed.encoding,
        "delimiter": listed.delimiter,
        "header_row": listed.header_row,
        "rows": listed.rows,
        "imported": new + changed if written else 0,
        "new": 0 if refused else new,
        "changed": 0 if refused else changed,
        "unchanged": 0 if refused else len(comparison.unchanged),
        "absent": 0 if refused else len(comparison.absent),
        "columns": listed.columns,
        "errors": [problem.as_json() for problem in listed.errors],
        "warnings": [problem.as_json() for problem in listed.warnings],
    }


def work_contract(told: Dossier) -> dict[str, object]:
    """Return the public JSON of one work."""
    return {
        "folio": told.work["folio"],
        "given": told.given,
        "work": {name: told.work[name] for name in WORK_COLUMNS},
        "visit": queries.visit_as_json(told.visit),
        "paperwork": told.paperwork,
        "photos": [
            {name: value for name, value in photo.items() if name not in ("id", "withdrawn", "folio")}
            for photo in told.photos
        ],
        "history": [
            {
                "kind": kind,
                **{name: row[name] for name in ("id", "author", "device", "recorded_at", "reason")},
                "supersedes": older,
            }
            for kind, row, older in told.history
        ],
        "conflicts": told.conflicts,
    }


def _mapping(columns: tuple[str, ...]) -> dict[str, str]:
    """Return the ``NAME=COLUMN`` pairs; a pair without ``=`` is wrong usage."""
    for pair in columns:
        if "=" not in pair:
            raise click.UsageError(_("«%(pair)s» no es NOMBRE=COLUMNA.", pair=pair))
    return dict((name.strip(), column) for name, column in (pair.split("=", 1) for pair in columns))


def _tell(listed: SampleList, comparison: Comparison, written: bool) -> None:
    problems = [*listed.errors, *listed.warnings]
    for problem in problems[:TOLD_ON_TERMINAL]:
        click.echo(problem.message, err=True)
    if len(problems) > TOLD_ON_TERMINAL:
        more = whole(len(problems) - TOLD_ON_TERMINAL)
        click.echo(_("… y %(more)s avisos más: véalos todos con --json.", more=more), err=True)
    if listed.errors:
        errors = whole(len(listed.errors))
        click.echo(
            _(
                "No se importó nada: %(errors)s errores por corregir en «%(file)s».",
                errors=errors,
                file=listed.file,
            ),
            err=True,
        )
        return
    counts = {
        "rows": whole(listed.rows),
        "new": whole(len(comparison.new)),
        "changed": whole(len(comparison.changed)),
        "unchanged": whole(len(comparison.unchanged)),
        "absent": whole(len(comparison.absent)),
    }
    if written:
        click.echo(
            _(
                "%(rows)s obras leídas: %(new)s nuevas, %(changed)s cambiadas, %(unchanged)s sin cambio.",
                **counts,
            )
        )
    else:
        click.echo(
            _("Sin escribir: %(new)s nuevas, %(changed)s cambiadas, %(unchanged)s sin cambio.", **counts)
        )
    if comparison.absent:
        click.echo(_("%(absent)s obras de la auditoría no están en la lista; se conservan.", **counts))
