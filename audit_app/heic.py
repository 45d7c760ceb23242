"""HEIC photos, as iPhones write them (ISO 23008-12): whether a file is a whole one, its EXIF, its picture where it can be shown.

What the file says of itself is read by us, so that a photo's time and place do not depend on whether a laptop can show it.
"""

import struct
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

MEDIA_TYPE = "image/heic"
BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
CODED = {b"hvc1", b"hev1"}  # HEVC; AVIF has av01 in the same boxes
MOST_EXIF = 1_000_000  # bytes


class NotHeic(ValueError):
    """A file in boxes that holds no HEIC photo: AVIF, a film, a fake."""


def is_boxed(data: bytes) -> bool:
    """Tell whether a file begins as HEIC does, and AVIF and films too."""
    return data[4:8] == b"ftyp"


def exif_of(data: bytes) -> bytes:
    """Return the EXIF of a HEIC photo, blank when it has none. Raises NotHeic, and EOFError for a photo that breaks off."""
    top = {kind: (start, end) for kind, start, end in _boxes(data, 0, len(data))}
    start, end = top[b"ftyp"]
    brands = {data[start : start + 4], *(data[at : at + 4] for at in range(start + 8, end, 4))}
    if not brands & BRANDS or b"meta" not in top:
        raise NotHeic
    meta = {kind: (start, end) for kind, start, end in _boxes(data, top[b"meta"][0] + 4, top[b"meta"][1])}
    if not {b"iinf", b"iloc", b"pitm"} <= set(meta):
        raise NotHeic
    kinds = dict(_items(data, *meta[b"iinf"]))
    if not CODED & set(kinds.values()) or b"av01" in kinds.values():
        raise NotHeic
    found = b""
    for item, pieces in _places(data, *meta[b"iloc"]):
        if any(at + length > len(data) for at, length in pieces):
            raise EOFError
        if kinds.get(item) == b"Exif" and sum(length for _at, length in pieces) <= MOST_EXIF:
            found = b"".join(data[at : at + length] for at, length in pieces)
    return found[4 + int.from_bytes(found[:4]) :]


@cache
def can_be_shown() -> bool:
    """Tell whether this laptop can decode HEIC: pillow-heif is an extra."""
    try:
        import pillow_heif  # noqa: F401
    except ImportError:
        return False
    return True


def size_of(data: bytes) -> tuple[int, int]:
    """Return the width and height of a HEIC photo that can be shown, upright, without decoding it."""
    import pillow_heif

    width, height = pillow_heif.open_heif(data).size
    return int(width), int(height)


def picture(data: bytes) -> "Image.Image":
    """Return the picture of a HEIC photo, upright."""
    import pillow_heif

    image: Image.Image = pillow_heif.open_heif(data).to_pillow()
    return image


def _boxes(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield the kind of each box, and where its content begins and ends. Raises EOFError where one reaches beyond."""
    while start < end:
        if start + 8 > end:
            raise EOFError
        size, kind = struct.unpack_from(">I4s", data, start)
        head = 8
        if size == 1:
            head, size = 16, int.from_bytes(data[start + 8 : start + 16])
        elif size == 0:
            size = end - start
        if size < head or start + size > end:
            raise EOFError
        yield kind, start + head, start + size
        start += size


def _items(data: bytes, start: int, end: int) -> Iterator[tuple[int, bytes]]:
    """Yield the number and kind of each item that the file lists."""
    for kind, at, stop in _boxes(data, start + (6 if data[start] == 0 else 8), end):
        if kind == b"infe" and data[at] >= 2 and stop - at >= 12:
            wide = data[at] > 2
            number = int.from_bytes(data[at + 4 : at + (8 if wide else 6)])
            place = at + (10 if wide else 8)
            yield number, data[place : place + 4]


def _places(data: bytes, start: int, end: int) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Yield the number of each item that lies in the file, with where each of its pieces begins and how long it is."""
    version, sizes = data[start], data[start + 4 : start + 6]
    offsets, lengths, bases = sizes[0] >> 4, sizes[0] & 15, sizes[1] >> 4
    indexes = sizes[1] & 15 if version else 0
    at = start + 6

    def take(count: int) -> int:
        nonlocal at
        if at + count > end:
            raise EOFError
        at += count
        return int.from_bytes(data[at - count : at])

    for _item in range(take(4 if version == 2 else 2)):
        number = take(4 if version == 2 else 2)
        method = take(2) & 15 if version else 0
        take(2)
        base = take(bases)
        pieces = []
        for _piece in range(take(2)):
            take(indexes)
            pieces.append((base + take(offsets), take(lengths)))
        if method == 0:  # else inside the list itself
            yield number, pieces
