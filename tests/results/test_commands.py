"""The commands of the results, as a program that reads their output meets them."""

import csv
import io
import json
from typing import Any

import pytest
from click.testing import CliRunner

from audit_app import text
from audit_app.audit import Audit
from audit_app.errors import UnknownColumn
from audit_app.instruments import INDICATORS, REASONS_NOT_VISITED
from audit_app.results.commands import results
from audit_app.results.tables import FIGURE_COLUMNS
from tests.results.evidence import Evidence


def run(audit: Audit, *arguments: str) -> str:
    result = CliRunner().invoke(results, arguments, obj=audit.folder, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def as_json(audit: Audit, *arguments: str) -> Any:
    return json.loads(run(audit, "--json", *arguments))


def as_csv(audit: Audit, *arguments: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run(audit, "--csv", *arguments))))


def write(audit: Audit, *works: tuple[str, str | None, str]) -> None:
    """Write works of some states, visited with some outcome."""
    with audit.opened() as database:
        evidence = Evidence(database)
        for folio, state, outcome in works:
            evidence.work(folio, state=state)
            evidence.visit(folio, outcome)


def test_the_json_tells_the_audit_the_sample_and_every_indicator(demo_audit: Audit) -> None:
    told = as_json(demo_audit)
    assert told["audit"] == {
        "title": "Evaluación en campo del Programa 3x1: auditoría de demostración (datos sintéticos)",
        "cut_off": "2009-12-31",
        "design": "two-stage, 3 strata, 10 PSUs",
        "level": 0.95,
    }
    assert told["sample"] == {
        **{"sampled": 150, "in_scope": 150, "visited": 150, "located": 144},
        "not_visited": dict.fromkeys(REASONS_NOT_VISITED, 0),
        **{"response_rate": 1.0, "conflicts": 0},
    }
    assert [figure["code"] for figure in told["indicators"]] == [indicator.code for indicator in INDICATORS]


def test_a_figure_has_every_name_of_the_contract(demo_audit: Audit) -> None:
    located = as_json(demo_audit)["indicators"][0]
    estimate = located.pop("estimate")
    assert round(estimate, 4) == 0.9631
    assert located == {
        **{"code": "located", "by": None, "group": None, "representative": True, "kind": "share"},
        **{
            "numerator": 144,
            "denominator": 150,
            "no_answer": 0,
            "unweighted": 0.96,
            "bounds": [estimate, estimate],
        },
        **{"ci_method": "korn-graubard", "df": 7, "presentation": "review"},
        "reason": "se apoya en pocas unidades primarias: 7 grados de libertad, menos de 8",
        **{
            name: pytest.approx(value, rel=1e-9)
            for name, value in {
                "se": 0.013194742101343111,
                "ci": [0.917549253145202, 0.9874343635765387],
                "deff": 0.7443397648155610,
                "n_eff": 204.37761281798351,
                "n_star": 142.72127485397389,
            }.items()
        },
    }


def test_the_design_is_in_english_whatever_the_language(demo_audit: Audit) -> None:
    with text.speaking("es"):
        assert as_json(demo_audit)["audit"]["design"] == "two-stage, 3 strata, 10 PSUs"
        assert "3 estratos" not in run(demo_audit, "--json")


def test_by_a_column_there_is_one_entry_an_indicator_and_group_and_none_overall(demo_audit: Audit) -> None:
    told = as_json(demo_audit, "--by", "state")["indicators"]
    assert len(told) == len(INDICATORS) * 3
    assert {(figure["by"], figure["group"]) for figure in told} == {
        ("state", group) for group in ("Guanajuato", "Jalisco", "Zacatecas")
    }
    assert [figure["numerator"] for figure in told if figure["code"] == "located"] == [43, 58, 43]


def test_a_blank_value_is_a_group_with_a_blank_name(empty_audit: Audit) -> None:
    write(empty_audit, ("W1", "Jalisco", "located"), ("W2", None, "not_located"))
    told = as_json(empty_audit, "--by", "state")["indicators"]
    assert [(figure["group"], figure["estimate"]) for figure in told if figure["code"] == "located"] == [
        ("Jalisco", 1),
        ("", 0),
    ]


def test_a_header_of_the_list_is_as_good_as_a_canonical_name(demo_audit: Audit) -> None:
    by_header = as_json(demo_audit, "--by", "Entidad federativa")["indicators"]
    by_name = as_json(demo_audit, "--by", "state")["indicators"]
    assert [{**figure, "by": "state"} for figure in by_header] == by_name


def test_a_column_that_is_none_is_refused_with_the_columns_there_are(demo_audit: Audit) -> None:
    result = CliRunner().invoke(results, ["--by", "color"], obj=demo_audit.folder)
    assert isinstance(result.exception, UnknownColumn)
    assert result.stdout == ""
    assert "«color»" in str(result.exception)
    assert "municipality" in str(result.exception)
    assert "Grado de marginación" in str(result.exception)


def test_the_csv_has_a_row_a_figure_and_splits_pairs_in_two_columns(demo_audit: Audit) -> None:
    rows = as_csv(demo_audit)
    assert tuple(rows[0]) == FIGURE_COLUMNS
    assert [row["code"] for row in rows] == [indicator.code for indicator in INDICATORS]
    assert (
        rows[0]["bounds_low"] == rows[0]["estimate"] == str(as_json(demo_audit)["indicators"][0]["estimate"])
    )
    assert rows[0]["ci_low"].startswith("0.91754")
    assert (rows[0]["representative"], rows[-1]["representative"], rows[-1]["ci_low"]) == (
        "true",
        "false",
        "",
    )


def test_the_csv_withholds_what_may_not_be_published_and_the_json_never_does(demo_audit: Audit) -> None:
    (row,) = (row for row in as_csv(demo_audit) if row["code"] == "maintained")
    (told,) = (one for one in as_json(demo_audit)["indicators"] if one["code"] == "maintained")
    assert (row["presentation"], row["numerator"], row["denominator"]) == ("suppress", "55", "134")
    assert {row[name] for name in ("estimate", "unweighted", "se", "ci_low", "ci_high", "n_eff")} == {""}
    assert None not in (told["estimate"], told["se"], told["ci"])


def test_what_is_not_representative_has_no_interval_anywhere(demo_audit: Audit) -> None:
    municipal = as_json(demo_audit)["indicators"][-1]
    assert municipal["representative"] is False
    assert [municipal[name] for name in ("se", "ci", "df", "deff", "n_eff", "n_star")] == [None] * 6
    assert municipal["presentation"] == "show"


def test_a_group_called_like_a_formula_is_harmless_in_the_csv(empty_audit: Audit) -> None:
    write(empty_audit, ("W1", '=HYPERLINK("x")', "located"))
    assert as_csv(empty_audit, "--by", "state")[0]["group"] == '\'=HYPERLINK("x")'
    assert as_json(empty_audit, "--by", "state")["indicators"][0]["group"] == '=HYPERLINK("x")'


def test_json_and_csv_at_once_are_wrong_usage(demo_audit: Audit) -> None:
    assert CliRunner().invoke(results, ["--json", "--csv"], obj=demo_audit.folder).exit_code == 2


def test_a_person_reads_percentages_with_their_counts(demo_audit: Audit) -> None:
    lines = run(demo_audit).splitlines()
    assert (
        "150 obras en la muestra, 150 visitadas (100.0 % de las que están en el alcance), 144 localizadas."
        in lines
    )
    (located,) = (line for line in lines if line.startswith("Obras localizadas"))
    assert " ".join(located.split()) == (
        "Obras localizadas 96.3 % [91.8, 98.7] 144 de 150 obras, 7 g.l. ▲ por revisar"
    )
    assert any(
        "Por revisar: se apoya en pocas unidades primarias: 7 grados de libertad" in line for line in lines
    )
    assert "±" not in "".join(lines)
    (municipal,) = (line for line in lines if line.startswith("Municipios"))
    assert municipal.endswith("6 de 10 municipios (no representativo)")


def test_works_in_conflict_are_told(empty_audit: Audit) -> None:
    write(empty_audit, ("W1", "Jalisco", "located"))
    with empty_audit.opened() as database:
        Evidence(database).twin("visits", "W1")
    assert "1 obra en conflicto queda fuera" in run(empty_audit)
    assert as_json(empty_audit)["sample"]["conflicts"] == 1


def test_an_audit_without_works_has_figures_without_numbers(empty_audit: Audit) -> None:
    told = as_json(empty_audit)
    assert told["sample"]["response_rate"] is None
    assert {figure["estimate"] for figure in told["indicators"]} == {None}
    assert "—" in run(empty_audit)


@pytest.mark.parametrize("arguments", [(), ("--by", "state")])
def test_every_number_of_the_json_is_plain(demo_audit: Audit, arguments: tuple[str, ...]) -> None:
    assert "NaN" not in run(demo_audit, "--json", *arguments)
