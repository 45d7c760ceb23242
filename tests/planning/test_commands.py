"""The commands of planning: plan, draw, and check what was drawn."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from audit_app.errors import Refusal
from audit_app.planning.commands import draw_sample, plan_sample
from tests.planning.frames import FRAME

DESIGN = (
    'method = "two-stage"\nstrata = "Entidad federativa"\npsu = "Municipio"\npsus = 2\nworks_per_psu = 3\n'
)


def run(*arguments: object) -> Result:
    command = plan_sample if arguments[0] == "plan" else draw_sample
    return CliRunner().invoke(command, list(map(str, arguments[1:])))


def sentence(result: Result) -> str:
    assert isinstance(result.exception, Refusal)
    return str(result.exception)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder with a frame, a design, and the sample drawn with seed 8."""
    (tmp_path / "marco.csv").write_text(FRAME, encoding="utf-8")
    (tmp_path / "diseño.toml").write_text(DESIGN, encoding="utf-8")
    assert draw(tmp_path, 8).exit_code == 0
    return tmp_path


def draw(place: Path, seed: int, *more: str) -> Result:
    design, out = place / "diseño.toml", place / "muestra.csv"
    return run("draw", place / "marco.csv", "--design", design, "--seed", seed, "--out", out, *more)


def check(place: Path) -> tuple[int, dict[str, object]]:
    result = run("draw", "--check", place / "muestra.csv", "--json")
    return result.exit_code, json.loads(result.stdout)


def test_the_plan_tells_the_works_to_draw() -> None:
    assert "311" in run("plan", "--works", 2400).stdout
    told = json.loads(run("plan", "--works", 2400, "--df", 20, "--json").stdout)
    assert (told["sample"], told["table"][0]["works"]) == (250, 311)


@pytest.mark.parametrize(
    "wrong", [("--works", 0), ("--share", 96), ("--municipalities", 3), ("--error", "nan")]
)
def test_a_plan_of_nonsense_is_refused(wrong: tuple[str, object]) -> None:
    assert "entre" in sentence(run("plan", "--works", 2400, *wrong))


def test_two_ways_to_say_the_same_are_wrong_usage() -> None:
    assert run("plan", "--works", 9, "--df", 3, "--municipalities", 9).exit_code == 2
    assert run("draw", "marco.csv").exit_code == 2


def test_a_draw_follows_its_record(place: Path) -> None:
    status, told = check(place)
    assert (status, told["follows"], told["same_frame"], told["same_sample"]) == (0, True, True, True)


def test_the_record_says_what_the_draw_was(place: Path) -> None:
    record = json.loads((place / "muestra.draw.json").read_bytes())
    assert (record["algorithm"], record["seed"], record["frame"]["works"]) == ("constata-draw-1", 8, 72)
    assert record["design"]["psus"] == 2
    assert [cell["psu_probability"] for cell in record["cells"]] == [1 / 3] * 4


def test_drawing_again_changes_nothing_and_another_seed_is_refused(place: Path) -> None:
    before = (place / "muestra.csv").read_bytes()
    assert draw(place, 8, "--json").exit_code == 0
    assert "ya existe" in sentence(draw(place, 9))
    assert (place / "muestra.csv").read_bytes() == before


def test_a_sample_saved_by_a_spreadsheet_still_follows(place: Path) -> None:
    sample = place / "muestra.csv"
    text = sample.read_text(encoding="utf-8-sig").replace("0.16666666666666", "0.166666666666")
    with sample.open("w", encoding="cp1252", newline="") as file:
        csv.writer(file, delimiter=";").writerows(csv.reader(text.splitlines()))
    status, told = check(place)
    assert (status, told["follows"], told["same_sample"]) == (0, True, False)


def test_a_frame_saved_again_is_told_and_still_follows(place: Path) -> None:
    frame = place / "marco.csv"
    frame.write_bytes(b"\xef\xbb\xbf" + frame.read_bytes())
    assert "otro SHA-256" in run("draw", "--check", place / "muestra.csv").stdout
    assert check(place)[1]["follows"] is True


def test_a_work_put_by_hand_does_not_follow(place: Path) -> None:
    lines = (place / "muestra.csv").read_text(encoding="utf-8-sig").splitlines(keepends=True)
    lines[2] = lines[2].replace("W/", "X/")
    (place / "muestra.csv").write_text("".join(lines), encoding="utf-8-sig")
    status, told = check(place)
    assert status == 1
    assert isinstance(told["difference"], dict)
    assert (told["difference"]["row"], told["difference"]["column"]) == (3, "Folio")


@pytest.mark.parametrize("change", [{"seed": 9}, {"cells": []}, {"design": {"method": "srs", "works": 12}}])
def test_a_record_changed_by_hand_is_not_followed(place: Path, change: dict[str, object]) -> None:
    path = place / "muestra.draw.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()) | change), encoding="utf-8")
    assert check(place)[0] == 1


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"algorithm": "x", "seed": 1, "design": {}, "frame": {"name": 1, "sha256": 2}}']
)
def test_what_is_no_record_is_refused(place: Path, text: str) -> None:
    (place / "muestra.draw.json").write_text(text, encoding="utf-8")
    assert "registro" in sentence(run("draw", "--check", place / "muestra.csv"))


def test_a_bad_toml_says_where(place: Path) -> None:
    (place / "diseño.toml").write_text('method = "srs\n', encoding="utf-8")
    assert "line 1" in sentence(draw(place, 8))


def test_a_frame_is_never_sought_outside_the_folder_of_the_sample(place: Path) -> None:
    path = place / "muestra.draw.json"
    record = json.loads(path.read_bytes())
    record["frame"]["name"] = "../../etc/passwd"
    path.write_text(json.dumps(record), encoding="utf-8")
    assert str(place / "passwd") in sentence(run("draw", "--check", place / "muestra.csv"))
