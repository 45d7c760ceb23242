"""Twenty people save the same copy of a visit at once: all of it is there to read, and the conflict shows."""

import http.client
import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from audit_app import audit, db
from audit_app.audit import Audit
from audit_app.ledger import Author
from audit_app.visits import queries
from tests.visits.served import Answer, Server
from tests.visits.works import BRIGADE, LOCATED, drafts, heads, hidden, kept, make

TWENTY = range(20)


@pytest.fixture
def server(home: Path, tmp_path: Path) -> Iterator[Server]:
    made = make(tmp_path / "shared", "W-1")
    with made.opened() as database, db.saving(database):
        queries.save(database, "W-1", LOCATED | {"damage": '["none"]', "attempt": 1}, [], "", BRIGADE)
    audit.name_person("Brigada 1")
    started = Server(made, home)
    started.enter(started.start())
    yield started
    started.kill()


def notes(audited: Audit) -> set[object]:
    """Return the notes of every draft and every visit of the work."""
    typed = {dict(json.loads(str(row["answers"]))).get("notes") for row in drafts(audited)}
    return typed | {row["notes"] for row in kept(audited, "visits", "W-1")}


def check_then_finish(server: Server, page: dict[str, str], number: int) -> tuple[Answer, Answer]:
    """Save a copy, as the button does, then finish the draft the answer leads to."""
    saved = server.post("/visits/W-1", {**page, **LOCATED, "notes": f"copia {number}", "action": "check"})
    draft = re.findall(r"draft=([0-9a-f-]{36})", saved.location)[0]
    return saved, server.post("/visits/W-1/check", {"draft": draft, "reason": f"motivo {number}"})


def test_twenty_saves_of_one_copy_leave_twenty_visits_in_conflict(server: Server) -> None:
    page = hidden(server.get("/visits/W-1").text)
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda number: check_then_finish(server, page, number), TWENTY))
    assert {answer.status for pair in answers for answer in pair} == {303}
    assert sum("/check?" in saved.location for saved, _finished in answers) >= 1
    assert notes(server.audit) >= {f"copia {number}" for number in TWENTY}
    assert len(heads(server.audit, "visits", "W-1")) == 20
    assert "hay 20 visitas en conflicto" in server.get("/visits/W-1/record").text


def test_twenty_autosaves_of_one_draft_keep_every_copy(server: Server) -> None:
    page = hidden(server.get("/visits/W-1").text)
    with ThreadPoolExecutor(20) as pool:
        answers = list(
            pool.map(
                lambda number: server.post("/visits/W-1/draft", {**page, "notes": f"copia {number}"}), TWENTY
            )
        )
    assert sorted(answer.status for answer in answers) == [200] + [409] * 19
    assert notes(server.audit) >= {f"copia {number}" for number in TWENTY}
    assert len({str(answer.told["draft"]) for answer in answers}) == 20


def test_twenty_clicks_on_finish_make_one_visit(server: Server) -> None:
    page = hidden(server.get("/visits/W-1").text)
    server.post("/visits/W-1", {**page, **LOCATED, "notes": "una", "action": "check"})
    finish = {"draft": page["draft"], "reason": "otra vez"}
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _number: server.post("/visits/W-1/check", finish), TWENTY))
    assert {(answer.status, answer.location) for answer in answers} == {(303, "/visits/W-1/record")}
    assert len(kept(server.audit, "visits", "W-1")) == 2


def test_twenty_uploads_of_one_photo_keep_it_once(server: Server) -> None:
    from tests.visits.pictures import jpeg

    form = {"draft": "d" * 36, "revision": "0", "base": ""}
    with ThreadPoolExecutor(20) as pool:
        answers = list(
            pool.map(lambda _number: server.upload("/visits/W-1/photos", form, jpeg(), "a.jpg"), TWENTY)
        )
    assert {answer.status for answer in answers} == {303}
    assert len(kept(server.audit, "photos", "W-1")) == 1


def test_the_server_refuses_a_foreign_host_and_strangers(server: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", "/help", headers={"Host": "evil.example", "Cookie": server.cookie})
    assert connection.getresponse().status == 400
    connection.close()


def test_twenty_threads_save_through_the_queries(server: Server) -> None:
    (base,) = [str(head["id"]) for head in heads(server.audit, "visits", "W-1")]

    def save(number: int) -> str:
        with server.audit.opened() as database, db.saving(database):
            return queries.save(
                database, "W-1", {"notes": f"hilo {number}"}, [base], "", Author(f"Brigada {number}", "x")
            )

    with ThreadPoolExecutor(20) as pool:
        saved = set(pool.map(save, TWENTY))
    assert saved == {str(head["id"]) for head in heads(server.audit, "visits", "W-1")}
    assert len(saved) == 20
