"""The columns of a list imported before serve the next one with the same headers."""

from pathlib import Path

import pytest

from audit_app import audit, durable
from audit_app.sample.incoming import mappings
from audit_app.sample.reading import Choices, SampleList, read_list


def listed(header: str, **columns: str) -> SampleList:
    row = ",".join("1" for _name in header.split(","))
    return read_list(f"{header}\n{row}\n".encode(), "lista.csv", Choices(columns=columns))


def remember(header: str, **columns: str) -> None:
    choices = Choices(columns=columns, other_way={"amount_total": True})
    mappings.remember(listed(header, **columns), choices)


def recalled(header: str) -> Choices | None:
    return mappings.recalled(Choices(), listed(header))


def test_the_same_headers_in_another_order_bring_their_columns_back() -> None:
    remember("clave,nombre,concepto,monto", name="concepto")
    found = recalled("MONTO,Concepto,Nombre,Clave")
    assert found is not None
    assert {name: header for name, header in found.columns.items() if header} == {
        "folio": "clave",
        "name": "concepto",
        "amount_total": "monto",
    }
    assert found.other_way == {"amount_total": True}


def test_what_said_nothing_then_says_nothing_now() -> None:
    remember("clave,nombre,tipo", type="")
    found = recalled("clave,nombre,tipo")
    assert found is not None
    assert found.columns["type"] == ""


@pytest.mark.parametrize("header", ["clave,nombre,concepto", "clave,nombre,concepto,monto,otra"])
def test_other_headers_bring_nothing(header: str) -> None:
    remember("clave,nombre,concepto,monto", name="concepto")
    assert recalled(header) is None


def test_a_list_that_reads_so_by_itself_needs_no_memory() -> None:
    mappings.remember(listed("clave,nombre"), Choices())
    assert recalled("clave,nombre") is None


def test_the_last_import_is_the_one_remembered() -> None:
    remember("clave,nombre,concepto", name="concepto")
    mappings.remember(listed("clave,nombre,concepto"), Choices())
    assert recalled("clave,nombre,concepto") is None


def test_the_oldest_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mappings, "MOST", 2)
    for extra in "abc":
        remember(f"clave,nombre,concepto,{extra}", name="concepto")
    assert [recalled(f"clave,nombre,concepto,{extra}") is None for extra in "abc"] == [True, False, False]


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"mappings": 3}',
        b'{"mappings": [1]}',
        b'{"mappings": [{"headers": "x", "columns": [], "other_way": {}}]}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_is_ignored_and_replaced(home: Path, damaged: bytes) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "mappings.json").write_bytes(damaged)
    assert recalled("clave,nombre,concepto") is None
    remember("clave,nombre,concepto", name="concepto")
    assert recalled("clave,nombre,concepto") is not None


def test_a_laptop_that_cannot_keep_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_temporary: Path, _path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(durable, "put", full)
    remember("clave,nombre,concepto", name="concepto")
    assert list(audit.home().glob("*mappings*")) == []
