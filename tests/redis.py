"""A real Redis server for a test, which may end it and start it again.

with running_server(program) as server:         on a free port of this machine, keeping nothing on the disk
    server.url                                  its address, for QUIZ_RATE_STORAGE
    server.stop()                               at once, whoever is connected
    server.start()                              at the same address, empty
"""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from redis import Redis

SECONDS_TO_START = 30


class RedisServer:
    """One server at one address."""

    def __init__(self, program: Path, folder: str) -> None:
        self._program = program
        self._folder = folder
        self._port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"redis://127.0.0.1:{self._port}/0"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = ["--port", str(self._port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        command = [str(self._program), *options, "--dir", self._folder, "--loglevel", "warning"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(SECONDS_TO_START * 50):
            assert self._process.poll() is None, "the server ended at once"
            with closing(socket.socket()) as probe:
                if probe.connect_ex(("127.0.0.1", self._port)) == 0:
                    return
            time.sleep(0.02)
        raise AssertionError("the server does not answer")

    def stop(self) -> None:
        """End it as a crash would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(20)
            self._process = None

    def keys(self) -> list[str]:
        """Return the names of all counters."""
        with closing(Redis.from_url(self.url, decode_responses=True)) as client:
            return sorted(client.scan_iter())

    def seconds_kept(self) -> list[int]:
        """Return how long each counter is still kept; -1 for ever."""
        with closing(Redis.from_url(self.url, decode_responses=True)) as client:
            return [int(client.ttl(key)) for key in client.scan_iter()]


@contextmanager
def running_server(program: Path) -> Iterator[RedisServer]:
    """Run a server until the block ends."""
    with TemporaryDirectory(prefix="redis-") as folder:
        server = RedisServer(program, folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
