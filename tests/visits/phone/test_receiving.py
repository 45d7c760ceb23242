"""What a phone meets: its code, its page, the photos it sends; everything else is refused with a sentence."""

import io
import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from audit_app import audit, db, photos
from audit_app.audit import Audit
from audit_app.drafts import discard
from audit_app.ledger import Author
from audit_app.visits.phone import pairing as pairings
from audit_app.visits.phone.pairing import Pairing, Visit
from audit_app.visits.phone.receiving import HEADERS, let_in, receiving
from tests.visits.pictures import jpeg, png
from tests.visits.works import Person, drafts, kept, opened, text

HOST = "192.168.137.1:49321"
JSON = {"Accept": "application/json"}


@dataclass
class Clock:
    now: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Phone:
    """A phone in front of the receiving app."""

    client: FlaskClient
    pairing: Pairing
    link: str
    typed: str
    clock: Clock
    headers: dict[str, str] = field(default_factory=lambda: {"Host": HOST, "Origin": f"http://{HOST}"})

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.client.get(path, headers={"Host": HOST, **headers}, buffered=True)

    def post(self, path: str, data: dict[str, Any], **headers: str) -> TestResponse:
        return self.client.post(path, data=data, headers={**self.headers, **headers})

    def claim(self) -> TestResponse:
        return self.post("/claim", {"code": self.link})

    def token(self) -> str:
        return str(re.findall(r'name="token" value="(\w+)"', text(self.get("/")))[0])

    def send(self, *sent: tuple[bytes, str], token: str | None = None, **facts: str) -> TestResponse:
        files = [(io.BytesIO(data), name) for data, name in sent]
        fields = {"token": self.token() if token is None else token, "photos": files}
        return self.post("/photos", {**fields, **facts})


@pytest.fixture
def phone(works: Audit, page: Person) -> Phone:
    """Return a phone that is waited for, for an open visit to W/001."""
    draft = opened(page, "W/001")
    page.post("/visits/W~2F001/draft", {**draft, "notes": "a medias"})
    with works.opened() as database:
        audit_id = str(audit.settings(database)["audit"])
    clock = Clock()
    pairing = Pairing(Visit(works, audit_id, "W/001", "Pozo <b>norte</b>", draft["draft"]), clock)
    link, typed = pairing.codes()
    client = receiving(pairing, HOST, db.Idle()).test_client()
    return Phone(client, pairing, link, typed, clock)


@pytest.fixture
def camera(phone: Phone) -> Phone:
    """Return the phone let in."""
    assert phone.claim().status_code == 303
    return phone


def said(answer: TestResponse) -> str:
    return str((answer.json or {})["said"])


# What it is for.


def test_a_phone_that_follows_the_link_sends_photos_to_the_visit(works: Audit, phone: Phone) -> None:
    assert phone.link in text(phone.get(f"/c/{phone.link}"))
    answer = phone.claim()
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert "Pozo &lt;b&gt;norte&lt;/b&gt;" in text(phone.get("/"))
    before = drafts(works)
    assert "2 fotografías enviadas" in text(phone.send((jpeg(), "a.jpg"), (png(), "b.png")))
    rows = kept(works, "photos", "W/001")
    assert [(row["file_name"], row["author"], row["question"]) for row in rows] == [
        ("a.jpg", "Brigada 1", None),
        ("b.png", "Brigada 1", None),
    ]
    assert drafts(works) == before


def test_the_typed_code_serves_as_well(phone: Phone) -> None:
    assert 'id="code"' in text(phone.get("/"))
    assert phone.post("/claim", {"code": phone.typed.lower()}).status_code == 303
    assert "Tomar fotografía" in text(phone.get("/"))


def test_the_link_opened_again_by_the_same_phone_leads_to_its_page(camera: Phone) -> None:
    assert camera.get(f"/c/{camera.link}").headers["Location"] == "/"


def test_the_cookie_is_for_this_site_and_no_script(phone: Phone) -> None:
    cookie = phone.claim().headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=3600"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_the_script_is_answered_with_how_many_arrived(camera: Phone) -> None:
    token = camera.token()
    camera.headers |= JSON
    answer = camera.send((jpeg(), "a.jpg"), token=token)
    assert (answer.status_code, answer.json) == (200, {"said": "", "told": "1 fotografía enviada"})


def test_a_photo_sent_again_for_want_of_an_answer_is_no_twin_and_counts_once(camera: Phone) -> None:
    camera.send((jpeg(), "a.jpg"))
    assert camera.send((jpeg(), "a.jpg"), again="1").status_code == 200
    assert camera.pairing.arrived == 1


def test_a_phone_says_neither_caption_nor_question_nor_name(works: Audit, camera: Phone) -> None:
    camera.send((jpeg(), "a.jpg"), caption="Otra", proves="use", person="Otra persona")
    (row,) = kept(works, "photos", "W/001")
    assert (row["caption"], row["question"], row["author"]) == (None, None, "Brigada 1")
    assert audit.laptop().person == "Brigada 1"


# What is refused.


def test_a_second_claim_of_a_code_is_refused(camera: Phone) -> None:
    stranger = receiving(camera.pairing, HOST, db.Idle()).test_client()
    for ask in (
        stranger.post("/claim", data={"code": camera.link}, headers=camera.headers),
        stranger.get(f"/c/{camera.link}", headers={"Host": HOST}),
    ):
        assert ask.status_code == 403
        assert "ya se usó, y sirve una sola vez" in text(ask)
    assert stranger.get_cookie("constata_phone", HOST.split(":")[0]) is None


@pytest.mark.parametrize("cookie", ["", "adivinada", "ñ"])
def test_without_the_cookie_nothing_is_received(works: Audit, camera: Phone, cookie: str) -> None:
    token = camera.token()
    camera.client.delete_cookie("constata_phone", domain="192.168.137.1")
    headers = {"Cookie": f"constata_phone={cookie}"} if cookie else {}
    files = {"token": token, "photos": (io.BytesIO(jpeg()), "a.jpg")}
    answer = camera.post("/photos", files, **headers)
    assert answer.status_code == 403
    assert "no está conectado a una visita" in text(answer)
    assert kept(works, "photos", "W/001") == []


def test_the_port_takes_photos_with_the_cookie_of_this_pairing_alone(phone: Phone) -> None:
    may_send = let_in(phone.pairing)
    assert not may_send("constata_phone=")
    cookie = phone.claim().headers["Set-Cookie"].split(";")[0]
    assert [may_send(header) for header in (cookie, f"otra=1; {cookie}", f"{cookie}x", "", "\xff=\xff;")] == [
        *(True, True, False, False, False)
    ]
    phone.pairing.end()
    assert not may_send(cookie)


@pytest.mark.parametrize("token", ["", "adivinado", "ñ"])
def test_without_the_token_of_its_page_nothing_is_received(works: Audit, camera: Phone, token: str) -> None:
    answer = camera.send((jpeg(), "a.jpg"), token=token)
    assert answer.status_code == 403
    assert "vuelva a cargar esta página" in text(answer)
    assert kept(works, "photos", "W/001") == []


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/visits/W~2F001",
            "/works",
            "/photos",
            "/photos/" + "a" * 64,
            "/enter/x",
            "/alive/x",
            "/settings",
            "/c/",
        ),
        *(
            "/static/constata.css",
            "/static/",
            "/static/../phone.css",
            "/static/..%2f..%2fpages.py",
            "/%00",
            "/favicon.ico",
        ),
    ],
)
def test_any_other_page_is_refused_with_a_sentence(camera: Phone, path: str) -> None:
    answer = camera.get(path)
    assert answer.status_code in (404, 405)
    assert "Aquí solo se envían fotografías de una visita." in text(answer)
    assert "Pozo" not in text(answer)


def test_the_only_files_are_its_look_and_its_script(phone: Phone) -> None:
    assert [phone.get(f"/static/phone.{kind}").status_code for kind in ("css", "js")] == [200, 200]
    rules = {str(rule) for rule in phone.client.application.url_map.iter_rules()}
    assert rules == {"/", "/c/<code>", "/claim", "/photos", "/static/<path:filename>"}


def test_a_photo_that_arrived_is_never_sent_back(works: Audit, camera: Phone) -> None:
    camera.send((jpeg(), "a.jpg"))
    (row,) = kept(works, "photos", "W/001")
    for path in (f"/photos/{row['sha256']}", f"/photos/{row['sha256']}/original", f"/static/{row['sha256']}"):
        assert camera.get(path).status_code == 404


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ((b"texto", "nota.txt"), "«nota.txt» no es una fotografía"),
        ((jpeg() + b"\0" * 5000, "enorme.jpg"), "«enorme.jpg» es demasiado grande"),
    ],
)
def test_what_is_no_photo_is_refused_by_its_name(
    works: Audit, camera: Phone, monkeypatch: pytest.MonkeyPatch, sent: tuple[bytes, str], sentence: str
) -> None:
    monkeypatch.setattr(photos, "LARGEST_BYTES", 5000)
    answer = camera.send(sent)
    assert answer.status_code == 400
    assert sentence in text(answer)
    assert kept(works, "photos", "W/001") == []


def test_a_twin_is_refused_by_its_name(camera: Phone) -> None:
    camera.send((jpeg(), "a.jpg"))
    answer = camera.send((jpeg(), "b.jpg"))
    assert "«b.jpg» ya está en la obra W/001: no se guardó dos veces" in text(answer)
    assert "1 fotografía enviada" in text(answer)


def test_a_request_above_the_bound_is_refused_with_a_sentence(camera: Phone) -> None:
    answer = camera.client.post(
        "/photos", headers=camera.headers, environ_overrides={"CONTENT_LENGTH": "41000001"}
    )
    assert answer.status_code == 413
    assert "Lo enviado es demasiado grande" in text(answer)


def test_a_photo_larger_than_a_piece_of_the_request_is_kept(works: Audit, camera: Phone) -> None:
    camera.send((jpeg() + b"\0" * 400_000, "a.jpg"))
    assert [row["bytes"] for row in kept(works, "photos", "W/001")] == [len(jpeg()) + 400_000]


def test_too_many_photos_are_refused_with_a_sentence(
    works: Audit, camera: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pairings, "MOST_PHOTOS", 1)
    answer = camera.send((jpeg(), "a.jpg"), (png(), "b.png"))
    assert "Esta conexión ya recibió todo lo que admite" in text(answer)
    assert len(kept(works, "photos", "W/001")) == 1


@pytest.mark.parametrize("host", ["127.0.0.1:49321", "192.168.137.1", "192.168.137.1:80", "evil.example", ""])
@pytest.mark.parametrize("path", ["/", "/static/phone.css", "/nada"])
def test_another_host_is_refused(camera: Phone, host: str, path: str) -> None:
    answer = camera.client.get(path, headers={"Host": host}, buffered=True)
    assert answer.status_code == 400
    assert "Aquí solo se responde en la dirección que muestra la laptop." in text(answer)


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://192.168.137.1", f"https://{HOST}"])
def test_a_page_of_another_site_cannot_post(works: Audit, camera: Phone, origin: str) -> None:
    camera.headers["Origin"] = origin
    assert camera.send((jpeg(), "a.jpg")).status_code == 403
    assert camera.post("/claim", {"code": "x"}).status_code == 403
    assert kept(works, "photos", "W/001") == []


def test_every_answer_carries_the_headers(phone: Phone) -> None:
    answers = [
        phone.get("/"),
        phone.get("/nada"),
        phone.get("/static/phone.js"),
        phone.get("/c/MALO"),
        phone.claim(),
    ]
    answers += [phone.client.get("/", headers={"Host": "evil.example"}), phone.get("/"), phone.send()]
    for answer in answers:
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_no_page_holds_inline_script_or_style(phone: Phone) -> None:
    shown = text(phone.get("/")) + text(phone.get(f"/c/{phone.link}"))
    phone.claim()
    shown += text(phone.get("/")) + text(phone.get("/nada"))
    assert (
        re.findall(r'<style|<script(?! type="module" src=)| style=| on\w+=|javascript:|https?://', shown)
        == []
    )
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


# Its end.


def test_an_expired_code_lets_nobody_in(phone: Phone) -> None:
    phone.clock.now += 301
    answer = phone.claim()
    assert answer.status_code == 403
    assert "La conexión con la laptop terminó" in text(answer)


def test_after_an_hour_nothing_is_received(works: Audit, camera: Phone) -> None:
    token = camera.token()
    camera.clock.now += 3601
    answer = camera.send((jpeg(), "a.jpg"), token=token)
    assert answer.status_code == 403
    assert "La conexión con la laptop terminó" in text(answer)
    assert kept(works, "photos", "W/001") == []


def test_ended_from_the_laptop_the_cookie_is_dead(works: Audit, camera: Phone) -> None:
    token = camera.token()
    camera.pairing.end()
    camera.headers |= JSON
    answer = camera.send((jpeg(), "a.jpg"), token=token)
    assert (answer.status_code, said(answer)[:37]) == (403, "La conexión con la laptop terminó: pi")
    assert kept(works, "photos", "W/001") == []


def test_ten_wrong_codes_close_the_way(phone: Phone) -> None:
    for number in range(10):
        answer = phone.post("/claim", {"code": "X"}) if number % 2 else phone.get("/c/X")
        assert answer.status_code == 403
    assert phone.pairing.why == "guessed"
    assert phone.claim().status_code == 403


def test_a_visit_that_is_over_ends_the_pairing(works: Audit, camera: Phone) -> None:
    with works.opened() as database, db.saving(database):
        discard(database, camera.pairing.visit.draft)
    answer = camera.send((jpeg(), "a.jpg"))
    assert answer.status_code == 403
    assert camera.pairing.why == "visit"
    assert kept(works, "photos", "W/001") == []


def test_another_audit_in_the_same_folder_receives_nothing(works: Audit, camera: Phone) -> None:
    with works.opened() as database, db.saving(database):
        audit.change_setting(database, "audit", "otra", Author("X", "y"))
    assert camera.send((jpeg(), "a.jpg")).status_code == 403
    assert kept(works, "photos", "W/001") == []


# What goes wrong on the laptop.


def test_of_the_laptops_folders_a_phone_is_told_nothing(works: Audit, camera: Phone) -> None:
    works.photos.rmdir()
    works.photos.write_text("un archivo donde iba la carpeta", encoding="utf-8")
    answer = camera.send((jpeg(), "a.jpg"))
    assert "La laptop no pudo guardar lo enviado" in text(answer)
    assert str(works.folder) not in text(answer)


def test_an_audit_whose_folder_is_gone_receives_nothing(works: Audit, camera: Phone) -> None:
    token = camera.token()
    works.folder.rename(works.folder.with_name("moved"))
    answer = camera.send((jpeg(), "a.jpg"), token=token)
    assert answer.status_code == 403
    assert str(works.folder) not in text(answer)
    assert not works.folder.exists()


def test_it_speaks_the_laptops_language(works: Audit, phone: Phone) -> None:
    visit = Visit(works, "x", "W/001", "Obra", "draft", "en")
    pairing = Pairing(visit)
    english = receiving(pairing, HOST, db.Idle()).test_client().get("/", headers={"Host": HOST})
    assert '<html lang="en">' in text(english)
    assert "Connect this phone" in text(english)
