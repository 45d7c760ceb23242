"""A phone beside the laptop: it follows the code, sends photos that appear there, and is sent away."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from audit_app import audit, create_app, security
from audit_app.audit import Audit
from audit_app.visits.phone import addresses
from audit_app.visits.phone.addresses import OWN, Address
from audit_app.visits.phone.listener import Listener
from tests.browser.test_photos import visit
from tests.visits.pictures import jpeg
from tests.visits.works import drafts, kept, make

pytestmark = pytest.mark.browser
PIXEL_5: dict[str, Any] = {
    "viewport": {"width": 393, "height": 727},
    "device_scale_factor": 2.75,
    "is_mobile": True,
    "has_touch": True,
    "user_agent": "Mozilla/5.0 (Linux; Android 11; Pixel 5) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36",
    "locale": "es-MX",
}


@dataclass
class Laptop:
    """The laptop's page, of an app in this process: it takes 127.0.0.1 for a network that a phone can reach."""

    page: Any
    audit: Audit

    def link(self) -> str:
        """Press the button of the form; return the link behind the code."""
        self.page.click("text=Usar un teléfono como cámara")
        self.page.locator("svg.qr").wait_for()
        return str(self.page.locator("[data-link]").text_content())


@pytest.fixture
def laptop(tmp_path: Path, home: Path, page: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Laptop]:
    """Return the laptop with the form of W/001 open."""
    monkeypatch.setattr(addresses, "of_laptop", lambda: [Address("127.0.0.1", OWN)])
    works = make(tmp_path / "obras", "W/001")
    app, listener = create_app(works.folder), Listener("127.0.0.1")
    listener.serve(app, lambda: True, lambda _cookie: True)
    visit(page, f"http://{listener.host}" + security.launch_path(audit.laptop().secret))
    yield Laptop(page, works)
    page.close()
    if camera := app.extensions.get("camera"):
        camera.end()
    listener.end()


@pytest.fixture
def phone(chromium: Any) -> Iterator[Any]:
    """Return the page of another machine, small and touched, that fails the test when anything leaves 127.0.0.1."""
    context = chromium.new_context(**PIXEL_5)
    opened = context.new_page()
    left: list[str] = []
    broken: list[str] = []
    opened.on("request", lambda request: left.append(request.url))
    opened.on("pageerror", lambda error: broken.append(str(error)))
    opened.on("console", lambda said: broken.append(said.text) if "Security Policy" in said.text else None)
    yield opened
    context.close()
    assert [url for url in left if not url.startswith(("http://127.0.0.1:", "about:"))] == []
    assert broken == []


def files(folder: Path, **contents: bytes) -> list[Path]:
    folder.mkdir(exist_ok=True)
    for name, data in contents.items():
        (folder / f"{name}.jpg").write_bytes(data)
    return [folder / f"{name}.jpg" for name in contents]


def connect(phone: Any, link: str) -> None:
    phone.goto(link)
    phone.tap("text=Conectar este teléfono")
    phone.locator("#take").wait_for(state="attached")


def test_photos_of_a_phone_appear_on_the_laptop_as_they_arrive(
    tmp_path: Path, laptop: Laptop, phone: Any
) -> None:
    laptop.page.fill("#evaluators", "Brigada 7")
    connect(phone, laptop.link())
    laptop.page.locator("[data-phone-said]:has-text('Teléfono conectado')").wait_for()
    laptop.page.evaluate("window.same = true")
    laptop.page.fill("#photos-caption", "a medias")
    one, two = files(tmp_path / "fotos", a=jpeg("red"), b=jpeg("blue"))
    phone.set_input_files("#take", one)
    laptop.page.locator("[data-photos] img").wait_for()
    phone.set_input_files("#choose", [two])
    laptop.page.locator("[data-photos] img").nth(1).wait_for()
    laptop.page.locator("text=llegaron 2 fotografías").wait_for()
    assert laptop.page.evaluate("window.same")
    assert laptop.page.input_value("#photos-caption") == "a medias"
    phone.locator("[data-total]", has_text="2 fotografías enviadas").wait_for()
    phone.locator("[data-list] .kept").nth(1).wait_for()
    assert [row["author"] for row in kept(laptop.audit, "photos", "W/001")] == ["Ana", "Ana"]
    assert "Brigada 7" in str(drafts(laptop.audit)[0]["answers"])


def test_the_laptop_sends_the_phone_away(tmp_path: Path, laptop: Laptop, phone: Any) -> None:
    link = laptop.link()
    connect(phone, link)
    laptop.page.click("text=Desconectar el teléfono")
    laptop.page.locator("text=El teléfono ya no está conectado.").wait_for()
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", int(link.split(":")[2].split("/")[0]))) != 0
    phone.set_input_files("#take", files(tmp_path / "fotos", a=jpeg()))
    phone.locator("text=La laptop no responde").wait_for(timeout=20_000)
    assert phone.locator("text=Reintentar").is_visible()
    assert kept(laptop.audit, "photos", "W/001") == []


def test_what_a_phone_may_not_is_refused_with_a_sentence(
    tmp_path: Path, laptop: Laptop, phone: Any, chromium: Any
) -> None:
    link = laptop.link()
    connect(phone, link)
    stranger = chromium.new_context(locale="es-MX").new_page()
    stranger.goto(link)
    assert "ya se usó, y sirve una sola vez" in stranger.inner_text("main")
    host = link.split("/c/")[0]
    answer = stranger.request.post(
        f"{host}/photos", form={"token": "x"}, headers={"Accept": "application/json"}
    )
    assert (answer.status, "no está conectado a una visita" in answer.json()["said"]) == (403, True)
    stranger.context.close()
    phone.set_input_files("#choose", files(tmp_path / "fotos", nota=b"no es una foto", a=jpeg(), b=jpeg()))
    phone.locator("[data-list] .error").nth(1).wait_for()
    told = phone.inner_text("[data-list]")
    assert "«nota.jpg» no es una fotografía" in told
    assert "«b.jpg» ya está en la obra W/001" in told
    phone.goto(f"{host}/visits/W~2F001")
    assert "Aquí solo se envían fotografías de una visita." in phone.inner_text("main")
    assert len(kept(laptop.audit, "photos", "W/001")) == 1


def test_without_scripts_a_phone_sends_photos_too(tmp_path: Path, laptop: Laptop, chromium: Any) -> None:
    phone = chromium.new_context(**PIXEL_5, java_script_enabled=False).new_page()
    connect(phone, laptop.link())
    phone.set_input_files("#choose", files(tmp_path / "fotos", a=jpeg("red"), nota=b"no", b=jpeg("blue")))
    phone.click("text=Enviar")
    phone.locator("text=2 fotografías enviadas").wait_for()
    assert "«nota.jpg» no es una fotografía" in phone.inner_text("main")
    phone.context.close()
    laptop.page.locator("[data-photos] img").nth(1).wait_for()
