"""From the check to the record: finishing, correcting, another attempt, and what is sent twice."""

import re

import pytest

from audit_app import audit
from audit_app.audit import Audit
from audit_app.visits import queries
from tests.visits.works import (
    LOCATED,
    NOT_LOCATED,
    NOT_VISITED,
    Person,
    drafts,
    filled,
    finish,
    heads,
    kept,
    opened,
    text,
    walk_in,
)

FORM = "/visits/W~2F001"
RECORD = f"{FORM}/record"


def test_finishing_leads_to_the_record_and_removes_the_draft(works: Audit, page: Person) -> None:
    answer = finish(page, "W/001", LOCATED)
    assert (answer.status_code, answer.headers["Location"]) == (303, RECORD)
    assert "Visita terminada y guardada." in text(page.get(RECORD))
    assert drafts(works) == []


def test_the_check_shows_every_answer_in_words(page: Person) -> None:
    draft = filled(
        page, "W/001", {**LOCATED, "damage": ["cracks", "rust"], "plan_measured": "1,250.5".replace(",", "")}
    )
    shown = text(page.get(f"{FORM}/check?draft={draft['draft']}"))
    assert "Grietas, Corrosión" in shown
    assert "1,250.5" in shown
    assert "1 oct 2009" in shown


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("2009-10-01T10:07:00", "1 oct 2009 10:07"),
        ("2009-10-01T10:07:00+09:00", "1 oct 2009 10:07"),
        ("2009-10-01", "2009-10-01"),
        ("hacia las diez", "hacia las diez"),
        ("9:30", "9:30"),
    ],
)
def test_the_time_of_a_position_is_shown_as_people_write_times(page: Person, typed: str, told: str) -> None:
    draft = filled(page, "W/001", {**LOCATED, "taken_at": typed})
    assert f"<dd>{told}</dd>" in text(page.get(f"{FORM}/check?draft={draft['draft']}"))


def test_a_check_with_answers_missing_leads_back_to_the_form_and_its_summary(page: Person) -> None:
    draft = opened(page, "W/001")
    page.post(FORM, {**draft, "outcome": "located", "action": "leave"})
    answer = page.get(f"{FORM}/check?draft={draft['draft']}", follow_redirects=True)
    assert "Indique el estado de la obra" in text(answer)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"visited_on": "2209-10-01"}, "La fecha 1 oct 2209 no puede ser: corrija el año."),
        ({"visited_on": "0209-10-01"}, "no puede ser: corrija el año."),
        ({"arrived_at": "12:00", "left_at": "09:00"}, "La salida es anterior a la llegada"),
        ({"damage": ["cracks", "none"]}, "«Sin daños» y «Sin respuesta» no van con otras respuestas"),
    ],
)
def test_what_cannot_be_is_told_before_finishing(page: Person, typed: dict[str, object], told: str) -> None:
    answer = page.post(FORM, {**opened(page, "W/001"), **LOCATED, **typed, "action": "check"})
    assert told in text(answer).split('id="errors"')[1].split("</ul>")[0]


def test_what_changed_after_the_check_is_shown_before_it_is_finished(works: Audit, page: Person) -> None:
    draft = filled(page, "W/001", LOCATED)
    seen = re.findall(
        r'name="revision" value="(\d+)"', text(page.get(f"{FORM}/check?draft={draft['draft']}"))
    )
    page.post(f"{FORM}/draft", {**draft, **LOCATED, "revision": seen[0], "operates": "no"})
    answer = page.post(f"{FORM}/check", {"draft": draft["draft"], "revision": seen[0]})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{FORM}/check?draft={draft['draft']}")
    assert kept(works, "visits", "W/001") == []


def test_a_check_of_nothing_typed_leads_to_the_form(page: Person) -> None:
    finish(page, "W/001", LOCATED)
    assert page.get(f"{FORM}/check").headers["Location"] == FORM


def test_finishing_with_answers_missing_is_refused(works: Audit, page: Person) -> None:
    draft = opened(page, "W/001")
    page.post(FORM, {**draft, "outcome": "located", "action": "leave"})
    answer = page.post(f"{FORM}/check", {"draft": draft["draft"]})
    assert answer.status_code == 400
    assert "respuestas para terminar" in text(answer)
    assert kept(works, "visits", "W/001") == []


# Corrections.


def test_the_form_of_a_finished_visit_is_filled_in_for_its_correction(page: Person) -> None:
    finish(page, "W/001", {**LOCATED, "notes": "Con «comillas» y & signos", "damage": ["rust", "leaks"]})
    shown = text(page.get(FORM))
    assert "Con «comillas» y &amp; signos</textarea>" in shown
    assert set(re.findall(r'value="(\w+)" checked', shown)) >= {
        "located",
        "as_registered",
        "leaks",
        "rust",
        "committee",
    }
    assert "corrección" in shown


def test_a_correction_supersedes_the_visit_with_its_reason(works: Audit, page: Person) -> None:
    finish(page, "W/001", LOCATED)
    finish(
        page, "W/001", {**LOCATED, "operates": "no", "not_operating_cause": "broken"}, "Se volvió al sitio"
    )
    first, second = kept(works, "visits", "W/001")
    assert heads(works, "visits", "W/001") == [second]
    assert (first["operates"], second["operates"], second["reason"]) == ("yes", "no", "Se volvió al sitio")


def test_the_record_shows_the_whole_history(page: Person) -> None:
    finish(page, "W/001", LOCATED)
    finish(page, "W/001", NOT_LOCATED, "Era otra <obra>")
    shown = text(page.get(RECORD))
    assert shown.count('<span class="tag">vigente</span>') == 1
    assert "motivo: Era otra &lt;obra&gt;" in shown
    assert "sustituye a" in shown


def test_a_correction_without_a_reason_asks_for_it_in_place(works: Audit, page: Person) -> None:
    finish(page, "W/001", LOCATED)
    answer = finish(page, "W/001", {**LOCATED, "notes": "Nota nueva"}, "  ")
    assert answer.status_code == 400
    assert '<a href="#reason">Escriba el motivo' in text(answer)
    assert len(kept(works, "visits", "W/001")) == len(drafts(works)) == 1


def test_large_and_small_numbers_come_back_as_they_were_in_a_correction(works: Audit, page: Person) -> None:
    finish(page, "W/001", {**LOCATED, "plan_measured": "123456789012.345", "accuracy_m": "0.000001"})
    assert 'value="123456789012.345"' in text(page.get(FORM))
    finish(page, "W/001", {**LOCATED, "plan_measured": "123456789012.345", "accuracy_m": "0.000001"}, "Nada")
    first, second = kept(works, "visits", "W/001")
    assert (first["plan_measured"], first["accuracy_m"]) == (second["plan_measured"], second["accuracy_m"])


# Another attempt.


def test_an_attempt_after_a_work_not_visited_counts_on_and_needs_no_reason(
    works: Audit, page: Person
) -> None:
    finish(page, "W/001", {**NOT_VISITED, "attempt": "2"})
    shown = text(page.get(FORM))
    assert 'name="attempt" value="3"' in shown
    assert finish(page, "W/001", {**LOCATED, "attempt": "3"}).status_code == 303
    assert [visit["attempt"] for visit in kept(works, "visits", "W/001")] == [2, 3]
    assert len(heads(works, "visits", "W/001")) == 1


# Sent twice, and several windows.


def test_a_double_click_on_finish_makes_one_visit_and_says_so(works: Audit, page: Person) -> None:
    draft = filled(page, "W/001", LOCATED)
    for _ in range(2):
        answer = page.post(f"{FORM}/check", {"draft": draft["draft"]}, follow_redirects=True)
    assert answer.status_code == 200
    assert "esto es lo guardado" in text(answer)
    assert len(kept(works, "visits", "W/001")) == 1


def test_a_draft_that_was_thrown_away_cannot_be_finished(works: Audit, page: Person) -> None:
    draft = filled(page, "W/001", LOCATED)
    page.post(f"{FORM}/discard", {"draft": draft["draft"]})
    answer = page.post(f"{FORM}/check", {"draft": draft["draft"]})
    assert answer.status_code == 404
    assert "Ese borrador ya no está" in text(answer)
    assert kept(works, "visits", "W/001") == []


def test_two_windows_that_finish_leave_two_visits_in_conflict(works: Audit, page: Person) -> None:
    one, other = opened(page, "W/001"), opened(page, "W/001")
    page.post(FORM, {**one, **LOCATED, "action": "check"})
    told = page.post(FORM, {**other, **NOT_LOCATED, "action": "check"}, follow_redirects=True)
    assert "abierta en otra ventana" in text(told)
    for draft in (one, other):
        page.post(f"{FORM}/check", {"draft": draft["draft"]})
    assert {visit["outcome"] for visit in heads(works, "visits", "W/001")} == {"located", "not_located"}
    assert "hay 2 visitas en conflicto" in text(page.get(RECORD))


def test_a_draft_overtaken_by_another_visit_is_told_before_it_is_finished(page: Person) -> None:
    one, other = opened(page, "W/001"), opened(page, "W/001")
    for draft in (one, other):
        page.post(FORM, {**draft, **LOCATED, "notes": draft["draft"], "action": "leave"})
    assert "se guardó después" not in text(page.get(f"{FORM}/check?draft={other['draft']}"))
    page.post(f"{FORM}/check", {"draft": one["draft"]})
    for path in (f"{FORM}?draft={other['draft']}", f"{FORM}/check?draft={other['draft']}"):
        assert "se guardó después de empezar este borrador" in text(page.get(path))


def test_a_base_that_is_no_visit_of_the_work_is_not_superseded(works: Audit, page: Person) -> None:
    finish(page, "W/002", LOCATED)
    stranger = str(kept(works, "visits", "W/002")[0]["id"])
    draft = {**opened(page, "W/001"), "base": f"{stranger},nada"}
    page.post(FORM, {**draft, **LOCATED, "action": "check"})
    page.post(f"{FORM}/check", {"draft": draft["draft"]})
    assert len(heads(works, "visits", "W/002")) == len(heads(works, "visits", "W/001")) == 1


# The name.


def test_a_laptop_without_a_person_asks_for_the_name_when_it_saves(works: Audit, home: object) -> None:
    page = walk_in(works, "")
    draft = filled(page, "W/001", LOCATED)
    answer = page.post(f"{FORM}/check", {"draft": draft["draft"]})
    assert answer.status_code == 400
    assert '<a href="#person">Escriba su nombre' in text(answer)
    assert 'id="person" name="person"' in text(answer)
    page.post(f"{FORM}/check", {"draft": draft["draft"], "person": "  Brigada   7 "})
    assert [visit["author"] for visit in kept(works, "visits", "W/001")] == ["Brigada 7"]
    assert audit.laptop().person == "Brigada 7"


def test_a_name_typed_on_the_form_is_not_asked_again(works: Audit) -> None:
    page = walk_in(works, "")
    draft = opened(page, "W/001")
    page.post(FORM, {**draft, **LOCATED, "person": "Brigada 8", "action": "check"})
    assert page.post(f"{FORM}/check", {"draft": draft["draft"]}).status_code == 303
    assert kept(works, "visits", "W/001")[0]["author"] == "Brigada 8"


def test_a_reason_typed_is_still_there_when_the_name_is_asked(works: Audit) -> None:
    finish(walk_in(works), "W/001", LOCATED)
    audit.name_person("")
    answer = finish(walk_in(works, ""), "W/001", {**LOCATED, "notes": "Otra"}, 'Motivo "dado"')
    assert 'name="reason" value="Motivo &#34;dado&#34;"' in text(answer)


def test_whoever_saves_is_listed_once_among_the_people(works: Audit, page: Person) -> None:
    finish(page, "W/001", LOCATED)
    finish(page, "W/002", LOCATED)
    with works.opened() as database:
        people = database.execute("SELECT person, role FROM people").fetchall()
    assert people == [("Brigada 1", "evaluator")]


def test_a_withdrawn_visit_is_not_shown_and_its_form_is_blank(works: Audit, page: Person) -> None:
    from audit_app import db, ledger
    from tests.visits.works import BRIGADE

    finish(page, "W/001", LOCATED)
    with works.opened() as database, db.saving(database):
        ledger.withdraw(database, ledger.kind_named(database, "visits"), ["W/001"], "Error", BRIGADE)
        assert queries.seen(database, "W/001").visit is None
    assert "todavía no tiene una visita terminada" in text(page.get(RECORD))
    assert 'name="attempt" value="1"' in text(page.get(FORM))


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_visit_without_an_outcome_shows_in_every_language(
    works: Audit, page: Person, language: str
) -> None:
    from audit_app import db
    from tests.visits.works import BRIGADE

    with works.opened() as database, db.saving(database):
        queries.save(database, "W/001", {"notes": "Sin resultado"}, [], "", BRIGADE)
    page.client.set_cookie("language", language)
    shown = text(page.get(RECORD))
    assert "Sin resultado" in shown
    assert "Project-Id-Version" not in shown
