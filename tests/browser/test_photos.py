"""Photos sent from a real form: one by one, the bad ones told, the rest kept, whatever happens to the server meanwhile."""

from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Servers
from tests.visits.pictures import exif, jpeg
from tests.visits.works import kept, make

pytestmark = pytest.mark.browser


def visit(page: Any, link: str) -> None:
    """Open the form of the work and say that it was located: from then on there are photos."""
    page.goto(link)
    page.goto(page.url.split("/enter")[0].rstrip("/") + "/visits/W~2F001")
    page.check("input[name=outcome][value=located]")
    if page.locator("#person").count():
        page.fill("#person", "Ana")


def files(folder: Path) -> list[Path]:
    """Write two photos, a file that is none between them, and a twin of the first."""
    folder.mkdir()
    contents = {
        "a.jpg": jpeg("red"),
        "nota.jpg": b"no es una foto",
        "b.jpg": jpeg("blue"),
        "c.jpg": jpeg("red"),
    }
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in contents]


def test_without_a_name_it_is_asked_once_and_what_was_chosen_stays(
    tmp_path: Path, serve: Servers, page: Any
) -> None:
    works = make(tmp_path / "obras", "W/001")
    visit(page, serve(works))
    page.fill("#person", "")
    page.fill("#photos-caption", "La bomba")
    page.set_input_files("#photos-files", files(tmp_path / "fotos"))
    page.click("[data-upload]")
    assert page.locator("[data-sent] p").all_inner_texts() == [
        "Escriba su nombre: queda guardado con la evidencia."
    ]
    assert page.evaluate("document.activeElement.id") == "person"
    page.keyboard.type("Brigada 7")
    page.click("[data-upload]")
    page.locator("[data-photos] img").nth(1).wait_for()
    assert [row["caption"] for row in kept(works, "photos", "W/001")] == ["La bomba", "La bomba"]


@pytest.mark.parametrize("width", [1366, 390])
def test_photos_go_one_by_one_and_what_was_typed_stays(
    tmp_path: Path, serve: Servers, page: Any, width: int
) -> None:
    works = make(tmp_path / "obras", "W/001")
    page.set_viewport_size({"width": width, "height": 900})
    visit(page, serve(works))
    page.fill("#evaluators", "Brigada 7")
    page.select_option("#photos-proves", "operates")
    page.fill("#photos-caption", "La bomba")
    page.set_input_files("#photos-files", files(tmp_path / "fotos"))
    page.click("[data-upload]")
    page.locator("[data-photos] img").nth(1).wait_for()
    page.locator("[data-upload]:not([aria-busy])").wait_for()
    said = page.locator("[data-sent]").inner_text()
    assert "«nota.jpg»" in said
    assert "«c.jpg»" in said
    assert page.locator("[data-photos] img").count() == 2
    assert page.input_value("#evaluators") == "Brigada 7"
    assert [row["question"] for row in kept(works, "photos", "W/001")] == ["operates", "operates"]
    assert page.locator("[data-progress]").is_hidden()


def test_leaving_waits_until_the_photos_are_kept(tmp_path: Path, serve: Servers, page: Any) -> None:
    works = make(tmp_path / "obras", "W/001")
    visit(page, serve(works))
    first, none, second, _twin = files(tmp_path / "fotos")
    page.route("**/visits/*/photos", lambda route: (page.wait_for_timeout(300), route.continue_()))
    page.set_input_files("#photos-files", [first, none])
    page.click("[data-upload]")
    page.click("text=Guardar y salir")
    page.locator("[data-sent] .error").wait_for()
    page.locator("[data-upload]:not([aria-busy])").wait_for()
    assert page.url.endswith("/visits/W~2F001")
    page.set_input_files("#photos-files", second)
    page.click("[data-upload]")
    page.click("text=Guardar y salir")
    page.wait_for_url("**/works/W~2F001")
    assert len(kept(works, "photos", "W/001")) == 2


def test_photos_chosen_while_others_are_sent_follow_them_with_their_own_caption(
    tmp_path: Path, serve: Servers, page: Any
) -> None:
    works = make(tmp_path / "obras", "W/001")
    visit(page, serve(works))
    first, _none, second, _twin = files(tmp_path / "fotos")
    page.route("**/visits/*/photos", lambda route: (page.wait_for_timeout(300), route.continue_()))
    page.fill("#photos-caption", "Fachada")
    page.set_input_files("#photos-files", first)
    page.click("[data-upload]")
    page.fill("#photos-caption", "Patio")
    page.set_input_files("#photos-files", second)
    page.click("[data-upload]")
    page.fill("#photos-caption", "Azotea")
    page.locator("[data-photos] img").nth(1).wait_for()
    page.locator("[data-upload]:not([aria-busy])").wait_for()
    told = {row["file_name"]: row["caption"] for row in kept(works, "photos", "W/001")}
    assert told == {"a.jpg": "Fachada", "b.jpg": "Patio"}
    assert page.input_value("#photos-caption") == "Azotea"


def test_a_film_is_told_to_be_too_large_and_never_sent(tmp_path: Path, serve: Servers, page: Any) -> None:
    visit(page, serve(make(tmp_path / "obras", "W/001")))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url.rsplit('/', 1)[-1]}"))
    film = tmp_path / "VID_1.MP4"
    with film.open("wb") as file:
        file.truncate(41_000_000)
    page.set_input_files("#photos-files", film)
    page.click("[data-upload]")
    page.locator("[data-sent] .error").wait_for()
    assert "«VID_1.MP4» es demasiado grande" in page.locator("[data-sent]").inner_text()
    assert "POST photos" not in asked


def test_a_list_of_photos_that_comes_late_hides_none(tmp_path: Path, serve: Servers, page: Any) -> None:
    visit(page, serve(make(tmp_path / "obras", "W/001")))
    address, bodies = page.url, [page.request.get(page.url).text()]
    page.set_input_files("#photos-files", files(tmp_path / "fotos")[:1])
    page.click("[data-upload]")
    page.locator("[data-photos] img").wait_for()

    def late(route: Any, body: str) -> None:
        page.wait_for_timeout(500)
        route.fulfill(body=body, content_type="text/html; charset=utf-8")

    page.route(address, lambda route: late(route, bodies.pop()) if bodies else route.continue_())
    page.evaluate(
        "import('/static/form/photo_list.js').then(({ renewList }) => Promise.all([renewList(), renewList()]))"
    )
    assert page.locator("[data-photos] img").count() == 1


def test_the_position_of_a_photo_just_sent_can_be_taken(tmp_path: Path, serve: Servers, page: Any) -> None:
    visit(page, serve(make(tmp_path / "obras", "W/001")))
    place = exif(1, {}, {1: "N", 2: (19.5, 0, 0), 3: "W", 4: (99.1, 0, 0)})
    (tmp_path / "a.jpg").write_bytes(jpeg(exif=place))
    page.set_input_files("#photos-files", tmp_path / "a.jpg")
    page.click("[data-upload]")
    page.click("text=La de la fotografía 1")
    assert page.input_value("#latitude") == "19.5"
    assert page.is_checked("input[name=method][value=photo]")


def test_photos_go_into_no_other_audit_that_was_opened_meanwhile(
    tmp_path: Path, serve: Servers, page: Any
) -> None:
    works, other = make(tmp_path / "obras", "W/001"), make(tmp_path / "otra", "W/001")
    visit(page, serve(works))
    window = page.context.new_page()
    window.goto(page.url.split("/visits")[0] + "/welcome")
    window.fill("#folder", str(other.folder))
    window.locator("form", has=window.locator("#folder")).locator("button").click()
    window.wait_for_url("**/")
    page.set_input_files("#photos-files", files(tmp_path / "fotos")[:1])
    page.click("[data-upload]")
    page.locator("[data-sent] .error", has_text="otra auditoría").wait_for()
    assert kept(other, "photos", "W/001") == []


def test_photos_wait_for_a_server_that_comes_back(tmp_path: Path, serve: Servers, page: Any) -> None:
    works = make(tmp_path / "obras", "W/001")
    visit(page, serve(works))
    port = page.url.split(":")[2].split("/")[0]
    page.set_input_files("#photos-files", files(tmp_path / "fotos")[:1])
    serve.kill()
    with page.expect_event("requestfailed"):
        page.click("[data-upload]")
    serve(works, "--port", port)
    page.locator("[data-photos] img").wait_for()
    assert len(kept(works, "photos", "W/001")) == 1
    assert page.locator("[data-sent]").inner_text() == ""


def test_photos_that_are_lost_are_told_by_name(tmp_path: Path, serve: Servers, page: Any) -> None:
    works = make(tmp_path / "obras", "W/001")
    visit(page, serve(works))
    page.set_input_files("#photos-files", files(tmp_path / "fotos")[:1])
    serve.kill()
    page.click("[data-upload]")
    page.locator("[data-sent] .error").wait_for(timeout=20_000)
    assert "a.jpg no se subió" in page.locator("[data-sent]").inner_text()
