"""Times an audit of 10,000 works: import, export, and the pages, each beside a floor measured in the same run.

``python tests/bench/bench_scale.py [works]`` prints a table; nothing here is a test.
"""

import csv
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from audit_app import audit, create_app, security  # noqa: E402 - the line above finds them
from audit_app.audit import Audit  # noqa: E402
from audit_app.instruments import DOCUMENT_BY_CODE, QUESTIONS  # noqa: E402

LIST_HEADER = [
    *("Folio", "Nombre de la obra", "Tipo de obra", "Estado", "Cve_Ent", "Municipio", "Cve_Mun", "Localidad"),
    *("Instancia ejecutora", "Monto federal", "Monto estatal", "Monto municipal", "Monto total"),
    *("Fecha de inicio", "Fecha de término", "Latitud", "Longitud", "Beneficiarios"),
    *("Estrato", "UPM", "Factor", "UPM marco", "Obras marco", "Distrito"),
]
STATES = (("Guanajuato", "11"), ("Jalisco", "14"), ("Zacatecas", "32"))


def list_rows(works: int) -> list[list[object]]:
    """Return a sample list of this many works in 3 strata of 20 PSUs each, and 40 districts with works in all of them."""
    rows: list[list[object]] = []
    for n in range(works):
        state, code = STATES[n % 3]
        psu = n % 60
        rows.append(
            [
                *(
                    f"W-{n:06d}",
                    f"Pavimentación de la calle {n} con concreto hidráulico",
                    "Urbanización",
                    state,
                    code,
                ),
                *(f"Municipio {psu}", f"{psu + 1:03d}", "Centro", f"H. Ayuntamiento de Municipio {psu}"),
                *(
                    "250000.50",
                    "250000.50",
                    "250000.50",
                    "750001.50",
                    f"{n % 28 + 1:02d}/03/2008",
                    f"{n % 28 + 1:02d}/06/2008",
                ),
                *(f"{20 + n % 900 / 1000:.6f}", f"{-101 - n % 900 / 1000:.6f}", n % 500 + 10),
                *(state, f"{code}-{psu}", "1.5", 46, works, f"Distrito {n // 60 % 40}"),
            ]
        )
    return rows


def visit_rows(works: int) -> list[dict[str, object]]:
    """Return a visit and a reviewed file for every work."""
    rows: list[dict[str, object]] = []
    for n in range(works):
        located = n % 25 != 0
        row: dict[str, object] = {
            "folio": f"W-{n:06d}",
            "visited_on": "2009-10-15",
            "evaluators": "Brigada 1",
            "attempt": 1,
        }
        row["outcome"] = "located" if located else "not_located"
        if located:
            row |= {
                "operates": "no" if n % 40 == 7 else "yes",
                "matches_plan": "yes",
                "condition": "good",
                "damage": "cracks;rust",
            }
            row |= {
                "maintained": "insufficient" if n % 2 else "adequate",
                "priority_need": "yes",
                "notes": f"Nota {n}, «con texto».",
            }
            row |= {"latitude": 20.1, "longitude": -101.2}
        row |= {
            f"doc_{code}": "missing" if (n + k) % 9 == 0 else "complete"
            for k, code in enumerate(DOCUMENT_BY_CODE)
        }
        rows.append(row)
    return rows


def write_inputs(folder: Path, works: int) -> None:
    """Write the list and the visits file."""
    with (folder / "list.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([LIST_HEADER, *list_rows(works)])
    header = ["folio", *QUESTIONS, *(f"doc_{code}" for code in DOCUMENT_BY_CODE)]
    with (folder / "visits.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerows(visit_rows(works))


def command(home: Path, *arguments: str) -> float:
    """Run one command as a whole process; return its seconds."""
    environment = {**os.environ, "CONSTATA_HOME": str(home), "PYTHONPATH": str(ROOT)}
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "audit_app.cli", *arguments], env=environment, check=True, capture_output=True
    )
    return time.perf_counter() - began


def repeated(action: Callable[[], object], times: int = 5) -> float:
    """Return the median seconds of an action, after one that is not counted."""
    action()
    seconds = []
    for _time in range(times):
        began = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - began)
    return median(seconds)


def floor_import(folder: Path) -> float:
    """Return the seconds of reading the same list by ``csv`` into one plain SQLite table."""
    began = time.perf_counter()
    with (folder / "list.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    database = sqlite3.connect(folder / "floor.db")
    database.execute(f"CREATE TABLE floor ({', '.join(f'c{n} TEXT' for n in range(len(LIST_HEADER)))})")
    database.executemany(f"INSERT INTO floor VALUES ({', '.join('?' * len(LIST_HEADER))})", rows)
    database.commit()
    database.close()
    return time.perf_counter() - began


def floor_export(exported: Path, folder: Path) -> float:
    """Return the seconds of writing the same exported cells by ``csv`` from memory."""
    tables = []
    for path in exported.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            tables.append((path.name, list(csv.reader(file))))
    began = time.perf_counter()
    for name, rows in tables:
        with (folder / f"floor-{name}").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    return time.perf_counter() - began


def main() -> None:
    """Build the audit, time everything, print the table."""
    works = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        home = folder / "home"
        os.environ["CONSTATA_HOME"] = str(home)
        write_inputs(folder, works)
        start = min(command(home, "new", "--title", "Arranque") for _time in range(1))
        target = folder / "audit"
        command(home, "--audit", str(target), "new", "--title", "Diez mil obras")
        at = ("--audit", str(target))
        seconds = {
            "import-sample (whole process)": (
                command(home, *at, "import-sample", str(folder / "list.csv")),
                floor_import(folder),
            ),
            "import-visits (whole process)": (
                command(home, *at, "import-visits", str(folder / "visits.csv")),
                None,
            ),
            **{
                f"results --by {column} (whole process)": (
                    median(command(home, *at, "results", "--by", column, "--json") for _time in range(3)),
                    start,
                )
                for column in ("municipality", "Distrito")
            },
        }
        exported = command(home, *at, "export", "--out", str(folder / "out"))
        seconds["export (whole process)"] = (exported, floor_export(folder / "out", folder))
        client = create_app(Audit(target).folder).test_client()
        client.get(security.launch_path(audit.laptop().secret))
        empty = repeated(lambda: client.get("/help"))
        for page in (
            "/works",
            "/works?q=calle+77",
            "/works/W-000123",
            "/results",
            "/results?by=municipality",
            "/results/located",
        ):
            assert client.get(page).status_code == 200, page
            seconds[f"page {page}"] = (repeated(partial(client.get, page)), empty)
    print(f"{works} works; seconds, and the ratio to the floor (for pages: the help page)")
    for name, (taken, floor) in seconds.items():
        print(f"{name:45} {taken:7.3f}" + (f" {taken / floor:9.1f} ×" if floor else ""))


if __name__ == "__main__":
    main()
