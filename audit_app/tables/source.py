"""The file a table comes from, on the disk or in memory: opened as often as it is read, so that it need not be held whole."""

import hashlib
import io
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import BinaryIO

from audit_app.errors import NotReadable

Source = Callable[[], BinaryIO]


def source_of(data: bytes | Path) -> Source:
    """Return how to open a file again and again."""
    return partial(_opened, data) if isinstance(data, Path) else partial(io.BytesIO, data)


def digest(source: Source) -> str:
    """Return the SHA-256 of a file."""
    with source() as file:
        return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise NotReadable(path, error) from error
