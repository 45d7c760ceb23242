"""From what lists write to INEGI's codes: damaged, abbreviated, older and shared names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_app.geography.catalogue import STATE_WORDS, municipalities
from audit_app.geography.names import municipalities_of, municipality_name, state_name, state_of

IN_OAXACA_TWICE = {"20208", "20209", "20318", "20319"}


def in_wrong_encoding(text: str, times: int) -> str:
    """Return a text whose UTF-8 was read as cp1252 this many times."""
    for _time in range(times):
        text = "".join(
            bytes([byte]).decode("cp1252") if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(byte)
            for byte in text.encode()
        )
    return text


def without_accented(text: str, sign: str) -> str:
    return "".join(letter if letter.isascii() else sign for letter in text)


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("30", "VERACRUZ; Veracruz de Ignacio de la Llave; Veracruz-Llave; Ver.; VER"),
        (
            "15",
            "Estado de México; ESTADO DE MEXICO; MEXICO; Edo. de Méx.; EDOMEX; Edo. Mex.; M?xico; MÃ©xico",
        ),
        (
            "09",
            "Distrito Federal; CDMX; Ciudad de México; CIUDAD DE MEXICO; D.F.; México, D.F.; Cd. de México; 9; 09",
        ),
        ("05", "Coahuila; COAHUILA DE ZARAGOZA; Coah."),
        ("16", "Michoacán; MICHOACAN DE OCAMPO; Mich.; Michoac?n; Michoac\ufffdn de Ocampo; MichoacÃ¡n"),
        ("22", "Querétaro; QUERETARO DE ARTEAGA; Qro.; Quer?taro; QuerÃ©taro Arteaga"),
        ("02", "Baja California; B.C.; BC; BCN; Baja California Norte"),
        ("03", "Baja California Sur; BCS; B.C.S."),
        ("23", "Quintana Roo; Q. ROO; Q.Roo; QROO"),
        ("24", "San Luis Potosí; SLP; S.L.P.; San Luis Potos?"),
        ("19", "Nuevo León; NL; N.L.; Nvo. León; Nuevo Le\ufffd\ufffdn"),
        ("13", "Hidalgo; Hgo.; Estado de Hidalgo; HIDALGO "),
        ("21", "Puebla; Pue; Estado Libre y Soberano de Puebla"),
        ("01", "Ags.; AGUASCALIENTES; 1; 01"),
        ("11", "Gto; GTO.; Guanajuato; 11"),
    ],
)
def test_a_state_is_known_however_it_is_written(code: str, texts: str) -> None:
    assert {text: state_of(text) for text in texts.split(";")} == dict.fromkeys(texts.split(";"), code)


@pytest.mark.parametrize(
    "text", ["", " ", "NACIONAL", "35", "0", "33", "San Luis", "Baja", "15; 21", "?", "???", "Texas"]
)
def test_what_is_no_state_or_more_than_one_is_not_guessed(text: str) -> None:
    assert state_of(text) is None


@pytest.mark.parametrize("code", STATE_WORDS)
def test_a_state_is_known_by_inegis_name_with_its_letters_lost_or_not(code: str) -> None:
    name = state_name(code) or ""
    assert (
        state_of(name)
        == state_of(without_accented(name, "?"))
        == state_of(in_wrong_encoding(name, 1))
        == code
    )


@pytest.mark.parametrize(
    ("state", "text", "code"),
    [
        ("11", "León", "11020"),
        ("11", "LEON", "11020"),
        ("11", "Le?n", "11020"),
        ("11", "Le\ufffdn", "11020"),
        ("11", "Le\ufffd\ufffdn", "11020"),
        ("11", "LeÃ³n", "11020"),
        ("11", "LEÃ“N", "11020"),
        ("11", "LeÃƒÂ³n", "11020"),
        ("11", "leã³n", "11020"),
        ("11", "Le¢n", "11020"),
        ("11", "H. Ayuntamiento de Acámbaro", "11002"),
        ("11", "Acámbaro, Gto.", "11002"),
        ("11", "Acámbaro (Guanajuato)", "11002"),
        ("11", "Silao", "11037"),
        ("11", "Dolores Hidalgo", "11014"),
        ("11", "DOLORES HIDALGO C.I.N.", "11014"),
        ("24", "Sta. María del Río", "24032"),
        ("24", "Mpio. de Cd. Valles", "24013"),
        ("24", "Soledad Díez Gutiérrez", "24035"),
        ("32", "Gral. Fco. R. Murguía", "32014"),
        ("32", "Pánfilo Natera", "32016"),
        ("32", "Jerez de García Salinas", "32020"),
        ("08", "Cd. Juárez", "08037"),
        ("08", "Parral", "08032"),
        ("14", "Tepatitl?n", "14093"),
        ("14", "Tlaquepaque", "14098"),
        ("14", "Antonio Escobedo", "14007"),
        ("15", "Paz, La", "15070"),
        ("15", "Los Reyes la Paz", "15070"),
        ("18", "El Nayar", "18009"),
        ("20", "Juchitán", "20043"),
        ("20", "Huajuapan de León", "20039"),
        ("20", "Juxtlahuaca", "20469"),
        ("20", "San Juan Mixtepec -Dto. 26 -", "20209"),
        ("02", "San Quintín", "02006"),
        ("05", "Fco. I. Madero", "05009"),
        ("05", "Francisco Madero", "05009"),
        ("09", "Alcaldía Gustavo A. Madero", "09005"),
        ("09", "Magdalena Contreras", "09008"),
        ("10", "Pe?on Blanco", "10021"),
        ("10", "Pe??n Blanco", "10021"),
        ("12", "José Azueta", "12038"),
        ("23", "Jos? Mar?a Morelos", "23006"),
        ("23", "Cancún", "23005"),
        ("28", "Cd. Mante", "28021"),
        ("28", "Ciudad Victoria", "28041"),
        ("30", "Jalapa", "30087"),
        ("01", "San Fco. de los Romo", "01011"),
    ],
)
def test_a_municipality_is_known_however_it_is_written(state: str, text: str, code: str) -> None:
    assert municipalities_of(text, state) == (code,)


@pytest.mark.parametrize(
    ("state", "text", "count"),
    [
        (None, "Benito Juárez", 7),
        (None, "El Oro", 2),
        (None, "La Paz", 2),
        ("07", "Tuxtla", 2),
        ("13", "Santiago", 2),
        ("14", "Zapotlán", 2),
        ("21", "Cholula", 3),
        ("20", "San Juan Mixtepec", 2),
    ],
)
def test_a_shared_name_gives_all_that_fit(state: str | None, text: str, count: int) -> None:
    assert len(municipalities_of(text, state)) == count


@pytest.mark.parametrize(
    ("state", "text"),
    [
        ("11", ""),
        ("11", "?"),
        ("11", "H."),
        ("11", "Municipio de"),
        ("14", "Morelos"),
        ("14", "Jerez"),
        ("11", "Leonn"),
        ("11", "Lean"),
        (None, "Ciudad Altamirano"),
        (None, "Tepatitlán"),
        ("14", "León, Gto."),
        ("99", "León"),
        ("11", "VARIOS"),
    ],
)
def test_nothing_is_guessed(state: str | None, text: str) -> None:
    assert municipalities_of(text, state) == ()


@pytest.mark.parametrize(
    ("text", "state", "codes"),
    [
        ("Jerez (cabecera)", "32", ("32020",)),
        ("Jerez, Zac. (cabecera)", None, ("32020",)),
        ("Juárez (Chih.)", None, ("08037",)),
        ("Benito Juárez (Q. Roo)", None, ("23005",)),
        ("Jerez (Jalisco)", "32", ()),
        ("(cabecera)", "32", ()),
    ],
)
def test_what_stands_between_parentheses_is_a_state_or_nothing(
    text: str, state: str | None, codes: tuple[str, ...]
) -> None:
    assert municipalities_of(text, state) == codes


def test_every_name_is_found_in_its_state_whole_or_damaged() -> None:
    for code, name in municipalities().items():
        if code not in IN_OAXACA_TWICE:
            damaged = [
                name,
                name.upper(),
                without_accented(name, "?"),
                without_accented(name, "\ufffd\ufffd"),
            ]
            damaged += [in_wrong_encoding(name, times) for times in (1, 2, 3)]
            assert {municipalities_of(text, code[:2]) for text in damaged} == {(code,)}, name


def test_87_names_at_least_are_shared_by_several_states() -> None:
    shared = {name for name in municipalities().values() if len({c[:2] for c in municipalities_of(name)}) > 1}
    assert len({name.casefold() for name in shared}) >= 87


def test_codes_have_names() -> None:
    assert (state_name("15"), municipality_name("15033")) == ("México", "Ecatepec de Morelos")
    assert (state_name("35"), municipality_name("15999")) == (None, None)


@given(st.text(), st.none() | st.sampled_from(sorted(STATE_WORDS)) | st.text(max_size=3))
def test_any_text_has_an_answer(text: str, state: str | None) -> None:
    assert state_of(text) is None or state_of(text) in STATE_WORDS
    assert set(municipalities_of(text, state)) <= set(municipalities())
    assert all(state in (None, code[:2]) for code in municipalities_of(text, state))
