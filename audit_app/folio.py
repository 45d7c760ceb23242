"""A work's folio in a URL, and the heading that every page about a work shows."""

import re
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from sqlite_utils import Database
from werkzeug.routing import BaseConverter, ValidationError

from audit_app.errors import UnknownWork

RESERVED = frozenset({".", "..", "import"})


class FolioConverter(BaseConverter):
    """Writes a folio with ``~XX`` for every UTF-8 byte outside ``[A-Za-z0-9._-]``: ``W/001`` is ``W~2F001``."""

    regex = r"[A-Za-z0-9._~-]+"

    def to_python(self, value: str) -> str:
        """Return the folio of a URL; a URL that ``to_url`` would not write is none."""
        try:
            folio = unquote_to_bytes(value.replace("~", "%")).decode("utf-8")
        except UnicodeDecodeError as error:
            raise ValidationError from error
        if to_url(folio) != value:
            raise ValidationError
        return folio

    def to_url(self, value: str) -> str:
        """Return a folio as a part of a URL."""
        return to_url(value)


def to_url(folio: str) -> str:
    """Return a folio as a part of a URL."""
    if folio in RESERVED:
        return f"~{ord(folio[0]):02X}" + folio[1:]
    return re.sub(
        r"[^A-Za-z0-9._-]", lambda found: "".join(f"~{byte:02X}" for byte in found[0].encode()), folio
    )


@dataclass(frozen=True, slots=True)
class Heading:
    """What names a work on a page."""

    folio: str
    name: str
    type: str | None
    program: str | None
    state: str | None
    municipality: str | None
    locality: str | None
    amount_total: float | None
    goal: str | None
    unit: str | None
    latitude: float | None
    longitude: float | None
    state_code: str | None
    municipality_code: str | None

    @property
    def position(self) -> tuple[float, float] | None:
        """Return where the list registers the work, in WGS84 degrees; None without one."""
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)

    @property
    def place(self) -> str | None:
        """Return the code of five digits of the municipality; None where the list does not say it whole."""
        return (
            f"{self.state_code}{self.municipality_code}"
            if self.state_code and self.municipality_code
            else None
        )


def heading(db: Database, folio: str) -> Heading:
    """Return what names a work; refuse a folio that is none."""
    row = db.execute(
        "SELECT folio, name, type, program, state, municipality, locality, amount_total, goal, unit, latitude, longitude, "
        "state_code, municipality_code "
        "FROM current_works WHERE folio = ?",
        [folio],
    ).fetchone()
    if not row:
        raise UnknownWork(folio)
    return Heading(*row)
