"""The command line: which audit, which language, which exit status, and never a traceback."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from audit_app import audit, cli, text
from audit_app.audit import Audit
from tests.visits.served import ROOT
from tests.visits.works import make


@dataclass(frozen=True)
class Told:
    """How a command ended, and what it said."""

    status: object
    out: str
    err: str


Run = Callable[..., Told]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a command line as a person does."""
    monkeypatch.delenv("LC_ALL", raising=False)

    def command(*arguments: object) -> Told:
        monkeypatch.setattr(sys, "argv", ["run.py", *map(str, arguments)])
        hook = sys.excepthook
        status: object = None
        try:
            cli.main()
        except SystemExit as ended:
            status = ended.code or 0
        except Exception as error:  # noqa: BLE001 - what Python would hand to the hook
            sys.excepthook(type(error), error, error.__traceback__)
            status = 1
        finally:
            sys.excepthook = hook
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return Told(status, said.out, said.err)

    return command


@pytest.fixture
def works(home: Path, tmp_path: Path) -> Audit:
    return make(tmp_path / "works", "W/001")


# Which audit.


def test_without_any_audit_a_command_says_what_to_do(home: Path, run: Run) -> None:
    told = run("work", "W/001")
    assert (told.status, told.out) == (1, "")
    assert "Todavía no hay ninguna auditoría: cree una con «new --title TÍTULO»" in told.err


def test_the_audit_named_is_worked_on_and_remembered(
    works: Audit, tmp_path: Path, run: Run, caplog: pytest.LogCaptureFixture
) -> None:
    make(tmp_path / "other", "X/9")
    assert run("work", "W/001").status == 1
    assert run("--audit", works.folder, "work", "W/001").status == 0
    told = run("work", "W/001", "--json")
    assert (told.status, json.loads(told.out)["folio"]) == (0, "W/001")
    assert caplog.messages[-1] == f"Auditoría: {works.folder}"


def test_the_environment_may_name_the_audit(
    works: Audit, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path / "other", "X/9")
    monkeypatch.setenv("CONSTATA_AUDIT", str(works.folder))
    assert run("work", "W/001").status == 0
    assert run("--audit", tmp_path / "other", "work", "X/9").status == 0


@pytest.mark.parametrize("folder", ["nada", "archivo", "archivo/dentro", "x" * 400])
def test_a_folder_without_an_audit_is_refused(tmp_path: Path, run: Run, folder: str) -> None:
    (tmp_path / "archivo").write_text("x", encoding="utf-8")
    told = run("--audit", tmp_path / folder, "work", "W/001")
    assert (told.status, told.out) == (1, "")
    assert "no contiene una auditoría: revise la ruta o créela con «new»." in told.err


COMMANDS = [["work", "W/001"], ["results"], ["conflicts"], ["export", "--out", "salida"]]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize("content", [b"", b"nada" * 5000])
def test_a_damaged_audit_is_one_sentence(works: Audit, run: Run, command: list[str], content: bytes) -> None:
    works.database.write_bytes(content)
    told = run("--audit", works.folder, *command)
    assert (told.status, told.out) == (1, "")
    assert "restaure un respaldo" in told.err


@pytest.mark.parametrize("command", COMMANDS[:3], ids=lambda command: command[0])
def test_an_audit_damaged_inside_is_one_sentence(demo_audit: Audit, run: Run, command: list[str]) -> None:
    with demo_audit.opened() as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with demo_audit.database.open("r+b") as file:
        file.seek(3 * 4096)
        file.write(b"\xff" * (demo_audit.database.stat().st_size - 3 * 4096))
    told = run("--audit", demo_audit.folder, *command)
    assert (told.status, told.out) == (1, "")
    assert "restaure un respaldo" in told.err


# This laptop.


def test_an_identity_that_cannot_be_read_is_one_sentence(home: Path, run: Run) -> None:
    (home / "laptop.json").mkdir(parents=True)
    told = run("work", "W/001")
    assert (told.status, told.out) == (1, "")
    assert "laptop.json" in told.err


def test_a_home_that_cannot_be_written_is_one_sentence(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "archivo").write_text("x", encoding="utf-8")
    monkeypatch.setenv("CONSTATA_HOME", str(tmp_path / "archivo" / "casa"))
    for command in (["new", "--title", "T"], ["work", "W/001"], ["serve", "--no-browser"]):
        told = run(*command)
        assert (told.status, told.out) == (1, "")
        assert "archivo" in told.err


# New.


def test_new_makes_an_audit_and_says_where(home: Path, run: Run) -> None:
    told = run("new", "--title", "Caminos de Jalisco")
    assert (told.status, told.out) == (0, f"Auditoría creada en {home / 'caminos-de-jalisco'}\n")
    assert audit.last_opened() == Audit(home / "caminos-de-jalisco")


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_new_makes_it_in_the_language_asked_for(tmp_path: Path, run: Run, language: str) -> None:
    run("--audit", tmp_path / "new", "new", "--title", "T", "--language", language)
    assert audit.language_of(tmp_path / "new") == language


def test_new_refuses_a_folder_that_holds_an_audit_or_anything_else(
    works: Audit, tmp_path: Path, run: Run
) -> None:
    (tmp_path / "llena").mkdir()
    (tmp_path / "llena" / "x").write_text("x", encoding="utf-8")
    assert "ya contiene una auditoría" in run("--audit", works.folder, "new", "--title", "T").err
    assert "ya contiene otros archivos" in run("--audit", tmp_path / "llena", "new", "--title", "T").err
    assert run("new", "--title", "Obra pública").status == 0
    assert run("new", "--title", "Obra pública").status == 1


@pytest.mark.parametrize("title", ["", "  \n "])
def test_new_refuses_a_blank_title(home: Path, run: Run, title: str) -> None:
    told = run("new", "--title", title)
    assert told.status == 1
    assert "La auditoría necesita un título" in told.err


# Usage.


@pytest.mark.parametrize(
    "arguments",
    [
        ["no-hay"],
        ["new"],
        ["new", "--title"],
        ["new", "--title", "T", "--language", "fr"],
        ["serve", "--port", "0"],
        ["serve", "--port", "70000"],
        ["serve", "--port", "x"],
        ["import-visits"],
        ["import-visits", "a.csv", "b.csv"],
        ["work"],
        ["--no-hay"],
        ["work", "W/001", "--xml"],
    ],
)
def test_wrong_usage_ends_with_2_and_points_to_the_help(home: Path, run: Run, arguments: list[str]) -> None:
    told = run(*arguments)
    assert (told.status, told.out) == (2, "")
    assert "--help" in told.err


def in_language(home: Path, language: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command as its own process, on a system in this language."""
    environment = {
        **os.environ,
        "CONSTATA_HOME": str(home),
        "LANG": language,
        "LC_ALL": language,
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "audit_app.cli", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=20)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "es_MX.UTF-8",
            ["Uso:", "auditoría de campo", "Opciones:", "La carpeta de la auditoría", "Órdenes:"],
        ),
        ("en_US.UTF-8", ["Usage:", "field audit of", "Options:", "The folder of the audit", "Commands:"]),
    ],
)
def test_help_is_in_the_persons_language(home: Path, language: str, words: list[str]) -> None:
    told = in_language(home, language, "--help")
    assert (told.returncode, told.stderr) == (0, "")
    assert [word for word in words if word not in told.stdout] == []


@pytest.mark.parametrize(
    ("arguments", "spanish", "english"),
    [
        (["nada"], "No existe la orden 'nada'.", "No such command 'nada'."),
        (["results", "--by"], "La opción '--by' necesita un valor.", "Option '--by' requires an argument."),
        (["work"], "Falta el dato 'FOLIO'.", "Missing argument 'FOLIO'."),
        (["work", "a", "b"], "Sobra «b».", "Got unexpected extra argument (b)"),
    ],
)
def test_wrong_usage_is_told_in_the_persons_language(
    home: Path, arguments: list[str], spanish: str, english: str
) -> None:
    assert in_language(home, "es_MX.UTF-8", *arguments).stderr.startswith(spanish)
    assert in_language(home, "en_US.UTF-8", *arguments).stderr.startswith(english)


def test_help_lists_every_command(home: Path, run: Run) -> None:
    told = run("--help")
    assert told.status == 0
    assert all(command in told.out for command in cli.COMMANDS)
    assert all(run(command, "--help").status == 0 for command in cli.COMMANDS)


# Language.


def test_messages_are_in_the_language_of_the_audit(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for language, sentence in (("es", "No hay ninguna obra con el folio «Z»"), ("en", "Z")):
        monkeypatch.setenv("LANG", {"es": "en_US", "en": "es_MX"}[language])
        made = audit.create(tmp_path / language, "T", language)
        told = run("--audit", made.folder, "work", "Z")
        assert sentence in told.err
        assert ("No hay ninguna" in told.err) == (language == "es")


def test_without_an_audit_messages_are_in_the_systems_language(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert "Todavía" not in run("work", "Z").err
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    assert "Todavía" in run("work", "Z").err


# What nobody foresaw.


def test_an_unforeseen_failure_is_one_sentence_and_its_details_are_in_a_file(
    works: Audit, home: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_facts: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("audit_app.audit.chosen", fail)
    told = run("work", "W/001")
    assert (told.status, told.out) == (1, "")
    assert "Constata falló (ZeroDivisionError); lo guardado sigue intacto." in told.err
    assert "ZeroDivisionError" in (home / "errors.log").read_text(encoding="utf-8")


def test_an_interruption_ends_quietly(works: Audit, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_facts: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("audit_app.audit.chosen", stop)
    told = run("work", "W/001")
    assert (told.status, told.out, told.err.strip()) == (130, "", "")
