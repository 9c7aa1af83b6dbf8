"""Group commit: attempts that arrive together are made durable together.

A lone attempt is written by the thread that brings it, so that it waits for nobody. Attempts that arrive while a
write is under way, in this process or in another, go together into the next one, which a thread of its own makes:
no student's thread then serves others before its own. An attempt is acknowledged when the transaction that holds it
is on the disk, never before. `docs/decisions/0005-group-commit.md` has the figures.
"""

from __future__ import annotations

from _thread import allocate_lock
from collections import deque
from collections.abc import Sequence
from threading import Thread
from typing import Protocol

from quiz.errors import StoreError
from quiz.store.attempt import Attempt, Outcome

PATIENCE_SECONDS = 5.0
"""How long a student waits for the disk before the result is shown without storing."""


class Writer(Protocol):
    """What makes attempts durable; used by one thread at a time. Every method may raise StoreError."""

    def begin(self, wait: bool) -> bool:
        """Take the turn to write among all processes; where it does not wait, say False if another has it."""

    def write(self, attempts: Sequence[Attempt]) -> Sequence[Outcome | StoreError]:
        """Make attempts durable and tell what became of each; StoreError is raised where none could be written."""

    def end(self) -> None:
        """Give the turn back; it was taken."""

    def close(self) -> None:
        """Close what is open; nobody is writing."""


class GroupCommit:
    """Brings the attempts of many threads to one writer.

    `_turn` is held by whoever writes. Whoever finds it taken queues; the holder looks at the queue once more after
    giving the turn back, so that no attempt is left behind.
    """

    def __init__(self, writer: Writer, patience: float = PATIENCE_SECONDS) -> None:
        self._writer = writer
        self._patience = patience
        self._queue: deque[_Waiting] = deque()
        self._turn = allocate_lock()
        self._call = allocate_lock()
        self._call.acquire()
        self._thread: Thread | None = None
        self._is_closed = False
        self._is_in_trouble = False

    def record(self, attempt: Attempt) -> Outcome:
        """Store an attempt and return when it is durable; StoreError where it could not be stored in time."""
        waiting = _Waiting(attempt)
        self._queue.append(waiting)
        if self._turn.acquire(False):
            self._write_here()
        elif self._is_in_trouble:
            # One thread is finding out whether the disk is well again; the others have pages to serve.
            self._withdraw(waiting)
        if not waiting.done.acquire(True, self._patience):
            self._is_in_trouble = True
            self._withdraw(waiting)
            # Where it could not be withdrawn it is being written, and may yet be in time.
            waiting.done.acquire(True, self._patience)
        if isinstance(waiting.outcome, Outcome):
            return waiting.outcome
        raise waiting.outcome or StoreError("the database did not answer in time")

    def close(self) -> None:
        """End the writing thread and close the writer; what was acknowledged is on the disk already."""
        self._turn.acquire()
        self._is_closed = True
        if self._thread is not None:
            self._call.release()
            self._thread.join()
        self._writer.close()

    def _withdraw(self, waiting: _Waiting) -> None:
        """Take an attempt out of the queue, unless the writer has it already."""
        try:
            self._queue.remove(waiting)
        except ValueError:
            return
        waiting.finish(StoreError("the database does not answer"))

    def _write_here(self) -> None:
        """Write what waits, once, in this thread; leave the rest, or the waiting for others, to the writing thread."""
        if not self._write_queue(wait=False) or self._queue:
            self._call_thread()
            return
        self._turn.release()
        # Whoever came between the look and the release found the turn taken.
        if self._queue and self._turn.acquire(False):
            self._call_thread()

    def _call_thread(self) -> None:
        """Hand the turn to the writing thread."""
        if self._thread is None:
            self._thread = Thread(target=self._write_for_others, name="group-commit", daemon=True)
            self._thread.start()
        self._call.release()

    def _write_for_others(self) -> None:
        while True:
            self._call.acquire()
            if self._is_closed:
                return
            while self._queue:
                self._write_queue(wait=True)
            self._turn.release()
            if self._queue and self._turn.acquire(False):
                self._call.release()

    def _write_queue(self, wait: bool) -> bool:
        """Write everything that waits now; False where another process has the turn. Nothing is raised."""
        batch: list[_Waiting] = []
        outcomes: Sequence[Outcome | StoreError]
        try:
            if not self._writer.begin(wait):
                return False
            try:
                self._take(batch)
                outcomes = self._writer.write([waiting.attempt for waiting in batch]) if batch else ()
            finally:
                self._writer.end()
            self._is_in_trouble = False
        except Exception as error:  # Even a defect must not strand those who wait: each of them tells it.
            self._is_in_trouble = True
            self._take(batch)
            cause = str(error) if isinstance(error, StoreError) else f"the writer failed: {error!r}"
            outcomes = [StoreError(cause) for _ in batch]
        for waiting, outcome in zip(batch, outcomes, strict=True):
            waiting.finish(outcome)
        return True

    def _take(self, batch: list[_Waiting]) -> None:
        """Move everything that waits into a batch."""
        try:
            while True:
                batch.append(self._queue.popleft())
        except IndexError:
            return


class _Waiting:
    """An attempt, what became of it, and the lock that its thread waits for."""

    __slots__ = ("attempt", "done", "outcome")

    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt
        self.outcome: Outcome | StoreError | None = None
        # A bare lock: an Event is a condition around a lock around a lock, and costs a submit 20 µs.
        self.done = allocate_lock()
        self.done.acquire()

    def finish(self, outcome: Outcome | StoreError) -> None:
        """Tell the waiting thread."""
        self.outcome = outcome
        self.done.release()
