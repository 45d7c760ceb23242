"""Times the page of a day's photos: 500 that wait in an audit of 10,000 works, 200 of them visited that day.

``python tests/bench/bench_day.py`` prints what reading, proposing and the whole page take, and what giving all of them to their
works takes; it exits with 1 where the page takes 3 seconds, or a photo 200 ms to be given.
"""

import hashlib
import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))
WORKS, VISITED, PHOTOS, SIZE = 10_000, 200, 500, 3_000_000
MOST_PAGE, MOST_GIVEN = 3.0, 0.2


def main() -> int:
    """Make the audit, and time."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CONSTATA_HOME"] = folder
        from audit_app import db, durable, ledger, photos
        from audit_app.ledger import Row
        from audit_app.photos import Examined
        from audit_app.visits.waiting import queries
        from audit_app.visits.waiting.grouped import grouped
        from tests.visits.works import BRIGADE, make, walk_in

        audit = make(Path(folder) / "audit")
        places = [(20 + n % 100 / 40, -103 - n // 100 / 40) for n in range(WORKS)]
        with audit.opened() as database, db.saving(database):
            works: list[tuple[Row, tuple[str, ...]]] = [
                (
                    {
                        "folio": f"W/{n:05}",
                        "name": f"Obra {n}",
                        "given": "{}",
                        "latitude": lat,
                        "longitude": lon,
                    },
                    (),
                )
                for n, (lat, lon) in enumerate(places)
            ]
            ledger.append_many(database, "works", works, BRIGADE)
            hours = [f"{8 + n % 10:02}" for n in range(VISITED)]
            visits: list[tuple[Row, tuple[str, ...]]] = [
                (
                    {
                        "folio": f"W/{n:05}",
                        "visited_on": "2009-10-01",
                        "arrived_at": f"{hour}:00",
                        "left_at": f"{hour}:40",
                    },
                    (),
                )
                for n, hour in enumerate(hours)
            ]
            ledger.append_many(database, "visits", visits, BRIGADE)
            for n in range(PHOTOS):
                data = os.urandom(SIZE)
                sha256 = hashlib.sha256(data).hexdigest()
                durable.write(photos.place(audit.waiting, sha256), data)
                work = n % VISITED
                photo = Examined(
                    *(
                        sha256,
                        "image/jpeg",
                        SIZE,
                        4000,
                        3000,
                        f"2009-10-01T{8 + work % 10:02}:{n % 60:02}:00",
                    ),
                    *(places[work][0] + 1e-4, places[work][1]),
                )
                queries.add(database, photo, f"IMG_{n:04}.jpg", os.urandom(8).hex())
        with audit.opened() as database:
            began = time.perf_counter()
            known, waiting = queries.works(database), queries.all_waiting(database)
            read = time.perf_counter()
            groups = grouped(waiting, known)
            proposed = time.perf_counter()
        sure = sum(len(group.lines) for group in groups if group.certainty == "sure")
        page = walk_in(audit)
        page.get("/photos")
        shown = time.perf_counter()
        size = len(page.get("/photos").data)
        whole = time.perf_counter() - shown
        chosen = {
            f"folio-{line.waiting.photo.sha256}": line.folio for group in groups for line in group.lines
        }
        began_giving = time.perf_counter()
        take = [one.photo.sha256 for one in waiting]
        page.post("/photos/decide", {"action": "give", "take": take, **chosen})
        given = (time.perf_counter() - began_giving) / PHOTOS
        with audit.opened() as database:
            left = queries.count(database)[0]
    print(f"{WORKS:,} works, {PHOTOS} photos, {sure} sure, {left} left waiting afterwards")
    print(
        f"read {read - began:.2f} s, proposed {proposed - read:.2f} s, page {whole:.2f} s and {size / 1e6:.2f} MB"
    )
    print(f"given to a work: {1000 * given:.0f} ms a photo of {SIZE / 1e6:.0f} MB")
    return int(whole > MOST_PAGE or given > MOST_GIVEN)


if __name__ == "__main__":
    sys.exit(main())
