"""Bare Flask as a yardstick: `hello`, and one durable SQLite insert a request, on the server that the product uses.

Run as a program: `python -m bench.yardsticks.bare --port 8261 --workers 2 --threads 32 --database FILE`.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import sqlite3
import sys
import threading
import uuid
from pathlib import Path

from flask import Flask, request
from granian import Granian
from granian.constants import Interfaces

from bench.servers import HOST, Recipe

BUSY_SECONDS = 30
TABLE = "CREATE TABLE IF NOT EXISTS attempt (key BLOB PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID"


def bare_app(database: str) -> Flask:
    """Build the application; every thread of a worker has its own connection."""
    app = Flask("bare", static_folder=None)
    of_this_thread = app.extensions["database"] = threading.local()

    def connection() -> sqlite3.Connection:
        opened: sqlite3.Connection | None = getattr(of_this_thread, "connection", None)
        if opened is None:
            opened = of_this_thread.connection = connect(database)
        return opened

    @app.get("/")
    def hello() -> str:
        return "hello"

    @app.post("/insert")
    def insert() -> str:
        connection().execute("INSERT INTO attempt VALUES (?, ?)", (uuid.uuid4().bytes, request.get_data()))
        return "stored"

    return app


def connect(database: str) -> sqlite3.Connection:
    """Open the database as a careful program does: WAL, a durable commit for every statement, patience with others."""
    opened = sqlite3.connect(database, timeout=BUSY_SECONDS, isolation_level=None)
    opened.execute("PRAGMA journal_mode=WAL")
    opened.execute("PRAGMA synchronous=FULL")
    opened.execute(TABLE)
    return opened


def recipe(database: Path, port: int, workers: int, threads: int) -> Recipe:
    """Say how the yardstick is started."""
    module = [sys.executable, "-m", "bench.yardsticks.bare"]
    server = ["--port", str(port), "--workers", str(workers), "--threads", str(threads)]
    command = [*module, *server, "--database", str(database)]
    return Recipe("bare Flask", command, port, "/", Path(__file__).parents[2], {})


def main() -> None:
    """Serve until the process is ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--workers", type=int, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--database", required=True)
    given = parser.parse_args()
    serve(bare_app(given.database), given.port, given.workers, given.threads)


def serve(app: Flask, port: int, workers: int, threads: int) -> None:
    """Serve the application as `quiz.cli.serving` serves the product: loaded once, then forked."""
    multiprocessing.set_start_method("fork")
    server = Granian(
        "bare",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        backlog=1024,
        websockets=False,
        log_enabled=False,
        workers_kill_timeout=3,
    )
    gc.collect()
    gc.freeze()
    server.serve(target_loader=lambda *_: app)


if __name__ == "__main__":
    main()
