"""A day's photos dropped on a real page: proposed, corrected, given to their works; a killed server loses none it received."""

import base64
from pathlib import Path
from typing import Any

import pytest

from audit_app.audit import Audit
from tests.browser.conftest import Servers
from tests.visits.pictures import TAKEN, exif, jpeg
from tests.visits.works import kept, make_far_apart

pytestmark = pytest.mark.browser


@pytest.fixture
def works(home: Path, tmp_path: Path) -> Audit:
    """Return an audit with two works far apart, the first visited in the morning."""
    return make_far_apart(tmp_path / "obras")


def photo(colour: str, at: str = "", latitude: float = 0) -> bytes:
    degrees = {1: "N", 2: (latitude, 0, 0), 3: "W", 4: (99.1, 0, 0)} if latitude else {}
    return jpeg(colour, exif=exif(1, {TAKEN: at} if at else {}, degrees))


MORNING, AFTERNOON = "2009:10:01 10:30:00", "2009:10:01 17:00:00"
CONTENTS = {
    "a-sure.jpg": photo("red", MORNING, 19.4),
    "b-sure.jpg": photo("green", MORNING, 19.4003),
    "c-time only.jpg": photo("blue", MORNING),
    "d-position only.jpg": photo("white", "", 25.0),
    "e-nothing.jpg": photo("black"),
    "W-002 name.jpg": photo("gray"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with six photos, a fake and what a system leaves in folders."""
    made = tmp_path / "DCIM"
    made.mkdir()
    for name, data in {**CONTENTS, "fake.jpg": b"no es una foto", "Thumbs.db": b"x"}.items():
        (made / name).write_bytes(data)
    return made


def opened(page: Any, link: str) -> None:
    page.goto(link)
    page.goto(page.url.split("/enter")[0].rstrip("/") + "/photos")


def sent(page: Any) -> None:
    """Wait until everything was sent and the list is shown."""
    page.locator("[data-waiting] li").first.wait_for()
    page.locator("[data-upload]:not([aria-busy])").wait_for()


def line(page: Any, name: str) -> Any:
    return page.locator("[data-waiting] li", has=page.get_by_label(name))


def folios(works: Audit) -> dict[str, list[str]]:
    return {
        folio: sorted(str(row["file_name"]) for row in kept(works, "photos", folio))
        for folio in ("W/001", "W/002")
    }


@pytest.mark.parametrize("width", [1366, 390])
def test_a_folder_is_proposed_corrected_and_given_to_its_works(
    works: Audit, folder: Path, serve: Servers, page: Any, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    opened(page, serve(works))
    page.set_input_files("#folder", folder)
    sent(page)
    assert "«fake.jpg» no es una fotografía" in page.locator("[data-sent]").inner_text()
    assert "Thumbs.db" not in page.locator("[data-sent]").inner_text()
    shown = {name: line(page, name) for name in CONTENTS}
    ticked = {name for name, one in shown.items() if one.locator("[name=take]").is_checked()}
    assert ticked == {"a-sure.jpg", "b-sure.jpg", "W-002 name.jpg"}
    assert [shown[name].locator("[name^=folio]").input_value() for name in CONTENTS] == [
        *("W/001", "W/001", "W/001", "W/002", "", "W/002"),
    ]
    assert "a 0 m del sitio registrado, durante la visita" in shown["a-sure.jpg"].inner_text().lower()
    assert folios(works) == {"W/001": [], "W/002": []}
    shown["a-sure.jpg"].locator("[name^=folio]").fill("W/002")
    shown["b-sure.jpg"].locator("[name=take]").uncheck()
    shown["e-nothing.jpg"].locator("[name^=folio]").fill("W/001")
    assert shown["e-nothing.jpg"].locator("[name=take]").is_checked()
    page.fill("#person", "Ana")
    page.click("text=Guardar las marcadas en su obra")
    page.get_by_text("3 fotografías guardadas en sus obras.").wait_for()
    assert folios(works) == {"W/001": ["e-nothing.jpg"], "W/002": ["W-002 name.jpg", "a-sure.jpg"]}
    assert page.locator("[data-waiting] [name=take]").count() == 3
    assert not line(page, "b-sure.jpg").locator("[name=take]").is_checked()


def test_photos_uploaded_again_are_told_in_one_line_and_what_is_none_in_its_own(
    works: Audit, folder: Path, serve: Servers, page: Any
) -> None:
    opened(page, serve(works))
    page.set_input_files("#folder", folder)
    sent(page)
    page.fill("#person", "Brigada 7")
    for box in page.locator("[name=take]").all():
        box.check()
    page.locator("[name^=folio]").evaluate_all("boxes => boxes.forEach((box) => { box.value ||= 'W/001'; })")
    page.click("text=Guardar las marcadas en su obra")
    page.get_by_text("6 fotografías guardadas en sus obras.").wait_for()
    page.set_input_files("#folder", folder)
    page.locator("[data-sent] details").wait_for()
    assert page.locator("[data-sent] > .error").count() == 1
    assert page.locator("[data-sent] summary").inner_text().startswith("6 fotografías ya estaban")
    page.click("[data-sent] summary")
    assert page.locator("[data-sent] details .error:visible").count() == 6


def test_what_was_chosen_stays_when_more_photos_come(
    works: Audit, folder: Path, serve: Servers, page: Any
) -> None:
    opened(page, serve(works))
    page.set_input_files("#photos", folder / "e-nothing.jpg")
    page.click("[data-upload]")
    sent(page)
    line(page, "e-nothing.jpg").locator("[name^=folio]").fill("W/002")
    page.set_input_files("#photos", folder / "a-sure.jpg")
    page.click("[data-upload]")
    line(page, "a-sure.jpg").wait_for()
    assert line(page, "e-nothing.jpg").locator("[name^=folio]").input_value() == "W/002"
    assert line(page, "e-nothing.jpg").locator("[name=take]").is_checked()


def test_who_is_typing_goes_on_typing_when_more_photos_come(
    works: Audit, folder: Path, serve: Servers, page: Any
) -> None:
    opened(page, serve(works))
    page.set_input_files("#photos", folder / "e-nothing.jpg")
    page.click("[data-upload]")
    sent(page)
    held: list[Any] = []
    page.route("**/photos", lambda route: held.append(route) if not held else route.continue_())
    page.set_input_files("#photos", folder / "a-sure.jpg")
    with page.expect_request("**/photos"):
        page.click("[data-upload]")
    line(page, "e-nothing.jpg").locator("[name^=folio]").focus()
    page.keyboard.type("W/0")
    held[0].continue_()
    line(page, "a-sure.jpg").wait_for()
    page.keyboard.type("02")
    assert line(page, "e-nothing.jpg").locator("[name^=folio]").input_value() == "W/002"


def test_photos_dropped_on_the_page_are_sent(works: Audit, serve: Servers, page: Any) -> None:
    opened(page, serve(works))
    data = base64.b64encode(CONTENTS["a-sure.jpg"]).decode()
    transfer = page.evaluate_handle(
        """(data) => {
          const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
          const transfer = new DataTransfer();
          transfer.items.add(new File([bytes], "a-sure.jpg", { type: "image/jpeg" }));
          return transfer;
        }""",
        data,
    )
    page.dispatch_event("h1", "drop", {"dataTransfer": transfer})
    sent(page)
    assert line(page, "a-sure.jpg").locator("[name=take]").is_checked()


def drop(page: Any, *paths: Path) -> None:
    """Drop files and folders of this machine on the page, as a person does."""
    session = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, "x": 300, "y": 300, "data": data})


def told(page: Any) -> list[str]:
    """Return what the page says of what was not received."""
    return list(page.locator("[data-sent] p").all_inner_texts())


@pytest.fixture
def camera(tmp_path: Path) -> Path:
    """Return the folders of a camera: photos in some depth, two of one name, one twice, and much that is no photo."""
    made = tmp_path / "camara ñ"
    contents = {
        "100MEDIA/IMG_1.jpg": CONTENTS["a-sure.jpg"],
        "101MEDIA/IMG_1.jpg": CONTENTS["d-position only.jpg"],
        "101MEDIA/copia.jpg": CONTENTS["a-sure.jpg"],
        "101MEDIA/W-002 escuela/IMG_7": CONTENTS["e-nothing.jpg"],
        "101MEDIA/cero.jpg": b"",
        "100MEDIA/.thumbnails/1.jpg": photo("pink"),
        "__MACOSX/._IMG_1.jpg": b"x",
        "101MEDIA/Thumbs.db": b"x",
        "video.MP4": b"\0\0\0\x18ftypmp42" + b"\0" * 100,
        **{f"notas/{number:03}.txt": b"" for number in range(130)},
    }
    for name, data in contents.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_bytes(data)
    return made


@pytest.mark.parametrize("dropped", [True, False])
def test_of_a_folder_every_photo_is_received_and_what_is_none_is_told_in_one_line(
    works: Audit, camera: Path, serve: Servers, page: Any, dropped: bool
) -> None:
    opened(page, serve(works))
    if dropped:
        drop(page, camera)
    else:
        page.set_input_files("#folder", camera)
    sent(page)
    names = page.locator("[data-waiting] .tick span").all_inner_texts()
    assert sorted(name.removeprefix("camara ñ/") for name in names) == [
        *("100MEDIA/IMG_1.jpg", "101MEDIA/IMG_1.jpg", "101MEDIA/W-002 escuela/IMG_7"),
    ]
    assert line(page, "W-002 escuela").locator("[name^=folio]").input_value() == "W/002"
    others, empty = sorted(told(page), key=lambda sentence: "cero.jpg" in sentence)
    assert "No son fotografías" in others
    assert others.endswith("y 126 más.")
    assert "«cero.jpg» no es una fotografía" in empty


def test_a_folder_dropped_while_another_is_sent_is_sent_after_it(
    works: Audit, folder: Path, camera: Path, serve: Servers, page: Any
) -> None:
    opened(page, serve(works))
    page.route("**/photos", lambda route: (page.wait_for_timeout(100), route.continue_()))
    drop(page, folder)
    page.locator("[data-upload][aria-busy]").wait_for()
    drop(page, camera)
    sent(page)
    assert page.locator("[data-waiting] [name=take]").count() == len(CONTENTS)
    assert page.get_by_label("IMG_7").count() == 0  # the same as one of the first folder
    assert sum("cero.jpg" in sentence or "fake.jpg" in sentence for sentence in told(page)) == 2


def test_a_folder_without_photos_says_so(works: Audit, camera: Path, serve: Servers, page: Any) -> None:
    opened(page, serve(works))
    drop(page, camera / "notas", camera / "video.MP4")
    page.locator("[data-sent] p").wait_for()
    assert "y 126 más" in told(page)[0]


def test_photos_that_are_gone_when_they_are_sent_are_told(
    works: Audit, folder: Path, serve: Servers, page: Any
) -> None:
    opened(page, serve(works))
    page.set_input_files("#photos", [folder / "a-sure.jpg", folder / "e-nothing.jpg"])
    (folder / "a-sure.jpg").unlink()
    page.click("[data-upload]")
    sent(page)
    assert told(page) == ["No se pudieron leer, y no se subieron: a-sure.jpg."]
    assert page.locator("[data-waiting] [name=take]").count() == 1


def test_a_server_killed_in_the_middle_keeps_what_was_received_and_the_rest_goes_on(
    works: Audit, folder: Path, serve: Servers, page: Any
) -> None:
    opened(page, serve(works))
    port = page.url.split(":")[2].split("/")[0]
    received: list[int] = []

    def cut(route: Any) -> None:
        if len(received) == 3:
            serve.kill()
            serve(works, "--port", port)
        received.append(1)
        route.continue_()

    page.route("**/photos", lambda route: cut(route) if route.request.method == "POST" else route.continue_())
    page.set_input_files("#folder", folder)
    sent(page)
    assert "no se subió" not in page.locator("[data-sent]").inner_text()
    assert page.locator("[data-waiting] [name=take]").count() == len(CONTENTS)
    serve.kill()
    opened(page, serve(works, "--port", port))
    assert page.locator("[data-waiting] [name=take]").count() == len(CONTENTS)


def test_without_scripts_photos_are_sent_given_and_discarded(
    works: Audit, folder: Path, serve: Servers, chromium: Any
) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="es-MX")
    page = context.new_page()
    opened(page, serve(works))
    page.set_input_files("#photos", [folder / name for name in ("a-sure.jpg", "e-nothing.jpg", "fake.jpg")])
    page.click("[data-upload]")
    page.get_by_text("2 fotografías recibidas.").wait_for()
    page.get_by_text("«fake.jpg» no es una fotografía").wait_for()
    page.fill("#person", "Ana")
    page.click("text=Guardar las marcadas en su obra")
    page.get_by_text("1 fotografía guardada en su obra.").wait_for()
    page.check("[name=take]")
    page.click("text=Descartar las marcadas")
    page.click("text=Descartarlas")
    page.get_by_text("1 fotografía descartada.").wait_for()
    assert folios(works) == {"W/001": ["a-sure.jpg"], "W/002": []}
    context.close()
