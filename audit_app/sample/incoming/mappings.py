"""Which column said what in the lists imported on this laptop, for the next list with the same headers."""

import hashlib
import json
import secrets
import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from audit_app import audit, durable
from audit_app.sample import preview
from audit_app.sample.reading import Choices, SampleList
from audit_app.sample.reading.vocabulary import NAMES
from audit_app.tables.cells import fold

MOST = 50
LONGEST_FILE = 5_000_000  # bytes

_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Taken:
    """The header taken for each thing a list says, and which of its columns a person said to be written the other way."""

    headers: str  # a mark of them all, in whatever order
    columns: dict[str, str]
    other_way: dict[str, bool]


def remember(listed: SampleList, choices: Choices) -> None:
    """Keep which column said what in a list that was imported. A laptop that cannot keep it does without."""
    headers = preview.headers(listed)
    other_way = {name: is_so for name, is_so in choices.other_way.items() if name in listed.columns}
    new = Taken(_mark(headers), dict(listed.columns), other_way)
    with _lock:
        others = [one for one in _kept() if one.headers != new.headers]
        with suppress(OSError):
            _write([*others, new][-MOST:])


def recalled(choices: Choices, listed: SampleList) -> Choices | None:
    """Return the choices with the columns that a list with the same headers had; None where the list was read so already."""
    mark = _mark(preview.headers(listed))
    found = next((one for one in _kept() if one.headers == mark), None)
    if found is None:
        return None
    is_same_way = all((name in listed.other_way) == is_so for name, is_so in found.other_way.items())
    if _folded(found.columns) == _folded(listed.columns) and is_same_way:
        return None
    columns = {name: found.columns.get(name, "") for name in NAMES}
    return replace(choices, columns=columns, other_way={**found.other_way, **choices.other_way})


def _mark(headers: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(map(fold, headers))).encode()).hexdigest()


def _folded(columns: dict[str, str]) -> dict[str, str]:
    return {name: fold(header) for name, header in columns.items()}


def _file() -> Path:
    return audit.home() / "mappings.json"


def _kept() -> list[Taken]:
    """Return the mappings kept, the latest last; a file that is not theirs holds none."""
    try:
        with _file().open(encoding="utf-8") as file:
            stored = json.loads(file.read(LONGEST_FILE))
        return [_taken(one) for one in stored["mappings"]][-MOST:]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return []


def _taken(stored: dict[str, object]) -> Taken:
    columns, other_way = stored["columns"], stored["other_way"]
    if not isinstance(columns, dict) or not isinstance(other_way, dict):
        raise TypeError
    return Taken(
        str(stored["headers"]),
        {name: str(columns[name]) for name in NAMES if name in columns},
        {name: bool(other_way[name]) for name in NAMES if name in other_way},
    )


def _write(mappings: list[Taken]) -> None:
    stored = [
        {"headers": one.headers, "columns": one.columns, "other_way": one.other_way} for one in mappings
    ]
    path = _file()
    temporary = path.with_name(f"{path.name}-{secrets.token_hex(4)}{durable.TEMPORARY}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(json.dumps({"mappings": stored}, ensure_ascii=False), encoding="utf-8")
        durable.put(temporary, path)
    finally:
        with suppress(OSError):
            temporary.unlink()
