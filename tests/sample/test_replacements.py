"""Replacing a work that could not be visited: by the next of its reserve, in the order drawn, and by no other."""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from audit_app import db, figures, ledger
from audit_app.audit import Audit
from audit_app.cli import cli
from audit_app.errors import (
    AlreadyReplaced,
    NoReserveLeft,
    NotASubstitute,
    NotInSample,
    NotTried,
    ReasonNeeded,
    Refusal,
    SubstituteVisited,
    TurnChanged,
    UnknownWork,
    WasSearched,
    WorkUnsettled,
)
from audit_app.ledger import Author
from audit_app.sample import importing, queries, replacements
from tests.conftest import Browser, enter
from tests.exchange.laptops import Laptop, Members, forge, package_of
from tests.results.evidence import AUTHOR, Evidence
from tests.sample.lists import read

# U1 has three works of the sample and two of reserve; U2 one and one; U3 one and none.
LIST = """\
folio,nombre,estrato,upm,factor,tipo de muestra,orden de reserva
W/001,Pozo,Norte,U1,2,titular,
W/002,Calle,Norte,U1,2,titular,
W/003,Aula,Norte,U1,2,titular,
W/004,Plaza,Norte,U2,5,titular,
W/005,Puente,Sur,U3,1,titular,
R/001,Canal,Norte,U1,2,reserva,2
R/002,Barda,Norte,U1,2,reserva,1
R/003,Kiosco,Norte,U2,5,reserva,1
"""
REASON = "No hubo paso en toda la temporada"


@pytest.fixture
def evidence(empty_audit: Audit) -> Iterator[Evidence]:
    with empty_audit.opened() as database:
        told = Evidence(database)
        take(told, LIST)
        yield told


def take(evidence: Evidence, text: str) -> importing.Comparison:
    with db.saving(evidence.db):
        return importing.add(evidence.db, read(text), AUTHOR)


def tried(evidence: Evidence, *folios: str, detail: str | None = "insecurity") -> None:
    for folio in folios:
        evidence.visit(folio, "not_visited", outcome_detail=detail)


def replace(evidence: Evidence, folio: str, reason: str = REASON, shown: str | None = None) -> str:
    with db.saving(evidence.db):
        return replacements.replace(evidence.db, folio, reason, AUTHOR, shown)


def withdraw(evidence: Evidence, substitute: str, reason: str = "Se abrió el camino") -> str:
    with db.saving(evidence.db):
        return replacements.withdraw(evidence.db, substitute, reason, AUTHOR)


def sample_of(evidence: Evidence) -> list[str]:
    return [folio for (folio,) in evidence.db.execute("SELECT folio FROM sampled ORDER BY folio").fetchall()]


def located(evidence: Evidence) -> tuple[float | None, int]:
    (figure,) = figures.overall(evidence.db, ["located"])
    return figure.estimate, figure.denominator


# It works.


def test_the_first_of_the_reserve_takes_the_place(evidence: Evidence) -> None:
    tried(evidence, "W/001")
    assert replace(evidence, "W/001") == "R/002"
    assert sample_of(evidence) == ["R/002", "W/001", "W/002", "W/003", "W/004", "W/005"]


def test_a_replacement_is_a_revision_with_its_author_and_reason(evidence: Evidence) -> None:
    tried(evidence, "W/001")
    replace(evidence, "W/001")
    before, after = [one for one in queries.dossier(evidence.db, "R/002").history if one.kind == "works"]
    assert (after.row["replaces"], after.row["reason"], after.row["author"]) == ("W/001", REASON, AUTHOR.name)
    assert (after.supersedes, after.is_head, before.is_head) == ([before.row["id"]], True, False)
    same = before.row.keys() - {"id", "replaces", "reason", "recorded_at"}
    assert {name: before.row[name] for name in same} == {name: after.row[name] for name in same}


def test_each_primary_unit_uses_its_own_reserve(evidence: Evidence) -> None:
    tried(evidence, "W/004", "W/001", "W/002")
    assert [replace(evidence, folio) for folio in ("W/004", "W/001", "W/002")] == ["R/003", "R/002", "R/001"]


def test_a_work_out_of_scope_is_replaced_too(evidence: Evidence) -> None:
    evidence.visit("W/001", "out_of_scope", outcome_detail="cancelled")
    assert replace(evidence, "W/001") == "R/002"


def test_a_substitute_that_could_not_be_visited_is_replaced_in_turn(evidence: Evidence) -> None:
    tried(evidence, "W/001")
    replace(evidence, "W/001")
    tried(evidence, "R/002")
    assert replace(evidence, "R/002") == "R/001"
    assert replacements.substitutes(evidence.db, "W/001") == ["R/002"]


def test_works_drawn_without_strata_or_units_share_one_reserve(empty_audit: Audit) -> None:
    with empty_audit.opened() as database:
        evidence = Evidence(database)
        take(evidence, "folio,nombre,tipo de muestra,orden de reserva\n1,Pozo,titular,\n2,Aula,reserva,1\n")
        tried(evidence, "1")
        assert replace(evidence, "1") == "2"


def test_reserves_without_an_order_come_last(empty_audit: Audit) -> None:
    with empty_audit.opened() as database:
        evidence = Evidence(database)
        for folio in ("1", "2"):
            evidence.work(folio)
        for folio, order in (("A", None), ("B", 7)):
            evidence.work(folio, role="reserve", reserve_order=order)
        tried(evidence, "1", "2")
        assert [replace(evidence, folio) for folio in ("1", "2")] == ["B", "A"]


# What counts.


def test_the_original_keeps_its_outcome_and_the_substitute_counts(evidence: Evidence) -> None:
    tried(evidence, "W/001")
    replace(evidence, "W/001")
    for folio, outcome in (("W/002", "located"), ("W/003", "not_located"), ("R/002", "located")):
        evidence.visit(folio, outcome)
    told = figures.response(evidence.db)
    assert (told.sampled, told.visited, told.located) == (6, 3, 2)
    assert (told.not_visited["insecurity"], told.not_visited["not_attempted"]) == (1, 2)
    assert located(evidence) == (2 / 3, 3)


def test_a_visit_to_a_work_that_waits_in_reserve_counts_for_nothing(evidence: Evidence) -> None:
    tried(evidence, "W/001")
    replace(evidence, "W/001")
    evidence.visit("R/001", "located")
    assert located(evidence) == (None, 0)


# It refuses.


@pytest.mark.parametrize(
    ("outcome", "detail", "refusal"),
    [
        ("located", "as_registered", WasSearched),
        ("not_located", "not_found", WasSearched),
        ("not_visited", "not_attempted", NotTried),
        ("no_answer", None, NotTried),
        (None, None, NotTried),
    ],
)
def test_an_answer_is_not_replaced_nor_a_work_nobody_tried(
    evidence: Evidence, outcome: str | None, detail: str | None, refusal: type[Refusal]
) -> None:
    evidence.visit("W/001", outcome, outcome_detail=detail)
    with pytest.raises(refusal, match="«W/001»"):
        replace(evidence, "W/001")


@pytest.mark.parametrize(
    ("folio", "refusal"),
    [("W/002", NotTried), ("R/001", NotInSample), ("W/404", UnknownWork)],
)
def test_only_a_work_of_the_sample_with_a_visit_is_replaced(
    evidence: Evidence, folio: str, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal, match=f"«{folio}»"):
        replace(evidence, folio)


def test_a_work_is_replaced_once(evidence: Evidence) -> None:
    tried(evidence, "W/001")
    replace(evidence, "W/001")
    with pytest.raises(AlreadyReplaced, match="«R/002»: siga con esa obra"):
        replace(evidence, "W/001")


def test_where_no_reserve_is_left_the_work_stays_as_it_is(evidence: Evidence) -> None:
    tried(evidence, "W/005")
    with pytest.raises(NoReserveLeft, match="estrato Sur, UPM U3"):
        replace(evidence, "W/005")


@pytest.mark.parametrize("kind", ["works", "visits"])
def test_a_work_in_conflict_is_not_replaced(evidence: Evidence, kind: str) -> None:
    tried(evidence, "W/001")
    evidence.twin(kind, "W/001", **({"name": "Otro"} if kind == "works" else {"outcome": "located"}))
    with pytest.raises(WorkUnsettled, match="«W/001»"):
        replace(evidence, "W/001")


def test_the_turn_does_not_pass_over_a_reserve_in_conflict(evidence: Evidence) -> None:
    tried(evidence, "W/001")
    evidence.twin("works", "R/002", name="Otra barda")
    with pytest.raises(WorkUnsettled, match="«R/002»"):
        replace(evidence, "W/001")


def test_a_blank_reason_is_refused_and_writes_nothing(evidence: Evidence) -> None:
    tried(evidence, "W/001")
    with pytest.raises(ReasonNeeded):
        replace(evidence, "W/001", "  ")
    assert replacements.substitutes(evidence.db, "W/001") == []


def test_what_a_person_agreed_to_is_what_is_used(evidence: Evidence) -> None:
    tried(evidence, "W/001", "W/002")
    replace(evidence, "W/001")
    with pytest.raises(TurnChanged):
        replace(evidence, "W/002", shown="R/002")


# Taking it back.


def test_a_replacement_is_withdrawn_and_the_reserve_waits_its_turn_again(evidence: Evidence) -> None:
    tried(evidence, "W/001", "W/002")
    replace(evidence, "W/001")
    assert withdraw(evidence, "R/002") == "W/001"
    assert "R/002" not in sample_of(evidence)
    assert replace(evidence, "W/002") == "R/002"


@pytest.mark.parametrize("outcome", ["located", "not_visited"])
def test_a_replacement_stays_once_its_substitute_was_visited(evidence: Evidence, outcome: str) -> None:
    tried(evidence, "W/001")
    replace(evidence, "W/001")
    evidence.visit("R/002", outcome, outcome_detail="insecurity" if outcome == "not_visited" else None)
    with pytest.raises(SubstituteVisited):
        withdraw(evidence, "R/002")


def test_only_a_substitute_goes_back(evidence: Evidence) -> None:
    for folio, refusal in (("W/001", NotASubstitute), ("R/001", NotASubstitute), ("W/404", UnknownWork)):
        with pytest.raises(refusal, match=f"«{folio}»"):
            withdraw(evidence, folio)


# The list again.


def test_the_same_list_again_changes_nothing(evidence: Evidence) -> None:
    tried(evidence, "W/001")
    replace(evidence, "W/001")
    found = take(evidence, LIST)
    assert (found.new, found.changed, len(found.unchanged)) == ([], [], 8)
    assert replacements.substitutes(evidence.db, "W/001") == ["R/002"]


def test_a_list_that_corrects_a_substitute_leaves_it_one(evidence: Evidence) -> None:
    tried(evidence, "W/001")
    replace(evidence, "W/001")
    (change,) = take(evidence, LIST.replace("Barda", "Barda perimetral")).changed
    assert (change.folio, change.fields) == ("R/002", {"name": ("Barda", "Barda perimetral")})
    assert queries.dossier(evidence.db, "R/002").work["replaces"] == "W/001"


# Two laptops.


@pytest.fixture
def laptops(tmp_path: Path, empty_audit: Audit) -> tuple[Laptop, Laptop]:
    """Return two laptops with the list and two works that could not be visited."""
    office = Laptop(empty_audit.folder, tmp_path / "home-office", "Oficina")
    field = Laptop(tmp_path / "field", tmp_path / "home-field", "Brigada 2")
    with office.writing() as (database, author):
        importing.add(database, read(LIST), author)
    for folio in ("W/001", "W/002"):
        office.visit(folio, outcome="not_visited", outcome_detail="insecurity")
    office.send(tmp_path / "stick")
    field.receive(tmp_path / "stick")
    return office, field


def replace_on(laptop: Laptop, folio: str) -> str:
    with laptop.writing() as (database, author):
        return replacements.replace(database, folio, REASON, Author(laptop.person, author.device))


def exchange(laptops: tuple[Laptop, Laptop], stick: Path) -> None:
    for laptop in laptops:
        laptop.send(stick)
    for laptop in laptops:
        laptop.receive(stick)


def test_a_replacement_travels(laptops: tuple[Laptop, Laptop], tmp_path: Path) -> None:
    office, field = laptops
    replace_on(field, "W/001")
    exchange(laptops, tmp_path / "stick")
    assert office.evidence() == field.evidence()
    assert office.rows("SELECT original, substitute FROM replacements") == [("W/001", "R/002")]


def test_a_package_of_a_constata_without_replacements_is_received(
    laptops: tuple[Laptop, Laptop], tmp_path: Path
) -> None:
    office, field = laptops
    with field.writing() as (database, author):
        ledger.append(database, "works", {"folio": "W/006", "name": "Pozo", "given": "{}"}, author)
    stick = tmp_path / "another stick"
    path = package_of(stick, field.send(stick))

    def as_before(manifest: dict[str, object], members: Members) -> None:
        manifest["schema"] = 1
        members["works.jsonl"] = members["works.jsonl"].replace(b',"replaces":null', b"")

    forge(path, as_before)
    assert office.receive(stick).new == {"works": 1}
    assert office.rows("SELECT name, replaces FROM works WHERE folio = 'W/006'") == [("Pozo", None)]


def test_one_reserve_for_two_works_is_a_conflict_that_a_person_settles(
    laptops: tuple[Laptop, Laptop], tmp_path: Path
) -> None:
    office, field = laptops
    assert (replace_on(office, "W/001"), replace_on(field, "W/002")) == ("R/002", "R/002")
    exchange(laptops, tmp_path / "stick")
    assert office.conflicts() == field.conflicts() == [("works", "R/002")]
    assert "Sustituye a: [1] W/001 · [2] W/002" in office.run("conflicts").output
    ((kept,),) = office.rows("SELECT id FROM work_heads WHERE replaces = 'W/001'")
    assert office.run("settle", "works", "R/002", "--keep", kept, "--reason", "Fue antes").exit_code == 0
    assert office.rows("SELECT original, substitute FROM replacements") == [("W/001", "R/002")]
    assert replace_on(office, "W/002") == "R/001"


def test_until_it_is_settled_neither_work_is_replaced_again(
    laptops: tuple[Laptop, Laptop], tmp_path: Path
) -> None:
    office, field = laptops
    replace_on(office, "W/001")
    replace_on(field, "W/002")
    exchange(laptops, tmp_path / "stick")
    for folio in ("W/001", "W/002"):
        with pytest.raises(AlreadyReplaced):
            replace_on(office, folio)
    with office.audit.opened() as database:
        assert figures.response(database).conflicts == 1


# The law: whatever is asked in whatever order, the reserve is used from its first work on, without gaps.

asked = st.lists(st.tuples(st.sampled_from(["replace", "withdraw"]), st.integers(0, 5)), max_size=14)


@settings(max_examples=25, deadline=None)
@given(orders=st.permutations(range(1, 5)), steps=asked)
def test_only_the_first_free_reserve_is_ever_used(
    tmp_path_factory: pytest.TempPathFactory, orders: list[int], steps: list[tuple[str, int]]
) -> None:
    database = db.create(tmp_path_factory.mktemp("law") / "audit.db")
    evidence = Evidence(database)
    in_order = [f"R{place}" for place in sorted(range(4), key=lambda place: orders[place])]
    for number in range(6):
        evidence.work(f"W{number}")
    for place, order in enumerate(orders):
        evidence.work(f"R{place}", role="reserve", reserve_order=order)
    tried(evidence, *(f"W{number}" for number in range(6)))
    used: dict[str, str] = {}
    for what, number in steps:
        try:
            if what == "replace":
                free = [reserve for reserve in in_order if reserve not in used]
                used[replace(evidence, f"W{number}")] = f"W{number}"
                assert used[free[0]] == f"W{number}"
            elif (substitute := in_order[number % 4]) in used:
                assert withdraw(evidence, substitute) == used.pop(substitute)
        except AlreadyReplaced:
            assert f"W{number}" in used.values()
        except NoReserveLeft:
            assert len(used) == 4
    rows = database.execute("SELECT substitute, original FROM replacements").fetchall()
    assert dict(rows) == used
    assert len(sample_of(evidence)) == 6 + len(used)
    database.close()


# The command.


@pytest.fixture
def listed(empty_audit: Audit) -> Audit:
    """Return an audit with the list and a work that could not be visited."""
    with empty_audit.opened() as database:
        take(Evidence(database), LIST)
        tried(Evidence(database), "W/001")
    return empty_audit


def run(audit: Audit, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["--audit", str(audit.folder), *arguments])


def test_the_command_says_which_work_takes_the_place(listed: Audit) -> None:
    told = run(listed, "replace", "W/001", "--reason", REASON, "--author", "Coordinación")
    assert told.output == "La obra «R/002» sustituye a «W/001», que sigue en la muestra con su resultado.\n"
    _listed, made = json.loads(run(listed, "work", "R/002", "--json").output)["history"]
    assert (made["kind"], made["author"]) == ("works", "Coordinación")
    assert "Sustituye a la obra «W/001»." in run(listed, "work", "R/002").output
    assert "La sustituye la obra «R/002»." in run(listed, "work", "W/001").output


def test_the_command_takes_a_replacement_back(listed: Audit) -> None:
    told = json.loads(run(listed, "replace", "W/001", "--reason", REASON, "--json").output)
    assert told == {"folio": "W/001", "substitute": "R/002", "withdrawn": False}
    back = json.loads(run(listed, "replace", "R/002", "--withdraw", "--reason", "Error", "--json").output)
    assert back == {"folio": "W/001", "substitute": "R/002", "withdrawn": True}


def test_the_command_needs_a_reason(listed: Audit) -> None:
    assert run(listed, "replace", "W/001").exit_code == 2
    told = run(listed, "replace", "W/001", "--reason", " ")
    assert isinstance(told.exception, ReasonNeeded)


# The pages.


@pytest.fixture
def browser(listed: Audit) -> Browser:
    return enter(listed)


def page(browser: Browser, path: str, status: int = 200) -> str:
    answer = browser.get(path)
    assert answer.status_code == status
    return words_of(answer.get_data(as_text=True))


def words_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def test_the_page_of_the_work_names_the_reserve_and_leads_to_it(browser: Browser) -> None:
    assert "Sustituir por la siguiente reserva Le toca a R/002: Barda." in page(browser, "/works/W~2F001")
    answer = browser.post("/works/W~2F001/replace", {"substitute": "R/002", "reason": REASON})
    assert (answer.status_code, answer.location) == (303, "/works/R~2F002")
    substitute = page(browser, "/works/R~2F002")
    assert "La obra «R/002» sustituye a «W/001», que sigue en la muestra con su resultado." in substitute
    assert "Viene de la reserva. Sustituye a la obra «W/001»." in substitute
    assert REASON in substitute
    original = browser.get("/works/W~2F001").get_data(as_text=True)
    assert 'La sustituye la obra «<a href="/works/R~2F002">R/002</a>».' in original
    assert "siguiente reserva" not in original


def test_the_list_marks_the_substitutes(browser: Browser) -> None:
    browser.post("/works/W~2F001/replace", {"substitute": "R/002", "reason": REASON})
    assert "R/002 Barda — Por visitar Sustituye a W/001" in page(browser, "/works")


@pytest.mark.parametrize("path", ["/works/W~2F002", "/works/R~2F001"])
def test_a_work_that_may_not_be_replaced_has_no_card(browser: Browser, path: str) -> None:
    assert "siguiente reserva" not in page(browser, path)


def test_where_no_reserve_is_left_the_card_says_so(listed: Audit) -> None:
    with listed.opened() as database:
        tried(Evidence(database), "W/005")
    assert "No queda reserva para la obra «W/005»" in page(enter(listed), "/works/W~2F005")


def test_a_blank_reason_comes_back_with_the_page(browser: Browser) -> None:
    answer = browser.post("/works/W~2F001/replace", {"substitute": "R/002", "reason": " "})
    assert answer.status_code == 400
    assert "Escriba el motivo de la decisión" in answer.get_data(as_text=True)


def test_a_turn_that_changed_comes_back_with_what_was_typed(browser: Browser) -> None:
    answer = browser.post("/works/W~2F001/replace", {"substitute": "R/001", "reason": REASON})
    told = answer.get_data(as_text=True)
    assert (answer.status_code, "La reserva cambió" in told, REASON in told) == (400, True, True)


def test_the_name_is_asked_for_without_losing_the_reason(listed: Audit) -> None:
    browser = enter(listed, person="")
    answer = browser.post("/works/W~2F001/replace", {"substitute": "R/002", "reason": REASON})
    told = answer.get_data(as_text=True)
    assert (answer.status_code, 'href="#person"' in told, REASON in told) == (400, True, True)


def test_a_substitute_goes_back_from_its_page_until_it_is_visited(browser: Browser, listed: Audit) -> None:
    browser.post("/works/W~2F001/replace", {"substitute": "R/002", "reason": REASON})
    assert "Devolver a la reserva" in page(browser, "/works/R~2F002")
    assert browser.post("/works/R~2F002/return", {"reason": ""}).status_code == 400
    answer = browser.post("/works/R~2F002/return", {"reason": "Se abrió el camino"})
    assert (answer.status_code, answer.location) == (303, "/works/W~2F001")
    assert "volvió a la reserva" in page(browser, "/works/W~2F001")
    browser.post("/works/W~2F001/replace", {"substitute": "R/002", "reason": REASON})
    with listed.opened() as database:
        Evidence(database).visit("R/002", "located")
    assert "Devolver a la reserva" not in page(browser, "/works/R~2F002")
    assert browser.post("/works/R~2F002/return", {"reason": "Tarde"}).status_code == 400
