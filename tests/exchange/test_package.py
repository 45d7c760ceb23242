"""The package itself: equal contents are equal bytes, and no bytes whatever do more than be refused."""

import hashlib
import json
import zipfile
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit_app.errors import PackageDamaged, PackageRefused
from audit_app.exchange.package import Package, PackageName, PhotoFile, Row, Sender, pack, unpack
from tests.exchange.laptops import zipped

COLUMNS = {
    "visits": frozenset({"id", "folio", "recorded_at", "notes", "latitude", "attempt"}),
    "photos": frozenset({"id", "folio", "sha256", "bytes"}),
    "supersedes": frozenset({"older", "newer"}),
}
SENDER = Sender("audit-1", "Obra pública", "d" * 36, 3, "2026-05-01T10:00:00+00:00", "0.1.0", 1)
VISIT: Row = {"id": "a", "folio": "W/001", "notes": "línea\nñandú\u2028\x00", "latitude": 19.4, "attempt": 1}
PHOTO: Row = {"id": "b", "folio": "W/001", "sha256": "0" * 64, "bytes": 12}
TABLES: dict[str, list[Row]] = {"visits": [VISIT], "photos": [PHOTO], "supersedes": []}
MADE = Package(SENDER, TABLES)


def opened(data: bytes, number: int = 3) -> Package:
    return unpack(data, PackageName("d" * 36, number, hashlib.sha256(data).hexdigest()), 1, COLUMNS)


def test_what_is_packed_comes_out_the_same() -> None:
    found = opened(pack(MADE)[0])
    assert found.sender == SENDER
    assert found.tables == {"visits": [VISIT], "photos": [PHOTO]}
    assert found.photos == [PhotoFile("0" * 64, 12)]


def test_equal_contents_are_equal_bytes() -> None:
    assert pack(MADE) == pack(Package(SENDER, dict(reversed(TABLES.items()))))


def test_the_digest_tells_content_from_number_and_time() -> None:
    again = Package(replace(SENDER, number=4, made_at="2027-01-01T00:00:00+00:00"), TABLES)
    more = Package(SENDER, {**TABLES, "visits": [VISIT, {**VISIT, "id": "c"}]})
    assert pack(MADE)[1] == pack(again)[1] != pack(more)[1]


def test_a_package_under_another_name_is_damaged() -> None:
    with pytest.raises(PackageDamaged):
        opened(pack(MADE)[0], number=4)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_STORED])
def test_other_ways_to_zip_are_refused(method: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("zip") / "a.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("manifest.json", "{}")
    with pytest.raises(PackageRefused):
        opened(path.read_bytes())


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_spoilt_bytes_are_refused_never_a_crash(data: st.DataObject) -> None:
    spoilt = bytearray(pack(MADE)[0])
    for _ in range(data.draw(st.integers(1, 6))):
        spoilt[data.draw(st.integers(0, len(spoilt) - 1))] = data.draw(st.integers(0, 255))
    with suppress(PackageRefused):
        found = opened(bytes(spoilt[: data.draw(st.integers(0, len(spoilt)))]))
        assert found.tables["visits"] == [VISIT]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
FIELDS = ("format", "audit", "title", "device", "number", "made_at", "app", "schema", "files", "photos")


@settings(max_examples=300, deadline=None)
@given(st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, JSON)) | JSON)
def test_a_manifest_of_any_shape_is_refused_never_a_crash(said: object) -> None:
    with pytest.raises(PackageRefused):
        opened(zipped({"manifest.json": json.dumps(said).encode("utf-8", "surrogatepass")}))
