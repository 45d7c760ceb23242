"""Codes from names and names from codes: what follows is filled in, what is shared is asked, nothing is guessed."""

import pytest

from audit_app.sample.reading import Choices, SampleList, read_list


def read(header: str, row: str, **places: str) -> SampleList:
    text = f"folio,nombre,{header}\n1,Pozo,{row}\n"
    return read_list(text.encode(), "lista.csv", Choices(places=places))


def codes(listed: SampleList) -> tuple[object, object]:
    values = listed.works[0].values
    return values["state_code"], values["municipality_code"]


@pytest.mark.parametrize(
    ("state", "municipality", "expected"),
    [
        ("VERACRUZ", "Xalapa", ("30", "087")),
        ("ESTADO DE MEXICO", "TOLUCA", ("15", "106")),
        ("DISTRITO FEDERAL", "COYOACAN", ("09", "003")),
        ("Guanajuato", "LeÃ³n", ("11", "020")),
    ],
)
def test_codes_follow_from_names(state: str, municipality: str, expected: tuple[str, str]) -> None:
    listed = read("estado,municipio", f"{state},{municipality}")
    assert codes(listed) == expected
    assert listed.works[0].values["municipality"] == municipality
    assert "doubtful_place" not in {told.code for told in listed.warnings}


def test_names_follow_from_codes() -> None:
    values = read("cve_ent,cve_mun", "14,039").works[0].values
    assert (values["state"], values["municipality"]) == ("Jalisco", "Guadalajara")


def test_a_name_of_several_states_is_asked_and_not_guessed() -> None:
    listed = read("municipio", "Benito Juárez")
    assert codes(listed) == (None, None)
    assert [(told.code, told.row) for told in listed.warnings] == [("doubtful_place", 2)]
    (asked,) = listed.asked
    assert (asked.name, asked.works, len(asked.codes)) == ("Benito Juárez", 1, 7)
    assert codes(read("municipio", "Benito Juárez", **{asked.key: "23005"})) == ("23", "005")


def test_an_answer_that_is_none_of_the_places_changes_nothing() -> None:
    asked = read("municipio", "Benito Juárez").asked[0]
    assert codes(read("municipio", "Benito Juárez", **{asked.key: "14039"})) == (None, None)


@pytest.mark.parametrize(
    ("header", "row", "what"),
    [
        ("estado", "NACIONAL", "no es una entidad"),
        ("estado,cve_ent", "Jalisco,11", "que es Guanajuato"),
        ("estado,municipio", "Jalisco,Narnia", "ningún municipio «Narnia» en Jalisco"),
        ("estado,municipio,cve_mun", "Jalisco,Tonalá,039", "que es Guadalajara"),
        ("cve_ent,cve_mun", "14,999", "14999"),
    ],
)
def test_what_does_not_agree_is_told_and_kept(header: str, row: str, what: str) -> None:
    (told,) = read(header, row).warnings
    assert (told.code, told.is_error) == ("doubtful_place", False)
    assert what in told.message
