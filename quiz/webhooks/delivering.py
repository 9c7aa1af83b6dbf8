"""Deliver what waits in the outbox: each site by itself, so that one that does not answer holds up no other."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from random import uniform
from threading import Lock, Thread
from time import monotonic

from quiz.clock import Clock, now
from quiz.errors import StoreError
from quiz.store.handle import StoreHandle
from quiz.store.told import Message, Settled, State
from quiz.webhooks.payloads import name_of, payload_of
from quiz.webhooks.sending import Answer, Sender
from quiz.webhooks.signing import signed

log = logging.getLogger("quiz.webhooks")

DELAYS = tuple(timedelta(seconds=each) for each in (10, 60, 300, 1_800, 7_200, 21_600, 43_200, 86_400))
"""Between a try and the next; after the last of them a message is given up, nearly two days after the first."""
JITTER = 0.2
"""By so much a delay is shorter or longer: what failed together should not come back together."""
MOST_AT_ONCE = 8
"""Sites that are told at the same time, in one process."""
REST_SECONDS = 15.0
"""A site that did not answer is left alone for so long, whatever else waits for it."""
GONE = 410
"""The status of a receiver that never wants this message again."""
Told = Callable[[Settled], None]
"""Is told what came of each try."""


class Deliverer:
    """Delivers for one process."""

    def __init__(
        self,
        store: StoreHandle,
        public_url: str = "",
        sender: Sender | None = None,
        clock: Clock = now,
        chance: Callable[[float, float], float] = uniform,
        told: Told = lambda _: None,
    ) -> None:
        self._store = store
        self._public_url = public_url
        self._sender = sender or Sender()
        self._clock = clock
        self._chance = chance
        self._told = told
        self._looking = Lock()
        self._served: set[int] = set()
        self._rests: dict[int, float] = {}

    def start_due(self) -> None:
        """Begin with every site for which something is due, in threads that nobody has to wait for."""
        for site in self._store.outbox().due_sites(self._clock()):
            if self._take(site):
                Thread(target=self._serve_and_leave, args=(site,), name="webhooks", daemon=True).start()

    def deliver_due(self) -> Counter[State]:
        """Deliver what is due now, and return what came of how many tries."""
        sites = self._store.outbox().due_sites(self._clock())
        with ThreadPoolExecutor(MOST_AT_ONCE) as pool:
            return sum(pool.map(self.serve, sites), Counter[State]())

    def serve(self, site: int) -> Counter[State]:
        """Tell one site what is due by now, until it does not answer."""
        outbox, due_by, came = self._store.outbox(), self._clock(), Counter[State]()
        message = outbox.claim(site, due_by, self._clock())
        while message is not None:
            settled = self._try(message)
            came[settled.state] += 1
            self._told(settled)
            if settled.status is None and message.fact is not None:
                outbox.settle(settled)
                self._rests[site] = monotonic() + REST_SECONDS
                break
            message = outbox.claim(site, due_by, self._clock(), settled)
        return came

    def _take(self, site: int) -> bool:
        """Say whether a site may be served now, by nobody else of this process."""
        with self._looking:
            is_busy = site in self._served or len(self._served) >= MOST_AT_ONCE
            if is_busy or self._rests.get(site, 0.0) > monotonic():
                return False
            self._served.add(site)
            return True

    def _serve_and_leave(self, site: int) -> None:
        try:
            self.serve(site)
        except StoreError as error:
            log.warning("webhooks are told later: %s", error)
        finally:
            with self._looking:
                self._served.discard(site)

    def _try(self, message: Message) -> Settled:
        """Send a message; say what came of it, and when it is tried next."""
        tried, began = self._clock(), monotonic()
        if message.fact is None:
            return Settled(message, tried, 0, None, "not true any more", State.GIVEN_UP, tried)
        body = payload_of(message, self._store.bank, self._public_url)
        headers = signed(message.secret, name_of(message), int(tried.timestamp()), body)
        answer = self._sender.send(message.url, headers, body)
        took_ms = round(1000 * (monotonic() - began))
        state, due = self._next(message, answer, self._clock())
        if state is State.GIVEN_UP:
            log.warning("webhook given up: site=%s message=%s last=%s", message.site, message.id, answer)
        return Settled(message, tried, took_ms, answer.status, answer.reason, state, due)

    def _next(self, message: Message, answer: Answer, moment: datetime) -> tuple[State, datetime]:
        if answer.status is not None and 200 <= answer.status < 300:
            return State.DELIVERED, moment
        if answer.status == GONE or message.tries >= len(DELAYS):
            return State.GIVEN_UP, moment
        return State.WAITING, moment + DELAYS[message.tries] * self._chance(1 - JITTER, 1 + JITTER)
