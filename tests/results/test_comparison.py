"""Differences from an earlier audit and between groups, and what is said of them."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from audit_app import audit, figures
from audit_app.audit import Audit
from audit_app.errors import NotAnAudit, UnknownGroup
from audit_app.estimates.differences import Difference
from audit_app.pdf import remarks
from audit_app.results import comparison
from audit_app.results.commands import compare
from tests.conftest import Browser, enter
from tests.results.evidence import Evidence
from tests.results.test_pages import words_of


def run(made: Audit, *arguments: str) -> str:
    done = CliRunner().invoke(compare, arguments, obj=made.folder, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return str(done.stdout)


def as_json(made: Audit, *arguments: str) -> dict[str, dict[str, Any]]:
    return {one["code"]: one for one in json.loads(run(made, "--json", *arguments))["differences"]}


def surveyed(folder: Path, located: int, of: int = 60) -> Audit:
    """Return an audit of works drawn directly, so many of them located."""
    made = audit.create(folder, f"Auditoría {folder.name}", "es", "R")
    with made.opened() as database:
        evidence = Evidence(database)
        for n in range(of):
            evidence.work(f"{folder.name}-{n:02}", weight=10, stratum_psus=of * 10)
            evidence.visit(f"{folder.name}-{n:02}", "located" if n < located else "not_located")
    return made


def test_a_clear_change_is_told_with_its_interval(tmp_path: Path) -> None:
    now, then = surveyed(tmp_path / "now", 54), surveyed(tmp_path / "then", 30)
    told = as_json(now, "--with", str(then.folder))["located"]
    with now.opened() as here, then.opened() as there:
        a, b = figures.overall(here, ["located"])[0], figures.overall(there, ["located"])[0]
    assert (told["first"], told["second"], told["difference"]) == (0.9, 0.5, pytest.approx(0.4))
    assert told["se"] == pytest.approx(((a.se or 0) ** 2 + (b.se or 0) ** 2) ** 0.5)
    assert (told["df"], told["says"]) == (118, "more")
    assert told["sentence"].startswith("Mayor en esta auditoría (corte ")
    assert told["sentence"].endswith(": 40.0 puntos más (IC 95 %: de 25.7 a 54.3; 118 g.l.).")


def test_a_change_that_may_be_chance_is_not_claimed(tmp_path: Path) -> None:
    now, then = surveyed(tmp_path / "now", 52), surveyed(tmp_path / "then", 50)
    told = as_json(now, "--with", str(then.folder))["located"]
    assert told["says"] == "unclear"
    assert "No se puede afirmar que difieran" in told["sentence"]
    assert "Tampoco prueba que sean iguales" in told["sentence"]


def test_what_either_sample_cannot_carry_is_not_compared(tmp_path: Path) -> None:
    now, then = surveyed(tmp_path / "now", 54), surveyed(tmp_path / "then", 10, of=20)
    told = as_json(now, "--with", str(then.folder))["located"]
    assert (told["difference"], told["says"]) == (None, None)
    assert told["sentence"].startswith("No se compara")


def test_samples_that_share_works_are_told_to_be_dependent(demo_audit: Audit, tmp_path: Path) -> None:
    shutil.copytree(demo_audit.folder, tmp_path / "earlier")
    assert "150 obras están en las dos muestras: no son independientes" in run(
        demo_audit, "--with", str(tmp_path / "earlier")
    )


def test_two_groups_share_strata_and_their_difference_says_so(demo_audit: Audit) -> None:
    told = as_json(demo_audit, "--by", "state", "--groups", "Jalisco", "Zacatecas")
    assert told["located"]["df"] == 5
    assert told["located"]["ci"][0] < 0 < told["located"]["ci"][1]
    assert told["maintained"]["sentence"].startswith("No se compara")
    assert "low_marginality_municipalities" not in told


@pytest.mark.parametrize(
    "arguments",
    [[], ["--by", "state"], ["--groups", "a", "b"], ["--with", "x", "--by", "state", "--groups", "a", "b"]],
)
def test_half_a_question_is_wrong_usage(demo_audit: Audit, arguments: list[str]) -> None:
    assert CliRunner().invoke(compare, arguments, obj=demo_audit.folder).exit_code == 2


def test_a_group_or_folder_that_is_none_is_refused(demo_audit: Audit, tmp_path: Path) -> None:
    with demo_audit.opened() as database, pytest.raises(UnknownGroup) as refused:
        comparison.of_groups(database, "state", "Jalisco", "Sonora")
    assert "«Guanajuato», «Jalisco», «Zacatecas»" in str(refused.value)
    wrong = CliRunner().invoke(compare, ["--with", str(tmp_path)], obj=demo_audit.folder)
    assert isinstance(wrong.exception, NotAnAudit)


def test_two_numbers_without_known_error_are_not_compared(tmp_path: Path) -> None:
    now = audit.create(tmp_path / "one", "Un municipio", "es", "R")
    with now.opened() as database:
        evidence = Evidence(database)
        for n in range(80):
            evidence.work(f"W{n:02}", psu="p" if n < 40 else "q", type="agua" if n < 40 else "luz")
            evidence.visit(f"W{n:02}", "located" if n % 40 else "not_located")
    told = as_json(now, "--by", "type", "--groups", "agua", "luz")["located"]
    assert told["difference"] is None
    assert told["sentence"].startswith("No se compara")


def test_less_is_told_in_positive_points() -> None:
    told = remarks.compared(Difference(-0.1, 0.02, 30, (-0.14, -0.06)), "share", 0.95, "A", "B")
    assert told == "Menor en A que en B: 10.0 puntos menos (IC 95 %: de 6.0 a 14.0; 30 g.l.)."


def test_a_difference_of_means_is_in_their_own_unit() -> None:
    told = remarks.compared(Difference(0.1, 0.2, 9, (-0.35, 0.55)), "mean", 0.95, "A", "B")
    assert (
        "la diferencia es de 0.10 y su intervalo incluye el cero (IC 95 %: de −0.35 a 0.55; 9 g.l.)" in told
    )


def test_the_page_compares_with_another_audit_of_this_laptop(home: Path, demo_audit: Audit) -> None:
    home.mkdir(exist_ok=True)
    shutil.copytree(demo_audit.folder, home / "anterior")
    browser = enter(demo_audit)
    assert '<option value="anterior">' in browser.get("/results/compare").get_data(as_text=True).replace(
        "<option>anterior", '<option value="anterior">anterior'
    )
    told = words_of(browser.get("/results/compare?with=anterior"))
    assert (
        "Obras localizadas 96.3 % 144 de 150 [91.8–98.7] 96.3 % 144 de 150 [91.8–98.7] No se puede afirmar"
        in told
    )


def test_no_path_from_outside_is_opened(browser: Browser, demo_audit: Audit) -> None:
    told = words_of(browser.get(f"/results/compare?with={demo_audit.folder}"))
    assert "Qué puede decirse" not in told
    assert "No hay otra en la carpeta de esta laptop" in told


def test_the_page_compares_two_groups_of_one_indicator(browser: Browser) -> None:
    assert "Comparar dos grupos" in words_of(browser.get("/results?by=state&indicator=located"))
    told = words_of(browser.get("/results/compare?by=state&indicator=located&first=Jalisco&second=Zacatecas"))
    assert "Obras localizadas 96.7 %" in told
    assert "Operan" not in told.split("Qué puede decirse")[1]
    assert browser.get("/results/compare?by=state&first=Jalisco&second=Sonora").status_code == 400
