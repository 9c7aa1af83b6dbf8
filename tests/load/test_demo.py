"""`quiz demo` for real: it fills a folder of its own, serves it, and lets somebody sign in with what it printed."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from tests.load.serving import ROOT, free_port

PATIENCE = 100.0
PASSWORD = re.compile(r"demo / ([a-z0-9-]{23}) ")
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@contextmanager
def demo(var: Path) -> Iterator[tuple[int, str]]:
    """Run the demo until the block ends; yield its port, and what it printed until it served."""
    port, log = free_port(), var.with_suffix(".log")
    given = {name: value for name, value in os.environ.items() if not name.startswith("QUIZ_")}
    given |= {"QUIZ_VAR": str(var), "QUIZ_DATABASE_URL": f"sqlite:///{var / 'real.db'}", "QUIZ_HOST": "0.0.0.0"}
    with log.open("wb") as said:
        command = [sys.executable, "-m", "quiz", "demo", "--port", str(port)]
        process = subprocess.Popen(command, cwd=ROOT, env=given, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
    try:
        deadline = time.monotonic() + PATIENCE
        while "Stop with Ctrl-C" not in log.read_text(encoding="utf-8"):
            assert process.poll() is None and time.monotonic() < deadline, log.read_text(encoding="utf-8")
            time.sleep(0.05)
        while not listens(port):
            assert process.poll() is None and time.monotonic() < deadline, log.read_text(encoding="utf-8")
            time.sleep(0.05)
        yield port, log.read_text(encoding="utf-8")
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def asked(port: int, method: str, path: str, body: str = "", **headers: str) -> tuple[int, list[str], str]:
    """Return the status, the cookies, and the text of an answer."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        cookies = [cookie.partition(";")[0] for cookie in answer.headers.get_all("Set-Cookie", [])]
        return answer.status, cookies, answer.read().decode()


def sign_in(port: int, password: str) -> tuple[int, str]:
    """Return the status of a sign-in, and the cookies that it gives."""
    _, _, page = asked(port, "GET", "/staff/signin")
    token = TOKEN.search(page)
    assert token is not None
    form = urlencode({"csrf_token": token[1], "name": "demo", "password": password})
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    status, cookies, _ = asked(port, "POST", "/staff/signin", form, **kind)
    return status, "; ".join(dict.fromkeys(cookies))


def attempts(var: Path) -> list[tuple[int, int]]:
    with closing(sqlite3.connect(var / "demo" / "quiz.db")) as connection:
        query = "SELECT count(*), sum(campaign = 'synthetic') FROM attempt"
        return list(connection.execute(query))


def test_a_demo_is_made_once_and_opened_with_a_new_password_each_time(tmp_path: Path) -> None:
    var = tmp_path / "var"
    (var / "demo-unfinished").mkdir(parents=True)
    (var / "demo-unfinished" / "quiz.db").write_bytes(b"what a killed one left")
    with demo(var) as (port, first):
        password = PASSWORD.search(first)
        assert password is not None
        assert f"http://127.0.0.1:{port}/staff/figures/" in first
        assert "Planted, bad: " in first and "Planted, biased: " in first
        status, cookies = sign_in(port, password[1])
        assert status == 303 and cookies
        status, _, page = asked(port, "GET", "/staff/figures/", Cookie=cookies)
        assert status == 200 and "<h1" in page
        assert asked(port, "GET", "/d/interview")[0] == 200
    assert attempts(var) == [(20_000, 20_000)]
    assert not (var / "demo-unfinished").exists()
    assert not (var / "real.db").exists(), "nothing of a real deployment is touched"
    with demo(var) as (port, second):
        again = PASSWORD.search(second)
        assert again is not None and again[1] != password[1]
        assert sign_in(port, password[1])[0] != 303
        assert sign_in(port, again[1])[0] == 303
    assert attempts(var) == [(20_000, 20_000)]
