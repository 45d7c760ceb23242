#!/usr/bin/env python3
"""Fetch the typefaces and maps of the app and the checker of its tests, each file checked against its pinned SHA-256.

The app never fetches anything: this is run by hand, with `npm` at hand, when one of them changes.
"""

import hashlib
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB_FONTS = ROOT / "audit_app" / "static" / "fonts"
PDF_FONTS = ROOT / "audit_app" / "pdf" / "fonts"
MAP = ROOT / "audit_app" / "static" / "leaflet"
CHECKER = ROOT / "tests" / "browser" / "axe"


@dataclass(frozen=True, slots=True)
class VendoredFile:
    """A file of a published package, where it is kept here, and what it must contain."""

    package: str
    member: str
    target: Path
    sha256: str

    def is_intact(self) -> bool:
        """Tell whether the file kept here is the one that was chosen."""
        return self.target.is_file() and digest(self.target.read_bytes()) == self.sha256


ATKINSON = "@fontsource-variable/atkinson-hyperlegible-next@5.3.0"
SERIF = "source-serif@4.5.1"
SANS = "source-sans@3.52.0"
LEAFLET = "leaflet@1.9.4"
PROTOMAPS = "protomaps-leaflet@5.1.0"
AXE = "axe-core@4.14.1"

FILES = [
    VendoredFile(
        ATKINSON,
        "files/atkinson-hyperlegible-next-latin-wght-normal.woff2",
        WEB_FONTS / "atkinson-hyperlegible-next-latin.woff2",
        "18b2a1a39a2fa298b0ba5390aca68462669826c90925656f1c1f6796e0e1bbaf",
    ),
    VendoredFile(
        ATKINSON,
        "files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
        WEB_FONTS / "atkinson-hyperlegible-next-latin-ext.woff2",
        "7dae0c6c66af1aec82e096186aeb1f0e6fa36ab8061ed65422f2b7daf4dd93f3",
    ),
    VendoredFile(
        ATKINSON,
        "LICENSE",
        WEB_FONTS / "OFL-atkinson-hyperlegible-next.txt",
        "474a034e99845062f661855caaa505880d0e9009deddc2727a92795eab374955",
    ),
    VendoredFile(
        SERIF,
        "TTF/SourceSerif4-Regular.ttf",
        PDF_FONTS / "SourceSerif4-Regular.ttf",
        "e5a4ee6a3d87bb9024796be390c6771e2a0eb1883dae25effaf57ca01668e24b",
    ),
    VendoredFile(
        SERIF,
        "TTF/SourceSerif4-Semibold.ttf",
        PDF_FONTS / "SourceSerif4-Semibold.ttf",
        "36db62940cb5728b12b1802476dc7fcf4c6c519a7bdd476ba23a4e555fc4655f",
    ),
    VendoredFile(
        SERIF,
        "LICENSE.md",
        PDF_FONTS / "OFL-source-serif.md",
        "c21d7293d87b6d7ab1d0229a2f55b77f33a7613a6a4e66f6693d68d7d8d09464",
    ),
    VendoredFile(
        SANS,
        "TTF/SourceSans3-Regular.ttf",
        PDF_FONTS / "SourceSans3-Regular.ttf",
        "4644c81b86ec9caaa76b634889968ed3c4f4f52f054855933acc7c2b21e53b0f",
    ),
    VendoredFile(
        SANS,
        "TTF/SourceSans3-Semibold.ttf",
        PDF_FONTS / "SourceSans3-Semibold.ttf",
        "a3f4f8dcf343a8f24dc61951de93f3ba1558b15cd250ba24af8a40e957081b7d",
    ),
    VendoredFile(
        SANS,
        "TTF/SourceSans3-It.ttf",
        PDF_FONTS / "SourceSans3-It.ttf",
        "192afd78f0f54a3c69eaf02d43f4d9a821e9d6110e41d3d25d61a7385cd580e4",
    ),
    VendoredFile(
        SANS,
        "LICENSE.md",
        PDF_FONTS / "OFL-source-sans.md",
        "56af9b9c6715597e458284a474dc118a50a4150e9d547c70f7b4a33c3e6a9328",
    ),
    VendoredFile(
        LEAFLET,
        "dist/leaflet.js",
        MAP / "leaflet.js",
        "db49d009c841f5ca34a888c96511ae936fd9f5533e90d8b2c4d57596f4e5641a",
    ),
    VendoredFile(
        LEAFLET,
        "dist/leaflet.css",
        MAP / "leaflet.css",
        "a7837102824184820dfa198d1ebcd109ff6d0ff9a2672a074b9a1b4d147d04c6",
    ),
    VendoredFile(
        LEAFLET,
        "LICENSE",
        MAP / "LICENSE-leaflet.txt",
        "53e8dc25862014e4324741ca18fbe3611e11d42ef69f59f86ea8c5389647d4cb",
    ),
    VendoredFile(
        PROTOMAPS,
        "dist/protomaps-leaflet.js",
        MAP / "protomaps-leaflet.js",
        "26af014f7b1af308ec120b791cff76657bb9c3383633b52033e6edf9e5e4cdb5",
    ),
    VendoredFile(
        PROTOMAPS,
        "LICENSE",
        MAP / "LICENSE-protomaps-leaflet.txt",
        "a2ada548aa25012e833b71364a402d6924f2afcf5f8f146e2989a377290ab3ad",
    ),
    VendoredFile(
        AXE,
        "axe.min.js",
        CHECKER / "axe.min.js",
        "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c",
    ),
    VendoredFile(
        AXE,
        "LICENSE",
        CHECKER / "LICENSE-axe-core.txt",
        "af175b9d96ee93c21a036152e1b905b0b95304d4ae8c2c921c7609100ba8df7e",
    ),
    VendoredFile(
        AXE,
        "LICENSE-3RD-PARTY.txt",
        CHECKER / "LICENSE-axe-core-third-party.txt",
        "4f8563870d0fca38bbc3e00b6f670cb7fa9f380ba9f26a7f7d1184a6b18b1653",
    ),
]


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def fetch(package: str, folder: Path) -> Path:
    """Download a package with the ordinary npm client and return its archive."""
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), package]
    packed = subprocess.run(command, cwd=folder, check=True, capture_output=True, encoding="utf-8")
    return folder / packed.stdout.strip().splitlines()[-1]


def take(file: VendoredFile, archive: tarfile.TarFile) -> None:
    """Copy one file out of its package, unless it is not the one that was chosen."""
    member = archive.extractfile(f"package/{file.member}")
    content = member.read() if member else b""
    if digest(content) != file.sha256:
        raise SystemExit(f"{file.package}: {file.member} is not the file that was chosen.")
    file.target.parent.mkdir(parents=True, exist_ok=True)
    file.target.write_bytes(content)


def main() -> None:
    """Fetch every package whose files are not all here and intact."""
    incomplete = sorted({file.package for file in FILES if not file.is_intact()})
    for package in incomplete:
        with tempfile.TemporaryDirectory() as folder, tarfile.open(fetch(package, Path(folder))) as archive:
            for file in FILES:
                if file.package == package:
                    take(file, archive)
                    print(file.target.relative_to(ROOT))


if __name__ == "__main__":
    main()
