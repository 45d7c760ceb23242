"""Times importing a list of 100,000 works of 30 columns as a whole process, beside the two tools that load CSV into SQLite.

``python tests/bench/bench_import.py [--rows N] [--runs N] [--million] [--keep FOLDER]`` prints medians of runs in turn, and
exits with 1 where import takes more than 6 times what ``sqlite3 .import`` takes, or is not 3 times as fast as ``sqlite-utils
insert``, or where a process of it needs 150 MB. ``--million`` adds one run of ten times the rows: the time of a row must stay
the same. A long list is read in one process and written in another; the peak is the larger one's.
The list is the demo's, again and again, with folios, names, places, money and days of its own in each row. Reading is all that
is timed of the others: they check nothing, and keep no history.
"""

import argparse
import csv
import os
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / "sample_data" / "sample.csv"
ROWS, RUNS = 100_000, 3
SLOWEST, FASTER = 6.0, 3.0  # times sqlite3; times as fast as sqlite-utils
LINEAR = 1.25  # the time of a row, of ten times the rows beside once
MOST = 150.0  # MB
PARTNERS = ("federal", "estatal", "municipal", "migrantes")

IMPORT, SHELL, SHELL_MEMORY, UTILS = (
    "import-sample",
    "sqlite3 .import",
    "sqlite3 .import, in memory",
    "sqlite-utils",
)


class Run(NamedTuple):
    """One process: its seconds by the clock and of processor, and the peak of its memory in MB."""

    seconds: float
    processor: float
    peak: float


def rows_of(works: int) -> Iterator[list[str]]:
    """Yield the header and so many works: the demo's in turn, each with what is its own varied by its number."""
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        header, *sampled = csv.reader(file)
    at = {name: position for position, name in enumerate(header)}
    yield header
    for n in range(works):
        row, turn = list(sampled[n % len(sampled)]), n // len(sampled)
        row[at["Folio"]] = f"{row[at['Folio']]}-{turn:05d}"
        row[at["Nombre de la obra"]] += f", tramo {n}"
        cents = [int(row[at[f"Aportación {partner}"]].replace(".", "")) + n * 7 for partner in PARTNERS]
        for name, amount in zip((*PARTNERS, ""), (*cents, sum(cents)), strict=True):
            row[at[f"Aportación {name}" if name else "Inversión total"]] = (
                f"{amount // 100}.{amount % 100:02d}"
            )
        for name in ("Fecha de inicio", "Fecha de término"):
            day, month, year = map(int, row[at[name]].split("/"))
            row[at[name]] = f"{date(year, month, day) + timedelta(n % 1461):%d/%m/%Y}"
        for name in ("Latitud", "Longitud"):
            row[at[name]] = f"{float(row[at[name]]) + n % 9973 / 1e5:.6f}"
        row[at["Beneficiarios"]] = f"{int(row[at['Beneficiarios']]) + n % 997}"
        row[at["Obras marco"]] = f"{3 * works}"
        yield row


def write_list(path: Path, works: int) -> None:
    """Write the list a row at a time: this process stays small, or its memory would count as its children's."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows_of(works))


def process(words: Sequence[str | Path], home: Path) -> Run:
    """Run a process to its end, what it prints thrown away; one that fails ends this one with what it said."""
    environment = {**os.environ, "CONSTATA_HOME": str(home), "PYTHONPATH": str(ROOT)}
    said = home.parent / "said.txt"
    streams = [
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
        (os.POSIX_SPAWN_OPEN, 2, str(said), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
    ]
    began = time.perf_counter()
    child = os.posix_spawnp(str(words[0]), [str(word) for word in words], environment, file_actions=streams)
    _child, status, used = os.wait4(child, 0)
    seconds = time.perf_counter() - began
    if status:
        ended = os.waitstatus_to_exitcode(status)
        raise SystemExit(
            f"{' '.join(map(str, words))}: ended with {ended}\n{said.read_text(encoding='utf-8')}"
        )
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def held(database: Path, works: int) -> None:
    """End here where a table of works does not hold them all."""
    with closing(sqlite3.connect(database)) as opened:
        (found,) = opened.execute("SELECT count(*) FROM works").fetchone()
    if found != works:
        raise SystemExit(f"{database.name}: {found} works, not {works}")


def by_shell(folder: Path, listed: Path, works: int, database: str = "shell.db") -> Run:
    """Load the list by SQLite's own shell, every cell as text."""
    target = folder / database if database != ":memory:" else Path(database)
    run = process(["sqlite3", target, f".import --csv {listed} works"], folder / "home")
    if database != ":memory:":
        held(target, works)
        target.unlink()
    return run


def by_utils(folder: Path, listed: Path, works: int) -> Run:
    """Load the list by sqlite-utils, which finds the type of each column."""
    target = folder / "utils.db"
    run = process(
        [sys.executable, "-m", "sqlite_utils", "insert", target, "works", listed, "--csv"], folder / "home"
    )
    held(target, works)
    target.unlink()
    return run


def by_import(folder: Path, listed: Path, works: int) -> Run:
    """Import the list into a copy of an empty audit."""
    target = folder / "audit"
    shutil.copytree(folder / "empty", target)
    run = process([*ours(target), "import-sample", listed, "--json"], folder / "home")
    held(target / "audit.db", works)
    shutil.rmtree(target)
    return run


def ours(audit: Path) -> list[str | Path]:
    """Return the words that run a command on an audit."""
    return [sys.executable, "-m", "audit_app.cli", "--audit", audit]


TOOLS: dict[str, Callable[[Path, Path, int], Run]] = {
    SHELL: by_shell,
    SHELL_MEMORY: partial(by_shell, database=":memory:"),
    IMPORT: by_import,
    UTILS: by_utils,
}


def timed(folder: Path, works: int, runs: int, tools: Sequence[str]) -> dict[str, Run]:
    """Return the medians of every tool, run in turn on one list, which every run finds in the system's memory."""
    listed = folder / f"list-{works}.csv"
    write_list(listed, works)
    every: dict[str, list[Run]] = {tool: [] for tool in tools}
    for _turn in range(runs):
        for tool in tools:
            every[tool].append(TOOLS[tool](folder, listed, works))
    print(f"\n{works:,} works, {listed.stat().st_size / 1e6:.1f} MB; medians of {runs} runs in turn")
    listed.unlink()
    found = {tool: Run(*map(median, zip(*some, strict=True))) for tool, some in every.items()}
    base = found.get(SHELL)
    for tool, run in found.items():
        ratio = f"{run.seconds / base.seconds:7.2f} ×" if base else ""
        spread = f"{min(every[tool]).seconds:.2f}–{max(every[tool]).seconds:.2f}"
        print(
            f"{tool:28} {run.seconds:8.2f} s ({spread}), processor {run.processor:7.2f} s {run.peak:7.0f} MB {ratio}"
        )
    return found


def judged(what: str, measured: float, most: float) -> bool:
    """Print one rule with what was measured; return whether it holds."""
    holds = measured <= most
    print(f"{'holds ' if holds else 'MISSED'}  {what}: {measured:.2f}, at most {most:.2f}")
    return holds


def main() -> int:
    """Time every tool, judge the ratios, return 1 where one is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=ROWS, help="works of the list")
    parser.add_argument("--runs", type=int, default=RUNS, help="runs of each tool")
    parser.add_argument("--million", action="store_true", help="one run more, of ten times the works")
    parser.add_argument("--keep", type=Path, help="only write the list into this folder")
    asked = parser.parse_args()
    if asked.keep:
        write_list(asked.keep / f"list-{asked.rows}.csv", asked.rows)
        return 0
    tools = list(TOOLS)
    if not shutil.which("sqlite3"):
        print("sqlite3 is not here (on Debian: apt install sqlite3): nothing is compared with it.")
        tools = [IMPORT, UTILS]
    with tempfile.TemporaryDirectory(dir=os.environ.get("CONSTATA_BENCH_FOLDER")) as made:
        folder = Path(made)
        process([*ours(folder / "empty"), "new", "--title", "Lista larga"], folder / "home")
        found = timed(folder, asked.rows, asked.runs, tools)
        mine, utils = found[IMPORT], found[UTILS]
        rules = [("seconds beside sqlite-utils'", mine.seconds / utils.seconds, 1 / FASTER)]
        if SHELL in found:
            rules.append(("seconds beside sqlite3's", mine.seconds / found[SHELL].seconds, SLOWEST))
        if asked.rows <= ROWS:
            rules.append(("peak of memory of the largest process, MB", mine.peak, MOST))
        if asked.million:
            more = timed(folder, 10 * asked.rows, 1, [tool for tool in tools if tool != UTILS])[IMPORT]
            rules.append(
                ("seconds of a row, of ten times the rows", more.seconds / mine.seconds / 10, LINEAR)
            )
    print()
    return int(not all([judged(*rule) for rule in rules]))


if __name__ == "__main__":
    sys.exit(main())
