"""Frames and designs for the tests of planning, small enough to read."""

from audit_app.planning import frame
from audit_app.planning.design_file import read
from audit_app.planning.drawing import Drawing, drawing

FRAME = """Marco de obras 2007,,,,
Folio,Nombre de la obra,Entidad federativa,Municipio,Inversión total
""" + "".join(
    f'W/{n:03},Obra {n},{"Jalisco" if n < 36 else "Zacatecas"},Municipio {n // 6},"{1 + n * 37 % 50},000.50"\n'
    for n in range(72)
)
DESIGNS: dict[str, dict[str, object]] = {
    "srs": {"method": "srs", "works": 10, "reserve": 3},
    "systematic": {"method": "systematic", "works": 9, "order": "Inversión total"},
    "pps": {"method": "pps", "works": 45, "size": "Inversión total", "reserve": 2},
    "stratified": {
        "method": "stratified",
        "works": 12,
        "strata": "Entidad federativa",
        "allocation": "equal",
    },
    "two-stage": {
        "method": "two-stage",
        "strata": "Entidad federativa",
        "psu": ["Entidad federativa", "Municipio"],
        "psus": 3,
        "works_per_psu": 4,
        "reserve": 1,
    },
    "two-stage pps": {
        "method": "two-stage",
        "psu": "Municipio",
        "psus": 4,
        "select_psus": "pps",
        "size": "Inversión total",
        "works_per_psu": "all",
        "certainty": ["Municipio 2"],
    },
}


def drawn(given: dict[str, object], text: str = FRAME, seed: int = 5) -> Drawing:
    """Return the draw of a design from a frame."""
    described = read(given)
    return drawing(frame.read(text.encode(), "marco.csv", described.folio), described, seed)
