"""Servers that the bench starts, watches and ends: each is the leader of its own session of processes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from bench import procfs

HOST = "127.0.0.1"
START_SECONDS = 20.0
STOP_SECONDS = 5.0
POLL_SECONDS = 0.002


class BenchError(Exception):
    """Say in one line why something could not be measured."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a server is started, and the path that says that it serves."""

    name: str
    command: Sequence[str]
    port: int
    path: str
    folder: Path
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Start:
    """What it took from the start of the process to the first page: time by the clock, and CPU of all its processes."""

    seconds: float
    cpu_seconds: float


class Server:
    """A running server; a context manager that ends every process of it."""

    def __init__(self, recipe: Recipe, log: Path) -> None:
        self.recipe = recipe
        self.log = log
        self.start = Start(0.0, 0.0)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> tuple[str, int]:
        """Host and port."""
        return HOST, self.recipe.port

    def __enter__(self) -> Server:
        if answers(self.address, self.recipe.path):
            raise BenchError(f"port {self.recipe.port} is in use; choose another with --port")
        with self.log.open("ab") as log:
            begin = time.perf_counter()
            self._process = subprocess.Popen(
                list(self.recipe.command),
                cwd=self.recipe.folder,
                env=environment_for(self.recipe),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            self._wait_for_first_page(begin)
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self.stop()

    def _wait_for_first_page(self, begin: float) -> None:
        assert self._process is not None
        while not answers(self.address, self.recipe.path):
            if self._process.poll() is not None or time.perf_counter() - begin > START_SECONDS:
                tail = self.log.read_text(errors="replace").strip().splitlines()[-5:]
                raise BenchError(f"{self.recipe.name} does not serve {self.recipe.path}: " + " | ".join(tail))
            time.sleep(POLL_SECONDS)
        self.start = Start(time.perf_counter() - begin, self.cpu_seconds())

    def cpu_seconds(self) -> float:
        """Return the CPU seconds that all processes of this server have spent."""
        return procfs.cpu_seconds(self.session)

    def pss_bytes(self) -> int:
        """Return the memory that all processes of this server hold."""
        return procfs.pss_bytes(self.session)

    def processes(self) -> int:
        """Return how many processes this server has."""
        return sum(1 for _ in procfs.members(self.session))

    @property
    def session(self) -> int:
        """The session that all its processes belong to."""
        assert self._process is not None
        return self._process.pid

    def stop(self) -> None:
        """End the server politely, and after a while by force; only processes of its own session are touched."""
        if self._process is None:
            return
        process, self._process = self._process, None
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                process.wait(STOP_SECONDS)
        deadline = time.monotonic() + STOP_SECONDS
        while (left := list(procfs.members(process.pid))) and time.monotonic() < deadline:
            for stat in left:
                with suppress(ProcessLookupError):
                    os.kill(stat.pid, signal.SIGKILL)
            time.sleep(POLL_SECONDS)
        process.wait(STOP_SECONDS)


def environment_for(recipe: Recipe) -> dict[str, str]:
    """Return the environment of a server: what the person's shell says to the product must not change the figures."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("QUIZ_")}
    return {**inherited, **recipe.environment}


def answers(address: tuple[str, int], path: str) -> bool:
    """Say whether a server answers a path with 200."""
    request = f"GET {path} HTTP/1.1\r\nHost: {address[0]}:{address[1]}\r\nConnection: close\r\n\r\n".encode()
    try:
        with socket.create_connection(address, timeout=START_SECONDS) as connection:
            connection.sendall(request)
            return connection.recv(64)[:12] in (b"HTTP/1.1 200", b"HTTP/1.0 200")
    except OSError:
        return False
