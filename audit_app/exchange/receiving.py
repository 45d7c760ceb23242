"""Receives: unites what lies at a place with the evidence here, or joins the audit whose packages lie there."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from audit_app import audit, db, ledger
from audit_app.audit import Audit
from audit_app.errors import (
    ForeignPackage,
    NoFounder,
    NotAllReceived,
    NotEvidence,
    NotReadable,
    OtherContent,
    PackageNotUnited,
    PackageRefused,
    PhotoAltered,
    PhotosMissing,
    Refusal,
    SeveralAudits,
)
from audit_app.exchange import folders, package, queries
from audit_app.exchange.package import Package, PackageName
from audit_app.exchange.place import Photo, Place, copy_photo, is_here

BACKUPS_KEPT = 10
Arrived = list[tuple[PackageName, Package]]


@dataclass(frozen=True, slots=True)
class Received:
    """What was taken in from a place, what was refused, and what now waits for a person."""

    audit: Audit
    joined: bool
    packages: int
    new: dict[str, int]
    photos: int
    photos_missing: list[Photo]
    refused: list[Refusal]
    conflicts: int


def receive(folder: Path | None, place: Place) -> Received:
    """Take in the newest package of every other laptop, into the audit named or the last one opened.

    A folder that is empty or not there yet joins the audit of the packages, and so does a laptop without any audit.
    """
    target = Audit(folder.absolute()) if folder else audit.last_opened()
    received = _into(target, place) if target and target.exists else _join(target, place)
    audit.remember(received.audit)
    return received


def join(place: Place) -> Received:
    """Make, in this laptop's folder, the audit whose packages lie at a place, and remember it as the last one opened."""
    received = _join(None, place)
    audit.remember(received.audit)
    return received


def _into(target: Audit, place: Place) -> Received:
    with target.opened() as database:
        arrived, refused = _verified(database, place)
        own = audit.settings(database).get("audit")
        ours = [(name, found) for name, found in arrived if found.sender.audit == own]
        refused += [
            ForeignPackage(str(name), found.sender.title)
            for name, found in arrived
            if found.sender.audit != own
        ]
        if ours:
            _back_up(database, target)
        return _unite(database, target, place, ours, refused)


def _join(target: Audit | None, place: Place) -> Received:
    """Make the audit whose packages lie at a place; when that fails nothing is left behind."""
    if target:
        folders.refuse_taken(target)
    with folders.workshop(target.folder.parent if target else audit.home()) as workshop:
        made = Audit(workshop / folders.BUILT)
        audit.make_folder(made)
        database = db.create(made.database)
        try:
            arrived, refused = _verified(database, place)
            title = _only_audit(arrived, refused, place)
            received = _unite(database, made, place, arrived, refused)
            if audit.settings(database).get("audit") is None:
                raise NotAllReceived([*received.refused, NoFounder(place.folder)])
        finally:
            database.close()
        final = target or Audit(audit.home() / audit.folder_name(title))
        folders.refuse_taken(final)
        folders.move(made.folder, final.folder)
    return replace(received, audit=final, joined=True)


def _verified(database: Database, place: Place) -> tuple[Arrived, list[Refusal]]:
    """Return the newest whole package of each device where it is new here, and the refusals of what is not whole.

    Each package carries all that its device had authored, so an older one serves only where the newest is damaged.
    """
    names, misnamed = place.packages()
    known, columns = queries.known_packages(database), queries.evidence_columns(database)
    arrived: Arrived = []
    refused: list[Refusal] = [*misnamed]
    served: dict[str, int] = {}
    for name in names:
        if served.get(name.device, name.number) != name.number:
            continue
        if name.sha256 not in known:
            try:
                arrived.append((name, package.unpack(place.read(name), name, db.SCHEMA_VERSION, columns)))
            except (PackageRefused, NotReadable) as refusal:
                refused.append(refusal)
                continue
        served[name.device] = name.number
    return arrived, refused


def _unite(
    database: Database, target: Audit, place: Place, arrived: Arrived, refused: Sequence[Refusal]
) -> Received:
    """Take in photos first, so that no row stands without its file, then each package whole or not at all."""
    refusals = list(refused)
    copied = _take_photos(_wanted(database, arrived), target, place, refusals)
    told = {refusal.sha256 for refusal in refusals if isinstance(refusal, PhotoAltered)}
    new: Counter[str] = Counter()
    packages = 0
    for name, found in arrived:
        try:
            with db.saving(database):
                added = ledger.unite(database, found.tables)
                queries.keep_received(database, name)
        except (OtherContent, NotEvidence) as error:
            refusals.append(PackageNotUnited(str(name), error))
        else:
            new.update(added)
            packages += 1
    missing = [photo for photo in queries.photos_shown(database) if not is_here(photo, target.photos)]
    if silent := [photo for photo in missing if photo.sha256 not in told]:
        refusals.append(PhotosMissing([(photo.folio, photo.sha256) for photo in silent]))
    del new["supersedes"]  # links are told by the conflicts they settle
    conflicts = queries.open_conflicts(database)
    return Received(target, False, packages, +new, copied, missing, refusals, conflicts)


def _wanted(database: Database, arrived: Arrived) -> list[Photo]:
    """Return the photos of the packages, and those that earlier packages named and whose files had not come."""
    rows = [row for _name, found in arrived for row in found.tables.get("photos", ())]
    named = [Photo(str(row["folio"]), str(row["sha256"]), int(row["bytes"] or 0)) for row in rows]
    by_digest = {photo.sha256: photo for photo in [*named, *queries.photos_named(database)]}
    return list(by_digest.values())


def _take_photos(wanted: Sequence[Photo], target: Audit, place: Place, refused: list[Refusal]) -> int:
    """Copy the files that are not here, add what is refused, and return how many came."""
    copied = 0
    for photo in wanted:
        try:
            copied += copy_photo(photo, place.photos, target.photos) == "copied"
        except (PhotoAltered, NotReadable) as refusal:
            refused.append(refusal)
    return copied


def _only_audit(arrived: Arrived, refused: Sequence[Refusal], place: Place) -> str:
    """Return the title of the one audit that the packages belong to."""
    if not arrived:
        raise NotAllReceived(list(refused))
    titles: dict[str, str] = {}
    for _name, found in arrived:
        titles[found.sender.audit] = found.sender.title or titles.get(found.sender.audit, "")
    if len(titles) > 1:
        raise SeveralAudits(place.folder, sorted(titles.values()))
    return next(iter(titles.values()))


def _back_up(database: Database, target: Audit) -> None:
    folder = target.folder / "backups"
    queries.back_up(database, folder / f"before-receive-{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}.db")
    for old in sorted(folder.glob("before-receive-*.db"))[:-BACKUPS_KEPT]:
        with suppress(OSError):  # one that another program reads stays until the next time
            old.unlink()
