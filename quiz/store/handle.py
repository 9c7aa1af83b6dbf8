"""The store as the rest of the house holds it: cheap to make, opened in each process when it is first needed.

SQLAlchemy takes as long to import as Flask and the server together. Over SQLite a submit does without it; a database
server is warmed in a thread of its own while the first page is served.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from quiz.advice.model import Shelf
from quiz.bank.model import Bank
from quiz.config import Settings
from quiz.sites import Site
from quiz.store.attempt import Attempt, Outcome, milliseconds
from quiz.store.attempts import GroupCommit
from quiz.store.cohorts import FIND, LAST_WORD, TELL, Telling, telling_of
from quiz.store.errand import Errand
from quiz.store.norms import QUERY as MEASURED
from quiz.store.norms import Errors, errors_of
from quiz.store.pace import QUERY as PACE
from quiz.store.reader import FileReader
from quiz.store.shelf import read_shelf
from quiz.store.sites.known import KnownSites, read_sites
from quiz.store.sqlite import SqliteWriter, run_in_file, sqlite_file
from quiz.store.sums import Batch, Sums, write_into_file
from quiz.store.tallying import BEHIND, MANY, is_behind
from quiz.store.telling import ANY_DUE, ASKED, HELD, LOT_OF_SERVER, Sharing, shared, sharing_of

if TYPE_CHECKING:
    from quiz.store.opened import OpenedStore
    from quiz.store.outbox.messages import Outbox
    from quiz.store.publishing.library import Library
    from quiz.store.publishing.publisher import Publisher

KEPT_BANKS = 16
"""Old versions kept in memory a process; each is a few ten kilobytes."""


class StoreHandle:
    """One deployment's store; safe to share between threads, and across a fork before it is used."""

    def __init__(self, settings: Settings) -> None:
        self._url = settings.database_url
        self._opening = Lock()
        self._commit: GroupCommit | None = None
        self._opened: OpenedStore | None = None
        file = sqlite_file(self._url)
        self._reader = FileReader(file) if file else None
        self.sites = KnownSites(settings.embed_sites, self._read_sites)
        self.sums = Sums(self._write_sums)
        self._relating = Errand(lambda: self.publisher().reindex())
        self._bank = lru_cache(maxsize=KEPT_BANKS)(self._fetch_bank)

    def record(self, attempt: Attempt) -> Outcome:
        """Store an attempt exactly once; StoreError where it could not be stored."""
        commit = self._commit
        return (self._open_commit() if commit is None else commit).record(attempt)

    def bank(self, version: str) -> Bank | None:
        """Return the bank of a version that was ever used here; StoreError where that cannot be known just now."""
        try:
            return self._bank(version)
        except LookupError:
            return None

    def has(self, key: bytes) -> bool:
        """Say whether an attempt is stored under a key; StoreError where that cannot be known just now."""
        return self.opened().has(key)

    def count_attempts(self) -> int:
        """Return how many attempts are stored."""
        return self.opened().count_attempts()

    def shelf(self, known: int = -1) -> Shelf | None:
        """Return the shelf, or None where it is still of the known revision; StoreError where it cannot be read now."""
        return self.opened().shelf(known) if self._reader is None else read_shelf(self._reader, known)

    def measured_errors(self) -> Errors:
        """Return the standard errors that were measured; StoreError where that cannot be known just now."""
        return errors_of(self._rows(MEASURED, {}))

    def pace(self, scale: str, form: str) -> int | None:
        """Return the published median of a form in seconds, if any; StoreError where it cannot be known just now."""
        return next((seconds for (seconds,) in self._rows(PACE, {"scale": scale, "form": form})), None)

    def publisher(self) -> Publisher:
        """Return what changes what is published."""
        # Imported here for the reason that the module gives.
        from quiz.store.publishing.publisher import Publisher

        return Publisher(self.opened(), self._relating)

    def library(self) -> Library:
        """Return what readers of the Q&A site see."""
        # Imported here for the reason that the module gives.
        from quiz.store.publishing.library import Library

        return Library(self.opened())

    def outbox(self) -> Outbox:
        """Return what waits to be told to sites."""
        # Imported here for the reason that the module gives.
        from quiz.store.outbox.messages import Outbox

        return Outbox(self.opened())

    def is_anything_due(self, moment: datetime) -> bool:
        """Say whether anything has to be told to a site; StoreError where that cannot be known just now."""
        return bool(self._rows(ANY_DUE, {"moment": milliseconds(moment)}))

    def is_tally_due(self, moment: datetime) -> bool:
        """Say whether tallies have fallen behind; StoreError where that cannot be known just now."""
        return is_behind(self._rows(BEHIND, {"many": MANY}), moment)

    def share(self, key: bytes, site: str, moment: datetime) -> Sharing:
        """Tell a site the result of an attempt that was made there, once, as the student wished.

        StoreError where it cannot be noted.
        """
        sharing, is_told = sharing_of(self._rows(ASKED, {"key": key, "site": site}))
        if is_told:
            statement = shared() if self._reader else shared(LOT_OF_SERVER, HELD)
            self._run(statement, {"key": key, "moment": milliseconds(moment)})
        return sharing

    def tell(self, key: bytes, attributes: str, moment: datetime) -> Telling:
        """Keep what a student told of an attempt, as the label of a segment; the last word counts.

        StoreError where it cannot be kept.
        """
        found = {"key": key, "oldest": milliseconds(moment - LAST_WORD)}
        telling = telling_of(self._rows(FIND, found))
        if telling is Telling.KEPT:
            self._run(TELL, {**found, "attributes": attributes, "moment": milliseconds(moment)})
        return telling

    def warm(self) -> None:
        """Open what a submit needs, so that the first one does not wait for it."""
        if sqlite_file(self._url) is None:
            self.opened().connect()
        self._open_commit()

    def close(self) -> None:
        """Close what was opened; what is needed afterwards is opened again."""
        self.sums.close()
        self._relating.finish()
        if self._reader is not None:
            self._reader.close()
        self.sums = Sums(self._write_sums)
        with self._opening:
            if self._commit is not None:
                self._commit.close()
            if self._opened is not None:
                self._opened.close()
            self._commit = self._opened = None

    def _open_commit(self) -> GroupCommit:
        file = sqlite_file(self._url)
        writer = self.opened().writer() if file is None else SqliteWriter(file)
        with self._opening:
            if self._commit is None:
                self._commit = GroupCommit(writer)
            return self._commit

    def opened(self) -> OpenedStore:
        """Return the store as SQLAlchemy opens it, for everything but the submit into SQLite."""
        with self._opening:
            if self._opened is None:
                # Imported here for the reason that the module gives.
                from quiz.store.opened import OpenedStore

                self._opened = OpenedStore(self._url)
            return self._opened

    def _read_sites(self) -> Sequence[Site]:
        return self.opened().sites() if self._reader is None else read_sites(self._reader)

    def _rows(self, query: str, values: Mapping[str, object]) -> list[tuple[Any, ...]]:
        return self.opened().rows(query, values) if self._reader is None else self._reader.rows(query, values)

    def _run(self, statement: str, values: Mapping[str, object]) -> None:
        file = sqlite_file(self._url)
        if file is None:
            self.opened().run(statement, values)
        else:
            run_in_file(file, statement, values)

    def _write_sums(self, batches: Sequence[Batch]) -> None:
        file = sqlite_file(self._url)
        if file is None:
            self.opened().add_sums(batches)
        else:
            write_into_file(file, batches)

    def _fetch_bank(self, version: str) -> Bank:
        bank = self.opened().bank(version)
        if bank is None:
            # An exception, since the cache must not fill up with versions that somebody invents.
            raise LookupError(version)
        return bank
