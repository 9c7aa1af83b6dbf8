"""The thread of a worker that delivers webhooks. Where no site wants to be told anything it loads nothing."""

from __future__ import annotations

import atexit
import logging
from threading import Event, Thread
from typing import TYPE_CHECKING

from quiz.clock import Clock, now
from quiz.errors import StoreError
from quiz.store.handle import StoreHandle

if TYPE_CHECKING:
    from quiz.webhooks.delivering import Deliverer

log = logging.getLogger("quiz.webhooks")

SECONDS = 3.0
"""Between two looks. A look is one query of an index."""


class Courier:
    """Looks every few seconds whether anything is due, and has it delivered.

    Several workers and machines do so at once: a message belongs to whoever claims it first.
    """

    def __init__(self, store: StoreHandle, public_url: str, seconds: float = SECONDS, clock: Clock = now) -> None:
        self._store = store
        self._public_url = public_url
        self._seconds = seconds
        self._clock = clock
        self._ending = Event()
        self._deliverer: Deliverer | None = None

    def start(self) -> None:
        """Look from now on, until the process ends."""
        Thread(target=self._run, name="courier", daemon=True).start()
        atexit.register(self.stop)

    def stop(self) -> None:
        """Begin nothing any more. What is being told now is told again by the next start, under the same name."""
        self._ending.set()

    def look(self) -> None:
        """Have what is due delivered; nobody waits for that."""
        try:
            if self._store.is_anything_due(self._clock()):
                self._open().start_due()
        except StoreError as error:
            log.warning("webhooks are told later: %s", error)

    def _run(self) -> None:
        while not self._ending.wait(self._seconds):
            try:
                self.look()
            except Exception:  # Even a defect must not end the looking: what waits would wait until the next start.
                log.exception("webhooks are told later")

    def _open(self) -> Deliverer:
        if self._deliverer is None:
            # It brings SQLAlchemy and TLS along, which a worker without webhooks never needs.
            from quiz.webhooks.delivering import Deliverer

            self._deliverer = Deliverer(self._store, self._public_url)
        return self._deliverer
