"""Waits that grow with wrong passwords and codes, and that no stranger can make last.

Failures are counted for an address with a name, for the name from everywhere, and for the address with whatever
names. The first two let a handful through, then each further one doubles the wait. The wait of a name alone stays
short, since a stranger can cause it and the owner has to get in all the same. What is refused while waiting is not
looked at, and does not make the wait longer.

A code of six digits is soon guessed, but only who knows the password comes so far: its brakes are of their own, that of
the name holds longer, and a right password forgets nothing while a code is still to come.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from math import ceil
from typing import TYPE_CHECKING, Any

from quiz.clock import Clock, now
from quiz.store.handle import StoreHandle
from quiz.web.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quiz.store.rates import Counter


@dataclass(frozen=True, slots=True)
class Brake:
    """So many failures are free, then waits double from the first to the longest; seconds, counted from the last."""

    purpose: str
    free: int
    first: int
    longest: int
    memory: int

    def wait_after(self, failures: int) -> int:
        """Return the seconds to wait after so many failures."""
        if failures <= self.free:
            return 0
        # The power is bounded, since the count is not.
        return min(self.first << min(failures - self.free - 1, 20), self.longest)


HERE = Brake("signin-here", free=5, first=5, longest=900, memory=86_400)
NAME = Brake("signin-name", free=20, first=2, longest=30, memory=3_600)
ADDRESS = Brake("signin-address", free=30, first=5, longest=900, memory=3_600)
CODE_HERE = Brake("code-here", free=5, first=5, longest=900, memory=86_400)
CODE_NAME = Brake("code-name", free=10, first=15, longest=900, memory=86_400)


class Step(Enum):
    """What is looked at, with its brakes: of an address with a name, of the name, and of the address."""

    PASSWORD = (HERE, NAME, ADDRESS)
    CODE = (CODE_HERE, CODE_NAME, ADDRESS)


class Throttle:
    """The brakes of one deployment's sign-in; StoreError where the database is away, and then nobody gets in."""

    def __init__(self, store: StoreHandle, limits: Limits, clock: Clock = now) -> None:
        self._store = store
        self._limits = limits
        self._clock = clock

    def begin(self, name: str, environ: Mapping[str, Any], step: Step = Step.PASSWORD) -> int:
        """Count an attempt as failed before it is looked at; return the seconds to wait instead, where it has to.

        Counting first means that many attempts at once get no more through than one after the other.
        """
        keys = self._keys(name, environ, step)
        wait = self._wait(keys)
        if wait:
            return wait
        from quiz.store import rates

        now_ms = self._now_ms()
        with self._store.opened().writing() as connection:
            # Held before they are read, so that nobody else reads the same count.
            counters = [
                (brake, rates.add(connection, key, now_ms, 1000 * brake.memory, amount=0)) for brake, key in keys
            ]
            wait = _longest(counters, now_ms)
            if not wait:
                for brake, key in keys:
                    rates.add(connection, key, now_ms, 1000 * brake.memory, renews=True)
        return wait

    def succeeded(self, name: str, environ: Mapping[str, Any]) -> None:
        """Forget the failures before somebody got in."""
        from quiz.store import rates

        with self._store.opened().writing() as connection:
            for _, key in {pair for step in Step for pair in self._keys(name, environ, step)}:
                rates.forget(connection, key)

    def _wait(self, keys: list[tuple[Brake, str]]) -> int:
        """Look without writing, so that a flood does not hold up those who store."""
        from quiz.store import rates

        now_ms = self._now_ms()
        with self._store.opened().reading() as connection:
            return _longest([(brake, rates.find(connection, key, now_ms)) for brake, key in keys], now_ms)

    def _keys(self, name: str, environ: Mapping[str, Any], step: Step) -> list[tuple[Brake, str]]:
        address = self._limits.clients.network(environ)
        counted = zip(step.value, (f"{address}\n{name}", name, address), strict=True)
        return [(brake, self._limits.key(brake.purpose, who)) for brake, who in counted]

    def _now_ms(self) -> int:
        return int(1000 * self._clock().timestamp())


def _longest(counters: list[tuple[Brake, Counter]], now_ms: int) -> int:
    """Return the seconds until every brake lets somebody through."""
    waits = [0]
    for brake, counter in counters:
        last_ms = counter.expires_ms - 1000 * brake.memory
        waits.append(ceil((last_ms + 1000 * brake.wait_after(counter.count) - now_ms) / 1000))
    return max(waits)
