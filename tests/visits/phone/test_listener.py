"""The port of a phone: open while it is wanted, on the one address, closed at once when it is not."""

import http.client
import socket
import time
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from audit_app.errors import AddressGone
from audit_app.visits.phone import listener as listeners
from audit_app.visits.phone.listener import Listener

HERE = "127.0.0.1"
COOKIE = {"Cookie": "good"}


def let_in(cookie: str) -> bool:
    return cookie == "good"


def app(_environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    start("200 OK", [("Content-Length", "2")])
    return [b"ok"]


def answer(listener: Listener, body: bytes = b"", headers: dict[str, str] | None = None) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(listener.host, timeout=5)
    try:
        connection.request("POST" if body else "GET", "/", body or None, headers or {})
        reply = connection.getresponse()
        return reply.status, reply.read()
    finally:
        connection.close()


def is_open(listener: Listener) -> bool:
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex((HERE, int(listener.host.split(":")[1]))) == 0


def test_the_port_is_open_until_it_is_ended() -> None:
    listener = Listener(HERE)
    listener.serve(app, lambda: True, let_in)
    assert answer(listener) == (200, b"ok")
    listener.end()
    assert not is_open(listener)
    listener.end()


def test_the_port_closes_by_itself_when_it_is_no_longer_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listeners, "PAUSE", 0.02)
    wanted = [True]
    listener = Listener(HERE)
    listener.serve(app, lambda: wanted[0], let_in)
    assert is_open(listener)
    wanted[0] = False
    until = time.monotonic() + 5
    while is_open(listener) and time.monotonic() < until:
        time.sleep(0.02)
    assert not is_open(listener)
    listener.end()


def test_an_address_that_the_laptop_does_not_have_is_refused() -> None:
    with pytest.raises(AddressGone, match=r"192\.0\.2\.77"):
        Listener("192.0.2.77")


def test_it_listens_on_its_address_alone() -> None:
    listener = Listener(HERE)
    listener.serve(app, lambda: True, let_in)
    try:
        with socket.socket() as other:  # the same port of another address of this machine is free
            other.bind(("127.0.0.2", int(listener.host.split(":")[1])))
    except OSError as error:
        pytest.fail(f"it is taken too: {error}")
    finally:
        listener.end()


def test_a_body_above_the_bound_is_cut_off_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listeners, "LARGEST_BODY", 1000)
    listener = Listener(HERE)
    listener.serve(app, lambda: True, let_in)
    try:
        assert answer(listener, b"x" * 1001, COOKIE)[0] == 413
        assert answer(listener, b"x" * 999, COOKIE)[0] == 200
    finally:
        listener.end()


def test_a_photo_on_its_way_is_answered_though_the_port_closes() -> None:
    began: list[bool] = []

    def slow(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        began.append(True)
        time.sleep(0.3)
        return app(environ, start)

    listener = Listener(HERE)
    listener.serve(slow, lambda: True, let_in)
    connection = http.client.HTTPConnection(listener.host, timeout=5)
    connection.request("GET", "/")
    while not began:
        time.sleep(0.01)
    listener.end()
    assert not is_open(listener)
    assert connection.getresponse().read() == b"ok"
    connection.close()
