"""R's numbers through the command line: a sample list, a visits file, and the JSON of the results."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from audit_app import audit
from audit_app.results.commands import results
from audit_app.sample.commands import import_sample
from audit_app.visits.commands import import_visits
from tests.estimates.oracle import Case, cases, rows

Told = tuple[str, Callable[[str | None], list[dict[str, Any]]]]
OUTCOMES = {"1": "located", "0": "not_located", "": ""}
DESIGNS: dict[str, tuple[str, str, dict[str, str]]] = {  # design: data, question, columns of the list
    "lonely_fpc": (
        "lonely",
        "located",
        {"stratum": "state", "psu": "mun", "weight": "pw", "stratum_psus": "N_mun", "psu_works": "N_works"},
    ),
    "lonely_wr": ("lonely", "located", {"stratum": "state", "psu": "mun", "weight": "pw"}),
    "strat_fpc": ("apistrat", "schwide", {"stratum": "stype", "weight": "pw", "stratum_psus": "fpc"}),
    "srs_fpc": ("apisrs", "comp_na", {"weight": "pw", "stratum_psus": "fpc"}),
    "srs_nofpc": ("apisrs", "awards", {"weight": "pw"}),
}


def near(value: object) -> object:
    return pytest.approx(value, rel=1e-9, abs=1e-9)


@pytest.fixture(scope="module", params=DESIGNS)
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Return a design, and what the command says of works located in an audit drawn so, overall or by a column."""
    data, question, columns = DESIGNS[request.param]
    folder = tmp_path_factory.mktemp(request.param)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONSTATA_HOME", str(folder))
        made = audit.create(folder / "audit", "R", "es", "R").folder
        given = rows(data)
        write(folder / "list.csv", [{"folio": n, "name": n, **row} for n, row in enumerate(given)])
        write(
            folder / "visits.csv",
            [{"folio": n, "outcome": OUTCOMES[row[question]]} for n, row in enumerate(given)],
        )
        mapped = [option for name, header in columns.items() for option in ("--columns", f"{name}={header}")]
        invoke(import_sample, made, str(folder / "list.csv"), *mapped)
        invoke(import_visits, made, str(folder / "visits.csv"))

    def located(column: str | None) -> list[dict[str, Any]]:
        by = ["--by", column] if column else []
        figures = json.loads(invoke(results, made, "--json", *by))["indicators"]
        return [figure for figure in figures if figure["code"] == "located"]

    return request.param, located


def write(path: Path, lines: list[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)


def invoke(command: Any, folder: Path, *arguments: str) -> str:
    done = CliRunner().invoke(command, arguments, obj=folder, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return str(done.stdout)


def cases_of(design: str) -> list[Case]:
    _data, question, _columns = DESIGNS[design]
    rule = (
        "adjust" if design.startswith("lonely") else "fail"
    )  # where no stratum is alone the rule changes nothing
    names = {"design": design, "y": question, "lonely": rule}
    return [case for case in cases() if all(case.said[name] == value for name, value in names.items())]


def test_every_group_has_the_numbers_of_r(told: Told) -> None:
    design, located = told
    by: dict[str | None, dict[str | None, dict[str, Any]]] = {}
    compared = 0
    for case in cases_of(design):
        column, group = case.said["domain"] or (None, None)
        if column not in by:
            by[column] = {figure["group"]: figure for figure in located(column)}
        figure, said = by[column][None if group is None else str(group)], case.said
        assert (figure["denominator"], figure["df"]) == (said["n"], said["df"])
        assert figure["estimate"] == near(said["estimate"])
        if said["df"] == 0:
            assert [figure[name] for name in ("se", "ci", "deff", "n_eff", "n_star")] == [None] * 5
            continue
        compared += 1
        assert figure["se"] == near(said["se"])
        if said.get("ci"):
            assert figure["deff"] == near(said["deff"])
            assert figure["n_eff"] == near(said["n_eff"])
            if said["n_eff_df"] <= said["n"]:
                assert figure["ci"] == near(said["ci"]["beta"])
    assert compared > 3
