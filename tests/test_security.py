"""Who is let in, by which link, from which host; what every answer carries; and what the app refuses to do."""

import re
import sys
import time
import types
from pathlib import Path

import pytest
from flask import Blueprint, Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

import audit_app
from audit_app import audit, create_app, security
from audit_app.audit import Audit
from audit_app.errors import DiskFull
from tests.visits.works import LOCATED, Person, finish, kept, make, opened, text, walk_in

CLOSED = "Constata está cerrada para esta ventana"
OPEN = {"static", "enter", "alive"}
POLICY = security.CONTENT_POLICY


@pytest.fixture
def works(home: Path, tmp_path: Path) -> Audit:
    return make(tmp_path / "works", "W/001")


@pytest.fixture
def page(works: Audit) -> Person:
    return walk_in(works)


@pytest.fixture
def app(works: Audit) -> Flask:
    return create_app(works.folder)


def rules(app: Flask) -> list[tuple[str, str]]:
    """Return every route with each of its methods, its parts filled in with something that exists."""
    filled = {
        "folio": "W/001",
        "key": "W/001",
        "kind": "visits",
        "sha256": "a" * 64,
        "link": "x",
        "nonce": "x",
    }
    found = []
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if rule.endpoint not in OPEN:
                path = app.url_map.bind("localhost").build(
                    rule.endpoint, {name: filled.get(name, "x") for name in rule.arguments}
                )
                found += [(method, path) for method in methods(rule)]
    return found


def methods(rule: Rule) -> set[str]:
    return (rule.methods or set()) | {"GET", "POST"}


# Without a session.


def test_no_page_answers_a_stranger(app: Flask) -> None:
    stranger = app.test_client()
    answers = {(method, path): stranger.open(path, method=method) for method, path in rules(app)}
    assert len(answers) > 60
    assert {asked: answer.status_code for asked, answer in answers.items() if answer.status_code != 403} == {}
    assert all(CLOSED in text(answer) for (method, _path), answer in answers.items() if method != "HEAD")
    assert not any("W/001" in text(answer) or "Obra pública" in text(answer) for answer in answers.values())


@pytest.mark.parametrize(
    "path", ["/visits/NADA", "/nada", "/photos/..%2f..", "/works/W~2F001/../..", "/%00", "/enter", "/entered"]
)
def test_a_stranger_is_not_told_what_exists(app: Flask, path: str) -> None:
    assert app.test_client().get(path).status_code == 403


def test_a_forged_cookie_opens_nothing(app: Flask) -> None:
    other = Flask("other")
    other.secret_key = "adivinado"  # noqa: S105 - a wrong one
    serializer = other.session_interface.get_signing_serializer(other)  # type: ignore[attr-defined]
    stranger = app.test_client()
    stranger.set_cookie("constata", serializer.dumps({"here": True}))
    assert stranger.get("/").status_code == 403


def test_static_files_are_open_and_nothing_else_lies_there(app: Flask) -> None:
    stranger = app.test_client()
    assert stranger.get("/static/constata.css", buffered=True).status_code == 200
    for path in ("../pages.py", "..%2fpages.py", "%2e%2e/pages.py", "....//pages.py"):
        assert stranger.get(f"/static/{path}").status_code in (403, 404)


# The launch link.


def entered(app: Flask, path: str, client: FlaskClient | None = None) -> TestResponse:
    return (client or app.test_client()).get(path)


def test_the_launch_link_lets_in_once(app: Flask) -> None:
    link = security.launch_path(audit.laptop().secret)
    assert entered(app, link).status_code == 302
    again = entered(app, link)
    assert again.status_code == 403
    assert CLOSED in text(again)


def test_the_same_window_may_use_its_link_again(app: Flask) -> None:
    link, client = security.launch_path(audit.laptop().secret), app.test_client()
    assert [entered(app, link, client).status_code for _ in range(2)] == [302, 302]


def test_a_link_grows_old(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    link = security.launch_path(audit.laptop().secret)
    monkeypatch.setattr(security, "LINK_SECONDS", -1)
    assert entered(app, link).status_code == 403


@pytest.mark.parametrize("link", ["x", "", "a.b.c", "WyJ4IiwgIiJd.aaaaaa.bbbbbb"])
def test_a_forged_link_lets_nobody_in(app: Flask, link: str) -> None:
    assert entered(app, f"/enter/{link}").status_code == 403


def test_a_link_of_another_laptop_lets_nobody_in(app: Flask) -> None:
    assert entered(app, security.launch_path("otro secreto")).status_code == 403


def test_a_link_opens_the_audit_it_names(works: Audit, tmp_path: Path) -> None:
    other = make(tmp_path / "other", "X/9")
    client = create_app(works.folder).test_client()
    client.get(security.launch_path(audit.laptop().secret, str(other.folder)))
    assert client.get("/visits/X~2F9").status_code == 200
    assert audit.laptop().last == str(other.folder)


def test_only_this_laptops_app_proves_that_it_is_alive(works: Audit, app: Flask) -> None:
    secret, client = audit.laptop().secret, app.test_client()
    answer = text(client.get("/alive/abc", environ_overrides={"SERVER_PORT": "8310"}))
    assert answer == security.proof(secret, "abc", 8310, str(works.folder))
    others = [("xyz", 8310, str(works.folder)), ("abc", 8311, str(works.folder)), ("abc", 8310, "")]
    assert answer not in [security.proof(secret, *facts) for facts in others]


# The token.


def test_without_its_token_a_form_comes_back_to_be_confirmed_with_every_answer(
    works: Audit, page: Person
) -> None:
    draft = opened(page, "W/001")
    typed = [*draft.items(), *LOCATED.items(), ("damage", "rust"), ("notes", '<b>"a medias"</b>')]
    answer = page.client.post("/visits/W~2F001", data={**dict(typed), "csrf_token": "perdido"})
    assert answer.status_code == 400
    assert "Nada de lo escrito se perdió" in text(answer)
    again = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', text(answer)))
    assert again["notes"] == "&lt;b&gt;&#34;a medias&#34;&lt;/b&gt;"
    assert again.items() >= {(name, value) for name, value in LOCATED.items() if name != "damage"}
    assert page.client.post("/visits/W~2F001", data=again).status_code in (200, 303)


def test_without_its_token_nothing_is_written(works: Audit, page: Person) -> None:
    for path in (
        "/visits/W~2F001",
        "/visits/W~2F001/draft",
        "/visits/W~2F001/photos",
        "/paperwork/W~2F001",
        "/settings/audit",
    ):
        assert page.client.post(path, data={"notes": "x", "title": "Otro"}).status_code == 400
    with works.opened() as database:
        assert database.execute("SELECT count(*) FROM drafts").fetchone() == (0,)
        assert audit.settings(database)["title"] == "Obra pública"


def test_the_token_of_another_session_is_none(app: Flask, page: Person) -> None:
    other = app.test_client()
    other.get(security.launch_path(audit.laptop().secret))
    assert other.post("/settings/person", data={"csrf_token": page.token(), "person": "X"}).status_code == 400


def test_a_page_left_open_over_a_restart_still_saves(works: Audit, page: Person) -> None:
    draft = {**opened(page, "W/001"), "notes": "ayer", "csrf_token": page.token()}
    again = create_app(works.folder).test_client()
    cookie = page.client.get_cookie("constata")
    assert cookie is not None
    again.set_cookie("constata", cookie.value)
    assert again.post("/visits/W~2F001/draft", data=draft).status_code == 200


# Hosts, headers, cookies, sizes.


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8310", "[::1]", "", "a b", "127.1"]
)
@pytest.mark.parametrize("path", ["/", "/static/constata.css", "/enter/x", "/nada"])
def test_a_foreign_host_is_refused_with_a_sentence(page: Person, host: str, path: str) -> None:
    answer = page.client.get(path, headers={"Host": host}, buffered=True)
    assert answer.status_code == 400
    assert "Constata solo responde en 127.0.0.1" in text(answer)
    assert answer.headers["Content-Security-Policy"] == POLICY


@pytest.mark.parametrize("host", ["127.0.0.1:8310", "localhost:9", "localhost"])
def test_this_laptop_is_answered_on_any_port(app: Flask, host: str) -> None:
    assert app.test_client().get("/help", headers={"Host": host}).status_code == 403


def test_every_answer_carries_the_headers(app: Flask, page: Person) -> None:
    stranger = app.test_client()
    answers = [
        stranger.get("/"),
        stranger.get("/static/constata.js", buffered=True),
        page.get("/"),
        page.get("/visits/NADA"),
    ]
    answers += [
        page.post("/settings/look", {"mode": "sun"}),
        page.client.post("/settings/look"),
        page.get("/enter/x"),
    ]
    for answer in answers:
        assert {name: answer.headers[name] for name in security.HEADERS} == security.HEADERS


def test_the_policy_forbids_inline_and_foreign_things() -> None:
    assert "unsafe" not in POLICY
    assert POLICY.startswith("default-src 'self'")
    assert set(re.findall(r"(?:https?:|\*|\w+\.\w+)", POLICY)) == set()


def test_no_page_holds_inline_script_or_style(page: Person) -> None:
    finish(page, "W/001", LOCATED)
    for path in (
        "/",
        "/visits/W~2F001",
        "/visits/W~2F001/record",
        "/paperwork/W~2F001",
        "/settings",
        "/help",
        "/welcome",
        "/works",
    ):
        shown = text(page.get(path))
        assert (
            re.findall(r'<style|<script(?! type="module" src=)| style=| on\w+=|javascript:|https?://', shown)
            == []
        )


def test_pages_are_not_kept_by_the_browser(page: Person) -> None:
    assert page.get("/visits/W~2F001").headers["Cache-Control"] == "no-store"


def test_the_sessions_cookie_is_for_this_site_and_no_script(app: Flask) -> None:
    answer = app.test_client().get(security.launch_path(audit.laptop().secret))
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("constata=")
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_what_is_too_large_is_refused_with_a_sentence(page: Person) -> None:
    answer = page.client.post("/visits/W~2F001/photos", environ_overrides={"CONTENT_LENGTH": "200000001"})
    assert answer.status_code == 413
    assert "Lo enviado es demasiado grande" in text(answer)


@pytest.mark.parametrize(
    ("method", "path", "length", "status"),
    [
        ("POST", "/visits/W~2F001/photos", "200000001", 413),
        ("POST", "/nada", "0", 404),
        ("DELETE", "/works", "0", 405),
        ("GET", "/visits/NADA/phone/status", "0", 404),
    ],
)
def test_a_script_is_told_what_a_person_would_be(
    page: Person, method: str, path: str, length: str, status: int
) -> None:
    answer = page.client.open(
        path,
        method=method,
        headers={"Accept": "application/json"},
        environ_overrides={"CONTENT_LENGTH": length},
    )
    assert answer.status_code == status
    assert answer.json
    assert answer.json["said"].endswith(".")


def test_a_form_without_files_has_a_narrower_bound(page: Person) -> None:
    answer = page.client.post("/visits/W~2F001", data={"notes": "x" * 2_000_001})
    assert answer.status_code == 413
    assert "abrevie el texto" in text(answer)


def test_a_text_in_a_multipart_form_has_a_bound_too(page: Person) -> None:
    part = (
        b'--x\r\nContent-Disposition: form-data; name="notes"\r\n\r\n' + b"x" * 2_100_000 + b"\r\n--x--\r\n"
    )
    answer = page.client.post(
        "/visits/W~2F001/photos", data=part, content_type="multipart/form-data; boundary=x"
    )
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "back",
    [
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "https://evil.example",
        "\t//x",
        "",
        "evil",
    ],
)
def test_the_way_back_never_leads_to_another_site(page: Person, back: str) -> None:
    answer = page.post("/settings/look", {"mode": "sun", "next": back})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")


@pytest.mark.parametrize("back", ["/visits/W~2F001?draft=abc", "/works?search=%C3%B1&page=2"])
def test_the_way_back_leads_to_the_page(page: Person, back: str) -> None:
    assert page.post("/settings/look", {"mode": "sun", "next": back}).headers["Location"] == back
    assert f'name="next" value="{back.replace("&", "&amp;")}"' in text(page.get(back)) or "draft=abc" in back


def test_a_form_that_met_a_full_disk_is_shown_again_with_all_that_was_typed(
    page: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_facts: object) -> None:
        raise DiskFull

    monkeypatch.setattr("audit_app.drafts.save", full)
    answer = page.post(
        "/visits/W~2F001", {"notes": "lo que vi", "action": "leave", "draft": "", "revision": "0"}
    )
    assert answer.status_code == 400
    assert "el disco está lleno" in text(answer)
    assert '<input type="hidden" name="notes" value="lo que vi">' in text(answer)


def test_a_link_of_an_earlier_start_leads_nowhere(works: Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    link = security.launch_path(audit.laptop().secret)
    later = time.time() + 5
    monkeypatch.setattr("time.time", lambda: later)
    app = create_app(works.folder)
    assert app.test_client().get(link).status_code == 403


def test_wrong_methods_are_refused_with_a_sentence(page: Person) -> None:
    answer = page.get("/settings/look")
    assert answer.status_code == 405
    assert "La página no acepta esa petición" in text(answer)


# An app that is not safe does not start; an app that fails says so.


def test_an_app_with_a_route_without_a_rule_does_not_start(
    works: Audit, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = types.ModuleType("audit_app.careless.routes")
    blueprint = Blueprint("careless", "careless")
    blueprint.add_url_rule("/careless", "page", lambda: "abierta")
    module.blueprint = blueprint  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "audit_app.careless.routes", module)
    monkeypatch.setattr(audit_app, "STEPS", (*audit_app.STEPS, "careless"))
    with pytest.raises(security.RouteWithoutRule, match="careless"):
        create_app(works.folder)


def test_an_unforeseen_failure_is_one_sentence_with_the_headers(
    works: Audit, page: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = page.client.application
    app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setitem(app.view_functions, "home.help_page", failing)
    answer = page.get("/help")
    assert answer.status_code == 500
    assert "lo guardado sigue intacto" in text(answer)
    assert "Traceback" not in text(answer)
    assert answer.headers["Content-Security-Policy"] == POLICY


@security.access("session")
def failing() -> str:
    raise ZeroDivisionError


def test_a_damaged_audit_says_so_and_another_can_be_opened(
    works: Audit, tmp_path: Path, page: Person
) -> None:
    other = make(tmp_path / "other", "X/9")
    works.database.write_bytes(b"no es una base de datos" * 1000)
    answer = page.get("/")
    assert answer.status_code == 400
    assert "restaure un respaldo" in text(answer)
    assert page.get("/welcome").status_code == page.get("/help").status_code == 200
    assert page.post("/welcome/open", {"folder": str(other.folder)}).status_code == 303
    assert page.get("/visits/X~2F9").status_code == 200


def test_an_audit_damaged_inside_says_so(works: Audit, page: Person) -> None:
    finish(page, "W/001", LOCATED)
    size = works.database.stat().st_size
    with works.database.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * (size - 8192))
    answer = page.get("/visits/W~2F001/record")
    assert answer.status_code == 400
    assert "restaure un respaldo" in text(answer)


def test_an_audit_whose_folder_is_gone_leads_to_the_welcome_page(works: Audit, page: Person) -> None:
    works.folder.rename(works.folder.with_name("moved"))
    assert page.get("/").headers["Location"] == "/welcome"
    assert page.get("/visits/W~2F001").headers["Location"] == "/welcome"
    assert page.get("/welcome").status_code == 200


def test_evidence_is_only_written_by_post(works: Audit, page: Person) -> None:
    for _method, path in {asked for asked in rules(page.client.application) if asked[0] == "GET"}:
        page.get(path, buffered=True)
    assert kept(works, "visits", "W/001") == kept(works, "paperwork", "W/001") == []
