"""Joining: a laptop without the audit receives it whole, or nothing of it."""

import shutil
from pathlib import Path

import pytest

from audit_app import audit
from audit_app.audit import Audit
from audit_app.errors import FolderNotEmpty, NoPackages, NotAllReceived, NotReadable, SeveralAudits
from tests.exchange.laptops import Laptop, package_of, packages


@pytest.fixture
def newcomer(tmp_path: Path) -> Laptop:
    return Laptop(tmp_path / "deep" / "newcomer", tmp_path / "home-newcomer")


def test_joining_brings_the_sample_and_the_settings(office: Laptop, newcomer: Laptop, stick: Path) -> None:
    office.send(stick)
    assert newcomer.receive(stick).joined
    assert newcomer.evidence() == office.evidence()
    with newcomer.audit.opened() as database:
        assert audit.settings(database)["title"] == "Obra pública"


def test_an_empty_folder_can_join(office: Laptop, newcomer: Laptop, stick: Path) -> None:
    newcomer.folder.mkdir(parents=True)
    office.send(stick)
    assert newcomer.receive(stick).joined


def test_the_audit_joined_is_the_last_one_opened(office: Laptop, newcomer: Laptop, stick: Path) -> None:
    office.send(stick)
    newcomer.receive(stick)
    with newcomer.here():
        assert audit.last_opened() == Audit(newcomer.folder)


def test_a_laptop_without_any_audit_joins_in_its_home(office: Laptop, stick: Path, tmp_path: Path) -> None:
    office.send(stick)
    home = tmp_path / "empty home"
    newcomer = Laptop(home / "obra-publica", home)
    from click.testing import CliRunner

    from audit_app.cli import cli

    result = CliRunner(env={"CONSTATA_HOME": str(home)}).invoke(cli, ["receive", str(stick)])
    assert result.exit_code == 0
    assert newcomer.evidence() == office.evidence()


def test_joining_takes_the_packages_of_all_laptops(
    office: Laptop, field: Laptop, newcomer: Laptop, stick: Path
) -> None:
    field.visit("W/002")
    office.send(stick)
    field.send(stick)
    assert newcomer.receive(stick).packages == 2
    field.receive(stick)
    assert newcomer.evidence() == field.evidence()


def test_a_folder_that_holds_other_files_is_refused(office: Laptop, newcomer: Laptop, stick: Path) -> None:
    office.send(stick)
    newcomer.folder.mkdir(parents=True)
    (newcomer.folder / "carta.txt").write_text("hola", encoding="utf-8")
    with pytest.raises(FolderNotEmpty):
        newcomer.receive(stick)


def test_packages_of_several_audits_are_refused_by_their_titles(
    office: Laptop, newcomer: Laptop, stick: Path, tmp_path: Path
) -> None:
    other = Laptop(tmp_path / "other", tmp_path / "home-other")
    with other.here():
        audit.create(other.folder, "Caminos 2024", "es")
    office.send(stick)
    other.send(stick)
    with pytest.raises(SeveralAudits, match="«Caminos 2024», «Obra pública»"):
        newcomer.receive(stick)
    assert not newcomer.folder.parent.exists()


def test_without_the_founder_s_package_joining_fails_and_leaves_nothing(
    office: Laptop, field: Laptop, newcomer: Laptop, stick: Path
) -> None:
    founders = package_of(stick, office.send(stick))
    field.visit("W/001")
    field.send(stick)
    founders.unlink()
    with pytest.raises(NotAllReceived, match="falta el paquete de la laptop que creó la auditoría"):
        newcomer.receive(stick)
    assert not newcomer.folder.parent.exists()
    assert newcomer.home.parent.exists()


def test_a_join_whose_only_package_is_damaged_leaves_nothing(
    office: Laptop, newcomer: Laptop, stick: Path
) -> None:
    office.send(stick)
    path = packages(stick)[0]
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(NotAllReceived, match="incompleto, alterado o con otro nombre"):
        newcomer.receive(stick)
    assert not newcomer.folder.parent.exists()
    assert not newcomer.home.exists()


def test_one_damaged_package_does_not_stop_a_join(
    office: Laptop, field: Laptop, newcomer: Laptop, stick: Path
) -> None:
    field.visit("W/001")
    office.send(stick)
    damaged = package_of(stick, field.send(stick))
    damaged.write_bytes(damaged.read_bytes()[:100])
    result = newcomer.run("receive", stick)
    assert result.exit_code == 1
    assert isinstance(result.exception, NotAllReceived)
    assert newcomer.evidence() == office.evidence()


def test_a_place_without_packages_is_told(newcomer: Laptop, stick: Path) -> None:
    stick.mkdir()
    with pytest.raises(NoPackages):
        newcomer.receive(stick)
    shutil.rmtree(stick)
    with pytest.raises(NotReadable):
        newcomer.receive(stick)
    assert not newcomer.folder.parent.exists()
