"""The laptop's pages for a phone: the code shown once, the port open meanwhile, the photos told, the end."""

import http.client
import io
import re
import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest

from audit_app import audit
from audit_app.audit import Audit
from audit_app.visits import routes
from audit_app.visits.phone import addresses
from audit_app.visits.phone.addresses import OTHER, OWN, Address
from audit_app.visits.phone.camera import Camera
from audit_app.visits.photos import shown
from audit_app.visits.photos.shown import Shown
from tests.visits.pictures import jpeg
from tests.visits.works import LOCATED, Person, drafts, filled, kept, opened, text, walk_in

FORM, PHONE = "/visits/W~2F001", "/visits/W~2F001/phone"
LOOPBACK = Address("127.0.0.1", OWN)  # as if it were a private network: no test listens elsewhere


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[Address]:
    """Return the addresses that the laptop is said to have, to be changed."""
    listed = [LOOPBACK]
    monkeypatch.setattr(addresses, "of_laptop", lambda: listed)
    return listed


@pytest.fixture
def person(page: Person, found: list[Address]) -> Iterator[Person]:
    """Return a person at the laptop whose phone is sent away at the end."""
    yield page
    camera(page).end()


def camera(page: Person) -> Camera:
    kept: Camera = page.client.application.extensions.setdefault("camera", Camera())
    return kept


def begin(page: Person, folio: str = "W~2F001", **answers: str) -> str:
    """Press the button of the form; return the page that follows."""
    draft = opened(page, folio.replace("~2F", "/"))
    return text(page.post(f"/visits/{folio}/phone", {**draft, **answers}, follow_redirects=True))


def link(shown: str) -> str:
    return str(re.findall(r"<code data-link>(http://127\.0\.0\.1:\d+/c/\w{26})</code>", shown)[0])


def port(shown: str) -> int:
    return int(re.findall(r"http://127\.0\.0\.1:(\d+)", shown)[0])


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def closes(port: int) -> bool:
    """Wait for a port that is to close by itself."""
    until = time.monotonic() + 10
    while is_open(port) and time.monotonic() < until:
        time.sleep(0.02)
    return not is_open(port)


def claim(shown: str) -> tuple[str, str]:
    """Let a phone in by the link of the page; return its cookie and its page."""
    host, code = link(shown).split("//")[1].split("/c/")
    cookie = ask(host, "POST", "/claim", f"code={code}".encode())[1]
    return cookie, ask(host, "GET", "/", cookie=cookie)[2]


def ask(host: str, method: str, path: str, body: bytes = b"", cookie: str = "") -> tuple[int, str, str]:
    connection = http.client.HTTPConnection(host, timeout=5)
    form = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    try:
        connection.request(method, path, body, {"Cookie": cookie, **form})
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Set-Cookie", "").split(";")[0], answer.read().decode()
    finally:
        connection.close()


def status(page: Person) -> dict[str, object]:
    draft = opened(page, "W/001")["draft"]
    told: dict[str, object] = page.get(f"{PHONE}/status?draft={draft}").json or {}
    return told


def test_the_button_keeps_the_draft_and_shows_the_code(works: Audit, person: Person) -> None:
    shown = begin(person, notes="a medias")
    assert '["notes", "a medias"]' in str(drafts(works)[0]["answers"])
    assert '<svg class="qr"' in shown
    assert re.search(r"<strong>[0-9A-Z]{4}-[0-9A-Z]{4}</strong>", shown)
    assert "Solo en su propia red o punto de acceso." in shown
    assert status(person)["state"] == "waiting"


def test_a_phone_that_comes_is_told_on_the_visit_and_sent_away_from_there(person: Person) -> None:
    shown = begin(person)
    cookie, page_of_phone = claim(shown)
    assert "Tomar fotografía" in page_of_phone
    assert status(person)["state"] == "paired"
    assert "Teléfono conectado hasta las" in text(person.get(FORM))
    answer = person.post(f"{PHONE}/end", {**opened(person, "W/001"), "notes": "más"}, follow_redirects=True)
    assert "El teléfono ya no está conectado." in text(answer)
    assert 'value="más"' in text(answer) or ">más</textarea>" in text(answer)
    assert not is_open(port(shown))
    assert cookie
    assert status(person)["state"] == "ended"


def test_a_photo_that_arrives_while_the_page_is_written_is_still_to_be_shown(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page counts what had arrived before it read the photos, so that its script finds one more and shows it."""
    claim(begin(person))
    pairing = camera(person).of_draft(opened(person, "W/001")["draft"])
    assert pairing

    def read(*asked: Any) -> list[Shown]:
        photos = shown.shown(*asked)
        pairing.count()
        return photos

    monkeypatch.setattr(routes, "shown", read)
    assert 'data-arrived="0"' in text(person.get(FORM))
    assert pairing.arrived == 1


def test_cancelled_on_the_page_of_the_code_the_port_is_closed(person: Person) -> None:
    shown = begin(person)
    assert is_open(port(shown))
    draft = opened(person, "W/001")["draft"]
    person.post(f"{PHONE}/end", {"draft": draft})
    assert not is_open(port(shown))


def test_nothing_listens_until_a_person_asks(person: Person) -> None:
    person.get(FORM)
    person.get(f"{PHONE}?draft={opened(person, 'W/001')['draft']}")
    assert camera(person).of_draft("") is None
    assert camera(person)._listener is None


def test_a_second_pairing_ends_the_first(person: Person) -> None:
    first, second = begin(person), begin(person, "W~2F002")
    assert not is_open(port(first))
    assert is_open(port(second))
    assert "Hay un teléfono conectado a la visita de W/002" in text(person.get(FORM))


def test_another_app_of_this_laptop_ends_it_too(
    works: Audit, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audit_app.visits.phone.listener.PAUSE", 0.02)
    first = begin(person)
    other = walk_in(works)
    second = begin(other, "W~2F002")
    pairing = camera(person).of_draft(opened(person, "W/001")["draft"])
    assert pairing is not None
    assert closes(port(first))
    assert pairing.why == "replaced"
    assert is_open(port(second))
    camera(other).end()
    assert first != second


def test_the_port_of_a_code_that_nobody_used_closes_when_it_expires(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audit_app.visits.phone.listener.PAUSE", 0.02)
    monkeypatch.setattr("audit_app.visits.phone.pairing.CODE_SECONDS", 0.5)
    assert closes(port(begin(person)))
    told = status(person)
    assert (told["state"], told["said"]) == (
        "ended",
        "El tiempo del teléfono terminó: ya no está conectado.",
    )


def test_ten_wrong_codes_close_the_port_and_are_told(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audit_app.visits.phone.listener.PAUSE", 0.02)
    shown = begin(person)
    for _time in range(10):
        assert ask(f"127.0.0.1:{port(shown)}", "POST", "/claim", b"code=MALO")[0] == 403
    assert closes(port(shown))
    assert "alguien probó diez códigos equivocados" in str(status(person)["said"])


@pytest.mark.parametrize("over", ["finish", "discard"])
def test_a_visit_that_is_over_sends_the_phone_away(person: Person, over: str) -> None:
    draft = filled(person, "W/001", LOCATED)
    shown = text(person.post(f"{PHONE}/open", {"draft": draft["draft"], "address": "127.0.0.1"}))
    path = f"{FORM}/check" if over == "finish" else f"{FORM}/discard"
    assert person.post(path, {"draft": draft["draft"]}).status_code == 303
    assert not is_open(port(shown))


def test_of_several_addresses_the_person_chooses(person: Person, found: list[Address]) -> None:
    found.append(Address("192.168.56.1", OTHER))
    shown = begin(person)
    assert "¿En qué red está el teléfono?" in shown
    assert "El punto de acceso de esta laptop · 127.0.0.1" in shown
    assert '<svg class="qr"' not in shown
    draft = opened(person, "W/001")["draft"]
    assert '<svg class="qr"' in text(person.post(f"{PHONE}/open", {"draft": draft, "address": "127.0.0.1"}))


def test_without_a_network_it_is_told_how_to_have_one(person: Person, found: list[Address]) -> None:
    found.clear()
    shown = begin(person)
    assert "Esta laptop no está en ninguna red" in shown
    assert "Zona con cobertura inalámbrica móvil" in shown


@pytest.mark.parametrize("address", ["0.0.0.0", "8.8.8.8", "", "evil.example", "192.168.56.9"])  # noqa: S104 - refused
def test_only_an_address_of_the_list_is_listened_on(person: Person, address: str) -> None:
    begin(person, notes="x")
    draft = opened(person, "W/001")["draft"]
    camera(person).end()
    shown = text(person.post(f"{PHONE}/open", {"draft": draft, "address": address}))
    assert "ya no tiene la dirección" in shown
    assert camera(person)._listener is None


def test_without_a_name_it_is_asked_first(works: Audit, found: list[Address]) -> None:
    nameless = walk_in(works, "")
    assert "Escriba su nombre" in begin(nameless)
    assert camera(nameless)._listener is None
    assert '<svg class="qr"' in begin(nameless, person="Brigada 5")
    camera(nameless).end()


def test_a_draft_that_is_none_has_no_phone(person: Person) -> None:
    assert person.get(f"{PHONE}?draft=nada").status_code == 404
    assert person.post(f"{PHONE}/open", {"draft": "nada", "address": "127.0.0.1"}).status_code == 404
    assert person.get(PHONE).headers["Location"] == FORM
    assert (person.get(f"{PHONE}/status?draft=nada").json or {})["state"] == "ended"


def test_the_phones_photos_are_of_the_laptops_person_and_leave_the_draft_alone(
    works: Audit, person: Person
) -> None:
    shown = begin(person, notes="a medias")
    cookie, page_of_phone = claim(shown)
    token = re.findall(r'name="token" value="(\w+)"', page_of_phone)[0]
    before = drafts(works)
    body = io.BytesIO()
    for name, data in {'"token"': token.encode(), '"photos"; filename="foto.jpg"': jpeg()}.items():
        body.write(f"--x\r\nContent-Disposition: form-data; name={name}\r\n\r\n".encode() + data + b"\r\n")
    body.write(b"--x--\r\n")
    connection = http.client.HTTPConnection(f"127.0.0.1:{port(shown)}", timeout=10)
    headers = {"Cookie": cookie, "Content-Type": "multipart/form-data; boundary=x"}
    connection.request("POST", "/photos", body.getvalue(), headers)
    assert connection.getresponse().status == 200
    connection.close()
    (row,) = kept(works, "photos", "W/001")
    assert (row["author"], row["file_name"]) == (audit.laptop().person, "foto.jpg")
    assert drafts(works) == before
    assert "llegó 1 fotografía" in str(status(person)["said"])
