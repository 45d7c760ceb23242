"""The PDFs carry the structure that reading machines need (PDF/UA-1)."""

import re
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.pdf.reports import Content, drawn, elements, field_list, forms, place, sheet, summary, tool

CONTENTS: list[Content] = [
    summary(works=40),
    sheet(),
    forms({}, {"folio": "W/002"}),
    field_list(*(place(number) for number in range(40))),
]
KINDS = ["summary", "sheet", "forms", "list"]


@pytest.mark.parametrize("content", CONTENTS, ids=KINDS)
def test_the_document_says_its_language_and_title(tmp_path: Path, content: Content) -> None:
    reader = PdfReader(drawn(tmp_path, content))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "es-MX"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata
    assert reader.metadata.title
    assert reader.metadata.title in root["/Metadata"].get_object().get_data().decode("utf-8")


@pytest.mark.parametrize("content", CONTENTS, ids=KINDS)
def test_nothing_is_drawn_outside_the_structure(tmp_path: Path, content: Content) -> None:
    for page in PdfReader(drawn(tmp_path, content)).pages:
        contents = page.get_contents()
        assert contents is not None
        depth = 0
        for operator in re.findall(rb"(?<![^\s>])(BDC|BMC|EMC|Tj|re|Do)(?!\S)", contents.get_data()):
            depth += {b"BDC": 1, b"BMC": 1, b"EMC": -1}.get(operator, 0)
            assert depth > 0 or operator == b"EMC"
        assert depth == 0


@pytest.mark.parametrize("content", CONTENTS, ids=KINDS)
def test_every_run_of_content_belongs_to_one_element(tmp_path: Path, content: Content) -> None:
    reader = PdfReader(drawn(tmp_path, content))
    root: Any = reader.trailer["/Root"]
    numbers = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    owners = {numbers[place]: numbers[place + 1] for place in range(0, len(numbers), 2)}
    for page in reader.pages:
        contents = page.get_contents()
        assert contents is not None
        marked = [int(number) for number in re.findall(rb"/MCID (\d+)", contents.get_data())]
        assert marked == list(range(len(owners[page["/StructParents"]])))


@pytest.mark.parametrize("content", CONTENTS, ids=KINDS)
def test_headings_skip_no_level(tmp_path: Path, content: Content) -> None:
    levels = [
        int(one["/S"][2:]) for one in elements(drawn(tmp_path, content)) if re.fullmatch(r"/H\d", one["/S"])
    ]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_every_figure_is_said_in_words_and_has_its_box(tmp_path: Path) -> None:
    found = [one for one in elements(drawn(tmp_path, summary())) if one["/S"] == "/Figure"]
    assert len(found) == 5
    assert all(one["/Alt"] and one["/A"]["/BBox"] for one in found)
    assert "Obras localizadas: 100.0 %, es decir 3 de 3 obras" in str(found[0]["/Alt"])


def test_every_table_has_headers_with_their_scope(tmp_path: Path) -> None:
    headers = [one for one in elements(drawn(tmp_path, summary(works=40))) if one["/S"] == "/TH"]
    assert headers
    assert all(one["/A"]["/Scope"] in ("/Column", "/Row") for one in headers)


def test_links_lead_somewhere_and_say_where(tmp_path: Path) -> None:
    reader = PdfReader(drawn(tmp_path, summary()))
    annotations: Any = reader.pages[0]["/Annots"]
    links = [link.get_object() for link in annotations]
    assert [link["/Contents"] for link in links][:2] == ["Todas las cifras", "Por grupos"]
    assert all(link["/Dest"] and "/StructParent" in link for link in links)
    assert len([one for one in elements(drawn(tmp_path, summary())) if one["/S"] == "/Link"]) == len(links)


def test_the_outline_names_the_sections(tmp_path: Path) -> None:
    outline: Any = PdfReader(drawn(tmp_path, summary())).outline
    titles = [entry.title for entry in outline if not isinstance(entry, list)]
    assert titles[0] == "Todas las cifras"
    assert titles[-1] == "Anexo: todas las obras"


def test_a_missing_glyph_keeps_its_text_for_machines(tmp_path: Path) -> None:
    path = drawn(tmp_path, summary(name="Escuela 漢字 primaria"))
    assert "Escuela 漢字 primaria" in tool("pdftotext", str(path), "-")


@pytest.mark.parametrize("content", CONTENTS, ids=KINDS)
def test_qpdf_finds_nothing_wrong(tmp_path: Path, content: Content) -> None:
    assert "No syntax or stream encoding errors" in tool("qpdf", "--check", str(drawn(tmp_path, content)))


@pytest.mark.parametrize("content", CONTENTS, ids=KINDS)
def test_every_font_is_embedded_and_maps_to_text(tmp_path: Path, content: Content) -> None:
    rows = tool("pdffonts", str(drawn(tmp_path, content))).splitlines()[2:]
    assert len(rows) >= 3
    assert all(re.search(r"\+Source.*\byes yes yes\b", row) for row in rows)
