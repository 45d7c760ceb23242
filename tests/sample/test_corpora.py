"""Other people's tables and texts as sample lists: none crashes, hangs, is refused without a sentence, or comes back changed."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from audit_app.audit import Audit
from audit_app.cli import cli
from audit_app.folio import to_url
from audit_app.sample.reading import SampleList
from audit_app.sample.reading.vocabulary import NAMES
from audit_app.tables.cells import bare
from tests.conftest import enter
from tests.sample.lists import (
    DELIMITERS,
    FOUND,
    TOLD,
    Quoting,
    faults,
    fits,
    given_of,
    imported,
    in_time,
    read_bytes,
    table_rows,
    works_of,
    written,
)

LISTS = Path(__file__).resolve().parents[1] / "data" / "lists"
TABLES = sorted(
    path
    for folder in ("csv-spectrum/csvs", "frictionless")
    for path in (LISTS / folder).rglob("*")
    if path.is_file() and path.suffix != ".md"
)
SPECTRUM = sorted((LISTS / "csv-spectrum" / "json").glob("*.json"))
NAUGHTY: list[str] = list(dict.fromkeys(json.loads((LISTS / "blns" / "blns.json").read_text("utf-8"))))
HEADER = ("folio", "nombre", "notas")

corpus = pytest.mark.parametrize("path", TABLES, ids=lambda path: str(path.relative_to(LISTS)))


def test_the_corpora_are_whole() -> None:
    assert (len(TABLES), len(SPECTRUM), len(NAUGHTY)) == (143, 12, 481)


# Every table as a list.


@corpus
def test_a_table_is_read_or_refused_by_sentences(path: Path) -> None:
    with in_time():
        listed = read_bytes(path.read_bytes(), path.name)
        works = works_of(listed)
    assert listed.errors or works
    assert faults([*listed.errors, *listed.warnings]) == []


@corpus
def test_a_table_with_its_first_columns_for_folio_and_name_is_read_or_refused_by_sentences(
    path: Path,
) -> None:
    with in_time():
        first = read_bytes(path.read_bytes(), path.name)
        headers = list(works_of(first)[0].given)[:2] if works_of(first) else ["id", "name"]
        chosen = dict(zip(("folio", "name"), headers, strict=False))
        listed = read_bytes(path.read_bytes(), path.name, chosen)
        works = works_of(listed)
    assert listed.errors or len(works) == listed.rows > 0
    assert faults([*listed.errors, *listed.warnings]) == []


@pytest.mark.parametrize("path", SPECTRUM, ids=lambda path: path.stem)
def test_a_table_of_the_spectrum_says_what_its_json_says(path: Path) -> None:
    header, *rows = table_rows((LISTS / "csv-spectrum" / "csvs" / f"{path.stem}.csv").read_bytes())
    told = json.loads(path.read_text("utf-8"))
    if (
        path.stem == "location_coordinates"
    ):  # a row alone, and the one cell in which the corpus contradicts itself
        told = [{**told, "Contact Phone Number": "2095257564"}]
    assert [dict(zip(header, row, strict=True)) for row in rows] == told


# Naughty texts as names and notes.


def rows_of(texts: Sequence[str], names: bool) -> list[tuple[str, str, str]]:
    """Return a work for each text, which is its note; its name as well where it has something to say."""
    return [
        (f"B-{number}", text if names and bare(text) else "Obra", text)
        for number, text in enumerate(texts, 1)
    ]


def as_list(rows: Sequence[Sequence[str]], delimiter: str, encoding: str, quoting: Quoting = 0) -> bytes:
    return written([HEADER, *rows], delimiter, quoting).encode(encoding)


def comes_back(rows: Sequence[Sequence[str]], listed: SampleList) -> None:
    """Hold that a list is accepted and gives every cell of these rows byte for byte."""
    assert [problem.message for problem in listed.errors] == []
    assert faults(listed.warnings) == []
    assert given_of(listed) == [dict(zip(HEADER, row, strict=True)) for row in rows]


@pytest.mark.parametrize("quoting", [0, 1])
@pytest.mark.parametrize("delimiter", DELIMITERS)
@pytest.mark.parametrize("encoding", FOUND)
def test_naughty_texts_come_back_byte_for_byte(encoding: str, delimiter: str, quoting: Quoting) -> None:
    texts = [text for text in NAUGHTY if fits(text, encoding)]
    rows = rows_of(texts, names=True)
    listed = read_bytes(as_list(rows, delimiter, encoding, quoting))
    assert (listed.encoding, listed.delimiter) == (encoding, delimiter)
    comes_back(rows, listed)


@pytest.mark.parametrize("delimiter", DELIMITERS)
@pytest.mark.parametrize("encoding", TOLD)
def test_naughty_texts_come_back_when_the_encoding_is_told(encoding: str, delimiter: str) -> None:
    texts = [text for text in NAUGHTY if fits(text, encoding)]
    rows = rows_of(texts, names=True)
    listed = read_bytes(as_list(rows, delimiter, encoding), encoding=encoding, delimiter=delimiter)
    comes_back(rows, listed)


@pytest.mark.parametrize("text", [text for text in NAUGHTY if not bare(text)], ids=ascii)
def test_a_naughty_text_that_names_nothing_is_refused_by_a_sentence(text: str) -> None:
    listed = read_bytes(as_list([("1", text, "")], ",", "utf-8"))
    assert [problem.code for problem in listed.errors] == ["missing_name"]
    assert faults(listed.errors) == []


@pytest.mark.parametrize("name", NAMES)
def test_naughty_texts_in_any_column_are_told_by_sentences(name: str) -> None:
    header = list(dict.fromkeys(["folio", "name", name]))
    rows = [{"folio": f"B-{number}", "name": "Obra", name: text} for number, text in enumerate(NAUGHTY, 1)]
    listed = read_bytes(written([header, *([row[column] for column in header] for row in rows)]).encode())
    assert listed.rows == len(rows)
    assert faults([*listed.errors, *listed.warnings]) == []


@pytest.mark.parametrize("quoting", [0, 1])
def test_naughty_texts_as_headers_keep_what_stands_under_them(quoting: Quoting) -> None:
    header = ["folio", "nombre", *(text for text in NAUGHTY if text.strip())]
    row = ["1", "Pozo", *map(str, range(len(header) - 2))]
    listed = read_bytes(written([header, row], ",", quoting).encode())
    assert faults([*listed.errors, *listed.warnings]) == []
    assert [dict(zip(header, row, strict=True))] == given_of(listed)


# The same, through a real audit.


@pytest.fixture
def run(empty_audit: Audit) -> Callable[..., Result]:
    """Run a command on an audit that is empty at first."""

    def ran(*arguments: str) -> Result:
        return CliRunner().invoke(cli, ["--audit", str(empty_audit.folder), *arguments])

    return ran


def test_naughty_texts_come_back_out_of_the_audit(run: Callable[..., Result], tmp_path: Path) -> None:
    rows = rows_of(NAUGHTY, names=True)
    path = tmp_path / "lista.csv"
    path.write_bytes(as_list(rows, ",", "utf-8"))
    assert json.loads(run("import-sample", str(path), "--json").stdout)["imported"] == len(NAUGHTY)
    given = [json.loads(run("work", folio, "--json").stdout)["given"] for folio, _name, _note in rows]
    assert given == [dict(zip(HEADER, row, strict=True)) for row in rows]


def test_the_page_of_a_naughty_name_shows_it_and_runs_nothing(empty_audit: Audit) -> None:
    rows = rows_of(NAUGHTY, names=True)
    with empty_audit.opened() as database:
        imported(database, read_bytes(as_list(rows, ",", "utf-8")))
    browser = enter(empty_audit)
    for folio, name, _note in rows:
        page = browser.get(f"/works/{folio}")
        assert page.status_code == 200, name
        assert "<script>alert" not in page.get_data(as_text=True).lower(), name


@pytest.fixture
def folios(empty_audit: Audit) -> list[str]:
    """Import the naughty texts as folios, those refused by a sentence left out; return the folios they became."""
    rows = [(text, f"Obra {number}", "") for number, text in enumerate(NAUGHTY, 1)]
    refused = read_bytes(as_list(rows, ",", "utf-8")).errors
    assert faults(refused) == []
    assert {problem.code for problem in refused} <= {"missing_folio", "repeated_folio"}
    left_out = {problem.row for problem in refused}
    kept = [row for number, row in enumerate(rows, 2) if number not in left_out]
    listed = read_bytes(as_list(kept, ",", "utf-8"))
    assert [problem.message for problem in listed.errors] == []
    assert len(kept) > 440
    with empty_audit.opened() as database:
        assert len(imported(database, listed).new) == len(kept)
    return [str(work.values["folio"]) for work in works_of(listed)]


def test_a_naughty_folio_has_its_page(empty_audit: Audit, folios: list[str]) -> None:
    browser = enter(empty_audit)
    answers = {folio: browser.get(f"/works/{to_url(folio)}").status_code for folio in folios}
    assert {folio: status for folio, status in answers.items() if status != 200} == {}


def test_a_naughty_folio_has_its_command(run: Callable[..., Result], folios: list[str]) -> None:
    told = {folio: run("work", "--json", "--", folio) for folio in folios}
    assert [folio for folio in folios if told[folio].exit_code] == []
    assert [json.loads(told[folio].stdout)["folio"] for folio in folios] == folios
