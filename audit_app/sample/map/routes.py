"""The pages of the map: the works nearest first, and what the map draws. Those of the route of a day join them."""

from collections.abc import Sequence
from math import isfinite

from flask import Response, g, jsonify, render_template, request, send_file, url_for
from werkzeug.exceptions import NotFound

from audit_app import listing, pages, security
from audit_app.folio import to_url
from audit_app.geography import notations
from audit_app.geography.boundaries import around
from audit_app.listing import PAGE, Line, fit
from audit_app.sample import asking, words
from audit_app.sample.map import places, queries, route, tiles
from audit_app.sample.map.day import OF_A_DAY, blueprint, start
from audit_app.sample.map.outlines import neighbours, outlines_of
from audit_app.sample.map.places import Bounds

__all__ = ["blueprint"]


@blueprint.get("/map")
@security.access("audit")
def shown() -> str:
    """Show the works that fit what was asked on a map and as a table, the nearest first."""
    asked, lines = listing.asked(request.args), pages.works()
    fitting, counts = fit(lines, asked)
    begin = start(lines)
    near = places.nearest(fitting, begin.position)
    first = _page_of(near, request.args.get("after", ""))
    rows = [places.measured(line, begin.position) for line in near[first : first + PAGE]]
    return render_template(
        "sample/map.html",
        asked=asked,
        facets=asking.choices(asked, counts),
        start=begin,
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
    fitting, _counts = fit(pages.works(), listing.asked(request.args))
    asked = _bounds(request.args.get("bounds", ""))
    inside = places.within(fitting, asked or places.EARTH)
    bounds = asked or places.bounds_of(inside)
    if bounds and len(inside) > places.MOST_SHOWN:
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


def _page_of(near: Sequence[Line], after: str) -> int:
    """Return where the page begins that follows this work; 0 where it is not among those found."""
    return next((at + 1 for at, line in enumerate(near) if line.folio == after), 0) if after else 0


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
