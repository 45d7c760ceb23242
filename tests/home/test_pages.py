"""The pages where work begins: welcome, today, settings, help, and how everything looks."""

import re
from pathlib import Path

import pytest

from audit_app import audit, audit_facts, db, figures, ledger, text
from audit_app.audit import Audit
from audit_app.estimates.estimate import Rules
from audit_app.estimates.intervals import wilson_t
from tests.conftest import enter
from tests.visits.works import (
    BRIGADE,
    LOCATED,
    NOT_LOCATED,
    NOT_VISITED,
    Person,
    finish,
    make,
    opened,
    walk_in,
)
from tests.visits.works import text as shown


@pytest.fixture
def works(home: Path) -> Audit:
    return make(home / "obra-publica", "W/001", "W/002")


@pytest.fixture
def page(works: Audit) -> Person:
    return walk_in(works)


# Welcome.


def test_without_an_audit_every_page_leads_to_the_welcome_page(home: Path) -> None:
    page = walk_in(None, "")
    assert {page.get(path).headers["Location"] for path in ("/", "/works", "/visits/W", "/results")} == {
        "/welcome"
    }
    assert "Crear una auditoría" in shown(page.get("/welcome"))
    assert page.get("/help").status_code == page.get("/settings").status_code == 200


def test_an_audit_is_made_and_opened_on_the_welcome_page(home: Path) -> None:
    page = walk_in(None, "")
    answer = page.post(
        "/welcome/new", {"title": "  Caminos   de Jalisco ", "audit_language": "en", "person": "Brigada 1"}
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, "/works")
    made = Audit(home / "caminos-de-jalisco")
    with made.opened() as database:
        settings = audit.settings(database)
    assert (settings["title"], settings["language"]) == ("Caminos de Jalisco", "en")
    assert audit.laptop().last == str(made.folder)
    assert audit.laptop().person == "Brigada 1"


@pytest.mark.parametrize("title", ["", " \t "])
def test_an_audit_needs_a_title(home: Path, title: str) -> None:
    answer = walk_in(None, "").post("/welcome/new", {"title": title})
    assert answer.status_code == 400
    assert "La auditoría necesita un título" in shown(answer)


def test_a_second_audit_of_the_same_title_is_refused(page: Person) -> None:
    answer = page.post("/welcome/new", {"title": "Obra pública"})
    assert answer.status_code == 400
    assert "ya contiene una auditoría" in shown(answer)


@pytest.mark.parametrize(
    "title", ["<script>alert(1)</script>", "../../fuera", "🏗️", "x" * 500, "CON", "a\x00b"]
)
def test_a_title_never_leads_out_of_the_folder(home: Path, title: str) -> None:
    page = walk_in(None, "")
    assert page.post("/welcome/new", {"title": title}).status_code == 303
    assert {path.parent for path in home.parent.rglob("audit.db")} == {home / audit.folder_name(title)}
    assert "<script>alert" not in shown(page.get("/settings"))


def test_the_audits_of_this_laptop_can_be_opened_by_a_click(home: Path, works: Audit) -> None:
    make(home / "otra", "X/9")
    page = walk_in(works)
    assert 'value="otra"' in shown(page.get("/welcome"))
    assert page.post("/welcome/open", {"folder": "otra"}).status_code == 303
    assert page.get("/visits/X~2F9").status_code == 200


def test_a_path_is_opened_between_the_quotes_in_which_windows_copies_it(home: Path, works: Audit) -> None:
    made = make(home.parent / "otra carpeta", "X/9")
    page = walk_in(works)
    assert page.post("/welcome/open", {"folder": f'"{made.folder}"'}).status_code == 303
    assert page.get("/visits/X~2F9").status_code == 200


def test_a_damaged_audit_does_not_hide_the_others(home: Path, page: Person) -> None:
    (home / "rota").mkdir()
    (home / "rota" / "audit.db").write_bytes(b"nada")
    listed = shown(page.get("/welcome"))
    assert 'value="rota"' in listed
    assert 'value="obra-publica"' in listed
    assert "restaure un respaldo" in shown(page.post("/welcome/open", {"folder": "rota"}))


@pytest.mark.parametrize(
    "folder", ["", ".", "/", "/etc/passwd", "~nadie/x", "x" * 400, "a\x00b", "../..", "\\\\host\\x"]
)
def test_a_folder_that_holds_no_audit_is_refused_with_a_sentence(page: Person, folder: str) -> None:
    answer = page.post("/welcome/open", {"folder": folder})
    assert answer.status_code == 400
    assert "no contiene una auditoría" in shown(answer)
    assert page.get("/visits/W~2F001").status_code == 200


def test_the_demo_is_built_once_and_then_opened_as_it_is(home: Path) -> None:
    page = walk_in(None)
    assert page.post("/welcome/demo").status_code == 303
    page.post("/visits/GTO-1-01/draft", {**opened(page, "GTO-1-01"), "notes": "ensayo"})
    assert page.post("/welcome/demo").status_code == 303
    assert "ensayo</textarea>" in shown(page.get("/visits/GTO-1-01"))


# Today.


def test_today_leads_an_empty_audit_to_its_list(home: Path) -> None:
    page = walk_in(make(home / "vacia"))
    assert 'href="/works/import"' in shown(page.get("/"))


def test_today_shows_progress_drafts_and_where_to_go_next(page: Person) -> None:
    finish(page, "W/001", LOCATED)
    draft = opened(page, "W/002")
    page.post("/visits/W~2F002", {**draft, "notes": "a medias", "action": "leave"})
    today = shown(page.get("/"))
    assert "1 / 2" in today
    assert f'href="/visits/W~2F002?draft={draft["draft"]}"' in today
    assert 'href="/visits/W~2F002"' in today.split("Por visitar")[1]


def test_a_work_that_could_not_be_visited_waits_with_its_reason(page: Person) -> None:
    finish(page, "W/001", NOT_VISITED)
    waiting = shown(page.get("/")).split("Por visitar")[1]
    assert 'href="/visits/W~2F001"' in waiting
    assert "Clima" in waiting


def test_little_room_on_the_disk_is_told(page: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: type("Usage", (), {"free": 5_000_000})())
    assert "Queda poco espacio en el disco (5 MB)" in shown(page.get("/"))


# Settings and looks.


def test_the_name_of_this_laptop_is_kept_and_cut_to_size(page: Person) -> None:
    page.post("/settings/person", {"person": f"  Brigada \n 7 {'x' * 200}"})
    assert audit.laptop().person == f"Brigada 7 {'x' * 200}"[:80]
    assert page.post("/settings/person", {"person": " "}).status_code == 400
    assert audit.laptop().person.startswith("Brigada 7")


def test_settings_of_the_audit_are_revisions(works: Audit, page: Person) -> None:
    page.post(
        "/settings/audit",
        {"title": "Otro <b>título</b>", "institution": "Contraloría", "cut_off": "2009-12-31"},
    )
    with works.opened() as database:
        assert audit.settings(database)["institution"] == "Contraloría"
        titles = database.execute(
            "SELECT value FROM audit_settings WHERE setting = 'title' ORDER BY id"
        ).fetchall()
    assert titles == [('"Obra pública"',), ('"Otro <b>título</b>"',)]
    assert "Otro &lt;b&gt;título&lt;/b&gt;" in shown(page.get("/"))


def test_the_same_settings_again_add_nothing(works: Audit, page: Person) -> None:
    for _ in range(2):
        page.post("/settings/audit", {"title": "Obra pública", "institution": "", "cut_off": ""})
    with works.opened() as database:
        assert database.execute("SELECT count(*) FROM audit_settings").fetchone() == (5,)


@pytest.mark.parametrize(
    ("title", "cut_off"), [("", "2009-12-31"), (" ", ""), ("T", "31/12/2009"), ("T", "2009-02-30")]
)
def test_settings_that_cannot_be_are_refused(page: Person, title: str, cut_off: str) -> None:
    assert page.post("/settings/audit", {"title": title, "cut_off": cut_off}).status_code == 400


def test_the_rules_of_the_intervals_are_settings_that_the_figures_use(demo_audit: Audit) -> None:
    page = enter(demo_audit)
    page.post("/settings/rules", {"level": "0.9", "interval": "wilson-t", "lonely_psu": "remove"})
    with demo_audit.opened() as database:
        located = figures.overall(database, ["located"])[0]
        assert audit_facts.read(database).rules == Rules(0.9, "wilson-t", "remove")
    assert (located.ci_method, located.presentation) == ("wilson-t", "review")
    assert located.ci == wilson_t(located.estimate or 0, located.n_eff or 0, 7, 0.9)
    assert "IC 90 %" in shown(page.get("/results"))


@pytest.mark.parametrize(
    ("name", "value"), [("level", "0.5"), ("level", ""), ("interval", "wald"), ("lonely_psu", "none")]
)
def test_rules_that_do_not_exist_are_refused_and_none_is_kept(
    demo_audit: Audit, name: str, value: str
) -> None:
    chosen = {"level": "0.9", "interval": "logit-t", "lonely_psu": "remove", name: value}
    assert enter(demo_audit).post("/settings/rules", chosen).status_code == 400
    with demo_audit.opened() as database:
        assert audit_facts.read(database).rules == Rules()


@pytest.mark.parametrize("mode", ["light", "sun", "dark"])
def test_the_mode_is_kept_in_the_browser(page: Person, mode: str) -> None:
    page.post("/settings/look", {"mode": mode})
    assert f'data-mode="{mode}"' in shown(page.get("/"))


def test_the_keys_of_the_forms_are_turned_off_and_on_in_the_browser(page: Person) -> None:
    for keys, there in (("off", False), ("on", True)):
        page.post("/settings/look", {"keys": keys})
        assert ("form/keys.js" in shown(page.get("/visits/W~2F001"))) is there
        assert "form/enter.js" in shown(page.get("/visits/W~2F001"))


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_every_page_speaks_the_language_chosen(page: Person, language: str) -> None:
    page.post("/settings/look", {"language": language})
    for path in (
        "/",
        "/visits/W~2F001",
        "/paperwork/W~2F001",
        "/settings",
        "/help",
        "/welcome",
        "/visits/NADA",
    ):
        assert f'<html lang="{ {"es": "es-MX", "en": "en"}[language] }"' in shown(page.get(path))


@pytest.mark.parametrize(
    ("name", "value"), [("mode", '"><script>'), ("language", "fr"), ("mode", "neon"), ("keys", "maybe")]
)
def test_a_look_that_is_none_is_left_aside(page: Person, name: str, value: str) -> None:
    answer = page.post("/settings/look", {name: value})
    assert answer.status_code == 303
    page.client.set_cookie(name, "nada")
    assert 'lang="es-MX" data-mode="light"' in shown(page.get("/"))


def test_english_pages_are_english_throughout(page: Person) -> None:
    page.post("/settings/look", {"language": "en"})
    for path in ("/", "/visits/W~2F001", "/paperwork/W~2F001", "/settings", "/welcome"):
        words = re.sub(
            r"<[^>]+>", " ", shown(page.get(path)).replace("Obra pública", "").replace("obra-publica", "")
        )
        assert re.findall(r"\b(?:obra pública|visita|Guardar|Indique|borrador|auditoría|¿)\b", words) == []


def test_the_first_page_says_how_old_the_last_copy_is_and_what_is_not_in_it(
    works: Audit, page: Person, tmp_path: Path
) -> None:
    assert "Nada se ha enviado todavía" in shown(page.get("/"))
    finish(page, "W/001", NOT_LOCATED)
    assert "enviar" in shown(page.get("/")).split("Nada se ha enviado")[1].split("Espacio libre")[0]
    (tmp_path / "stick").mkdir()
    page.post("/exchange/send", {"folder": str(tmp_path / "stick")})
    today = shown(page.get("/"))
    assert "Último envío:" in today
    assert "enviar" not in today.split("Último envío")[1].split("Espacio libre")[0]


def test_a_work_is_placed_once_and_by_its_state_where_its_list_says_no_more(
    works: Audit, page: Person
) -> None:
    placed = {"A/1": ("Jerez", "Jerez", "Zacatecas"), "A/2": (None, None, "Oaxaca")}
    with works.opened() as database, db.saving(database):
        for folio, (locality, municipality, state) in placed.items():
            row: ledger.Row = {"folio": folio, "name": "Obra", "given": "{}", "state": state}
            row |= {"locality": locality, "municipality": municipality}
            ledger.append(database, "works", row, BRIGADE)
    for address in ("/", "/map", "/map/route?folio=A/1&folio=A/2"):
        told = shown(page.get(address))
        assert "Jerez, Jerez" not in told
        assert re.search(r">Oaxaca\s*<", told), address


def test_the_nearest_to_the_last_visit_come_first(works: Audit, page: Person) -> None:
    with works.opened() as database, db.saving(database):
        near: ledger.Row = {
            "folio": "Z/9",
            "name": "Cercana",
            "given": "{}",
            "latitude": 19.49,
            "longitude": -99.1,
        }
        ledger.append(database, "works", near, BRIGADE)
    before = shown(page.get("/")).split("Por visitar")[1]
    assert before.index("W/002") < before.index("Z/9")
    finish(page, "W/001", {**LOCATED, "latitude": "19.5", "longitude": "-99.1"})
    today = shown(page.get("/")).split("Por visitar")[1]
    assert today.index("Z/9") < today.index("W/002")
    assert "1.1 km" in today
    assert "11.1 km" in today
