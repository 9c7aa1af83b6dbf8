"""What was acknowledged is on the disk, whatever is killed, full or stopped; each test takes a few seconds at most."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPException
from pathlib import Path

from quiz.store.attempt import Outcome
from quiz.store.sqlite import SqliteWriter
from tests.attempts import a_database, a_store, an_attempt, stored_keys
from tests.load.serving import PATIENCE, ROOT, Running, running, submit

SENDERS = 8


class Stream:
    """Threads that submit until they are told to stop, and keep the keys that were acknowledged."""

    def __init__(self, server: Running) -> None:
        self._server = server
        self._is_over = threading.Event()
        self._enough = threading.Event()
        self._pool = ThreadPoolExecutor(SENDERS)
        self.acknowledged: list[bytes] = []
        self._futures = [self._pool.submit(self._send) for _ in range(SENDERS)]

    def wait_for(self, number: int) -> None:
        """Wait until so many more were acknowledged."""
        goal = len(self.acknowledged) + number
        while len(self.acknowledged) < goal:
            assert not self._enough.wait(0.01)

    def stop(self) -> list[bytes]:
        """Stop, and return every key that was acknowledged."""
        self._is_over.set()
        for future in self._futures:
            future.result(PATIENCE)
        self._pool.shutdown()
        return self.acknowledged

    def _send(self) -> None:
        while not self._is_over.is_set():
            connection = self._server.connect()
            try:
                while not self._is_over.is_set():
                    self.acknowledged.append(submit(connection))
            except (OSError, HTTPException):
                continue  # A killed worker takes its connections along; a student's page sends again.
            finally:
                connection.close()


def test_killing_workers_and_then_everything_loses_nothing_that_was_acknowledged(var: Path) -> None:
    with running(var) as server:
        stream = Stream(server)
        stream.wait_for(200)
        os.kill(server.workers()[0], signal.SIGKILL)
        stream.wait_for(200)
        for pid in [server.process.pid, *server.workers()]:
            os.kill(pid, signal.SIGKILL)
        acknowledged = stream.stop()
    stored = stored_keys(var / "quiz.db")
    assert len(acknowledged) >= 400
    assert set(acknowledged) <= set(stored)
    assert len(stored) == len(set(stored))


def test_a_polite_stop_answers_what_is_in_flight_and_leaves_in_peace(var: Path) -> None:
    with running(var) as server:
        stream = Stream(server)
        stream.wait_for(200)
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(PATIENCE) == 0
        acknowledged = stream.stop()
        assert server.workers() == []
        assert "Traceback" not in server.log
    assert set(acknowledged) <= set(stored_keys(var / "quiz.db"))


CROWD = """
import sys
from concurrent.futures import ThreadPoolExecutor
from tests.attempts import a_store, an_attempt
store = a_store(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
with ThreadPoolExecutor(8) as pool:
    outcomes = list(pool.map(lambda number: store.record(an_attempt(number)), range(400)))
print(sum(outcome.name == "CREATED" for outcome in outcomes))
"""


def test_processes_that_store_the_same_attempts_at_once_store_each_once(tmp_path: Path) -> None:
    url = a_database(tmp_path)
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", CROWD, url], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    for process in processes:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    created = [int(process.communicate(timeout=PATIENCE)[0]) for process in processes]
    assert sum(created) == 400
    assert sorted(stored_keys(tmp_path / "quiz.db")) == [an_attempt(number).key for number in range(400)]


HOLDER = """
import sys, time
from pathlib import Path
from quiz.store.turn import Turn
turn = Turn(Path(sys.argv[1]))
turn.take(wait=True)
print("taken", flush=True)
time.sleep(600)
"""


def test_the_turn_of_a_killed_process_is_free_at_once(tmp_path: Path) -> None:
    store = a_store(a_database(tmp_path))
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path / "quiz.db")], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None and holder.stdout.readline() == "taken\n"
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(store.record, an_attempt())
        assert not waiting.done()
        holder.kill()
        assert waiting.result(PATIENCE) is Outcome.CREATED
    holder.communicate(timeout=PATIENCE)
    store.close()


def test_a_file_that_may_not_grow_is_told_and_a_student_still_gets_the_result(var: Path) -> None:
    with running(var) as server:
        connection = server.connect()
        submit(connection)
        wal = var / "quiz.db-wal"
        for pid in server.workers():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (wal.stat().st_size, resource.RLIM_INFINITY))
        # `submit` holds that the answer is the way to the result, stored or not.
        keys = [submit(connection) for _ in range(3)]
        server.wait_for_log("attempt not stored: ")
        assert not set(keys) & set(stored_keys(var / "quiz.db"))
        for pid in server.workers():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        assert submit(connection) in stored_keys(var / "quiz.db")
        connection.close()


def test_a_read_only_database_is_told(tmp_path: Path) -> None:
    url = a_database(tmp_path)
    file = tmp_path / "quiz.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    program = (
        "import os, sys\n"
        "from tests.attempts import a_store, an_attempt\n"
        "os.geteuid() or os.setresuid(65534, 65534, 65534)\n"
        "try:\n"
        "    a_store(sys.argv[1]).record(an_attempt())\n"
        "except Exception as error:\n"
        "    print(type(error).__name__, error)\n"
    )
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.getuid() and folder != folder.parent:
            folder.chmod(folder.stat().st_mode | 0o055)
    tmp_path.chmod(0o555)
    file.chmod(0o444)
    ran = subprocess.run(
        [sys.executable, "-c", program, url], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE
    )
    tmp_path.chmod(0o755)
    assert ran.stdout.startswith("StoreError"), ran.stderr
    assert stored_keys(file) == []


def test_two_writers_of_one_process_take_turns_too(tmp_path: Path) -> None:
    a_database(tmp_path)
    one, other = SqliteWriter(tmp_path / "quiz.db"), SqliteWriter(tmp_path / "quiz.db")
    assert one.begin(wait=False)
    assert not other.begin(wait=False)
    one.end()
    assert other.begin(wait=False)
    other.end()
    one.close()
    other.close()
