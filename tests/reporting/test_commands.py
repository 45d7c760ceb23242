from pathlib import Path

import pytest
from click.testing import CliRunner

from audit_app.audit import Audit
from audit_app.errors import UnknownWork
from audit_app.reporting.commands import report
from tests.pdf.reports import catalog, said


def run(audit: Audit, *arguments: str) -> str:
    result = CliRunner().invoke(report, arguments, obj=audit.folder, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout.strip()


def test_the_command_prints_where_the_report_is(demo_audit: Audit) -> None:
    path = Path(run(demo_audit))
    assert path == demo_audit.reports / "summary-es.pdf"
    assert "96.3 %" in said(path, 1)


def test_the_language_and_the_place_may_be_chosen(demo_audit: Audit, tmp_path: Path) -> None:
    out = tmp_path / "new folder" / "report.pdf"
    assert run(demo_audit, "--out", str(out), "--language", "en") == str(out)
    assert catalog(out)["/Lang"] == "en-US"
    assert "96.3%" in said(out, 1)


def test_the_sheet_of_a_work_is_made_by_its_folio(demo_audit: Audit) -> None:
    path = Path(run(demo_audit, "--kind", "sheet", "--folio", "GTO-2-11"))
    assert "Buscada y no localizada" in said(path)


def test_the_sheet_tells_how_far_the_visit_was_from_the_registered_place(demo_audit: Audit) -> None:
    assert "a 62 m de la registrada" in said(Path(run(demo_audit, "--kind", "sheet", "--folio", "JAL-4-05")))


def test_a_sheet_without_a_folio_is_refused(demo_audit: Audit) -> None:
    result = CliRunner().invoke(report, ["--kind", "sheet"], obj=demo_audit.folder)
    assert (result.exit_code, "«--folio»" in result.stderr) == (2, True)


def test_a_sheet_of_an_unknown_work_is_refused(demo_audit: Audit) -> None:
    with pytest.raises(UnknownWork, match="X-1"):
        run(demo_audit, "--kind", "sheet", "--folio", "X-1")


@pytest.mark.parametrize("wrong", [("--kind", "annex"), ("--language", "fr")])
def test_what_is_not_offered_is_wrong_usage(demo_audit: Audit, wrong: tuple[str, str]) -> None:
    assert CliRunner().invoke(report, wrong, obj=demo_audit.folder).exit_code == 2
