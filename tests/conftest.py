"""What every test may use: one real browser; and an honest last line where there is none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tools.chromium import ADVICE, find_chromium, is_demanded

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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the browser tests; leave them out where no browser can be had and nobody demands them."""
    browser_tests = [item for item in items if BROWSER_TESTS in item.path.parents]
    for item in browser_tests:
        item.add_marker("browser")
    if browser_tests and chromium() is None and not is_demanded(os.environ):
        items[:] = [item for item in items if item not in browser_tests]
        config.hook.pytest_deselected(items=browser_tests)
        config.stash[NOT_RUN] = sorted({str(item.path.relative_to(config.rootpath)) for item in browser_tests})


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Say in the very last line which tests did not run, and why."""
    files = config.stash.get(NOT_RUN, [])
    if files:
        print(f"\nDid not run, since there is no Chromium that can be driven: {', '.join(files)}; {ADVICE}")
