"""The commands of the sample, as a program that reads their output meets them."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from audit_app import cli, db, ledger
from audit_app.audit import Audit
from audit_app.instruments import QUESTIONS, WORK_COLUMNS
from audit_app.ledger import Author
from audit_app.text import speak

DATA = os.environ.get("CONSTATA_TEST_DATA", "")
ROOT = Path(__file__).resolve().parents[2]
KEYS = ["--columns", "folio=CVE_CARTERA", "--columns", "name=NOMBRE_PPI"]
LIST = "folio,nombre,monto,fecha inicio,estado,cve_ent\nW/001,Pozo,1000.50,15/03/2007,Jalisco,14\nW/002,Aula,,2014,Jalisco,14\n"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], empty_audit: Audit) -> Run:
    """Run a command as a person does; return its exit status, its stdout and its stderr."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)

    def ran(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["run.py", "--audit", str(empty_audit.folder), *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        speak("es")
        told = capfd.readouterr()
        return int(str(ended.value.code or 0)), told.out, told.err

    return ran


@pytest.fixture
def listed(tmp_path: Path) -> Callable[[str], Path]:
    """Write a list where a person would have it."""

    def written(text: str) -> Path:
        path = tmp_path / "lista.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def works(audit: Audit) -> int:
    with audit.opened() as database:
        return int(database.execute("SELECT count(*) FROM works").fetchone()[0])


class TestImportSample:
    @pytest.mark.parametrize(
        ("first", "second", "told"),
        [
            (
                "folio,nombre,factor\n1,Pozo,2\n",
                "folio,nombre\n2,Aula\n",
                "La lista no trae «Factor de expansión»",
            ),
            ("folio,nombre\n1,Pozo\n", "folio,nombre,factor\n2,Aula,2\n", "La lista trae «factor»"),
        ],
    )
    def test_works_with_and_without_a_design_do_not_mix(
        self, run: Run, listed: Callable[[str], Path], empty_audit: Audit, first: str, second: str, told: str
    ) -> None:
        run("import-sample", listed(first))
        status, out, _err = run("import-sample", listed(second), "--json")
        (error,) = json.loads(out)["errors"]
        assert (status, error["code"], error["row"], works(empty_audit)) == (1, "partial_design", None, 1)
        assert told in error["message"]

    @pytest.mark.parametrize(
        ("row", "told"),
        [
            ("2,Aula,B,b1,9,4", []),
            ("2,Aula,A,a2,7,4", [("upm marco", "«7» y otras obras del mismo grupo")]),
            ("2,Aula,A,a1,9,8", [("obras marco", "«8» y otras obras del mismo grupo")]),
            ("2,Aula,B,a1,9,4", [("upm", "en los estratos B, A")]),
        ],
    )
    def test_a_second_list_may_not_contradict_the_design_of_the_first(
        self, run: Run, listed: Callable[[str], Path], row: str, told: list[tuple[str, str]]
    ) -> None:
        header = "folio,nombre,estrato,upm,upm marco,obras marco\n"
        run("import-sample", listed(f"{header}1,Pozo,A,a1,9,4\n"))
        _status, out, _err = run("import-sample", listed(f"{header}{row}\n"), "--json")
        errors = json.loads(out)["errors"]
        assert [(error["code"], error["row"], error["column"]) for error in errors] == [
            ("bad_design", 2, column) for column, _sentence in told
        ]
        assert all(sentence in error["message"] for error, (_c, sentence) in zip(errors, told, strict=True))

    def test_a_list_that_brings_every_work_may_change_the_design(
        self, run: Run, listed: Callable[[str], Path], empty_audit: Audit
    ) -> None:
        run("import-sample", listed("folio,nombre\n1,Pozo\n"))
        assert run("import-sample", listed("folio,nombre,factor\n1,Pozo,2\n2,Aula,2\n"))[0] == 0
        assert works(empty_audit) == 3

    def test_it_prints_the_contract_alone(self, run: Run, listed: Callable[[str], Path]) -> None:
        status, out, _err = run("import-sample", listed(LIST), "--json")
        told = json.loads(out)
        assert status == 0
        assert list(told) == [
            *("file", "sha256", "encoding", "delimiter", "header_row", "rows", "imported", "new", "changed"),
            *("unchanged", "absent", "columns", "errors", "warnings"),
        ]
        assert (told["file"], told["encoding"], told["delimiter"], told["header_row"]) == (
            "lista.csv",
            "utf-8",
            ",",
            1,
        )
        assert (told["rows"], told["imported"], told["new"]) == (2, 2, 2)
        assert told["columns"]["state_code"] == "cve_ent"

    def test_a_dry_run_compares_and_writes_nothing(
        self, run: Run, listed: Callable[[str], Path], empty_audit: Audit
    ) -> None:
        _status, out, _err = run("import-sample", listed(LIST), "--dry-run", "--json")
        told = json.loads(out)
        assert (told["imported"], told["new"], works(empty_audit)) == (0, 2, 0)

    def test_a_list_again_counts_what_changed(self, run: Run, listed: Callable[[str], Path]) -> None:
        run("import-sample", listed(LIST))
        _status, out, _err = run(
            "import-sample", listed("folio,nombre\nW/001,Pozo profundo\nW/003,Calle\n"), "--json"
        )
        told = json.loads(out)
        counts = {name: told[name] for name in ("rows", "imported", "new", "changed", "unchanged", "absent")}
        assert counts == {"rows": 2, "imported": 2, "new": 1, "changed": 1, "unchanged": 0, "absent": 1}

    def test_it_says_in_words_what_it_did(self, run: Run, listed: Callable[[str], Path]) -> None:
        assert (
            run("import-sample", listed(LIST))[1] == "2 obras leídas: 2 nuevas, 0 cambiadas, 0 sin cambio.\n"
        )
        _status, out, _err = run("import-sample", listed("folio,nombre\nW/001,Pozo\n"), "--dry-run")
        assert out == (
            "1 obra leída, sin escribir: 0 nuevas, 1 cambiada, 0 sin cambio.\n"
            "1 obra de la auditoría no está en la lista; se conserva.\n"
        )

    def test_a_refused_list_prints_every_problem_and_writes_nothing(
        self, run: Run, listed: Callable[[str], Path], empty_audit: Audit
    ) -> None:
        status, out, err = run(
            "import-sample", listed("folio,nombre,monto\n,Pozo,x\n2,Aula,1\n2,Calle,1\n"), "--json"
        )
        told = json.loads(out)
        assert (status, told["rows"], told["imported"], told["new"], works(empty_audit)) == (1, 3, 0, 0, 0)
        assert told["errors"][0] == {
            "row": 2,
            "column": "folio",
            "value": "",
            "code": "missing_folio",
            "message": told["errors"][0]["message"],
        }
        assert [error["code"] for error in told["errors"]] == [
            "missing_folio",
            "repeated_folio",
            "repeated_folio",
        ]
        assert [warning["code"] for warning in told["warnings"]] == ["bad_number"]
        assert err.splitlines()[-1] == "No se importó nada: hay 3 errores por corregir en «lista.csv»."

    def test_problems_are_told_on_stderr(self, run: Run, listed: Callable[[str], Path]) -> None:
        status, out, err = run("import-sample", listed("folio,nombre\n1,\n"))
        assert (status, out) == (1, "")
        assert "Fila 2, columna «nombre»: la obra no tiene nombre" in err
        assert err.endswith("No se importó nada: hay 1 error por corregir en «lista.csv».\n")

    def test_many_problems_are_told_short(self, run: Run, listed: Callable[[str], Path]) -> None:
        rows = "".join(f",Obra {number}\n" for number in range(60))
        _status, _out, err = run("import-sample", listed(f"folio,nombre\n{rows}"))
        assert "… y 10 avisos más: véalos todos con --json." in err

    @pytest.mark.parametrize("text", ["", "folio,nombre\n", "PK\x03\x04", "monto\n5\n"])
    def test_a_file_that_is_no_list_has_errors_of_the_whole(
        self, run: Run, listed: Callable[[str], Path], text: str
    ) -> None:
        status, out, _err = run("import-sample", listed(text), "--json")
        assert status == 1
        assert {(error["row"], error["column"]) for error in json.loads(out)["errors"]} == {(None, None)}

    def test_a_missing_file_is_one_sentence(self, run: Run, tmp_path: Path) -> None:
        status, out, err = run("import-sample", tmp_path / "nada.csv", "--json")
        assert (status, out) == (1, "")
        assert (
            err == f"No se pudo leer «{tmp_path / 'nada.csv'}» (no existe): revise el nombre y la carpeta.\n"
        )

    def test_a_folder_is_no_file(self, run: Run, tmp_path: Path) -> None:
        status, out, err = run("import-sample", tmp_path)
        assert (status, out) == (1, "")
        assert "(es una carpeta)" in err

    def test_columns_are_taken_as_told(self, run: Run, listed: Callable[[str], Path]) -> None:
        _status, out, _err = run(
            "import-sample", listed("A,B\n1,Pozo\n"), "--columns", "folio=A", "--columns", "name=B", "--json"
        )
        assert json.loads(out)["columns"] == {"folio": "A", "name": "B"}

    def test_an_unknown_datum_or_header_is_refused(self, run: Run, listed: Callable[[str], Path]) -> None:
        status, out, err = run("import-sample", listed(LIST), "--columns", "clave=folio")
        assert (status, out) == (1, "")
        assert "«clave»" in err
        status, _out, err = run("import-sample", listed(LIST), "--columns", "folio=CLAVE")
        assert status == 1
        assert "«CLAVE»" in err

    def test_a_pair_without_its_sign_is_wrong_usage(self, run: Run, listed: Callable[[str], Path]) -> None:
        status, out, err = run("import-sample", listed(LIST), "--columns", "folio")
        assert (status, out) == (2, "")
        assert "«folio» no es NOMBRE=COLUMNA" in err

    def test_a_work_in_conflict_refuses_the_list(
        self, run: Run, listed: Callable[[str], Path], empty_audit: Audit
    ) -> None:
        run("import-sample", listed(LIST))
        with empty_audit.opened() as database, db.saving(database):
            other: ledger.Row = {"folio": "W/001", "name": "Otro", "given": "{}"}
            ledger.append(database, "works", other, Author("Brigada 2", "otra"))
        status, out, err = run("import-sample", listed(LIST))
        assert (status, out, works(empty_audit)) == (1, "", 3)
        assert "W/001" in err

    def test_the_author_is_the_one_named(self, run: Run, listed: Callable[[str], Path]) -> None:
        run("import-sample", listed(LIST), "--author", "Brigada 7")
        assert json.loads(run("work", "W/001", "--json")[1])["history"][0]["author"] == "Brigada 7"


def test_a_program_of_its_own_keeps_stdout_for_the_json(
    listed: Callable[[str], Path], empty_audit: Audit
) -> None:
    command = [
        sys.executable,
        "-m",
        "audit_app.cli",
        "--audit",
        str(empty_audit.folder),
        "import-sample",
        str(listed(LIST)),
        "--json",
    ]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=ROOT, check=True)  # noqa: S603
    assert json.loads(ran.stdout)["imported"] == 2
    assert ran.stderr == f"Auditoría: {empty_audit.folder}\n"


class TestWork:
    def told(self, run: Run, folio: str) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(run("work", folio, "--json")[1])
        return told

    def test_it_prints_the_contract(self, run: Run, listed: Callable[[str], Path]) -> None:
        run("import-sample", listed(LIST))
        told = self.told(run, "W/001")
        assert list(told) == [
            "folio",
            "given",
            "work",
            "visit",
            "paperwork",
            "photos",
            "history",
            "conflicts",
        ]
        assert tuple(told["work"]) == WORK_COLUMNS
        assert (told["visit"], told["paperwork"], told["photos"], told["conflicts"]) == (None, None, [], [])
        assert set(told["history"][0]) == {"kind", "id", "author", "device", "recorded_at", "supersedes"}
        assert (told["history"][0]["kind"], told["history"][0]["supersedes"]) == ("works", [])

    def test_values_are_of_the_kinds_promised(self, run: Run, listed: Callable[[str], Path]) -> None:
        run("import-sample", listed(LIST))
        told = self.told(run, "W/001")
        assert told["given"]["monto"] == "1000.50"
        assert {
            name: told["work"][name] for name in ("amount_total", "start_date", "state_code", "role")
        } == {
            "amount_total": 1000.5,
            "start_date": "2007-03-15",
            "state_code": "14",
            "role": "main",
        }
        assert self.told(run, "W/002")["work"]["start_date"] == "2014"
        assert self.told(run, "W/002")["work"]["amount_total"] is None

    def test_a_work_in_reserve_says_so(self, run: Run, listed: Callable[[str], Path]) -> None:
        run("import-sample", listed("folio,nombre,tipo de muestra,orden de reserva\nR 1,Pozo,reserva,3\n"))
        told = self.told(run, "R 1")["work"]
        assert (told["role"], told["reserve_order"]) == ("reserve", 3)
        assert "\nReserva\n" in run("work", "R 1")[1]

    def test_visit_paperwork_and_history_are_told(
        self, run: Run, listed: Callable[[str], Path], tmp_path: Path
    ) -> None:
        run("import-sample", listed(LIST))
        visits = tmp_path / "visitas.csv"
        visits.write_text(
            "folio,outcome,damage,doc_contract,doc_bonds\nW/001,Localizada,Grietas; Fugas,complete,missing\n",
            encoding="utf-8",
        )
        assert run("import-visits", visits)[0] == 0
        told = self.told(run, "W/001")
        assert told["visit"]["outcome"] == "located"
        assert told["visit"]["damage"] == ["cracks", "leaks"]
        assert set(told["visit"]) == {*QUESTIONS, "id", "author", "device", "recorded_at"}
        assert told["paperwork"] == {"contract": "complete", "bonds": "missing"}
        assert [revision["kind"] for revision in told["history"]] == ["works", "visits", "paperwork"]

    def test_conflicts_are_named_by_kind(
        self, run: Run, listed: Callable[[str], Path], empty_audit: Audit
    ) -> None:
        run("import-sample", listed(LIST))
        with empty_audit.opened() as database, db.saving(database):
            for name in ("Brigada 1", "Brigada 2"):
                row: ledger.Row = {"folio": "W/001", "outcome": "located"}
                ledger.append(database, "visits", row, Author(name, name))
        assert self.told(run, "W/001")["conflicts"] == ["visits"]
        out = run("work", "W/001")[1]
        assert "\nEn conflicto\n" in out
        assert "En conflicto: Visita W/001" in out

    def test_it_tells_people_the_same(self, run: Run, listed: Callable[[str], Path]) -> None:
        run("import-sample", listed(LIST))
        out = run("work", "W/001")[1]
        assert out.startswith("W/001 · Pozo\nPor visitar\n")
        assert "  Monto total: $ 1,000.50\n" in out
        assert "  Inicio: 15 mar 2007\n" in out

    @pytest.mark.parametrize("folio", ["W/404", "", " "])
    def test_a_folio_that_is_none_is_one_sentence(self, run: Run, folio: str) -> None:
        status, out, err = run("work", folio, "--json")
        assert (status, out) == (1, "")
        assert err == f"No hay ninguna obra con el folio «{folio}» en esta auditoría: revise el folio.\n"


@pytest.mark.skipif(not DATA, reason="CONSTATA_TEST_DATA does not name the folder of the real lists")
class TestRealList:
    def test_it_is_refused_and_imports_whole_once_mended(
        self, run: Run, tmp_path: Path, empty_audit: Audit
    ) -> None:
        real = Path(DATA) / "opa_2019.csv"
        status, out, _err = run("import-sample", real, *KEYS, "--json")
        refused = json.loads(out)
        rows = {error["row"] for error in refused["errors"]}
        assert (status, refused["imported"], works(empty_audit), len(rows)) == (1, 0, 0, 252)
        mended = tmp_path / "corregida.csv"
        mended.write_bytes(without_rows(real.read_bytes(), rows))
        status, out, _err = run("import-sample", mended, *KEYS, "--json")
        assert (status, json.loads(out)["imported"]) == (0, refused["rows"] - 252)
        assert json.loads(run("work", "001 02 001", "--json")[1])["given"]["CVE_CARTERA"] == "'001 02 001"

    def test_thirty_of_its_works_go_through_visits_results_and_pdf(
        self, run: Run, tmp_path: Path, empty_audit: Audit
    ) -> None:
        real = (Path(DATA) / "opa_2019.csv").read_bytes()
        listed = json.loads(run("import-sample", Path(DATA) / "opa_2019.csv", *KEYS, "--json")[1])
        mended, visits, report = (tmp_path / name for name in ("mended.csv", "visits.csv", "report.pdf"))
        mended.write_bytes(without_rows(real, {error["row"] for error in listed["errors"]}))
        run("import-sample", mended, *KEYS)
        with empty_audit.opened() as database:
            chosen = database.execute("SELECT folio FROM works ORDER BY folio LIMIT 30").fetchall()
        with visits.open("w", encoding="utf-8", newline="") as file:
            rows = [
                (folio, "not_located" if at < 3 else "located", "" if at < 3 else "yes")
                for at, (folio,) in enumerate(chosen)
            ]
            csv.writer(file).writerows([("folio", "outcome", "operates"), *rows])
        assert run("import-visits", visits)[0] == 0
        told = json.loads(run("results", "--json")[1])
        (located,) = (one for one in told["indicators"] if one["code"] == "located")
        assert (located["numerator"], located["denominator"], located["estimate"]) == (27, 30, 0.9)
        assert told["sample"]["not_visited"]["not_attempted"] == listed["rows"] - 252 - 30
        assert run("report", "--out", report)[0] == 0
        assert "27 de 30 obras" in " ".join(PdfReader(report).pages[0].extract_text().split())


def without_rows(data: bytes, rows: set[int]) -> bytes:
    """Take rows out of a CSV file, numbered as a spreadsheet does."""
    records = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    kept = io.StringIO(newline="")
    csv.writer(kept).writerows(record for row, record in enumerate(records, 1) if row not in rows)
    return kept.getvalue().encode("utf-8")
