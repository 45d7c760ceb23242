"""The demo audit's inputs: made again they are the same, and they carry the published figures."""

import csv
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from audit_app.instruments import DOCUMENTS, QUESTIONS, is_open
from audit_app.sample.reading import read_list

ROOT = Path(__file__).resolve().parent.parent
SAMPLE_DATA = ROOT / "sample_data"
Row = dict[str, str]


def rows_of(name: str) -> list[Row]:
    with (SAMPLE_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


WORKS = {row["Folio"]: row for row in rows_of("sample.csv")}
VISITS = {row["folio"]: row for row in rows_of("visits.csv")}
DESIGN = rows_of("design.csv")
PHOTOS = rows_of("photos/photos.csv")


def located(folio: str) -> bool:
    return VISITS[folio]["outcome"] == "located"


def operates_as_planned(folio: str) -> bool:
    return VISITS[folio]["operates"] == "yes" and VISITS[folio]["matches_plan"] == "yes"


def progress_and_delivery(folio: str) -> bool:
    papers = VISITS[folio]
    return papers["doc_progress_reports"] == "complete" and papers["doc_delivery_act"] == "complete"


def executed_by_municipality(folio: str) -> bool:
    executor = WORKS[folio]["Instancia ejecutora"]
    return executor.startswith(("H. Ayuntamiento de", "Presidencia Municipal de", "Municipio de"))


def days(row: Row) -> int:
    end, start = row["Fecha de término"], row["Fecha de inicio"]
    return (datetime.strptime(end, "%d/%m/%Y") - datetime.strptime(start, "%d/%m/%Y")).days


def weight(folio: str) -> float:
    return float(WORKS[folio]["Factor de expansión"])


def weighted_percentage(holds: Callable[[str], bool], among: Callable[[str], bool]) -> float:
    denominator = [folio for folio in WORKS if among(folio)]
    numerator = [folio for folio in denominator if holds(folio)]
    return round(100 * sum(map(weight, numerator)) / sum(map(weight, denominator)), 2)


def every(folio: str) -> bool:
    return folio in WORKS


def test_made_again_the_lists_have_the_same_bytes(tmp_path: Path) -> None:
    maker = ROOT / "scripts" / "make_sample_data.py"
    subprocess.run([sys.executable, maker, "--no-photos", "--out", tmp_path], check=True)  # noqa: S603
    made = {file.relative_to(tmp_path): file.read_bytes() for file in tmp_path.rglob("*.*")}
    assert {Path("sample.csv"), Path("visits.csv"), Path("photos/photos.csv")} < set(made)
    assert made == {file: (SAMPLE_DATA / file).read_bytes() for file in made}


@pytest.mark.parametrize("row", DESIGN, ids=lambda row: row["municipality_key"])
def test_a_municipality_has_the_counts_of_its_design(row: Row) -> None:
    here = [folio for folio in WORKS if WORKS[folio]["UPM"] == row["municipality_key"]]
    found = [folio for folio in here if located(folio)]
    assert len(here) == int(row["sample_works"])
    assert len(found) == int(row["located"])
    assert sum(map(operates_as_planned, found)) == int(row["operates_as_planned"])
    assert sum(map(progress_and_delivery, here)) == int(row["progress_and_delivery"])
    assert sum(map(executed_by_municipality, here)) == int(row["executed_by_municipality"])


@pytest.mark.parametrize("row", DESIGN, ids=lambda row: row["municipality_key"])
def test_a_municipality_has_the_weight_of_its_design(row: Row) -> None:
    drawn = sum(other["state"] == row["state"] for other in DESIGN)
    expected = int(row["stratum_psus"]) / drawn * (int(row["psu_works"]) / int(row["sample_works"]))
    here = [work for work in WORKS.values() if work["UPM"] == row["municipality_key"]]
    assert {float(work["Factor de expansión"]) for work in here} == {expected}
    assert {work["Estrato"] for work in here} == {row["state"]}
    assert {work["Grado de marginación"] for work in here} == {row["marginality"]}


def test_the_weighted_figures_are_the_published_ones() -> None:
    assert weighted_percentage(located, every) == 96.31
    assert weighted_percentage(operates_as_planned, located) == 97.70
    assert weighted_percentage(progress_and_delivery, every) == 51.27
    assert weighted_percentage(executed_by_municipality, every) == 99.22


def test_the_works_took_2_70_months_on_average() -> None:
    months = sum(weight(folio) * days(work) / 30.4375 for folio, work in WORKS.items())
    assert round(months / sum(map(weight, WORKS)), 2) == 2.70


def test_six_of_ten_municipalities_are_of_low_marginality() -> None:
    degrees = {work["UPM"]: work["Grado de marginación"] for work in WORKS.values()}
    assert Counter(degree in ("bajo", "muy bajo") for degree in degrees.values()) == {True: 6, False: 4}


def test_the_parts_of_the_money_add_up_to_the_centavo() -> None:
    parts = [f"Aportación {partner}" for partner in ("federal", "estatal", "municipal", "migrantes")]
    for work in WORKS.values():
        cents = [int(work[part].replace(".", "")) for part in parts]
        assert sum(cents) == int(work["Inversión total"].replace(".", ""))


def test_every_work_was_visited_after_it_ended_and_before_the_cut_off() -> None:
    assert list(VISITS) == list(WORKS)
    for folio, visit in VISITS.items():
        ended = datetime.strptime(WORKS[folio]["Fecha de término"], "%d/%m/%Y").date()
        assert ended < date.fromisoformat(visit["visited_on"]) < date(2009, 12, 1)
        assert visit["arrived_at"] < visit["left_at"]


def test_the_answers_are_codes_and_hidden_questions_are_blank() -> None:
    for visit in VISITS.values():
        for code, question in QUESTIONS.items():
            answers = [answer for answer in visit.get(code, "").split(";") if answer]
            assert is_open(question, visit) or not answers, (visit["folio"], code)
            assert not question.codes or set(answers) <= set(question.codes), (visit["folio"], code)


def test_the_answers_of_a_finished_visit_leave_nothing_open() -> None:
    for visit in VISITS.values():
        missing = [
            q.code for q in QUESTIONS.values() if q.required and is_open(q, visit) and not visit[q.code]
        ]
        assert not missing, visit["folio"]


def test_every_document_of_every_file_was_reviewed() -> None:
    states = {"complete", "incomplete", "missing", "not_applicable"}
    for visit in VISITS.values():
        assert {visit[f"doc_{document.code}"] for document in DOCUMENTS} <= states
    files = [{visit[f"doc_{document.code}"] for document in DOCUMENTS} for visit in VISITS.values()]
    assert 0.10 < sum(file <= {"complete", "not_applicable"} for file in files) / 150 < 0.35


def broken_lists() -> list[list[str]]:
    lines = (SAMPLE_DATA / "broken" / "README.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return [[file, says, codes] for file, _twin, says, codes in cells[1:]]


def test_import_reads_the_sample_whole_and_without_a_warning() -> None:
    sample = read_list((SAMPLE_DATA / "sample.csv").read_bytes(), "sample.csv")
    assert len(sample.works) == 150
    assert not (*sample.errors, *sample.warnings)
    assert set(sample.columns.values()) == set(next(iter(WORKS.values())))


def test_every_broken_list_is_in_the_table() -> None:
    files = {file.name for file in (SAMPLE_DATA / "broken").glob("*.csv")}
    assert files == {file for file, _says, _codes in broken_lists()}


@pytest.mark.parametrize(("file", "says", "codes"), broken_lists())
def test_import_says_of_a_broken_list_what_its_table_says(file: str, says: str, codes: str) -> None:
    read = read_list((SAMPLE_DATA / "broken" / file).read_bytes(), file)
    told = {problem.code for problem in (*read.errors, *read.warnings)}
    assert ("refused" if read.errors else "imported") == says
    assert ", ".join(f"`{code}`" for code in sorted(told)) == codes.replace("nothing", "")


def test_the_photos_are_those_of_the_list() -> None:
    files = {file.name for file in (SAMPLE_DATA / "photos").glob("*.jpg")}
    assert files == {photo["file"] for photo in PHOTOS}
    assert all(photo["question"] in QUESTIONS for photo in PHOTOS)


@pytest.mark.parametrize("photo", PHOTOS, ids=lambda photo: photo["file"])
def test_a_photo_was_taken_at_its_work_on_the_day_of_the_visit(photo: Row) -> None:
    path, visit = SAMPLE_DATA / "photos" / photo["file"], VISITS[photo["folio"]]
    with Image.open(path) as picture:
        exif = picture.getexif()
        assert (picture.size, path.stat().st_size <= 60_000) == ((1200, 900), True)
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    degrees = [sum(part / 60**power for power, part in enumerate(gps[tag])) for tag in (2, 4)]
    taken = datetime.strptime(exif.get_ifd(ExifTags.IFD.Exif)[36867], "%Y:%m:%d %H:%M:%S")
    assert taken.date().isoformat() == visit["visited_on"]
    assert degrees == pytest.approx([float(visit["latitude"]), -float(visit["longitude"])], abs=0.0003)


def test_a_work_found_has_a_photo_or_a_reason() -> None:
    pictured = {photo["folio"] for photo in PHOTOS}
    for folio in filter(located, VISITS):
        assert (folio in pictured) == (VISITS[folio]["no_photo_reason"] == "")
