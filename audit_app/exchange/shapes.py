"""What the JSON and the times inside evidence must look like, so that nothing that arrives can stop a page or a figure. Pure."""

import json
from collections.abc import Callable
from datetime import datetime, time

from audit_app import instruments, photos
from audit_app.audit_facts import MARK
from audit_app.text import LANGUAGES, is_day

Fits = Callable[[object], bool]


def fits(table: str, row: dict[str, str | int | float | None]) -> bool:
    """Tell whether a row has the shape that Constata writes, as far as figures and pages need it beyond the schema."""
    shapes = {**OF_ALL, **SHAPES.get(table, {})}
    return all(shape(row.get(column)) for column, shape in shapes.items()) and (
        table != "audit_settings" or _setting(str(row.get("setting")))(_parsed(row.get("value")))
    )


def _setting(name: str) -> Fits:
    return _mark if name.startswith(MARK) else SETTINGS.get(name, _anything)


def _parsed(text: object) -> object:
    return json.loads(text) if isinstance(text, str) else None


def _json(shape: Fits) -> Fits:
    """Return the shape of a text that holds JSON of this shape; a blank column passes."""
    return lambda text: text is None or shape(_parsed(text))


def _anything(_value: object) -> bool:
    return True


def _text(value: object) -> bool:
    return isinstance(value, str)


def _list_of(shape: Fits) -> Fits:
    return lambda value: isinstance(value, list) and all(map(shape, value))


def _table_of(shape: Fits) -> Fits:
    return lambda value: isinstance(value, dict) and all(map(shape, value.values()))


def _told_document(value: object) -> bool:
    return isinstance(value, dict) and _text(value.get("state"))


def _notice(value: object) -> bool:
    return isinstance(value, dict) and _text(value.get("code"))


def _day(value: object) -> bool:
    return value == "" or (isinstance(value, str) and is_day(value))


def _read_by(read: Callable[[str], object]) -> Fits:
    """Return the shape of a text that this reads without raising; a blank column passes."""

    def is_read(text: object) -> bool:
        try:
            return text is None or (isinstance(text, str) and bool(read(text)))
        except ValueError:
            return False

    return is_read


def _level(value: object) -> bool:
    return isinstance(value, float) and 0.5 <= value <= 0.999


def _mark(value: object) -> bool:
    """Tell whether this is a supervisor's mark on a figure."""
    return (
        isinstance(value, dict)
        and set(value) == {"person", "estimate", "denominator"}
        and _text(value["person"])
        and isinstance(value["estimate"], float)
        and value["person"].isprintable()
        and isinstance(value["denominator"], int)
    )


def _weight(value: object) -> bool:
    least, most = instruments.WEIGHTS
    return value is None or (isinstance(value, int | float) and least <= value <= most)


_CLOCK = _read_by(lambda text: time.fromisoformat(text).isoformat())
OF_ALL: dict[str, Fits] = {"recorded_at": _read_by(datetime.fromisoformat)}
SHAPES: dict[str, dict[str, Fits]] = {
    "works": {"given": _json(_table_of(_text)), "notices": _json(_list_of(_notice)), "weight": _weight},
    "visits": {"damage": _json(_list_of(_text)), "arrived_at": _CLOCK, "left_at": _CLOCK},
    "paperwork": {"documents": _json(_table_of(_told_document))},
    "photos": {
        "media_type": (None, *photos.MEDIA_TYPES).__contains__,  # none at all the schema refuses
        "taken_at": _read_by(datetime.fromisoformat),
    },
}
SETTINGS: dict[str, Fits] = {
    "audit": _text,
    "title": _text,
    "institution": _text,
    "language": LANGUAGES.__contains__,
    "cut_off": _day,
    "level": _level,
    "interval": tuple(instruments.INTERVALS).__contains__,
    "lonely_psu": tuple(instruments.LONELY_RULES).__contains__,
    "documents": _list_of(_text),
}
