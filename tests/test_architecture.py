"""The house holds its own rules: which module may import what, where SQL lives, how large things grow."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
APP = ROOT / "audit_app"
TOP_LEVEL = {
    *(
        "run.py",
        "Constata.cmd",
        "schema.sql",
        "requirements.txt",
        "sample_data",
        "reports",
        "tests",
        "audit_app",
    ),
    *(
        "README.md",
        "CHANGELOG.md",
        "LICENSE",
        "pyproject.toml",
        "docs",
        "scripts",
        ".ci",
        ".gitignore",
        ".gitattributes",
    ),
}
STEPS = {"home", "planning", "sample", "visits", "paperwork", "results", "reporting", "exchange"}
PURE_FOLDERS = {"estimates", "geography", "pdf", "tables"}
GATHERERS = {"audit_app", "audit_app.cli", "audit_app.demo"}
SHARED = {
    *(
        "audit",
        "audit_facts",
        "counting",
        "db",
        "drafts",
        "durable",
        "errors",
        "figures",
        "folio",
        "forms",
        "instruments",
        "ledger",
        "lines",
        "listing",
        "migrations",
        "pages",
    ),
    *("photos", "position", "reasons", "security", "situations", "sockets", "text", "uploads"),
}
WEB = {"flask", "flask_babel", "flask_wtf", "werkzeug", "wtforms", "waitress"}
STORE = {"sqlite3", "sqlite_utils"}
MAY_HOLD_SQL = re.compile(
    r"audit_app\.(db|migrations|ledger|audit|audit_facts|counting|drafts|folio|lines|pages|[\w.]+\.queries|sample\.(replacements|importing))$"
)
STATEMENT = re.compile(r"\b(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM)\b", re.DOTALL)


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(APP.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def imports(path: Path) -> set[str]:
    """Return every module that a file imports, whatever is imported for types alone left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    found: set[str] = set()
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return found


def rooms(names: set[str]) -> set[str]:
    """Return the folders and modules directly under the app that these imports reach."""
    return {name.split(".")[1] for name in names if name.startswith("audit_app.")}


def outside(names: set[str]) -> set[str]:
    return {name.split(".")[0] for name in names}


MODULES = list(modules())
IDS = [name for name, _path in MODULES]


def test_the_top_level_is_fixed() -> None:
    kept = {path.name for path in ROOT.iterdir() if not path.name.endswith("cache")}
    made = {".git", ".venv", ".venv.lock", ".hypothesis", ".coverage", "wheels", "htmlcov"}
    assert kept - made == TOP_LEVEL


def test_every_folder_is_a_step_or_pure_or_what_all_share() -> None:
    folders = {path.name for path in APP.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == STEPS | PURE_FOLDERS | {"errors", "templates", "static", "translations"}


@pytest.mark.parametrize(("name", "path"), MODULES, ids=IDS)
def test_steps_never_import_one_another(name: str, path: Path) -> None:
    step = name.split(".")[1] if "." in name else ""
    if step in STEPS and name not in GATHERERS:
        assert not (rooms(imports(path)) & STEPS) - {step}


@pytest.mark.parametrize(("name", "path"), MODULES, ids=IDS)
def test_what_is_shared_never_imports_a_step(name: str, path: Path) -> None:
    if name.removeprefix("audit_app.") in SHARED:
        assert not rooms(imports(path)) & STEPS


@pytest.mark.parametrize(("name", "path"), MODULES, ids=IDS)
def test_pure_folders_know_neither_pages_nor_the_database(name: str, path: Path) -> None:
    if name.split(".")[1:2] and name.split(".")[1] in PURE_FOLDERS:
        found = imports(path)
        assert not outside(found) & (WEB | STORE)
        assert rooms(found) <= PURE_FOLDERS | {"text", "instruments", "errors", "position"}


@pytest.mark.parametrize(("name", "path"), MODULES, ids=IDS)
def test_estimates_use_the_standard_library_alone(name: str, path: Path) -> None:
    if name.startswith("audit_app.estimates"):
        assert rooms(imports(path)) <= {"estimates"}
        assert outside(imports(path)) <= {
            "audit_app",
            "collections",
            "dataclasses",
            "math",
            "typing",
            "functools",
            "itertools",
            "statistics",
            "bisect",
            "fractions",
            "random",
        }


@pytest.mark.parametrize(("name", "path"), MODULES, ids=IDS)
def test_queries_and_the_store_know_no_pages(name: str, path: Path) -> None:
    if name.endswith(".queries") or name.removeprefix("audit_app.") in {
        "audit",
        "db",
        "ledger",
        "audit_facts",
        "counting",
        "figures",
        "drafts",
        "lines",
        "listing",
        "migrations",
        "sample.replacements",
    }:
        assert not outside(imports(path)) & WEB


@pytest.mark.parametrize(("name", "path"), MODULES, ids=IDS)
def test_forms_know_no_database(name: str, path: Path) -> None:
    if name.endswith("forms"):
        assert not outside(imports(path)) & STORE


@pytest.mark.parametrize(("name", "path"), MODULES, ids=IDS)
def test_sql_lives_in_queries_and_the_store(name: str, path: Path) -> None:
    if not MAY_HOLD_SQL.match(name):
        texts = [
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        assert [text for text in texts if STATEMENT.search(text)] == []


@pytest.mark.parametrize(("name", "path"), MODULES, ids=IDS)
def test_start_up_imports_neither_reportlab_nor_pillow(name: str, path: Path) -> None:
    heavy = {"reportlab", "PIL"}
    tree = ast.parse(path.read_text(encoding="utf-8"))
    at_the_top = {
        alias.name.split(".")[0] if isinstance(node, ast.Import) else (node.module or "").split(".")[0]
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert name.startswith("audit_app.pdf") or not at_the_top & heavy


@pytest.mark.parametrize(("name", "path"), MODULES, ids=IDS)
def test_nothing_catches_everything(name: str, path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None
            caught = ast.unparse(node.type)
            cleans_up = (
                caught == "BaseException"
                and isinstance(node.body[-1], ast.Raise)
                and node.body[-1].exc is None
            )
            assert cleans_up or not re.search(r"\b(Exception|BaseException)\b", caught), f"line {node.lineno}"
