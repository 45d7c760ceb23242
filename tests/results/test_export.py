"""The export: what the report counts as CSV, harmless to spreadsheets, and taken back without a change."""

import csv
import errno
import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from audit_app import audit, db, figures
from audit_app.audit import Audit
from audit_app.errors import NotWritable
from audit_app.instruments import DOCUMENT_BY_CODE, QUESTIONS, WORK_COLUMNS
from audit_app.ledger import Author
from audit_app.results.commands import export
from audit_app.sample import importing as sample
from audit_app.sample.reading import read_list
from audit_app.visits.commands import import_visits
from tests.results.evidence import Evidence

LIST = Path(__file__).parents[2] / "sample_data" / "sample.csv"
FORMULAS = ["=1+1", "+52 33", "-dos", "@a", "'con comillas'", "'=1", "5 > 3; y=2", "línea\ndos", '"x"', "'s"]


def run(chosen: Audit, out: Path) -> dict[str, int]:
    result = CliRunner().invoke(
        export, ["--out", str(out), "--json"], obj=chosen.folder, catch_exceptions=False
    )
    assert result.exit_code == 0
    counts: dict[str, int] = json.loads(result.stdout)
    return counts


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def take(chosen: Audit, visits: Path) -> dict[str, int]:
    result = CliRunner().invoke(
        import_visits, [str(visits), "--json"], obj=chosen.folder, catch_exceptions=False
    )
    assert result.exit_code == 0, result.output
    counts: dict[str, int] = json.loads(result.stdout)
    return counts


def test_each_file_has_a_row_for_everything_that_counts(demo_audit: Audit, tmp_path: Path) -> None:
    counts = run(demo_audit, tmp_path / "new" / "folder")
    assert counts == {
        **{"works.csv": 150, "visits.csv": 150, "photos.csv": 0, "outcomes.csv": 150, "results.csv": 14}
    }
    assert {name: len(rows(tmp_path / "new" / "folder" / name)) for name in counts} == counts


def test_the_columns_are_the_codes_that_import_knows(demo_audit: Audit, tmp_path: Path) -> None:
    run(demo_audit, tmp_path)
    assert tuple(rows(tmp_path / "works.csv")[0]) == WORK_COLUMNS
    assert tuple(rows(tmp_path / "visits.csv")[0]) == (
        "folio",
        *QUESTIONS,
        *(f"doc_{code}" for code in DOCUMENT_BY_CODE),
    )


def test_the_outcomes_give_the_results(demo_audit: Audit, tmp_path: Path) -> None:
    run(demo_audit, tmp_path)
    told = [row for row in rows(tmp_path / "outcomes.csv") if row["located"] not in ("", "NA")]
    share = sum(float(row["weight"]) * float(row["located"]) for row in told) / sum(
        float(row["weight"]) for row in told
    )
    assert float(rows(tmp_path / "results.csv")[0]["estimate"]) == pytest.approx(share)


def test_visits_taken_into_a_fresh_audit_give_the_same_figures(demo_audit: Audit, tmp_path: Path) -> None:
    run(demo_audit, tmp_path / "out")
    fresh = audit.create(tmp_path / "fresh", "Otra", "es")
    with fresh.opened() as database, db.saving(database):
        sample.add(database, read_list(LIST.read_bytes(), "sample.csv"), Author("Oficina", "device"))
    assert take(fresh, tmp_path / "out" / "visits.csv")["new"] == 150
    with fresh.opened() as here, demo_audit.opened() as there:
        assert figures.overall(here) == figures.overall(there)
        assert figures.by(here, "municipality") == figures.by(there, "municipality")
        assert figures.response(here) == figures.response(there)
    run(fresh, tmp_path / "again")
    assert (tmp_path / "again" / "visits.csv").read_bytes() == (tmp_path / "out" / "visits.csv").read_bytes()


def test_visits_taken_back_into_their_own_audit_change_nothing(demo_audit: Audit, tmp_path: Path) -> None:
    run(demo_audit, tmp_path)
    assert take(demo_audit, tmp_path / "visits.csv") == {
        "rows": 150,
        "new": 0,
        "changed": 0,
        "unchanged": 150,
        "paperwork": 0,
    }


def test_formulas_are_neutralised_and_restored(empty_audit: Audit, tmp_path: Path) -> None:
    with empty_audit.opened() as database:
        evidence = Evidence(database)
        for number, text in enumerate(FORMULAS):
            evidence.work(f"={number}")
            evidence.visit(
                f"={number}",
                "located",
                attempt=1,
                notes=text,
                companion=text.replace("\n", " "),
                latitude=-1.5,
            )
    run(empty_audit, tmp_path)
    written = rows(tmp_path / "visits.csv")
    dangerous = [
        cell for row in written for cell in row.values() if cell[:1] in tuple("=+-@\t\r") and cell != "-1.5"
    ]
    assert dangerous == []
    assert take(empty_audit, tmp_path / "visits.csv")["unchanged"] == len(FORMULAS)


def test_what_does_not_count_is_not_among_the_visits(empty_audit: Audit, tmp_path: Path) -> None:
    with empty_audit.opened() as database:
        evidence = Evidence(database)
        for folio in ("conflict", "reserve", "withdrawn", "counts"):
            evidence.work(folio, role="reserve" if folio == "reserve" else "main")
            evidence.visit(folio, "located")
        evidence.twin("visits", "conflict")
        evidence.withdraw("works", "withdrawn")
    run(empty_audit, tmp_path)
    assert [row["folio"] for row in rows(tmp_path / "visits.csv")] == ["counts"]


def test_a_file_reviewed_without_a_visit_is_exported_and_taken_back(
    empty_audit: Audit, tmp_path: Path
) -> None:
    with empty_audit.opened() as database:
        evidence = Evidence(database)
        evidence.work("W1")
        evidence.papers("W1", "complete", bonds="no_answer")
        before = figures.overall(database)
    run(empty_audit, tmp_path)
    fresh = audit.create(tmp_path / "fresh", "Otra", "es")
    with fresh.opened() as database:
        Evidence(database).work("W1")
    assert take(fresh, tmp_path / "visits.csv")["paperwork"] == 1
    with fresh.opened() as database:
        assert figures.overall(database) == before


def test_several_answers_share_a_cell(empty_audit: Audit, tmp_path: Path) -> None:
    with empty_audit.opened() as database:
        evidence = Evidence(database)
        evidence.work("W1")
        evidence.visit("W1", "located", damage='["cracks", "rust"]')
    run(empty_audit, tmp_path)
    assert rows(tmp_path / "visits.csv")[0]["damage"] == "cracks;rust"


def test_a_place_that_cannot_be_written_is_refused(demo_audit: Audit, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    result = CliRunner().invoke(export, ["--out", str(tmp_path / "file")], obj=demo_audit.folder)
    assert isinstance(result.exception, NotWritable)


def test_a_file_that_excel_shows_is_named(
    demo_audit: Audit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = os.replace

    def refused(temporary: Path, path: Path) -> None:
        if path.name == "results.csv":
            error = PermissionError(errno.EACCES, "Access is denied", str(temporary), 5, str(path))
            error.winerror = 5  # type: ignore[attr-defined] # which Linux does not keep
            raise error
        replace(temporary, path)

    monkeypatch.setattr(os, "replace", refused)
    result = CliRunner().invoke(export, ["--out", str(tmp_path)], obj=demo_audit.folder)
    assert "results.csv» (no hay permiso, u otro programa lo tiene abierto)" in str(result.exception)
    assert not list(tmp_path.glob("*.part"))


def test_a_person_reads_what_was_written(demo_audit: Audit, tmp_path: Path) -> None:
    result = CliRunner().invoke(
        export, ["--out", str(tmp_path)], obj=demo_audit.folder, catch_exceptions=False
    )
    assert f"{tmp_path / 'visits.csv'}: 150 filas" in result.stdout.splitlines()


def test_nothing_half_written_is_left(demo_audit: Audit, tmp_path: Path) -> None:
    (tmp_path / "out" / "visits.csv").mkdir(parents=True)
    result = CliRunner().invoke(export, ["--out", str(tmp_path / "out")], obj=demo_audit.folder)
    assert isinstance(result.exception, NotWritable)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["visits.csv", "works.csv"]
