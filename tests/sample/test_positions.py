"""Positions that cannot be: what is proposed, what a person accepts, and what a later list changes of it."""

import pytest

from audit_app import db
from audit_app.audit import Audit
from audit_app.ledger import Author
from audit_app.sample import importing
from audit_app.sample.reading import Choices, SampleList, read_list

BRIGADE = Author("Brigada", "laptop")
LIST = """folio,nombre,cve_ent,cve_mun,latitud,longitud
A-1,Pozo,14,039,20.6736,103.344
A-2,Calle,14,039,20.67,-103.35
A-3,Puente,14,039,-103.35,20.67
"""


def read(text: str = LIST, *accepted: str) -> SampleList:
    return read_list(text.encode(), "lista.csv", Choices(accepted=frozenset(accepted)))


def position(listed: SampleList, index: int) -> tuple[object, object]:
    values = listed.works[index].values
    return values["latitude"], values["longitude"]


def codes(listed: SampleList) -> list[tuple[str, int | None]]:
    return [(told.code, told.row) for told in listed.warnings]


def test_a_position_that_cannot_be_is_told_with_what_is_proposed() -> None:
    listed = read()
    assert codes(listed) == [("doubtful_coordinate", 2), ("doubtful_coordinate", 4)]
    assert "20.673600, -103.344000, en Guadalajara, Jalisco" in listed.warnings[0].message
    assert [(one.row, one.kind, one.is_accepted) for one in listed.proposals] == [
        (2, "sign", False),
        (4, "swapped", False),
    ]
    assert position(listed, 0) == (20.6736, 103.344)


@pytest.mark.parametrize("accepted", ["all", "sign", "2"])
def test_an_accepted_position_takes_its_place_and_the_text_is_kept(accepted: str) -> None:
    listed = read(LIST, accepted)
    assert position(listed, 0) == (20.6736, -103.344)
    assert listed.works[0].given["longitud"] == "103.344"
    assert codes(listed)[0] == ("accepted_coordinate", 2)
    assert position(listed, 2) == ((20.67, -103.35) if accepted == "all" else (-103.35, 20.67))


def test_a_list_of_latitudes_alone_has_no_positions_to_examine() -> None:
    assert codes(read("folio,nombre,latitud\nA-1,Pozo,20.67\n")) == []


class TestAgain:
    def write(self, audit: Audit, listed: SampleList) -> importing.Comparison:
        with audit.opened() as database, db.saving(database):
            return importing.add(database, listed, BRIGADE)

    def test_the_same_list_again_keeps_what_was_accepted(self, empty_audit: Audit) -> None:
        self.write(empty_audit, read(LIST, "sign"))
        found = self.write(empty_audit, read())
        assert (found.changed, found.unchanged) == ([], ["A-1", "A-2", "A-3"])

    def test_a_change_of_another_datum_keeps_it_too(self, empty_audit: Audit) -> None:
        self.write(empty_audit, read(LIST, "sign"))
        changed = self.write(empty_audit, read(LIST.replace("Pozo", "Pozo profundo"))).changed
        assert [change.fields for change in changed] == [{"name": ("Pozo", "Pozo profundo")}]
        assert self.row(empty_audit) == (-103.344, True)

    def test_a_list_that_says_another_position_is_believed(self, empty_audit: Audit) -> None:
        self.write(empty_audit, read(LIST, "sign"))
        self.write(empty_audit, read(LIST.replace("103.344", "-103.30")))
        assert self.row(empty_audit) == (-103.30, False)

    def test_a_list_without_coordinates_takes_them_away(self, empty_audit: Audit) -> None:
        self.write(empty_audit, read(LIST, "sign"))
        self.write(empty_audit, read("folio,nombre,cve_ent,cve_mun\nA-1,Pozo,14,039\n"))
        assert self.row(empty_audit) == (None, False)

    def row(self, audit: Audit) -> tuple[float | None, bool]:
        with audit.opened() as database:
            sql = "SELECT longitude, notices FROM current_works WHERE folio = 'A-1'"
            longitude, notices = database.execute(sql).fetchone()
        return longitude, "accepted_coordinate" in notices
