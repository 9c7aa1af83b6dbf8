"""How often something may be done from one network.

Counters stand in the database, since several processes share them. No address is stored: a counter's key is a hash
under this deployment's secret. A count is a durable write, so only what writes anyway is limited, never reading.

    ASK = Limit("ask", times=5, seconds=3600)                                   beside the view
    limits = Limits(store, settings.secret(), clients, clock)                   one an application
    wait = limits.hit(ASK)                           0: counted, go on; else seconds until it is possible again
    wait = limits.wait(ASK)                          the same without counting

StoreError where the database is away: the answer is then the page of 503, like that of the write that would follow.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from math import ceil
from typing import TYPE_CHECKING, Any

from flask import request

from quiz.clock import Clock, now
from quiz.store.handle import StoreHandle
from quiz.web.clients import Clients

if TYPE_CHECKING:
    from limits.strategies import FixedWindowRateLimiter


@dataclass(frozen=True, slots=True)
class Limit:
    """So many times within so many seconds from the first time on."""

    purpose: str
    times: int
    seconds: int


class Limits:
    """The limits of one deployment."""

    def __init__(self, store: StoreHandle, secret: bytes, clients: Clients, clock: Clock = now) -> None:
        self.clients = clients
        self._store = store
        self._secret = secret
        self._clock = clock

    def hit(self, limit: Limit, who: str | None = None) -> int:
        """Count once for somebody, by default the network of this request; return the seconds to wait, 0 for none.

        What is beyond the limit is refused after a look, without a write: a flood does not hold up those who store.
        """
        limiter = self._limiter()
        arguments = self._item(limit), self.key(limit.purpose, who)
        if limiter.test(*arguments) and limiter.hit(*arguments):
            return 0
        return self._seconds_until(limiter.get_window_stats(*arguments).reset_time)

    def wait(self, limit: Limit, who: str | None = None) -> int:
        """Return the seconds to wait, 0 for none, without counting."""
        limiter = self._limiter()
        arguments = self._item(limit), self.key(limit.purpose, who)
        if limiter.test(*arguments):
            return 0
        return self._seconds_until(limiter.get_window_stats(*arguments).reset_time)

    def key(self, purpose: str, who: str | None = None) -> str:
        """Return the key of a counter: for one purpose, and by default for the network of this request."""
        named = self.clients.network(request.environ) if who is None else who
        words = f"{purpose}\n{named}".encode("utf-8", "replace")
        return blake2b(words, key=self._secret, digest_size=16, person=b"quiz.limits").hexdigest()

    def _limiter(self) -> FixedWindowRateLimiter:
        # Both need SQLAlchemy or take long to import, and the first page should not wait for them.
        from limits.strategies import FixedWindowRateLimiter

        from quiz.store.rates import RateStorage

        return FixedWindowRateLimiter(RateStorage(self._store.opened(), self._clock))

    def _item(self, limit: Limit) -> Any:
        from limits import RateLimitItemPerSecond

        return RateLimitItemPerSecond(limit.times, limit.seconds, limit.purpose)

    def _seconds_until(self, moment: float) -> int:
        # At least one: a counter that ended between two looks has nothing left to wait for, but was refused.
        return max(1, ceil(moment - self._clock().timestamp()))
