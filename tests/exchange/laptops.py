"""Laptops of a test: folders of one audit, each with its own home, and a stick between them."""

import hashlib
import io
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from click.testing import CliRunner, Result
from sqlite_utils import Database

from audit_app import audit, db, durable, ledger
from audit_app.audit import Audit
from audit_app.cli import cli
from audit_app.exchange import receiving, sending
from audit_app.exchange.place import Place
from audit_app.exchange.receiving import Received
from audit_app.exchange.sending import Sent
from audit_app.ledger import Author, Value

Members = dict[str, bytes]


@dataclass(frozen=True)
class Laptop:
    """One copy of an audit, and the home of the laptop it is on."""

    folder: Path
    home: Path
    person: str = "Brigada 1"

    @property
    def audit(self) -> Audit:
        return Audit(self.folder)

    @contextmanager
    def here(self) -> Iterator[None]:
        with mock.patch.dict(os.environ, {"CONSTATA_HOME": str(self.home)}):
            yield

    @contextmanager
    def writing(self) -> Iterator[tuple[Database, Author]]:
        with self.here(), self.audit.opened() as database, db.saving(database):
            yield database, Author(self.person, audit.device(database, self.audit))

    def works(self, *folios: str) -> None:
        with self.writing() as (database, author):
            rows = [({"folio": folio, "name": f"Obra {folio}", "given": "{}"}, ()) for folio in folios]
            ledger.append_many(database, "works", rows, author)

    def visit(self, folio: str, **answers: Value) -> str:
        """Save a visit made looking at the one that this laptop shows."""
        with self.writing() as (database, author):
            heads = ledger.heads(database, ledger.kind_named(database, "visits"), [folio])
            row = {"folio": folio, "outcome": "located", **answers}
            return ledger.append(database, "visits", row, author, [str(head["id"]) for head in heads[-1:]])

    def photo(self, folio: str, data: bytes, **facts: Value) -> str:
        sha256 = hashlib.sha256(data).hexdigest()
        durable.write(self.audit.photos / sha256[:2] / sha256, data)
        row: dict[str, Value] = {"folio": folio, "sha256": sha256, "media_type": "image/jpeg"}
        with self.writing() as (database, author):
            size = {"bytes": len(data), "width": 1, "height": 1}
            ledger.append(database, "photos", {**row, **size, **facts}, author)
        return sha256

    def has_photo(self, data: bytes) -> bool:
        sha256 = hashlib.sha256(data).hexdigest()
        path = self.audit.photos / sha256[:2] / sha256
        return path.is_file() and path.read_bytes() == data

    def send(self, place: Path) -> Sent:
        with self.here():
            return sending.send(self.audit, Place(place))

    def receive(self, place: Path) -> Received:
        with self.here():
            return receiving.receive(self.folder, Place(place))

    def run(self, *arguments: object) -> Result:
        runner = CliRunner(env={"CONSTATA_HOME": str(self.home)})
        return runner.invoke(cli, ["--audit", str(self.folder), *map(str, arguments)])

    def rows(self, query: str) -> list[tuple[Value, ...]]:
        with self.audit.opened() as database:
            return sorted(database.execute(query).fetchall())

    def outcomes(self) -> list[tuple[Value, ...]]:
        return self.rows("SELECT folio, indicator, coalesce(y, -1) FROM outcomes")

    def evidence(self) -> dict[str, list[tuple[Value, ...]]]:
        with self.audit.opened() as database:
            tables = [*ledger.kinds(database), "redactions", "supersedes"]
            rows = ((table, database.execute(f"SELECT * FROM {table}").fetchall()) for table in tables)  # noqa: S608
            return {table: sorted(found, key=str) for table, found in rows}

    def conflicts(self) -> list[tuple[Value, ...]]:
        return self.rows("SELECT kind, key FROM conflicts")

    def files(self) -> set[str]:
        return {str(path.relative_to(self.folder)) for path in self.folder.rglob("*")}


def packages(place: Path) -> list[Path]:
    return sorted(place.glob("packages/*/*.zip"))


def package_of(place: Path, sent: Sent) -> Path:
    return place / "packages" / sent.package.device / sent.package.file


def members_of(path: Path) -> Members:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(members: Members) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def replace_package(path: Path, data: bytes) -> Path:
    """Put other bytes in the place of a package, under the name that they call for."""
    named = path.with_name(f"{path.name[:8]}-{hashlib.sha256(data).hexdigest()}.zip")
    path.unlink()
    named.write_bytes(data)
    return named


def forge(path: Path, change: Callable[[dict[str, object], Members], object]) -> Path:
    """Change the manifest and the files of a package, and put its digests right again."""
    members = members_of(path)
    manifest = json.loads(members.pop("manifest.json"))
    change(manifest, members)
    for name, vouched in manifest["files"].items():
        if name in members:
            vouched |= {
                "sha256": hashlib.sha256(members[name]).hexdigest(),
                "rows": members[name].count(b"\n"),
            }
    return replace_package(path, zipped({"manifest.json": json.dumps(manifest).encode(), **members}))
