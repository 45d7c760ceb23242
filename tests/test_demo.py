"""The demo: it prints the published percentages, writes its report, and replaces nothing but a demo."""

import errno
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from audit_app import audit, cli, demo, figures
from audit_app.audit import Audit
from audit_app.errors import AuditExists, NotWritable

PUBLISHED = {
    "Obras localizadas": "96.3 %",
    "Operan y corresponden con lo planeado": "97.7 %",
    "Con reportes y acta": "51.3 %",
    "Ejecutadas por el ayuntamiento": "99.2 %",
    "Duración media, meses": "2.70",
}


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "reports" / "demo.pdf"
    monkeypatch.setattr(demo, "REPORT", path)
    return path


def test_the_demo_prints_the_published_percentages_and_writes_its_report(home: Path, report: Path) -> None:
    told = CliRunner().invoke(cli.cli, ["demo", "--no-photos"], catch_exceptions=False)
    lines = [line.split("  ") for line in told.stdout.splitlines()]
    printed = {line[0]: [word for word in line[1:] if word][0].strip() for line in lines if len(line) > 2}
    assert {name: printed[name] for name in PUBLISHED} == PUBLISHED
    assert report.read_bytes().startswith(b"%PDF")
    assert audit.last_opened() == Audit(home / "demo")


def test_the_demo_comes_anew_and_whole(home: Path, report: Path) -> None:
    for _ in range(2):
        CliRunner().invoke(cli.cli, ["demo", "--no-photos"], catch_exceptions=False)
    with Audit(home / "demo").opened() as database:
        assert database.execute("SELECT count(*) FROM visits").fetchone() == (150,)
        assert figures.response(database).located == 144


def test_the_demo_never_replaces_another_audit(empty_audit: Audit, report: Path) -> None:
    told = CliRunner().invoke(cli.cli, ["--audit", str(empty_audit.folder), "demo", "--no-photos"])
    assert isinstance(told.exception, AuditExists)
    assert empty_audit.exists
    assert not report.exists()


def test_a_demo_that_a_window_shows_on_windows_stays_whole(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = demo.build(Audit(home / "demo"), with_photos=False)
    (made.photos / "ab").mkdir()
    remove = os.unlink

    def refused(path: str | Path, **where: int) -> None:
        if Path(path).name == "audit.db":
            error = PermissionError(errno.EACCES, "The process cannot access the file")
            error.winerror = 32  # type: ignore[attr-defined] # which Linux does not have
            raise error
        remove(path, **where)

    monkeypatch.setattr(os, "unlink", refused)
    with pytest.raises(NotWritable, match="otro programa lo tiene abierto"):
        demo.build(made, with_photos=False)
    assert (made.photos / "ab").is_dir()
    with made.opened() as database:
        assert len(figures.overall(database)) > 5
