"""The pages of the exchange: send, receive, and settle what two laptops say differently."""

from pathlib import Path

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from audit_app import db, ledger, pages, security
from audit_app.errors import (
    ChoiceNeeded,
    ConflictChanged,
    NameNeeded,
    NotAHead,
    NotInConflict,
    ReasonNeeded,
    Refusal,
    UnknownKind,
    UnknownWork,
)
from audit_app.exchange import inbox, places, queries, receiving, sending
from audit_app.exchange.backups import routes as backup_routes
from audit_app.exchange.place import Place
from audit_app.folio import Heading, heading
from audit_app.ledger import Kind
from audit_app.text import N_
from audit_app.text import gettext as _

blueprint = Blueprint("exchange", __name__)
blueprint.register_blueprint(backup_routes.blueprint)

MOST_CONFLICTS = 100  # listed on a page
THINGS = {
    "works": N_("Datos de la lista"),
    "visits": N_("Visita"),
    "paperwork": N_("Expediente"),
    "photos": N_("Fotografía"),
    "people": N_("Persona"),
    "audit_settings": N_("Ajuste de la auditoría"),
}
Answer = str | tuple[str, int] | AnyResponse


@blueprint.get("/exchange")
@security.access("audit")
def overview() -> str:
    """Offer to send and to receive, tell what was not sent yet, list what waits for a decision."""
    return _overview()


@blueprint.post("/exchange/send")
@security.access("audit")
def send() -> Answer:
    """Leave at a place everything authored here, and tell what it was."""
    try:
        place = _place()
        sent = sending.send(g.audit, Place(place))
    except Refusal as refusal:
        return _overview(problem=refusal, form="send"), 400
    return render_template("exchange/sent.html", sent=sent, place=place)


@blueprint.post("/exchange/receive")
@security.access("audit")
def receive() -> Answer:
    """Unite what lies at a place with what is here, and tell what came and what was refused."""
    try:
        place = _place()
        received = receiving.receive(g.audit.folder, Place(place))
    except Refusal as refusal:
        return _overview(problem=refusal, form="receive"), 400
    return render_template("exchange/received.html", received=received, place=place)


@blueprint.get("/exchange/join")
@security.access("session")
def join() -> str:
    """Offer to join an audit that other laptops left at a place."""
    return _joining()


@blueprint.post("/exchange/join")
@security.access("session")
def join_now() -> Answer:
    """Make here the audit that lies at a place, and open it."""
    pages.name_person()
    try:
        received = receiving.join(Place(_place()))
    except Refusal as refusal:
        return _joining(refusal), 400
    pages.open_audit(current_app, received.audit)
    for left_out in received.refused[: pages.MOST_TOLD]:
        flash(str(left_out), "notice")
    flash(_("Esta laptop ya es parte de la auditoría."))
    return redirect(url_for("home.today"), 303)


@blueprint.get("/exchange/conflicts/<kind>/<folio:key>")
@security.access("audit")
def conflict(kind: str, key: str) -> Answer:
    """Show the versions of one thing side by side, to choose one."""
    known = ledger.kind_named(g.db, kind)
    if not queries.in_conflict(g.db, kind, key):
        return _settled_already()
    return _conflict(known, key)


@blueprint.post("/exchange/conflicts/<kind>/<folio:key>")
@security.access("audit")
def settle(kind: str, key: str) -> Answer:
    """Keep one version of a conflict, with the reason."""
    known, keep = ledger.kind_named(g.db, kind), request.form.get("keep", "")
    if not queries.in_conflict(g.db, kind, key):
        return _settled_already()
    try:
        with db.saving(g.db):
            author = pages.author(request.form.get("person", ""))
            if not keep:
                raise ChoiceNeeded
            if request.form.get("seen", "") != _compared(known, key).seen:
                raise ConflictChanged
            ledger.settle(g.db, known, key, keep, pages.typed("reason"), author)
    except NotInConflict:
        return _settled_already()
    except (ChoiceNeeded, ConflictChanged, NotAHead, ReasonNeeded, NameNeeded) as refusal:
        return _conflict(known, key, refusal), 400
    flash(
        _("Conflicto resuelto: «%(key)s». La decisión y su motivo quedaron guardados.", key=key), "conflicts"
    )
    return redirect(url_for(".overview") + "#conflicts", 303)


@blueprint.errorhandler(UnknownKind)
def unknown_kind(refusal: UnknownKind) -> AnyResponse:
    """Tell that there is no such page."""
    return security.told(refusal, 404)


def _overview(problem: Refusal | None = None, form: str = "") -> str:
    conflicts = ledger.conflicts(g.db)
    return render_template(
        "exchange/overview.html",
        problem=problem,
        form=form,
        typed=request.form.get("folder", ""),
        stick=request.form.get("stick", ""),
        sticks=places.sticks(),
        unsent=queries.unsent(g.db),
        last=queries.last_sent(g.db),
        conflicts=[(one, _heading(one.kind, one.key)) for one in conflicts[:MOST_CONFLICTS]],
        waiting=len(conflicts),
        backup=queries.last_backup(g.db),
        things=THINGS,
    )


def _joining(problem: Refusal | None = None) -> str:
    return render_template(
        "exchange/join.html",
        problem=problem,
        typed=request.form.get("folder", ""),
        stick=request.form.get("stick", ""),
        sticks=places.sticks(),
    )


def _conflict(kind: Kind, key: str, problem: Refusal | None = None) -> str:
    return render_template(
        "exchange/conflict.html",
        kind=kind.name,
        key=key,
        parts_of_key=ledger.split_key(kind, key),
        about=_heading(kind.name, key),
        told=_compared(kind, key),
        problem=problem,
        keep=request.form.get("keep", ""),
        reason=request.form.get("reason", ""),
        things=THINGS,
    )


def _compared(kind: Kind, key: str) -> inbox.Comparison:
    return inbox.compared(ledger.history(g.db, kind, ledger.split_key(kind, key)))


def _heading(kind: str, key: str) -> Heading | None:
    """Return the work that a conflict is about, if it is about one that is there."""
    known = ledger.kind_named(g.db, kind)
    if known.key[0] != "folio":
        return None
    try:
        return heading(g.db, ledger.split_key(known, key)[0])
    except UnknownWork:
        return None


def _settled_already() -> AnyResponse:
    flash(_("Ese conflicto ya no está abierto: alguien lo resolvió."), "conflicts notice")
    return redirect(url_for(".overview") + "#conflicts", 303)


def _place() -> Path:
    return places.meant(request.form.get("stick", ""), request.form.get("folder", ""))
