"""What the cells of a list say: texts, numbers, codes and categories, decided for the column as a whole."""

import pytest

from tests.sample.lists import column, places, read, works_with


@pytest.mark.parametrize("blank", ["", "  ", "NULL", "-", "N/A", "n/a", "a definir", "S/D", "\u00a0"])
def test_words_that_mean_nothing_are_missing_and_no_problem(blank: str) -> None:
    for header in ("monto", "fecha inicio", "latitud", "municipio", "beneficiarios"):
        listed = works_with(header, blank)
        assert (listed.errors, listed.warnings) == ([], [])
        assert listed.works[0].values == works_with("otra", "").works[0].values


def test_texts_lose_the_blanks_around_them_and_keep_the_text_as_it_came() -> None:
    work = read("folio,nombre,localidad\n '001 02 ,'Pozo , El  Saucillo \n").works[0]
    assert (work.values["folio"], work.values["name"], work.values["locality"]) == (
        "001 02",
        "Pozo",
        "El  Saucillo",
    )
    assert work.given == {"folio": " '001 02 ", "nombre": "'Pozo ", "localidad": " El  Saucillo "}


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["21,883,237", "12"], [21883237, 12]),
        (["$158,248,836.68", "$ 1.5", "$ -"], [158248836.68, 1.5, None]),
        (["1.234,50", "12"], [1234.5, 12]),
        (["1.234", "0.5"], [1.234, 0.5]),
        (["1,234", "10,000"], [1234, 10000]),
        (["1,234", "12,5"], [1.234, 12.5]),
        (["1.234", "1.200.000"], [1234, 1200000]),
        (["0,567"], [0.567]),
        (["(1,200.00)", "-5", "−7", "+3"], [-1200, -5, -7, 3]),
        (["1 200 000.50", "1'234,567.00", "1,200 MXN"], [1200000.5, 1234567, 1200]),
        (["1.58E+08", "'12"], [158000000, 12]),
    ],
)
def test_amounts_are_read_as_their_column_writes_them(cells: list[str], values: list[float | None]) -> None:
    assert column("amount_total", "monto", *cells) == values


@pytest.mark.parametrize("cell", ["12 aprox", "1,23", "1.2.3", "9" * 400, "1e999", "#REF!"])
def test_an_amount_not_written_as_its_column_is_missing_and_told(cell: str) -> None:
    listed = works_with("monto", "1,234.50", "10.5", cell)
    assert listed.works[2].values["amount_total"] is None
    assert places(listed.works[2].warnings) == [("bad_number", 4, "monto")]
    assert listed.works[2].warnings[0].value == cell


def test_coordinates_and_weights_have_no_thousands() -> None:
    assert column("latitude", "latitud", "19,432", "20.5") == [19.432, 20.5]
    assert column("weight", "factor", "1,234", "2") == [1.234, 2]
    assert [told.code for told in works_with("latitud", "1,219.4").warnings] == ["bad_number"]


@pytest.mark.parametrize("cell", ["0", "-1", "dos", "inf", "1e400", "NaN", "1,234.5", "1e200", "1e-200"])
def test_a_weight_that_is_no_number_above_zero_is_an_error(cell: str) -> None:
    assert places(works_with("factor", "53.5", cell).errors) == [("bad_weight", 3, "factor")]


def test_names_of_units_differ_by_no_blank_and_no_way_to_write_an_accent() -> None:
    assert column("psu", "upm", "El  Peñón", "El Pen\u0303o\u0301n", "El\u00a0Peñón") == ["El Peñón"] * 3


@pytest.mark.parametrize("cell", ["9 obras", "9.5", "1e400"])
def test_a_size_of_the_frame_that_nobody_can_read_is_an_error(cell: str) -> None:
    assert places(works_with("obras marco", cell).errors) == [("bad_design", 2, "obras marco")]


def test_counts_are_whole() -> None:
    assert column("beneficiaries", "beneficiarios", "1,200", "12.0", "7") == [1200, 12, 7]
    assert [told.code for told in works_with("beneficiarios", "12.5", "-3", "1E+300").warnings] == [
        "bad_number"
    ] * 3


def test_codes_are_text_completed_with_zeros_and_told() -> None:
    listed = works_with("cve ent", "9", "09", "32.0", "NACIONAL", "9, 15")
    assert [work.values["state_code"] for work in listed.works] == ["09", "09", "32", "NACIONAL", "9, 15"]
    assert [(told.code, told.row, told.value) for told in listed.warnings] == [("padded_code", 2, "9")]
    assert column("locality_code", "cve loc", "1", "'0001") == ["0001", "0001"]


def test_state_and_municipality_in_one_code_are_taken_apart() -> None:
    works = works_with("cvegeo", "32020", "9005", "20").works
    assert [(work.values["state_code"], work.values["municipality_code"]) for work in works] == [
        ("32", "020"),
        ("09", "005"),
        (None, "020"),
    ]


@pytest.mark.parametrize(
    ("executor", "kind"),
    [
        ("H. Ayuntamiento de Jerez", "municipality"),
        ("PRESIDENCIA MUNICIPAL", "municipality"),
        ("Obras Públicas del Municipio de Jerez", "municipality"),
        ("Comité de obra del H. Ayuntamiento", "committee"),
        ("Club Los Altos", "club"),
        ("Constructora del Norte", None),
    ],
)
def test_the_kind_of_executor_is_proposed_from_its_name(executor: str, kind: str | None) -> None:
    assert column("executor_kind", "instancia ejecutora", executor) == [kind]


def test_the_kind_of_executor_that_a_list_gives_is_the_one_taken() -> None:
    listed = read(
        "folio,nombre,ejecutor,tipo de ejecutor\n1,A,Club Jerez,Estado\n2,B,Club Jerez,\n3,C,Club Jerez,tal vez\n"
    )
    assert [work.values["executor_kind"] for work in listed.works] == ["state", "club", None]
    assert places(listed.warnings) == [("unknown_category", 4, "tipo de ejecutor")]


def test_works_are_in_the_sample_unless_they_are_in_reserve() -> None:
    listed = works_with("tipo de muestra", "Titular", "RESERVA", "reserve", "", "quizá")
    assert [work.values["role"] for work in listed.works] == ["main", "reserve", "reserve", "main", "main"]
    assert places(listed.warnings) == [("unknown_category", 6, "tipo de muestra")]


def test_a_long_text_is_kept_and_told() -> None:
    listed = read(f"folio,nombre\n1,{'Pozo ' * 101}\n")
    assert len(str(listed.works[0].values["name"])) == 504
    assert places(listed.works[0].warnings) == [("long_text", 2, "nombre")]
