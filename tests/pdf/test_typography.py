import pytest

from audit_app.pdf.typography import (
    BODY,
    PROSE,
    SANS,
    SERIF,
    lacks,
    limited,
    printable,
    shortened,
    width_of,
    wrap,
)


@pytest.mark.parametrize("name", [SANS, SERIF])
def test_a_character_that_the_face_lacks_prints_a_visible_mark(name: str) -> None:
    shown = printable("Calle 漢 sur", name)
    assert shown in ("Calle □ sur", "Calle ■ sur")
    assert lacks("Calle 漢 sur", name)


def test_a_mark_that_was_written_so_is_not_a_lack() -> None:
    assert not lacks("Casilla □", SANS)


def test_accents_written_apart_become_one_letter() -> None:
    assert printable("Acámbaro", SANS) == "Acámbaro"


def test_a_sign_the_face_lacks_is_spelled_in_letters_it_has() -> None:
    assert printable("Tramo Ⅷ Ａ", SANS) == "Tramo VIII A"


def test_controls_and_direction_marks_leave_no_trace() -> None:
    assert printable("\u202bObra\u200f\x07\ttres", SANS) == "Obra tres"


def test_lines_are_no_wider_than_the_measure() -> None:
    lines = wrap("Ampliación de la red de drenaje sanitario en la localidad de El Saucillo", PROSE, 120)
    assert len(lines) > 2
    assert all(width_of(line, PROSE) <= 120 for line in lines)


def test_a_percent_sign_stays_with_its_number() -> None:
    assert [line for line in wrap("a " * 40 + "96.3 %", BODY, 100) if line.startswith("%")] == []


def test_a_word_wider_than_the_measure_is_cut_and_whole() -> None:
    word = "x" * 5000
    lines = wrap(word, BODY, 100)
    assert "".join(lines) == word
    assert all(width_of(line, BODY) <= 100 for line in lines)


def test_what_the_writer_broke_stays_broken() -> None:
    assert wrap("uno\ndos", BODY, 100) == ["uno", "dos"]


def test_a_line_cut_short_says_so() -> None:
    cut = shortened("Construcción de guarniciones y banquetas", BODY, 80)
    assert cut.endswith("…")
    assert width_of(cut, BODY) <= 80


def test_lines_beyond_the_limit_are_cut_and_the_cut_is_shown() -> None:
    lines = limited("palabra " * 50, BODY, 100, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
