import pytest

from audit_app import db
from audit_app.audit import Audit
from audit_app.errors import UnknownWork
from audit_app.pdf.contents import Papers
from audit_app.reporting import queries
from tests.reporting.audits import add_papers, add_photo, add_visit, add_work, save


def test_every_work_comes_with_its_answers_and_papers(empty_audit: Audit) -> None:
    with empty_audit.opened() as database:
        add_work(database, "W-1")
        add_visit(database, "W-1", "located", operates="yes", matches_plan="partly", maintained="none")
        add_papers(
            database,
            "W-1",
            contract="complete",
            bonds="missing",
            agreement="not_applicable",
            site_log="incomplete",
        )
        (work,) = queries.all_works(database)
    assert (work.disposition, work.operates, work.matches_plan, work.maintained) == (
        "located",
        "yes",
        "partly",
        "none",
    )
    assert work.papers == Papers(complete=1, incomplete=1, missing=1, not_applicable=1, asked=16)


def test_a_work_that_nobody_visited_has_neither_answers_nor_papers(empty_audit: Audit) -> None:
    with empty_audit.opened() as database:
        add_work(database, "W-1")
        (work,) = queries.all_works(database)
    assert (work.disposition, work.detail, work.operates, work.papers) == (
        "not_visited",
        "not_attempted",
        None,
        None,
    )


def test_a_work_in_conflict_is_listed_without_answers(empty_audit: Audit) -> None:
    with empty_audit.opened() as database:
        add_work(database, "W-1")
        add_visit(database, "W-1", "located", operates="yes")
        add_visit(database, "W-1", "located", operates="no")
        (work,) = queries.all_works(database)
        assert queries.conflicts(database, "W-1") == ("visits",)
    assert (work.disposition, work.operates) == ("conflict", None)


def test_works_are_listed_by_place_whatever_their_accents(empty_audit: Audit) -> None:
    with empty_audit.opened() as database:
        for folio, municipality in (
            ("W-1", "Zapopan"),
            ("W-2", "Álamos"),
            ("W-3", "Arandas"),
            ("W-0", "Zapopan"),
        ):
            add_work(database, folio, municipality=municipality)
        assert [work.folio for work in queries.all_works(database)] == ["W-2", "W-3", "W-0", "W-1"]


def test_reserve_works_are_not_in_the_report(empty_audit: Audit) -> None:
    with empty_audit.opened() as database:
        add_work(database, "W-1", role="reserve")
        assert queries.all_works(database) == ()


def test_the_footing_counts_the_evidence(empty_audit: Audit) -> None:
    with empty_audit.opened() as database:
        add_work(database, "W-1")
        add_work(database, "W-2")
        add_visit(database, "W-1", "located")
        add_papers(database, "W-2", contract="complete")
        add_photo(database, "W-1", "c9" * 32)
        found = queries.footing(database)
    assert found.lists == (("lista.csv", "ab" * 32),)
    assert (found.first_visit, found.visits, found.files, found.photos) == ("2009-09-07", 1, 1, 1)


def test_documents_come_in_the_order_of_the_audit_with_their_states(empty_audit: Audit) -> None:
    with empty_audit.opened() as database:
        add_work(database, "W-1")
        add_papers(database, "W-1", bonds="missing")
        documents = dict(queries.documents(database, "W-1"))
        assert queries.review(database, "W-1") == ("2009-09-08", None)
    assert list(documents)[:2] == ["club_request", "validation_minutes"]
    assert (documents["bonds"], documents["contract"]) == ("missing", None)


def test_a_photo_whose_copy_is_not_here_has_no_path(empty_audit: Audit) -> None:
    here, gone, copy = "aa" * 32, "bb" * 32, empty_audit.derived / "aa"
    with empty_audit.opened() as database:
        add_work(database, "W-1")
        add_photo(database, "W-1", gone)
        add_photo(database, "W-1", here)
        found = queries.photos(database, "W-1", {here: copy}.get)
    assert [(photo.sha256, photo.path) for photo in found] == [(here, copy), (gone, None)]


def test_the_history_tells_every_revision_oldest_first(empty_audit: Audit) -> None:
    with empty_audit.opened() as database:
        add_work(database, "W-1")
        first = add_visit(database, "W-1", "not_visited")
        save(
            database, "visits", {"folio": "W-1", "outcome": "located", "reason": "Segundo intento"}, (first,)
        )
        told = queries.history(database, "W-1")
    assert [(one.kind, one.reason) for one in told] == [
        ("works", None),
        ("visits", None),
        ("visits", "Segundo intento"),
    ]


def test_a_folio_that_is_none_is_refused(empty_audit: Audit) -> None:
    with empty_audit.opened() as database, pytest.raises(UnknownWork, match="W-9"):
        queries.work(database, "W-9")


def test_a_report_reads_one_state_of_the_audit(demo_audit: Audit) -> None:
    with demo_audit.opened() as reader, demo_audit.opened() as writer:
        with db.snapshot(reader):
            before = len(queries.all_works(reader))
            add_work(writer, "NUEVA-1")
            assert len(queries.all_works(reader)) == before
        assert len(queries.all_works(reader)) == before + 1
