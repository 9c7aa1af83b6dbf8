"""Where an address of the web really leads, and whether a program on a server may go there.

A name is resolved once, every address that it stands for is checked, and the connection goes to one of those checked:
a name that stands for another machine a moment later changes nothing.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit, urlunsplit

from quiz.advice.bounds import LONGEST_ADDRESS, is_address

Machine = IPv4Address | IPv6Address
Reach = Callable[[Machine], bool]
"""Says whether a program may go to a machine."""

PORTS = {"http": 80, "https": 443}
_CARRIERS = tuple(map(IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96")))
"""Blocks of IPv6 whose addresses carry one of IPv4 that a router may go on to."""


class ReachError(Exception):
    """Something elsewhere could not be reached or had; carries the message's code and fields."""

    def __init__(self, code: str, **fields: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.fields = fields


@dataclass(frozen=True, slots=True)
class Place:
    """An address of the web, taken apart, with the machine to connect to."""

    url: str
    scheme: str
    host: str
    port: int
    target: str
    machine: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: what robots.txt and the pause between requests are for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" if self.port == PORTS[self.scheme] else f"{self.scheme}://{host}:{self.port}"


def web_address(written: str) -> str:
    """Return an absolute address of the web as written, or nothing where it is none."""
    text = written.strip()
    return text if len(text) <= LONGEST_ADDRESS and is_address(text) else ""


def is_public(machine: Machine) -> bool:
    """Say whether an address is one of the public internet, also by what it carries inside."""
    if isinstance(machine, IPv6Address):
        if machine.ipv4_mapped is not None:
            return is_public(machine.ipv4_mapped)
        # Site-local addresses are given up, yet some virtual networks use them; to Python they are global.
        is_inside = machine.scope_id is not None or machine.is_site_local
        if is_inside or any(machine in block for block in _CARRIERS):
            return False
    return machine.is_global and not (machine.is_multicast or machine.is_reserved or machine.is_unspecified)


def anywhere(machine: Machine) -> bool:
    """Let a program go to any machine."""
    return True


def locate(url: str, may_reach: Reach = is_public) -> Place:
    """Return where an address leads; ReachError where it is none, or leads where it must not."""
    if not web_address(url):
        raise ReachError("url-form")
    parts = urlsplit(url.strip())
    try:
        host = (parts.hostname or "").encode("idna").decode("ascii") if not (parts.hostname or "").isascii() else ""
    except UnicodeError:
        raise ReachError("url-form") from None
    host = host or parts.hostname or ""
    port = parts.port or PORTS[parts.scheme]
    machines = _resolve(host, port)
    for machine in machines:
        if not may_reach(machine):
            raise ReachError("url-private", address=str(machine))
    target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    return Place(urlunsplit(parts._replace(fragment="")), parts.scheme, host, port, _escaped(target), str(machines[0]))


def _resolve(host: str, port: int) -> list[Machine]:
    """Return the machines that a name stands for, in the order to try them; every spelling of a number too."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise ReachError("url-name", host=host) from None
    return list(dict.fromkeys(ip_address(str(address[0])) for *_, address in found))


def _escaped(target: str) -> str:
    """Return path and query with everything beyond ASCII escaped, as it travels."""
    return "".join(c if c.isascii() else "".join(f"%{byte:02X}" for byte in c.encode("utf-8")) for c in target)
