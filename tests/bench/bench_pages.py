"""Times the list, its facets, the search and the map of 10,000 works beside those of 150, in one run.

``python tests/bench/bench_pages.py [works]`` prints the median and 95th percentile of 40 requests to the app in this process,
and their ratio to the audit of 150 works; before every fourth request a visit is saved, so nothing remembered is new.
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from audit_app import audit, create_app, db, ledger, security  # noqa: E402 - the line above finds them
from audit_app.audit import Audit  # noqa: E402
from tests.bench import bench_scale  # noqa: E402

SMALL, REQUESTS = 150, 40
PAGES = {
    "the list": "/works",
    "a page further on": "/works?after=W-000100",
    "two facets": "/works?disposition=located&state=Jalisco",
    "a search": "/works?q=calle+77",
    "the map's table": "/map?from=20.5,-101.5",
    "what the map draws": "/map/works.json",
    "the map drawn nearer": "/map/works.json?bounds=20.1,-101.3,20.2,-101.1",
    "the route of the day": "/map/route?from=20.5,-101.5",
    "one work": "/works/W-000101",
    "the first page": "/",
}


def built(folder: Path, works: int) -> Audit:
    """Make an audit of so many works, each with a visit and a reviewed file."""
    home = Path(os.environ["CONSTATA_HOME"])
    folder.mkdir()
    bench_scale.write_inputs(folder, works)
    at = ("--audit", str(folder / "audit"))
    bench_scale.command(home, *at, "new", "--title", f"{works} obras")
    bench_scale.command(home, *at, "import-sample", str(folder / "list.csv"))
    bench_scale.command(home, *at, "import-visits", str(folder / "visits.csv"))
    return Audit(folder / "audit")


def save_something(audited: Audit) -> None:
    """Add a revision, as a visit finished does."""
    with audited.opened() as database, db.saving(database):
        author = ledger.Author("Brigada 1", audit.device(database, audited))
        row = {"folio": "W-000003", "outcome": "not_visited", "outcome_detail": "weather"}
        head = database.execute("SELECT id FROM visit_heads WHERE folio = 'W-000003'").fetchone()[0]
        ledger.append(database, "visits", row, author, [head])


def timed(audited: Audit) -> dict[str, tuple[float, float]]:
    """Return the median and the 95th percentile of every page, in seconds of processor."""
    client = create_app(audited.folder).test_client()
    client.get(security.launch_path(audit.laptop().secret))
    told = {}
    for name, address in PAGES.items():
        assert client.get(address).status_code == 200, address
        seconds = []
        for n in range(REQUESTS):
            if n % 4 == 0:
                save_something(audited)
            began = time.process_time()
            client.get(address)
            seconds.append(time.process_time() - began)
        told[name] = median(seconds), quantiles(seconds, n=20)[-1]
    return told


def main() -> None:
    """Build both audits, time their pages, print the table."""
    works = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as made:
        os.environ["CONSTATA_HOME"] = str(Path(made) / "home")
        small, large = (timed(built(Path(made) / str(number), number)) for number in (SMALL, works))
    print(
        f"milliseconds of processor of {works} works, median and 95th percentile, and times those of {SMALL} works"
    )
    for name in PAGES:
        (few_median, few_most), (median_taken, most) = small[name], large[name]
        ratios = f"{median_taken / few_median:6.1f} × {most / few_most:6.1f} ×"
        print(f"{name:24} {1000 * median_taken:7.1f} {1000 * most:7.1f} {ratios}")


if __name__ == "__main__":
    main()
