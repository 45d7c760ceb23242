"""Positions inside municipalities, for tests: known towns, and any point of any municipality."""

from hypothesis import assume
from hypothesis import strategies as st

from audit_app.geography import atlas
from audit_app.geography.boundaries import Bounds, bounds, municipality_at

Position = tuple[float, float]

TOWNS = {  # in the middle of each
    "Aguascalientes": ("01001", 21.8818, -102.2916),
    "Tijuana": ("02004", 32.5149, -117.0382),
    "La Paz": ("03003", 24.1426, -110.3128),
    "Campeche": ("04002", 19.8301, -90.5349),
    "Saltillo": ("05030", 25.4232, -100.9924),
    "Colima": ("06002", 19.2433, -103.7250),
    "San Cristóbal de las Casas": ("07078", 16.7370, -92.6376),
    "Ciudad Juárez": ("08037", 31.6904, -106.4245),
    "Zócalo de la Ciudad de México": ("09015", 19.4326, -99.1332),
    "Durango": ("10005", 24.0277, -104.6532),
    "León": ("11020", 21.1220, -101.6830),
    "Acapulco": ("12001", 16.8531, -99.8237),
    "Pachuca": ("13048", 20.1011, -98.7591),
    "Guadalajara": ("14039", 20.6767, -103.3475),
    "Zapopan": ("14120", 20.7214, -103.3918),
    "Toluca": ("15106", 19.2826, -99.6557),
    "Morelia": ("16053", 19.7030, -101.1949),
    "Cuernavaca": ("17007", 18.9242, -99.2216),
    "Tepic": ("18017", 21.5042, -104.8946),
    "Monterrey": ("19039", 25.6866, -100.3161),
    "Oaxaca": ("20067", 17.0605, -96.7254),
    "Puebla": ("21114", 19.0414, -98.2063),
    "Querétaro": ("22014", 20.5888, -100.3899),
    "Cancún": ("23005", 21.1619, -86.8515),
    "San Luis Potosí": ("24028", 22.1565, -100.9855),
    "Culiacán": ("25006", 24.8091, -107.3940),
    "Hermosillo": ("26030", 29.0730, -110.9559),
    "Villahermosa": ("27004", 17.9892, -92.9475),
    "Ciudad Victoria": ("28041", 23.7369, -99.1411),
    "Tlaxcala": ("29033", 19.3139, -98.2404),
    "Xalapa": ("30087", 19.5438, -96.9102),
    "Mérida": ("31050", 20.9674, -89.5926),
    "Zacatecas": ("32056", 22.7709, -102.5832),
}


def within(code: str, high: float, wide: float) -> Position:
    """Return the position at these shares of the height and width of a municipality's bounds."""
    box: Bounds | None = bounds(code)
    assert box is not None
    south, west, north, east = box
    return south + (north - south) * high, west + (east - west) * wide


shares = st.floats(0.01, 0.99)
codes = st.sampled_from(sorted(atlas.shapes()[0]))


@st.composite
def positions(draw: st.DrawFn) -> tuple[str, float, float]:
    """Return a municipality and a position that lies in it."""
    code = draw(codes)
    latitude, longitude = (round(degrees, 6) for degrees in within(code, draw(shares), draw(shares)))
    assume(municipality_at(latitude, longitude) == code)
    return code, latitude, longitude


inside = positions()
