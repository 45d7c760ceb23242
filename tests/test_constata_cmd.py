"""What can be told of ``Constata.cmd`` without Windows: every jump has its place, every letter is one that any console shows."""

import re
from pathlib import Path

DATA = (Path(__file__).parent.parent / "Constata.cmd").read_bytes()
LINES = DATA.decode("ascii").split("\r\n")


def test_its_lines_end_as_cmd_wants_them() -> None:
    assert b"\n" not in DATA.replace(b"\r\n", b"")
    assert LINES[-1] == ""


def test_every_jump_leads_somewhere() -> None:
    labels = {line[1:] for line in LINES if line.startswith(":")}
    jumps = {
        found
        for line in LINES
        if not line.startswith("echo")
        for found in re.findall(r"\b(?:goto |call :)(\w+)", line)
    }
    assert jumps == labels


def test_opened_inside_a_zip_it_says_so_before_python_is_looked_for() -> None:
    asked = LINES.index('if not exist "%~dp0run.py" goto alone')
    assert asked < LINES.index("call :try py -3")
    assert "ZIP" in LINES[LINES.index(":alone") + 1]
