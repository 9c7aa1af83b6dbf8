"""Two origins that differ in name and port: a host on `localhost` that may embed, the product on `127.0.0.1`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.embedding.visitor import Visitor
from tests.browser.hosts import Host, running_host
from tests.browser.site import Site, running_site
from tests.deployments import ready

Visit = Callable[..., Visitor]


@pytest.fixture(scope="session")
def host() -> Iterator[Host]:
    """A host whose pages may embed."""
    with running_host() as host:
        yield host


@pytest.fixture(scope="session")
def stranger() -> Iterator[Host]:
    """A host that nobody allowed."""
    with running_host() as host:
        yield host


@pytest.fixture(scope="session")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the product."""
    return ready(tmp_path_factory.mktemp("embedded") / "var")


@pytest.fixture(scope="session")
def product(host: Host, var: Path) -> Iterator[Site]:
    """The product, which lets that host embed."""
    with running_site(var, QUIZ_EMBED_SITES=host.origin) as running:
        yield running


@pytest.fixture
def stored(product: Site) -> Callable[[], int]:
    """Return a count of the attempts that were stored since the test began."""
    before = product.store.count_attempts()
    return lambda: product.store.count_attempts() - before


@pytest.fixture
def visit(browser: Browser, host: Host, product: Site) -> Iterator[Visit]:
    """Return a way to let readers in; each is held to what every visit promises."""
    visitors: list[Visitor] = []

    def visit(address: str = "", **options: Any) -> Visitor:
        visitors.append(Visitor(browser, options.pop("host", host.origin), product.address, **options))
        return visitors[-1].open(address) if address else visitors[-1]

    yield visit
    try:
        for visitor in visitors:
            visitor.check()
    finally:
        for visitor in visitors:
            visitor.close()
