"""A load client in plain Python: non-blocking sockets, kept alive, one flow after another on each connection.

It costs some 20 µs a request, which is nothing beside oTree and little beside a diagnostic. Single steps, whose
rates are compared with a bare view, are driven by wrk where it is installed.
"""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from bench.servers import BenchError

SILENCE_SECONDS = 30.0


class Ask(NamedTuple):
    """One request of a flow: the step that it belongs to, and its bytes."""

    step: str
    raw: bytes


class Reply(NamedTuple):
    """What a server answered."""

    status: int
    location: str
    body: bytes


Flow = Generator[Ask, Reply, None]
"""One unit of work: yields requests, is sent their replies, ends when the work is done; raises BenchError if not."""


@dataclass(slots=True)
class Driven:
    """What a run of flows came to; durations of each step in seconds."""

    completed: int = 0
    seconds: float = 0.0
    durations: dict[str, list[float]] = field(default_factory=dict)


def parse_reply(buffer: bytes) -> tuple[Reply, int] | None:
    """Return the reply that stands complete at the start of the buffer and its length, or None."""
    end = buffer.find(b"\r\n\r\n")
    if end < 0:
        return None
    head = buffer[:end].decode("latin-1")
    status_line, *lines = head.split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    start = end + 4
    if "chunked" in headers.get("transfer-encoding", ""):
        chunked = _chunks(buffer, start)
        if chunked is None:
            return None
        body, length = chunked
    else:
        length = start + int(headers.get("content-length", 0))
        if len(buffer) < length:
            return None
        body = buffer[start:length]
    return Reply(int(status_line.split(" ", 2)[1]), headers.get("location", ""), body), length


def _chunks(buffer: bytes, at: int) -> tuple[bytes, int] | None:
    parts: list[bytes] = []
    while True:
        line = buffer.find(b"\r\n", at)
        if line < 0:
            return None
        size = int(buffer[at:line].split(b";")[0], 16)
        at = line + 2 + size + 2
        if len(buffer) < at:
            return None
        if size == 0:
            return b"".join(parts), at
        parts.append(buffer[line + 2 : line + 2 + size])


class _Connection:
    __slots__ = ("buffer", "flow", "sent_at", "socket", "step")

    def __init__(self, address: tuple[str, int]) -> None:
        self.socket = socket.create_connection(address, timeout=SILENCE_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""
        self.flow: Flow | None = None
        self.step = ""
        self.sent_at = 0.0

    def send(self, ask: Ask) -> None:
        self.step = ask.step
        self.sent_at = time.perf_counter()
        self.socket.sendall(ask.raw)


def drive(address: tuple[str, int], flows: Iterator[Flow], connections: int, seconds: float) -> Driven:
    """Run flows on so many connections for so many seconds; those begun in time are all run to their end."""
    driven = Driven()
    selector = selectors.DefaultSelector()
    opened = [_Connection(address) for _ in range(connections)]
    begin = time.perf_counter()
    deadline = begin + seconds

    def start(connection: _Connection) -> bool:
        connection.flow = next(flows, None) if time.perf_counter() < deadline else None
        if connection.flow is None:
            return False
        connection.send(next(connection.flow))
        return True

    try:
        running = 0
        for connection in opened:
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            running += start(connection)
        while running:
            events = selector.select(SILENCE_SECONDS)
            if not events:
                raise BenchError(f"no answer for {SILENCE_SECONDS:.0f} s")
            for key, _ in events:
                connection = key.data
                if _take_reply(connection, driven) and not start(connection):
                    running -= 1
        driven.seconds = time.perf_counter() - begin
    finally:
        selector.close()
        for connection in opened:
            connection.socket.close()
    return driven


def _take_reply(connection: _Connection, driven: Driven) -> bool:
    """Read what has come; go on with the flow where a reply is complete, and say whether the flow has ended."""
    received = connection.socket.recv(262144)
    if not received:
        raise BenchError(f"the server closed a connection at step {connection.step}")
    connection.buffer += received
    parsed = parse_reply(connection.buffer)
    if parsed is None:
        return False
    reply, length = parsed
    connection.buffer = connection.buffer[length:]
    driven.durations.setdefault(connection.step, []).append(time.perf_counter() - connection.sent_at)
    assert connection.flow is not None
    try:
        connection.send(connection.flow.send(reply))
    except StopIteration:
        driven.completed += 1
        return True
    return False


def fetch(address: tuple[str, int], raw: bytes) -> tuple[Reply, bytes]:
    """Send one request on a connection of its own; return the reply and every byte of it."""
    with socket.create_connection(address, timeout=SILENCE_SECONDS) as connection:
        connection.sendall(raw)
        buffer = b""
        while (parsed := parse_reply(buffer)) is None:
            received = connection.recv(262144)
            if not received:
                raise BenchError("the server closed a connection")
            buffer += received
    return parsed[0], buffer
