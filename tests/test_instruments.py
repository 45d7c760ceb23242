"""The instruments and the schema say the same."""

import re
from pathlib import Path

import pytest

from audit_app.audit import Audit
from audit_app.instruments import (
    DOCUMENT_BY_CODE,
    EXECUTOR_KINDS,
    INDICATORS,
    OUTCOME_DETAIL,
    QUESTIONS,
    ROLES,
    WORK_COLUMNS,
    Question,
    details_of,
)

SCHEMA = (Path(__file__).parent.parent / "schema.sql").read_text(encoding="utf-8")
CSS = (Path(__file__).parent.parent / "audit_app" / "static" / "constata.css").read_text(encoding="utf-8")
CHOICES = [question for question in QUESTIONS.values() if question.kind == "choice"]


def checked(table: str, column: str) -> tuple[str, ...]:
    """Return the values that the schema's CHECK of a column lists."""
    body = SCHEMA.split(f"CREATE TABLE {table} (")[1].split(") STRICT")[0]
    found = re.search(rf"\b{column} TEXT[^,(]*CHECK \({column} IN \(([^)]*)\)\)", body)
    assert found, column
    return tuple(re.findall(r"'(\w+)'", found[1]))


@pytest.mark.parametrize("question", CHOICES, ids=lambda question: question.code)
def test_the_schema_takes_exactly_the_answers_of_a_question(question: Question) -> None:
    assert set(checked("visits", question.code)) == set(question.codes)


def test_the_schema_takes_exactly_the_kinds_of_executor_and_the_roles() -> None:
    assert checked("works", "executor_kind") == tuple(answer.code for answer in EXECUTOR_KINDS)
    assert checked("works", "role") == tuple(answer.code for answer in ROLES)


def test_every_question_and_every_work_column_has_its_column(empty_audit: Audit) -> None:
    with empty_audit.opened() as database:
        columns = {
            table: {
                name
                for (name,) in database.execute("SELECT name FROM pragma_table_info(?)", [table]).fetchall()
            }
            for table in ("visits", "works")
        }
    assert set(QUESTIONS) <= columns["visits"]
    assert set(WORK_COLUMNS) <= columns["works"]


def test_every_indicator_is_a_select_of_the_view_outcomes() -> None:
    view = SCHEMA.split("CREATE VIEW outcomes")[1].split("-- 5.")[0]
    assert re.findall(r"SELECT folio, '(\w+)'", view) == [indicator.code for indicator in INDICATORS]


def test_a_new_audit_asks_for_the_default_documents(empty_audit: Audit) -> None:
    with empty_audit.opened() as database:
        asked = [code for (code,) in database.execute("SELECT code FROM documents_asked").fetchall()]
    assert asked == list(DOCUMENT_BY_CODE)


def test_every_detail_belongs_to_one_outcome() -> None:
    outcomes = ("located", "not_located", "not_visited", "out_of_scope")
    offered = [answer.code for outcome in outcomes for answer in details_of(outcome)]
    assert sorted(offered) == sorted(answer.code for answer in OUTCOME_DETAIL.answers)


@pytest.mark.parametrize(
    "question", [q for q in QUESTIONS.values() if len(q.opens) > 1], ids=lambda q: q.code
)
def test_the_page_opens_a_question_by_the_same_answers(question: Question) -> None:
    (code, accepted), *_more = question.opens[1:]
    values = ", ".join(f'[value="{answer}"]' for answer in accepted)
    assert f'form:not(:has([name="{code}"]:is({values}):checked)) [data-inner="{code}"]' in CSS
