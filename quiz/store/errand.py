"""Work that nobody has to wait for: done behind the request, once, however often it was asked for meanwhile."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Lock, Thread

from quiz.errors import QuizError

log = logging.getLogger("quiz.errands")


class Errand:
    """Runs one task in a thread of its own; asked for while it runs, it runs once more afterwards.

    The thread ends with its process, so the task has to be one that the next start finds undone.
    """

    def __init__(self, task: Callable[[], object]) -> None:
        self._task = task
        self._asking = Lock()
        self._is_wanted = False
        self._thread: Thread | None = None

    def ask(self) -> None:
        """Have the task done soon."""
        with self._asking:
            self._is_wanted = True
            if self._thread is None:
                self._thread = Thread(target=self._run, name="errand", daemon=True)
                self._thread.start()

    def finish(self) -> None:
        """Wait until what was asked for is done."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        while True:
            with self._asking:
                if not self._is_wanted:
                    self._thread = None
                    return
                self._is_wanted = False
            try:
                self._task()
            except QuizError as error:
                log.warning("left to the next change, or the next start: %s", error)
