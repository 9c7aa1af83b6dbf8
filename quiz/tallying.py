"""The thread of a worker that has tallies brought up to date, now and then, by a process of its own.

Folding needs numpy and SQLAlchemy, 60 MB that no worker should carry: so another process does it, and is gone when it
is done. Of the workers of one machine one has it done at a time; that several machines do it harms nothing.
"""

from __future__ import annotations

import atexit
import logging
import subprocess
import sys
from threading import Event, Thread

from quiz.clock import Clock, now
from quiz.config import Settings, environment_for
from quiz.errors import StoreError
from quiz.store.handle import StoreHandle
from quiz.store.turn import Turn

log = logging.getLogger("quiz.tallies")

SECONDS = 60.0
"""Between two looks. A look is one query that reads a row and an index."""
SECONDS_AFTER = 900.0
"""After the work, so that what cannot be done now is not tried all the time."""
COMMAND = (sys.executable, "-m", "quiz", "tally", "update")


class Tallying:
    """Looks every minute whether tallies have fallen behind, and has them brought up to date."""

    def __init__(
        self,
        settings: Settings,
        store: StoreHandle,
        seconds: float = SECONDS,
        seconds_after: float = SECONDS_AFTER,
        clock: Clock = now,
    ) -> None:
        self._settings = settings
        self._store = store
        self._seconds = seconds
        self._seconds_after = seconds_after
        self._clock = clock
        self._ending = Event()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Look from now on, until the process ends."""
        Thread(target=self._run, name="tallying", daemon=True).start()
        atexit.register(self.stop)

    def stop(self) -> None:
        """Begin nothing any more, and end what is under way: it may be interrupted anywhere."""
        self._ending.set()
        process = self._process
        if process is not None:
            process.terminate()

    def look(self) -> bool:
        """Have tallies brought up to date where they have fallen behind; say whether that was tried."""
        try:
            if not self._store.is_tally_due(self._clock()):
                return False
            return self._work()
        except (StoreError, OSError) as error:
            log.warning("tallies are brought up to date later: %s", error)
            return True

    def _work(self) -> bool:
        turn = Turn(self._settings.var / "tallying")
        try:
            if not turn.take(wait=False):
                return False
            # What it tells goes where the worker's own words go.
            self._process = subprocess.Popen(
                COMMAND, env=environment_for(self._settings), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
            )
            if self._ending.is_set():
                self._process.terminate()
            status = self._process.wait()
            if status and not self._ending.is_set():
                log.warning("tallies are brought up to date later: their process ended with %s", status)
            return True
        finally:
            self._process = None
            turn.close()

    def _run(self) -> None:
        wait = self._seconds
        while not self._ending.wait(wait):
            try:
                wait = self._seconds_after if self.look() else self._seconds
            except Exception:  # Even a defect must not end the looking: what waits would wait until the next start.
                log.exception("tallies are brought up to date later")
                wait = self._seconds_after
