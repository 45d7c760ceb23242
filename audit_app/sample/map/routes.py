"""The pages of the map: the works nearest first, what the map draws, and the route of a day."""

from collections.abc import Sequence
from math import isfinite

from flask import Blueprint, Response, g, jsonify, render_template, request, send_file, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound

from audit_app import audit_facts, listing, pages, security
from audit_app.folio import to_url
from audit_app.geography import notations
from audit_app.geography.boundaries import around
from audit_app.listing import PAGE, Line, fit
from audit_app.position import Position
from audit_app.sample import asking, words
from audit_app.sample.map import places, queries, route, tiles
from audit_app.sample.map.on_paper import as_pdf
from audit_app.sample.map.outlines import neighbours, outlines_of
from audit_app.sample.map.places import Bounds
from audit_app.sample.map.start import Start, start_of
from audit_app.text import gettext as _

blueprint = Blueprint("map", __name__)
OF_A_DAY = 8  # works that the page proposes for a route


@blueprint.get("/map")
@security.access("audit")
def shown() -> str:
    """Show the works that fit what was asked on a map and as a table, the nearest first."""
    asked, lines = listing.asked(request.args), asking.works()
    fitting, counts = fit(lines, asked)
    start = _start(lines)
    near = places.nearest(fitting, start.position)
    first = _page_of(near, request.args.get("after", ""))
    rows = [places.measured(line, start.position) for line in near[first : first + PAGE]]
    return render_template(
        "sample/map.html",
        asked=asked,
        facets=asking.choices(asked, counts),
        start=start,
        rows=rows,
        found=len(near),
        total=len(lines),
        placed=sum(line.position is not None for line in fitting),
        first=first,
        after=rows[-1].line.folio if first + PAGE < len(near) else None,
        bounds=places.bounds_of(fitting),
        of_a_day=OF_A_DAY,
        most_stops=route.MOST_STOPS,
        words=words,
    )


@blueprint.get("/map/works.json")
@security.access("audit")
def works() -> Response:
    """Send the works that fit and lie in the bounds asked for, one by one or, where they are too many, by the cell."""
    fitting, _counts = fit(asking.works(), listing.asked(request.args))
    bounds = _bounds(request.args.get("bounds", "")) or places.bounds_of(fitting)
    if bounds is None:
        return jsonify(works=[], cells=[])
    inside = places.within(fitting, bounds)
    if len(inside) > places.MOST_SHOWN:
        cells = places.cells(inside, bounds)
        return jsonify(works=[], cells=[[cell.latitude, cell.longitude, cell.counts] for cell in cells])
    return jsonify(works=[_drawn(line) for line in inside], cells=[])


@blueprint.get("/map/outlines.json")
@security.access("audit")
def outlines() -> Response:
    """Send the outlines of the audit's municipalities and of their neighbours, or of those around a position."""
    if asked := request.args.get("around"):
        position = notations.position(asked)
        return _json(outlines_of(tuple(around(*position)) if position else (), ()))
    ours = tuple(queries.municipalities(g.db))
    return _json(outlines_of(ours, neighbours(ours)))


@blueprint.get("/map/ground.json")
@security.access("audit")
def ground() -> Response:
    """Tell whether the audit's folder has a map to draw under the outlines, and of which kind."""
    kind = tiles.kind_of(g.audit.tiles)
    return jsonify(kind=kind, address=url_for(".tile_file") if kind else None)


@blueprint.get("/map/map.pmtiles")
@security.access("audit")
def tile_file() -> Response:
    """Send the parts asked for of the map in the audit's folder."""
    if tiles.kind_of(g.audit.tiles) is None:
        raise NotFound
    return send_file(g.audit.tiles, mimetype="application/vnd.pmtiles", conditional=True)


@blueprint.get("/map/route")
@security.access("audit")
def day() -> str:
    """Show the route through the works chosen, or through the nearest to visit, in a short order or in the one given."""
    start, way = _way()
    folios = [line.folio for line in way]
    return render_template(
        "sample/route.html",
        start=start,
        stops=route.stops(way, start.position),
        metres=route.length(way, start.position),
        bounds=places.bounds_of(way),
        moved=_moved(folios),
        printed=_address(".on_paper", folios),
        words=words,
    )


@blueprint.get("/map/route.pdf")
@security.access("audit")
def on_paper() -> Response:
    """Send the same route as a PDF to be printed."""
    start, way = _way()
    pdf = as_pdf(g.db, route.stops(way, start.position), route.length(way, start.position), start.told)
    return send_file(pdf, mimetype="application/pdf", download_name=_("ruta.pdf"))


def _way() -> tuple[Start, list[Line]]:
    """Return where the route begins and its works in their order."""
    lines = asking.works()
    start = _start(lines)
    chosen = _chosen(lines, start.position)
    return start, chosen if request.args.get("order") == "given" else route.shortest(chosen, start.position)


def _start(lines: list[Line]) -> Start:
    last = pages.remembered("last position", audit_facts.last_position)
    return start_of(request.args.get("from", ""), lines, last)


def _page_of(near: Sequence[Line], after: str) -> int:
    """Return where the page begins that follows this work; 0 where it is not among those found."""
    return next((at + 1 for at, line in enumerate(near) if line.folio == after), 0) if after else 0


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


def _drawn(line: Line) -> list[object]:
    latitude, longitude = line.position or (None, None)
    return [latitude, longitude, line.mark, line.folio, line.name[:120], to_url(line.folio)]


def _bounds(text: str) -> Bounds | None:
    """Return the bounds in ``south,west,north,east``; None for anything else."""
    try:
        south, west, north, east = map(float, text.split(","))
    except ValueError:
        return None
    return (south, west, north, east) if all(map(isfinite, (south, west, north, east))) else None


def _json(text: str) -> Response:
    return Response(text, content_type="application/json")
