"""The addresses at which a phone can come: private ones only, the laptop's own access point first."""

import socket
from typing import Any

import pytest

from audit_app.visits.phone import addresses


class Probe:
    """A UDP socket of a laptop whose ways lead as these say; what is sent fails the test."""

    ways: dict[str, str] = {}

    def __init__(self, *kind: object) -> None:
        assert kind == (socket.AF_INET, socket.SOCK_DGRAM)

    def connect(self, place: tuple[str, int]) -> None:
        if place[0] not in self.ways:
            raise OSError("Network is unreachable")
        self.source = self.ways[place[0]]

    def getsockname(self) -> tuple[str, int]:
        return self.source, 1

    def close(self) -> None:
        """Close nothing."""

    def __getattr__(self, name: str) -> Any:
        pytest.fail(f"{name} was asked of the network")


@pytest.fixture
def ways(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setattr(Probe, "ways", {})
    monkeypatch.setattr(socket, "socket", Probe)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_facts: pytest.fail("a name was looked up"))
    return Probe.ways


def found() -> list[tuple[str, str]]:
    return [(one.ip, one.network) for one in addresses.of_laptop()]


def test_a_laptop_without_a_network_has_none(ways: dict[str, str]) -> None:
    assert found() == []


def test_the_own_access_point_comes_first(ways: dict[str, str]) -> None:
    ways |= {
        "192.0.2.1": "192.168.1.5",
        "10.255.255.254": "192.168.1.5",
        "172.31.255.254": "172.31.0.1",
        "192.168.137.2": "192.168.137.1",
    }
    assert found() == [
        ("192.168.137.1", addresses.OWN),
        ("192.168.1.5", addresses.JOINED),
        ("172.31.0.1", addresses.OTHER),
    ]


@pytest.mark.parametrize("ip", ["127.0.0.1", "0.0.0.0", "8.8.8.8", "200.34.1.9", ""])  # noqa: S104 - refused
def test_only_private_addresses_are_offered(ways: dict[str, str], ip: str) -> None:
    ways["192.0.2.1"] = ip
    assert found() == []


def test_the_addresses_of_its_own_name_are_told_too(
    ways: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "_named", lambda: iter(["127.0.1.1", "192.168.56.1"]))
    assert found() == [("192.168.56.1", addresses.OTHER)]
