"""The place where laptops leave packages and photos for one another: any folder, a stick, a shared disk."""

import hashlib
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from audit_app import durable
from audit_app.errors import (
    NoPackages,
    NotReadable,
    NotWritable,
    PackageDamaged,
    PackageTooLarge,
    PhotoAltered,
)
from audit_app.exchange.package import FILE_NAME, LARGEST_ZIP, PackageName

DEVICE = re.compile(r"[0-9a-f-]{36}")
LARGEST_PHOTO = 100_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo of a work: the digest its file is named by, and its size in bytes."""

    folio: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Place:
    """A folder that holds ``packages/<device>/`` and ``photos/<ab>/``."""

    folder: Path

    @property
    def photos(self) -> Path:
        """Return where the files of the photos are."""
        return self.folder / "photos"

    def packages(self) -> tuple[list[PackageName], list[PackageDamaged]]:
        """Return every package by device, the newest first, and the refusal of each zip that has not the name of a package.

        Raises NoPackages and NotReadable.
        """
        names: list[PackageName] = []
        misnamed: list[PackageDamaged] = []
        for device, files in self._files().items():
            for file in files:
                if found := FILE_NAME.fullmatch(file):
                    names.append(PackageName(device, int(found[1]), found[2]))
                elif file.endswith(".zip") and not file.startswith("."):
                    misnamed.append(PackageDamaged(file))
        if not names and not misnamed:
            raise NoPackages(self.folder)
        return sorted(names, key=lambda name: (name.device, -name.number, name.sha256)), misnamed

    def read(self, name: PackageName) -> bytes:
        """Return the bytes of a package. Raises NotReadable and PackageTooLarge."""
        data = _read(self._path(name), LARGEST_ZIP)
        if len(data) > LARGEST_ZIP:
            raise PackageTooLarge(str(name))
        return data

    def write(self, name: PackageName, data: bytes) -> bool:
        """Leave a package here, whole or not at all; return whether it was missing or damaged."""
        path = self._path(name)
        if _size(path) is not None:
            if _read(path, len(data)) == data:
                return False
            try:
                path.unlink()
            except OSError as error:
                raise NotWritable(path, error) from error
        durable.write(path, data)
        return True

    def _path(self, name: PackageName) -> Path:
        return self.folder / "packages" / name.device / name.file

    def _files(self) -> dict[str, list[str]]:
        """Return the names of the files in each device's folder."""
        packages = self.folder / "packages"
        try:
            if self.folder.is_dir() and not packages.is_dir():
                return {}
            devices = [
                path for path in sorted(packages.iterdir()) if DEVICE.fullmatch(path.name) and path.is_dir()
            ]
            return {path.name: sorted(file.name for file in path.iterdir()) for path in devices}
        except OSError as error:
            raise NotReadable(self.folder, error) from error


def copy_photo(photo: Photo, source: Path, target: Path) -> Literal["here", "copied", "missing"]:
    """Bring a photo's file from one folder of photos to another, verified, unless one of its size is there.

    Raises PhotoAltered, DiskFull, NotWritable and NotReadable.
    """
    copy, original = _path(target, photo), _path(source, photo)
    if is_here(photo, target):
        return "here"
    if _size(original) is None:
        return "missing"
    data = _read(original, min(photo.bytes, LARGEST_PHOTO))
    if hashlib.sha256(data).hexdigest() != photo.sha256:
        raise PhotoAltered(original, photo.sha256, photo.folio)
    durable.write(copy, data)
    return "copied"


def is_here(photo: Photo, folder: Path) -> bool:
    """Return whether a folder of photos has the file of one, by name and size. Raises NotReadable."""
    return _size(_path(folder, photo)) == photo.bytes


def _path(folder: Path, photo: Photo) -> Path:
    return folder / photo.sha256[:2] / photo.sha256


def _size(path: Path) -> int | None:
    """Return the bytes of a file; None where there is none. A stick that is pulled out is neither."""
    try:
        facts = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise NotReadable(path, error) from error
    return facts.st_size if stat.S_ISREG(facts.st_mode) else None


def _read(path: Path, bound: int) -> bytes:
    """Return a file whole, or one byte more than the bound of it."""
    try:
        with path.open("rb") as file:
            return file.read(bound + 1)
    except OSError as error:
        raise NotReadable(path, error) from error
