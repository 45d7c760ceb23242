"""An audit in which every page has something to show: visits at every stage, photos, conflicts, lists under review, a frame."""

import io
from pathlib import Path

from werkzeug.datastructures import FileStorage

from audit_app import db, ledger
from audit_app.audit import Audit
from audit_app.folio import to_url
from audit_app.ledger import Author, Row
from tests.planning.frames import FRAME
from tests.visits.pictures import jpeg
from tests.visits.works import (
    BRIGADE,
    LOCATED,
    NOT_LOCATED,
    NOT_VISITED,
    Person,
    finish,
    heads,
    opened,
    walk_in,
)

OTHERS = Author("Brigada 2", "laptop-2")
BLANK, NOT_MADE, HALF, VISITED, DISPUTED = "W/001", "W/002", "W/003", "W/004", "W/005"
GOOD = "folio,nombre de la obra,municipio,monto total\nN-1,Pozo,Jerez,1500\nN-2,Tanque,Jerez,2750\n"
PROBLEMS = "folio,nombre de la obra,monto total\nN-1,Pozo,mil\nN-1,Tanque,2750\n,Aula,1\n"
DOUBTS = "folio,nombre,municipio,latitud,longitud\nG-1,Pozo,Jerez,22.6489,102.9892\nG-2,Red,Benito Juárez,-102.8464,21.3642\n"


def furnish(audited: Audit) -> dict[str, str]:
    """Add to a copy of the demo what its pages lack; return what stands in the addresses of those pages."""
    _add_works(audited)
    page = walk_in(audited, BRIGADE.name)
    finish(page, NOT_MADE, NOT_VISITED)
    photos = [_photo(page, VISITED, colour) for colour in ("red", "blue")]
    finish(page, VISITED, {**LOCATED, "operates": "partly", "not_operating_cause": "no_power"})
    half = opened(page, HALF)
    page.post(f"/visits/{to_url(HALF)}", {**half, **LOCATED, "action": "leave"})
    _dispute(audited, page)
    audited.reports.mkdir(exist_ok=True)
    (audited.reports / "resumen-es.pdf").write_bytes(b"%PDF-1.7\n")
    return {
        "half": half["draft"],
        "photo": photos[0],
        "good": _upload(page, "/works/import", "list", GOOD, "lista.csv"),
        "problems": _upload(page, "/works/import", "list", PROBLEMS, "lista.csv"),
        "doubts": _upload(page, "/works/import", "list", DOUBTS, "lista.csv"),
        "frame": _upload(page, "/draw", "frame", FRAME, "marco.csv"),
    }


def _add_works(audited: Audit) -> None:
    """Add works like one of the demo's, which nobody has visited."""
    like = _content(heads(audited, "works", "GTO-1-04")[0])
    with audited.opened() as database, db.saving(database):
        for folio in (BLANK, NOT_MADE, HALF, VISITED, DISPUTED):
            ledger.append(database, "works", {**like, "folio": folio}, BRIGADE)


def _dispute(audited: Audit, page: Person) -> None:
    """Save the work, the visit and the papers of one folio a second time, as a laptop does that saw none of it."""
    finish(page, DISPUTED, NOT_LOCATED)
    papers = opened(page, DISPUTED, "paperwork")
    page.post(f"/paperwork/{to_url(DISPUTED)}", {**papers, "reviewed_on": "2009-10-02", "action": "leave"})
    changed: dict[str, Row] = {
        "works": {"name": "Otro nombre"},
        "visits": {"search_done": "No se preguntó a nadie"},
    }
    with audited.opened() as database, db.saving(database):
        for kind, differently in changed.items():
            mine = ledger.heads(database, ledger.kind_named(database, kind), [DISPUTED])[0]
            ledger.append(database, kind, {**_content(mine), **differently}, OTHERS)
        for state in ("complete", "missing"):
            documents = f'{{"contract": {{"state": "{state}", "checked": "each"}}}}'
            review: Row = {"folio": DISPUTED, "reviewed_on": "2009-10-02", "documents": documents}
            ledger.append(database, "paperwork", review, OTHERS)


def _content(row: Row) -> Row:
    """Return what a revision says, without who saved it and when."""
    return {
        name: value for name, value in row.items() if name not in ("id", "author", "device", "recorded_at")
    }


def _photo(page: Person, folio: str, colour: str) -> str:
    """Upload a photo; return its SHA-256."""
    file = FileStorage(io.BytesIO(jpeg(colour)), f"{colour}.jpg")
    sent = {**opened(page, folio), "outcome": "located", "proves": "operates", "photos": file}
    page.post(f"/visits/{to_url(folio)}/photos", sent)
    return str(heads_of_photos(page, folio)[-1])


def heads_of_photos(page: Person, folio: str) -> list[str]:
    """Return the photos that the record of a work links to."""
    shown = page.get(f"/visits/{to_url(folio)}/record").get_data(as_text=True)
    return [part.split("/")[0] for part in shown.split('href="/photos/')[1:]]


def _upload(page: Person, path: str, name: str, content: str, file_name: str) -> str:
    """Upload a list; return the name under which it is kept."""
    sent = page.post(path, {name: FileStorage(io.BytesIO(content.encode()), file_name)})
    return Path(sent.headers["Location"].split("?")[0]).name
