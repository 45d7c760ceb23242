"""Two laptops, one audit: what each recorded counts on both, in whatever order it travels."""

import errno
import json
import os
from pathlib import Path

import pytest

from audit_app.errors import NotInConflict
from audit_app.exchange import receiving
from tests.exchange.laptops import Laptop, packages


def exchange(stick: Path, *laptops: Laptop) -> None:
    """Let each laptop send, then each receive, in this order."""
    for laptop in laptops:
        laptop.send(stick)
    for laptop in laptops:
        laptop.receive(stick)


def test_visits_of_both_laptops_count_on_both(office: Laptop, field: Laptop, stick: Path) -> None:
    office.visit("W/001", operates="yes", matches_plan="yes")
    field.visit("W/002", operates="no", matches_plan="yes")
    exchange(stick, office, field)
    assert office.evidence() == field.evidence()
    assert office.outcomes() == field.outcomes()
    assert ("W/002", "operates", 0) in office.outcomes()


@pytest.mark.parametrize("backwards", [False, True])
def test_the_order_of_sending_and_receiving_changes_nothing(
    office: Laptop, field: Laptop, stick: Path, backwards: bool
) -> None:
    office.visit("W/001", operates="yes")
    field.visit("W/001", operates="no")
    field.visit("W/003", outcome="not_located")
    exchange(stick, *((field, office) if backwards else (office, field)))
    assert office.evidence() == field.evidence()
    assert office.outcomes() == field.outcomes()
    assert office.conflicts() == field.conflicts() == [("visits", "W/001")]


@pytest.mark.parametrize("one_home", [False, True])
def test_a_conflict_is_seen_settled_and_then_counts_everywhere(
    office: Laptop, stick: Path, tmp_path: Path, one_home: bool
) -> None:
    field = Laptop(tmp_path / "field", office.home if one_home else tmp_path / "other", "Brigada 2")
    office.send(stick)
    field.receive(stick)
    office.visit("W/001", operates="yes")
    kept = field.visit("W/001", operates="no")
    exchange(stick, office, field)
    assert ("W/001", "operates", 0) not in office.outcomes()
    assert (
        field.run("settle", "visits", "W/001", "--keep", kept, "--reason", "Se volvió al sitio").exit_code
        == 0
    )
    exchange(stick, office, field)
    assert office.conflicts() == field.conflicts() == []
    assert ("W/001", "operates", 0) in office.outcomes()
    assert office.evidence() == field.evidence()


def test_a_correction_made_after_receiving_is_no_conflict(office: Laptop, field: Laptop, stick: Path) -> None:
    office.visit("W/001", operates="yes")
    exchange(stick, office, field)
    field.visit("W/001", operates="no")
    exchange(stick, field, office)
    assert office.conflicts() == []
    assert ("W/001", "operates", 0) in office.outcomes()


def test_receiving_twice_changes_nothing(office: Laptop, field: Laptop, stick: Path) -> None:
    field.visit("W/001")
    field.send(stick)
    assert office.receive(stick).new["visits"] == 1
    before = office.evidence()
    again = office.receive(stick)
    assert (again.packages, again.new) == (0, {})
    assert office.evidence() == before


def test_the_same_person_on_two_laptops_is_no_conflict(office: Laptop, field: Laptop, stick: Path) -> None:
    from audit_app import audit

    for laptop in (office, field):
        with laptop.writing() as (database, author):
            audit.join_people(database, type(author)("Brigada 9", author.device))
    exchange(stick, office, field)
    assert office.conflicts() == []


def test_sending_again_with_nothing_new_writes_nothing(office: Laptop, stick: Path) -> None:
    first = office.send(stick)
    again = office.send(stick)
    assert (first.new, again.new) == (True, False)
    assert again.package == first.package
    assert len(packages(stick)) == 1


def test_the_same_content_is_the_same_package_at_every_place(
    office: Laptop, stick: Path, tmp_path: Path
) -> None:
    first, elsewhere = office.send(stick), office.send(tmp_path / "other stick")
    assert elsewhere.new
    assert elsewhere.package == first.package


def test_a_package_that_was_lost_or_damaged_at_the_place_is_written_again(
    office: Laptop, stick: Path
) -> None:
    office.send(stick)
    path = packages(stick)[0]
    whole = path.read_bytes()
    path.write_bytes(whole[:-10])
    assert office.send(stick).new
    assert path.read_bytes() == whole


def test_only_the_newest_package_of_a_laptop_is_read(office: Laptop, field: Laptop, stick: Path) -> None:
    for folio in ("W/001", "W/002", "W/003"):
        field.visit(folio)
        field.send(stick)
    received = office.receive(stick)
    assert (received.packages, received.new["visits"]) == (1, 3)


def test_a_copied_folder_goes_on_receiving_from_the_original(
    office: Laptop, stick: Path, tmp_path: Path
) -> None:
    import shutil

    office.visit("W/001")
    office.send(stick)
    copy = Laptop(tmp_path / "copy", office.home, "Brigada 3")
    shutil.copytree(office.folder, copy.folder)
    copy.visit("W/002")
    office.visit("W/003")
    exchange(stick, office, copy)
    assert office.evidence() == copy.evidence()


def test_a_folder_that_was_moved_still_sends_all_it_wrote(
    office: Laptop, field: Laptop, stick: Path, tmp_path: Path
) -> None:
    field.visit("W/001")
    moved = Laptop(tmp_path / "moved", field.home, field.person)
    field.folder.rename(moved.folder)
    moved.visit("W/002")
    moved.send(stick)
    assert office.receive(stick).new["visits"] == 2


def test_a_folder_restored_from_an_old_copy_gets_its_lost_work_back(
    office: Laptop, field: Laptop, stick: Path
) -> None:
    field.visit("W/003")
    old = field.audit.database.read_bytes()
    field.visit("W/001")
    lost = field.send(stick)
    field.audit.database.write_bytes(old)
    field.visit("W/002")
    sent = field.send(stick)
    assert sent.package.device != lost.package.device
    assert field.receive(stick).new["visits"] == 1
    office.receive(stick)
    assert office.evidence() == field.evidence()


def test_a_backup_is_made_before_uniting_and_the_last_ten_are_kept(
    office: Laptop, field: Laptop, stick: Path
) -> None:
    for _ in range(12):
        field.visit("W/001")
        field.send(stick)
        office.receive(stick)
    backups = sorted((office.folder / "backups").iterdir())
    assert len(backups) == 10
    from audit_app import db

    copy = db.open_database(backups[-1])
    assert copy.execute("SELECT count(*) FROM visits").fetchone()[0] == 11
    copy.close()


def test_a_redaction_travels_and_blanks_the_text_everywhere(
    office: Laptop, field: Laptop, stick: Path
) -> None:
    from audit_app import ledger

    revision = field.visit("W/001", companion="un vecino")
    exchange(stick, field, office)
    with office.writing() as (database, author):
        ledger.redact(database, revision, "Lo pidió el vecino", author)
    exchange(stick, office, field)
    assert field.rows("SELECT companion FROM visits") == [(None,)]
    assert office.evidence() == field.evidence()


def test_a_blanked_revision_carries_its_redaction_to_a_third_laptop(
    office: Laptop, field: Laptop, stick: Path, tmp_path: Path
) -> None:
    from audit_app import ledger

    third = Laptop(tmp_path / "third", tmp_path / "home-third", "Brigada 3")
    third.receive(stick)
    revision = field.visit("W/001", companion="un vecino")
    exchange(stick, field, third, office)
    with office.writing() as (database, author):
        ledger.redact(database, revision, "Lo pidió el vecino", author)
    exchange(stick, office, field)
    only_field = tmp_path / "another stick"
    field.visit("W/002")
    field.send(only_field)
    assert third.receive(only_field).refused == []
    assert third.rows("SELECT companion FROM visits WHERE folio = 'W/001'") == [(None,)]


def test_settling_what_is_no_conflict_is_refused(office: Laptop) -> None:
    result = office.run("settle", "visits", "W/001", "--keep", "x", "--reason", "y")
    assert isinstance(result.exception, NotInConflict)


def test_conflicts_are_told_field_by_field_and_as_json(office: Laptop, field: Laptop, stick: Path) -> None:
    mine = office.visit("W/001", operates="yes", notes="a")
    theirs = field.visit("W/001", operates="no", notes="a")
    exchange(stick, field, office)
    told = office.run("conflicts").stdout
    assert "¿Opera?: [1] Sí · [2] No opera" in told
    assert mine in told
    assert theirs in told
    assert "notes" not in told
    (one,) = json.loads(office.run("conflicts", "--json").stdout)
    assert (one["kind"], one["key"]) == ("visits", "W/001")
    assert [(head["id"], head["author"], head["operates"]) for head in one["heads"]] == [
        (mine, "Oficina", "yes"),
        (theirs, "Brigada 2", "no"),
    ]


def test_send_and_receive_print_one_json_object(office: Laptop, field: Laptop, stick: Path) -> None:
    field.visit("W/001")
    sent = json.loads(field.run("send", stick, "--json").stdout)
    assert (sent["new"], sent["revisions"]) == (True, {"visits": 1})
    received = json.loads(office.run("receive", stick, "--json").stdout)
    assert (received["packages"], received["new"], received["refused"]) == (1, {"visits": 1}, [])


def test_an_old_copy_that_another_program_reads_stops_nothing(
    office: Laptop, field: Laptop, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (office.folder / "backups").mkdir()
    for number in range(receiving.BACKUPS_KEPT + 1):
        (office.folder / "backups" / f"before-receive-{number:02}.db").write_bytes(b"x")
    field.visit("W/001")
    field.send(stick)
    remove = os.unlink

    def held(path: Path, **where: int) -> None:
        if Path(path).name == "before-receive-00.db":
            raise PermissionError(errno.EACCES, "in use")
        remove(path, **where)

    monkeypatch.setattr(os, "unlink", held)
    assert office.receive(stick).new["visits"] == 1
