"""Starting the app: one server an audit, found again, and nothing told to whoever else listens."""

import http.client
import http.server
import os
import re
import secrets
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from audit_app import audit
from audit_app.audit import Audit
from audit_app.errors import PortTaken
from audit_app.home import server as home_server
from tests.visits.served import ROOT, Server, free_port
from tests.visits.works import make

LINK = re.compile(r"http://127\.0\.0\.1:\d+/enter/[\w.-]+")


@pytest.fixture
def works(home: Path, tmp_path: Path) -> Audit:
    return make(tmp_path / "works", "W/001")


@pytest.fixture
def server(home: Path, works: Audit) -> Iterator[Server]:
    started = Server(works, home)
    yield started
    started.kill()


def run(home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "CONSTATA_HOME": str(home), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "audit_app.cli", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=20)


def test_the_link_stands_alone_on_the_first_line_and_lets_in(server: Server) -> None:
    link = server.start()
    assert LINK.fullmatch(link)
    server.enter(link)
    assert "W/001" in server.get("/visits/W~2F001").text


def test_a_second_start_leads_to_the_app_that_runs_and_ends_well(home: Path, server: Server) -> None:
    server.enter(server.start())
    again = run(home, "--audit", str(server.audit.folder), "serve", "--no-browser")
    first, *rest = again.stdout.splitlines()
    assert (again.returncode, rest) == (0, [])
    assert first.startswith(f"http://127.0.0.1:{server.port}/enter/")
    assert "Constata ya estaba abierta" in again.stderr
    server.enter(first)


def test_a_port_that_is_taken_is_told(home: Path, works: Audit) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        refused = run(home, "--audit", str(works.folder), "serve", "--no-browser", "--port", port)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert f"El puerto {port} está ocupado" in refused.stderr


def test_of_two_that_want_a_port_at_once_one_is_told() -> None:
    port = free_port()
    listener = home_server._listen(port)
    with pytest.raises(PortTaken):
        home_server._listen(port)
    listener.close()


def test_after_a_kill_the_app_starts_again_on_its_port(server: Server) -> None:
    server.enter(server.start())
    server.kill()
    assert f":{server.port}/" in server.start()
    assert server.get("/").status == 200


def test_a_damaged_audit_does_not_keep_the_app_from_starting(server: Server) -> None:
    server.audit.database.write_bytes(b"nada" * 5000)
    server.enter(server.start())
    assert "restaure un respaldo" in server.get("/").text
    assert server.get("/welcome").status == 200


class Stranger(http.server.BaseHTTPRequestHandler):
    """Another program on the noted port: it keeps what it is asked, and answers as it likes."""

    asked: list[str] = []
    answer = b"ok"

    def do_GET(self) -> None:
        type(self).asked.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.answer)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def stranger(home: Path) -> Iterator[int]:
    Stranger.asked, Stranger.answer = [], b"ok"
    listening = http.server.HTTPServer(("127.0.0.1", 0), Stranger)
    thread = threading.Thread(target=listening.serve_forever, args=(0.01,))
    thread.start()
    home_server._note(listening.server_port)
    yield listening.server_port
    listening.shutdown()
    thread.join()
    listening.server_close()


def test_a_launch_link_never_goes_to_another_program(stranger: int, works: Audit) -> None:
    secret = audit.laptop().secret
    assert home_server._running(str(works.folder), secret) is None
    assert [path.split("/")[1] for path in Stranger.asked] == ["alive"]


def test_the_proof_of_the_app_on_another_port_is_worth_nothing(stranger: int, server: Server) -> None:
    server.start()
    nonce = "0" * 32
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    connection.request("GET", f"/alive/{nonce}")
    Stranger.answer = connection.getresponse().read()
    connection.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secrets, "token_hex", lambda _bytes: nonce)
        folder, secret = str(server.audit.folder), audit.laptop().secret
        assert home_server._is_ours(server.port, folder, secret)
        assert not home_server._is_ours(stranger, folder, secret)


def test_a_note_of_an_app_that_is_gone_is_removed(home: Path, works: Audit) -> None:
    note = home_server._note(free_port())
    assert home_server._running(str(works.folder), audit.laptop().secret) is None
    assert not note.exists()


def test_nobody_waits_for_an_app_that_is_gone(
    home: Path, works: Audit, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = home_server._note(free_port())
    monkeypatch.setattr(
        http.client, "HTTPConnection", None
    )  # as it is asked, Windows takes two seconds to say no
    assert home_server._running(str(works.folder), audit.laptop().secret) is None
    assert not note.exists()


def test_a_note_that_says_nothing_is_left_aside(home: Path, works: Audit) -> None:
    (home / "running").mkdir()
    (home / "running" / "basura").write_text("x", encoding="utf-8")
    (home / "running" / "99999999").write_text("x", encoding="utf-8")
    assert home_server._running(str(works.folder), audit.laptop().secret) is None


def test_an_app_that_shows_another_audit_is_not_the_one(server: Server) -> None:
    server.start()
    secret = audit.laptop().secret
    assert home_server._is_ours(server.port, str(server.audit.folder), secret)
    assert not home_server._is_ours(server.port, "/otra", secret)
    assert not home_server._is_ours(server.port, str(server.audit.folder), "otro secreto")


def test_it_listens_on_this_laptop_alone(server: Server) -> None:
    server.start()
    listening = Path("/proc/net/tcp")
    if not listening.is_file():
        pytest.skip("only Linux lists its sockets so")
    ours = [
        line.split()[1]
        for line in listening.read_text(encoding="ascii").splitlines()
        if f":{server.port:04X} " in line
    ]
    assert {address.split(":")[0] for address in ours if address.endswith(f":{server.port:04X}")} == {
        "0100007F"
    }


def test_a_start_tells_of_photos_that_it_set_aside(home: Path, server: Server) -> None:
    lost = server.audit.photos / "ab" / f"ab{'0' * 62}"
    lost.parent.mkdir()
    lost.write_bytes(b"una foto")
    os.utime(lost, (0, 0))
    server.start()
    assert not lost.exists()
    assert (server.audit.folder / "set-aside" / "ab" / lost.name).read_bytes() == b"una foto"
