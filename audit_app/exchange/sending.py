"""Sends: leaves at a place everything this copy of the audit has authored, with its photos."""

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from sqlite_utils import Database

from audit_app import audit, db, ledger
from audit_app.audit import Audit
from audit_app.errors import NoPackages, NotWritable, PhotoAltered
from audit_app.exchange import package, queries
from audit_app.exchange.package import Package, PackageName, Sender
from audit_app.exchange.place import Photo, Place, copy_photo
from audit_app.exchange.queries import LastSent


@dataclass(frozen=True, slots=True)
class Sent:
    """A package that lies at a place: whether it is new there, its revisions by table, and its photos."""

    package: PackageName
    new: bool
    revisions: dict[str, int]
    photos: int
    photos_copied: int
    photos_missing: list[Photo]


def send(chosen: Audit, place: Place) -> Sent:
    """Leave a package and its photos at a place, photos first; what lies there already is not written again."""
    there = _there(place)
    with chosen.opened() as database:
        outcomes = [(photo, _give(photo, chosen, place)) for photo in _photos(database)]
        with db.saving(database):  # what is written meanwhile waits, and is rightly told as not sent yet
            name, data, made, sent = _make(database, chosen, there)
            new = place.write(name, data)
            queries.keep_sent(database, sent)
    return Sent(
        package=name,
        new=new,
        revisions=made.revisions,
        photos=len(outcomes),
        photos_copied=sum(outcome == "copied" for _photo, outcome in outcomes),
        photos_missing=[photo for photo, outcome in outcomes if outcome == "missing"],
    )


def _photos(database: Database) -> list[Photo]:
    """Return the photos that this folder authored."""
    mine = {str(row["sha256"]) for row in ledger.authored(database, audit.devices(database))["photos"]}
    return [photo for photo in queries.photos_named(database) if photo.sha256 in mine]


def _give(photo: Photo, chosen: Audit, place: Place) -> str:
    try:
        return copy_photo(photo, chosen.photos, place.photos)
    except PhotoAltered:
        return "missing"


def _there(place: Place) -> list[PackageName]:
    """Return the packages at a place; none at one that is not there yet."""
    try:
        return place.packages()[0] if place.folder.exists() else []
    except OSError as error:
        raise NotWritable(place.folder, error) from error
    except NoPackages:
        return []


def _make(
    database: Database, chosen: Audit, there: Iterable[PackageName]
) -> tuple[PackageName, bytes, Package, LastSent]:
    """Return the package of all that is authored here, the last one again when it would say the same, and what to keep of it.

    It is kept as sent only when it lies whole at its place.
    """
    device = _identity(database, chosen, there)
    last = queries.last_sent(database)
    made = _package(database, device, last.number if last else 1, last.sent_at if last else ledger.now())
    name, data, digest = _packed(made)
    if last and (last.digest, last.sha256) == (digest, name.sha256):
        return name, data, made, last
    if last:
        made = replace(made, sender=replace(made.sender, number=last.number + 1, made_at=ledger.now()))
        name, data, digest = _packed(made)
    return name, data, made, LastSent(name.number, name.sha256, digest, made.sender.made_at)


def _packed(made: Package) -> tuple[PackageName, bytes, str]:
    data, digest = package.pack(made)
    return PackageName(made.sender.device, made.sender.number, hashlib.sha256(data).hexdigest()), data, digest


def _package(database: Database, device: str, number: int, made_at: str) -> Package:
    settings = audit.settings(database)
    sender = Sender(
        audit=str(settings.get("audit", "")),
        title=str(settings.get("title", "")),
        device=device,
        number=number,
        made_at=made_at,
        app=_version(),
        schema=db.SCHEMA_VERSION,
    )
    return Package(sender, ledger.authored(database, audit.devices(database)))


def _identity(database: Database, chosen: Audit, there: Iterable[PackageName]) -> str:
    """Return the device to send under: another one where a package lies under ours that this folder did not make.

    So it is with a folder restored from an old copy, or cloned with its laptop: two would write under one name.
    """
    device = audit.device(database, chosen)
    known = queries.known_packages(database)
    if any(name.device == device and name.sha256 not in known for name in there):
        return queries.new_identity(database)
    return device


def _version() -> str:
    project = Path(__file__).parents[2] / "pyproject.toml"
    return str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"])
