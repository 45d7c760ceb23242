"""What is sent to the port of a phone: large bodies only from who was let in, few at once, none too slowly. Real sockets."""

import http.client
import re
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from audit_app.visits.phone import bodies
from audit_app.visits.phone.bodies import SMALL
from audit_app.visits.phone.listener import Listener

LARGE = 3 * SMALL
LET_IN = "Cookie: good\r\n"


def app(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Answer with what was asked for, and how many bytes the app was given to read."""
    told = f"{environ['PATH_INFO']} {len(environ['wsgi.input'].read())}".encode()
    start("200 OK", [("Content-Length", str(len(told)))])
    return [told]


@pytest.fixture
def listener() -> Iterator[Listener]:
    opened = Listener("127.0.0.1")
    opened.serve(app, lambda: True, lambda cookie: cookie == "good")
    yield opened
    opened.end()


def connected(listener: Listener, sent: bytes) -> socket.socket:
    host, port = listener.host.split(":")
    opened = socket.create_connection((host, int(port)), timeout=5)
    opened.sendall(sent)
    return opened


def post(length: int, cookie: str = LET_IN, path: str = "/photos") -> bytes:
    return f"POST {path} HTTP/1.1\r\nHost: x\r\n{cookie}Content-Length: {length}\r\n\r\n".encode()


def said(opened: socket.socket) -> str:
    """Return the body of an answer; raises OSError or HTTPException where the connection was cut off."""
    answer = http.client.HTTPResponse(opened)
    answer.begin()
    return answer.read().decode()


def is_answered(opened: socket.socket, seconds: float) -> bool:
    opened.settimeout(seconds)
    try:
        return bool(opened.recv(1, socket.MSG_PEEK))
    except TimeoutError:
        return False
    finally:
        opened.settimeout(5)


def is_cut_off(opened: socket.socket, seconds: float = 5) -> bool:
    """Send a byte now and then; tell whether the connection ends."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            opened.sendall(b"x")
        except OSError:
            return True
        time.sleep(0.05)
    return False


def test_what_is_let_in_is_given_to_the_app_whole(listener: Listener) -> None:
    with connected(listener, post(LARGE) + b"x" * LARGE) as phone:
        assert said(phone) == f"/photos {LARGE}"


def test_a_small_form_is_taken_from_anybody(listener: Listener) -> None:
    with connected(listener, post(SMALL, "", "/claim") + b"x" * SMALL) as anybody:
        assert said(anybody) == f"/claim {SMALL}"


@pytest.mark.parametrize("cookie", ["", "Cookie: bad\r\n", "Cookie: good\r\nCookie: good\r\n"])
def test_a_large_body_without_the_cookie_is_not_kept_and_its_sender_hears_the_answer(
    listener: Listener, cookie: str
) -> None:
    with connected(listener, post(LARGE, cookie)) as stranger:
        stranger.sendall(b"x" * LARGE)
        assert said(stranger) == "/photos 0"
        stranger.sendall(b"GET /next HTTP/1.1\r\nHost: x\r\n\r\n")
        assert said(stranger) == "/next 0"


def test_a_body_that_is_not_kept_is_never_read_as_a_request(listener: Listener) -> None:
    hidden = b"GET /hidden HTTP/1.1\r\nHost: x\r\n\r\n".ljust(LARGE, b" ")
    after = b"GET /after HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    with (
        connected(listener, post(LARGE, "") + hidden + after) as stranger,
        stranger.makefile("rb") as answers,
    ):
        assert re.findall(rb"(/\w+ \d+)(?:HTTP|$)", answers.read()) == [b"/photos 0", b"/after 0"]


def test_a_body_that_does_not_say_its_length_is_not_kept(listener: Listener) -> None:
    head = f"POST /photos HTTP/1.1\r\nHost: x\r\n{LET_IN}Transfer-Encoding: chunked\r\n\r\n".encode()
    with connected(listener, head + b"3\r\nabc\r\n0\r\n\r\n") as phone:
        assert said(phone) == "/photos 0"


def test_more_large_bodies_than_the_bound_wait_for_their_turn(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "GRACE", 0.1)
    monkeypatch.setattr(bodies, "SLOWEST", 2 * SMALL)
    nearly = [connected(listener, post(LARGE) + b"x" * (LARGE - 1)) for _place in range(bodies.MOST_LARGE)]
    third = connected(listener, post(LARGE) + b"x" * LARGE)
    assert not is_answered(third, 0.6)
    with connected(listener, b"GET /page HTTP/1.1\r\nHost: x\r\n\r\n") as page:
        assert said(page) == "/page 0"
    for one in nearly:
        one.sendall(b"x")
    for opened in (*nearly, third):
        assert said(opened) == f"/photos {LARGE}"
        opened.close()


def test_a_place_is_free_again_when_a_phone_goes_away_halfway(listener: Listener) -> None:
    for _place in range(bodies.MOST_LARGE):
        connected(listener, post(LARGE) + b"x" * (LARGE // 2)).close()
    with connected(listener, post(LARGE) + b"x" * LARGE) as phone:
        assert said(phone) == f"/photos {LARGE}"


@pytest.mark.parametrize("sent", [b"POST /photos HT", post(SMALL, ""), post(LARGE, ""), post(LARGE)])
def test_a_request_that_only_trickles_is_cut_off(
    listener: Listener, monkeypatch: pytest.MonkeyPatch, sent: bytes
) -> None:
    monkeypatch.setattr(bodies, "GRACE", 0.2)
    with connected(listener, sent) as slow:
        assert is_cut_off(slow)


def test_a_slow_phone_has_the_time_that_its_photo_needs(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "GRACE", 0.1)
    with connected(listener, post(LARGE)) as phone:
        for _piece in range(10):
            phone.sendall(b"x" * (LARGE // 10))
            time.sleep(0.05)
        assert said(phone) == f"/photos {LARGE}"
