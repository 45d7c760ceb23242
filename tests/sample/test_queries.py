"""What importing a list writes and leaves, what the works list counts, and what is known of one work."""

from collections import Counter

import pytest
from sqlite_utils import Database

from audit_app import db, ledger, lines, listing
from audit_app.audit import Audit
from audit_app.errors import AuditChanged, UnknownWork, WorksInConflict
from audit_app.ledger import Author, Row
from audit_app.listing import Asked
from audit_app.sample import importing, queries, words
from audit_app.sample.importing import Comparison
from audit_app.sample.reading import SampleList
from tests.sample.lists import read

BRIGADE = Author("Brigada 1", "laptop-1")
FIRST = "folio,nombre,monto\n1,Pozo,1000\n2,Calle,2000\n3,Aula,\n"


def write(audit: Audit, listed: SampleList) -> Comparison:
    with audit.opened() as database, db.saving(database):
        return importing.add(database, listed, BRIGADE)


def append(audit: Audit, kind: str, row: Row, *supersedes: str) -> str:
    with audit.opened() as database, db.saving(database):
        return ledger.append(database, kind, row, BRIGADE, supersedes)


def revisions(audit: Audit) -> int:
    with audit.opened() as database:
        return int(database.execute("SELECT count(*) FROM works").fetchone()[0])


def work_heads(database: Database, folio: str) -> list[Row]:
    return ledger.heads(database, ledger.kind_named(database, "works"), [folio])


class TestImport:
    def test_a_list_is_written_whole_with_what_it_said(self, empty_audit: Audit) -> None:
        assert write(empty_audit, read(FIRST)).new == ["1", "2", "3"]
        with empty_audit.opened() as database:
            told = queries.dossier(database, "1")
        assert told.given == {"folio": "1", "nombre": "Pozo", "monto": "1000"}
        assert (told.work["amount_total"], told.work["list_row"], told.work["list_name"]) == (
            1000.0,
            2,
            "lista.csv",
        )

    def test_the_same_list_again_writes_nothing(self, empty_audit: Audit) -> None:
        write(empty_audit, read(FIRST))
        assert write(empty_audit, read(FIRST)).unchanged == ["1", "2", "3"]
        assert revisions(empty_audit) == 3

    def test_columns_in_another_order_change_nothing(self, empty_audit: Audit) -> None:
        write(empty_audit, read("folio,nombre\n1,Pozo\n"))
        assert write(empty_audit, read("nombre,folio\nPozo,1\n")).unchanged == ["1"]

    def test_only_changed_works_get_a_revision(self, empty_audit: Audit) -> None:
        write(empty_audit, read(FIRST))
        found = write(empty_audit, read("folio,nombre,monto\n1,Pozo,1500\n2,Calle,2000\n4,Plaza,1\n"))
        assert (found.new, found.unchanged, found.absent) == (["4"], ["2"], ["3"])
        assert [(change.folio, change.row, change.fields) for change in found.changed] == [
            ("1", 2, {"amount_total": (1000.0, 1500.0)})
        ]
        assert revisions(empty_audit) == 5
        with empty_audit.opened() as database:
            assert len(work_heads(database, "1")) == 1

    def test_a_text_that_means_the_same_is_told_as_a_change_of_its_text(self, empty_audit: Audit) -> None:
        write(empty_audit, read("folio,nombre,monto,supervisor\n1,Pozo,1000,A\n"))
        change = write(empty_audit, read('folio,nombre,monto,supervisor\n1,Pozo,"1,000",B\n')).changed[0]
        assert (change.fields, change.texts) == ({}, {"monto": ("1000", "1,000"), "supervisor": ("A", "B")})

    def test_a_change_is_told_once_and_other_texts_beside_it(self, empty_audit: Audit) -> None:
        write(empty_audit, read("folio,nombre,supervisor\n1,Pozo,A\n"))
        change = write(empty_audit, read("folio,nombre,zona\n1,Aula,B\n")).changed[0]
        assert change.fields == {"name": ("Pozo", "Aula")}
        assert change.texts == {"zona": (None, "B"), "supervisor": ("A", None)}

    def test_absent_works_are_kept(self, empty_audit: Audit) -> None:
        write(empty_audit, read(FIRST))
        write(empty_audit, read("folio,nombre,monto\n1,Pozo,1000\n"))
        with empty_audit.opened() as database:
            assert len(lines.read(database)) == 3

    def test_a_withdrawn_work_comes_back_over_its_withdrawal(self, empty_audit: Audit) -> None:
        write(empty_audit, read(FIRST))
        with empty_audit.opened() as database, db.saving(database):
            ledger.withdraw(database, ledger.kind_named(database, "works"), ["2"], "duplicada", BRIGADE)
        found = write(empty_audit, read(FIRST))
        assert (found.new, found.unchanged) == (["2"], ["1", "3"])
        with empty_audit.opened() as database:
            assert [head["withdrawn"] for head in work_heads(database, "2")] == [0]

    def test_warnings_stay_with_the_work(self, empty_audit: Audit) -> None:
        write(empty_audit, read("folio,nombre,monto\n1,Pozo,mil\n"))
        with empty_audit.opened() as database:
            told = queries.dossier(database, "1").notices
        assert told == [{"column": "monto", "value": "mil", "code": "bad_number"}]
        assert (
            words.notice(told[0])
            == "Columna «monto», decía «mil»: No se entendió como número: quedó sin dato."
        )

    def test_a_work_in_conflict_refuses_the_list_that_would_change_it(self, empty_audit: Audit) -> None:
        write(empty_audit, read(FIRST))
        append(empty_audit, "works", {"folio": "1", "name": "Otro pozo", "given": "{}"})
        with empty_audit.opened() as database:
            assert importing.compare(database, read(FIRST)).unsettled == ["1"]
        with pytest.raises(WorksInConflict):
            write(empty_audit, read(FIRST))
        assert revisions(empty_audit) == 4

    def test_what_was_agreed_to_is_what_is_written(self, empty_audit: Audit) -> None:
        listed = read(FIRST)
        with empty_audit.opened() as database:
            seen = importing.compare(database, listed).seen
        append(empty_audit, "works", {"folio": "1", "name": "Llegó de otra laptop", "given": "{}"})
        with empty_audit.opened() as database, pytest.raises(AuditChanged), db.saving(database):
            importing.add(database, listed, BRIGADE, seen)
        assert revisions(empty_audit) == 1


class TestWorksList:
    def test_situations_are_those_of_the_view(self, demo_audit: Audit) -> None:
        append(demo_audit, "visits", {"folio": "GTO-1-01", "outcome": "located"})
        write(demo_audit, read("folio,nombre,tipo de muestra\nN/1,Pozo,titular\nR/1,Pozo,reserva\n"))
        append(
            demo_audit, "visits", {"folio": "N/1", "outcome": "not_visited", "outcome_detail": "insecurity"}
        )
        with demo_audit.opened() as database:
            dispositions = database.execute(
                "SELECT disposition, count(*) FROM dispositions GROUP BY 1"
            ).fetchall()
            page = listing.page(lines.read(database), Asked({}))
            of_one = Counter(
                words.situation_of(told.work, told.visit, bool(told.conflicts)).partition(".")[0]
                for told in (queries.dossier(database, line.folio) for line in lines.read(database))
            )
        assert dict(dispositions) == {"located": 143, "not_located": 6, "conflict": 1, "not_visited": 1}
        assert of_one == {**dict(dispositions), "reserve": 1}
        assert page.counts["disposition"] == {**of_one, "not_visited.insecurity": 1}

    def test_works_nobody_tried_are_to_visit(self, empty_audit: Audit) -> None:
        write(empty_audit, read(FIRST))
        with empty_audit.opened() as database:
            page = listing.page(lines.read(database), Asked({"disposition": "not_visited"}))
        assert [line.situations for line in page.lines] == [("not_visited", "to_visit")] * 3

    def test_a_page_says_what_is_on_file(self, demo_audit: Audit) -> None:
        with demo_audit.opened() as database:
            with db.saving(database):
                database.execute(
                    "INSERT INTO drafts VALUES ('d', 'visits', 'GTO-1-01', '[]', '[]', 1, '', '2009-01-01T00:00:00+00:00')"
                )
            found = queries.on_file(database, ["GTO-1-01", "GTO-1-02", "nada"])
        assert (found["GTO-1-01"].visited_on, found["GTO-1-01"].reviewed) == ("2009-09-07", True)
        assert [found[folio].drafts for folio in found] == [("visits",), (), ()]
        assert (found["nada"].visited_on, found["nada"].reviewed, found["nada"].photos) == (None, False, 0)


class TestDossier:
    def test_an_unknown_folio_is_refused(self, demo_audit: Audit) -> None:
        with demo_audit.opened() as database, pytest.raises(UnknownWork, match="«W/404»"):
            queries.dossier(database, "W/404")

    def test_history_tells_what_supersedes_what(self, demo_audit: Audit) -> None:
        with demo_audit.opened() as database:
            visit = str(queries.dossier(database, "GTO-1-01").visit["id"])  # type: ignore[index]
        newer = append(demo_audit, "visits", {"folio": "GTO-1-01", "outcome": "not_located"}, visit)
        with demo_audit.opened() as database:
            told = queries.dossier(database, "GTO-1-01")
        visits = [revision for revision in told.history if revision.kind == "visits"]
        assert [(one.row["id"], one.supersedes, one.is_head) for one in visits] == [
            (visit, [], False),
            (newer, [visit], True),
        ]
        assert told.conflicts == []

    def test_conflicts_are_those_of_the_view(self, demo_audit: Audit) -> None:
        photo: Row = {"folio": "GTO-1-01", "sha256": "a" * 64, "media_type": "image/jpeg"}
        size: Row = {"bytes": 1, "width": 1, "height": 1}
        for caption in ("una", "otra"):
            append(demo_audit, "photos", {**photo, **size, "caption": caption})
        append(demo_audit, "works", {"folio": "GTO-1-01", "name": "Otro nombre", "given": "{}"})
        with demo_audit.opened() as database:
            told = queries.dossier(database, "GTO-1-01")
            listed = database.execute("SELECT kind, key FROM conflicts ORDER BY kind DESC").fetchall()
        assert told.conflicts == listed == [("works", "GTO-1-01"), ("photos", f"GTO-1-01 {'a' * 64}")]
        assert told.work["name"] == "Otro nombre"
