"""What the works list finds, counts and shows for what a person asked."""

from dataclasses import replace
from typing import Any

from audit_app import listing
from audit_app.listing import Asked, Line

BLANK = Line("", "", None, None, None, None, "located", None, 1)


def line(folio: str, **facts: Any) -> Line:
    return replace(BLANK, **{"folio": folio, "name": f"Obra {folio}", **facts})


def folios(lines: list[Line], asked: Asked, after: str = "", size: int = 50) -> list[str]:
    return [one.folio for one in listing.page(listing.in_order(lines), asked, after, size).lines]


def test_numbers_in_folios_stand_in_their_order() -> None:
    assert folios([line("W/10"), line("W/9"), line("A-2-1")], Asked({})) == ["A-2-1", "W/9", "W/10"]


def test_pages_follow_one_another_by_folio_and_lead_back() -> None:
    lines = [line(str(number)) for number in range(1, 8)]
    first = listing.page(lines, Asked({}), size=3)
    second = listing.page(lines, Asked({}), str(first.after), size=3)
    third = listing.page(lines, Asked({}), str(second.after), size=3)
    assert [[one.folio for one in page.lines] for page in (first, second, third)] == [
        ["1", "2", "3"],
        ["4", "5", "6"],
        ["7"],
    ]
    assert [(page.before, page.after, page.first) for page in (first, second, third)] == [
        (None, "3", 0),
        ("", "6", 3),
        ("3", None, 6),
    ]


def test_a_folio_that_is_gone_still_marks_a_place() -> None:
    assert folios([line("1"), line("3")], Asked({}), after="2") == ["3"]


def test_each_facet_counts_what_the_others_leave() -> None:
    lines = [
        line("1", state="Jalisco", type="Pozo"),
        line("2", state="Jalisco", type="Aula"),
        line("3", state="Zacatecas", type="Pozo"),
    ]
    page = listing.page(lines, Asked({"state": "Jalisco", "type": "Pozo"}))
    assert (page.found, page.total) == (1, 3)
    assert page.counts["state"] == {"Jalisco": 1, "Zacatecas": 1}
    assert page.counts["type"] == {"Pozo": 1, "Aula": 1}
    assert page.counts["disposition"] == {"located": 1}


def test_works_without_a_datum_can_be_asked_for() -> None:
    assert folios([line("1", type="Pozo"), line("2")], Asked({"type": listing.BLANK})) == ["2"]


def test_every_word_must_stand_somewhere_accents_aside() -> None:
    lines = [line("1", name="Pavimentación", municipality="Acámbaro"), line("2", name="Pavimentación")]
    assert folios(lines, Asked({}, "PAVIMENTACION acámb")) == ["1"]


def test_reasons_narrow_the_works_not_visited() -> None:
    lines = [
        line("1", disposition="not_visited", reason="weather"),
        line("2", disposition="not_visited", reason="access"),
    ]
    assert folios(lines, Asked({"disposition": "not_visited.access"})) == ["2"]
    assert folios(lines, Asked({"disposition": "not_visited"})) == ["1", "2"]


def test_all_works_not_visited_are_a_choice_only_where_it_says_more() -> None:
    assert listing.needless(Asked({}), {"not_visited": 2, "to_visit": 2}) == {"not_visited"}
    assert listing.needless(Asked({}), {"not_visited": 3, "to_visit": 2}) == set()
    assert listing.needless(Asked({"disposition": "not_visited"}), {"not_visited": 2, "to_visit": 2}) == set()


def test_for_the_road_works_stand_by_place_whatever_their_accents() -> None:
    lines = [
        line("10", state="Jalisco", municipality="Zapopan"),
        line("9", state="Jalisco", municipality="Zapopan"),
        line("1", state="Jalisco", municipality="Ávila"),
        line("2", state="Zacatecas", municipality="Apozol"),
        line("3", state="Jalisco", municipality="Arandas"),
    ]
    assert [one.folio for one in listing.by_place(lines)] == ["3", "1", "9", "10", "2"]


def test_what_was_asked_is_told_in_words() -> None:
    asked = listing.asked(
        {"disposition": "not_visited.access", "type": "-", "q": " pozo  nuevo ", "page": "9"}
    )
    assert listing.in_words(asked) == "Situación: No visitada: Sin acceso · Tipo: Sin dato · «pozo nuevo»"
    assert listing.in_words(listing.asked({})) == ""


def test_the_work_visited_last_is_one_that_this_laptop_stood_before() -> None:
    lines = [
        line("1", visited_here=("2026-11-02", "a")),
        line("2", visited_here=("2026-11-02", "b"), disposition="not_located"),
        line("3", visited_here=("2026-11-03", "c"), disposition="not_visited", attempts=1),
        line("4", disposition="located"),
    ]
    assert listing.last_visited(lines) is lines[1]
    assert listing.last_visited(lines[2:]) is None


def test_a_place_is_named_once_and_by_the_state_where_the_list_says_no_more() -> None:
    assert line("1", locality="Jerez", municipality="Jerez", state="Zacatecas").place == "Jerez"
    assert line("1", locality="El Cargadero", municipality="Jerez").place == "El Cargadero, Jerez"
    assert (line("1", state="Zacatecas").place, line("1").place) == ("Zacatecas", "")


def test_somebody_travels_by_state_and_municipality() -> None:
    lines = [
        line("1", state="Zacatecas", municipality="Jerez"),
        line("10", state="Jalisco", municipality="Águilas"),
        line("9", state="Jalisco", municipality="Águilas"),
        line("2", state="Jalisco", municipality="Zapopan"),
    ]
    assert [one.folio for one in listing.by_place(lines)] == ["9", "10", "2", "1"]
