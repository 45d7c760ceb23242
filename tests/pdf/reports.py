"""Summaries and sheets to be drawn, a reader of what was drawn, and a walk over the structure of a PDF."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from audit_app.estimates.figure import Figure, Response
from audit_app.instruments import DOCUMENTS, INDICATORS, REASONS_NOT_VISITED
from audit_app.pdf.contents import (
    Breakdown,
    FieldList,
    Footing,
    ListedPlace,
    ListedWork,
    PaperForms,
    Papers,
    Revision,
    SummaryReport,
    WorkSheet,
)
from audit_app.pdf.field_list import draw_field_list
from audit_app.pdf.paper_form import draw_paper_forms
from audit_app.pdf.summary import draw_summary
from audit_app.pdf.work_sheet import draw_work_sheet

Content = SummaryReport | WorkSheet | PaperForms | FieldList
NOBODY = dict.fromkeys(REASONS_NOT_VISITED, 0)


def share(code: str, such: int, of: int, **changes: Any) -> Figure:
    p = such / of if of else None
    return replace(Figure(code, None, None, True, "share", such, of, 0, p, p), **changes)


def figures(such: int, of: int, **changes: Any) -> tuple[Figure, ...]:
    return tuple(
        share(each.code, such, of, kind=each.kind, representative=each.representative, **changes)
        for each in INDICATORS
    )


def listed(number: int, name: str = "Calle", **changes: Any) -> ListedWork:
    papers = Papers(12, 2, 1, 1, 16)
    work = ListedWork(
        f"W-{number:03}",
        name,
        "Jerez",
        "Zacatecas",
        "located",
        "as_registered",
        "yes",
        "yes",
        "adequate",
        papers,
    )
    return replace(work, **changes)


def summary(works: int = 3, name: str = "Pavimentación de la calle Nardo", **changes: Any) -> SummaryReport:
    response = Response(works, works, works, NOBODY, 0, 0)
    group = replace(response, by="state", group="Zacatecas")
    by_state = tuple(replace(figure, by="state", group="Zacatecas") for figure in figures(works, works))
    report = SummaryReport(
        title="Auditoría de obras",
        institution="Contraloría",
        cut_off="2009-12-31",
        design="una etapa",
        clustered=False,
        weighted=True,
        level=0.95,
        cautions=(),
        places=(1, 1),
        response=response,
        figures=figures(works, works),
        breakdowns=(Breakdown("state", (group,), by_state),) if works else (),
        works=tuple(listed(number, name) for number in range(works)),
        footing=Footing((("lista.csv", "ab" * 32),), "2009-09-07", "2009-11-10", works, works, 0),
    )
    return replace(report, **changes)


def sheet(**changes: Any) -> WorkSheet:
    work: dict[str, Any] = dict.fromkeys(
        (
            "program",
            "year",
            "executor_kind",
            "amount_federal",
            "amount_state",
            "amount_municipal",
            "amount_migrants",
        )
        + (
            "amount_other",
            "goal",
            "unit",
            "beneficiaries",
            "marginality",
            "start_date",
            "end_date",
            "locality",
        )
    )
    work |= {
        "folio": "W/001",
        "name": "Red de drenaje",
        "type": "Agua",
        "municipality": "Jerez",
        "state": "Zacatecas",
    }
    work |= {"executor": "Comité de obra", "amount_total": 1400085.21, "latitude": 22.65, "longitude": -103.0}
    visit: dict[str, Any] = {
        "outcome": "located",
        "outcome_detail": "as_registered",
        "visited_on": "2009-09-07",
    }
    visit |= {
        "operates": "yes",
        "matches_plan": "no",
        "maintained": "none",
        "condition": "poor",
        "use": "intended",
    }
    visit |= {
        "latitude": 22.65,
        "longitude": -103.001,
        "method": "typed",
        "notes": "Sin novedad.",
        "damage": '["leaks"]',
    }
    plain = WorkSheet(
        title="Auditoría de obras",
        institution="Contraloría",
        cut_off="2009-12-31",
        work=work,
        visit=visit,
        metres_apart=103.0,
        damage=("leaks",),
        documents=(
            ("bonds", "missing"),
            ("contract", "complete"),
            ("propio", None),
            ("site_log", "incomplete"),
        ),
        reviewed_on="2009-09-08",
        paperwork_notes=None,
        photos=(),
        history=(Revision("works", "Brigada 1", "2009-09-06T10:00:00+00:00", None, False),),
        conflicts=(),
    )
    return replace(plain, **changes)


def forms(*works: dict[str, Any], **changes: Any) -> PaperForms:
    documents = tuple(document.code for document in DOCUMENTS)
    plain = PaperForms(
        "Auditoría de obras",
        "Contraloría",
        "2009-12-31",
        documents,
        [{**sheet().work, **work} for work in works or ({},)],
    )
    return replace(plain, **changes)


def place(number: int, **changes: Any) -> ListedPlace:
    plain = ListedPlace(
        f"W/{number:03}", "Red de drenaje", "El Saucillo", "Por visitar", 22.65, -103.0, "Jerez, Zacatecas"
    )
    return replace(plain, **changes)


def field_list(*works: ListedPlace, **changes: Any) -> FieldList:
    plain = FieldList(
        "Auditoría de obras", "Contraloría", "2009-12-31", "Lista de obras", "", works, ("Fecha", "Notas")
    )
    return replace(plain, **changes)


def drawn(folder: Path, content: Content, name: str = "drawn.pdf") -> Path:
    path = folder / name
    match content:
        case SummaryReport():
            draw_summary(content, str(path))
        case WorkSheet():
            draw_work_sheet(content, str(path))
        case PaperForms():
            draw_paper_forms(content, str(path))
        case FieldList():
            draw_field_list(content, str(path))
    return path


def said(path: Path, *pages: int) -> str:
    """Return the text that a reader finds, all of it or some pages (from 1), blanks made one."""
    reader = PdfReader(path)
    chosen = [reader.pages[number - 1] for number in pages] if pages else reader.pages
    return " ".join(" ".join(page.extract_text() for page in chosen).split())


def tool(*command: str) -> str:
    """Run a program that reads PDFs; skip the test where it is not installed."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout  # noqa: S603


def catalog(path: Path) -> Any:
    """Return the root object of a PDF."""
    return PdfReader(path).trailer["/Root"]


def elements(path: Path) -> Iterator[Any]:
    """Yield every element of the structure tree, in reading order."""
    waiting: list[Any] = [catalog(path)["/StructTreeRoot"]["/K"]]
    while waiting:
        one = waiting.pop(0).get_object()
        if isinstance(one, ArrayObject):
            waiting[:0] = list(one)
        elif isinstance(one, DictionaryObject) and one.get("/Type") == "/StructElem":
            yield one
            kids: Any = one["/K"]
            waiting[:0] = list(kids)
