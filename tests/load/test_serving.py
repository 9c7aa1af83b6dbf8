"""Starting, reloading and stopping a real server."""

from __future__ import annotations

import shutil
import signal
import socket
import sqlite3
import time
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from quiz.bank.answers import check_character
from tests.factories import SHIPPED, shipped_bank
from tests.load.serving import PATIENCE, Running, end, free_port, running, start, submit

OLD, NEW = shipped_bank().items[0].text.ja, "志望する会社、どこまで調べた？"


def _asked(server: Running) -> str:
    """Return the quiz page without the places where its lines may break."""
    return server.get("/d/interview")[1].replace("<wbr>", "")


def refused(var: Path, port: int, **environment: str) -> list[str]:
    """Start a server that must not start, and return what it said."""
    process = start(var, port, environment)
    try:
        assert process.wait(PATIENCE) == 1
    finally:
        end(process)
    return var.with_suffix(".log").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("idle_connections", [0, 6])
def test_a_signal_ends_every_process_in_peace(var: Path, number: signal.Signals, idle_connections: int) -> None:
    with running(var) as server:
        idle = [_idle(server) for _ in range(idle_connections)]
        server.process.send_signal(number)
        assert server.process.wait(PATIENCE) == 0
        assert server.workers() == []
        assert "Traceback" not in server.log and "Error" not in server.log
        for connection in idle:
            connection.close()


def _idle(server: Running) -> HTTPConnection:
    connection = server.connect()
    connection.request("GET", "/healthz")
    connection.getresponse().read()
    return connection


def test_a_signal_at_any_moment_of_the_start_leaves_no_process_behind(var: Path) -> None:
    for tenths in range(1, 9):
        process = start(var, free_port())
        time.sleep(tenths / 10)
        process.send_signal(signal.SIGINT if tenths % 2 else signal.SIGTERM)
        try:
            process.wait(PATIENCE)
            assert Running(process, 0, var).workers() == []
        finally:
            end(process)
    log = var.with_suffix(".log").read_text(encoding="utf-8")
    assert "Traceback" not in log


def test_the_addresses_to_open_are_told(var: Path) -> None:
    with running(var) as server:
        assert f"http://127.0.0.1:{server.port}/" in server.log
        for line in server.log.splitlines():
            if "http://" in line:
                path = line.rpartition(str(server.port))[2]
                assert server.get(path)[0] in (200, 302, 303), line


def test_a_new_bank_is_served_after_a_reload_and_old_results_open_still(var: Path, tmp_path: Path) -> None:
    bank = tmp_path / "bank.yaml"
    shutil.copy(SHIPPED, bank)
    with running(var, {"QUIZ_BANK": str(bank)}) as server:
        connection = server.connect()
        submit(connection)
        connection.close()
        before = server.workers()
        assert OLD in _asked(server)
        bank.write_text(bank.read_text(encoding="utf-8").replace(OLD, NEW), encoding="utf-8")
        server.process.send_signal(signal.SIGHUP)
        server.wait_for_log("the bank was reloaded")
        _wait_for_new_workers(server, before)
        assert NEW in _asked(server)
        with closing(sqlite3.connect(var / "quiz.db")) as database:
            assert database.execute("SELECT count(*) FROM bank_version").fetchone() == (2,)
            version, answers = database.execute("SELECT version, answers FROM attempt").fetchone()
        assert server.get(f"/r/{version}-{answers}{check_character(version + answers)}")[0] == 200


def test_a_broken_bank_at_a_reload_keeps_the_old_one_and_is_told(var: Path, tmp_path: Path) -> None:
    bank = tmp_path / "bank.yaml"
    shutil.copy(SHIPPED, bank)
    with running(var, {"QUIZ_BANK": str(bank)}) as server:
        bank.write_text(bank.read_text(encoding="utf-8").replace("cut:", "cutt:"), encoding="utf-8")
        before = server.workers()
        server.process.send_signal(signal.SIGHUP)
        server.wait_for_log("the old one stays")
        _wait_for_new_workers(server, before)
        assert "cutt" in server.log
        assert OLD in _asked(server)


def _wait_for_new_workers(server: Running, before: list[int]) -> None:
    deadline = time.monotonic() + PATIENCE
    while set(before) & set(server.workers()) or len(server.workers()) != len(before):
        assert time.monotonic() < deadline, server.log
        time.sleep(0.05)


def test_a_port_in_use_is_told_in_one_line(var: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert refused(var, port) == [
            f"quiz: port {port} is in use; stop what listens there, or choose another with --port"
        ]


def test_a_second_server_on_the_same_port_is_refused(var: Path, tmp_path: Path) -> None:
    with running(var) as server:
        (line,) = refused(tmp_path / "other", server.port)
        assert f"port {server.port} is in use" in line


def test_a_database_of_a_newer_version_is_told_in_one_line(var: Path) -> None:
    with closing(sqlite3.connect(var / "quiz.db", isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    (line,) = refused(var, free_port())
    assert line.startswith("quiz: the database was written by a newer version")


def test_a_folder_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    process = start(tmp_path / "file" / "var", free_port(), log=tmp_path / "log")
    assert process.wait(PATIENCE) == 1
    (line,) = (tmp_path / "log").read_text(encoding="utf-8").splitlines()
    assert line.startswith(f"quiz: the folder {tmp_path / 'file' / 'var'} cannot be written")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("QUIZ_PROT", "80", "quiz: there is no setting QUIZ_PROT; did you mean QUIZ_PORT?"),
        ("QUIZ_WORKERS", "none", "quiz: workers is 'none'; write a whole number from 1 to 64"),
        ("QUIZ_BANK", "/nowhere/questions.yaml", "quiz: /nowhere/questions.yaml cannot be read"),
    ],
)
def test_a_wrong_setting_is_told_in_one_line(var: Path, name: str, value: str, said: str) -> None:
    (line,) = refused(var, free_port(), **{name: value})
    assert line.startswith(said)


def test_a_broken_bank_is_told_with_every_finding_and_nothing_is_served(var: Path, tmp_path: Path) -> None:
    bank = tmp_path / "bank.yaml"
    bank.write_text(SHIPPED.read_text(encoding="utf-8").replace("cut:", "cutt:"), encoding="utf-8")
    *findings, last = refused(var, free_port(), QUIZ_BANK=str(bank))
    assert any("cutt" in line for line in findings)
    assert last.startswith("quiz: ") and "nothing is served from a broken bank" in last
