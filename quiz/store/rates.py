"""Counters that end by themselves, shared by every process of a deployment.

Keys are made by whoever counts and say nothing about a person. A counter that has ended counts as none; its row goes
when another one begins.
"""

from __future__ import annotations

from dataclasses import dataclass

from limits.storage import Storage
from sqlalchemy import Connection, case, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from quiz.clock import Clock
from quiz.errors import StoreError
from quiz.store.opened import OpenedStore
from quiz.store.tables import rate


@dataclass(frozen=True, slots=True)
class Counter:
    """How often something happened, and when that is forgotten (milliseconds since 1970)."""

    count: int
    expires_ms: int


NONE = Counter(0, 0)


def find(connection: Connection, key: str, now_ms: int) -> Counter:
    """Return a counter; zero where there is none."""
    query = select(rate.c.count, rate.c.expires_utc).where(rate.c.key == key, rate.c.expires_utc > now_ms)
    row = connection.execute(query).first()
    return Counter(*row) if row else NONE


def add(connection: Connection, key: str, now_ms: int, lasts_ms: int, amount: int = 1, renews: bool = False) -> Counter:
    """Add to a counter and return it; a new one ends after `lasts_ms`, and so does an older one that renews.

    It is nobody else's until the transaction ends: to add 0 is to hold it.
    """
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    fresh = dialect.insert(rate).values(key=key, count=amount, expires_utc=now_ms + lasts_ms)
    is_over = rate.c.expires_utc <= now_ms
    ends = fresh.excluded.expires_utc
    statement = fresh.on_conflict_do_update(
        index_elements=[rate.c.key],
        set_={
            "count": case((is_over, amount), else_=rate.c.count + amount),
            "expires_utc": ends if renews else case((is_over, ends), else_=rate.c.expires_utc),
        },
    ).returning(rate.c.count, rate.c.expires_utc)
    counter = Counter(*connection.execute(statement).one())
    if counter.count == amount:
        remove_expired(connection, now_ms)
    return counter


def take_off(connection: Connection, key: str, now_ms: int) -> None:
    """Take one off a counter that has not ended; it ends when it would have."""
    counts = (rate.c.key == key) & (rate.c.count > 0) & (rate.c.expires_utc > now_ms)
    connection.execute(update(rate).where(counts).values(count=rate.c.count - 1))


def forget(connection: Connection, key: str) -> None:
    """Remove a counter."""
    connection.execute(delete(rate).where(rate.c.key == key))


def remove_expired(connection: Connection, now_ms: int) -> int:
    """Remove the counters that have ended; return how many. Those that another transaction holds are left to it."""
    ended = select(rate.c.key).where(rate.c.expires_utc <= now_ms).with_for_update(skip_locked=True)
    return connection.execute(delete(rate).where(rate.c.key.in_(ended))).rowcount


class RateStorage(Storage):
    """The counters as the library `limits` wants to have them, for windows that begin with their first hit."""

    STORAGE_SCHEME = None

    def __init__(self, opened: OpenedStore, clock: Clock) -> None:
        super().__init__()
        self._opened = opened
        self._clock = clock

    @property
    def base_exceptions(self) -> type[Exception]:
        return StoreError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Add to a counter that ends `expiry` seconds after its first hit; return it."""
        with self._opened.writing() as connection:
            return add(connection, key, self._now_ms(), 1000 * expiry, amount).count

    def get(self, key: str) -> int:
        return self._find(key).count

    def get_expiry(self, key: str) -> float:
        """Return when a counter ends, in seconds since 1970."""
        return self._find(key).expires_ms / 1000

    def check(self) -> bool:
        try:
            self._opened.connect()
        except StoreError:
            return False
        return True

    def reset(self) -> int:
        with self._opened.writing() as connection:
            return connection.execute(delete(rate)).rowcount

    def clear(self, key: str) -> None:
        with self._opened.writing() as connection:
            forget(connection, key)

    def _find(self, key: str) -> Counter:
        with self._opened.reading() as connection:
            return find(connection, key, self._now_ms())

    def _now_ms(self) -> int:
        return int(1000 * self._clock().timestamp())
