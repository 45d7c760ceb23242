"""What a page's fields say of a list, and the same choices back as fields."""

from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from audit_app.sample.incoming import fields
from audit_app.sample.reading import Choices, SampleList
from audit_app.sample.reading.choices import LAST_ROW
from audit_app.sample.reading.vocabulary import NAMES
from audit_app.tables import Manner, delimited, encodings

TEXTS = st.text(max_size=30)
CHOICES = st.builds(
    Choices,
    manner=st.builds(
        Manner,
        encoding=st.sampled_from(["", *encodings.CHOICES]),
        delimiter=st.sampled_from(["", *delimited.DELIMITERS]),
        sheet=TEXTS,
    ),
    header_row=st.none() | st.integers(1, LAST_ROW),
    columns=st.dictionaries(st.sampled_from(NAMES), TEXTS, max_size=5),
    other_way=st.dictionaries(st.sampled_from(NAMES), st.booleans(), max_size=3),
    accepted=st.frozensets(st.sampled_from(["sign", "swapped+sign", "all", "7", "104"])),
    places=st.dictionaries(TEXTS, st.sampled_from(["09", "23005"]), max_size=3),
)


def said(*pairs: tuple[str, str]) -> Choices:
    return fields.choices_of(MultiDict(pairs))


@given(CHOICES)
def test_choices_come_back_as_they_went(choices: Choices) -> None:
    assert said(*fields.pairs(choices)) == choices


def test_nothing_said_is_no_choice() -> None:
    assert said() == Choices()
    assert said(("encoding", ""), ("header_row", ""), ("other-amount_total", "")) == Choices()


def test_what_makes_no_sense_is_left_out() -> None:
    nonsense = [
        *(("encoding", "rot13"), ("delimiter", "/"), ("header_row", "0"), ("header_row", "1e9")),
        *(("other-folio", "yes"), ("other-clave", "1"), ("accept", "../../etc"), ("accept", "00000000")),
        *(("place-x", "../09"), ("place-y", "1"), ("columns", "folio"), ("header_row", "٣")),
    ]
    assert said(*nonsense) == Choices()


def test_what_is_said_is_bounded() -> None:
    rows = [("accept", str(number)) for number in range(1, 9000)]
    places = [(f"place-{number}", "09001") for number in range(900)]
    found = said(*rows, *places, ("folio", "x" * 5000), ("sheet", "y" * 5000))
    assert len(found.accepted) == fields.MOST_ACCEPTED
    assert len(found.places) == fields.MOST_PLACES
    assert (len(found.columns["folio"]), len(found.manner.sheet)) == (fields.LONGEST, fields.LONGEST)


def test_columns_go_with_the_sheet_they_were_chosen_on() -> None:
    listed = SampleList("obras.xlsx", "", sheet="Obras", sheets=("Obras", "Otra"), header_row=4)
    were = fields.were(Choices(), listed)
    chosen = [*were, ("folio", "Clave"), ("other-year", "1"), ("accept", "sign")]
    assert said(("sheet", "Otra"), *chosen) == Choices(Manner(sheet="Otra"))
    assert said(("header_row", "5"), *chosen) == Choices(header_row=5)
    for same in ([], [("sheet", "Obras")], [("header_row", "4")], [("sheet", "Obras"), ("header_row", "4")]):
        assert said(*same, *chosen).columns == {"folio": "Clave"}


def test_a_choice_said_twice_is_a_list_in_the_address() -> None:
    pairs = fields.pairs(Choices(accepted=frozenset({"sign", "7"})))
    assert fields.query(pairs) == {"accept": ["7", "sign"]}
