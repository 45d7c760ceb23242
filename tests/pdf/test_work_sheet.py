from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from audit_app.pdf.contents import Revision, SheetPhoto
from tests.pdf.reports import drawn, said, sheet


def jpeg(folder: Path, name: str, size: tuple[int, int] = (720, 540), mode: str = "RGB") -> Path:
    path = folder / name
    Image.new(mode, size, 90).save(path, "JPEG")
    return path


def photo(path: Path | None, caption: str | None = "Tanque") -> SheetPhoto:
    return SheetPhoto(path, "c9" * 32, caption, "2009-09-07T10:12:00", 20.03247, -100.72227)


def test_the_sheet_of_a_work_takes_one_page_and_tells_it_all(tmp_path: Path) -> None:
    path = drawn(tmp_path, sheet())
    text = said(path)
    assert len(PdfReader(path).pages) == 1
    for found in (
        "Cédula de la obra W/001",
        "Red de drenaje",
        "Comité de obra",
        "$ 1,400,085.21",
        "Localizada",
        "Fugas",
    ):
        assert found in text
    for found in (
        "Fianzas No exhibido",
        "Contrato, o acuerdo de administración directa Completo",
        "propio Sin revisar",
    ):
        assert found in text
    assert "Brigada 1, 6 sep 2009 10:00 UTC" in text


def test_the_position_seen_is_told_against_the_list(tmp_path: Path) -> None:
    assert "a 103 m de la registrada" in said(drawn(tmp_path, sheet()))
    assert "de la registrada" not in said(drawn(tmp_path, sheet(metres_apart=None)))


def test_a_work_in_conflict_is_provisional(tmp_path: Path) -> None:
    text = said(drawn(tmp_path, sheet(conflicts=("visits", "paperwork"))))
    assert "Provisional: hay versiones en conflicto (visita, expediente)" in text


def test_a_work_without_a_visit_says_so(tmp_path: Path) -> None:
    text = said(drawn(tmp_path, sheet(visit=None, damage=(), documents=())))
    assert "Esta obra no tiene visita registrada." in text
    assert "El expediente" not in text


def test_a_work_not_located_shows_how_it_was_searched_for(tmp_path: Path) -> None:
    visit = {
        "outcome": "not_located",
        "outcome_detail": "not_found",
        "search_done": "Se preguntó en la delegación.",
    }
    text = said(drawn(tmp_path, sheet(visit=visit)))
    assert "Buscada y no localizada" in text
    assert "Se preguntó en la delegación." in text
    assert "¿Opera?" not in text


def test_photos_carry_their_caption_time_place_and_hash(tmp_path: Path) -> None:
    path = drawn(tmp_path, sheet(photos=(photo(jpeg(tmp_path, "a")),)))
    text = said(path)
    assert "Tanque" in text
    assert "7 sep 2009, 10:12 · 20.03247, -100.72227 · SHA-256 c9c9c9c9c9c9…" in text
    assert [image.image.size for image in PdfReader(path).pages[0].images if image.image] == [(720, 540)]


def test_the_same_photo_is_stored_once(tmp_path: Path) -> None:
    same = jpeg(tmp_path, "same")
    once = drawn(tmp_path, sheet(photos=(photo(same),)), "once.pdf").stat().st_size
    twice = drawn(tmp_path, sheet(photos=(photo(same), photo(same))), "twice.pdf").stat().st_size
    assert twice < once + same.stat().st_size


def test_a_file_that_is_not_here_or_no_jpeg_leaves_its_frame(tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.write_bytes(b"\xff\xd8 not a photo")
    gone, cmyk = tmp_path / "gone", jpeg(tmp_path, "cmyk", mode="CMYK")
    for path in (None, broken, gone, cmyk):
        assert "El archivo no está en esta laptop." in said(drawn(tmp_path, sheet(photos=(photo(path),))))


def test_two_photos_keep_an_ordinary_sheet_on_one_page(tmp_path: Path) -> None:
    photos = (photo(jpeg(tmp_path, "a")), photo(jpeg(tmp_path, "b", (540, 720))))
    assert len(PdfReader(drawn(tmp_path, sheet(photos=photos))).pages) == 1


@pytest.mark.parametrize("count", [3, 9, 40])
def test_many_photos_go_on_to_more_pages(tmp_path: Path, count: int) -> None:
    same = jpeg(tmp_path, "same")
    text = said(
        drawn(tmp_path, sheet(photos=tuple(photo(same, f"Foto {number};") for number in range(count))))
    )
    assert all(f"Foto {number};" in text for number in range(count))
    assert "Quién lo registró" in text


def test_long_texts_go_on_to_more_pages_whole(tmp_path: Path) -> None:
    visit = dict(sheet().visit or {}, notes="La bomba se quemó. " * 900 + "Fin.")
    path = drawn(tmp_path, sheet(visit=visit))
    assert len(PdfReader(path).pages) > 2
    assert said(path).count("quemó.") == 900
    assert "Fin." in said(path)


def test_more_documents_than_a_page_holds_are_all_there(tmp_path: Path) -> None:
    documents = tuple((f"documento {number:03}", "missing") for number in range(300))
    text = said(drawn(tmp_path, sheet(documents=documents)))
    assert all(code in text for code, _state in documents)


def test_the_history_names_corrections_and_their_reasons(tmp_path: Path) -> None:
    at = "2009-09-07T23:05:00+00:00"
    history = (
        Revision("visits", "Brigada 2", at, "Se leyó mal la placa", False),
        Revision("photos", "Brigada 2", at, "Era de otra obra", True),
        Revision("photos", "Brigada 2", at, None, False),
    )
    text = said(drawn(tmp_path, sheet(history=history)))
    assert "Visita: Brigada 2, 7 sep 2009 23:05 UTC («Se leyó mal la placa»)" in text
    assert text.count("Fotografía") == 1
    assert "Fotografía (retirada): Brigada 2" in text


def test_equal_sheets_give_equal_bytes_wherever_the_photos_are(tmp_path: Path) -> None:
    files = []
    for place in ("one place", "another"):
        (tmp_path / place).mkdir()
        content = sheet(photos=(photo(jpeg(tmp_path / place, "a")),))
        files.append(drawn(tmp_path / place, content).read_bytes())
    assert files[0] == files[1]


def test_a_name_the_face_lacks_letters_for_keeps_the_sheet_whole(tmp_path: Path) -> None:
    content = sheet()
    path = drawn(tmp_path, replace(content, work={**content.work, "name": "Escuela 漢字 " * 20}))
    assert "Red de agua" not in said(path)
    assert "Escuela" in said(path)
