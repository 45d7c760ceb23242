"""HEIC photos on the pages: kept and told where they cannot be shown, shown where they can, and in nobody's way."""

import hashlib

import pytest
from click.testing import CliRunner

from audit_app import heic
from audit_app.audit import Audit
from audit_app.cli import cli
from tests.visits.pictures import HEIC, jpeg
from tests.visits.test_photo_pages import told
from tests.visits.works import LOCATED, Person, finish, kept, text

SHA256 = hashlib.sha256(HEIC).hexdigest()
PAGES = ["/visits/W~2F001", "/visits/W~2F001/record", f"/visits/W~2F001/photos/{SHA256}", "/works/W~2F001"]


@pytest.fixture
def unshown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make this a laptop that cannot decode HEIC."""
    monkeypatch.setattr(heic, "can_be_shown", lambda: False)


@pytest.mark.usefixtures("unshown")
@pytest.mark.parametrize("path", PAGES)
def test_where_it_cannot_be_shown_a_sentence_and_the_original_stand_in_its_place(
    page: Person, path: str
) -> None:
    assert "2 fotografías guardadas." in told(page, (HEIC, "IMG_1.HEIC"), (jpeg(), "a.jpg"))
    finish(page, "W/001", {**LOCATED, "no_photo_reason": ""})
    answer = page.get(path)
    assert answer.status_code == 200
    assert "esta laptop no puede mostrarla" in text(answer)
    assert f'href="/photos/{SHA256}/original" download="IMG_1.HEIC"' in text(answer)
    assert f'src="/photos/{SHA256}"' not in text(answer)
    download = page.get(f"/photos/{SHA256}/original", buffered=True)
    assert (download.data, download.content_type) == (HEIC, "image/heic")
    shown = page.get(f"/photos/{SHA256}")
    assert (shown.status_code, "no puede mostrarla" in text(shown)) == (404, True)


@pytest.mark.usefixtures("unshown")
def test_its_time_and_place_are_kept_and_doubted_like_any_others(works: Audit, page: Person) -> None:
    told(page, (HEIC, "IMG_1.HEIC"))
    (row,) = kept(works, "photos", "W/001")
    assert (row["media_type"], row["width"], row["latitude"]) == ("image/heic", None, 19.4)
    finish(page, "W/001", {**LOCATED, "no_photo_reason": "", "visited_on": "2009-10-02"})
    assert "otro día que la visita" in text(page.get("/visits/W~2F001/record"))


@pytest.mark.usefixtures("unshown")
def test_it_blocks_neither_the_sheet_nor_the_export(works: Audit, page: Person) -> None:
    told(page, (HEIC, "IMG_1.HEIC"))
    finish(page, "W/001", {**LOCATED, "no_photo_reason": ""})
    sheet = page.get("/reports/sheet/W~2F001.pdf", buffered=True)
    assert sheet.data[:5] == b"%PDF-"
    out = works.folder / "out"
    assert CliRunner().invoke(cli, ["--audit", str(works.folder), "export", "--out", str(out)]).exit_code == 0
    assert SHA256 in (out / "photos.csv").read_text(encoding="utf-8-sig")


def test_where_it_can_be_shown_it_is_a_photo_like_any_other(
    page: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pillow_heif", reason="pillow-heif, an extra, is not installed")
    with monkeypatch.context() as patch:
        patch.setattr(heic, "can_be_shown", lambda: False)
        told(page, (HEIC, "IMG_1.HEIC"))
    assert f'src="/photos/{SHA256}"' in text(page.get("/visits/W~2F001"))
    answer = page.get(f"/photos/{SHA256}", buffered=True)
    assert (answer.content_type, answer.data[:2]) == ("image/jpeg", b"\xff\xd8")
