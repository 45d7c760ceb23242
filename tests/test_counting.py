"""The two queries from which everything is estimated give the same rows on SQLite and on DuckDB."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from typing import Any

import duckdb
import pytest

from audit_app.counting import DRAWN, PER_PSU

Row = Sequence[Any]

ANSWERS = (  # question, grp, stratum, psu, weight, y
    ("located", "Atotonilco", "Jalisco", "JAL-1", 31.25, 1.0),
    ("located", "Atotonilco", "Jalisco", "JAL-1", 31.25, 0.0),
    ("located", "Atotonilco", "Jalisco", "JAL-1", 1e-7, None),
    ("located", "Atotonilco", "Jalisco", "JAL-2", 2_000_000.5, 1.0),
    ("located", "Atotonilco", "Zacatecas", "JAL-1", 3.0, 1.0),
    ("located", "Tlaltenango", "Jalisco", "JAL-1", 0.125, 1.0),
    ("located", None, "Jalisco", "JAL-1", 1.0, 0.0),
    ("located", "", "", None, 1.0, 1.0),
    ("located", "", "", None, 17.3, None),
    ("located", "", "", None, 1e-7, 0.0),
    ("duration_months", "Atotonilco", "Jalisco", "JAL-1", 31.25, -0.7),
    ("duration_months", "Atotonilco", "Jalisco", "JAL-1", 4.1, 21.3),
    ("duration_months", "Atotonilco", "Jalisco", "JAL-2", 4.1, None),
)
SAMPLED = (  # stratum, psu, stratum_psus, psu_works
    *(("Jalisco", "JAL-1", 125, 50), ("Jalisco", "JAL-1", 125, 50), ("Jalisco", "JAL-2", 125, None)),
    *(("Zacatecas", "JAL-1", 58, 17), ("", None, None, None), (None, None, None, None)),
)
TABLES = (
    "CREATE TABLE answers (question TEXT, grp TEXT, stratum TEXT, psu TEXT, weight DOUBLE, y DOUBLE)",
    "CREATE TABLE sampled (stratum TEXT, psu TEXT, stratum_psus INTEGER, psu_works INTEGER)",
)


def fill(database: Any) -> Any:
    for table in TABLES:
        database.execute(table)
    database.executemany("INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?)", ANSWERS)
    database.executemany("INSERT INTO sampled VALUES (?, ?, ?, ?)", SAMPLED)
    return database


def in_order(rows: Iterable[Row], keys: int) -> list[Row]:
    return sorted(rows, key=lambda row: [(cell is not None, cell or "") for cell in row[:keys]])


@pytest.fixture
def queried() -> Iterable[tuple[Any, Any]]:
    with closing(fill(sqlite3.connect(":memory:"))) as lite, closing(fill(duckdb.connect())) as duck:
        yield lite, duck


def test_both_databases_give_the_same_totals_by_psu(queried: tuple[Any, Any]) -> None:
    lite, duck = (in_order(database.execute(PER_PSU).fetchall(), keys=4) for database in queried)
    assert [row[:6] for row in lite] == [row[:6] for row in duck]
    for ours, theirs in zip(lite, duck, strict=True):
        assert ours[6:13] == pytest.approx(theirs[6:13], rel=1e-14)
        assert ours[13:] == theirs[13:]


def test_both_databases_count_the_sample_alike(queried: tuple[Any, Any]) -> None:
    lite, duck = (in_order(database.execute(DRAWN).fetchall(), keys=2) for database in queried)
    assert lite == duck
    assert (None, 2) in [row[1:3] for row in lite]  # a blank stratum is one, and its works have no PSU


def test_what_has_no_answer_is_counted_and_adds_nothing() -> None:
    with closing(fill(sqlite3.connect(":memory:"))) as database:
        rows = {row[:4]: row[4:] for row in database.execute(PER_PSU)}
    assert rows["located", "Atotonilco", "Jalisco", "JAL-1"] == (
        *(3, 2, 1.0, 62.5, 31.25, 31.25),
        *(2 * 31.25**2, 31.25**2, 31.25**2, 0.0, 1.0),
    )
    assert rows["duration_months", "Atotonilco", "Jalisco", "JAL-2"] == (1, 0, *(0,) * 7, None, None)
