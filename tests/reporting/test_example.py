"""The committed example is what the demo writes today: ``scripts/example.py`` makes it again."""

from pathlib import Path

from pypdf import PdfReader

from audit_app import demo
from audit_app.audit import Audit
from audit_app.reporting import making


def pages(path: Path) -> list[bytes]:
    """Return what is drawn on each page, whatever library compressed it."""
    return [page.get_contents().get_data() for page in PdfReader(path).pages]  # type: ignore[union-attr] # no page is empty


def test_the_example_is_the_report_of_the_demo(tmp_path: Path) -> None:
    made = demo.build(Audit(tmp_path / "demo"), with_photos=True)
    with made.opened() as database:
        report = making.make_summary(made, database, tmp_path / "demo.pdf", "es")
    assert pages(report) == pages(demo.REPORT)
