"""Small maps to draw under the outlines: of pictures and of shapes."""

import gzip
import io
from pathlib import Path

from PIL import Image
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

DEEPEST = 5
WORLD = {
    "min_lon_e7": -1_800_000_000,
    "min_lat_e7": -850_000_000,
    "max_lon_e7": 1_800_000_000,
    "max_lat_e7": 850_000_000,
    "center_lon_e7": -1_030_000_000,
    "center_lat_e7": 226_000_000,
    "center_zoom": 4,
}


def write_map(path: Path, kind: str) -> None:
    """Write a map of the whole world, down to a coarse zoom: one colour, or land everywhere."""
    is_pictures = kind == "pictures"
    tile = _picture() if is_pictures else gzip.compress(_land())
    with path.open("wb") as file:
        writer = Writer(file)
        for z in range(DEEPEST + 1):
            for x in range(2**z):
                for y in range(2**z):
                    writer.write_tile(zxy_to_tileid(z, x, y), tile)
        header = {
            **WORLD,
            "tile_type": TileType.PNG if is_pictures else TileType.MVT,
            "tile_compression": Compression.NONE if is_pictures else Compression.GZIP,
            "min_zoom": 0,
            "max_zoom": DEEPEST,
        }
        writer.finalize(header, {})


def _picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (256, 256), (10, 120, 200)).save(made, "PNG")
    return made.getvalue()


def _land() -> bytes:
    """Return a vector tile (version 2) whose layer ``earth`` is one square that covers it."""
    corners = (
        bytes([9, 0, 0, 26]) + b"".join(_zigzag(step) for step in (4096, 0, 0, 4096, -4096, 0)) + b"\x0f"
    )
    feature = _field(3, 0, b"\x03") + _field(4, 2, corners)  # a polygon, and its outline
    layer = (
        _field(15, 0, b"\x02") + _field(1, 2, b"earth") + _field(2, 2, feature) + _field(5, 0, _varint(4096))
    )
    return _field(3, 2, layer)


def _field(number: int, wire: int, content: bytes) -> bytes:
    return _varint(number << 3 | wire) + (_varint(len(content)) if wire == 2 else b"") + content


def _zigzag(number: int) -> bytes:
    return _varint(number << 1 ^ number >> 31)


def _varint(number: int) -> bytes:
    number &= 0xFFFFFFFF
    made = bytearray()
    while number > 0x7F:
        made.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*made, number])
