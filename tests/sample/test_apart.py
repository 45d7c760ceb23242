"""A long list is read in a process of its own and written meanwhile: what comes of it is what reading and then adding makes."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from audit_app import audit, db, text
from audit_app.audit import Audit
from audit_app.errors import Refusal
from audit_app.ledger import Author
from audit_app.sample import importing
from audit_app.sample.importing import Comparison
from audit_app.sample.reading import Choices, SampleList, apart, follow, last, read_list
from audit_app.sample.reading.kept import Works

DATA = Path(__file__).parent.parent.parent / "sample_data"
BRIGADE = Author("Brigada 1", "laptop-1")
SIGNED = ("id", "recorded_at")

LISTS = {
    "plain": "folio,nombre,monto\n" + "".join(f"{n},Pozo {n},{n}.50\n" for n in range(5000)),
    "comma at the end": "folio;nombre;monto\n"
    + "".join(f"{n};Pozo {n};{n}{',75' if n > 4900 else '.000'}\n" for n in range(5000)),
    "day unlike the first": "folio,nombre,inicio\n"
    + "".join(f"{n},Pozo {n},{'03/25/2007' if n > 4000 else '03/04/2007'}\n" for n in range(5000)),
    "short at the end": "folio,nombre,monto\n"
    + "".join(f"{n},Pozo {n},1\n" for n in range(5000))
    + "x,Aula\n",
    "column without header": "folio,nombre,\n"
    + "".join(f"{n},Pozo {n},{'z' * (n > 4500)}\n" for n in range(5000)),
    "warned": "folio,nombre,latitud,longitud\n"
    + "".join(f"{n},Pozo {n},22.6,{'-' * (n % 7 > 0)}102.9\n" for n in range(5000)),
}
REFUSED = {
    "a name missing": "folio,nombre\n1,Pozo\n2,\n",
    "a folio missing late": "folio,nombre\n" + "".join(f"{n},Pozo\n" for n in range(5000)) + ",Aula\n",
    "a folio twice": "folio,nombre\n" + "".join(f"{n % 4999},Pozo\n" for n in range(5000)),
    "no headers": "1,2\n3,4\n",
    "no name column": "folio,monto\n1,2\n",
    "a number that is none": "folio,nombre,factor\n"
    + "".join(f"{n},Pozo,{'x' * (n == 4000) or 2}\n" for n in range(5000)),
    "size told at the end": "folio,nombre,estrato,upm,upm marco,factor\n"
    + "".join(f"{n},Pozo {n},A,u{n % 9},{9 + (n == 4999)},2\n" for n in range(5000)),
    "blank": "",
}

ENDS_AT_THE_THIRD = """
import os
from audit_app.sample.reading import apart
told, tell = [], apart._tell
def some(message):
    if len(told) > 2:
        os._exit(9)
    told.append(message)
    tell(message)
apart._tell = some
apart.main()
"""


@pytest.fixture(autouse=True)
def long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every list count as long."""
    monkeypatch.setattr(apart, "LONG", 0)


@pytest.fixture
def database(empty_audit: Audit) -> Iterator[Database]:
    with empty_audit.opened() as opened:
        yield opened


def facts(listed: SampleList) -> dict[str, Any]:
    """Return all there is to know of a list."""
    names = (
        "file",
        "sha256",
        "encoding",
        "delimiter",
        "sheet",
        "sheets",
        "header_row",
        "rows",
        "columns",
        "other_way",
    )
    more = ("above", "design", "proposals", "asked", "errors", "warnings")
    return {name: getattr(listed, name) for name in (*names, *more)} | {"works": list(listed.works)}


def rows(database: Database) -> list[dict[str, Any]]:
    """Return the works that were written, but for what signs them."""
    found = database.query("SELECT * FROM works ORDER BY list_row")
    return [{name: value for name, value in row.items() if name not in SIGNED} for row in found]


def written(database: Database, following: Iterator[SampleList]) -> tuple[SampleList, Comparison]:
    with db.saving_much(database):
        return importing.add_while_read(database, following, BRIGADE)


@pytest.mark.parametrize("name", [*LISTS, *REFUSED])
def test_it_is_read_as_here(tmp_path: Path, name: str) -> None:
    path = tmp_path / "lista.csv"
    path.write_text((LISTS | REFUSED)[name], encoding="utf-8")
    assert facts(last(apart.follow(path, "lista.csv", Choices()))) == facts(read_list(path, "lista.csv"))


@pytest.mark.parametrize("name", LISTS)
def test_what_is_written_meanwhile_is_what_is_written_afterwards(
    tmp_path: Path, database: Database, name: str
) -> None:
    path = tmp_path / "lista.csv"
    path.write_text(LISTS[name], encoding="utf-8")
    listed, found = written(database, apart.follow(path, "lista.csv", Choices()))
    afterwards = audit.create(tmp_path / "b", "Otra", "es", "Ana")
    with afterwards.opened() as other, db.saving(other):
        whole = read_list(path, "lista.csv")
        assert importing.add(other, whole, BRIGADE) == found
        assert rows(other) == rows(database)
    assert len(found.new) == len(listed.works) == database.execute("SELECT count(*) FROM works").fetchone()[0]


@pytest.mark.parametrize("name", REFUSED)
def test_of_a_list_with_errors_nothing_stays(tmp_path: Path, database: Database, name: str) -> None:
    path = tmp_path / "lista.csv"
    path.write_text(REFUSED[name], encoding="utf-8")
    listed, found = written(database, apart.follow(path, "lista.csv", Choices()))
    assert listed.errors
    assert (found, database.execute("SELECT count(*) FROM works").fetchone()) == (Comparison(), (0,))


def test_the_second_time_nothing_changes(tmp_path: Path, database: Database) -> None:
    path = tmp_path / "lista.csv"
    path.write_text(LISTS["warned"], encoding="utf-8")
    written(database, apart.follow(path, "lista.csv", Choices()))
    _listed, found = written(database, apart.follow(path, "lista.csv", Choices()))
    assert (found.new, found.changed, len(found.unchanged)) == ([], [], 5000)


@pytest.mark.parametrize("ends", ["import os; os._exit(9)", "nothing at all", "print('no list')"])
def test_a_process_that_ends_leaves_the_list_to_be_read_here(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ends: str
) -> None:
    monkeypatch.setattr(apart, "_COMMAND", [*apart._COMMAND[:-1], ends])
    path = tmp_path / "lista.csv"
    path.write_text(LISTS["warned"], encoding="utf-8")
    assert facts(last(apart.follow(path, "lista.csv", Choices()))) == facts(read_list(path, "lista.csv"))


def test_what_a_process_told_before_it_ended_is_not_written_twice(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, database: Database
) -> None:
    path = tmp_path / "lista.csv"
    path.write_text(LISTS["plain"], encoding="utf-8")
    *python, program = apart._COMMAND
    monkeypatch.setattr(apart, "_COMMAND", [*python, program.removesuffix("main()") + ENDS_AT_THE_THIRD])
    following = apart.follow(path, "lista.csv", Choices())
    seen: list[Works] = []

    def noted() -> Iterator[SampleList]:
        for listed in following:
            seen.append(listed.works)
            yield listed

    _listed, found = written(database, noted())
    assert len({id(works) for works in seen}) == 2
    assert (len(found.new), len(rows(database))) == (5000, 5000)


def test_a_choice_that_makes_no_sense_is_refused_as_here(tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    path.write_text(LISTS["plain"], encoding="utf-8")
    choices = Choices(columns={"folio": "No existe", "nada": "Nombre"})
    with pytest.raises(Refusal) as here:
        last(follow(path, "lista.csv", choices))
    with pytest.raises(Refusal) as there:
        last(apart.follow(path, "lista.csv", choices))
    assert str(there.value) == str(here.value)
    with pytest.raises(Refusal):
        last(apart.follow(tmp_path / "no.csv", "no.csv", Choices()))


def test_it_tells_in_the_language_of_whoever_asks(tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    path.write_text("folio,nombre,latitud,longitud\n1,Pozo,22.6,-120\n", encoding="utf-8")
    with text.speaking("en"):
        (warning,) = last(apart.follow(path, "lista.csv", Choices())).warnings
        (here,) = read_list(path, "lista.csv").warnings
        assert warning.message == here.message


def test_nobody_waits_for_a_list_that_is_given_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    begun: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            begun.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    path = tmp_path / "lista.csv"
    path.write_text("folio,nombre\n" + "".join(f"{n},Pozo\n" for n in range(200_000)), encoding="utf-8")
    following = apart.follow(path, "lista.csv", Choices())
    next(following)
    following.close()  # type: ignore[attr-defined]
    (process,) = begun
    assert process.poll() is not None
    if os.name == "posix":
        with pytest.raises(ProcessLookupError):
            os.kill(process.pid, 0)


@pytest.mark.parametrize("name", ["sample.csv"])
def test_the_sample_is_written_as_it_is_read(database: Database, name: str) -> None:
    listed, found = written(database, apart.follow(DATA / name, name, Choices()))
    assert listed.rows == len(found.new) == len(rows(database)) > 100
