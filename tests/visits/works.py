"""An audit with works to visit, the answers to give, and the steps a person takes through the pages of a visit."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.test import TestResponse

from audit_app import audit, db, ledger
from audit_app.audit import Audit
from audit_app.folio import to_url
from audit_app.ledger import Author, Row
from tests.conftest import Browser, enter

BRIGADE = Author("Brigada 1", "laptop-1")
FIRST = {"visited_on": "2009-10-01", "attempt": "1", "evaluators": "Brigada 1"}
LOCATED = {
    **FIRST,
    "outcome": "located",
    "outcome_detail": "as_registered",
    "no_position_reason": "Sin señal",
    "state_of_works": "finished",
    "operates": "yes",
    "matches_plan": "yes",
    "maintained": "adequate",
    "maintainer": "committee",
    "condition": "good",
    "damage": "none",
    "use": "intended",
    "priority_need": "yes",
    "plaque": "legible",
    "no_photo_reason": "Cámara descompuesta",
}
NOT_LOCATED = {**FIRST, "outcome": "not_located", "outcome_detail": "not_found", "search_done": "Se preguntó"}
NOT_VISITED = {**FIRST, "outcome": "not_visited", "outcome_detail": "weather"}
OUT_OF_SCOPE = {**FIRST, "outcome": "out_of_scope", "outcome_detail": "duplicate"}


def make(folder: Path, *folios: str) -> Audit:
    """Make an audit with works of these folios."""
    made = audit.create(folder, "Obra pública", "es", "Oficina")
    with made.opened() as database, db.saving(database):
        for folio in folios:
            row: Row = {
                "folio": folio,
                "name": f"Obra {folio}",
                "given": "{}",
                "latitude": 19.4,
                "longitude": -99.1,
            }
            ledger.append(database, "works", row, BRIGADE)
    return made


def make_far_apart(folder: Path) -> Audit:
    """Make an audit with two works 600 kilometres apart, the first visited in the morning."""
    made = make(folder, "W/001")
    with made.opened() as database, db.saving(database):
        far: Row = {
            "folio": "W/002",
            "name": "Obra W/002",
            "given": "{}",
            "latitude": 25.0,
            "longitude": -99.1,
        }
        ledger.append(database, "works", far, BRIGADE)
        visit: Row = {"folio": "W/001", "visited_on": "2009-10-01", "arrived_at": "10:00", "left_at": "11:00"}
        ledger.append(database, "visits", visit, BRIGADE)
    return made


class Compiled(BytecodeCache):
    """Templates compiled once for all the apps of a test run."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


@dataclass(frozen=True)
class Person(Browser):
    """A browser that asks for its token once."""

    csrf: str = ""

    def token(self) -> str:
        return self.csrf


def walk_in(folder: Audit | None, person: str = "Brigada 1") -> Person:
    """Start the app on an audit and walk in."""
    browser = enter(folder, person)
    browser.client.application.jinja_env.bytecode_cache = COMPILED
    return Person(browser.client, browser.token())


def kept(audited: Audit, kind: str, folio: str) -> list[Row]:
    """Return every revision of one kind of a work, oldest first."""
    with audited.opened() as database:
        return [row for row, _older in ledger.history(database, ledger.kind_named(database, kind), [folio])]


def heads(audited: Audit, kind: str, folio: str) -> list[Row]:
    """Return the heads of one kind of a work."""
    with audited.opened() as database:
        return ledger.heads(database, ledger.kind_named(database, kind), [folio])


def drafts(audited: Audit) -> list[Row]:
    """Return every draft."""
    with audited.opened() as database:
        return list(database.query("SELECT * FROM drafts ORDER BY id"))


def text(answer: TestResponse) -> str:
    """Return a page as text."""
    return answer.get_data(as_text=True)


def hidden(page: str) -> dict[str, str]:
    """Return what the form of a page says of its draft."""
    return {
        name: re.findall(rf'name="{name}" value="([^"]*)"', page)[0] for name in ("draft", "revision", "base")
    }


def opened(browser: Browser, folio: str, step: str = "visits") -> dict[str, str]:
    """Open the form of a work; return what it says of its draft."""
    return hidden(text(browser.get(f"/{step}/{to_url(folio)}")))


def filled(browser: Browser, folio: str, answers: Mapping[str, object]) -> dict[str, str]:
    """Fill in the form of a work and go on to the check; return what its form said of its draft."""
    page = opened(browser, folio)
    answer = browser.post(f"/visits/{to_url(folio)}", {**page, **answers, "action": "check"})
    assert answer.status_code == 303, text(answer)
    assert "/check?draft=" in answer.headers["Location"]
    return page


def finish(browser: Browser, folio: str, answers: Mapping[str, object], reason: str = "") -> TestResponse:
    """Fill in the form, check it and finish."""
    page = filled(browser, folio, answers)
    return browser.post(f"/visits/{to_url(folio)}/check", {"draft": page["draft"], "reason": reason})


def problems(browser: Browser, folio: str, answers: Mapping[str, object]) -> dict[str, str]:
    """Return what the error summary of the form says: a sentence by the control it links to."""
    answer = browser.post(
        f"/visits/{to_url(folio)}", {**opened(browser, folio), **answers, "action": "check"}
    )
    if answer.status_code == 303:
        return {}
    listed = text(answer).split('id="errors"')[1].split("</ul>")[0]
    return dict(re.findall(r'<a href="#([^"]+)">([^<]+)</a>', listed))
