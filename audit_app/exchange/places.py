"""The folder that a person means: a stick that is plugged in, or a path typed."""

import re
import string
import sys
from pathlib import Path

from audit_app.errors import PlaceNeeded
from audit_app.text import path_typed

MOUNTS = ("/media/*/*", "/run/media/*/*", "/Volumes/*")
PLUGGED = (2, 3)
"""Windows' removable and fixed drives, as a disk on a cable is; a network's letter may be far away."""
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
    text = path_typed(typed) or path_typed(stick)
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
        roots = [f"{letter}:\\" for letter in string.ascii_uppercase if letter not in "ABC"]
        found = [Path(root) for root in roots if _kind_of_drive(root) in PLUGGED]
    else:
        found = [path for pattern in MOUNTS for path in sorted(Path("/").glob(pattern[1:]))]
    return [path for path in found if _is_folder(path)]


def _kind_of_drive(root: str) -> int:
    """Return what Windows says that a letter is, without waiting for a network that is away."""
    if sys.platform == "win32":
        import ctypes

        return int(ctypes.windll.kernel32.GetDriveTypeW(root))
    return 0


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir() and not path.is_symlink()
    except OSError:
        return False
