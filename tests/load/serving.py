"""A real `quiz run` in processes of its own, for the tests that kill, fill and stop it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from bench.procfs import members
from tests.factories import shipped_bank

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0


class Running:
    """A server that listens: its port, its processes, its log."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self.process = process
        self.port = port
        self._log = log

    @property
    def log(self) -> str:
        """Everything it said."""
        return self._log.read_text(encoding="utf-8")

    def workers(self) -> list[int]:
        """Return the process ids of the workers."""
        return sorted(stat.pid for stat in members(self.process.pid) if stat.pid != self.process.pid)

    def wait_for_log(self, text: str) -> None:
        """Wait until the log has a text."""
        deadline = time.monotonic() + PATIENCE
        while text not in self.log:
            assert time.monotonic() < deadline, self.log
            time.sleep(0.02)

    def connect(self) -> HTTPConnection:
        """Open a connection."""
        return HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def get(self, path: str) -> tuple[int, str]:
        """Return status and text of a page."""
        connection = self.connect()
        connection.request("GET", path)
        response = connection.getresponse()
        text = response.read().decode()
        connection.close()
        return response.status, text


def start(
    var: Path, port: int, environment: Mapping[str, str] | None = None, log: Path | None = None
) -> subprocess.Popen[bytes]:
    """Start `quiz run` as the leader of a session of its own; what it says goes to a file, by default beside `var`.

    It believes one proxy, so that those who send as fast as they can may come from many networks.
    """
    given = {name: value for name, value in os.environ.items() if not name.startswith("QUIZ_")}
    given["QUIZ_TRUSTED_PROXIES"] = "1"
    with (log or var.with_suffix(".log")).open("ab") as said:
        return subprocess.Popen(
            [sys.executable, "-m", "quiz", "run", "--port", str(port), "--var", str(var)],
            cwd=ROOT,
            env={**given, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )


@contextmanager
def running(var: Path, environment: Mapping[str, str] | None = None) -> Iterator[Running]:
    """Serve until the block ends; no process of it is left."""
    port = free_port()
    process = start(var, port, environment)
    server = Running(process, port, var.with_suffix(".log"))
    try:
        _wait_until_it_serves(server)
        yield server
    finally:
        end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a server and every process of its session by force."""
    for stat in list(members(process.pid)):
        try:
            os.kill(stat.pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    process.wait(PATIENCE)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_it_serves(server: Running) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        assert server.process.poll() is None, server.log
        try:
            status, _ = server.get("/healthz")
        except OSError:
            assert time.monotonic() < deadline, server.log
            time.sleep(0.02)
            continue
        assert status == 200, server.log
        return


def submit(connection: HTTPConnection) -> bytes:
    """Send an attempt and return its key once it is acknowledged."""
    bank, key = shipped_bank(), uuid4()
    answers = {item.id: item.options[key.bytes[place] % 4].id for place, item in enumerate(bank.items_of("quick"))}
    body = urlencode({"form": "quick", "attempt": str(key), **answers})
    network = f"10.{key.bytes[14]}.{key.bytes[15]}.1"
    headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": network}
    connection.request("POST", f"/d/{bank.id}", body, headers)
    response = connection.getresponse()
    response.read()
    assert response.status == 303 and re.fullmatch(r"/r/[0-9a-z-]+", response.headers["Location"])
    return key.bytes
