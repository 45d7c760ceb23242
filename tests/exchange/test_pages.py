"""The pages of the exchange: send, receive, and decide between two versions."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from audit_app import ledger
from audit_app.exchange import places
from audit_app.folio import to_url
from tests.conftest import Browser, enter
from tests.exchange.laptops import Laptop, packages
from tests.visits.pictures import jpeg

ADDRESS = f"/exchange/conflicts/visits/{to_url('W/001')}"


def words_of(page: TestResponse, status: int = 200) -> str:
    """Return what a person reads on a page, in one line."""
    assert page.status_code == status, page.get_data(as_text=True)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.get_data(as_text=True))).split())


def value_of(page: TestResponse, name: str) -> list[str]:
    """Return the values of the fields of a name."""
    return [
        unescape(value)
        for value in re.findall(rf'name="{name}"[^>]*? value="([^"]*)"', page.get_data(as_text=True))
    ]


@pytest.fixture
def browser(office: Laptop) -> Iterator[Browser]:
    with office.here():
        yield enter(office.audit, office.person)


@pytest.fixture
def in_conflict(office: Laptop, field: Laptop, stick: Path) -> Laptop:
    """Return the office after both laptops corrected the same visit."""
    office.visit("W/001", operates="yes", notes="Funciona")
    office.send(stick)
    field.receive(stick)
    office.visit("W/001", operates="yes", matches_plan="yes", notes="Funciona")
    field.visit("W/001", operates="no", notes="Funciona")
    field.send(stick)
    office.receive(stick)
    return office


def test_what_was_not_sent_yet_is_counted(browser: Browser, office: Laptop, stick: Path) -> None:
    assert "no ha enviado nada todavía. Registró: 3 obras" in words_of(browser.get("/exchange"))
    office.send(stick)
    assert "Todo lo de esta laptop está en el último paquete" in words_of(browser.get("/exchange"))
    office.visit("W/001")
    assert "esta laptop registró: 1 visita Carpeta" in words_of(browser.get("/exchange"))


def test_what_came_from_others_is_not_waiting_to_be_sent(office: Laptop, field: Laptop, stick: Path) -> None:
    field.visit("W/002")
    field.send(stick)
    with office.here():
        browser = enter(office.audit, office.person)
        before = words_of(browser.get("/exchange"))
        office.receive(stick)
        assert words_of(browser.get("/exchange")) == before


def test_sending_leaves_a_package_and_tells_what_it_holds(browser: Browser, stick: Path) -> None:
    told = words_of(browser.post("/exchange/send", {"folder": str(stick)}))
    assert "Enviado" in told
    assert "3 obras" in told
    assert len(packages(stick)) == 1


def test_sending_twice_says_that_there_was_nothing_new(browser: Browser, stick: Path) -> None:
    browser.post("/exchange/send", {"folder": str(stick)})
    assert "Nada nuevo que enviar" in words_of(browser.post("/exchange/send", {"folder": str(stick)}))
    assert len(packages(stick)) == 1


def test_receiving_tells_what_came_in_words(office: Laptop, field: Laptop, stick: Path) -> None:
    field.visit("W/002")
    field.send(stick)
    with office.here():
        browser = enter(office.audit, office.person)
        told = words_of(browser.post("/exchange/receive", {"folder": str(stick)}))
        assert "Recibido" in told
        assert "1 visita De 1 laptop." in told
        assert "Nada nuevo que recibir" in words_of(browser.post("/exchange/receive", {"folder": str(stick)}))


def test_photos_that_came_lead_to_where_they_are_compared(office: Laptop, field: Laptop, stick: Path) -> None:
    field.photo("W/002", jpeg())
    field.send(stick)
    with office.here():
        browser = enter(office.audit, office.person)
        came = browser.post("/exchange/receive", {"folder": str(stick)}).get_data(as_text=True)
        assert 'href="/photos/review">Compararlas con las demás' in came
        assert "1 fotografía llegó de otra laptop" in words_of(browser.get("/photos/review"))


def test_a_damaged_package_is_told_louder_than_what_came(office: Laptop, field: Laptop, stick: Path) -> None:
    field.send(stick)
    for path in packages(stick):
        path.write_bytes(path.read_bytes()[:-20])
    with office.here():
        told = words_of(enter(office.audit, office.person).post("/exchange/receive", {"folder": str(stick)}))
    assert "Algo no se recibió; lo demás sí" in told
    assert "está incompleto, alterado o con otro nombre" in told


@pytest.mark.parametrize("step", ["send", "receive"])
@pytest.mark.parametrize("typed", ["", "  ", "carpeta", "./carpeta", "a\0b", "/" + "x" * 5000])
def test_a_place_that_is_no_whole_path_is_refused_and_kept_on_the_page(
    browser: Browser, step: str, typed: str
) -> None:
    page = browser.post(f"/exchange/{step}", {"folder": typed})
    told = words_of(page, 400)
    assert "escriba la ruta completa de una carpeta" in told
    assert f'href="#{step}-folder"' in page.get_data(as_text=True)


def test_a_folder_without_packages_is_told_beside_what_was_typed(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "vacía").mkdir()
    page = browser.post("/exchange/receive", {"folder": f'"{tmp_path / "vacía"}"'})
    assert "no hay paquetes de Constata" in words_of(page, 400)
    assert f'"{tmp_path / "vacía"}"' in value_of(page, "folder")


def test_a_place_that_cannot_be_written_is_told_beside_what_was_typed(
    browser: Browser, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    page = browser.post("/exchange/send", {"folder": str(tmp_path / "file" / "sub")})
    assert "revise los permisos o elija otra carpeta" in words_of(page, 400)
    assert str(tmp_path / "file" / "sub") in value_of(page, "folder")


def test_sticks_that_are_plugged_in_are_offered(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new, used = tmp_path / "media/ana/USB 1", tmp_path / "media/ana/USB 2"
    new.mkdir(parents=True)
    (used / "packages").mkdir(parents=True)
    monkeypatch.setattr(places, "MOUNTS", (str(tmp_path / "media/*/*"),))
    page = browser.get("/exchange")
    assert value_of(page, "stick") == [str(new / "Constata"), str(used)] * 2
    browser.post("/exchange/send", {"stick": str(new / "Constata"), "folder": ""})
    assert len(packages(new / "Constata")) == 1


def test_conflicts_are_listed_with_who_and_the_work(in_conflict: Laptop) -> None:
    with in_conflict.here():
        page = enter(in_conflict.audit, in_conflict.person).get("/exchange")
    told = words_of(page)
    assert "Conflictos por resolver 1" in told
    assert "Visita W/001 Obra W/001 Oficina" in told
    assert ADDRESS in page.get_data(as_text=True)


def test_versions_stand_side_by_side_with_what_changed_in_words(in_conflict: Laptop) -> None:
    with in_conflict.here():
        told = words_of(enter(in_conflict.audit, in_conflict.person).get(ADDRESS))
    assert "Dicen distinto en 2 datos" in told
    assert "¿Opera? Sí Sí igual que antes No opera cambió" in told
    assert "¿Corresponde con lo planeado? — Sí cambió — igual que antes" in told
    assert "Funciona" not in told


def test_a_version_is_kept_with_its_reason_and_the_other_stays_in_the_history(in_conflict: Laptop) -> None:
    with in_conflict.here():
        browser = enter(in_conflict.audit, in_conflict.person)
        page = browser.get(ADDRESS)
        (seen,), (_mine, theirs) = value_of(page, "seen"), value_of(page, "keep")
        settled = browser.post(ADDRESS, {"keep": theirs, "seen": seen, "reason": "Llegó después"})
        assert (settled.status_code, settled.location) == (303, "/exchange#conflicts")
        told = words_of(browser.get("/exchange"))
    assert "Conflicto resuelto: «W/001»." in told
    assert "No hay conflictos." in told
    assert ("W/001", "operates", 0) in in_conflict.outcomes()
    assert in_conflict.rows("SELECT reason, author FROM visit_heads") == [("Llegó después", "Oficina")]
    assert len(in_conflict.rows("SELECT id FROM visits")) == 4


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"keep": ""}, "Elija la versión que se conserva."),
        ({"reason": " "}, "Escriba el motivo de la decisión"),
        ({"seen": "another"}, "Las versiones cambiaron mientras decidía"),
    ],
)
def test_a_decision_that_lacks_something_is_refused_and_nothing_typed_is_lost(
    in_conflict: Laptop, change: dict[str, str], sentence: str
) -> None:
    with in_conflict.here():
        browser = enter(in_conflict.audit, in_conflict.person)
        page = browser.get(ADDRESS)
        whole = {
            "keep": value_of(page, "keep")[0],
            "seen": value_of(page, "seen")[0],
            "reason": "Por la foto",
        }
        again = browser.post(ADDRESS, whole | change)
    assert sentence in words_of(again, 400)
    assert ("checked" in again.get_data(as_text=True)) == ("keep" not in change)
    assert ("Por la foto" in again.get_data(as_text=True)) == ("reason" not in change)
    assert in_conflict.conflicts() == [("visits", "W/001")]


def test_a_save_without_a_name_asks_for_it(in_conflict: Laptop) -> None:
    with in_conflict.here():
        browser = enter(in_conflict.audit, "")
        page = browser.get(ADDRESS)
        whole = {
            "keep": value_of(page, "keep")[0],
            "seen": value_of(page, "seen")[0],
            "reason": "Por la foto",
        }
        assert "Escriba su nombre" in words_of(browser.post(ADDRESS, whole), 400)
        assert browser.post(ADDRESS, {**whole, "person": "Supervisora"}).status_code == 303
    assert in_conflict.rows("SELECT author FROM visit_heads") == [("Supervisora",)]


def test_a_third_version_that_arrives_meanwhile_is_not_settled_unseen(in_conflict: Laptop) -> None:
    with in_conflict.here():
        browser = enter(in_conflict.audit, in_conflict.person)
        page = browser.get(ADDRESS)
        whole = {
            "keep": value_of(page, "keep")[0],
            "seen": value_of(page, "seen")[0],
            "reason": "Por la foto",
        }
        in_conflict.visit("W/001", operates="never")
        assert "Las versiones cambiaron" in words_of(browser.post(ADDRESS, whole), 400)


def test_a_conflict_settled_meanwhile_leads_back_to_the_list(in_conflict: Laptop, stick: Path) -> None:
    with in_conflict.here():
        browser = enter(in_conflict.audit, in_conflict.person)
        page = browser.get(ADDRESS)
        whole = {
            "keep": value_of(page, "keep")[0],
            "seen": value_of(page, "seen")[0],
            "reason": "Por la foto",
        }
        for _click in range(2):
            assert browser.post(ADDRESS, whole).location == "/exchange#conflicts"
        assert browser.get(ADDRESS).location == "/exchange#conflicts"
        assert "alguien lo resolvió" in words_of(browser.get("/exchange"))


@pytest.mark.parametrize("path", ["/exchange/conflicts/nonsense/W1", "/exchange/conflicts/kinds/W1"])
def test_an_unknown_kind_is_a_page_that_does_not_exist(browser: Browser, path: str) -> None:
    assert "No existe el tipo" in words_of(browser.get(path), 404)
    assert browser.post(path, {"keep": "x"}).status_code == 404


@pytest.mark.parametrize("name", ["Ana López", "a/b", "..", "import", "ñ «x» %2F", "con  dos espacios"])
def test_a_conflict_of_any_name_can_be_opened_and_settled(office: Laptop, name: str) -> None:
    with office.here():
        with office.writing() as (database, author):
            for role in ("evaluator", "supervisor"):
                ledger.append(database, "people", {"person": name, "role": role}, author)
        browser = enter(office.audit, office.person)
        address = f"/exchange/conflicts/people/{to_url(name)}"
        assert address in browser.get("/exchange").get_data(as_text=True)
        page = browser.get(address)
        whole = {"keep": value_of(page, "keep")[1], "seen": value_of(page, "seen")[0], "reason": "Es así"}
        assert browser.post(address, whole).status_code == 303
    assert office.conflicts() == []


def test_a_photo_in_conflict_is_shown(office: Laptop) -> None:
    sha256 = office.photo("W/001", b"photo")
    with office.writing() as (database, author):
        (head,) = ledger.heads(database, ledger.kind_named(database, "photos"), ["W/001", sha256])
        ledger.append(database, "photos", {**head, "caption": "El pozo"}, author)
    with office.here():
        page = enter(office.audit, office.person).get(
            f"/exchange/conflicts/photos/{to_url('W/001 ' + sha256)}"
        )
    assert "Pie de foto" in words_of(page)
    assert sha256 in page.get_data(as_text=True)


def test_a_laptop_without_any_audit_joins_one_by_its_pages(
    office: Laptop, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.visit("W/001", operates="yes")
    office.send(stick)
    monkeypatch.setenv("CONSTATA_HOME", str(tmp_path / "new laptop"))
    browser = enter(None, "")
    assert "Traer una auditoría" in words_of(browser.get("/welcome"))
    sent = {"folder": str(stick), "person": "Brigada 7"}
    answer = browser.post("/exchange/join", sent, follow_redirects=True)
    assert "Esta laptop ya es parte de la auditoría." in words_of(answer)
    assert "1 / 3 obras visitadas" in words_of(browser.get("/"))
    assert browser.get("/works/W~2F001").status_code == 200


@pytest.mark.parametrize(
    ("folder", "told"),
    [("", "ruta completa"), ("/no/hay", "No se pudo leer"), (".", "ruta completa")],
)
def test_joining_from_nowhere_is_told_beside_the_field(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, told: str
) -> None:
    monkeypatch.setenv("CONSTATA_HOME", str(tmp_path / "new laptop"))
    shown = words_of(enter(None, "Brigada 7").post("/exchange/join", {"folder": folder}), 400)
    assert told in shown
