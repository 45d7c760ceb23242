"""How long a finished visit takes to be safe on this disk, beside the least that SQLite can take here.

Run: ``python tests/bench/bench_save.py [SAVES]`` from the project's folder.
"""

import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from audit_app import db, drafts
from audit_app.visits import queries
from audit_app.visits.answers import Answer
from tests.visits.works import BRIGADE, LOCATED, make

ANSWERS: dict[str, Answer] = {
    **LOCATED,
    "attempt": 1,
    "damage": '["none"]',
    "notes": "Una nota como las de siempre, de unas ocho o diez palabras.",
}


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long one call takes."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def quantile(times: list[float], share: float) -> float:
    """Return the time below which this share of the calls stayed."""
    return sorted(times)[min(int(len(times) * share), len(times) - 1)]


def told(name: str, times: list[float]) -> str:
    """Return one line of the table."""
    return (
        f"{name:<28} p50 {statistics.median(times):6.2f} ms   p99 {quantile(times, 0.99):6.2f} ms   "
        f"worst {max(times):6.2f} ms"
    )


def bare_database(path: Path) -> sqlite3.Connection:
    """Return a database of one table, as careful with the disk as an audit's."""
    bare = sqlite3.connect(path, isolation_level=None)
    for pragma in db.PRAGMAS:
        bare.execute(pragma)
    bare.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT)")
    return bare


def finish(database: Database, folio: str) -> float:
    """Save a draft, then return how long turning it into a visit took."""
    pairs = [(code, str(answer)) for code, answer in ANSWERS.items()]
    with db.saving(database):
        draft, _in_order = drafts.save(database, drafts.new("visits", folio, [], pairs, ""))

    def work() -> None:
        with db.saving(database):
            queries.finish(database, draft, ANSWERS, "", BRIGADE)

    return milliseconds(work)


def main() -> None:
    """Save visits and bare rows turn by turn, so that both meet the same disk; print both and their ratio."""
    saves = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    visits, floor = [], []
    with tempfile.TemporaryDirectory(dir=os.environ.get("CONSTATA_BENCH_FOLDER")) as folder:
        os.environ["CONSTATA_HOME"] = folder
        made = make(Path(folder) / "audit", *(f"W{number}" for number in range(saves)))
        with closing(bare_database(Path(folder) / "bare.db")) as bare, made.opened() as database:
            for number in range(saves):
                visits.append(finish(database, f"W{number}"))
                floor.append(milliseconds(lambda: bare.execute("INSERT INTO t (x) VALUES ('x')")))
    print(told(f"{saves} finished visits", visits))
    print(told(f"{saves} bare one-row commits", floor))
    ratio = statistics.median(visits) / statistics.median(floor)
    print(f"ratio p50 {ratio:.2f}   ratio p99 {quantile(visits, 0.99) / quantile(floor, 0.99):.2f}")


if __name__ == "__main__":
    main()
