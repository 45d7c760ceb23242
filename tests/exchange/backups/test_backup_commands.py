"""``backup`` and ``restore``, as a person types them."""

import json
import os
from pathlib import Path

import pytest

from audit_app.errors import Refusal
from tests.exchange.laptops import Laptop


@pytest.fixture
def there(tmp_path: Path) -> Laptop:
    return Laptop(tmp_path / "again", tmp_path / "home-2")


def test_an_audit_goes_into_a_file_and_comes_back(office: Laptop, there: Laptop, tmp_path: Path) -> None:
    office.visit("W/001")
    office.photo("W/001", b"una fotografia")
    kept = office.run("backup", tmp_path / "todo.zip")
    assert kept.exit_code == 0
    assert "Respaldo guardado y comprobado" in kept.stdout
    assert "Lleva 1 fotografía." in kept.stdout
    back = there.run("restore", tmp_path / "todo.zip")
    assert back.exit_code == 0
    assert f"Restaurada en «{there.folder}»" in back.stdout
    assert office.evidence() == there.evidence()


def test_with_json_there_is_one_value_and_nothing_else(office: Laptop, there: Laptop, tmp_path: Path) -> None:
    gone = office.photo("W/001", b"se fue")
    (office.audit.photos / gone[:2] / gone).unlink()
    told = json.loads(office.run("backup", tmp_path / "todo.zip", "--json").stdout)
    assert told == {
        "path": str(tmp_path / "todo.zip"),
        "bytes": (tmp_path / "todo.zip").stat().st_size,
        "photos": 0,
        "photos_missing": [{"folio": "W/001", "sha256": gone}],
    }
    back = json.loads(there.run("restore", tmp_path / "todo.zip", "--json").stdout)
    assert back["audit"] == str(there.folder)
    assert back["revisions"] == sum(
        len(rows) for kind, rows in office.evidence().items() if kind != "supersedes"
    )


def test_missing_photos_are_told(office: Laptop, tmp_path: Path) -> None:
    gone = office.photo("W/001", b"se fue")
    (office.audit.photos / gone[:2] / gone).unlink()
    assert f"W/001 {gone[:12]}" in office.run("backup", tmp_path / "todo.zip").stdout


@pytest.mark.parametrize(
    ("command", "name", "said"),
    [
        ("restore", "nada.zip", "no existe"),
        ("restore", "tesis.zip", "no es un respaldo de Constata"),
        ("backup", "tesis.zip", "ya existe y no es un respaldo hecho aquí de esta auditoría"),
        ("backup", "tesis.zip/x.zip", "tesis.zip/x.zip» (un archivo está donde debía haber una carpeta)"),
        ("backup", "tesis.zip/a/x.zip", "(un archivo está donde debía haber una carpeta)"),
        ("backup", "office/todo.zip", "está en la carpeta de la auditoría"),
        ("backup", "office/photos/ab", "office/photos/ab» está en la carpeta de la auditoría"),
        ("backup", "a" * 300 + ".zip", "el nombre es demasiado largo"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    office: Laptop, there: Laptop, tmp_path: Path, command: str, name: str, said: str
) -> None:
    (tmp_path / "tesis.zip").write_bytes(b"mis cosas")
    answer = (there if command == "restore" else office).run(command, tmp_path / name)
    assert answer.exit_code == 1
    assert isinstance(answer.exception, Refusal)
    assert said in str(answer.exception)
    assert (tmp_path / "tesis.zip").read_bytes() == b"mis cosas"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")
def test_a_pipe_is_no_backup_and_is_not_waited_for(there: Laptop, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "no es un respaldo de Constata" in str(there.run("restore", tmp_path / "pipe").exception)
