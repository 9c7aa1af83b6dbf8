"""Servers are started, watched and ended."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from bench import procfs
from bench.servers import HOST, BenchError, Recipe, Server, environment_for

WITH_A_CHILD = (
    "import subprocess, sys; from http.server import *; subprocess.Popen(['sleep', '60']); "
    "HTTPServer(('127.0.0.1', int(sys.argv[1])), SimpleHTTPRequestHandler).serve_forever()"
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def a_recipe(folder: Path, script: str, port: int) -> Recipe:
    return Recipe("a server", [sys.executable, "-c", script, str(port)], port, "/", folder, {})


def test_a_server_serves_its_first_page_and_leaves_no_process_behind(tmp_path: Path) -> None:
    with Server(a_recipe(tmp_path, WITH_A_CHILD, free_port()), tmp_path / "log") as server:
        session = next(iter(procfs.members(server.session))).session
        assert server.start.seconds > 0
        assert server.processes() == 2
        assert server.pss_bytes() > 1_000_000
    assert list(procfs.members(session)) == []


def test_a_server_that_ends_at_once_is_told_with_its_last_words(tmp_path: Path) -> None:
    recipe = a_recipe(tmp_path, "raise SystemExit('no luck today')", free_port())
    with pytest.raises(BenchError, match="a server does not serve /: no luck today"), Server(recipe, tmp_path / "log"):
        pass


def test_a_port_in_use_is_told_before_anything_is_measured(tmp_path: Path) -> None:
    recipe = a_recipe(tmp_path, WITH_A_CHILD, free_port())
    with (
        Server(recipe, tmp_path / "log"),
        pytest.raises(BenchError, match="is in use; choose another"),
        Server(recipe, tmp_path / "other"),
    ):
        pass


def test_a_setting_of_the_shell_does_not_reach_the_product(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZ_DATABASE_URL", "postgresql://elsewhere")
    recipe = Recipe("a server", [], 1, "/", tmp_path, {"QUIZ_VAR": "here"})
    environment = environment_for(recipe)
    assert environment["QUIZ_VAR"] == "here" and "QUIZ_DATABASE_URL" not in environment and "PATH" in environment
