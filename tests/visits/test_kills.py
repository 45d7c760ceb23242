"""The laptop's battery dies again and again while visits are finished and photos sent: what was acknowledged is there."""

import hashlib
import http.client
import itertools
import json
import random
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from audit_app import db, photos
from audit_app.audit import Audit
from tests.visits.pictures import jpeg
from tests.visits.served import Server
from tests.visits.works import LOCATED, make

KILLS = 50
PATIENCE = 20  # seconds
WORKS = [f"V{number:04}" for number in range(2000)]
GONE = (OSError, http.client.HTTPException)


@dataclass
class Acknowledged:
    """What the server said it has."""

    drafts: dict[str, str] = field(default_factory=dict)
    visits: dict[str, str] = field(default_factory=dict)
    photos: set[str] = field(default_factory=set)


@pytest.fixture
def server(home: Path, tmp_path: Path) -> Iterator[Server]:
    from audit_app import audit

    made = make(tmp_path / "killed", *WORKS)
    audit.name_person("Brigada 1")
    started = Server(made, home)
    yield started
    started.kill()


def finishing(server: Server, works: Iterator[str], told: Acknowledged) -> None:
    """Finish one visit after another until the server dies."""
    for folio in works:
        mark = str(uuid.uuid4())
        form = {**LOCATED, "notes": mark, "draft": mark, "revision": "0", "base": "", "action": "check"}
        if server.post(f"/visits/{folio}", form).status == 303:
            told.drafts[folio] = mark
        if server.post(f"/visits/{folio}/check", {"draft": mark}).location.endswith("/record"):
            told.visits[folio] = mark


def uploading(server: Server, numbers: Iterator[int], told: Acknowledged) -> None:
    """Send one photo after another until the server dies."""
    draft = {"draft": "d" * 36, "revision": "0", "base": ""}
    for number in numbers:
        photo = jpeg(comment=f"{number}".encode())
        if server.upload("/visits/V1999/photos", draft, photo, f"{number}.jpg").status == 303:
            told.photos.add(hashlib.sha256(photo).hexdigest())


def until_gone(work: Callable[..., None], *facts: object) -> threading.Thread:
    def run() -> None:
        try:
            work(*facts)
        except GONE:
            return

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def wait_for_more(told: Acknowledged, before: tuple[int, int]) -> None:
    """Wait until another visit and another photo were acknowledged, so that the kill falls among saves."""
    ends = time.monotonic() + PATIENCE
    while (len(told.visits) == before[0] or len(told.photos) == before[1]) and time.monotonic() < ends:
        time.sleep(0.001)


def check_evidence(audited: Audit, told: Acknowledged) -> None:
    with audited.opened() as database:
        assert database.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        visits = dict(database.execute("SELECT folio, notes FROM visits").fetchall())
        drafts = [
            json.loads(answers) for (answers,) in database.execute("SELECT answers FROM drafts").fetchall()
        ]
        rows = database.execute("SELECT sha256, bytes FROM photos").fetchall()
    written = {dict(pairs).get("notes") for pairs in drafts} | set(visits.values())
    assert {folio: visits.get(folio) for folio in told.visits} == told.visits
    assert set(told.drafts.values()) <= written
    assert told.photos <= {sha256 for sha256, _size in rows}
    for sha256, size in rows:
        data = photos.place(audited.photos, sha256).read_bytes()
        assert (hashlib.sha256(data).hexdigest(), len(data)) == (sha256, size)


def test_nothing_acknowledged_is_lost_in_50_kills(server: Server) -> None:
    told, works, numbers = Acknowledged(), iter(WORKS[:-1]), itertools.count()
    chance = random.Random(3)  # noqa: S311 - when to kill, not a secret
    for _ in range(KILLS):
        link = server.start()
        if not server.cookie:
            server.enter(link)
        assert server.get("/").status == 200
        before = (len(told.visits), len(told.photos))
        threads = [until_gone(finishing, server, works, told), until_gone(uploading, server, numbers, told)]
        wait_for_more(told, before)
        time.sleep(chance.uniform(0, 0.03))
        server.kill()
        for thread in threads:
            thread.join()
    check_evidence(server.audit, told)
    assert len(told.visits) >= KILLS
    assert len(told.photos) >= KILLS


def test_drafts_are_on_the_page_after_a_kill(server: Server) -> None:
    server.enter(server.start())
    form = {"notes": "antes del apagón", "latitude": "abc", "draft": "", "revision": "0", "base": ""}
    assert server.post("/visits/V0000/draft", form).status == 200
    server.kill()
    server.start()
    shown = server.get("/visits/V0000").text
    assert "antes del apagón</textarea>" in shown
    assert 'value="abc"' in shown


def test_a_kill_between_the_file_and_its_row_leaves_no_row(server: Server) -> None:
    photo = jpeg()
    photos.keep(photo, "a.jpg", server.audit.photos, server.audit.derived)
    server.enter(server.start())
    assert (
        server.upload(
            "/visits/V0000/photos", {"draft": "", "revision": "0", "base": ""}, photo, "a.jpg"
        ).status
        == 303
    )
    with server.audit.opened() as database:
        assert database.execute("SELECT count(*) FROM photos").fetchone() == (1,)


def test_the_store_syncs_every_save(server: Server) -> None:
    database = db.open_database(server.audit.database)
    assert database.execute("PRAGMA synchronous").fetchone() == (2,)
    assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    database.close()
