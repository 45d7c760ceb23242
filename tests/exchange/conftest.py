"""The laptops that the tests of the exchange begin with."""

from pathlib import Path

import pytest

from audit_app import audit
from tests.exchange.laptops import Laptop


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick"


@pytest.fixture
def office(tmp_path: Path) -> Laptop:
    """Return the laptop that made the audit, with three works."""
    laptop = Laptop(tmp_path / "office", tmp_path / "home-office", "Oficina")
    with laptop.here():
        audit.create(laptop.folder, "Obra pública", "es", laptop.person)
    laptop.works("W/001", "W/002", "W/003")
    return laptop


@pytest.fixture
def field(tmp_path: Path, office: Laptop, stick: Path) -> Laptop:
    """Return a laptop that joined the audit from the stick."""
    laptop = Laptop(tmp_path / "field", tmp_path / "home-field", "Brigada 2")
    office.send(stick)
    laptop.receive(stick)
    return laptop
