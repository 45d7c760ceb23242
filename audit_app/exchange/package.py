"""The package a laptop sends: a zip of JSON lines and the manifest that vouches for them. Pure: bytes in, rows out.

Equal contents give equal bytes. Nothing is taken from a package before its digests, sizes, names and columns are
verified, and no path that stands in one is ever used.
"""

import hashlib
import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from math import isfinite

from audit_app.errors import PackageDamaged, PackageNewer, PackageStrange, PackageTooLarge
from audit_app.exchange import shapes

FORMAT = "constata-package/1"
MANIFEST = "manifest.json"
LARGEST_ZIP = 128_000_000  # bytes, as are the next two
LARGEST_MEMBER = 256_000_000
LARGEST_TOTAL = 512_000_000
LARGEST_RATIO = 500  # of bytes to zipped bytes, above the first million; the rows of an import reach 90
MOST_MEMBERS = 100
SHA256 = re.compile(r"[0-9a-f]{64}")
FILE_NAME = re.compile(r"(\d{8,15})-([0-9a-f]{64})\.zip")
TABLE_FILE = re.compile(r"([a-z_]{1,40})\.jsonl")

Row = dict[str, str | int | float | None]
Columns = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True, order=True)
class PackageName:
    """What the name and folder of a package say: who sent it, its number there, the digest of its zip."""

    device: str
    number: int
    sha256: str

    @property
    def file(self) -> str:
        """Return the name of the file."""
        return f"{self.number:08d}-{self.sha256}.zip"

    def __str__(self) -> str:
        return f"{self.number:08d}-{self.sha256[:12]}"


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """A photo's file: its digest and its size in bytes."""

    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends: the audit, the device and its number for this package, when, and the Constata that wrote it."""

    audit: str
    title: str
    device: str
    number: int
    made_at: str
    app: str
    schema: int


@dataclass(frozen=True, slots=True)
class Package:
    """Everything one copy of an audit has authored, by table."""

    sender: Sender
    tables: Mapping[str, Sequence[Row]]

    @property
    def photos(self) -> list[PhotoFile]:
        """Return the files of the photos that the rows name, each once."""
        sizes = {str(row["sha256"]): int(row["bytes"] or 0) for row in self.tables.get("photos", ())}
        return [PhotoFile(sha256, sizes[sha256]) for sha256 in sorted(sizes)]

    @property
    def revisions(self) -> dict[str, int]:
        """Return how many rows each table has, links aside."""
        return {table: len(rows) for table, rows in self.tables.items() if rows and table != "supersedes"}


def pack(package: Package) -> tuple[bytes, str]:
    """Return the package as a zip, and the digest of what it says whatever its number and time."""
    files = {f"{table}.jsonl": _lines(rows) for table, rows in sorted(package.tables.items()) if rows}
    said = {
        "format": FORMAT,
        **asdict(package.sender),
        "files": {name: {"sha256": _sha256(data), "rows": data.count(b"\n")} for name, data in files.items()},
        "photos": [{"sha256": photo.sha256, "bytes": photo.bytes} for photo in package.photos],
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in {MANIFEST: _json(said), **files}.items():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.create_system, member.external_attr = 3, 0o644 << 16
            archive.writestr(member, data, zipfile.ZIP_DEFLATED)
    return target.getvalue(), _sha256(_json({**said, "number": 0, "made_at": ""}))


def unpack(data: bytes, name: PackageName, schema: int, columns: Columns) -> Package:
    """Return a package verified whole: the digest in its name, sizes, manifest, digests, tables and columns.

    ``schema`` and ``columns`` are what this laptop knows. Raises PackageDamaged, PackageStrange, PackageTooLarge and
    PackageNewer.
    """
    if _sha256(data) != name.sha256:
        raise PackageDamaged(str(name))
    members = _members(data, str(name))
    sender, files, photos = _manifest(members.pop(MANIFEST, b""), str(name), schema)
    if (sender.device, sender.number) != (name.device, name.number):
        raise PackageDamaged(str(name))
    if strange := set(members) ^ set(files):
        raise PackageStrange(str(name), min(strange)[:80])
    tables = {}
    for file, (sha256, count) in files.items():
        if _sha256(members[file]) != sha256 or members[file].count(b"\n") != count:
            raise PackageDamaged(str(name))
        table = _table(file, str(name), columns)
        tables[table] = _rows(members[file], table, str(name), columns[table])
    package = Package(sender, tables)
    if package.photos != photos:
        raise PackageStrange(str(name), "photos")
    return package


def _members(data: bytes, name: str) -> dict[str, bytes]:
    """Return the files of a zip by name, after bounding their number and sizes."""
    if len(data) > LARGEST_ZIP:
        raise PackageTooLarge(name)
    with _strange(name, "zip"), zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        if (
            len(members) > MOST_MEMBERS
            or sum(member.file_size for member in members) > LARGEST_TOTAL
            or any(_bomb(member) for member in members)
        ):
            raise PackageTooLarge(name)
        if len({member.filename for member in members}) != len(members):
            raise PackageStrange(name, "zip")
        if any(member.flag_bits & 1 or member.compress_type != zipfile.ZIP_DEFLATED for member in members):
            raise PackageStrange(name, "zip")
        return {member.filename: archive.read(member) for member in members}


def _bomb(member: zipfile.ZipInfo) -> bool:
    return member.file_size > min(LARGEST_MEMBER, 1_000_000 + LARGEST_RATIO * member.compress_size)


def _manifest(
    data: bytes, name: str, schema: int
) -> tuple[Sender, dict[str, tuple[str, int]], list[PhotoFile]]:
    """Return who sends, the digest and rows of each file, and the photos."""
    with _strange(name, MANIFEST):
        said = json.loads(data)
        if said["format"] != FORMAT or _whole(said["schema"]) > schema:
            raise PackageNewer(name, f"{str(said['format'])[:40]}, {str(said['schema'])[:40]}")
        files = {file: (_text(one["sha256"]), _whole(one["rows"])) for file, one in said["files"].items()}
        photos = [PhotoFile(_text(one["sha256"]), _whole(one["bytes"])) for one in said["photos"]]
        sender = Sender(
            audit=_text(said["audit"]),
            title=_text(said["title"]),
            device=_text(said["device"]),
            number=_whole(said["number"]),
            made_at=_text(said["made_at"]),
            app=_text(said["app"]),
            schema=_whole(said["schema"]),
        )
    return sender, files, photos


def _table(file: str, name: str, columns: Columns) -> str:
    found = TABLE_FILE.fullmatch(file)
    if not found:
        raise PackageStrange(name, file[:80])
    if found[1] not in columns:
        raise PackageNewer(name, found[1])
    return found[1]


def _rows(data: bytes, table: str, name: str, columns: frozenset[str]) -> list[Row]:
    """Return the rows of one table, all with the same known columns and plain values."""
    with _strange(name, table):
        *lines, rest = data.split(b"\n")
        rows = [_row(line) for line in lines]
        if unknown := {column for row in rows for column in row} - columns:
            raise PackageNewer(name, f"{table}.{min(unknown)[:40]}")
        if rest or any(row.keys() != rows[0].keys() for row in rows):
            raise PackageStrange(name, table)
        for row in rows:
            if table == "photos" and not (SHA256.fullmatch(_text(row["sha256"])) and _whole(row["bytes"])):
                raise PackageStrange(name, table)
            if not shapes.fits(table, row):
                raise PackageStrange(name, table)
    return rows


def _row(line: bytes) -> Row:
    row = json.loads(line)
    if not isinstance(row, dict):
        raise TypeError
    for value in row.values():
        if value is not None and type(value) not in (str, int, float):
            raise TypeError
        if isinstance(value, float) and not isfinite(value):
            raise ValueError
    return row


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _whole(value: object) -> int:
    if type(value) is not int or value < 0:
        raise TypeError
    return value


@contextmanager
def _strange(name: str, what: str) -> Iterator[None]:
    """Turn the many ways in which a forged zip or JSON can fail into one sentence."""
    try:
        yield
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        EOFError,
        OSError,
        LookupError,
        TypeError,
        AttributeError,
        ValueError,
        ArithmeticError,
        RuntimeError,
    ) as error:
        raise PackageStrange(name, what) from error


def _lines(rows: Sequence[Row]) -> bytes:
    return b"".join(_json(row) + b"\n" for row in rows)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
