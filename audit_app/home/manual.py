"""The offline manual: its topics, and its pictures of this app. Its prose is in ``templates/manual``, a file a language."""

import struct
from functools import lru_cache
from pathlib import Path

from audit_app.text import N_

TOPICS = {
    "steps": (N_("Los pasos"), N_("De la lista al informe, y qué hacer antes de salir")),
    "list": (N_("La lista de obras"), N_("Importar, corregir, volver a importar")),
    "visit": (N_("La visita"), N_("El formulario, el borrador, la posición, terminar y corregir")),
    "photos": (N_("Las fotografías"), N_("Las de la visita, las de todo un día, un teléfono como cámara")),
    "map": (N_("El mapa y la ruta"), N_("Las obras más cercanas y el orden del día")),
    "paper": (N_("En papel"), N_("Formularios, lista y ruta para cuando no hay batería")),
    "paperwork": (N_("El expediente"), N_("Documento por documento, o en bloque")),
    "laptops": (N_("Varias laptops"), N_("Enviar, recibir, resolver conflictos")),
    "figures": (N_("Las cifras y el informe"), N_("Qué dice un porcentaje, su intervalo y sus marcas")),
    "keys": (N_("Teclas y modos"), N_("Una visita sin ratón; sol y oscuro")),
    "what-if": (N_("¿Y si…?"), N_("Se apaga, se llena, se pierde, se rechaza")),
}
"""The topics in the order of an audit: their titles, and what each is about."""

PICTURES = Path(__file__).parent.parent / "static" / "manual"


@lru_cache(maxsize=2)
def pictures(language: str) -> dict[str, tuple[int, int]]:
    """Return the pictures of a language by name, with the width and height each is shown at: half its pixels."""
    found = {path.stem: _size(path) for path in sorted((PICTURES / language).glob("*.webp"))}
    return {name: (width // 2, height // 2) for name, (width, height) in found.items()}


def _size(path: Path) -> tuple[int, int]:
    """Return the width and height in the header of a lossy WebP."""
    head = path.read_bytes()[:30]
    width, height = struct.unpack("<HH", head[26:30])
    return width & 0x3FFF, height & 0x3FFF
