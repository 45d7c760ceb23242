import errno
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pypdf import PdfReader

from audit_app.audit import Audit
from audit_app.errors import DiskFull, NotWritable, UnknownWork
from audit_app.reporting import making
from tests.pdf.reports import said, tool
from tests.reporting.audits import add_visit, add_work


def summary(audit: Audit, language: str = "es", out: Path | None = None) -> Path:
    with audit.opened() as database:
        return making.make_summary(audit, database, out, language)


def sheet(audit: Audit, folio: str, out: Path | None = None) -> Path:
    with audit.opened() as database:
        return making.make_sheet(audit, database, folio, out, "es")


def test_the_published_percentages_are_read_back_from_the_pdf(demo_audit: Audit) -> None:
    first = " ".join(tool("pdftotext", "-l", "1", "-layout", str(summary(demo_audit)), "-").split())
    for percentage in ("96.3 %", "97.7 %", "51.3 %"):
        assert percentage in first
    for counts in (
        "144 de 150 obras",
        "141 de 144 obras",
        "79 de 150 expedientes",
        "10 municipios de 3 estados",
    ):
        assert counts in first


def test_the_same_audit_gives_the_same_bytes(demo_audit: Audit) -> None:
    once = summary(demo_audit).read_bytes()
    assert summary(demo_audit).read_bytes() == once


def test_a_report_goes_to_the_audits_folder_by_its_kind_and_language(demo_audit: Audit) -> None:
    assert summary(demo_audit, "en") == demo_audit.reports / "summary-en.pdf"
    assert sheet(demo_audit, "GTO-1-01") == demo_audit.reports / "sheet-es-GTO-1-01.pdf"
    assert sorted(path.name for path in demo_audit.reports.iterdir()) == [
        "sheet-es-GTO-1-01.pdf",
        "summary-en.pdf",
    ]


def test_a_folio_that_is_no_file_name_is_written_as_in_its_address(empty_audit: Audit) -> None:
    with empty_audit.opened() as database:
        add_work(database, "W/001")
    assert sheet(empty_audit, "W/001").name == "sheet-es-W~2F001.pdf"


def test_folios_too_long_for_a_file_name_have_a_sheet_each(empty_audit: Audit) -> None:
    folios = ("Ñ" * 300 + "1", "Ñ" * 300 + "2")
    with empty_audit.opened() as database:
        for folio in folios:
            add_work(database, folio)
    assert len({sheet(empty_audit, folio) for folio in folios}) == 2


def test_an_audit_without_works_has_its_report(empty_audit: Audit) -> None:
    assert "Muestra de 0 obras" in said(summary(empty_audit))


def test_works_in_conflict_are_announced_and_left_out(demo_audit: Audit) -> None:
    with demo_audit.opened() as database:
        add_visit(database, "GTO-1-01", "not_located")
    first = said(summary(demo_audit), 1)
    assert "1 obra tiene versiones en conflicto" in first
    assert "143 de 149 obras" in first
    assert "Provisional: hay versiones en conflicto (visita)" in said(sheet(demo_audit, "GTO-1-01"))


def test_every_sheet_of_the_demo_takes_one_page(demo_audit: Audit) -> None:
    for folio in ("GTO-1-01", "GTO-2-11", "ZAC-1-11", "JAL-1-20"):
        assert len(PdfReader(sheet(demo_audit, folio)).pages) == 1


def test_an_unknown_folio_leaves_no_file(demo_audit: Audit, tmp_path: Path) -> None:
    with pytest.raises(UnknownWork):
        sheet(demo_audit, "X-1", tmp_path / "out" / "x.pdf")
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_refused(demo_audit: Audit, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(NotWritable, match="file"):
        summary(demo_audit, out=tmp_path / "file" / "report.pdf")


def test_a_failed_write_keeps_the_report_that_was_there(
    demo_audit: Audit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "reports" / "report.pdf"
    there.parent.mkdir()
    there.write_bytes(b"the one before")

    def refuse(*_paths: object) -> None:
        error = PermissionError(13, "Permission denied")
        error.winerror = 32  # type: ignore[attr-defined] # as Windows says of a file that another program shows
        raise error

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(NotWritable, match="otro programa lo tiene abierto"):
        summary(demo_audit, out=there)
    assert there.read_bytes() == b"the one before"
    assert [path.name for path in there.parent.iterdir()] == ["report.pdf"]


def test_a_full_disk_is_told_as_such(demo_audit: Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_paths: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(DiskFull):
        summary(demo_audit)


def test_reports_made_at_once_do_not_mix(demo_audit: Audit, tmp_path: Path) -> None:
    alone = summary(demo_audit).read_bytes()
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda number: summary(demo_audit, "es", tmp_path / f"{number}.pdf"), range(4)))
    assert {path.read_bytes() for path in made} == {alone}


def test_making_reports_is_light_until_one_is_made() -> None:
    code = "import sys, audit_app.reporting.commands; print(sorted({'reportlab', 'PIL'} & set(sys.modules)))"
    assert tool(sys.executable, "-c", code).strip() == "[]"
