"""The pages of the route of a day: on the screen and on paper."""

from flask import Blueprint, Response, flash, g, redirect, render_template, request, send_file, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from audit_app import db, listing, pages, security
from audit_app.listing import Line, fit
from audit_app.position import Position
from audit_app.sample import words
from audit_app.sample.map import places, queries, route
from audit_app.sample.map.on_paper import as_pdf
from audit_app.sample.map.start import Start, start_of
from audit_app.text import gettext as _

blueprint = Blueprint("map", __name__)
OF_A_DAY = 8  # works that the page proposes for a route


@blueprint.get("/map/route")
@security.access("audit")
def day() -> str:
    """Show the route through the works chosen, or through the nearest to visit, in a short order or in the one given."""
    begin, way = _way()
    folios = [line.folio for line in way]
    return render_template(
        "sample/route.html",
        start=begin,
        stops=route.stops(way, begin.position),
        metres=route.length(way, begin.position),
        bounds=places.bounds_of(way),
        moved=_moved(folios),
        printed=_address(".on_paper", folios),
        words=words,
    )


@blueprint.post("/map/route")
@security.access("audit")
def keep() -> AnyResponse:
    """Keep the works sent, in their order, as the route of this laptop's day; without any, the one kept goes."""
    known = {line.folio for line in pages.works()}
    folios = [folio for folio in dict.fromkeys(request.form.getlist("folio")) if folio in known]
    with db.saving(g.db):
        queries.keep_route(g.db, folios[: route.MOST_STOPS])
    if folios:
        flash(_("Ruta del día guardada."))
    return redirect(url_for("home.today"), 303)


@blueprint.get("/map/route.pdf")
@security.access("audit")
def on_paper() -> Response:
    """Send the same route as a PDF to be printed."""
    begin, way = _way()
    pdf = as_pdf(g.db, route.stops(way, begin.position), route.length(way, begin.position), begin.told)
    return send_file(pdf, mimetype="application/pdf", download_name=_("ruta.pdf"))


def _way() -> tuple[Start, list[Line]]:
    """Return where the route begins and its works in their order."""
    lines = pages.works()
    begin = start(lines)
    chosen = _chosen(lines, begin.position)
    return begin, chosen if request.args.get("order") == "given" else route.shortest(chosen, begin.position)


def start(lines: list[Line]) -> Start:
    """Return where the address counts distances from."""
    return start_of(request.args.get("from", ""), lines)


def _chosen(lines: list[Line], origin: Position | None) -> list[Line]:
    """Return the works that the address names, in its order; without any, the nearest of those to visit that fit."""
    if named := request.args.getlist("folio"):
        known = {line.folio: line for line in lines}
        return [known[folio] for folio in dict.fromkeys(named) if folio in known][: route.MOST_STOPS]
    asked = listing.asked(MultiDict({**request.args.to_dict(), "disposition": "not_visited"}))
    fitting, _counts = fit(lines, asked)
    placed = [line for line in fitting if line.position]
    return list(places.nearest(placed, origin)[:OF_A_DAY])


def _moved(folios: list[str]) -> list[tuple[str, str, str]]:
    """Return, for each stop, the addresses of the route with it earlier, later, and left out; empty where it cannot."""
    told = []
    for at in range(len(folios)):
        earlier, later = [*folios], [*folios]
        if at:
            earlier[at - 1 : at + 1] = folios[at], folios[at - 1]
        if at + 1 < len(folios):
            later[at : at + 2] = folios[at + 1], folios[at]
        left_out = folios[:at] + folios[at + 1 :]
        told.append(
            (
                _address(".day", earlier) if at else "",
                _address(".day", later) if at + 1 < len(folios) else "",
                _address(".day", left_out) if left_out else "",
            )
        )
    return told


def _address(endpoint: str, folios: list[str]) -> str:
    """Return the address of a route in this order, from where this page's begins."""
    facts = {"folio": folios, "order": "given", "from": request.args.get("from") or None}
    return url_for(endpoint, **facts)  # type: ignore[arg-type] # its own options are none of these
