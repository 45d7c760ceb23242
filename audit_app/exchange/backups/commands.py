"""The commands of backups: make one, and bring an audit back from one."""

import json
from pathlib import Path

import click

from audit_app import audit
from audit_app.exchange.backups import making, restoring
from audit_app.exchange.backups.making import Made
from audit_app.exchange.commands import listed, photos_contract
from audit_app.text import N_, moment, ngettext, size, whole
from audit_app.text import gettext as _


@click.command(
    "backup",
    help=N_("Guarda toda la auditoría en un solo archivo .zip, que se lee entero antes de darlo por bueno."),
)
@click.argument("file", type=click.Path(path_type=Path, readable=False), metavar="FILE.zip")
@click.option("--json", "as_json", is_flag=True, help=N_("Imprime un solo objeto JSON."))
@click.pass_obj
def backup(folder: Path | None, file: Path, as_json: bool) -> None:
    """Make a backup, as the file named or in the folder named."""
    made = making.back_up(audit.chosen(folder), file.absolute())
    if as_json:
        facts = {
            "path": str(made.path),
            "bytes": made.bytes,
            "photos": made.photos,
            "photos_missing": photos_contract(made.photos_missing),
        }
        click.echo(json.dumps(facts, ensure_ascii=False))
        return
    for line in told(made):
        click.echo(line)


@click.command(
    "restore",
    help=N_(
        "Hace una auditoría de un respaldo, en la carpeta de «--audit» o en una nueva; no toca ninguna que exista."
    ),
)
@click.argument("file", type=click.Path(path_type=Path, readable=False), metavar="FILE.zip")
@click.option("--json", "as_json", is_flag=True, help=N_("Imprime un solo objeto JSON."))
@click.pass_obj
def restore(folder: Path | None, file: Path, as_json: bool) -> None:
    """Bring an audit back from a backup."""
    restored = restoring.restore(file.absolute(), folder)
    facts = restored.facts
    if as_json:
        told = {"audit": str(restored.audit.folder), "made_at": facts.made_at, "revisions": facts.revisions}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    click.echo(
        _(
            "Restaurada en «%(folder)s» como estaba el %(at)s, con %(n)s registros.",
            folder=restored.audit.folder,
            at=moment(facts.made_at),
            n=whole(facts.revisions),
        )
    )


def told(made: Made) -> list[str]:
    """Return what was kept, in words."""
    lines = [
        _("Respaldo guardado y comprobado: «%(path)s» (%(size)s).", path=made.path, size=size(made.bytes)),
        ngettext("Lleva %(n)s fotografía.", "Lleva %(n)s fotografías.", made.photos),
    ]
    if missing := made.photos_missing:
        lines.append(
            _(
                "Fotografías que faltan porque su archivo no está o está alterado en esta laptop (%(n)s): %(listed)s.",
                n=whole(len(missing)),
                listed=listed(missing),
            )
        )
    return lines
