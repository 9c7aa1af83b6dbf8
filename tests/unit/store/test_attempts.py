"""Group commit with writers made to order: who writes, who waits, who is told what."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from quiz.errors import StoreError
from quiz.store.attempt import Attempt, Outcome
from quiz.store.attempts import GroupCommit
from tests.attempts import an_attempt

SOON = 10.0


class Notebook:
    """A writer that notes each batch and its thread; it can be stopped, broken, and kept from its turn."""

    def __init__(self) -> None:
        self.batches: list[list[Attempt]] = []
        self.threads: list[str] = []
        self.may_write = threading.Event()
        self.may_write.set()
        self.has_begun = threading.Event()
        self.is_others_turn = False
        self.breaks: Exception | None = None

    def begin(self, wait: bool) -> bool:
        return wait or not self.is_others_turn

    def write(self, attempts: Sequence[Attempt]) -> list[Outcome | StoreError]:
        self.has_begun.set()
        assert self.may_write.wait(SOON)
        if self.breaks is not None:
            raise self.breaks
        self.batches.append(list(attempts))
        self.threads.append(threading.current_thread().name)
        return [Outcome.CREATED if attempt.score <= 100 else StoreError("refused") for attempt in attempts]

    def end(self) -> None:
        return None

    def close(self) -> None:
        return None

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Hold the next write for the length of the block."""
        self.has_begun.clear()
        self.may_write.clear()
        try:
            yield
        finally:
            self.may_write.set()


@contextmanager
def commit_to(writer: Notebook, patience: float = SOON) -> Iterator[GroupCommit]:
    commit = GroupCommit(writer, patience)
    yield commit
    commit.close()


def wait_for_queue(commit: GroupCommit, length: int) -> None:
    tick = threading.Event()
    for _ in range(1000):
        if len(commit._queue) == length:
            return
        tick.wait(0.005)
    pytest.fail(f"{len(commit._queue)} wait, not {length}")


def test_a_lone_attempt_is_written_by_the_thread_that_brings_it() -> None:
    writer = Notebook()
    with commit_to(writer) as commit:
        assert commit.record(an_attempt()) is Outcome.CREATED
    assert writer.threads == [threading.current_thread().name]


def test_attempts_that_arrive_during_a_write_go_together_into_the_next() -> None:
    writer = Notebook()
    with commit_to(writer) as commit, ThreadPoolExecutor(9) as pool:
        with writer.stopped():
            first = pool.submit(commit.record, an_attempt(0))
            assert writer.has_begun.wait(SOON)
            others = [pool.submit(commit.record, an_attempt(number)) for number in range(1, 9)]
            wait_for_queue(commit, 8)
        assert {future.result(SOON) for future in [first, *others]} == {Outcome.CREATED}
    assert [len(batch) for batch in writer.batches] == [1, 8]
    assert writer.threads[1] == "group-commit"


def test_waiting_for_another_process_is_left_to_the_writing_thread() -> None:
    writer = Notebook()
    writer.is_others_turn = True
    with commit_to(writer) as commit:
        assert commit.record(an_attempt()) is Outcome.CREATED
    assert writer.threads == ["group-commit"]


def test_a_refused_attempt_leaves_its_neighbours_alone() -> None:
    writer = Notebook()
    with commit_to(writer) as commit, ThreadPoolExecutor(3) as pool:
        with writer.stopped():
            first = pool.submit(commit.record, an_attempt(0))
            assert writer.has_begun.wait(SOON)
            bad = pool.submit(commit.record, an_attempt(1, score=101))
            good = pool.submit(commit.record, an_attempt(2))
            wait_for_queue(commit, 2)
        assert first.result(SOON) is Outcome.CREATED
        assert good.result(SOON) is Outcome.CREATED
        with pytest.raises(StoreError, match="refused"):
            bad.result(SOON)


@pytest.mark.parametrize("defect", [StoreError("the disk is full"), ZeroDivisionError("a defect")])
def test_a_writer_that_fails_tells_everybody_and_strands_nobody(defect: Exception) -> None:
    writer = Notebook()
    with commit_to(writer) as commit, ThreadPoolExecutor(4) as pool:
        with writer.stopped():
            futures = [pool.submit(commit.record, an_attempt(0))]
            assert writer.has_begun.wait(SOON)
            futures += [pool.submit(commit.record, an_attempt(number)) for number in (1, 2, 3)]
            wait_for_queue(commit, 3)
            writer.breaks = defect
        for future in futures:
            with pytest.raises(StoreError, match=r"full|a defect"):
                future.result(SOON)
        writer.breaks = None
        assert commit.record(an_attempt(4)) is Outcome.CREATED


def test_nobody_waits_longer_than_the_patience_and_a_stuck_writer_is_not_waited_for_again() -> None:
    writer = Notebook()
    with commit_to(writer, patience=0.05) as commit, ThreadPoolExecutor(2) as pool:
        with writer.stopped():
            stuck = pool.submit(commit.record, an_attempt(0))
            assert writer.has_begun.wait(SOON)
            with pytest.raises(StoreError, match="does not answer"):
                commit.record(an_attempt(1))
            assert not commit._queue
            commit._patience = 3600
            with pytest.raises(StoreError, match="does not answer"):
                commit.record(an_attempt(2))
        assert stuck.result(SOON) is Outcome.CREATED
        assert commit.record(an_attempt(3)) is Outcome.CREATED
    assert [attempt.key[-1] for batch in writer.batches for attempt in batch] == [0, 3]


def test_every_attempt_of_a_crowd_is_written_once() -> None:
    writer = Notebook()
    with commit_to(writer) as commit, ThreadPoolExecutor(16) as pool:
        outcomes = list(pool.map(commit.record, map(an_attempt, range(2000))))
    assert outcomes == [Outcome.CREATED] * 2000
    assert sorted(attempt.key for batch in writer.batches for attempt in batch) == [
        an_attempt(number).key for number in range(2000)
    ]
