"""Pictures of every kind, made here: good, odd, broken and hostile."""

import io
import struct
import zlib
from base64 import b64decode
from typing import Any

from PIL import Image

TAKEN, OFFSET, ORIENTATION, DETAILS, GPS = 0x9003, 0x9011, 0x0112, 0x8769, 0x8825


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    """Return the bytes of an image."""
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def corners(width: int = 80, height: int = 40) -> Image.Image:
    """Return a picture whose left upper quarter is red, on blue."""
    image = Image.new("RGB", (width, height), "blue")
    image.paste("red", (0, 0, width // 2, height // 2))
    return image


def jpeg(colour: str = "red", **options: Any) -> bytes:
    """Return a small JPEG."""
    return saved(Image.new("RGB", (64, 48), colour), "JPEG", **options)


def png(mode: str = "RGB", **options: Any) -> bytes:
    """Return a small PNG of this mode."""
    return saved(Image.new(mode, (64, 48)), "PNG", **options)


def exif(
    orientation: int = 1, details: dict[int, str] | None = None, gps: dict[int, Any] | None = None
) -> Image.Exif:
    """Return EXIF that says these."""
    made = Image.Exif()
    made[ORIENTATION] = orientation
    made.get_ifd(DETAILS).update(details or {})
    made.get_ifd(GPS).update(gps or {})
    return made


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return one chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(side: int) -> bytes:
    """Return a small PNG that says to be very large."""
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * (3 * side + 1))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def broken_exif(block: bytes) -> bytes:
    """Return a good JPEG whose EXIF holds these bytes."""
    return jpeg(exif=b"Exif\0\0" + block)


HEIC = b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAchtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA"
    "ADRpbG9jAAAAAERAAAIAAQAAAAAB7AABAAAAAAAAAEoAAgAAAAACNgABAAAAAAAAANwAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAA"
    "AAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAABB2lwcnAAAADmaXBjbwAAAHZodmNDAQNwAAAA"
    "kAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCiBBZbq"
    "5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwYkAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAUAAAAEAAAAAoY2xh"
    "cAAAAFAAAAABAAAAKAAAAAEAAAAAAAAAAv///+gAAAACAAAAEHBpeGkAAAAAAwgICAAAAAlpcm90AwAAABlpcG1hAAAAAAAAAAEA"
    "AQaBAgMFhIYAAAAaaXJlZgAAAAAAAAAOY2RzYwACAAEAAQAAAS5tZGF0AAAARigBr1Ru4HHcJbv/rCf/OmkOGrpXpiX6O788zZuP"
    "VP2jzhBAgR2tQ4kfrxnVUG/xA8b/4DxavcH13f862Ka0iJCpgOVEYi4AAAAGRXhpZgAATU0AKgAAAAgAAwESAAMAAAABAAYAAIdp"
    "AAQAAAABAAAAMoglAAQAAAABAAAAbAAAAAAAApADAAIAAAAUAAAAUJARAAIAAAAHAAAAZAAAAAAyMDA5OjEwOjAxIDEwOjA3OjAw"
    "AC0wNjowMAAAAAQAAQACAAAAAk4AAAAAAgAFAAAAAwAAAKIAAwACAAAAAlcAAAAABAAFAAAAAwAAALoAAAAAAAAAEwAAAAEAAAAY"
    "AAAAAQAAAAAAAAABAAAAYwAAAAEAAAAGAAAAAQAAAAAAAAAB"
)
"""A phone's photo lying on its side, with its time and its place: 19.4, -99.1."""
NOISE = saved(Image.effect_noise((400, 300), 60).convert("RGB"), "JPEG")
GOOD = {
    "heic": HEIC,
    "jpeg": jpeg(),
    "gray jpeg": saved(Image.new("L", (64, 48)), "JPEG"),
    "cmyk jpeg": saved(Image.new("CMYK", (64, 48)), "JPEG"),
    "progressive jpeg": jpeg(progressive=True),
    "a phone's jpeg with a second picture": saved(
        Image.new("RGB", (64, 48)), "MPO", save_all=True, append_images=[Image.new("RGB", (32, 24))]
    ),
    "png": png(),
    "png with transparency": png("RGBA"),
    "gray png with transparency": png("LA"),
    "palette png with transparency": png("P", transparency=0),
    "black and white png": png("1"),
    "16-bit png": png("I;16"),
    "animated png": png(save_all=True, append_images=[Image.new("RGB", (64, 48), "red")]),
    "exif of rubbish": broken_exif(b"rubbish"),
    "exif cut off": broken_exif(b"MM\0*\0\0\0\x08\xff\xff" + b"\xff" * 20),
    "exif pointing nowhere": broken_exif(
        b"II*\0\x08\0\0\0\x01\0\x25\x88\x04\0\x01\0\0\0\xff\xff\xff\x7f\0\0\0\0"
    ),
    "an orientation that is none": jpeg(exif=exif(99)),
}
REFUSED = {
    "nothing": b"",
    "text": b"hola " * 100,
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": b"<html><script>alert(1)</script></html>",
    "gif": saved(Image.new("RGB", (9, 9)), "GIF"),
    "webp": saved(Image.new("RGB", (9, 9)), "WEBP"),
    "tiff": saved(Image.new("RGB", (9, 9)), "TIFF"),
    "bmp": saved(Image.new("RGB", (9, 9)), "BMP"),
    "a fake heic": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 200,
    "half a heic": HEIC[: len(HEIC) // 2],
    "a heic without its end": HEIC[:-9],
    "avif": saved(Image.new("RGB", (64, 48)), "AVIF"),
    "avif that says to be heic": saved(Image.new("RGB", (64, 48)), "AVIF").replace(b"ftypavif", b"ftypheic"),
    "a film": b"\0\0\0\x18ftypqt  \0\0\0\0qt  heic\0\0\0\x10moov" + b"\0" * 8,
    "pdf": b"%PDF-1.7\n" + b"0" * 200,
    "half a jpeg": NOISE[: len(NOISE) // 2],
    "the start of a jpeg": NOISE[:100],
    "half a png": saved(Image.effect_noise((200, 200), 60), "PNG")[:9000],
    "a png with a broken header": png()[:20] + b"\xff" + png()[21:],
    "a bomb": bomb(30_000),
    "a smaller bomb": bomb(11_000),
    "a text that unpacks to 9 MB": png()[:33]
    + chunk(b"zTXt", b"x\0\0" + zlib.compress(b"a" * 9_000_000))
    + png()[33:],
    "41 MB": jpeg() + b"\0" * 41_000_000,
}
