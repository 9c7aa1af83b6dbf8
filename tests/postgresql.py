"""A real PostgreSQL server for a run of the tests, and databases in it.

with running_server(programs) as url:           a server of its own, on a free port of this machine
    a_server_database(url)                      the address of a new, empty database
"""

from __future__ import annotations

import os
import pwd
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

SECONDS_TO_START = 30
_numbers = count(1)


@contextmanager
def running_server(programs: Path) -> Iterator[str]:
    """Run a server until the block ends; yield its address without a database."""
    with TemporaryDirectory(prefix="postgresql-", ignore_cleanup_errors=True) as folder, _log(folder).open("wb") as log:
        who = _account(folder)
        data = f"{folder}/data"
        initdb = [str(programs / "initdb"), "--pgdata", data, "--auth", "trust", "--username", "quiz", "--no-sync"]
        initdb += ["--encoding", "UTF8", "--locale", "C"]
        subprocess.run(initdb, check=True, stdout=log, stderr=log, timeout=60, user=who, cwd=folder)
        port = _free_port()
        # Nothing of a test has to survive a power cut: without fsync a run takes a third of the time.
        options = ["-p", str(port), "-k", "", "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"]
        command = [str(programs / "postgres"), "-D", data, *options]
        with subprocess.Popen(command, stdout=log, stderr=log, user=who, cwd=folder) as server:
            try:
                url = f"postgresql+psycopg://quiz@127.0.0.1:{port}"
                _wait(f"{url}/postgres", server)
                yield url
            finally:
                # At once, whoever is still connected.
                server.send_signal(signal.SIGINT)
                server.wait(20)


def a_server_database(url: str) -> str:
    """Return the address of a new, empty database."""
    name = f"test_{next(_numbers)}"
    engine = create_engine(f"{url}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return f"{url}/{name}"


def _log(folder: str) -> Path:
    return Path(folder) / "log"


def _account(folder: str) -> int | None:
    """Return whom the server runs as: it refuses root, who lends the folder to its usual account, or to nobody."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry.pw_uid for entry in pwd.getpwall()}
    who = known.get("postgres", known["nobody"])
    os.chown(folder, who, -1)
    return who


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(url: str, server: subprocess.Popen[bytes]) -> None:
    engine = create_engine(url)
    for _ in range(SECONDS_TO_START * 10):
        assert server.poll() is None, "the server ended at once; its folder has a log"
        try:
            engine.connect().close()
        except OperationalError:
            time.sleep(0.1)
        else:
            engine.dispose()
            return
    raise AssertionError("the server does not answer")
