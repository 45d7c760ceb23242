"""The pages of backups: made on a stick or in a folder, found again, and restored."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from audit_app.exchange import places
from tests.conftest import Browser, enter
from tests.exchange.backups.test_refused_backups import rewritten
from tests.exchange.laptops import Laptop
from tests.exchange.test_pages import words_of


@pytest.fixture
def browser(office: Laptop) -> Iterator[Browser]:
    with office.here():
        yield enter(office.audit, office.person)


@pytest.fixture
def plugged(stick: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return our folder on a stick that is plugged in."""
    monkeypatch.setattr(places, "sticks", lambda: [stick / "Constata"])
    return stick / "Constata"


def test_a_backup_is_made_on_a_stick_and_its_age_is_told(
    browser: Browser, office: Laptop, plugged: Path
) -> None:
    assert "no hay todavía ningún respaldo" in words_of(browser.get("/"))
    assert "no se ha hecho ningún respaldo" in words_of(browser.get("/exchange"))
    done = words_of(browser.post("/exchange/backup", {"stick": str(plugged)}))
    (made,) = (plugged / "backups").iterdir()
    assert f"El respaldo quedó en «{made}»" in done
    today = words_of(browser.get("/"))
    assert "Último respaldo:" in today
    assert "no está en él" not in today
    office.visit("W/001")
    assert "1 registro no está en él." in words_of(browser.get("/"))
    assert "Desde entonces hay 1 registro más." in words_of(browser.get("/exchange"))


def test_a_folder_typed_takes_it_as_it_is(browser: Browser, plugged: Path, tmp_path: Path) -> None:
    browser.post("/exchange/backup", {"stick": str(plugged), "folder": str(tmp_path / "disco")})
    assert len(list((tmp_path / "disco").glob("obra-publica-*.zip"))) == 1
    assert not plugged.exists()


def test_without_a_place_it_is_asked_for(browser: Browser, plugged: Path) -> None:
    answer = browser.post("/exchange/backup", {"folder": "  "})
    assert answer.status_code == 400
    assert 'href="#backup-folder"' in answer.get_data(as_text=True)
    assert str(plugged) in answer.get_data(as_text=True)


def test_photos_that_are_gone_are_told_with_their_work(
    browser: Browser, office: Laptop, tmp_path: Path
) -> None:
    gone = office.photo("W/001", b"se fue")
    (office.audit.photos / gone[:2] / gone).unlink()
    done = words_of(browser.post("/exchange/backup", {"folder": str(tmp_path)}))
    assert "Falta el archivo de 1 fotografía" in done
    assert gone[:12] in done


def test_a_backup_on_a_stick_is_offered_and_restored_as_an_audit_of_its_own(
    browser: Browser, office: Laptop, plugged: Path
) -> None:
    browser.post("/exchange/backup", {"stick": str(plugged)})
    (plugged / "backups" / "otra-cosa.zip").write_bytes(b"x")
    offered = words_of(browser.get("/exchange/restore"))
    assert "Obra pública" in offered
    assert "otra-cosa" not in offered
    office.visit("W/001")
    (made,) = (plugged / "backups").glob("obra-publica-*.zip")
    answer = browser.post("/exchange/restore", {"backup": str(made)}, follow_redirects=True)
    assert f"Auditoría restaurada en «{office.home / 'obra-publica'}»" in words_of(answer)
    assert "0 / 3 obras visitadas" in words_of(browser.get("/"))
    assert len(office.rows("SELECT id FROM visits")) == 1


def test_a_backup_that_was_made_at_no_time_stops_no_page(browser: Browser, plugged: Path) -> None:
    browser.post("/exchange/backup", {"stick": str(plugged)})
    (made,) = (plugged / "backups").glob("*.zip")
    rewritten(made, lambda told, _members: told.update(made_at="ayer"))
    assert made.name not in words_of(browser.get("/exchange/restore"))


def test_a_file_that_is_no_backup_is_told_where_it_was_typed(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "tesis.zip").write_bytes(b"x")
    answer = browser.post("/exchange/restore", {"folder": str(tmp_path / "tesis.zip")})
    assert answer.status_code == 400
    shown = answer.get_data(as_text=True)
    assert "no es un respaldo de Constata" in shown
    assert f'value="{tmp_path / "tesis.zip"}"' in shown


def test_the_welcome_page_leads_to_restoring(browser: Browser) -> None:
    assert 'href="/exchange/restore"' in browser.get("/welcome").get_data(as_text=True)
