"""The table of truth of the view that says what counts: which works are in each indicator, and with what answer."""

from collections.abc import Iterator

import pytest

from audit_app.audit import Audit
from audit_app.instruments import DOCUMENT_BY_CODE, INDICATORS
from audit_app.ledger import Row
from tests.results.evidence import Evidence

# "-" is a blank. A work called "conflict", "reserve" or "withdrawn" becomes one after its visit and papers are saved.
WORKS = """
work       outcome      operates  matches_plan maintained     priority_need executor_kind start_date end_date
good       located      yes       yes          adequate       yes           municipality  2007-03-15 2007-06-15
partly     located      partly    yes          insufficient   no            committee     2007-03    2007-06-15
silent     located      no_answer no           not_yet_needed no_answer     -             -          2007-06-15
blank      located      -         -            -              -             municipality  2007       2008
broken     located      no        no_answer    none           yes           contractor    2007-03-15 2007-03-15
misfit     located      yes       partly       no_answer      yes           municipality  -          -
not_found  not_located  -         -            -              -             municipality  2007-03-15 2007-06-15
unvisited  not_visited  -         -            -              -             state         2007-03-15 2007-06-15
outside    out_of_scope -         -            -              -             municipality  2007-03-15 2007-06-15
untold     no_answer    yes       yes          adequate       yes           municipality  2007-03-15 2007-06-15
no_outcome -            yes       yes          adequate       yes           -             -          -
untouched  nothing      -         -            -              -             municipality  2007-03-15 2007-06-15
conflict   located      yes       yes          adequate       yes           municipality  2007-03-15 2007-06-15
reserve    located      yes       yes          adequate       yes           municipality  2007-03-15 2007-06-15
withdrawn  located      yes       yes          adequate       yes           municipality  2007-03-15 2007-06-15
"""

# The state of the progress reports, of the delivery act, and of every other document.
PAPERS = """
work       progress_reports delivery_act   rest
good       complete         complete       complete
partly     complete         missing        complete
silent     complete         not_applicable complete
broken     no_answer        complete       complete
misfit     -                -              complete
not_found  not_applicable   not_applicable not_applicable
unvisited  incomplete       complete       complete
outside    complete         complete       complete
untold     complete         -              -
no_outcome missing          no_answer      -
conflict   complete         complete       complete
reserve    complete         complete       complete
withdrawn  complete         complete       complete
"""

# "." is not in the denominator, "?" is no answer.
TRUTH = """
work                     good partly silent blank broken misfit not_found unvisited outside untold no_outcome untouched
located                  1    1      1      1     1      1      0         .         .       .      .          .
operates_as_planned      1    0      ?      ?     ?      0      .         .         .       .      .          .
operates                 1    0      ?      ?     0      1      .         .         .       .      .          .
matches_plan             1    1      0      ?     ?      0      .         .         .       .      .          .
existing_and_operating   1    0      ?      ?     0      1      0         .         .       .      .          .
maintained               1    0      .      ?     0      ?      .         .         .       .      .          .
priority_need            1    0      ?      ?     1      1      .         .         .       .      .          .
paperwork_complete       1    0      1      .     ?      ?      1         0         1       ?      0          .
progress_reports         1    1      1      .     ?      ?      .         0         1       1      0          .
delivery_act             1    0      .      .     1      ?      .         1         1       ?      ?          .
progress_and_delivery    1    0      .      .     ?      ?      .         0         1       ?      ?          .
executed_by_municipality 1    0      ?      1     0      1      1         0         1       1      ?          1
duration_months          3.02 ?      ?      ?     0      ?      3.02      3.02      3.02    3.02   ?          3.02
"""


def table(text: str) -> list[dict[str, str | None]]:
    header, *rows = (line.split() for line in text.strip().splitlines())
    return [dict(zip(header, (None if cell == "-" else cell for cell in row), strict=True)) for row in rows]


@pytest.fixture
def evidence(empty_audit: Audit) -> Iterator[Evidence]:
    with empty_audit.opened() as database:
        yield Evidence(database)


@pytest.fixture
def all_kinds(evidence: Evidence) -> Evidence:
    """Return an audit with every kind of work of the tables above."""
    works = ("executor_kind", "start_date", "end_date")
    for row in table(WORKS):
        folio, outcome = str(row.pop("work")), row.pop("outcome")
        evidence.work(folio, **{name: row.pop(name) for name in works})
        if outcome != "nothing":
            evidence.visit(folio, outcome, **row)
    for row in table(PAPERS):
        evidence.papers(str(row.pop("work")), **row)
    evidence.visit("conflict", "not_located")
    evidence.over("works", "reserve", role="reserve")
    evidence.withdraw("works", "withdrawn")
    return evidence


@pytest.mark.parametrize("row", table(TRUTH), ids=lambda row: row["work"])
def test_each_work_counts_where_the_instruments_say(all_kinds: Evidence, row: dict[str, str]) -> None:
    indicator = row.pop("work")
    said = {
        folio: "?" if y is None else f"{y:.2f}".rstrip("0").rstrip(".")
        for (folio, code), y in all_kinds.outcomes().items()
        if code == indicator
    }
    assert said == {folio: cell for folio, cell in row.items() if cell != "."}


def test_the_table_of_truth_has_every_indicator() -> None:
    told = {row["work"] for row in table(TRUTH)} | {"low_marginality_municipalities"}
    assert told == {indicator.code for indicator in INDICATORS}


@pytest.mark.parametrize("kind", ["works", "visits", "paperwork"])
def test_a_work_in_conflict_is_in_no_indicator_until_it_is_settled(evidence: Evidence, kind: str) -> None:
    evidence.work("W1", executor_kind="municipality")
    evidence.visit("W1", "located", operates="yes")
    evidence.papers("W1", "complete")
    evidence.twin(kind, "W1")
    assert evidence.outcomes() == {}
    evidence.over(kind, "W1")
    assert evidence.outcomes()["W1", "located"] == 1


def test_a_correction_counts_instead_of_what_it_corrects(evidence: Evidence) -> None:
    evidence.work("W1")
    evidence.visit("W1", "not_located")
    evidence.over("visits", "W1", outcome="located", operates="yes")
    assert evidence.outcomes()["W1", "existing_and_operating"] == 1


def test_a_withdrawn_visit_counts_nowhere(evidence: Evidence) -> None:
    evidence.work("W1")
    evidence.visit("W1", "located")
    evidence.withdraw("visits", "W1")
    assert ("W1", "located") not in evidence.outcomes()


def test_two_photos_with_captions_in_conflict_leave_their_work_in_the_figures(evidence: Evidence) -> None:
    evidence.work("W1")
    evidence.visit("W1", "located")
    photo: Row = {
        "folio": "W1",
        "sha256": "a" * 64,
        "media_type": "image/png",
        "bytes": 1,
        "width": 1,
        "height": 1,
    }
    for caption in ("El pozo", "La bomba"):
        evidence.append("photos", {**photo, "caption": caption})
    assert evidence.outcomes()["W1", "located"] == 1


def test_a_file_is_complete_by_the_documents_that_the_audit_asks_for(evidence: Evidence) -> None:
    evidence.over("audit_settings", "documents", value='["contract", "bonds"]')
    evidence.work("W1")
    evidence.papers("W1", contract="complete", bonds="not_applicable", site_log="missing")
    evidence.work("W2")
    evidence.papers("W2", contract="complete", delivery_act="complete")
    assert evidence.outcomes()["W1", "paperwork_complete"] == 1
    assert evidence.outcomes()["W2", "paperwork_complete"] is None


@pytest.mark.parametrize("code", DOCUMENT_BY_CODE)
def test_any_document_missing_makes_a_file_incomplete(evidence: Evidence, code: str) -> None:
    evidence.work("W1")
    evidence.papers("W1", "complete", **{code: "missing"})
    assert evidence.outcomes()["W1", "paperwork_complete"] == 0


@pytest.mark.parametrize(
    ("marginality", "y"),
    [
        ("bajo", 1),
        ("Muy Bajo", 1),
        ("low", 1),
        (" very low ", 1),
        ("medio", 0),
        ("muy alto", 0),
        (None, None),
    ],
)
def test_a_degree_of_marginality_is_read_in_both_languages(
    evidence: Evidence, marginality: str | None, y: int | None
) -> None:
    evidence.work("W1", municipality="Jerez", marginality=marginality)
    evidence.work("W2", marginality="bajo")
    assert evidence.outcomes()["W1", "low_marginality_municipalities"] == y
    assert ("W2", "low_marginality_municipalities") not in evidence.outcomes()
