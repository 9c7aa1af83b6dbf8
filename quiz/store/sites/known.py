"""The sites as a process knows them: read again every few seconds, so that a removed one stops embedding soon."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from threading import Lock
from time import monotonic

from quiz.errors import StoreError
from quiz.sites import Site, Sites
from quiz.store.reader import FileReader

log = logging.getLogger("quiz.sites")

QUERY = "SELECT key, origins, may_ask_results FROM site ORDER BY id"
SECONDS = 2.0
"""So long a process may not know of a site that was added or removed."""


class KnownSites:
    """The sites of one deployment; safe to share between threads."""

    def __init__(
        self,
        patterns: tuple[str, ...],
        read: Callable[[], Sequence[Site]],
        seconds: float = SECONDS,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._read = read
        self._seconds = seconds
        self._clock = clock
        self._looking = Lock()
        self._look_again = clock()
        self._has_looked = False
        self._sites = Sites(patterns=patterns)

    def now(self) -> Sites:
        """Return the sites; as they were known, where the database cannot be read now."""
        # Whoever comes during the very first look waits for it: nothing is known yet, and an attempt placed nowhere
        # would stay so.
        if self._clock() >= self._look_again and self._looking.acquire(blocking=not self._has_looked):
            try:
                if self._clock() >= self._look_again:
                    self._look()
            finally:
                self._looking.release()
        return self._sites

    def _look(self) -> None:
        try:
            sites = tuple(self._read())
        except StoreError as error:
            log.warning("sites not refreshed: %s", error)
        else:
            if sites != self._sites.sites:
                self._sites = Sites(sites, self._sites.patterns)
        self._has_looked = True
        self._look_again = self._clock() + self._seconds


def read_sites(reader: FileReader) -> list[Site]:
    """Return the sites of an SQLite file."""
    return [site_of(*row) for row in reader.rows(QUERY)]


def site_of(key: str, origins: str, may_ask_results: object) -> Site:
    """Build a site from what its row holds."""
    return Site(key, tuple(origins.split()), bool(may_ask_results))
