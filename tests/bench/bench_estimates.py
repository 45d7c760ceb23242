"""Times a share with its two-stage error, design effect and interval in 40 groups, from a table of outcomes, beside other tools.

``python tests/bench/bench_estimates.py [--rows N] [--runs N] [--rival-python PATH]`` prints a table for 150, 10,000 and 1,000,000
rows, or for those asked. Each run is a process of its own that does all of it twice, from opening the data to the last interval:
the first time a tool still loads what it needs, the second it is warm. Peak memory is that of the first. DuckDB and svy run, on
Parquet, in the other interpreter where it has them; DuckDB is needed to write that.
"""

import argparse
import csv
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path
from random import Random
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from audit_app.estimates.estimate import Rules  # noqa: E402 - the line above finds it
from audit_app.estimates.shares import share  # noqa: E402
from audit_app.estimates.totals import PsuTotals, drawn_sample  # noqa: E402

SIZES = (150, 10_000, 1_000_000)
GROUPS, STRATA, SEED = 40, 3, 2009
COLUMNS = {
    **dict.fromkeys(("folio", "grp", "stratum", "psu"), "TEXT"),
    **{"weight": "REAL", "y": "REAL", "stratum_psus": "INTEGER", "psu_works": "INTEGER"},
}
ANSWERS = "CREATE VIEW answers AS SELECT 'located' AS question, grp, stratum, psu, weight, y FROM outcomes"
SAMPLED = "CREATE VIEW sampled AS SELECT stratum, psu, stratum_psus, psu_works FROM outcomes"

Told = dict[str, tuple[float, float, float, float]]  # by group: the share, its standard error, its interval


class Run(NamedTuple):
    """One process: seconds the first time and the second, peak of memory in MB, and what was found."""

    first: float
    again: float
    peak: float
    told: Told


def outcomes(rows: int) -> Iterator[tuple[str, str, str, str, float, float | None, int, int]]:
    """Yield works in random order of their PSUs, whose shares differ; one in twenty has no answer."""
    random = Random(SEED)  # noqa: S311 - made-up data, not a secret
    psus = min(300, max(10, rows // 170))
    works, frame = rows // (STRATA * psus), 4 * psus
    shares = [[random.betavariate(18, 2) for _psu in range(psus)] for _stratum in range(STRATA)]
    for n in range(rows):
        stratum, psu = n % STRATA, random.randrange(psus)
        y = None if random.random() < 0.05 else float(random.random() < shares[stratum][psu])
        in_psu = (3 + psu % 5) * (works + 10)
        weight = frame / psus * in_psu / works
        group = f"Municipio {random.randrange(GROUPS):02d}"
        yield f"W-{n:07d}", group, f"Estado {stratum}", f"{stratum}-{psu:03d}", weight, y, frame, in_psu


def write(folder: Path, rows: int) -> None:
    """Write the outcomes as a table of SQLite and as CSV, and the two texts of SQL beside."""
    from audit_app.counting import DRAWN, PER_PSU

    (folder / "per_psu.sql").write_text(PER_PSU, encoding="utf-8")
    (folder / "drawn.sql").write_text(DRAWN, encoding="utf-8")
    with closing(sqlite3.connect(folder / "outcomes.db")) as database:
        database.execute(f"CREATE TABLE outcomes ({', '.join(map(' '.join, COLUMNS.items()))})")
        database.executemany(f"INSERT INTO outcomes VALUES ({', '.join('?' * len(COLUMNS))})", outcomes(rows))
        database.execute(ANSWERS)
        database.execute(SAMPLED)
        database.commit()
    with (folder / "outcomes.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow(COLUMNS)
        csv.writer(file).writerows(outcomes(rows))


def parquet(folder: Path) -> None:
    """Write the CSV as Parquet."""
    types = {name: "DOUBLE" if kind == "REAL" else kind for name, kind in COLUMNS.items()}
    read = f"read_csv('{folder / 'outcomes.csv'}', header = true, columns = {json.dumps(types)})"
    import_module("duckdb").sql(f"COPY (FROM {read}) TO '{folder / 'outcomes.parquet'}'")


def estimated(per_psu: Iterable[tuple[object, ...]], drawn: Iterable[tuple[object, ...]]) -> Told:
    """Return the share of every group from the rows of the two queries."""
    totals: dict[str, list[PsuTotals]] = defaultdict(list)
    for _question, group, *rest in per_psu:
        totals[str(group)].append(PsuTotals(*rest))  # type: ignore[arg-type] # what the database holds
    sample, rules, told = drawn_sample(drawn), Rules(), {}  # type: ignore[arg-type]
    for group, some in totals.items():
        found = share(some, sample, rules)
        if found and found.se is not None and found.ci:
            told[group] = (found.value, found.se, *found.ci)
    return told


def by_sqlite(folder: Path) -> Told:
    """Estimate from the file database by this program's SQL and arithmetic."""
    per_psu, drawn = ((folder / name).read_text(encoding="utf-8") for name in ("per_psu.sql", "drawn.sql"))
    with closing(sqlite3.connect(folder / "outcomes.db")) as database:
        database.execute("PRAGMA threads = 2")  # two more may help to sort
        return estimated(database.execute(per_psu), database.execute(drawn))


def by_duckdb(folder: Path) -> Told:
    """Estimate from Parquet by the same SQL and arithmetic."""
    per_psu, drawn = ((folder / name).read_text(encoding="utf-8") for name in ("per_psu.sql", "drawn.sql"))
    database = import_module("duckdb").connect()
    database.execute(f"CREATE VIEW outcomes AS FROM '{folder / 'outcomes.parquet'}'")
    database.execute(ANSWERS)
    database.execute(SAMPLED)
    return estimated(database.execute(per_psu).fetchall(), database.execute(drawn).fetchall())


def by_svy(folder: Path) -> Told:
    """Estimate from Parquet by svy: Taylor linearisation with strata, PSUs, works and both finite corrections."""
    polars, svy = import_module("polars"), import_module("svy")
    data = polars.read_parquet(folder / "outcomes.parquet").with_columns(polars.col("y").cast(polars.Int8))
    frames = svy.PopSize(psu="stratum_psus", ssu="psu_works")
    design = svy.Design(stratum="stratum", psu="psu", ssu="folio", wgt="weight", pop_size=frames)
    estimation = svy.Sample(data, design).estimation
    found = estimation.prop("y", by="grp", ci_method="korn-graubard", deff="wr", drop_nulls=True)
    such = found.to_polars().filter(polars.col("y") == 1)
    return {group: tuple(rest) for group, *rest in such.select("grp", "est", "se", "lci", "uci").rows()}


OURS = "SQLite and this program"
TOOLS: dict[str, Callable[[Path], Told]] = {
    OURS: by_sqlite,
    "DuckDB and this program": by_duckdb,
    "svy": by_svy,
}
NEEDS = {"DuckDB and this program": ("duckdb",), "svy": ("duckdb", "svy")}


def run(tool: str, folder: Path) -> None:
    """Run one tool twice in this process; print the seconds of each time, the peak of memory in MB and what it found."""
    from resource import RUSAGE_SELF, getrusage

    for name in NEEDS.get(tool, ()):
        import_module(name)  # not counted
    began = time.perf_counter()
    told = TOOLS[tool](folder)
    first, peak = time.perf_counter() - began, getrusage(RUSAGE_SELF).ru_maxrss / 1024
    began = time.perf_counter()
    TOOLS[tool](folder)
    print(json.dumps([first, time.perf_counter() - began, peak, told]))


def in_process(python: str, *arguments: str) -> str:
    """Run this file in a process of its own; return what it prints."""
    words = [python, __file__, *arguments]
    return subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True, env=os.environ).stdout


def has(python: str, modules: Iterable[str]) -> bool:
    """Tell whether an interpreter can import these."""
    words = [python, "-c", "".join(f"import {name}\n" for name in modules)]
    return subprocess.run(words, check=False, capture_output=True).returncode == 0


def compared(rows: int, runs: int, rival: str) -> None:
    """Time every tool on a table of so many rows in turn, and print their medians and how far their figures lie apart."""
    pythons = {tool: rival if tool in NEEDS else sys.executable for tool in TOOLS}
    tools = [tool for tool in TOOLS if has(pythons[tool], NEEDS.get(tool, ()))]
    with tempfile.TemporaryDirectory() as made:
        write(Path(made), rows)
        if has(rival, ["duckdb"]):
            in_process(rival, "--parquet", made)
        every: dict[str, list[Run]] = {tool: [] for tool in tools}
        for _turn in range(runs):
            for tool in tools:
                every[tool].append(Run(*json.loads(in_process(pythons[tool], "--tool", tool, made))))
    print(
        f"\n{rows} rows, {GROUPS} groups; medians of {runs} runs: seconds the first time, again, and the ratio to ours"
    )
    ours = every[OURS]
    for tool, theirs in every.items():
        first, again, base = (
            median(run.first for run in theirs),
            median(run.again for run in theirs),
            median(run.again for run in ours),
        )
        peak = max(run.peak for run in theirs)
        numbers = f"{first:8.3f} {again:8.3f} {again / base:6.2f} × {peak:6.0f} MB"
        print(f"{tool:24} {numbers}  {apart(ours[0].told, theirs[0].told)}")


def apart(ours: Told, theirs: Told) -> str:
    """Tell how far two tools lie apart in the groups where both know the error of a share that is neither 0 nor 1."""
    both = [group for group in ours if group in theirs and 0 < ours[group][0] < 1 and theirs[group][1]]
    share, error, low, high = (
        max((abs(ours[g][n] - theirs[g][n]) for g in both), default=0.0) for n in range(4)
    )
    return f"{len(both)} groups: share {share:.1e}, error {error:.1e}, interval {max(low, high):.1e} apart"


def main() -> None:
    """Compare the tools, or run one of them in the process made for it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, action="append")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--rival-python", default=sys.executable)
    parser.add_argument("--tool", choices=TOOLS)
    parser.add_argument("--parquet", action="store_true")
    parser.add_argument("folder", type=Path, nargs="?")
    asked = parser.parse_args()
    if asked.tool:
        run(asked.tool, asked.folder)
    elif asked.parquet:
        parquet(asked.folder)
    else:
        for rows in asked.rows or SIZES:
            compared(rows, asked.runs, asked.rival_python)


if __name__ == "__main__":
    main()
