"""Laws of reading lists, on tables made to be hard: what was written comes back; neither order nor repetition matters."""

import csv
import re
import string
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings, target
from hypothesis import strategies as st

from audit_app import audit
from audit_app.sample.checks.problems import Problem
from audit_app.sample.reading import SampleList
from audit_app.tables.cells import bare
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

Rows = list[tuple[str, ...]]
QUOTINGS: tuple[Quoting, ...] = (csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC)
LINE_ENDS = ("\n", "\r\n", "\r")
HARD = (
    *('"', '""', '"""', 'Tubo de 3"', '"Las Flores"', '",', '";', '"\t"', '"|', "'", "'001", "''"),
    *(",", ";", "\t", "|", ",;\t|", " ,", "a,b", "a;b;c", "a\tb", "a|b", "1.234,50", "1,234.50"),
    *("\n", "\r", "\r\n", "\n\n", "\r\r\n", "a\nb", "a\rb", "a\r\nb", '"\n"', "\n,\n", "x\n1,2,3,4", "fin\n"),
    *("", " ", "  ", "\xa0", " a ", "\xa0a\xa0", "00007", "0", "-0", "007.0", "1e5", "0x1F", "inf", "nan"),
    *(
        "NULL",
        "N/A",
        "-",
        "a definir",
        "ñ",
        "Á",
        "ü",
        "É\xa0é",
        "n\u0303",
        "º",
        "€",
        "“x”",
        "año\u2028x",
        "\x85",
    ),
    *(
        "😀",
        "👩\u200d👧",
        "\u200f",
        "\u200b",
        "\ufeff",
        "\ufeffx",
        "=1+1",
        "@x",
        "+1",
        "\x1a",
        "\x0b",
        "\x0c",
    ),
    *("sep=;", "# nota", "\\", "\\n", '\\"', "%", "50 %", "{}", "%(row)s", "\x7f"),
)
EXTRA_HEADERS = (
    "Observaciones",
    "Nota, larga",
    'Tubo de 3"',
    "línea\nrota",
    " Ñandú; ",
    "2008",
    "a|b",
    "Tab\tulado",
)
SIGNIFICANT = frozenset("\"\n\r\xa0'" + DELIMITERS)


@dataclass(frozen=True)
class Layout:
    """How a table is written."""

    encoding: str
    delimiter: str
    quoting: Quoting
    line_end: str

    def write(self, rows: Rows) -> bytes:
        return written(rows, self.delimiter, self.quoting, self.line_end).encode(self.encoding)


def cells(encoding: str) -> st.SearchStrategy[str]:
    """Return texts that an encoding can hold: hard ones, joined ones, and any other without the controls of terminals."""
    hard = st.sampled_from([text for text in HARD if fits(text, encoding)])
    codec = "utf-8" if encoding.startswith("utf") else encoding
    anything = st.text(
        st.characters(codec=codec, exclude_categories=["Cc", "Cs"], include_characters="\t\n\r"), max_size=8
    ).filter(lambda text: fits(text, encoding))
    plain = st.text(string.ascii_letters + string.digits + " ", max_size=8)
    joined = st.lists(hard | plain, min_size=2, max_size=4).map("".join)
    return (hard | joined | anything | plain).filter(lambda cell: not re.search("#{3}", cell))


@st.composite
def tables(draw: st.DrawFn, layout: Layout) -> Rows:
    """Return a header with a folio and a name, and works under it; now and then a cell seems to hold rows."""
    headers = [header for header in EXTRA_HEADERS if fits(header, layout.encoding)]
    extra = draw(st.lists(st.sampled_from(headers), unique=True, max_size=4))
    cell = cells(layout.encoding)
    if draw(st.integers(0, 9)) == 5:
        cell |= st.sampled_from(["\n", "\r", "\r\n"]).map(
            lambda end: f"a{end}b{layout.delimiter * (1 + len(extra))}"
        )
    folios = draw(
        st.lists(st.sampled_from(["{}", "000{}", "W/{}", "Ñ {}", '"{}"', "'0{}"]), min_size=1, max_size=6)
    )
    names = cell.filter(lambda name: bool(bare(name)))
    rows = [
        (folio.format(number), draw(names), *(draw(cell) for _header in extra))
        for number, folio in enumerate(folios, 1)
    ]
    return [("folio", "nombre", *extra), *rows]


def made(data: st.DataObject, encoding: str, delimiter: str) -> tuple[Layout, Rows]:
    """Draw how a table is written in this encoding and with this delimiter, and the table; aim at more of what breaks readers."""
    layout = Layout(
        encoding, delimiter, data.draw(st.sampled_from(QUOTINGS)), data.draw(st.sampled_from(LINE_ENDS))
    )
    rows = data.draw(tables(layout))
    target(float(sum(character in SIGNIFICANT for row in rows for text in row for character in text)))
    return layout, rows


def is_found(layout: Layout, data: bytes) -> bool:
    """Tell whether reading can know the encoding: what is cp1252 may be good UTF-8 by chance, and the same where it is ASCII."""
    return layout.encoding != "cp1252" or not fits_utf8(data) or data.isascii()


def fits_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def seems_to_hold_rows(rows: Rows, delimiter: str) -> bool:
    """Tell whether a cell of several lines has one with as many cells as the header: a list that is refused for it."""
    return any(
        len(next(csv.reader([line], delimiter=delimiter), [])) == len(rows[0])
        for row in rows
        for cell in row
        for line in re.split(r"\r\n|\r|\n", cell)[1:]
    )


def told(problems: list[Problem]) -> list[tuple[str, str | None, str | None]]:
    return sorted(((problem.code, problem.column, problem.value) for problem in problems), key=str)


EVERYTHING: Rows = [
    ("folio", "nombre", "Observaciones"),
    *((f"00{n}", f"x{cell}", cell) for n, cell in enumerate(HARD, 1)),
]


# What was written comes back.

by_delimiter = pytest.mark.parametrize("delimiter", DELIMITERS)
by_found_encoding = pytest.mark.parametrize("encoding", FOUND)
by_told_encoding = pytest.mark.parametrize("encoding", TOLD)


@by_delimiter
@by_found_encoding
@given(st.data())
@settings(deadline=None, max_examples=15)
def test_the_reader_of_tables_gives_back_every_cell(
    encoding: str, delimiter: str, data: st.DataObject
) -> None:
    layout, rows = made(data, encoding, delimiter)
    written_bytes = layout.write(rows)
    if is_found(layout, written_bytes):
        with in_time():
            assert table_rows(written_bytes) == rows


@by_delimiter
@by_told_encoding
def test_the_reader_of_tables_gives_back_every_hard_text(encoding: str, delimiter: str) -> None:
    rows: Rows = [row for row in EVERYTHING if fits("".join(row), encoding)]
    known = {} if encoding in FOUND else {"encoding": encoding, "delimiter": delimiter}
    for quoting, line_end in product(QUOTINGS, LINE_ENDS):
        layout = Layout(encoding, delimiter, quoting, line_end)
        assert table_rows(layout.write(rows), **known) == rows, (quoting, line_end)


@by_delimiter
@by_told_encoding
@given(st.data())
@settings(deadline=None, max_examples=15)
def test_a_list_whose_layout_is_told_gives_back_every_cell(
    encoding: str, delimiter: str, data: st.DataObject
) -> None:
    layout, rows = made(data, encoding, delimiter)
    listed = read_bytes(layout.write(rows), encoding=encoding, delimiter=delimiter)
    gives_back(layout, rows, listed)


@by_delimiter
@by_found_encoding
@given(st.data())
@settings(deadline=None, max_examples=15)
def test_a_list_gives_back_every_cell_or_says_which_seems_to_hold_rows(
    encoding: str, delimiter: str, data: st.DataObject
) -> None:
    layout, rows = made(data, encoding, delimiter)
    written_bytes = layout.write(rows)
    if is_found(layout, written_bytes):
        gives_back(layout, rows, read_bytes(written_bytes))


def gives_back(layout: Layout, rows: Rows, listed: SampleList) -> None:
    """Hold that a list says what was written, in its rows, or is refused for a cell that seems to hold rows."""
    assert faults(listed.errors) == []
    if listed.errors:
        assert {problem.code for problem in listed.errors} == {"broken_quote"}
        assert seems_to_hold_rows(rows, layout.delimiter)
        return
    assert not seems_to_hold_rows(rows, layout.delimiter)
    assert (listed.delimiter, listed.header_row, listed.rows) == (layout.delimiter, 1, len(rows) - 1)
    assert given_of(listed) == [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert [work.row for work in works_of(listed)] == list(range(2, len(rows) + 1))


@by_delimiter
@given(st.data(), st.lists(st.integers(0, 30), min_size=1, max_size=5))
@settings(deadline=None, max_examples=15)
def test_blank_rows_between_works_change_nothing_but_row_numbers(
    delimiter: str, data: st.DataObject, blanks: list[int]
) -> None:
    layout, rows = made(data, "utf-8", delimiter)
    spaced = list(rows)
    for place in blanks:
        spaced.insert(1 + place % len(spaced), ("",) * len(rows[0]))
    compact, loose = read_bytes(layout.write(rows)), read_bytes(layout.write(spaced))
    assert told(loose.errors) == told(compact.errors)
    assert [(work.given, work.values) for work in works_of(loose)] == [
        (work.given, work.values) for work in works_of(compact)
    ]
    numbers = [number for number, row in enumerate(spaced, 1) if any(row)][1:]
    assert [work.row for work in works_of(loose)] == numbers


# Order and repetition do not matter.

COLUMNS: dict[str, Sequence[str]] = {
    "folio": [f"W-{number:07d}" for number in range(1, 1000)],
    "nombre": ["Pozo", "Aula, 2ª etapa", 'Tubo de 3"', "Calle\nÑandú", "PavimentaciÃ³n"],
    "monto": ["1000", "1,234.50", "1.234,50", "1.234", "$ 2,000", "", "-", "mil", "(5)"],
    "monto federal": ["1.234,50", "980,75", "21.883.237", "12", "N/A"],
    "fecha inicio": [
        "15/03/2008",
        "03/04/2008",
        "12/25/2008",
        "25/12/2008",
        "39522",
        "Enero/2014",
        "2014",
        "x",
    ],
    "latitud": ["20.5", "20,5", "0", "", "-102.8", "204018.0"],
    "longitud": ["-102.5", "102.5", "0", "", "21.3", "-1032112"],
    "cve_mun": ["5", "005", "14005", "5.0", "'07", ""],
    "ejecutor": ["H. Ayuntamiento de Jerez", "Club Jerez", "CEA", ""],
    "tipo de ejecutor": ["municipio", "cooperativa", ""],
    "beneficiarios": ["1,200", "12.0", "-3", "muchos", ""],
    "Observaciones": HARD,
}


@st.composite
def lists(draw: st.DrawFn) -> Rows:
    """Return a list in which the reading of a column depends on all of it, and of some columns on others."""
    header = ("folio", "nombre", *draw(st.lists(st.sampled_from(list(COLUMNS)[2:]), unique=True)))
    rows = draw(
        st.lists(
            st.tuples(*(st.sampled_from(COLUMNS[name]) for name in header)),
            min_size=1,
            max_size=8,
            unique_by=lambda row: row[0],
        )
    )
    return [header, *rows]


def as_bytes(rows: Rows) -> bytes:
    return written(rows, ";", csv.QUOTE_MINIMAL, "\n").encode()


def says(listed: SampleList) -> dict[object, tuple[object, ...]]:
    """Return, by folio, what is given, what is said and what is warned of each work."""
    return {work.values["folio"]: (work.given, work.values, told(work.warnings)) for work in works_of(listed)}


@given(lists(), st.data())
@settings(deadline=None, max_examples=150)
def test_the_order_of_columns_changes_nothing_that_works_say(rows: Rows, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(rows[0]))))
    straight = read_bytes(as_bytes(rows))
    turned = read_bytes(as_bytes([tuple(row[at] for at in order) for row in rows]))
    assert told(turned.errors) == told(straight.errors)
    assert says(turned) == says(straight)
    assert turned.columns == straight.columns


@given(lists(), st.data())
@settings(deadline=None, max_examples=150)
def test_the_order_of_rows_changes_nothing_but_their_numbers(rows: Rows, data: st.DataObject) -> None:
    turned_rows = data.draw(st.permutations(rows[1:]))
    straight, turned = read_bytes(as_bytes(rows)), read_bytes(as_bytes([rows[0], *turned_rows]))
    assert told(turned.errors) == told(straight.errors)
    assert says(turned) == says(straight)
    assert [work.row for work in works_of(turned)] == list(range(2, len(rows) + 1))
    assert [work.given["folio"] for work in works_of(turned)] == [row[0] for row in turned_rows]


@pytest.mark.parametrize("name", list(COLUMNS)[2:])
def test_whichever_row_comes_first_a_column_is_read_the_same(name: str) -> None:
    rows: Rows = [(f"W-{number}", "Obra", text) for number, text in enumerate(COLUMNS[name])]
    header = ("folio", "nombre", name)
    straight = says(read_bytes(as_bytes([header, *rows])))
    for first in range(1, len(rows)):
        assert says(read_bytes(as_bytes([header, *rows[first:], *rows[:first]]))) == straight


@given(lists())
@settings(deadline=None, max_examples=50)
def test_reading_twice_is_reading_once(rows: Rows) -> None:
    first, again = read_bytes(as_bytes(rows)), read_bytes(as_bytes(rows))
    assert (says(first), told(first.errors), told(first.warnings)) == (
        says(again),
        told(again.errors),
        told(again.warnings),
    )
    assert says(first) == says(first)


@given(lists(), lists())
@settings(deadline=None, max_examples=30)
def test_importing_the_same_list_twice_changes_nothing(rows: Rows, before: Rows) -> None:
    listed, other = read_bytes(as_bytes(rows)), read_bytes(as_bytes(before))
    if listed.errors or other.errors:
        return
    with tempfile.TemporaryDirectory() as folder:
        made = audit.create(Path(folder) / "audit", "Dos veces", "es")
        with made.opened() as database:
            imported(database, other)
            imported(database, listed)
            kept = database.execute("SELECT * FROM works ORDER BY id").fetchall()
            again = imported(database, read_bytes(as_bytes(rows)))
            assert (again.new, again.changed) == ([], [])
            assert sorted(again.unchanged) == sorted(row[0] for row in rows[1:])
            assert database.execute("SELECT * FROM works ORDER BY id").fetchall() == kept
