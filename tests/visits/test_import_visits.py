"""The file of visits recorded elsewhere: what it may say, what it changes, and what refuses it whole."""

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from audit_app import audit, cli, db
from audit_app.audit import Audit
from audit_app.errors import Refusal
from audit_app.visits import queries
from tests.visits.works import BRIGADE, heads, kept

PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
LOCATED = "folio,outcome,outcome_detail,operates,maintained\nW/001,located,as_registered,yes,adequate\n"


def take(audited: Audit, content: str | bytes, *options: str) -> Result:
    """Run import-visits on a file with this content."""
    file = audited.folder / "visitas.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    command = ["--audit", str(audited.folder), "import-visits", str(file), *options]
    return CliRunner().invoke(cli.cli, command, catch_exceptions=True)


def refusal(audited: Audit, content: str | bytes) -> str:
    """Return the sentence with which a file is refused; nothing may have been written."""
    before = [kept(audited, kind, "W/001") for kind in ("visits", "paperwork")]
    result = take(audited, content)
    assert isinstance(result.exception, Refusal), result.output
    assert [kept(audited, kind, "W/001") for kind in ("visits", "paperwork")] == before
    return str(result.exception)


def visit(audited: Audit, folio: str = "W/001") -> dict[str, object]:
    (head,) = heads(audited, "visits", folio)
    return dict(head)


def documents(audited: Audit) -> dict[str, str]:
    (head,) = heads(audited, "paperwork", "W/001")
    return {code: told["state"] for code, told in json.loads(str(head["documents"])).items()}


# It works.


def test_codes_are_taken_in(works: Audit) -> None:
    result = take(works, LOCATED)
    assert result.stdout == "1 visita leída: 1 nueva, 0 cambiadas, 0 sin cambio; 0 expedientes.\n"
    found = visit(works)
    assert (found["outcome"], found["operates"], found["attempt"]) == ("located", "yes", 1)


def test_spanish_headers_and_labels_are_taken_in(works: Audit) -> None:
    header = "Folio,¿Qué resultó de la búsqueda?,DETALLE,¿Opera?,Daños a la vista"
    take(works, f"{header}\nW/001,LOCALIZADA,En el sitio registrado,Dejó de operar,Fugas; Corrosión\n")
    found = visit(works)
    assert (found["outcome_detail"], found["operates"]) == ("as_registered", "stopped")
    assert found["damage"] == '["leaks", "rust"]'


def test_english_labels_are_taken_in(works: Audit) -> None:
    take(
        works,
        "folio,outcome,outcome_detail,operates,plaque\nW/001,Located,Elsewhere,Stopped operating,No answer\n",
    )
    found = visit(works)
    assert (found["outcome"], found["operates"], found["plaque"]) == ("located", "stopped", "no_answer")


def test_several_answers_are_separated_by_semicolons(works: Audit) -> None:
    take(works, "folio,outcome,damage\nW/001,located,cracks; leaks;\n")
    assert visit(works)["damage"] == '["cracks", "leaks"]'


def test_a_blank_cell_is_not_answered(works: Audit) -> None:
    take(works, LOCATED)
    take(works, "folio,outcome,operates\nW/001,located,\n")
    assert visit(works)["operates"] is None


def test_a_column_that_the_file_lacks_keeps_what_is_here(works: Audit) -> None:
    take(works, LOCATED)
    take(works, "folio,operates\nW/001,partly\n")
    found = visit(works)
    assert (found["operates"], found["maintained"], found["outcome_detail"]) == (
        "partly",
        "adequate",
        "as_registered",
    )


def test_what_the_new_outcome_hides_becomes_null(works: Audit) -> None:
    take(works, LOCATED)
    take(works, "folio,outcome,outcome_detail,search_done\nW/001,not_located,not_found,Se preguntó\n")
    found = visit(works)
    assert (found["operates"], found["maintained"], found["search_done"]) == (None, None, "Se preguntó")


def test_a_detail_of_the_outcome_before_becomes_null(works: Audit) -> None:
    take(works, "folio,outcome,outcome_detail\nW/001,not_visited,insecurity\n")
    take(works, "folio,outcome\nW/001,located\n")
    assert (visit(works)["outcome"], visit(works)["outcome_detail"]) == ("located", None)


def test_a_row_without_an_outcome_keeps_its_answers(works: Audit) -> None:
    take(works, "folio,operates,notes\nW/001,yes,Falta el resultado\n")
    found = visit(works)
    assert (found["outcome"], found["operates"], found["notes"]) == (None, "yes", "Falta el resultado")


@pytest.mark.parametrize(
    "again", [LOCATED, LOCATED.replace("\n", ",\n").replace("maintained,", "maintained,attempt")]
)
def test_equal_answers_add_nothing(works: Audit, again: str) -> None:
    take(works, LOCATED)
    assert json.loads(take(works, again, "--json").stdout)["unchanged"] == 1
    assert len(kept(works, "visits", "W/001")) == 1


def test_different_answers_supersede_by_the_author_named(works: Audit) -> None:
    take(works, LOCATED, "--author", "Brigada 1")
    result = take(works, LOCATED.replace("yes", "no"), "--author", "Captura", "--json")
    assert json.loads(result.stdout) == {"rows": 1, "new": 0, "changed": 1, "unchanged": 0, "paperwork": 0}
    assert [one["author"] for one in kept(works, "visits", "W/001")] == ["Brigada 1", "Captura"]
    assert visit(works)["author"] == "Captura"


@pytest.mark.parametrize("options", [(), ("--author", " ")])
def test_without_an_author_it_is_the_person_of_this_laptop(works: Audit, options: tuple[str, ...]) -> None:
    audit.name_person("Brigada 9")
    take(works, LOCATED, *options)
    assert visit(works)["author"] == "Brigada 9"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16", "utf-8"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_encoding_and_delimiter_of_a_spreadsheet_is_read(
    works: Audit, encoding: str, delimiter: str
) -> None:
    content = "folio,outcome,outcome_detail,search_done\nW/001,not_located,not_found,Se preguntó al comité\n"
    take(works, content.replace(",", delimiter).encode(encoding))
    assert visit(works)["search_done"] == "Se preguntó al comité"


def test_a_real_folio_column_wins_over_a_tools_own_id(works: Audit) -> None:
    take(works, "_id,folio,outcome\n7,W/001,located\n")
    assert visit(works)["outcome"] == "located"


def test_blank_rows_and_formula_apostrophes_are_nothing(works: Audit) -> None:
    take(works, "folio,outcome,outcome_detail,search_done\n,,,\n'W/001,not_located,not_found,'=nada\n\n")
    assert visit(works)["search_done"] == "=nada"


# Documents.


def test_a_file_without_documents_leaves_the_paperwork_alone(works: Audit) -> None:
    take(works, "folio,doc_contract\nW/001,complete\n")
    take(works, LOCATED)
    assert len(kept(works, "paperwork", "W/001")) == 1


def test_a_file_of_documents_alone_leaves_the_visits_alone(works: Audit) -> None:
    take(works, LOCATED)
    result = take(works, "folio,doc_contract,doc_bonds\nW/001,Completo,No exhibido\n", "--json")
    assert json.loads(result.stdout) == {"rows": 1, "new": 0, "changed": 0, "unchanged": 0, "paperwork": 1}
    assert documents(works) == {"contract": "complete", "bonds": "missing"}
    assert len(kept(works, "visits", "W/001")) == 1


def test_documents_of_later_files_are_laid_over_earlier_ones(works: Audit) -> None:
    take(works, "folio,doc_contract,doc_bonds\nW/001,complete,missing\n")
    take(works, "folio,doc_bonds,doc_site_log\nW/001,complete,incomplete\n")
    assert documents(works) == {"contract": "complete", "bonds": "complete", "site_log": "incomplete"}
    assert json.loads(take(works, "folio,doc_bonds\nW/001,complete\n", "--json").stdout)["unchanged"] == 1


# It says what it did not read.


def test_columns_of_no_question_are_told_and_stdout_stays_json(works: Audit) -> None:
    result = take(works, "folio,outcome,Observador,plaque\nW/001,located,Juez,legible\n", "--json")
    assert "Columnas que no son de la visita, sin leer: Observador." in result.stderr
    assert list(json.loads(result.stdout)) == ["rows", "new", "changed", "unchanged", "paperwork"]


def test_a_header_alone_takes_in_nothing(works: Audit) -> None:
    assert json.loads(take(works, "folio,outcome\n", "--json").stdout)["rows"] == 0


# It refuses, whole.


def test_an_unknown_folio_refuses_the_file_and_every_one_is_told(works: Audit) -> None:
    told = refusal(works, "folio,outcome\nW/001,located\nX-1,located\nX-2,located\n")
    assert "fila 3, «folio»: No hay ninguna obra con el folio «X-1»" in told
    assert "«X-2»" in told


def test_a_detail_of_another_outcome_than_the_one_here_is_refused(works: Audit) -> None:
    take(works, LOCATED)
    told = refusal(works, "folio,outcome_detail\nW/001,insecurity\n")
    assert (
        "fila 2, «outcome_detail»: El detalle «Inseguridad» no corresponde al resultado «Localizada»" in told
    )


def test_a_note_of_several_lines_is_a_note(works: Audit) -> None:
    take(works, 'folio,notes\nW/001,"Se preguntó al delegado.\nNo estaba, volvió tarde"\n')
    assert visit(works)["notes"] == "Se preguntó al delegado.\nNo estaba, volvió tarde"


def test_a_cell_that_a_short_row_lacks_keeps_what_is_here(works: Audit) -> None:
    take(works, LOCATED)
    take(works, "folio,outcome,outcome_detail,operates\nW/001,located,elsewhere\n")
    assert (visit(works)["outcome_detail"], visit(works)["operates"]) == ("elsewhere", "yes")


def test_a_small_number_comes_back_as_it_was_exported(works: Audit) -> None:
    take(works, "folio,outcome,plan_measured\nW/001,located,0.00005\n")
    take(works, "folio,outcome,plan_measured\nW/001,located,5e-05\n")
    assert len(kept(works, "visits", "W/001")) == 1


def test_a_cell_too_many_with_a_line_break_is_told(works: Audit) -> None:
    assert "fila 2" in refusal(works, 'folio,outcome,notes\nW/001,located,x,"a\nb,c,d"\n')


def test_rows_inside_a_quoted_cell_refuse_the_file(works: Audit) -> None:
    told = refusal(
        works, 'folio,outcome,notes\nW/001,located,"mal cerrada\nW/002,located,b\nW/003,located,y"\n'
    )
    assert "fila 2, «notes»: unas comillas mal cerradas metieron filas enteras en esta celda" in told


def test_a_work_in_conflict_refuses_the_file_and_names_the_command(works: Audit) -> None:
    with works.opened() as database, db.saving(database):
        for outcome in ("located", "not_located"):
            queries.save(database, "W/001", {"outcome": outcome}, [], "", BRIGADE)
    told = refusal(works, "folio,outcome\nW/001,located\nW/002,located\n")
    assert "W/001" in told
    assert "«conflicts»" in told
    assert kept(works, "visits", "W/002") == []


def test_every_bad_cell_is_told_with_row_column_and_remedy(works: Audit) -> None:
    told = refusal(works, "folio,¿Opera?,visited_on,latitude\nW/001,quizá,2009-02-30,95\nW/002,sí,hoy,19\n")
    for cell in (
        "fila 2, «¿Opera?»: «quizá»",
        "fila 2, «visited_on»",
        "fila 2, «latitude»: «95»",
        "fila 3, «visited_on»",
    ):
        assert cell in told
    assert "4 celdas por corregir" in told
    assert "elija entre «Sí», «Parcialmente»" in told


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("folio,outcome\nW/001,located\nW/001,not_located\n", "el folio ya está en la fila 2"),
        ("folio,outcome\n,located\n", "fila 2, «folio»: falta el folio"),
        ("folio,operates,¿Opera?\nW/001,yes,no\n", "fila 1, «¿Opera?»: la columna está repetida"),
        ("folio,folio\nW/001,W/002\n", "la columna está repetida"),
        (
            "folio,outcome,outcome_detail\nW/001,located,not_found\n",
            "no corresponde al resultado «Localizada»",
        ),
        ("folio,outcome\nW/001,located,y otra cosa\n", "la fila no tiene las mismas columnas"),
        ('folio,notes\nW/001,"sin cerrar\n', "revise comillas y separadores"),
        ("obra,outcome\nW/001,located\n", "no tiene la columna «folio»"),
        ("", "no tiene la columna «folio»"),
        ("\n\n", "no tiene la columna «folio»"),
        (PICTURE, "guárdelo como «CSV UTF-8»"),
        (b"PK\x03\x04hoja", "guárdelo como «CSV UTF-8»"),
    ],
)
def test_a_file_that_cannot_be_read_whole_is_refused_whole(
    works: Audit, content: str | bytes, sentence: str
) -> None:
    assert sentence in refusal(works, content)


@pytest.mark.parametrize(("name", "why"), [("no_hay.csv", "no existe"), (".", "es una carpeta")])
def test_a_file_that_is_not_there_is_told(
    works: Audit, name: str, why: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(works.folder / name)
    monkeypatch.setattr(sys, "argv", ["run.py", "--audit", str(works.folder), "import-visits", path])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "No se pudo leer" in said.err
    assert f"({why})" in said.err


def test_the_visits_of_the_demo_come_in_a_second_time_without_a_change(demo_audit: Audit) -> None:
    sample = Path(__file__).parent.parent.parent / "sample_data" / "visits.csv"
    told = json.loads(take(demo_audit, sample.read_bytes(), "--json").stdout)
    assert told == {"rows": 150, "new": 0, "changed": 0, "unchanged": 150, "paperwork": 0}
