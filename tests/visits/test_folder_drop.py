"""The photos of a day: received without a work, proposed for one, given to it only when a person says so."""

import hashlib
import io
import re
from pathlib import Path
from typing import Any

import pytest

from audit_app import photos
from audit_app.audit import Audit
from audit_app.errors import DiskFull
from audit_app.visits.photos import keeping
from audit_app.visits.waiting import area, queries
from tests.visits.pictures import HEIC, OFFSET, TAKEN, exif, jpeg, saved
from tests.visits.works import Person, kept, make_far_apart, opened, text, walk_in

from PIL import Image  # isort: skip

NEAR, FAR_OFF = (19.4, -99.1), (25.0, -99.1)


def photo(colour: str, at: str = "", place: tuple[float, float] | None = None) -> bytes:
    """Return a JPEG whose camera says this time and place."""
    gps = {1: "N", 2: (place[0], 0, 0), 3: "W", 4: (-place[1], 0, 0)} if place else {}
    return jpeg(colour, exif=exif(1, {TAKEN: at, OFFSET: "-06:00"} if at else {}, gps))


def original(page: Person, data: bytes) -> bytes:
    """Return what the page sends of a photo that waits."""
    with page.get(f"/photos/waiting/{sha(data)}/original") as answer:
        return bytes(answer.data)


def refuse(*_facts: object) -> None:
    raise DiskFull


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def works(home: Path, tmp_path: Path) -> Audit:
    """Return an audit with two works far apart, the first visited."""
    return make_far_apart(tmp_path / "works")


SURE = photo("red", "2009:10:01 10:30:00", NEAR)
DOUBTFUL = photo("green", "2009:10:01 10:31:00")
NONE = photo("blue")


def send(page: Person, *sent: tuple[bytes, str], **more: str) -> str:
    """Send photos as a page without scripts does, and return the page that follows."""
    files = [(io.BytesIO(data), name) for data, name in sent]
    answer = page.post("/photos", {**more, "photos": files}, content_type="multipart/form-data")
    assert answer.status_code == 303
    return text(page.get(answer.headers["Location"]))


def one(page: Person, data: bytes, name: str, **more: str) -> Any:
    return page.client.post(
        "/photos",
        data={"csrf_token": page.token(), **more, "photos": (io.BytesIO(data), name)},
        headers={"Accept": "application/json"},
        content_type="multipart/form-data",
    )


def decide(page: Person, action: str, ticked: list[bytes], **folios: str) -> str:
    """Post the page's choices; return what follows."""
    typed = {f"folio-{name}": folio for name, folio in folios.items()}
    answer = page.post("/photos/decide", {"action": action, "take": [sha(data) for data in ticked], **typed})
    if answer.status_code != 303:
        return text(answer)
    return text(page.get(answer.headers["Location"]))


def inputs(shown: str) -> dict[str, tuple[str, bool]]:
    """Return the folio and the tick that the page shows for each photo."""
    folios = dict(re.findall(r'name="folio-([0-9a-f]{64})" value="([^"]*)"', shown))
    ticked = set(re.findall(r'name="take" value="([0-9a-f]{64})" checked', shown))
    return {name: (folio, name in ticked) for name, folio in folios.items()}


def waiting_files(works: Audit) -> set[str]:
    return {path.name for path in works.waiting.rglob("*") if path.is_file()}


def test_photos_wait_with_a_proposal_and_its_reason_and_are_no_evidence(works: Audit, page: Person) -> None:
    shown = send(page, (SURE, "a.jpg"), (DOUBTFUL, "b.jpg"), (NONE, "c.jpg"))
    assert "3 fotografías recibidas." in shown
    assert inputs(shown) == {
        sha(SURE): ("W/001", True),
        sha(DOUBTFUL): ("W/001", False),
        sha(NONE): ("", False),
    }
    assert "A 0 m del sitio registrado, durante la visita" in shown
    assert "Solo habla la hora: la fotografía no trae posición." in shown
    assert "No trae posición ni hora, y su nombre no lleva un folio." in shown
    assert kept(works, "photos", "W/001") == []
    assert waiting_files(works) == {sha(SURE), sha(DOUBTFUL), sha(NONE)}
    assert not any(works.photos.rglob("*"))
    small = page.get(f"/photos/waiting/{sha(SURE)}", buffered=True)
    assert (small.content_type, page.get(f"/photos/{sha(SURE)}").status_code) == ("image/jpeg", 404)
    assert page.get(f"/photos/waiting/{sha(SURE)}/original", buffered=True).data == SURE


def test_those_given_become_evidence_as_any_other_and_the_rest_goes_on_waiting(
    works: Audit, page: Person
) -> None:
    send(page, (SURE, "dia 1/a.jpg"), (DOUBTFUL, "b.jpg"), (NONE, "c.jpg"))
    shown = decide(
        page, "give", [SURE, NONE], **{sha(SURE): "W/001", sha(NONE): "w/002", sha(DOUBTFUL): "W/002"}
    )
    assert "2 fotografías guardadas en sus obras." in shown
    (row,) = kept(works, "photos", "W/001")
    assert (row["sha256"], row["file_name"], row["author"]) == (sha(SURE), "a.jpg", "Brigada 1")
    assert (row["taken_at"], row["latitude"]) == ("2009-10-01T10:30:00-06:00", 19.4)
    assert [row["sha256"] for row in kept(works, "photos", "W/002")] == [sha(NONE)]
    assert photos.place(works.photos, sha(SURE)).read_bytes() == SURE
    assert inputs(shown) == {sha(DOUBTFUL): ("W/002", False)}
    assert waiting_files(works) == {sha(DOUBTFUL)}
    assert "sitio registrado" not in text(page.get("/visits/W~2F001/record")).split('id="section-photos"')[1]


def test_enter_in_a_field_gives_nothing_to_any_work(works: Audit, page: Person) -> None:
    send(page, (SURE, "a.jpg"))
    shown = decide(page, "keep", [], **{sha(SURE): "W/002"})
    assert inputs(shown) == {sha(SURE): ("W/002", False)}
    assert kept(works, "photos", "W/002") == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "«b.jpg» sigue esperando: escriba el folio de su obra."),
        ("W/9", "«b.jpg» sigue esperando: no hay ninguna obra con el folio «W/9»."),
        ("<b>", "no hay ninguna obra con el folio «&lt;b&gt;»."),
    ],
)
def test_a_folio_that_is_none_is_told_and_the_others_go_on(
    works: Audit, page: Person, typed: str, sentence: str
) -> None:
    send(page, (SURE, "a.jpg"), (NONE, "b.jpg"))
    shown = decide(page, "give", [SURE, NONE], **{sha(SURE): "W/001", sha(NONE): typed})
    assert sentence in shown
    assert "1 fotografía guardada en su obra." in shown
    assert list(inputs(shown)) == [sha(NONE)]


def test_nothing_ticked_is_told(page: Person) -> None:
    send(page, (NONE, "a.jpg"))
    assert "Marque primero una o más fotografías." in decide(page, "give", [])
    assert "Elija primero una o más fotografías." in send(page, (b"", ""))


def test_bad_files_are_told_one_by_one_and_the_others_go_on(page: Person) -> None:
    shown = send(page, (b"texto", "nota.txt"), (SURE, "a.jpg"), (SURE[:300], "b.jpg"))
    assert "«nota.txt» no es una fotografía JPEG, PNG o HEIC" in shown
    assert "«b.jpg» está dañada o incompleta" in shown
    assert list(inputs(shown)) == [sha(SURE)]


def test_one_that_a_work_has_is_refused_telling_the_work(page: Person) -> None:
    send(page, (SURE, "a.jpg"))
    decide(page, "give", [SURE], **{sha(SURE): "W/001"})
    assert "«otra.jpg» ya está en la obra W/001" in send(page, (SURE, "otra.jpg"))


def test_one_that_a_work_got_meanwhile_is_told_and_waits(works: Audit, page: Person) -> None:
    send(page, (SURE, "a.jpg"))
    form = {**opened(page, "W/002"), "photos": [(io.BytesIO(SURE), "b.jpg")]}
    page.post("/visits/W~2F002/photos", form, content_type="multipart/form-data")
    shown = decide(page, "give", [SURE], **{sha(SURE): "W/001"})
    assert "ya está en la obra W/002" in shown
    assert kept(works, "photos", "W/001") == []


def test_sending_again_changes_nothing(works: Audit, page: Person) -> None:
    assert one(page, SURE, "a.jpg").get_json() == {"said": "", "here": False}
    assert (one(page, SURE, "a.jpg", again="1").status_code, len(waiting_files(works))) == (200, 1)
    assert "«a.txt»" in one(page, b"texto", "a.txt").get_json()["said"]
    assert one(page, b"", "").status_code == 400


def test_discarding_asks_first_and_removes_only_what_waits(works: Audit, page: Person) -> None:
    send(page, (SURE, "a.jpg"), (NONE, "b.jpg"))
    decide(page, "give", [SURE], **{sha(SURE): "W/001"})
    asked = decide(page, "discard", [NONE], **{sha(NONE): ""})
    assert "¿Descartar 1 fotografía que espera?" in asked
    assert waiting_files(works) == {sha(NONE)}
    answer = page.post("/photos/discard", {"take": [sha(NONE), sha(SURE), "../audit.db", "x"]})
    assert answer.status_code == 303
    assert "1 fotografía descartada." in text(page.get("/photos"))
    assert waiting_files(works) == set()
    assert photos.place(works.photos, sha(SURE)).read_bytes() == SURE
    assert page.get(f"/photos/{sha(SURE)}", buffered=True).status_code == 200
    assert works.database.is_file()


def test_what_cannot_be_discarded_just_now_is_still_there(
    works: Audit, page: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(page, (NONE, "a.jpg"))
    with monkeypatch.context() as patch:
        patch.setattr(queries, "remove", refuse)
        assert "disco" in text(page.post("/photos/discard", {"take": [sha(NONE)]}))
    assert original(page, NONE) == NONE


def test_a_photo_received_again_while_it_is_discarded_waits_with_its_file(
    works: Audit, page: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def discarded(_derived: Path, sha256: str) -> None:
        photos.place(works.waiting, sha256).unlink()

    monkeypatch.setattr(keeping, "look_of", discarded)
    assert one(page, NONE, "a.jpg").status_code == 200
    assert original(page, NONE) == NONE


def test_what_waits_survives_a_new_start(works: Audit, page: Person) -> None:
    send(page, (NONE, "a.jpg"))
    decide(page, "keep", [NONE], **{sha(NONE): "W/002"})
    assert inputs(text(walk_in(works).get("/photos"))) == {sha(NONE): ("W/002", True)}
    assert "1 fotografía espera su obra" in text(page.get("/"))


def test_the_folder_that_a_photo_came_in_may_name_its_work(works: Audit, page: Person) -> None:
    assert one(page, NONE, "IMG_1.jpg", path="fotos/W-002 escuela/IMG_1.jpg").status_code == 200
    assert inputs(text(page.get("/photos"))) == {sha(NONE): ("W/002", True)}
    decide(page, "give", [NONE], **{sha(NONE): "W/002"})
    assert [row["file_name"] for row in kept(works, "photos", "W/002")] == ["IMG_1.jpg"]


def test_a_visit_that_is_still_a_draft_tells_its_time(page: Person) -> None:
    draft = {**opened(page, "W/002"), "visited_on": "2009-10-05", "arrived_at": "09:00"}
    page.post("/visits/W~2F002/draft", draft)
    shown = send(page, (photo("white", "2009:10:05 09:30:00"), "a.jpg"))
    assert [folio for folio, _ticked in inputs(shown).values()] == ["W/002"]
    sure = send(page, (photo("black", "2009:10:05 09:31:00", FAR_OFF), "b.jpg"))
    assert ("W/002", True) in inputs(sure).values()


def test_a_photo_without_position_is_proposed_beside_its_neighbour_given_or_not(page: Person) -> None:
    sure, beside = photo("pink", "2009:12:24 10:00:00", FAR_OFF), photo("white", "2009:12:24 10:02:00")
    shown = send(page, (sure, "a.jpg"), (beside, "b.jpg"))
    assert inputs(shown) == {sha(sure): ("W/002", True), sha(beside): ("W/002", False)}
    assert "Tomada 2 min después de otra de W/002" in shown
    left = decide(page, "give", [sure], **{sha(sure): "W/002", sha(beside): ""})
    assert "Tomada 2 min después de otra de W/002" in left


def test_no_more_photos_wait_than_the_bound(page: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(area, "MOST", 1)
    shown = send(page, (SURE, "a.jpg"), (NONE, "b.jpg"))
    assert "«b.jpg» no se recibió: ya esperan 1 fotografías." in shown


def test_a_file_that_is_damaged_while_it_waits_never_becomes_evidence(works: Audit, page: Person) -> None:
    send(page, (SURE, "a.jpg"))
    photos.place(works.waiting, sha(SURE)).write_bytes(SURE[:-1] + b"!")
    shown = decide(page, "give", [SURE], **{sha(SURE): "W/001"})
    assert "ya no está entero" in shown
    assert kept(works, "photos", "W/001") == []


@pytest.mark.parametrize("linked", [True, False])
def test_a_kill_between_the_file_and_its_row_is_mended_by_trying_again(
    works: Audit, page: Person, monkeypatch: pytest.MonkeyPatch, linked: bool
) -> None:
    send(page, (SURE, "a.jpg"))
    if not linked:
        monkeypatch.setattr("os.link", lambda *_paths: (_ for _ in ()).throw(OSError("no links here")))
    with monkeypatch.context() as patch:
        patch.setattr("audit_app.visits.photos.keeping.record", killed)
        with pytest.raises(KeyboardInterrupt):
            decide(page, "give", [SURE], **{sha(SURE): "W/001"})
    assert photos.place(works.photos, sha(SURE)).read_bytes() == SURE
    again = walk_in(works)
    assert inputs(text(again.get("/photos"))) == {sha(SURE): ("W/001", True)}
    decide(again, "give", [SURE], **{sha(SURE): "W/001"})
    assert len(kept(works, "photos", "W/001")) == 1
    assert waiting_files(works) == set()


def killed(*_facts: object) -> None:
    raise KeyboardInterrupt


def test_without_a_name_it_is_asked_and_nothing_is_given(works: Audit) -> None:
    page = walk_in(works, "")
    send(page, (SURE, "a.jpg"))
    assert "Escriba su nombre" in decide(page, "give", [SURE], **{sha(SURE): "W/001"})
    assert kept(works, "photos", "W/001") == []


@pytest.mark.parametrize(
    "path", ["/photos/waiting/x", "/photos/waiting/..%2faudit.db", f"/photos/waiting/{'a' * 64}/original"]
)
def test_what_does_not_wait_is_not_sent(page: Person, path: str) -> None:
    assert page.get(path).status_code == 404


def test_a_heic_photo_waits_proposed_by_its_time_and_place(
    works: Audit, page: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audit_app.heic.can_be_shown", lambda: False)
    shown = send(page, (HEIC, "IMG_1.HEIC"))
    assert inputs(shown) == {sha(HEIC): ("W/001", True)}
    assert "esta laptop no puede mostrarla" in shown
    decide(page, "give", [HEIC], **{sha(HEIC): "W/001"})
    assert [row["media_type"] for row in kept(works, "photos", "W/001")] == ["image/heic"]


def test_a_photo_given_is_told_to_look_like_another(page: Person) -> None:
    scene = Image.effect_noise((90, 60), 90).resize((900, 600)).convert("RGB")
    first, second = saved(scene, "JPEG", quality=90), saved(scene, "JPEG", quality=50)
    send(page, (first, "W-001.jpg"), (second, "W-002.jpg"))
    decide(page, "give", [first, second], **{sha(first): "W/001", sha(second): "W/002"})
    assert "Se parece a una fotografía de W/001." in text(page.get("/visits/W~2F002"))
