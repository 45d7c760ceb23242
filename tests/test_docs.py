"""The documents tell what there is, and nothing of where it was made."""

import doctest
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from audit_app import create_app
from audit_app.cli import COMMANDS
from audit_app.instruments import WORK_COLUMNS
from audit_app.text import LANGUAGES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
sys.path.insert(0, str(ROOT / "scripts"))

import messages  # noqa: E402 - a script, found by the line above

EXAMPLES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in sorted((ROOT / "audit_app").rglob("*.py"))
    if ">>> " in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("module", EXAMPLES)
def test_the_examples_of_a_docstring_say_what_its_code_returns(module: str) -> None:
    told = doctest.testmod(importlib.import_module(module))
    assert told.attempted
    assert not told.failed


@pytest.mark.parametrize("command", [*COMMANDS, "test"])
def test_the_readme_names_every_command(command: str) -> None:
    assert re.search(rf"`{command}[ `]", README)


@pytest.mark.parametrize("column", WORK_COLUMNS)
def test_the_readme_names_every_column(column: str) -> None:
    assert f"`{column}`" in README


def test_the_readme_names_every_first_level_page() -> None:
    rules = {
        rule.rule.split("/")[1].split(".")[0]
        for rule in create_app().url_map.iter_rules()
        if "GET" in (rule.methods or ())
    }
    machinery = {"static", "enter", "alive", "photos", ""}
    assert {name for name in rules - machinery if f"`/{name}" not in README} == set()


def test_every_sentence_has_its_english() -> None:
    assert list(messages.untranslated(messages.merged())) == []


@pytest.mark.parametrize("catalogue", [messages.CATALOGUE, messages.CLICK])
def test_the_catalogues_are_compiled(catalogue: Path) -> None:
    assert catalogue.with_suffix(".mo").read_bytes() == messages.compiled(messages.stored(catalogue))


def test_english_keeps_the_facts_of_every_sentence() -> None:
    facts = re.compile(r"%\((\w+)\)s")
    for message in messages.merged():
        if message.id:
            spanish, english = (
                one if isinstance(one, str) else (one or ("",))[-1] for one in (message.id, message.string)
            )
            assert set(facts.findall(english)) == set(facts.findall(spanish)), spanish


def test_no_file_names_a_registry_or_a_path_of_a_machine() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\n")
    hosts = re.compile(
        r"https?://[\w.-]*(?:py" + r"pi|npm" + r"js|python" + r"hosted|deb" + r"ian)\.\w+|/(?:work|root)/\w+"
    )
    for name in listed:
        path = ROOT / name
        if (
            path.suffix in {".py", ".md", ".toml", ".txt", ".html", ".sql", ".js", ".css", ".cmd", ".sh"}
            and path.is_file()
        ):
            assert not hosts.search(path.read_text(encoding="utf-8", errors="replace")), name


def test_the_languages_are_two() -> None:
    assert LANGUAGES == ("es", "en")
