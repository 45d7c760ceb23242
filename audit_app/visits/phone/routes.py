"""The laptop's pages for a phone as camera: open, how it goes, end."""

from datetime import datetime
from typing import Any

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    g,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from audit_app import audit, drafts, pages, security, text
from audit_app.drafts import Draft
from audit_app.errors import AddressGone, NameNeeded, Refusal
from audit_app.text import N_, ngettext
from audit_app.text import gettext as _
from audit_app.visits import going_on
from audit_app.visits.phone import addresses, qr
from audit_app.visits.phone.camera import Camera
from audit_app.visits.phone.pairing import Pairing, Visit

blueprint = Blueprint("phone", __name__)
GONE = N_("El teléfono ya no está conectado.")
ENDED = {
    "closed": GONE,
    "expired": N_("El tiempo del teléfono terminó: ya no está conectado."),
    "guessed": N_(
        "Se cerró el paso: alguien probó diez códigos equivocados. Si no fue usted, esa red no es solo suya: use otra."
    ),
    "replaced": N_("El teléfono ya no está conectado: se abrió la conexión de otro."),
    "visit": N_("El teléfono ya no está conectado: la visita se terminó o se descartó."),
}


@blueprint.post("/visits/<folio:folio>/phone")
@security.access("audit")
def begin(folio: str) -> AnyResponse | str:
    """Keep what was typed, and show the code where the laptop has one address; else ask which, or tell how to have one."""
    draft, in_order = going_on.save(folio)
    pages.name_person()
    if not in_order:
        return _back(draft, going_on.told_elsewhere(), "notice")
    found = addresses.of_laptop()
    if len(found) == 1:
        return _invited(draft, found[0].ip)
    return redirect(url_for(".choose", folio=folio, draft=draft.id), 303)


@blueprint.get("/visits/<folio:folio>/phone")
@security.access("audit")
def choose(folio: str) -> AnyResponse | str:
    """Ask by which of the laptop's addresses a phone is to come."""
    if not (draft := request.args.get("draft")):
        return redirect(url_for("visits.visit", folio=folio))
    return _choice_page(drafts.of_form(g.db, draft, "visits", folio))


@blueprint.post("/visits/<folio:folio>/phone/open")
@security.access("audit")
def open_one(folio: str) -> AnyResponse | str:
    """Let a phone come by the address chosen, and show the code; a code is shown once, so another is made each time."""
    return _invited(
        drafts.of_form(g.db, request.form.get("draft", ""), "visits", folio), request.form.get("address", "")
    )


@blueprint.get("/visits/<folio:folio>/phone/status")
@security.access("audit")
def status(folio: str) -> Response:
    """Tell the page how it goes with its phone."""
    pairing = camera().of_draft(request.args.get("draft", ""))
    return jsonify(
        state=pairing.state if pairing else "ended",
        arrived=pairing.arrived if pairing else 0,
        said=said(pairing) if pairing else _(GONE),
    )


@blueprint.post("/visits/<folio:folio>/phone/end")
@security.access("audit")
def end(folio: str) -> AnyResponse:
    """Send the phone away; what the form held is kept."""
    camera().end()
    if "revision" not in request.form:
        return _back(drafts.of_form(g.db, request.form.get("draft", ""), "visits", folio), _(GONE))
    draft, in_order = going_on.save(folio)
    return _back(draft, _(GONE) if in_order else going_on.told_elsewhere(), "" if in_order else "notice")


def camera() -> Camera:
    """Return the one camera of this app."""
    kept: Camera = current_app.extensions.setdefault("camera", Camera())
    return kept


def visit_over(draft: str) -> None:
    """Send the phone away whose visit was finished or thrown away."""
    if camera().of_draft(draft):
        camera().end("visit")


def shown(draft: str) -> dict[str, Any]:
    """Return what the form of a visit shows of phones: its own if it is let in, and the visit that another is let in for."""
    pairing = camera().of_draft(draft)
    here = pairing if pairing and not pairing.why else None
    return {
        "here": here,
        "arrived": here.arrived if here else 0,
        "said": said(here) if here else "",
        "elsewhere": camera().elsewhere(draft),
    }


def said(pairing: Pairing) -> str:
    """Return how it goes with a pairing, in a sentence."""
    if pairing.why:
        return _(ENDED[pairing.why])
    until = clock(pairing.until)
    if pairing.state == "waiting":
        return _("Esperando al teléfono: el código vence a las %(at)s.", at=until)
    if not pairing.arrived:
        return _("Teléfono conectado hasta las %(at)s: lo que tome aparece aquí.", at=until)
    return ngettext(
        "Teléfono conectado hasta las %(at)s · llegó %(n)s fotografía",
        "Teléfono conectado hasta las %(at)s · llegaron %(n)s fotografías",
        pairing.arrived,
        at=until,
    )


def clock(seconds: float) -> str:
    """Return the local time of day of a time since 1970, to the minute."""
    return datetime.fromtimestamp(seconds).strftime("%H:%M")


def _invited(draft: Draft, ip: str) -> AnyResponse | str:
    if not audit.laptop().person:
        return _back(draft, str(NameNeeded()), "notice")
    visit = Visit(
        g.audit, str(g.settings.get("audit", "")), draft.folio, g.work.name, draft.id, text.language()
    )
    try:
        if ip not in {address.ip for address in addresses.of_laptop()}:
            raise AddressGone(ip[:40])
        invitation = camera().invite(visit, ip, current_app.extensions["idle"])
    except AddressGone as refusal:
        return _choice_page(draft, refusal)
    return render_template(
        "visits/phone_code.html",
        draft=draft,
        invitation=invitation,
        drawn=qr.drawn(invitation.link),
        until=clock(invitation.until),
    )


def _choice_page(draft: Draft, refusal: Refusal | None = None) -> str:
    return render_template(
        "visits/phone_choice.html", draft=draft, addresses=addresses.of_laptop(), refusal=refusal
    )


def _back(draft: Draft, sentence: str, kind: str = "") -> AnyResponse:
    flash(sentence, f"photos {kind}".strip())
    return redirect(url_for("visits.visit", folio=draft.folio, draft=draft.id) + "#section-photos", 303)
