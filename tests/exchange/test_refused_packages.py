"""What a place may hold by accident or malice: refused and told, nothing changed, and the rest received."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from audit_app import audit, db, ledger
from audit_app.errors import (
    ForeignPackage,
    NotReadable,
    PackageDamaged,
    PackageNewer,
    PackageNotUnited,
    PackageStrange,
    PackageTooLarge,
    Refusal,
)
from tests.exchange.laptops import (
    Laptop,
    Members,
    forge,
    members_of,
    package_of,
    packages,
    replace_package,
    zipped,
)

Spoil = Callable[[Path], object]


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-30])


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def misname(path: Path) -> None:
    path.rename(path.with_name(f"00000001-{'a' * 64}.zip"))


def rename_freely(path: Path) -> None:
    path.rename(path.with_name("visitas de mayo.zip"))


def no_zip(path: Path) -> None:
    replace_package(path, b"esto no es un zip")


def newer_schema(path: Path) -> None:
    forge(path, lambda manifest, _members: manifest.update(schema=db.SCHEMA_VERSION + 1))


def newer_format(path: Path) -> None:
    forge(path, lambda manifest, _members: manifest.update(format="constata-package/2"))


def another_number(path: Path) -> None:
    forge(path, lambda manifest, _members: manifest.update(number=7))


def another_audit(path: Path) -> None:
    forge(path, lambda manifest, _members: manifest.update(audit=ledger.new_id(), title="Caminos"))


def no_manifest(path: Path) -> None:
    members = members_of(path)
    del members["manifest.json"]
    replace_package(path, zipped(members))


def files(manifest: dict[str, object]) -> dict[str, object]:
    listed = manifest["files"]
    assert isinstance(listed, dict)
    return listed


def add(name: str, data: bytes) -> Spoil:
    """Return what adds a file to a package, vouched for by its manifest."""

    def change(manifest: dict[str, object], members: Members) -> None:
        members[name] = data
        files(manifest)[name] = {}

    return lambda path: forge(path, change)


def smuggle(name: str) -> Spoil:
    """Return what adds a file of which the manifest knows nothing."""
    return lambda path: replace_package(path, zipped({**members_of(path), name: b"x"}))


def drop_a_file(path: Path) -> None:
    forge(path, lambda _manifest, members: members.pop("visits.jsonl"))


def another_sha(path: Path) -> None:
    members = members_of(path)
    members["visits.jsonl"] = members["visits.jsonl"].replace(b"located", b"no_answer")
    replace_package(path, zipped(members))


def in_visits(**answers: object) -> Spoil:
    """Return what writes other answers into the visit of a package."""

    def change(_manifest: dict[str, object], members: Members) -> None:
        row = json.loads(members["visits.jsonl"])
        members["visits.jsonl"] = json.dumps(row | answers).encode() + b"\n"

    return lambda path: forge(path, change)


def raw_visits(data: bytes) -> Spoil:
    return lambda path: forge(path, lambda _manifest, members: members.update({"visits.jsonl": data}))


def photos_that_no_row_names(path: Path) -> None:
    forge(path, lambda manifest, _members: manifest.update(photos=[{"sha256": "a" * 64, "bytes": 1}]))


def another_count(path: Path) -> None:
    members = members_of(path)
    members["manifest.json"] = members["manifest.json"].replace(b'"rows":1', b'"rows":2')
    replace_package(path, zipped(members))


def the_same_file_twice(path: Path) -> None:
    with (
        pytest.warns(UserWarning, match="Duplicate name"),
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
    ):
        archive.writestr("visits.jsonl", archive.read("visits.jsonl"))
    replace_package(path, path.read_bytes())


def photo_named_as_a_path(path: Path) -> None:
    row = {"id": ledger.new_id(), "folio": "W/001", "sha256": "../" * 21 + "a", "bytes": 1}
    add("photos.jsonl", json.dumps(row).encode() + b"\n")(path)


SPOILT: list[tuple[Spoil, type[Refusal]]] = [
    (cut, PackageDamaged),
    (flip, PackageDamaged),
    (misname, PackageDamaged),
    (rename_freely, PackageDamaged),
    (another_number, PackageDamaged),
    (another_sha, PackageDamaged),
    (another_count, PackageDamaged),
    (no_zip, PackageStrange),
    (no_manifest, PackageStrange),
    (drop_a_file, PackageStrange),
    (smuggle("../../audit.db"), PackageStrange),
    (smuggle("/etc/passwd"), PackageStrange),
    (add("../visits.jsonl", b""), PackageStrange),
    (add("C:\\visits.jsonl", b""), PackageStrange),
    (photo_named_as_a_path, PackageStrange),
    (photos_that_no_row_names, PackageStrange),
    (the_same_file_twice, PackageStrange),
    (raw_visits(b"{"), PackageStrange),
    (raw_visits(b"[1]\n"), PackageStrange),
    (raw_visits(b"[" * 100_000 + b"\n"), PackageStrange),
    (raw_visits(b'{"id":"a"}\n{"folio":"b"}\n'), PackageStrange),
    (in_visits(recorded_at="ayer"), PackageStrange),
    (in_visits(notes={"a": 1}), PackageStrange),
    (in_visits(latitude=float("inf")), PackageStrange),
    (in_visits(damage='"cracks"'), PackageStrange),
    (add("hospitals.jsonl", b"{}\n"), PackageNewer),
    (add("drafts.jsonl", b"{}\n"), PackageNewer),
    (in_visits(colour="azul"), PackageNewer),
    (newer_schema, PackageNewer),
    (newer_format, PackageNewer),
    (another_audit, ForeignPackage),
    (add("people.jsonl", b" " * 30_000_000 + b"\n"), PackageTooLarge),
    (in_visits(outcome="found"), PackageNotUnited),
    (in_visits(attempt=2**70), PackageNotUnited),
    (in_visits(notes="\ud800"), PackageNotUnited),
    (raw_visits(b"{}\n"), PackageNotUnited),
]


@pytest.mark.parametrize(("spoil", "refusal"), SPOILT)
def test_a_spoilt_package_is_refused_and_the_rest_received(
    office: Laptop, field: Laptop, stick: Path, tmp_path: Path, spoil: Spoil, refusal: type[Refusal]
) -> None:
    third = Laptop(tmp_path / "third", tmp_path / "home-third", "Brigada 3")
    third.receive(stick)
    third.visit("W/003")
    third.send(stick)
    expected = third.evidence()
    field.visit("W/001", notes="Sin novedad")
    spoil(package_of(stick, field.send(stick)))
    received = office.receive(stick)
    assert [type(one) for one in received.refused] == [refusal]
    assert received.packages == 1
    assert office.evidence() == expected


def test_an_older_package_serves_where_the_newest_is_damaged(
    office: Laptop, field: Laptop, stick: Path
) -> None:
    field.visit("W/001", notes="primero")
    field.send(stick)
    before = field.evidence()
    field.visit("W/001", notes="después")
    cut(package_of(stick, field.send(stick)))
    received = office.receive(stick)
    assert [type(one) for one in received.refused] == [PackageDamaged]
    assert received.packages == 1
    assert office.rows("SELECT notes FROM visits") == [("primero",)]
    assert before != field.evidence()


def test_the_refusal_is_one_sentence_and_the_exit_status_1(
    office: Laptop, field: Laptop, stick: Path
) -> None:
    field.visit("W/001")
    cut(package_of(stick, field.send(stick)))
    result = office.run("receive", stick)
    assert result.exit_code == 1
    assert str(result.exception).count("\n") == 0
    assert "No hay nada nuevo" in result.stdout


def test_a_revision_with_other_content_is_refused(office: Laptop, field: Laptop, stick: Path) -> None:
    field.visit("W/001", notes="a")
    path = package_of(stick, field.send(stick))
    office.receive(stick)
    in_visits(notes="b")(path)
    received = office.receive(stick)
    assert [type(one) for one in received.refused] == [PackageNotUnited]
    assert office.rows("SELECT notes FROM visits") == [("a",)]


def test_a_package_of_an_older_schema_without_a_column_is_received(
    office: Laptop, field: Laptop, stick: Path
) -> None:
    field.visit("W/001")

    def drop_column(_manifest: dict[str, object], members: Members) -> None:
        row = json.loads(members["visits.jsonl"])
        del row["plaque"]
        members["visits.jsonl"] = json.dumps(row).encode() + b"\n"

    forge(package_of(stick, field.send(stick)), drop_column)
    assert office.receive(stick).new == {"visits": 1}


def test_another_audit_on_the_same_stick_is_told_and_left_alone(
    office: Laptop, field: Laptop, stick: Path, tmp_path: Path
) -> None:
    other = Laptop(tmp_path / "other", tmp_path / "home-other")
    with other.here():
        audit.create(other.folder, "Caminos 2024", "es")
    other.send(stick)
    field.visit("W/001")
    field.send(stick)
    received = office.receive(stick)
    assert [str(one) for one in received.refused if "«Caminos 2024»" in str(one)]
    assert received.new == {"visits": 1}


def test_a_package_too_large_is_not_read(
    office: Laptop, field: Laptop, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    field.visit("W/001")
    field.send(stick)
    monkeypatch.setattr("audit_app.exchange.place.LARGEST_ZIP", 100)
    assert {type(one) for one in office.receive(stick).refused} == {PackageTooLarge}


def test_a_package_that_cannot_be_read_is_told(office: Laptop, field: Laptop, stick: Path) -> None:
    field.visit("W/001")
    path = package_of(stick, field.send(stick))
    path.unlink()
    path.mkdir()
    assert [type(one) for one in office.receive(stick).refused] == [NotReadable]


def test_other_files_at_the_place_are_ignored(office: Laptop, field: Laptop, stick: Path) -> None:
    field.visit("W/001")
    path = package_of(stick, field.send(stick))
    (path.parent / ".DS_Store").write_bytes(b"x")
    (path.parent / f"._{path.name}").write_bytes(b"x")
    (path.parent / f"{path.name}-12ab34cd.part").write_bytes(b"x")
    (stick / "packages" / "leame.txt").write_bytes(b"x")
    assert office.receive(stick).refused == []
    assert len(packages(stick)) == 3
