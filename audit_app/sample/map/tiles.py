"""The map that an audit's folder may hold, ``map.pmtiles``: a PMTiles archive of version 3. Pure but for the file it is given."""

from pathlib import Path
from typing import Literal

HEADER = 127  # bytes
MAGIC = b"PMTiles\x03"
KIND_AT = 99
KINDS: dict[int, Literal["shapes", "pictures"]] = {1: "shapes", 2: "pictures", 3: "pictures", 4: "pictures"}


def kind_of(path: Path) -> Literal["shapes", "pictures"] | None:
    """Return whether a map holds shapes (vector tiles) or pictures (PNG, JPEG, WebP); None where there is none to be read."""
    try:
        with path.open("rb") as file:
            header = file.read(HEADER)
    except OSError:
        return None
    is_whole = len(header) == HEADER and header.startswith(MAGIC)
    return KINDS.get(header[KIND_AT]) if is_whole else None
