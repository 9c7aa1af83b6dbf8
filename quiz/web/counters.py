"""Counters of requests as the library `limits` wants to have them: in this process, or in a Redis server.

The library's own storage in memory is not used: it starts a thread for nearly every hit, which then looks through all
counters (0.12 ms of CPU a hit; 3.6 ms where there are 50,000). This one looks through them once a minute, and never
holds more than so many.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Any, cast

from limits.storage import Storage, storage_from_string

MOST_COUNTERS = 8_192
"""About 2 MB. Whoever can invent more addresses a minute has no use for a limit on one: then all counts begin anew."""
SWEEP_SECONDS = 60
SECONDS_TO_CONNECT = 0.5
SECONDS_TO_ANSWER = 0.5
"""A Redis server near enough to be asked at every submit answers within a millisecond, a busy one within a tenth."""
NONE = (0, 0.0)


class ProcessStorage(Storage):
    """Counters of this process; each ends so many seconds after its first hit."""

    STORAGE_SCHEME = None

    def __init__(self, seconds: Callable[[], float], most: int = MOST_COUNTERS) -> None:
        super().__init__()
        self._seconds = seconds
        self._most = most
        self._lock = Lock()
        self._counters: dict[str, tuple[int, float]] = {}
        self._next_sweep = 0.0

    @property
    def base_exceptions(self) -> type[Exception]:
        return MemoryError

    def __len__(self) -> int:
        return len(self._counters)

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Add to a counter that ends `expiry` seconds after its first hit; return it."""
        now = self._seconds()
        with self._lock:
            count, ends = self._counters.get(key, NONE)
            if ends <= now:
                self._make_room(now)
                count, ends = 0, now + expiry
            self._counters[key] = count + amount, ends
        return count + amount

    def get(self, key: str) -> int:
        count, ends = self._counters.get(key, NONE)
        return count if ends > self._seconds() else 0

    def get_expiry(self, key: str) -> float:
        return self._counters.get(key, NONE)[1]

    def check(self) -> bool:
        return True

    def reset(self) -> int:
        with self._lock:
            held = len(self._counters)
            self._counters.clear()
        return held

    def clear(self, key: str) -> None:
        with self._lock:
            self._counters.pop(key, None)

    def _make_room(self, now: float) -> None:
        if now >= self._next_sweep:
            self._counters = {key: counter for key, counter in self._counters.items() if counter[1] > now}
            self._next_sweep = now + SWEEP_SECONDS
        if len(self._counters) >= self._most:
            self._counters.clear()


def redis_storage(address: str) -> Storage:
    """Return the counters of a Redis server; nothing is asked of it yet.

    It tries once: the client's own way would be three more tries with up to ten seconds in between, and what was not
    answered in time may have been counted. A connection that the server has closed meanwhile is opened anew by itself.
    """
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    options: dict[str, Any] = {
        "socket_connect_timeout": SECONDS_TO_CONNECT,
        "socket_timeout": SECONDS_TO_ANSWER,
        "retry": Retry(NoBackoff(), 0),
        "key_prefix": "quiz",
    }
    return cast(Storage, storage_from_string(address, **options))
