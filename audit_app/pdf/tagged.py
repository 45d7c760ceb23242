"""A canvas that writes structure: tagged content, a structure tree and its metadata, as PDF/UA asks (ISO 14289-1).

reportlab has a place for the structure tree in a document but nothing that fills it. Whatever is drawn inside ``tagged`` becomes
one element of the tree; whatever is drawn inside ``artifact`` is decoration that a reading machine passes over.
"""

import hashlib
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import LETTER
from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfbase.pdfutils import readJPEGInfo
from reportlab.pdfgen.canvas import Canvas

from audit_app.pdf import typography
from audit_app.text import printable

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

rl_config.useA85 = 0  # binary streams, not text: a quarter smaller
SPACES = {1: "DeviceGray", 3: "DeviceRGB"}
PRODUCER = "Constata (reportlab)"
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{day}T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>{day}T00:00:00Z</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a PDF says of itself; ``dated`` stands for the clock, so that equal data give equal bytes."""

    title: str
    author: str
    language: str
    dated: date


class Plain(pdfdoc.PDFObject):
    """An object whose bytes are known when it is written."""

    __RefOnly__ = 1

    def __init__(self, content: bytes) -> None:
        self.content = content

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """Return the bytes."""
        return self.content


class Element(pdfdoc.PDFObject):
    """One element of the structure tree: a heading, a paragraph, a table, a cell, a figure, a link."""

    __RefOnly__ = 1

    def __init__(self, tag: str, parent: pdfdoc.PDFObject, attributes: str = "") -> None:
        self.tag, self.parent, self.attributes = tag, parent, attributes
        self.kids: list[Element | Mark | Hotspot] = []

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """Return the element with its kids."""
        kids = " ".join(_kid(kid, document) for kid in self.kids)
        parent = _reference(self.parent, document)
        return f"<< /Type /StructElem /S /{self.tag} /P {parent} {self.attributes} /K [{kids}] >>".encode()


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of marked content on a page."""

    page: str
    number: int


class Hotspot(pdfdoc.PDFObject):
    """The rectangle of a link to another place of the document."""

    __RefOnly__ = 1

    def __init__(
        self, box: tuple[float, float, float, float], label: str, target: pdfdoc.Destination, key: int
    ) -> None:
        self.box, self.label, self.target, self.key = box, label, target, key
        self.page = ""

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """Return the annotation."""
        box = " ".join(f"{side:.2f}" for side in self.box)
        target = self.target.format(document).decode("latin-1")
        return (
            f"<< /Type /Annot /Subtype /Link /Rect [{box}] /Border [0 0 0] /F 4 /StructParent {self.key} "
            f"/Contents {utf16(self.label)} /Dest {target} >>"
        ).encode()


class Picture(pdfdoc.PDFObject):
    """A JPEG file, grey or RGB, read only when it is written."""

    __RefOnly__ = 1
    _smask = None

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            found = readJPEGInfo(file)
        if found is None:
            raise ValueError(f"{path.name} is no JPEG")
        self.width, self.height, self.components = found[:3]

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """Return the image with the file's own bytes."""
        content = self.path.read_bytes()
        head = (
            f"<< /Type /XObject /Subtype /Image /Width {self.width} /Height {self.height} /BitsPerComponent 8 "
            f"/ColorSpace /{SPACES[self.components]} /Filter /DCTDecode /Length {len(content)} >>\nstream\n"
        )
        return head.encode() + content + b"\nendstream\n"


class TaggedCanvas(Canvas):
    """A reportlab canvas whose marks all belong to a structure element or are artifacts."""

    _doc: pdfdoc.PDFDocument
    _code: list[str]
    _formsinuse: list[str]
    _escape: Callable[[bytes], str]

    def __init__(self, file: str | BinaryIO, imprint: Imprint) -> None:
        typography.face(typography.SANS)
        super().__init__(
            file,
            pagesize=LETTER,
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            initialFontName=typography.SANS,  # type: ignore[arg-type]  # the stubs say float
            lang=imprint.language,
        )
        self.imprint = imprint
        self.tree = Plain(b"")
        self.open = [Element("Document", self.tree)]
        self.parents: list[list[Element] | Element] = [[]]  # by structure key: a page's elements, or a link's
        self.page_key = 0
        self.pictures: dict[Path, str] = {}
        for set_fact, fact in (
            (self.setTitle, imprint.title),
            (self.setAuthor, imprint.author),
            (self.setProducer, PRODUCER),
            (self.setCreator, "Constata"),
            (self.setSubject, ""),
        ):
            set_fact(fact)

    @contextmanager
    def group(self, tag: str, attributes: str = "") -> Iterator[Element]:
        """Open an element that holds other elements."""
        element = Element(tag, self.open[-1], attributes)
        self.open[-1].kids.append(element)
        self.open.append(element)
        try:
            yield element
        finally:
            self.open.pop()

    @contextmanager
    def tagged(self, tag: str, attributes: str = "") -> Iterator[Element]:
        """Draw an element: everything inside the block is its content."""
        with self.group(tag, attributes) as element, self.content(element):
            yield element

    @contextmanager
    def content(self, element: Element) -> Iterator[None]:
        """Draw more of an element, on this page."""
        marks = self.parents[self.page_key]
        assert isinstance(marks, list)  # noqa: S101 - a page's key never holds a link
        element.kids.append(Mark(self._doc.thisPageName(), len(marks)))
        self._code.append(f"/{element.tag} << /MCID {len(marks)} >> BDC")
        marks.append(element)
        yield
        self._code.append("EMC")

    @contextmanager
    def artifact(self, kind: str = "Layout") -> Iterator[None]:
        """Draw decoration: rules, tracks, running heads (of the kind ``Pagination``)."""
        self._code.append(f"/Artifact << /Type /{kind} >> BDC")
        yield
        self._code.append("EMC")

    @contextmanager
    def spoken(self, text: str) -> Iterator[None]:
        """Draw something that stands for this text, which is what is read and copied."""
        self._code.append(f"/Span << /ActualText {utf16(text)} >> BDC")
        yield
        self._code.append("EMC")

    def fill(self, color: str) -> None:
        """Fill, and write, in a colour from here on; its numbers are put into words once."""
        self._code.append(f"{_rgb(color)} rg")

    def edge(self, color: str) -> None:
        """Draw lines in a colour from here on."""
        self._code.append(f"{_rgb(color)} RG")

    def text(self, x: float, y: float, text: str, face: str, size: float) -> None:
        """Write printable text, its baseline at y, with the operators of ``drawString`` in half of its time."""
        font = cast("TTFont", getFont(face))
        shown, last = [], -1
        for subset, codes in font.splitString(text, self._doc):
            if subset != last:
                shown.append(f"{font.getSubsetInternalName(subset, self._doc)} {_type(size)}")
                last = subset
            shown.append(f"({self._escape(codes)}) Tj")
        self._code.append(f"BT 1 0 0 1 {fp_str(x, y)} Tm {' '.join(shown)} T* ET")

    def hotspot(
        self, element: Element, box: tuple[float, float, float, float], label: str, target: str
    ) -> None:
        """Make a rectangle of this page a link of the element to a bookmark."""
        key = len(self.parents)
        spot = Hotspot(box, label, self._bookmarkReference(target), key)  # type: ignore[attr-defined]
        spot.page = self._doc.thisPageName()
        self.parents.append(element)
        element.kids.append(spot)
        self._addAnnotation(spot, f"link{key}")  # type: ignore[attr-defined]

    def picture(self, path: Path, x: float, y: float, width: float, height: float) -> None:
        """Draw a JPEG file; the same file is stored once."""
        if path not in self.pictures:
            self.pictures[path] = f"photo{len(self.pictures) + 1}"
            self._doc.addForm(self.pictures[path], Picture(path))
        name = self.pictures[path]
        self._formsinuse.append(name)
        self._code.append(
            f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm /{self._doc.getXObjectName(name)} Do Q"
        )

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """End the page and give it its place in the structure."""
        super().showPage()
        page = self.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = self.page_key, pdfdoc.PDFName("S")  # type: ignore[attr-defined]
        self.page_key = len(self.parents)
        self.parents.append([])

    @property
    def pages(self) -> list[pdfdoc.PDFPage]:
        """Return the pages that are ended."""
        found: list[pdfdoc.PDFPage] = self._doc.Pages.pages  # type: ignore[attr-defined]
        return found

    @contextmanager
    def reopened(self, page: pdfdoc.PDFPage) -> Iterator[None]:
        """Draw artifacts on a page that is ended: what could not be known before, as how many pages there are."""
        kept, self._code = self._code, []
        with self.artifact("Pagination"):
            yield
        page.stream += "\n".join(self._code) + "\n"
        self._code = kept

    def save(self) -> None:
        """Write the structure, the metadata and the file."""
        document, catalog = self._doc, self._doc.Catalog  # type: ignore[attr-defined]
        day = self.imprint.dated
        document._timeStamp.YMDhms = (day.year, day.month, day.day, 0, 0, 0)  # type: ignore[attr-defined]
        document.signature = hashlib.blake2b(digest_size=16)  # type: ignore[attr-defined]
        for page in self.pages:
            document.updateSignature(page.stream)
        catalog.StructTreeRoot = self._rooted_tree()
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        catalog.ViewerPreferences = pdfdoc.PDFDictionary({"DisplayDocTitle": "true"})
        catalog.Metadata = self._metadata()
        catalog.__Refs__ = ["Outlines", "Pages", "StructTreeRoot", "Metadata"]
        super().save()

    def _rooted_tree(self) -> Plain:
        """Return the root of the structure: the document, and what owns each run of marked content."""
        owners = " ".join(
            f"{key} [{' '.join(_reference(each, self._doc) for each in owner)}]"
            if isinstance(owner, list)
            else f"{key} {_reference(owner, self._doc)}"
            for key, owner in enumerate(self.parents)
        )
        self.tree.content = (
            f"<< /Type /StructTreeRoot /K {_reference(self.open[0], self._doc)} "
            f"/ParentTree << /Nums [{owners}] >> /ParentTreeNextKey {len(self.parents)} >>"
        ).encode()
        return self.tree

    def _metadata(self) -> Plain:
        facts = self.imprint
        content = XMP.format(
            title=escape(printable(facts.title)),
            author=escape(printable(facts.author)),
            language=facts.language,
            day=facts.dated.isoformat(),
            producer=PRODUCER,
        ).encode()
        head = f"<< /Type /Metadata /Subtype /XML /Length {len(content)} >>\nstream\n"
        return Plain(head.encode() + content + b"\nendstream")


def picture_size(path: Path) -> tuple[int, int] | None:
    """Return the width and height of a JPEG file in pixels; None where there is none that can be drawn."""
    try:
        picture = Picture(path)
    except (OSError, ValueError, struct.error, pdfdoc.PDFError):
        return None
    return (picture.width, picture.height) if picture.components in SPACES else None


def utf16(text: str) -> str:
    """Return text as a PDF string in hexadecimal."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


@cache
def _type(size: float) -> str:
    return f"{fp_str(size)} Tf {fp_str(size * 1.2)} TL"


@cache
def _rgb(hexadecimal: str) -> str:
    return fp_str(HexColor(hexadecimal).rgb())


def _reference(thing: pdfdoc.PDFObject, document: pdfdoc.PDFDocument) -> str:
    """Return the reference to an object, which joins the document by being referred to."""
    return bytes(document.Reference(thing).format(document)).decode("ascii")  # type: ignore[no-untyped-call]


def _page(name: str, document: pdfdoc.PDFDocument) -> str:
    return bytes(pdfdoc.PDFObjectReference(name).format(document)).decode("ascii")


def _kid(kid: Element | Mark | Hotspot, document: pdfdoc.PDFDocument) -> str:
    if isinstance(kid, Mark):
        return f"<< /Type /MCR /Pg {_page(kid.page, document)} /MCID {kid.number} >>"
    if isinstance(kid, Hotspot):
        return f"<< /Type /OBJR /Pg {_page(kid.page, document)} /Obj {_reference(kid, document)} >>"
    return _reference(kid, document)
