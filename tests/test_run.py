import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import run


@pytest.fixture(autouse=True)
def in_spanish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "es_MX.UTF-8")


@pytest.fixture
def requirements(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with requirements and an environment in which nothing is installed yet."""
    python = tmp_path / "python"
    python.touch()
    file = tmp_path / "requirements.txt"
    file.write_text("flask==3.1.3\n", encoding="utf-8")
    monkeypatch.setattr(run, "HERE", tmp_path)
    monkeypatch.setattr(run, "VENV_PYTHON", python)
    monkeypatch.setattr(run, "RUN_TIME", file)
    monkeypatch.setattr(run, "STAMPS", {file: tmp_path / "stamp"})
    return file


def stamp(requirements: Path, python_tag: str = "cpython-311", base: str = sys.executable) -> None:
    run.STAMPS[requirements].write_text(run.stamp_text(requirements, python_tag, base), encoding="utf-8")


def program(path: Path, script: str) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_a_stamped_environment_is_installed(requirements: Path) -> None:
    stamp(requirements)
    assert run.is_installed(requirements)


def test_an_interrupted_set_up_leaves_no_stamp_and_is_not_installed(requirements: Path) -> None:
    assert not run.is_installed(requirements)


def test_new_requirements_are_not_installed(requirements: Path) -> None:
    stamp(requirements)
    requirements.write_text("flask==3.2.0\n", encoding="utf-8")
    assert not run.is_installed(requirements)


def test_a_folder_copied_to_a_laptop_with_its_python_elsewhere_is_set_up_again(requirements: Path) -> None:
    stamp(requirements, base=str(requirements.parent / "another laptop's python"))
    assert not run.is_installed(requirements)


def test_from_inside_an_environment_of_another_python_is_not_installed(
    requirements: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp(requirements, python_tag="cpython-302")
    monkeypatch.setattr(run, "is_inside", lambda: False)
    assert run.is_installed(requirements)
    monkeypatch.setattr(run, "is_inside", lambda: True)
    assert not run.is_installed(requirements)


def test_set_up_makes_the_environment_once(
    requirements: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    done: list[str] = []

    def install(file: Path, lock: int) -> None:
        done.append(file.name)
        stamp(file)

    monkeypatch.setattr(run, "make_environment", lambda: done.append("environment"))
    monkeypatch.setattr(run, "install", install)
    run.set_up([requirements])
    run.set_up([requirements])
    assert done == ["environment", "requirements.txt"]
    assert capsys.readouterr().out == ""


@pytest.mark.skipif(os.name == "nt", reason="the stand-in interpreters are shell scripts")
def test_the_newest_python_that_answers_is_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "python3.14", "exit 127")
    program(tmp_path / "python3.12", "exit 0")
    program(tmp_path / "python3.11", "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run.newer_python() == [str(tmp_path / "python3.12")]


def test_without_a_newer_python_a_sentence_says_which_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(run.CannotSetUp, match=r"Python 3\.11 o más nuevo: instálelo de python\.org"):
        run.newer_python()


@pytest.mark.skipif(os.name == "nt", reason="the stand-in uv is a shell script")
def test_uv_is_preferred_and_pip_stands_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uv = program(tmp_path / "uv", "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path))
    first, second = run.installers()
    assert first[0] == str(uv)
    assert "--python" in second or second[1].endswith("/pip")


def test_a_pip_in_the_wheels_folder_is_chosen_before_the_systems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pip-26.3-py3-none-any.whl").touch()
    monkeypatch.setattr(run, "WHEELS", tmp_path)
    assert run.pip_wheel() == tmp_path / "pip-26.3-py3-none-any.whl"


def test_the_callers_python_does_not_leak_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("PIP_TARGET", "elsewhere")
    monkeypatch.setenv("PIP_CERT", "the-town-hall.pem")
    kept = run.installing_environment()
    assert kept["PIP_CERT"] == "the-town-hall.pem"
    assert "elsewhere" not in kept.values()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("ERROR: [Errno 28] No space left on device", "libere unos 500 MB"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "no es el que Constata espera"),
        ("SSLError: connection broken: CERTIFICATE_VERIFY_FAILED", "pida a sistemas su certificado"),
        ("[Errno 13] Permission denied: '/opt/constata/.venv'", "copie la carpeta completa a una suya"),
        ("[WinError 32] the file is used by another process", "cierre sus otras ventanas"),
        ("[Errno 30] Read-only file system: '.venv.lock'", "disco de sólo lectura"),
        ("Failed to establish a new connection\nNo matching distribution found", "conéctese a internet"),
        ("No matching distribution found for pillow==13.0.0", "instale Python 3.13"),
        ("a line\nthe last line", "«the last line»"),
        ("", "avise a sistemas"),
    ],
)
def test_a_failure_is_told_in_one_sentence_that_says_what_to_do(said: str, told: str) -> None:
    sentence = run.remedy(said)
    assert told in sentence
    assert "\n" not in sentence


def test_an_incomplete_copy_names_the_missing_file() -> None:
    missing = FileNotFoundError(2, "No such file or directory", "requirements.txt")
    assert run.explain(missing).startswith("Falta «requirements.txt»: la copia de Constata está incompleta")


def test_a_python_without_venv_is_told_which_package_to_install() -> None:
    assert "python3-venv" in run.explain(ImportError("No module named 'venv'", name="venv"))


@pytest.mark.parametrize(
    ("language", "told"), [("en_US.UTF-8", "yes"), ("es_MX.UTF-8", "sí"), ("C.UTF-8", "sí"), ("", "sí")]
)
def test_the_system_chooses_the_language_and_spanish_is_the_rule(
    language: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", language)
    assert run.in_language("sí", "yes") == told


def test_an_old_python_can_read_run_py_far_enough_to_say_what_it_needs() -> None:
    ast.parse(run.RUN.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_a_later_start_imports_little_before_the_environments_own_python() -> None:
    body = ast.parse(run.RUN.read_text(encoding="utf-8")).body
    imported = {ast.unparse(line) for line in body if isinstance(line, ast.Import | ast.ImportFrom)}
    assert imported == {"import os", "import sys", "from pathlib import Path"}


@pytest.mark.parametrize("name", ["requirements.txt", "tests/requirements.txt"])
def test_every_package_is_pinned_with_hashes_and_no_source(name: str) -> None:
    text = (run.RUN.parent / name).read_text(encoding="utf-8")
    packages = re.findall(r"^[a-z].*(?:\n .*)*", text, flags=re.MULTILINE)
    assert len(packages) > 10
    assert all("==" in package and "--hash=sha256:" in package for package in packages)
    assert "://" not in text
    assert not re.search(r"^--", text, flags=re.MULTILINE)


def start(run_py: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": "elsewhere"}
    command = [sys.executable, str(run_py), *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8")  # noqa: S603


def test_a_fresh_copy_sets_itself_up_once_and_hands_over(tmp_path: Path) -> None:
    copy = tmp_path / "una carpeta"
    for folder in (copy / "audit_app", copy / "tests"):
        folder.mkdir(parents=True)
    (copy / "run.py").write_bytes(run.RUN.read_bytes())
    (copy / "requirements.txt").write_text("# nothing to download\n", encoding="utf-8")
    (copy / "audit_app" / "cli.py").write_text(
        "import os, sys\ndef main():\n    print(os.getcwd(), sys.argv[1:], sys.prefix)\n    sys.exit(3)\n",
        encoding="utf-8",
    )
    first = start(copy / "run.py", "works.csv", cwd=tmp_path)
    second = start(copy / "run.py", "works.csv", cwd=tmp_path)
    assert first.stdout == second.stdout == f"{tmp_path} ['works.csv'] {copy / '.venv'}\n"
    assert first.returncode == second.returncode == 3
    assert first.stderr.startswith("Preparando Constata")
    assert second.stderr == ""


@pytest.mark.parametrize(("first", "second"), [(True, True), (True, False), (False, True)])
def test_both_halves_of_the_tests_run_and_either_fails_the_whole(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
    first: bool,
    second: bool,
) -> None:
    halves = {"first": first, "second": second}
    for name, passes in halves.items():
        (tmp_path / f"test_{name}.py").write_text(f"def test_it():\n    assert {passes}\n", encoding="utf-8")
    options = ["-c", os.devnull, "--rootdir", str(tmp_path), "-p", "no:cacheprovider"]
    monkeypatch.setattr(run, "HALVES", [[*options, str(tmp_path / f"test_{name}.py")] for name in halves])
    assert (run.run_halves() == 0) == (first and second)
    said = capfdbinary.readouterr().out.decode()
    assert said.index("test_first.py") < said.index("test_second.py")
    assert said.count("1 passed") == sum(halves.values())
