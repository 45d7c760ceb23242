"""Photos on the pages: upload, twins, captions, withdrawal, hostile names, and a disk that fills up."""

import errno
import hashlib
import io
import os
import re
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from audit_app import durable, photos
from audit_app.audit import Audit
from tests.visits.pictures import GOOD, OFFSET, REFUSED, TAKEN, exif, jpeg, png
from tests.visits.works import LOCATED, Person, drafts, filled, finish, kept, opened, problems, text, walk_in

FORM, PHOTOS = "/visits/W~2F001", "/visits/W~2F001/photos"
Sent = Sequence[tuple[bytes, str]]


def send(page: Person, *sent: tuple[bytes, str], folio: str = "W/001", **answers: str) -> TestResponse:
    """Send photos with the form that holds them, as a browser does."""
    files = [(io.BytesIO(data), name) for data, name in sent]
    path = f"/visits/{folio.replace('/', '~2F')}/photos"
    return page.post(
        path, {**opened(page, folio), **answers, "photos": files}, content_type="multipart/form-data"
    )


def told(page: Person, *sent: tuple[bytes, str], folio: str = "W/001") -> str:
    """Send photos and return the page that follows."""
    answer = send(page, *sent, folio=folio)
    assert answer.status_code == 303
    return text(page.get(answer.headers["Location"]))


def originals(audited: Audit) -> set[str]:
    return {path.name for path in audited.photos.rglob("*") if path.is_file()}


def test_a_photo_is_kept_untouched_with_its_facts(works: Audit, page: Person) -> None:
    data = jpeg(exif=exif(1, {TAKEN: "2009:10:01 10:00:00"}, {1: "N", 2: (19, 0, 0), 3: "W", 4: (99, 0, 0)}))
    assert "1 fotografía guardada." in told(page, (data, "IMG_1.JPG"))
    (row,) = kept(works, "photos", "W/001")
    assert (row["taken_at"], row["latitude"], row["longitude"]) == ("2009-10-01T10:00:00", 19, -99)
    assert (row["file_name"], row["sha256"]) == ("IMG_1.JPG", hashlib.sha256(data).hexdigest())
    assert page.get(f"/photos/{row['sha256']}/original", buffered=True).data == data


@pytest.mark.parametrize("offset", [{}, {OFFSET: "-06:00"}, {OFFSET: "+09:00"}])
def test_the_page_shows_the_cameras_own_clock(page: Person, offset: dict[int, str]) -> None:
    data = jpeg(exif=exif(1, {TAKEN: "2009:10:01 10:07:00", **offset}))
    assert "1 oct 2009 10:07 · sin posición" in told(page, (data, "a.jpg"))


def test_the_cameras_own_clock_shows_whatever_the_zone_of_the_laptop(
    page: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = jpeg(exif=exif(1, {TAKEN: "2009:10:01 23:50:00", OFFSET: "-06:00"}))
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        shown = told(page, (late, "a.jpg"))
    time.tzset()
    assert "1 oct 2009 23:50" in shown


def test_the_small_copy_is_sent_as_a_jpeg_and_kept_by_the_browser(works: Audit, page: Person) -> None:
    send(page, (png(), "a.png"))
    (row,) = kept(works, "photos", "W/001")
    answer = page.get(f"/photos/{row['sha256']}", buffered=True)
    assert (answer.content_type, answer.data[:2]) == ("image/jpeg", b"\xff\xd8")
    assert "immutable" in answer.headers["Cache-Control"]
    assert page.get(f"/photos/{row['sha256']}/original", buffered=True).content_type == "image/png"


@pytest.mark.parametrize("name", [*GOOD, *(name for name in REFUSED if name != "41 MB")])
def test_any_file_is_accepted_or_refused_with_a_sentence(works: Audit, page: Person, name: str) -> None:
    data = (GOOD | REFUSED)[name]
    shown = told(page, (data, "foto.jpg"))
    assert ("1 fotografía guardada." in shown) == (name in GOOD)
    assert ("«foto.jpg»" in shown.split('id="section-photos"')[1]) == (name in REFUSED)
    assert originals(works) == ({hashlib.sha256(data).hexdigest()} if name in GOOD else set())


def test_a_bad_file_is_told_and_the_others_go_on(works: Audit, page: Person) -> None:
    shown = told(page, (jpeg(), "a.jpg"), (b"texto", "b.jpg"), (png(), "c.png"))
    assert "2 fotografías guardadas." in shown
    assert "«b.jpg» no es una fotografía JPEG, PNG o HEIC" in shown
    assert len(kept(works, "photos", "W/001")) == 2


def test_fifty_bad_files_are_told_without_losing_the_session(page: Person) -> None:
    shown = told(page, *((b"texto", f"{'nombre-largo' * 30}-{n}.jpg") for n in range(50)))
    assert shown.count("no es una fotografía JPEG, PNG o HEIC") == 4
    assert "Tampoco se guardaron 46 archivos más." in shown


def test_no_file_chosen_is_told(page: Person) -> None:
    assert "Elija primero una o más fotografías." in told(page, (b"", ""))


def test_what_was_typed_is_kept_with_the_photos(works: Audit, page: Person) -> None:
    send(page, (jpeg(), "a.jpg"), notes="a medias")
    assert '["notes", "a medias"]' in str(drafts(works)[0]["answers"])


def test_a_photo_stands_for_the_reason_why_there_is_none(page: Person) -> None:
    assert set(problems(page, "W/001", {**LOCATED, "no_photo_reason": ""})) == {"no_photo_reason"}
    send(page, (jpeg(), "a.jpg"))
    assert problems(page, "W/001", {**LOCATED, "no_photo_reason": ""}) == {}


# The same photo again.


@pytest.mark.parametrize("folio", ["W/001", "W/002"])
def test_a_photo_that_is_here_is_refused_telling_the_work_that_has_it(
    works: Audit, page: Person, folio: str
) -> None:
    send(page, (jpeg(), "a.jpg"))
    assert "«b.jpg» ya está en la obra W/001: no se guardó dos veces" in told(
        page, (jpeg(), "b.jpg"), folio=folio
    )
    assert len(kept(works, "photos", "W/001")) + len(kept(works, "photos", "W/002")) == 1


def test_the_same_photo_twice_in_one_request_is_kept_once(works: Audit, page: Person) -> None:
    shown = told(page, (jpeg(), "a.jpg"), (jpeg(), "b.jpg"))
    assert "1 fotografía guardada." in shown
    assert "«b.jpg» ya está en la obra W/001" in shown


# Captions and withdrawal.


def test_a_caption_is_a_revision_and_the_same_one_is_none(works: Audit, page: Person) -> None:
    send(page, (jpeg(), "a.jpg"))
    (row,) = kept(works, "photos", "W/001")
    for caption in ("Fachada <b>sur</b>", "Fachada <b>sur</b>", ""):
        page.post(f"{PHOTOS}/{row['sha256']}", {"caption": caption, "action": "caption"})
    assert [one["caption"] for one in kept(works, "photos", "W/001")] == [None, "Fachada <b>sur</b>", None]


def test_a_caption_of_markup_is_shown_as_text(works: Audit, page: Person) -> None:
    send(page, (jpeg(), "a.jpg"))
    (row,) = kept(works, "photos", "W/001")
    page.post(f"{PHOTOS}/{row['sha256']}", {"caption": '"><script>x</script>', "action": "caption"})
    shown = text(page.get(f"{FORM}/record")) + text(page.get(FORM))
    assert "<script>x" not in shown


def test_withdrawing_needs_a_reason(works: Audit, page: Person) -> None:
    send(page, (jpeg(), "a.jpg"))
    (row,) = kept(works, "photos", "W/001")
    sent = {"action": "withdraw", "reason": " "}
    answer = page.post(f"{PHOTOS}/{row['sha256']}", sent, follow_redirects=True)
    assert "Escriba por qué retira la fotografía" in text(answer)
    assert answer.request.path == f"{PHOTOS}/{row['sha256']}"
    assert len(kept(works, "photos", "W/001")) == 1


def test_a_photo_has_a_page_to_describe_it(works: Audit, page: Person) -> None:
    send(page, (jpeg(exif=exif(1, {TAKEN: "2001:10:01 10:07:00"})), "a.jpg"))
    (row,) = kept(works, "photos", "W/001")
    path = f"{PHOTOS}/{row['sha256']}"
    assert f'href="{path}"' in text(page.get(f"{FORM}/record"))
    shown = text(page.get(path))
    assert (str(row["sha256"]) in shown, "a.jpg" in shown, "1 oct 2001" in shown) == (True, True, True)
    answer = page.post(path, {"caption": "La plaza", "proves": "use"}, follow_redirects=True)
    assert "La plaza" in text(answer)
    assert kept(works, "photos", "W/001")[-1]["question"] == "use"
    assert 'value="use" selected' in text(page.get(path))


def test_a_photo_is_withdrawn_while_the_visit_goes_on_and_leads_back_to_it(
    works: Audit, page: Person
) -> None:
    send(page, (jpeg(), "ajena.jpg"), notes="junto al pozo")
    (link,) = re.findall(rf'href="({PHOTOS}/[0-9a-f]{{64}}\?from=visit)"', text(page.get(FORM)))
    assert f'href="{FORM}#section-photos"' in text(page.get(link))
    answer = page.post(link, {"action": "withdraw", "reason": ""})
    assert answer.headers["Location"] == link
    answer = page.post(link, {"action": "withdraw", "reason": "Es de otra obra"}, follow_redirects=True)
    assert answer.request.path == FORM
    assert "Fotografía actualizada." in text(answer)
    assert ("junto al pozo" in text(answer), "ajena.jpg" in text(answer)) == (True, False)


@pytest.mark.parametrize("sha256", ["ab" * 32, "nada"])
def test_a_photo_of_no_work_has_no_page(page: Person, sha256: str) -> None:
    assert page.get(f"{PHOTOS}/{sha256}").status_code == 404


def test_a_withdrawn_photo_keeps_its_file_and_its_history(works: Audit, page: Person) -> None:
    send(page, (jpeg(), "a.jpg"))
    (row,) = kept(works, "photos", "W/001")
    page.post(f"{PHOTOS}/{row['sha256']}", {"action": "withdraw", "reason": "Es de otra obra"})
    assert [one["withdrawn"] for one in kept(works, "photos", "W/001")] == [0, 1]
    assert "Todavía no hay fotografías" in text(page.get(f"{FORM}/record"))
    assert page.get(f"/photos/{row['sha256']}/original", buffered=True).data == jpeg()


def test_a_withdrawn_photo_may_be_added_to_the_work_it_belongs_to(works: Audit, page: Person) -> None:
    send(page, (jpeg(), "a.jpg"))
    sha256 = hashlib.sha256(jpeg()).hexdigest()
    page.post(f"{PHOTOS}/{sha256}", {"action": "withdraw", "reason": "Es de otra obra"})
    assert "1 fotografía guardada." in told(page, (jpeg(), "a.jpg"), folio="W/002")


@pytest.mark.parametrize("sha256", ["a" * 64, "nada", "..", "%2e%2e%2faudit.db", "<b>"])
def test_a_photo_that_is_not_of_the_work_cannot_be_changed(page: Person, sha256: str) -> None:
    answer = page.post(f"{PHOTOS}/{sha256}", {"action": "withdraw", "reason": "porque sí"})
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "path",
    ["a" * 64, "..%2f..%2faudit.db", "%2e%2e", "....//audit.db", "audit.db", "%00", "A" * 64, "~2E~2E"],
)
@pytest.mark.parametrize("end", ["", "/original"])
def test_no_path_leads_out_of_the_photos(page: Person, path: str, end: str) -> None:
    answer = page.get(f"/photos/{path}{end}")
    assert answer.status_code == 404
    assert b"SQLite" not in answer.data


# Hostile names.


@pytest.mark.parametrize(
    ("name", "caption"),
    [
        ("../../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\foto.jpg", "C:Usersxfoto.jpg"),
        ("<script>alert(1)</script>.jpg", "script>.jpg"),
        ("x" * 300 + ".jpg", "x" * 200),
        ("ñandú 🏗️ %s.jpg", "ñandú 🏗️ %s.jpg"),
        ("a\x1b[31m\x00\x07\tb.jpg", "a[31m b.jpg"),
        (".", "."),
        ("..", ".."),
    ],
)
def test_a_file_name_is_a_caption_and_never_a_path(
    works: Audit, page: Person, name: str, caption: str
) -> None:
    before = {
        path
        for path in works.folder.parent.rglob("*")
        if "photos" not in path.parts and "derived" not in path.parts
    }
    shown = told(page, (jpeg(), name))
    assert [row["file_name"] for row in kept(works, "photos", "W/001")] == [caption]
    assert "<script>alert" not in shown
    after = {
        path
        for path in works.folder.parent.rglob("*")
        if "photos" not in path.parts and "derived" not in path.parts
    }
    assert {path.name for path in after - before} <= {"audit.db-wal", "audit.db-shm"}


# A photo row is never without its file.


def no_row_but(works: Audit, shown: str, sentence: str) -> None:
    assert sentence in shown
    assert kept(works, "photos", "W/001") == []


@pytest.mark.parametrize("function", ["fsync", "replace"])
def test_a_full_disk_says_its_sentence_and_leaves_no_row(
    works: Audit, page: Person, monkeypatch: pytest.MonkeyPatch, function: str
) -> None:
    def full(*_facts: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, function, full)
        shown = told(page, (jpeg(), "a.jpg"))
    no_row_but(works, shown, "el disco está lleno")
    assert [path for path in works.folder.rglob("*.part")] == []
    assert "1 fotografía guardada." in told(page, (jpeg(), "a.jpg"))


def test_a_folder_that_cannot_be_written_says_its_sentence_and_leaves_no_row(
    works: Audit, page: Person
) -> None:
    works.photos.rmdir()
    works.photos.write_text("un archivo donde iba la carpeta", encoding="utf-8")
    no_row_but(works, told(page, (jpeg(), "a.jpg")), "No se pudo escribir")


def test_the_file_is_whole_before_its_row_is_written(
    works: Audit, page: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []
    rows: list[int] = []
    real = durable.write

    def seen(path: Path, data: bytes) -> None:
        real(path, data)
        written.append(path)
        rows.append(len(kept(works, "photos", "W/001")))

    monkeypatch.setattr(durable, "write", seen)
    send(page, (jpeg(), "a.jpg"))
    assert written[-1] == photos.place(works.photos, hashlib.sha256(jpeg()).hexdigest())
    assert rows == [0, 0]


def test_without_a_name_no_row_is_written_and_it_is_asked(works: Audit) -> None:
    page = walk_in(works, "")
    assert "Escriba su nombre" in told(page, (jpeg(), "a.jpg"))
    assert kept(works, "photos", "W/001") == []
    answer = send(page, (jpeg(), "a.jpg"), person="Brigada 3")
    assert answer.status_code == 303
    assert kept(works, "photos", "W/001")[0]["author"] == "Brigada 3"


def test_a_photo_whose_file_is_gone_is_told(works: Audit, page: Person) -> None:
    send(page, (jpeg(), "a.jpg"))
    (row,) = kept(works, "photos", "W/001")
    for folder in (works.photos, works.derived):
        photos.place(folder, str(row["sha256"])).unlink()
    for end in ("", "/original"):
        answer = page.get(f"/photos/{row['sha256']}{end}")
        assert answer.status_code == 404
        assert "no está en esta laptop" in text(answer)


def test_the_photos_of_a_finished_visit_are_on_its_record(page: Person) -> None:
    send(page, (jpeg(), "a.jpg"))
    finish(page, "W/001", {**LOCATED, "no_photo_reason": ""})
    assert len(re.findall(r'<img src="/photos/[0-9a-f]{64}"', text(page.get(f"{FORM}/record")))) == 1


def test_the_check_before_finishing_shows_the_photos(page: Person) -> None:
    send(page, (jpeg(), "a.jpg"))
    draft = filled(page, "W/001", {**LOCATED, "no_photo_reason": ""})
    shown = text(page.get(f"{FORM}/check?draft={draft['draft']}"))
    assert f'<img src="/photos/{hashlib.sha256(jpeg()).hexdigest()}"' in shown
    assert "Todavía no hay fotografías" not in shown


def test_a_photos_own_page_shows_its_original_and_the_lists_its_small_copy(page: Person) -> None:
    send(page, (jpeg(), "a.jpg"))
    sha256 = hashlib.sha256(jpeg()).hexdigest()
    assert f'<img src="/photos/{sha256}/original"' in text(page.get(f"{PHOTOS}/{sha256}"))
    for path in (FORM, f"{FORM}/record", "/works/W~2F001"):
        assert f'<img src="/photos/{sha256}"' in text(page.get(path))


def test_the_page_of_a_work_says_what_a_photo_proves_and_leads_to_its_page(page: Person) -> None:
    send(page, (jpeg(), "a.jpg"), proves="operates")
    shown = text(page.get("/works/W~2F001"))
    assert "Prueba: ¿Opera" in shown
    link = f"{PHOTOS}/{hashlib.sha256(jpeg()).hexdigest()}"
    assert f'href="{link}"' in shown
    assert page.get(link).status_code == 200
