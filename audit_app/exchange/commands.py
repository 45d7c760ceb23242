"""The commands of the exchange: send, receive, see the conflicts, settle one."""

import json
from collections.abc import Mapping
from pathlib import Path

import click

from audit_app import audit, db, ledger
from audit_app.errors import NotAllReceived
from audit_app.exchange import receiving, sending
from audit_app.exchange.differences import differences
from audit_app.exchange.place import Photo, Place
from audit_app.exchange.receiving import Received
from audit_app.exchange.sending import Sent
from audit_app.ledger import Author, Conflict
from audit_app.text import N_, moment, ngettext, whole
from audit_app.text import gettext as _

MOST_LISTED = 20
KINDS = {
    "works": N_("obras"),
    "visits": N_("visitas"),
    "paperwork": N_("expedientes"),
    "photos": N_("fotos"),
    "people": N_("personas"),
    "audit_settings": N_("ajustes"),
    "redactions": N_("textos borrados por ley"),
}


@click.command(
    "send", help=N_("Deja en una carpeta o memoria todo lo que esta laptop ha registrado, con sus fotos.")
)
@click.argument("place", type=click.Path(path_type=Path, readable=False), metavar="FOLDER")
@click.option("--json", "as_json", is_flag=True, help=N_("Imprime un solo objeto JSON."))
@click.pass_obj
def send(folder: Path | None, place: Path, as_json: bool) -> None:
    """Leave everything authored here at a place."""
    sent = sending.send(audit.chosen(folder), Place(place.absolute()))
    if as_json:
        click.echo(json.dumps(sent_contract(sent), ensure_ascii=False))
        return
    for line in told_sent(sent, place):
        click.echo(line)


@click.command(
    "receive",
    help=N_(
        "Recibe lo que otras laptops dejaron en una carpeta o memoria; en una carpeta nueva, entra en su auditoría."
    ),
)
@click.argument("place", type=click.Path(path_type=Path, readable=False), metavar="FOLDER")
@click.option("--json", "as_json", is_flag=True, help=N_("Imprime un solo objeto JSON."))
@click.pass_obj
def receive(folder: Path | None, place: Path, as_json: bool) -> None:
    """Unite what lies at a place, or join its audit; fail at the end when something was refused."""
    received = receiving.receive(folder, Place(place.absolute()))
    audit.named(received.audit)
    if as_json:
        click.echo(json.dumps(received_contract(received), ensure_ascii=False))
    else:
        for line in told_received(received):
            click.echo(line)
    if received.refused:
        raise NotAllReceived(received.refused)


@click.command("conflicts", help=N_("Muestra lo que dos laptops dicen distinto y espera una decisión."))
@click.option("--json", "as_json", is_flag=True, help=N_("Imprime una sola lista JSON."))
@click.pass_obj
def conflicts(folder: Path | None, as_json: bool) -> None:
    """List every conflict with its versions."""
    with audit.chosen(folder).opened() as database:
        found = ledger.conflicts(database)
    if as_json:
        told = [{"kind": one.kind, "key": one.key, "heads": one.heads} for one in found]
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    if not found:
        click.echo(_("No hay conflictos."))
    for one in found:
        click.echo("\n".join(told_conflict(one)))


@click.command("settle", help=N_("Resuelve un conflicto: conserva una de sus versiones y guarda el motivo."))
@click.argument("kind")
@click.argument("key")
@click.option(
    "--keep", required=True, metavar="ID", help=N_("La versión que se conserva; «conflicts» las muestra.")
)
@click.option("--reason", required=True, help=N_("Por qué; queda guardado con la decisión."))
@click.option("--author", help=N_("Quién decide; sin ella, la persona de esta laptop."))
@click.pass_obj
def settle(folder: Path | None, kind: str, key: str, keep: str, reason: str, author: str | None) -> None:
    """Settle one conflict by a new revision."""
    chosen = audit.chosen(folder)
    with chosen.opened() as database, db.saving(database):
        signature = Author(author or audit.person(), audit.device(database, chosen))
        made = ledger.settle(database, ledger.kind_named(database, kind), key, keep, reason, signature)
    click.echo(
        _(
            "Resuelto: «%(key)s» en «%(kind)s»; la decisión quedó guardada como %(id)s.",
            key=key,
            kind=kind,
            id=made,
        )
    )


def sent_contract(sent: Sent) -> dict[str, object]:
    """Return what was sent as ``send --json`` prints it."""
    return {
        "device": sent.package.device,
        "number": sent.package.number,
        "sha256": sent.package.sha256,
        "new": sent.new,
        "revisions": sent.revisions,
        "photos": sent.photos,
        "photos_copied": sent.photos_copied,
        "photos_missing": photos_contract(sent.photos_missing),
    }


def received_contract(received: Received) -> dict[str, object]:
    """Return what was received as ``receive --json`` prints it."""
    return {
        "audit": str(received.audit.folder),
        "joined": received.joined,
        "packages": received.packages,
        "new": received.new,
        "photos": received.photos,
        "photos_missing": photos_contract(received.photos_missing),
        "refused": [str(refusal) for refusal in received.refused],
        "conflicts": received.conflicts,
    }


def told_sent(sent: Sent, place: Path) -> list[str]:
    """Return what was sent, in words."""
    lines = [
        _("Enviado a «%(place)s»: paquete %(package)s.", place=place, package=sent.package)
        if sent.new
        else _("Nada nuevo desde el último envío: el paquete %(package)s ya está ahí.", package=sent.package),
        _("Lleva %(counts)s.", counts=_counts(sent.revisions)),
    ]
    if sent.photos_copied:
        lines.append(ngettext("Se copió %(n)s foto.", "Se copiaron %(n)s fotos.", sent.photos_copied))
    if sent.photos_missing:
        lines.append(
            _(
                "Fotos sin enviar porque su archivo falta o está alterado en esta laptop (%(n)s): %(listed)s.",
                n=whole(len(sent.photos_missing)),
                listed=listed(sent.photos_missing),
            )
        )
    return lines


def told_received(received: Received) -> list[str]:
    """Return what was received, in words."""
    lines = []
    if received.joined:
        lines.append(_("Esta laptop entró en la auditoría: «%(folder)s».", folder=received.audit.folder))
    if received.new or received.photos:
        packages = ngettext("%(n)s paquete", "%(n)s paquetes", received.packages)
        lines.append(
            _("Recibido de %(packages)s: %(counts)s.", packages=packages, counts=_counts(received.new))
        )
    else:
        lines.append(_("No hay nada nuevo que recibir."))
    if received.photos:
        lines.append(
            ngettext("Llegó %(n)s archivo de foto.", "Llegaron %(n)s archivos de fotos.", received.photos)
        )
    lines.append(
        ngettext(
            "Hay %(n)s conflicto por resolver: véalo con «conflicts».",
            "Hay %(n)s conflictos por resolver: véalos con «conflicts».",
            received.conflicts,
        )
        if received.conflicts
        else _("No hay conflictos.")
    )
    return lines


def told_conflict(conflict: Conflict) -> list[str]:
    """Return one conflict in words: its versions, what they say differently, and how to settle it."""
    versions = [
        f"  [{place}] {head['id']}  {head['author']}, {moment(str(head['recorded_at']))}"
        for place, head in enumerate(conflict.heads, 1)
    ]
    found = differences(conflict.heads)
    told = [
        f"      {one.label}: " + " · ".join(f"[{place}] {said}" for place, said in enumerate(one.said, 1))
        for one in found
    ]
    return [
        _(
            "«%(key)s» en «%(kind)s» tiene %(n)s versiones:",
            key=conflict.key,
            kind=conflict.kind,
            n=len(conflict.heads),
        ),
        *versions,
        *(told or ["      " + _("Las versiones dicen lo mismo.")]),
        f'  settle {conflict.kind} "{conflict.key}" --keep ID --reason "…"',
    ]


def _counts(new: Mapping[str, int]) -> str:
    """Return how many of each table, in the order of an audit."""
    counts = [f"{_(label)} {whole(new[kind])}" for kind, label in KINDS.items() if new.get(kind)]
    return ", ".join(counts) or _("nada nuevo")


def photos_contract(photos: list[Photo]) -> list[dict[str, str]]:
    """Return photos as every command prints them as JSON."""
    return [{"folio": photo.folio, "sha256": photo.sha256} for photo in photos]


def listed(photos: list[Photo]) -> str:
    """Return photos by their work and the first digits of their digest; of many, the first."""
    told = [f"{photo.folio} {photo.sha256[:12]}" for photo in photos[:MOST_LISTED]]
    return ", ".join(told) + ("…" if len(photos) > MOST_LISTED else "")
