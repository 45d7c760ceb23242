"""Which encoding a text file is in: what its bytes show, and which others a person may choose."""

import codecs

from audit_app.tables.source import Source

CHOICES = ("utf-8", "utf-16", "cp1252", "latin-1", "cp850", "mac_roman")
CHUNK = 1 << 20

_NOT_TEXT = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")  # ZIP, PDF, OLE2, gzip
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a"))


def encoding_of(source: Source, chosen: str = "") -> str | None:
    """Return utf-16, utf-8-sig, utf-8 or cp1252, else the one chosen; nothing when the bytes are not text in it."""
    with source() as file:
        start = file.read(8192)
    for encoding in [chosen] if chosen else _likely(start):
        if _decodes(source, encoding):
            return "utf-8-sig" if encoding == "utf-8" and start.startswith(codecs.BOM_UTF8) else encoding
    return None


def _likely(start: bytes) -> tuple[str, ...]:
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    controls = len(start) - len(start.translate(None, _CONTROLS))
    is_text = not start.startswith(_NOT_TEXT) and controls * 50 <= len(start)
    return ("utf-8", "cp1252") if is_text else ()


def _decodes(source: Source, encoding: str) -> bool:
    """Tell whether all of a file is text in this encoding; what holds the character NUL is not text."""
    decoder = codecs.getincrementaldecoder(codec_of(source, encoding))(errors_of(encoding))
    try:
        with source() as file:
            while chunk := file.read(CHUNK):
                if "\0" in decoder.decode(chunk):
                    return False
            decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def codec_of(source: Source, encoding: str) -> str:
    """Return the codec that reads a file in this encoding: of UTF-16 without its mark, the zeros of plain letters tell which."""
    if encoding != "utf-16":
        return encoding
    with source() as file:
        start = file.read(8192)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return encoding
    return "utf-16-be" if start[::2].count(0) > start[1::2].count(0) else "utf-16-le"


def errors_of(encoding: str) -> str:
    """Return how the bytes that an encoding leaves undefined are read."""
    return "c1_controls" if encoding == "cp1252" else "strict"


def _c1_controls(error: UnicodeError) -> tuple[str, int]:
    """Read the five bytes that cp1252 leaves undefined as browsers do, so that no byte of a list is lost."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("c1_controls", _c1_controls)
