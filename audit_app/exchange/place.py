"""The place where laptops leave packages and photos for one another: any folder, a stick, a shared disk."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from audit_app import durable
from audit_app.errors import NotReadable, PackageDamaged, PackageTooLarge, PhotoAltered
from audit_app.exchange.package import FILE_NAME, LARGEST_ZIP, PackageName

DEVICE = re.compile(r"[0-9a-f-]{36}")


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

    def newest(self) -> tuple[list[PackageName], list[PackageDamaged]]:
        """Return the newest package of each device, and the refusal of each zip whose name is none of a package.

        A number that was used twice gives both packages.
        """
        newest: list[PackageName] = []
        misnamed: list[PackageDamaged] = []
        for device, files in self._files():
            names = []
            for file in files:
                if found := FILE_NAME.fullmatch(file):
                    names.append(PackageName(device, int(found[1]), found[2]))
                elif file.endswith(".zip") and not file.startswith("."):
                    misnamed.append(PackageDamaged(file))
            last = max((name.number for name in names), default=0)
            newest += sorted(name for name in names if name.number == last)
        return newest, misnamed

    def read(self, name: PackageName) -> bytes:
        """Return the bytes of a package."""
        data = _read(self._path(name), LARGEST_ZIP)
        if len(data) > LARGEST_ZIP:
            raise PackageTooLarge(str(name))
        return data

    def write(self, name: PackageName, data: bytes) -> bool:
        """Leave a package here, whole or not at all; return whether it was missing or damaged."""
        path = self._path(name)
        if path.is_file():
            if _sha256(_read(path, len(data))) == name.sha256:
                return False
            path.unlink()
        durable.write(path, data)
        return True

    def give_photo(self, photo: Photo, originals: Path) -> bool:
        """Leave a photo here unless it is; return whether it is here now. Raises PhotoAltered for an altered original."""
        path = _photo_path(self.folder / "photos", photo)
        if not _stands(path, photo):
            original = _photo_path(originals, photo)
            if not original.is_file():
                return False
            durable.write(path, _verified(original, photo))
        return True


def _read(path: Path, bound: int) -> bytes:
    """Return a file, or the first bytes of it that are one more than the bound."""
    try:
        with path.open("rb") as file:
            return file.read(bound + 1)
    except OSError as error:
        raise NotReadable(path, error.strerror or str(error)) from error


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
