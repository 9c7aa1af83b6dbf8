"""Serve the application by Granian: the parent builds it once, forked workers share its memory."""

from __future__ import annotations

import errno
import gc
import logging
import multiprocessing
import os
import signal
import socket
import sys
from threading import Timer
from typing import Any

from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.server.common import AbstractServer

from quiz.app import create_app
from quiz.cli.prepare import prepare
from quiz.config import Settings
from quiz.errors import QuizError, StartError
from quiz.store.handle import StoreHandle
from quiz.tallying import Tallying
from quiz.webhooks.courier import Courier

log = logging.getLogger("quiz.server")

SECONDS_TO_STOP = 3
"""How long a worker may finish what it has begun before it is ended; acknowledged attempts are on the disk anyway."""
SECONDS_BEFORE_WARMING = 0.5
"""SQLAlchemy's import would compete with the first page for the processor. An earlier submit opens the store itself."""
BACKLOG = 1024
M_TRIM_THRESHOLD = -1
M_ARENA_MAX = -8
"""What glibc's malloc.h calls these settings."""


class Server:
    """One deployment, served until it is told to stop; SIGHUP reads the bank again and renews the workers."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._store = StoreHandle(settings)
        self._app = self._build()

    def run(self) -> None:
        """Serve until a signal ends it; StartError where the port is taken."""
        check_port(self._settings.host, self._settings.port)
        # Forked workers share what the parent built; Python 3.14 would start them from nothing.
        multiprocessing.set_start_method("fork", force=True)
        server = Granian(
            "quiz",
            address=self._settings.host,
            port=self._settings.port,
            interface=Interfaces.WSGI,
            workers=self._settings.workers,
            blocking_threads=self._settings.threads,
            backlog=BACKLOG,
            websockets=False,
            log_enabled=False,
            respawn_failed_workers=True,
            respawn_interval=0.2,
            workers_kill_timeout=SECONDS_TO_STOP,
        )
        server.on_startup(self._announce)
        server.on_reload(self._reload)
        spare_memory()
        gc.collect()
        # What is there now lives as long as the process: no collection should touch, and so copy, its pages.
        gc.freeze()
        server.serve(target_loader=lambda *_: self._load(server))

    def _load(self, server: AbstractServer[Any]) -> Flask:
        """Hand the application to a worker, warm its store behind the first page, have sites told and tallies kept."""
        end_at_signals_from_now(server)
        warming = Timer(SECONDS_BEFORE_WARMING, self._warm)
        warming.daemon = True
        warming.start()
        Courier(self._store, self._settings.public_url).start()
        Tallying(self._settings, self._store).start()
        return self._app

    def _warm(self) -> None:
        try:
            self._store.warm()
        except QuizError as error:
            log.error("the store does not open yet: %s", error)

    def _build(self) -> Flask:
        prepared = self._prepared = prepare(self._settings)
        return create_app(self._settings, prepared.bank, prepared.shelf, self._store)

    def _reload(self) -> None:
        """Read the bank again; a broken one keeps the old, and the log says why."""
        try:
            self._app = self._build()
        except QuizError as error:
            log.error("the bank was not reloaded, the old one stays:\n%s", error)
        else:
            log.info("the bank was reloaded")

    def _announce(self) -> None:
        host = self._settings.host
        shown = "127.0.0.1" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host  # noqa: S104
        origin = f"http://{shown}:{self._settings.port}"
        lines = [f"面接力診断  {origin}/", f"English     {origin}/?lang=en"]
        lines += [f"相談Q&A     {origin}/qa/"]
        if self._settings.has_staff:
            lines += [f"編集デスク  {origin}/desk/", f"集計        {origin}/staff/figures/"]
        lines += [f"埋めこみ    {origin}/embed", f"API         {origin}/api/v1/"]
        lines += [f"Data        {self._settings.var}", "Stop with Ctrl-C."]
        sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.flush()


def end_at_signals_from_now(server: AbstractServer[Any]) -> None:
    """End this worker at a signal that comes before the server's own handlers are set.

    A forked worker begins with its parent's handlers, which only note the signal: one that came so early was lost,
    and the parent waited for this worker until it had to kill it.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: os._exit(0))
    if server.interrupt_signal:
        os._exit(0)


def spare_memory() -> None:
    """Let the threads of a worker share two heaps, which give back what is freed.

    By default the C library makes a heap for nearly every thread, and each keeps what compressing a page once took.
    Forked workers inherit the setting. Other C libraries have no such call, and no such habit.
    """
    # The server alone needs it, and every command would wait for the import.
    import ctypes

    call = getattr(ctypes.CDLL(None), "mallopt", None)
    if call is not None:
        call(M_ARENA_MAX, 2)
        call(M_TRIM_THRESHOLD, 64 * 1024)


def check_port(host: str, port: int) -> None:
    """Raise StartError where the address cannot be listened on; the server itself would share a port in silence."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host.strip("[]"), port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise StartError(f"port {port} is in use; stop what listens there, or choose another with --port") from None
        where = f"{host}:{port} cannot be listened on ({error.strerror or error})"
        raise StartError(f"{where}; choose another with --host and --port") from None
