"""How reading goes on in a process of its own: the same Python, and this very program wherever it was started from."""

import subprocess
import sys
from pathlib import Path

NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows would open a black one

_ROOT = Path(__file__).parents[2]


def command(module: str) -> list[str]:
    """Return the words that run the ``main`` of a module."""
    program = f"import sys; sys.path.insert(0, {str(_ROOT)!r}); from {module} import main; main()"
    return [sys.executable, "-P", "-X", "utf8", "-c", program]
