"""Who a request comes from: the one place that believes, or does not, what proxies say.

    clients = Clients(settings.trusted_proxies)                                 one an application
    clients.address(environ)                                                    the address of one device
    clients.network(environ)                                                    whom a request counts for

Every proxy adds the address that it was called from to the right of X-Forwarded-For. With exactly N proxies the N-th
entry from the right is the one that the outermost wrote; what stands to its left came from the visitor, who may write
anything. With none the header is not looked at. A request with fewer entries came by another way: all of those are one
client, so that going around the proxies gains nobody a limit of their own.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import lru_cache
from ipaddress import IPv4Address, ip_address, ip_network
from typing import Any, NamedTuple

log = logging.getLogger("quiz.http")

STRANGERS = "not through the proxies"
"""The one client that everybody is whose address cannot be told."""
LONGEST_ADDRESS = 64
"""An IPv6 address in brackets with a port takes 47 characters."""


class Client(NamedTuple):
    """One address, and the network that it stands for: of IPv6 the /64, as one customer has them all."""

    address: str
    network: str


UNKNOWN = Client(STRANGERS, STRANGERS)


class Clients:
    """The clients of a deployment behind exactly so many proxies."""

    def __init__(self, proxies: int = 0) -> None:
        self.proxies = proxies
        self._told: set[str] = set()

    def address(self, environ: Mapping[str, Any]) -> str:
        """Return the address that a request comes from; requests that did not come through the proxies share one."""
        return self._of(environ).address

    def network(self, environ: Mapping[str, Any]) -> str:
        """Return whom a request counts for."""
        return self._of(environ).network

    def _of(self, environ: Mapping[str, Any]) -> Client:
        forwarded = environ.get("HTTP_X_FORWARDED_FOR")
        if not self.proxies:
            peer = str(environ.get("REMOTE_ADDR", ""))
            if forwarded is not None and is_private(peer):
                self._tell_once(
                    "requests come with X-Forwarded-For from a proxy on this network, and all of them count for the "
                    "proxy; say in QUIZ_TRUSTED_PROXIES how many there are"
                )
            return read_client(peer)
        client = read_client(nth_from_right(forwarded or "", self.proxies))
        if client is UNKNOWN:
            self._tell_once(
                f"a request came without the {self.proxies} addresses in X-Forwarded-For that QUIZ_TRUSTED_PROXIES "
                "promises; all such requests count for one client"
            )
        return client

    def _tell_once(self, sentence: str) -> None:
        if sentence not in self._told:
            self._told.add(sentence)
            log.warning(sentence)


def nth_from_right(forwarded: str, number: int) -> str:
    """Return an entry of X-Forwarded-For, counted from the right, or nothing where there are fewer."""
    entries = forwarded.rsplit(",", number)
    # What is left over is the first of them, or everything to their left.
    if len(entries) > number:
        return entries[1]
    return entries[0] if len(entries) == number else ""


@lru_cache(maxsize=4096)
def read_client(written: str) -> Client:
    """Read an address as a server or a proxy writes it; UNKNOWN where it is none."""
    if len(written) > LONGEST_ADDRESS:
        return UNKNOWN
    try:
        read = ip_address(bare(written))
    except ValueError:
        return UNKNOWN
    if isinstance(read, IPv4Address):
        return Client(str(read), str(read))
    if read.ipv4_mapped:
        return Client(str(read.ipv4_mapped), str(read.ipv4_mapped))
    return Client(str(read), str(ip_network((read, 64), strict=False)))


def bare(written: str) -> str:
    """Return an address without the port, the brackets or the zone that some write with it."""
    stripped = written.strip()
    if stripped.startswith("["):
        return stripped[1:].partition("]")[0].partition("%")[0]
    return stripped.partition(":")[0] if stripped.count(":") == 1 else stripped.partition("%")[0]


@lru_cache(maxsize=256)
def is_private(written: str) -> bool:
    """Say whether an address is of this machine or of a private network."""
    try:
        read = ip_address(bare(written))
    except ValueError:
        return False
    return read.is_loopback or read.is_private
