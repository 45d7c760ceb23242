"""The addresses at which a phone can reach this laptop, found without sending anything."""

import os
import socket
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address

from audit_app.text import N_

HOTSPOTS = ("192.168.137.", "10.42.")  # where Windows and NetworkManager put the access point of a laptop
ANYWHERE = "192.0.2.1"  # an address of documentation: who leads there leads out
BESIDE = (
    "192.168.137.2",
    "10.42.0.2",
    "10.255.255.254",
    "172.31.255.254",
    "192.168.255.254",
    "169.254.255.254",
)
OWN, JOINED, OTHER = (
    N_("el punto de acceso de esta laptop"),
    N_("la red a la que está conectada"),
    N_("otra red de esta laptop"),
)


@dataclass(frozen=True, slots=True)
class Address:
    """An IPv4 address of this laptop in a private network, and what network that is, to be translated."""

    ip: str
    network: str


def of_laptop() -> list[Address]:
    """Return the private addresses of this laptop, its own access point first; never 127.0.0.1, where no phone is."""
    joined = _toward(ANYWHERE)
    found = [joined, *(_toward(place) for place in BESIDE), *_named()]
    ips = dict.fromkeys(ip for ip in found if ip and _is_private(ip))
    addresses = [Address(ip, _network(ip, joined)) for ip in ips]
    return sorted(addresses, key=lambda one: (OWN, JOINED, OTHER).index(one.network))


def _network(ip: str, joined: str) -> str:
    if ip.startswith(HOTSPOTS):
        return OWN
    return JOINED if ip == joined else OTHER


def _toward(place: str) -> str:
    """Return the address from which the system would send to a place; nothing where no way leads. UDP sends nothing yet."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as probe, suppress(OSError):
        probe.connect((place, 9))
        return str(probe.getsockname()[0])
    return ""


def _named() -> Iterator[str]:
    """Yield the addresses of this laptop's own name, which Windows knows by itself; others may ask the network for it."""
    if os.name == "nt":
        with suppress(OSError):
            for *_kind, place in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET):
                yield str(place[0])


def _is_private(ip: str) -> bool:
    try:
        address = IPv4Address(ip)
    except AddressValueError:
        return False
    return address.is_private and not (address.is_loopback or address.is_unspecified)
