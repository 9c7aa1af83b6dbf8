"""Waits that grow with wrong passwords and codes, and that no stranger can make last.

Failures are counted for an address with a name, for the name from everywhere, and for the address with whatever
names. Each lets some through, then each further one doubles the wait. What is refused while waiting is not looked at,
and does not make the wait longer.

Whatever a stranger can cause stays short, for all of these: a stranger tries names from anywhere, and may share a
network with their owners. Half a minute between two tries is enough against guessing: under one name no more than 120
an hour are looked at from everywhere together, and from one address no more than that under all names, whether it tries
one name often or many slowly. Getting in takes only its own try off the address, and so buys no others.

Somebody who tries without a pause can take each turn as it comes. A browser that signed in under a name before
therefore takes no turn: it is counted by itself (`quiz.web.signin_browser`), waits for nobody, and nobody for it.

A code of six digits is soon guessed, but only who knows the password comes so far: its brakes are of their own, those
of the name hold longer, and are forgotten only when a code was right.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from math import ceil
from typing import TYPE_CHECKING, Any

from quiz.clock import Clock, now
from quiz.store.handle import StoreHandle
from quiz.web.limits import Limits
from quiz.web.signin_browser import Browsers

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

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


HERE = Brake("signin-here", free=5, first=5, longest=30, memory=86_400)
NAME = Brake("signin-name", free=20, first=2, longest=30, memory=3_600)
ADDRESS = Brake("signin-address", free=30, first=5, longest=30, memory=3_600)
BROWSER = Brake("signin-browser", free=5, first=5, longest=900, memory=86_400)
"""Nobody else shares it, so it may hold."""
CODE_HERE = Brake("code-here", free=5, first=5, longest=900, memory=86_400)
CODE_NAME = Brake("code-name", free=10, first=15, longest=900, memory=86_400)


class Step(Enum):
    """What is looked at, with its brakes: of an address with a name, and of the name."""

    PASSWORD = (HERE, NAME)
    CODE = (CODE_HERE, CODE_NAME)


class Throttle:
    """The brakes of one deployment's sign-in; StoreError where the database is away, and then nobody gets in."""

    def __init__(self, store: StoreHandle, limits: Limits, clock: Clock = now) -> None:
        self._store = store
        self._limits = limits
        self._clock = clock
        self._browsers = Browsers(limits)

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

    def succeeded(self, name: str, environ: Mapping[str, Any], proven: Collection[Step]) -> str:
        """Forget the failures of the steps that somebody has proven; return the word that makes their browser known."""
        from quiz.store import rates

        now_ms = self._now_ms()
        with self._store.opened().writing() as connection:
            for brake, key in self._forgettable(name, environ, proven):
                if brake is ADDRESS:
                    # The failures under other names stay: who has an account could otherwise try them all.
                    rates.take_off(connection, key, now_ms)
                else:
                    rates.forget(connection, key)
        return self._browsers.word_for(name)

    def _forgettable(self, name: str, environ: Mapping[str, Any], proven: Collection[Step]) -> list[tuple[Brake, str]]:
        """Return the counters of some steps, each once, in the order in which `begin` holds those of one."""
        pairs = dict.fromkeys(pair for step in proven for pair in self._keys(name, environ, step))
        return sorted(pairs, key=lambda pair: pair[0] is ADDRESS)

    def _wait(self, keys: list[tuple[Brake, str]]) -> int:
        """Look without writing, so that a flood does not hold up those who store."""
        from quiz.store import rates

        now_ms = self._now_ms()
        with self._store.opened().reading() as connection:
            return _longest([(brake, rates.find(connection, key, now_ms)) for brake, key in keys], now_ms)

    def _keys(self, name: str, environ: Mapping[str, Any], step: Step) -> list[tuple[Brake, str]]:
        address = self._limits.clients.network(environ)
        word = self._browsers.word_of(name, environ)
        here, everywhere = step.value
        counted = [(here, f"{address}\n{name}"), (everywhere, name), (ADDRESS, address)]
        if word:
            counted = [(BROWSER, f"{name}\n{word}")] if step is Step.PASSWORD else counted[:2]
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
