"""A port is taken for Constata alone, by what each system asks for that."""

import socket
import sys

import pytest

from audit_app import sockets

EXCLUSIVE = ~socket.SO_REUSEADDR  # as Windows numbers it


class Noted(socket.socket):
    """A socket that notes which options were set before it was bound."""

    options: list[int] = []

    def setsockopt(self, level: int, option: int, value: object) -> None:  # type: ignore[override]
        type(self).options.append(option)

    def bind(self, address: object) -> None:
        type(self).options.append(0)
        super().bind(address)  # type: ignore[arg-type]


def test_on_windows_no_other_program_can_join_the_port(monkeypatch: pytest.MonkeyPatch) -> None:
    Noted.options = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(socket, "SO_EXCLUSIVEADDRUSE", EXCLUSIVE, raising=False)
    monkeypatch.setattr(socket, "socket", Noted)
    taken = sockets.take("127.0.0.1", 0)
    monkeypatch.undo()
    taken.close()
    assert Noted.options == [EXCLUSIVE, 0]


def test_a_port_where_another_listens_is_not_taken() -> None:
    with sockets.take("127.0.0.1", 0) as one:
        one.listen()
        with pytest.raises(OSError, match="in use"):
            sockets.take("127.0.0.1", one.getsockname()[1])


def test_an_address_of_another_laptop_is_not_taken() -> None:
    with pytest.raises(OSError, match="assign"):
        sockets.take("192.0.2.7", 0)
