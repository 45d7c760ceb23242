"""Make the committed example of the report again: ``reports/demo.pdf`` and the picture of its first page. Needs ``pdftoppm``."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from audit_app import demo  # noqa: E402 - the line above finds it
from audit_app.audit import Audit  # noqa: E402
from audit_app.reporting import making  # noqa: E402


def main() -> None:
    """Build the demo audit in a folder that is thrown away, write its report and its picture."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CONSTATA_HOME"] = folder
        made = demo.build(Audit(Path(folder) / "demo"), with_photos=True)
        with made.opened() as database:
            report = making.make_summary(made, database, demo.REPORT, "es")
    picture = ["-singlefile", "-png", "-f", "1", "-scale-to-x", "680", "-scale-to-y", "880"]
    subprocess.run(["pdftoppm", *picture, str(report), str(report.with_suffix(""))], check=True)


if __name__ == "__main__":
    main()
