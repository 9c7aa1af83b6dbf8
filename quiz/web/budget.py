"""How much may be sent in a minute, by one network and under one attempt's key, so that a flood crowds nobody out.

    budget = Budget(settings.rate_storage, secret, clients, clock)              one an application
    budget.guard(routes)                                                        every address of the API
    spent = budget.send(key)                                                    of a form that is sent
    spent.wait                                                                  0: go on; else seconds until it may

A classroom of 200 behind one address sends 300 attempts a minute, each perhaps twice. Pages that any cache may keep are
not counted. A window is a minute of the clock, so that everybody who counts knows when it ends without asking, and one
step to a counter tells everything. Where counting fails nobody is refused: a student's result matters more.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from hashlib import blake2b
from importlib.util import find_spec
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from flask import Blueprint, request
from werkzeug.exceptions import TooManyRequests

from quiz.clock import Clock, now
from quiz.config import IN_PROCESS
from quiz.errors import StartError
from quiz.web.bodies import uuid_bytes
from quiz.web.clients import Clients
from quiz.web.headers import ANYWAY

if TYPE_CHECKING:
    from limits.storage import Storage

log = logging.getLogger("quiz.http")

SECONDS = 60
SECONDS_AWAY = 5.0
"""So long a server that did not answer is not asked again: nobody should wait for it more than once."""
SECONDS_BETWEEN_WARNINGS = 60.0


class Quota(NamedTuple):
    """So many requests a minute; `name` is how the API's headers call it."""

    name: str
    times: int


SENDS = Quota("sends", 600)
"""Attempts of one network."""
REPEATS = Quota("repeats", 30)
"""Sends of one attempt: the first and its retries."""
READS = Quota("reads", 1_800)
"""Questions to the API of one network."""
NOTES = Quota("notes", 1_200)
"""Notes of one network that are counted as sums: each student of a classroom sends one or two."""


class Spent(NamedTuple):
    """What a request has used: the count of each quota, None where nobody could count; and when the minute ends."""

    counts: tuple[tuple[Quota, int | None], ...]
    seconds_left: int

    @property
    def exceeded(self) -> tuple[Quota, ...]:
        """Return the quotas that this request went beyond."""
        return tuple(quota for quota, count in self.counts if count is not None and count > quota.times)

    @property
    def wait(self) -> int:
        """Return the seconds until such a request is answered again, 0 where this one is."""
        return self.seconds_left if self.exceeded else 0

    @property
    def is_flood(self) -> bool:
        """Say whether twice of what is allowed was sent: even a kind answer costs too much then."""
        return any(count is not None and count > 2 * quota.times for quota, count in self.counts)

    def headers(self) -> list[tuple[str, str]]:
        """Return what tells a program how much it has left (draft-ietf-httpapi-ratelimit-headers)."""
        policy = ", ".join(f'"{quota.name}";q={quota.times};w={SECONDS}' for quota, _ in self.counts)
        left = [
            f'"{quota.name}";r={max(0, quota.times - count)};t={self.seconds_left}'
            for quota, count in self.counts
            if count is not None
        ]
        headers = [("RateLimit-Policy", policy)]
        if left:
            headers.append(("RateLimit", ", ".join(left)))
        return headers


class OverBudget(TooManyRequests):
    """More was sent in this minute than is answered."""

    description = "This network or this attempt has sent more than is answered in a minute. Try again later."

    def __init__(self, spent: Spent) -> None:
        super().__init__(retry_after=spent.wait)
        self.spent = spent

    def members(self) -> Mapping[str, object]:
        """Return what problem details say of a quota that was exceeded, as the draft of the headers has it."""
        return {
            "type": "https://iana.org/assignments/http-problem-types#quota-exceeded",
            "violated-policies": [quota.name for quota in self.spent.exceeded],
        }


class Budget:
    """The budgets of one deployment."""

    def __init__(self, storage: str, secret: bytes, clients: Clients, clock: Clock = now) -> None:
        if storage != IN_PROCESS and find_spec("redis") is None:
            raise StartError(
                "rate_storage names a Redis server, and its client is missing; install mensetsuryoku[redis]"
            )
        self._address = storage
        self._secret = secret
        self.clients = clients
        self._clock = clock
        self._storage: Storage | None = None
        self._opening = Lock()
        self._away_until = 0.0
        self._warned = -SECONDS_BETWEEN_WARNINGS

    def send(self, key: bytes | None) -> Spent:
        """Count an attempt that is sent, under its key where it has one."""
        network = self.clients.network(request.environ)
        return self._spend((SENDS, network), *([(REPEATS, key.hex())] if key else []))

    def read(self) -> Spent:
        """Count a question to the API."""
        return self._spend((READS, self.clients.network(request.environ)))

    def note(self) -> Spent:
        """Count what is counted as a sum, under names that whoever sends it may invent."""
        return self._spend((NOTES, self.clients.network(request.environ)))

    def guard(self, routes: Blueprint) -> None:
        """Count every request to these addresses, refuse those beyond the budget, and say in headers what is left."""
        routes.before_request(self._count)

    def _count(self) -> None:
        environ = request.environ
        method = environ["REQUEST_METHOD"]
        if method == "OPTIONS":
            return
        # A `PUT` is the one way to send here, under the key that its address names.
        spent = self.send(uuid_bytes((request.view_args or {}).get("key"))) if method == "PUT" else self.read()
        environ[ANYWAY] = spent.headers()
        if spent.wait:
            raise OverBudget(spent)

    def _spend(self, *claims: tuple[Quota, str]) -> Spent:
        minute, second = divmod(int(self._clock().timestamp()), SECONDS)
        counts: list[tuple[Quota, int | None]] = []
        for quota, who in claims:
            count = self._hit(f"{quota.name}/{minute}/{self._name(quota, who)}")
            counts.append((quota, count))
            if count is not None and count > quota.times:
                # What is refused begins no further counters.
                break
        return Spent(tuple(counts), SECONDS - second)

    def _hit(self, key: str) -> int | None:
        """Count once; None where that is not possible just now."""
        if self._away_until and monotonic() < self._away_until:
            return None
        try:
            return (self._storage or self._open()).incr(key, SECONDS)
        except Exception as error:  # Also one of an address that its client cannot use: no student is to pay for it.
            self._note_away(error)
            return None

    def _open(self) -> Storage:
        # The library takes 50 ms to import, Redis another 100: the first page should not wait for either.
        from quiz.web.counters import ProcessStorage, redis_storage

        with self._opening:
            if self._storage is None:
                if self._address == IN_PROCESS:
                    self._storage = ProcessStorage(lambda: self._clock().timestamp())
                else:
                    self._storage = redis_storage(self._address)
            return self._storage

    def _note_away(self, error: Exception) -> None:
        moment = monotonic()
        self._away_until = moment + SECONDS_AWAY
        if moment - self._warned >= SECONDS_BETWEEN_WARNINGS:
            self._warned = moment
            # By its kind: what the client says may hold the address with a password.
            log.warning(
                "QUIZ_RATE_STORAGE does not answer (%s): until it does, nobody is limited", type(error).__name__
            )

    def _name(self, quota: Quota, who: str) -> str:
        """Return a name for somebody: a hash under this deployment's secret, which tells nobody an address."""
        return blake2b(f"{quota.name}\n{who}".encode(), key=self._secret, digest_size=12).hexdigest()
