"""The folder that a person means: a stick that is plugged in, or a path typed."""

import re
import string
import sys
from pathlib import Path

from audit_app.errors import PlaceNeeded

MOUNTS = ("/media/*/*", "/run/media/*/*", "/Volumes/*")
OURS = "Constata"


def sticks() -> list[Path]:
    """Return the folder for packages on every removable drive that is there."""
    return [folder_on(drive) for drive in _drives()]


def folder_on(drive: Path) -> Path:
    """Return where packages go on a drive: its own folder, unless they lie at its root already."""
    return drive if (drive / "packages").is_dir() else drive / OURS


def meant(stick: str, typed: str) -> Path:
    """Return the folder that was typed, else the stick that was chosen; it need not be there yet.

    Paths may come between quotes, as Windows copies them. Refuses what is no whole path.
    """
    text = (typed.strip() or stick.strip()).strip('"“”«»').strip()
    if re.fullmatch(r"[A-Za-z]:", text):
        text += "\\"
    try:
        path = Path(text).expanduser()
        path.exists()  # a path that no disk could have is refused here
    except (OSError, ValueError, RuntimeError) as error:
        raise PlaceNeeded from error
    if not text or "\0" in text or not path.is_absolute():
        raise PlaceNeeded
    return path


def _drives() -> list[Path]:
    if sys.platform == "win32":
        roots = [Path(f"{letter}:\\") for letter in string.ascii_uppercase if letter not in "ABC"]
        return [root for root in roots if root.exists()]
    return [path for pattern in MOUNTS for path in sorted(Path("/").glob(pattern[1:])) if _is_folder(path)]


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir() and not path.is_symlink()
    except OSError:
        return False
