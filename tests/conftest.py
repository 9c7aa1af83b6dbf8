"""What every test may use: a real browser, PostgreSQL and Redis; and an honest last line where there is none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.postgresql import running_server
from tests.redis import RedisServer
from tests.redis import running_server as running_redis
from tools.chromium import ADVICE, find_chromium, is_demanded
from tools.postgresql import ADVICE as NO_POSTGRESQL
from tools.postgresql import find_postgresql
from tools.redis import ADVICE as NO_REDIS
from tools.redis import find_redis

BROWSER_TESTS = Path(__file__).parent / "browser"
FLAGS = [
    "--no-sandbox",  # Containers and root have none; only our own pages are opened.
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
NOT_RUN = pytest.StashKey[list[str]]()

chromium = cache(lambda: find_chromium(os.environ))
postgresql_programs = cache(lambda: find_postgresql(os.environ))
redis_program = cache(lambda: find_redis(os.environ))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run; a test opens a context of its own in it."""
    path = chromium()
    if path is None:
        pytest.fail(f"there is no Chromium that can be driven; {ADVICE}", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """One PostgreSQL server for the whole run; a test makes a database of its own in it with `a_server_database`."""
    programs = postgresql_programs()
    if programs is None:
        pytest.fail(f"there is no PostgreSQL server; {NO_POSTGRESQL}", pytrace=False)
    with running_server(programs) as url:
        yield url


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    """A Redis server of a test's own, which it may end and start again."""
    program = redis_program()
    if program is None:
        pytest.fail(f"there is no Redis server; {NO_REDIS}", pytrace=False)
    with running_redis(program) as server:
        yield server


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests that need a program; leave them out where it cannot be had and nobody demands them."""
    browser_tests = [item for item in items if BROWSER_TESTS in item.path.parents]
    for item in browser_tests:
        item.add_marker("browser")
    server_tests = [item for item in items if item.get_closest_marker("postgresql")]
    if browser_tests and chromium() is None and not is_demanded(os.environ):
        _leave_out(config, items, browser_tests, f"there is no Chromium that can be driven; {ADVICE}")
    if server_tests and postgresql_programs() is None and not is_demanded(os.environ):
        _leave_out(config, items, server_tests, f"there is no PostgreSQL server; {NO_POSTGRESQL}")
    redis_tests = [item for item in items if item.get_closest_marker("redis")]
    if redis_tests and redis_program() is None and not is_demanded(os.environ):
        _leave_out(config, items, redis_tests, f"there is no Redis server; {NO_REDIS}")


def _leave_out(config: pytest.Config, items: list[pytest.Item], left: list[pytest.Item], reason: str) -> None:
    items[:] = [item for item in items if item not in left]
    config.hook.pytest_deselected(items=left)
    files = ", ".join(sorted({str(item.path.relative_to(config.rootpath)) for item in left}))
    config.stash.setdefault(NOT_RUN, []).append(f"{files}: {reason}")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let a process that runs a part of the tests tell the first one what it left out."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["not run"] = session.config.stash.get(NOT_RUN, [])


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take what a part left out; each of them sees all tests, and leaves out the same."""
    node.config.stash[NOT_RUN] = getattr(node, "workeroutput", {}).get("not run", [])


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Say in the very last line which tests did not run, and why."""
    if not hasattr(config, "workeroutput"):
        for line in config.stash.get(NOT_RUN, []):
            print(f"\nDid not run: {line}")
