"""What is doubted of a photo, how photos look alike, the question that each proves, and photos sent one by one."""

import html
import io
import random
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageEnhance

from audit_app import db, ledger, photos
from audit_app.audit import Audit
from audit_app.ledger import Author
from audit_app.visits.photos import queries, routes
from audit_app.visits.photos.doubts import Site, doubts
from tests.visits.pictures import TAKEN, exif, jpeg, saved
from tests.visits.test_photo_pages import send, told
from tests.visits.works import LOCATED, Person, drafts, finish, kept, opened, text

PICTURES = sorted((Path(__file__).parent.parent.parent / "sample_data" / "photos").glob("*.jpg"))
JEREZ = Site(22.65, -102.99, "2009-10-01", "10:00", "11:00")
HERE = (22.65, -102.99)


def scene(seed: int, side: int = 400) -> Image.Image:
    """Return a picture with forms: bright and dark boxes of chance."""
    chance = random.Random(seed)  # noqa: S311
    tiles = Image.frombytes("L", (9, 9), bytes(chance.randrange(256) for _ in range(81)))
    return tiles.resize((side, side), Image.Resampling.BICUBIC).convert("RGB")


def look(tmp_path: Path, image: Image.Image, quality: int = 82) -> str | None:
    copy = tmp_path / "copy.jpg"
    copy.write_bytes(saved(image, "JPEG", quality=quality))
    return photos.look(copy)


class TestDoubts:
    @pytest.mark.parametrize(
        ("taken_at", "position", "said"),
        [
            ("2009-10-01T10:30:00", HERE, []),
            (None, (None, None), []),
            ("2009-10-01T09:05:00-06:00", HERE, []),
            ("2009-10-01T10:30:00", (22.654, -102.99), []),
            ("2009-10-01T10:30:00", (22.66, -102.99), ["Tomada a 1.1 km del sitio registrado."]),
            ("2009-10-01T08:59:00", HERE, ["Tomada a las 08:59, fuera del horario de la visita."]),
            ("2009-10-01T12:01:00", HERE, ["Tomada a las 12:01, fuera del horario de la visita."]),
            ("2009-09-30T10:30:00", HERE, ["Tomada el 30 sep 2009, otro día que la visita."]),
        ],
    )
    def test_where_and_when(
        self, taken_at: str | None, position: tuple[float | None, float | None], said: list[str]
    ) -> None:
        assert list(doubts(taken_at, position, JEREZ, "W/001").values()) == said

    def test_what_is_not_known_is_not_doubted(self) -> None:
        assert doubts("2001-01-01T00:00:00", (0.5, 0.5), Site(None, None), "W/001") == {}
        day_only = Site(None, None, "2009-10-01")
        assert doubts("2009-10-01T23:59:00", (None, None), day_only, "W/001") == {}

    def test_a_photo_seen_elsewhere_is_told_with_its_works(self) -> None:
        told = doubts(None, (None, None), JEREZ, "W/001", twins=["W/001", "W/002", "W/003"])
        assert told == {"alike": "Se parece a una fotografía de W/002, W/003."}
        assert doubts(None, (None, None), JEREZ, "W/001", twins=["W/001"]) == {
            "alike": "Se parece a otra fotografía de esta obra."
        }

    def test_the_very_same_photo_in_another_work_is_told(self) -> None:
        told = doubts(None, (None, None), JEREZ, "W/001", copies=["W/001", "W/002"])
        assert told == {"copy": "Es la misma fotografía que está en W/002."}
        assert doubts(None, (None, None), JEREZ, "W/001", copies=["W/001"]) == {}


class TestLooks:
    @pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
    def test_another_size_quality_or_light_looks_alike(self, tmp_path: Path, path: Path) -> None:
        with Image.open(path) as image:
            first = look(tmp_path, image)
            others = [
                look(tmp_path, image, quality=30),
                look(tmp_path, image.resize((320, 240)), quality=70),
                look(tmp_path, ImageEnhance.Brightness(image).enhance(0.8)),
            ]
        assert first
        assert all(other and photos.differing(first, other) <= queries.ALIKE for other in others)

    def test_another_scene_does_not(self, tmp_path: Path) -> None:
        looks = []
        for path in PICTURES:
            with Image.open(path) as image:
                looks.append(look(tmp_path, image))
        looks += [look(tmp_path, scene(seed)) for seed in range(60)]
        known = [one for one in looks if one]
        pairs = [(a, b) for place, a in enumerate(known) for b in known[:place]]
        assert len(known) > 60
        assert min(photos.differing(a, b) for a, b in pairs) > queries.ALIKE

    @pytest.mark.parametrize("colour", ["black", "white", "red"])
    def test_a_picture_without_forms_looks_like_nothing(self, tmp_path: Path, colour: str) -> None:
        assert look(tmp_path, Image.new("RGB", (300, 200), colour)) is None


def test_a_photo_that_was_seen_in_another_work_is_doubted_in_both(page: Person) -> None:
    told(page, (saved(scene(1), "JPEG", quality=90), "a.jpg"))
    here = told(page, (saved(scene(1).resize((300, 300)), "JPEG", quality=40), "b.jpg"), folio="W/002")
    assert "Se parece a una fotografía de W/001." in here
    assert "Se parece a una fotografía de W/002." in text(page.get("/visits/W~2F001"))
    other = told(page, (saved(scene(2), "JPEG"), "c.jpg"), folio="W/002")
    assert other.count("Se parece") == 1


def test_a_photo_withdrawn_is_no_longer_what_another_looks_like(works: Audit, page: Person) -> None:
    told(page, (saved(scene(1), "JPEG", quality=90), "a.jpg"))
    told(page, (saved(scene(1), "JPEG", quality=40), "b.jpg"), folio="W/002")
    (row,) = kept(works, "photos", "W/001")
    page.post(f"/visits/W~2F001/photos/{row['sha256']}", {"action": "withdraw", "reason": "Repetida"})
    assert "Se parece" not in text(page.get("/visits/W~2F002"))


def test_a_photo_far_from_the_site_is_told_on_the_form_and_the_record(page: Person) -> None:
    far = exif(1, {TAKEN: "2009:10:01 10:00:00"}, {1: "N", 2: (19, 0, 0), 3: "W", 4: (99, 0, 0)})
    shown = told(page, (jpeg(exif=far), "a.jpg"))
    assert "del sitio registrado." in shown.split('id="section-photos"')[1]
    assert "del sitio registrado." in text(page.get("/visits/W~2F001/record")).split('id="section-photos"')[1]


def test_a_photo_keeps_the_question_that_it_proves(works: Audit, page: Person) -> None:
    assert send(page, (jpeg(), "a.jpg"), proves="operates", caption="La bomba").status_code == 303
    (row,) = kept(works, "photos", "W/001")
    assert (row["question"], row["caption"]) == ("operates", "La bomba")
    assert "Prueba:" in text(page.get("/visits/W~2F001"))
    page.post(f"/visits/W~2F001/photos/{row['sha256']}", {"caption": "La bomba", "proves": "nada de eso"})
    assert kept(works, "photos", "W/001")[-1]["question"] is None


class TestReview:
    FAR = exif(1, {TAKEN: "2009:10:01 10:00:00"}, {1: "N", 2: (19, 0, 0), 3: "W", 4: (99, 0, 0)})

    def test_every_photo_in_doubt_is_on_one_page_beside_those_it_is_like(self, page: Person) -> None:
        told(page, (saved(scene(1), "JPEG", quality=90), "a.jpg"), (saved(scene(3), "JPEG"), "sola.jpg"))
        told(page, (saved(scene(1).resize((300, 300)), "JPEG", quality=40), "b.jpg"), folio="W/002")
        told(page, (jpeg(exif=self.FAR), "lejos.jpg"), folio="W/002")
        review = text(page.get("/photos/review"))
        assert "sola.jpg" not in review
        first, second = review.split(">W/002</a>")[0], review.split(">W/002</a>")[1]
        assert "a.jpg" in first
        assert "La parecida, de W/002" in first
        assert "lejos.jpg" in second
        assert "La parecida, de W/001" in second
        assert 'href="/photos/review?reason=far">Lejos del sitio <b>1</b>' in review
        far = text(page.get("/photos/review?reason=far"))
        assert "lejos.jpg" in far
        assert "a.jpg" not in far

    def test_a_photo_that_two_laptops_gave_to_two_works_is_doubted_in_both(
        self, works: Audit, page: Person
    ) -> None:
        told(page, (saved(scene(1), "JPEG"), "a.jpg"))
        with works.opened() as database, db.saving(database):
            (row,) = database.query("SELECT * FROM current_photos")
            ledger.append(database, "photos", {**row, "folio": "W/002"}, Author("Brigada 2", "otra laptop"))
        assert "Es la misma fotografía que está en W/001." in text(page.get("/visits/W~2F002"))
        review = text(page.get("/photos/review?reason=copy"))
        assert review.count("Es la misma fotografía que está en") == 2

    def test_photos_of_another_laptop_are_compared_when_asked(self, works: Audit, page: Person) -> None:
        told(page, (saved(scene(1), "JPEG", quality=90), "a.jpg"))
        author = Author("Brigada 2", "otra laptop")
        for name, data in (
            ("b.jpg", saved(scene(1), "JPEG", quality=40)),
            ("rota.jpg", saved(scene(2), "JPEG")),
        ):
            came = photos.keep(data, name, works.photos, works.derived)
            with works.opened() as database, db.saving(database):
                queries.add(database, "W/002", came, name, "", author)
        photos.place(works.derived, came.sha256).unlink()
        photos.place(works.photos, came.sha256).write_bytes(b"ya no es una foto")
        before = text(page.get("/photos/review"))
        assert "2 fotografías llegaron de otra laptop" in before
        assert "Se parece" not in before
        after = text(page.post("/photos/review", {}, follow_redirects=True))
        assert "llegaron de otra laptop" not in after
        assert after.count("Se parece a una fotografía de") == 2

    def test_a_photo_that_is_not_here_yet_is_not_told_as_not_compared(
        self, works: Audit, page: Person
    ) -> None:
        came = photos.keep(jpeg(), "b.jpg", works.photos, works.derived)
        with works.opened() as database, db.saving(database):
            queries.add(database, "W/002", came, "b.jpg", "", Author("Brigada 2", "otra laptop"))
        photos.place(works.photos, came.sha256).unlink()
        assert "No hay fotografías por revisar." in text(page.get("/photos/review"))

    def test_more_photos_than_a_page_holds_follow_on_others(
        self, page: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(routes, "PAGE", 2)
        far = [jpeg(colour, exif=self.FAR) for colour in ("red", "green", "blue")]
        told(page, *((data, f"{n}.jpg") for n, data in enumerate(far)))
        first = text(page.get("/photos/review"))
        following = text(page.get(html.unescape(re.findall(r'rel="next" href="([^"]+)"', first)[0])))
        names = [re.findall(r"<figcaption>(\d\.jpg)", shown) for shown in (first, following)]
        assert [len(found) for found in names] == [2, 1]
        assert len({*names[0], *names[1]}) == 3
        assert 'rel="next"' not in following

    def test_nothing_to_review_is_told(self, page: Person) -> None:
        assert "No hay fotografías por revisar." in text(page.get("/photos/review"))


class TestOneByOne:
    def one(self, page: Person, data: bytes, name: str, **more: str) -> Any:
        token = page.token()
        return page.client.post(
            "/visits/W~2F001/photos",
            data={"csrf_token": token, **more, "photos": (io.BytesIO(data), name)},
            headers={"Accept": "application/json"},
            content_type="multipart/form-data",
        )

    def test_a_photo_is_kept_and_the_draft_stays(self, works: Audit, page: Person) -> None:
        page.post("/visits/W~2F001/draft", {**opened(page, "W/001"), **LOCATED})
        before = drafts(works)
        answer = self.one(page, jpeg(), "a.jpg", proves="operates", person="Ana")
        assert (answer.status_code, answer.json) == (200, {"said": "", "here": False})
        assert [row["question"] for row in kept(works, "photos", "W/001")] == ["operates"]
        assert drafts(works) == before

    def test_a_bad_one_is_told(self, works: Audit, page: Person) -> None:
        answer = self.one(page, b"no es una foto", "a.jpg", person="Ana")
        assert (answer.status_code, "«a.jpg»" in answer.get_json()["said"]) == (400, True)
        assert kept(works, "photos", "W/001") == []

    def test_a_twin_is_told_with_its_work(self, page: Person) -> None:
        self.one(page, jpeg(), "a.jpg", person="Ana")
        assert "W/001" in self.one(page, jpeg(), "b.jpg", person="Ana").json["said"]

    def test_one_sent_again_because_no_answer_came_is_no_twin(self, works: Audit, page: Person) -> None:
        self.one(page, jpeg(), "a.jpg", person="Ana")
        answer = self.one(page, jpeg(), "a.jpg", person="Ana", again="1")
        assert (answer.status_code, answer.get_json()) == (200, {"said": "", "here": False})
        assert len(kept(works, "photos", "W/001")) == 1
        assert self.one(page, b"no es una foto", "b.jpg", again="1").status_code == 400

    def test_without_a_file_there_is_a_sentence(self, page: Person) -> None:
        token = page.token()
        answer = page.client.post(
            "/visits/W~2F001/photos", data={"csrf_token": token}, headers={"Accept": "application/json"}
        )
        assert (answer.status_code, answer.get_json()["said"]) == (
            400,
            "Elija primero una o más fotografías.",
        )

    def test_without_the_token_there_is_another_and_nothing_is_kept(self, works: Audit, page: Person) -> None:
        answer = page.client.post(
            "/visits/W~2F001/photos",
            data={"photos": (io.BytesIO(jpeg()), "a.jpg")},
            headers={"Accept": "application/json"},
            content_type="multipart/form-data",
        )
        assert answer.status_code == 400
        assert answer.get_json()["token"]
        assert kept(works, "photos", "W/001") == []


def test_a_finished_visit_keeps_its_photos_doubts(page: Person) -> None:
    told(page, (jpeg(exif=exif(1, {TAKEN: "2008:01:01 10:00:00"})), "a.jpg"))
    assert finish(page, "W/001", LOCATED).status_code == 303
    assert "otro día que la visita" in text(page.get("/visits/W~2F001/record"))
