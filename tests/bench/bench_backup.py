"""Times a backup and its restoring beside a plain copy of the same folder, in one run.

``python tests/bench/bench_backup.py [photos]`` makes an audit with so many photos of 4 MB and prints seconds, their ratio to the
plain copy, and the memory of each process. A backup reads every photo three times: to know it, to keep it, and to read it back.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from audit_app import audit, db, durable, ledger, photos  # noqa: E402 - the line above finds them
from audit_app.audit import Audit  # noqa: E402
from audit_app.ledger import Author  # noqa: E402

PHOTO_BYTES = 4_000_000
COPY = "import shutil, sys; shutil.copytree(sys.argv[1], sys.argv[2])"


def built(folder: Path, number: int) -> Audit:
    """Make an audit of one work with so many photos, of bytes of chance."""
    made = audit.create(folder, "Muchas fotografías", "es", "Oficina")
    author = Author("Oficina", "laptop")
    with made.opened() as database, db.saving(database):
        ledger.append(database, "works", {"folio": "W-1", "name": "Obra", "given": "{}"}, author)
        for _photo in range(number):
            data = os.urandom(PHOTO_BYTES)
            sha256 = photos.fingerprint(data)
            durable.write(photos.place(made.photos, sha256), data)
            facts: ledger.Row = {"media_type": "image/jpeg", "bytes": len(data), "width": 1, "height": 1}
            ledger.append(database, "photos", {**facts, "folio": "W-1", "sha256": sha256}, author)
    return made


def timed(command: list[str]) -> tuple[float, float]:
    """Return the seconds and the most megabytes that a command took."""
    began = time.perf_counter()
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _pid, status, used = os.wait4(running.pid, 0)
    assert status == 0, command
    return time.perf_counter() - began, used.ru_maxrss / 1000


def main() -> None:
    """Build the audit, time the three, print the table."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        os.environ["CONSTATA_HOME"] = str(place / "home")
        made = built(place / "audit", number)
        app = [sys.executable, "-m", "audit_app.cli", "--audit"]
        commands = {
            "a plain copy": [sys.executable, "-c", COPY, str(made.folder), str(place / "copy")],
            "backup": [*app, str(made.folder), "backup", str(place / "all.zip")],
            "restore": [*app, str(place / "again"), "restore", str(place / "all.zip")],
        }
        taken = {name: timed(command) for name, command in commands.items()}
    floor = taken["a plain copy"][0]
    print(f"{number} photos, {number * PHOTO_BYTES / 1e9:.1f} GB")
    for name, (seconds, megabytes) in taken.items():
        print(f"{name:14} {seconds:6.1f} s {seconds / floor:5.1f} × {megabytes:6.0f} MB")


if __name__ == "__main__":
    main()
