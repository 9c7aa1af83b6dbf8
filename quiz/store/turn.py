"""Taking turns between the processes of one machine, through a lock on a file."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from quiz.errors import StoreError


class Turn:
    """The turn to write into an SQLite file. The system gives it back when its holder dies, however it dies.

    SQLite's own way of waiting is to sleep and try again, up to a tenth of a second a time; with two processes that
    made the slowest percent of submits 30 times slower. The lock's file stays open as long as the turn exists, and
    stays on the disk for ever: two processes that held different files of the same name would both have the turn.
    """

    def __init__(self, database: Path) -> None:
        self._path = f"{database}-turn"
        self._file: int | None = None

    def take(self, wait: bool) -> bool:
        """Take the turn; where it does not wait, say False if another process has it."""
        try:
            if self._file is None:
                self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(self._file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            raise StoreError(f"{self._path} cannot be locked: {error.strerror}") from error
        return True

    def give_back(self) -> None:
        """Give the turn back; it was taken."""
        assert self._file is not None
        fcntl.flock(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        """Close the lock's file."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
