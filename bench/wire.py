"""What goes over the wire from the first click to the result, as a browser with an empty cache asks for it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from bench.client import fetch
from bench.flows import Answerer, get, get_plain, put
from bench.pages import references, resources
from bench.servers import BenchError

MOST_TRANSFERS = 40
TEXT_KINDS = (".css", ".js", ".mjs")


@dataclass(frozen=True, slots=True)
class Transfer:
    """One answer on the wire."""

    path: str
    body: int
    head: int

    @property
    def kind(self) -> str:
        """What it is, without the hash or the code in its address."""
        path = urlsplit(self.path).path
        if path.startswith("/r/"):
            return "the result page"
        return "the quiz page" if path.startswith("/d/") else path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Wire:
    """All answers from the first click to the result."""

    transfers: tuple[Transfer, ...]

    @property
    def body_bytes(self) -> int:
        """Compressed bodies."""
        return sum(transfer.body for transfer in self.transfers)

    @property
    def total_bytes(self) -> int:
        """Compressed bodies and the headers before them."""
        return sum(transfer.body + transfer.head for transfer in self.transfers)


def measure(address: tuple[str, int], page: str, answerer: Answerer) -> Wire:
    """Walk from the quiz page to the result as its script does, and count every byte that is answered.

    The script sends JSON; a form that is sent without it is answered with fewer bytes.
    """
    host = f"{address[0]}:{address[1]}"
    seen: dict[str, Transfer] = {}
    _take_page(address, host, page, seen)
    attempt = put(host, answerer.key(), answerer.document())
    reply, raw = fetch(address, attempt)
    seen["the submit"] = Transfer("the submit", len(reply.body), len(raw) - len(reply.body))
    # A replay stores nothing and says the same, here without compression.
    replay, _ = fetch(address, attempt.replace(b"Accept-Encoding: gzip, br\r\n", b""))
    _take_page(address, host, str(json.loads(replay.body)["url"]), seen)
    return Wire(tuple(seen.values()))


def _take_page(address: tuple[str, int], host: str, page: str, seen: dict[str, Transfer]) -> None:
    html = _take(address, host, page, seen)
    wanted = resources(html, page)
    while wanted:
        path = wanted.pop(0)
        if path in seen:
            continue
        if urlsplit(path).netloc not in ("", host) or len(seen) > MOST_TRANSFERS:
            raise BenchError(f"the pages ask for {path}, which is not theirs")
        text = _take(address, host, path, seen)
        if urlsplit(path).path.endswith(TEXT_KINDS):
            wanted.extend(references(text, path))


def _take(address: tuple[str, int], host: str, path: str, seen: dict[str, Transfer]) -> str:
    reply, raw = fetch(address, get(path, host))
    seen[path] = Transfer(path, len(reply.body), len(raw) - len(reply.body))
    plain, _ = fetch(address, get_plain(path, host))
    return plain.body.decode("utf-8", errors="replace")
