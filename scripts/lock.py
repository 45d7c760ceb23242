#!/usr/bin/env python3
"""Remake requirements.txt and tests/requirements.txt from pyproject.toml, pinned with hashes.

One file serves every system and every Python from 3.11 on: what only Windows needs carries a marker. It needs
`uv`. Versions already pinned are kept; `python scripts/lock.py --upgrade` takes the newest that fit.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = "# Made by scripts/lock.py from pyproject.toml. Do not edit by hand.\n"
UNIVERSAL = [
    *("--universal", "--python-version", "3.11", "--fork-strategy", "fewest"),
    *("--generate-hashes", "--no-header", "--quiet"),
]


def without_sources(compiled: str) -> str:
    """Leave out the lines that say where packages came from: each machine has its own answer."""
    options = ("--index-url", "--extra-index-url", "--find-links", "--no-index")
    return "".join(line for line in compiled.splitlines(keepends=True) if not line.startswith(options))


def compile_requirements(target: Path, *arguments: str) -> None:
    """Write the pinned closure of what the arguments name to `target`."""
    command = ["uv", "pip", "compile", *arguments, *UNIVERSAL, "--output-file", str(target.relative_to(ROOT))]
    subprocess.run([*command, *sys.argv[1:]], cwd=ROOT, check=True)
    compiled = target.read_text(encoding="utf-8").removeprefix(HEADER)
    target.write_text(HEADER + without_sources(compiled), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    compile_requirements(ROOT / "requirements.txt", "pyproject.toml")
    compile_requirements(
        ROOT / "tests" / "requirements.txt",
        *("--group", "pyproject.toml:test", "--constraint", "requirements.txt"),
    )
