"""A product that lets a WordPress and a host of other pages embed it, and readers of those pages."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.embedding.visitor import Visitor
from tests.browser.hosts import Host, running_host
from tests.browser.site import Site, running_site
from tests.deployments import ready
from tests.integrations.wordpress import WordPress, running_wordpress
from tests.page_cache import PageCache, caching

WHOLE = {"width": 360, "height": 1200}
"""As wide as a phone, and tall enough for a frame: where nothing has to scroll, no tap of a busy machine misses."""
Visit = Callable[..., Visitor]
Placed = Callable[[], list[tuple[str, str]]]


@pytest.fixture(scope="session")
def host() -> Iterator[Host]:
    """A host of pages that are not ours."""
    with running_host() as host:
        yield host


@pytest.fixture(scope="session")
def cache(host: Host) -> Iterator[PageCache]:
    """What a CDN does, in front of that host and under an origin of its own: it keeps every page that it may."""
    with caching(host.server.origin) as cache:
        yield cache


@pytest.fixture(scope="session")
def cdn(cache: PageCache) -> str:
    """The origin under which the CDN is read."""
    return cache.address.replace("127.0.0.1", "localhost")


@pytest.fixture(scope="session")
def wordpress() -> Iterator[WordPress]:
    """A new WordPress, with our plugin not yet active."""
    with running_wordpress() as running:
        yield running


@pytest.fixture(scope="session")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the product."""
    return ready(tmp_path_factory.mktemp("integrations") / "var")


@pytest.fixture(scope="session")
def product(host: Host, cdn: str, wordpress: WordPress, var: Path) -> Iterator[Site]:
    """The product, which lets all of them embed."""
    with running_site(var, QUIZ_EMBED_SITES=f"{host.origin},{cdn},{wordpress.address}") as running:
        yield running


@pytest.fixture
def placed(var: Path, product: Site) -> Placed:
    """Return where the attempts that were stored since the test began had started: page and campaign."""
    (file,) = var.rglob("quiz.db")
    before = product.store.count_attempts()

    def placed() -> list[tuple[str, str]]:
        with closing(sqlite3.connect(file)) as connection:
            rows = connection.execute("SELECT page, campaign FROM attempt ORDER BY id LIMIT -1 OFFSET ?", [before])
            return [(page, campaign) for page, campaign in rows]

    return placed


@pytest.fixture
def visit(browser: Browser, product: Site) -> Iterator[Visit]:
    """Return a way to let readers onto a page; none of them may meet a complaint or a cookie."""
    visitors: list[Visitor] = []

    def visit(address: str, **options: Any) -> Visitor:
        visitors.append(Visitor(browser, address, product.address, **{"viewport": WHOLE, **options}))
        return visitors[-1].open(address)

    yield visit
    try:
        for visitor in visitors:
            visitor.check()
    finally:
        for visitor in visitors:
            visitor.close()
