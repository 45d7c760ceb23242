"""Times keeping a photo of 12 megapixels, and the pages of an audit of 5,000 photos, 500 of them of one work.

``python tests/bench/bench_photos.py [--runs N]`` prints medians, and exits with 1 where keeping a photo takes 400 ms of processor
or more, or half as much again as Pillow takes to read it whole and make a small copy; where it needs 60 MB; or where a page
takes 200 ms.
"""

import argparse
import hashlib
import io
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))
PICTURE = ROOT / "sample_data" / "photos" / "JAL-4-05_1.jpg"
MEGAPIXELS_12 = (4000, 3000)
WORKS, PHOTOS, OF_ONE = 150, 5000, 500
MOST_MS, MOST_TIMES, MOST_MB, MOST_PAGE_MS = 400.0, 1.5, 60.0, 200.0


def large(folder: Path) -> bytes:
    """Return a JPEG of 12 megapixels with the grain of a camera, made in another process: this one stays small."""
    path = folder / "large.jpg"
    if os.fork() == 0:
        from PIL import Image

        with Image.open(PICTURE) as image:
            grain = Image.effect_noise(MEGAPIXELS_12, 40).convert("RGB")
            Image.blend(image.convert("RGB").resize(MEGAPIXELS_12), grain, 0.2).save(path, quality=92)
        os._exit(0)
    os.wait()
    return path.read_bytes()


def milliseconds(work: Callable[[int], object], runs: int, clock: Callable[[], float]) -> float:
    """Return the median of what some runs take."""
    taken = []
    for run in range(runs):
        began = clock()
        work(run)
        taken.append(1000 * (clock() - began))
    return median(taken)


def peak() -> float:
    """Return the most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def bare(data: bytes) -> None:
    """Read a photo whole and make a small copy, by Pillow alone: the floor."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as image:
        small = image.convert("RGB")
        small.thumbnail((720, 720))
        small.save(io.BytesIO(), "JPEG", quality=82)


def kept(folder: Path, runs: int) -> list[tuple[str, float, float]]:
    """Keep a large photo again and again, each time with a byte more; return what is to be judged."""
    from audit_app import photos

    data = large(folder)
    originals, derived = folder / "originals", folder / "derived"

    def keep(run: int) -> None:
        one = photos.keep(data + bytes([run]), "a.jpg", originals, derived)
        photos.look(photos.place(derived, one.sha256))

    before = peak()
    taken = milliseconds(keep, runs, time.process_time)
    memory = peak() - before
    floor = milliseconds(lambda _run: bare(data), runs, time.process_time)
    print(
        f"keeping {len(data) / 1e6:.1f} MB: {taken:.0f} ms; Pillow alone, read whole: {floor:.0f} ms; {memory:.0f} MB more"
    )
    return [
        ("ms of processor to keep a photo", taken, MOST_MS),
        ("beside Pillow alone", taken / floor, MOST_TIMES),
        ("MB to keep it", memory, MOST_MB),
    ]


def shown(folder: Path, runs: int) -> list[tuple[str, float, float]]:
    """Ask for the pages of an audit with thousands of photos; return what is to be judged."""
    from audit_app import audit, create_app, db, ledger, security
    from audit_app.ledger import Author
    from audit_app.visits.photos import queries

    chance, author = random.Random(1), Author("Oficina", "laptop")  # noqa: S311 - looks of chance
    made = audit.create(folder / "audit", "Muchas fotografías", "es", "Oficina")
    with made.opened() as database, db.saving(database):
        for number in range(WORKS):
            place = {"latitude": 20.0, "longitude": -103.0}
            ledger.append(
                database, "works", {"folio": f"W-{number}", "name": "Obra", "given": "{}", **place}, author
            )
        facts: ledger.Row = {
            "media_type": "image/jpeg",
            "bytes": 1,
            "width": 1,
            "height": 1,
            "taken_at": "2009-10-01T10:00:00",
        }
        for number in range(PHOTOS):
            folio = "W-0" if number < OF_ONE else f"W-{1 + number % (WORKS - 1)}"
            sha256 = hashlib.sha256(b"%d" % number).hexdigest()
            place = {"latitude": chance.gauss(20.0, 0.005), "longitude": -103.0}  # one in three is far
            ledger.append(database, "photos", {**facts, **place, "folio": folio, "sha256": sha256}, author)
            queries.remember_look(database, sha256, f"{chance.getrandbits(64):016x}")
    client = create_app(made.folder).test_client()
    client.get(security.launch_path(audit.laptop().secret))
    judged = []
    for page in ("/visits/W-0", "/visits/W-0/record", "/visits/W-5", "/works", "/photos/review"):
        client.get(page)
        taken = milliseconds(lambda _run, page=page: client.get(page), runs, time.perf_counter)  # type: ignore[misc]
        judged.append((f"ms, {page}", taken, MOST_PAGE_MS))
    return judged


def main() -> int:
    """Measure, judge, return 1 where a rule is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=7)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        os.environ["CONSTATA_HOME"] = str(Path(made) / "home")
        rules = [*kept(Path(made), asked.runs), *shown(Path(made), asked.runs)]
    for what, measured, most in rules:
        print(f"{'holds ' if measured < most else 'MISSED'}  {what}: {measured:.1f}, less than {most:.0f}")
    return int(any(measured >= most for _what, measured, most in rules))


if __name__ == "__main__":
    sys.exit(main())
