"""A host that may embed, one that may not, the product, and readers in whose console nothing may stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.element.reader import Reader
from tests.browser.hosts import FILLER, Host, element, running_host, script, style
from tests.browser.site import Site, running_site
from tests.deployments import ready

Read = Callable[..., Reader]
PageWith = Callable[..., str]


@pytest.fixture(scope="package")
def host() -> Iterator[Host]:
    with running_host() as host:
        yield host


@pytest.fixture(scope="package")
def stranger() -> Iterator[Host]:
    with running_host() as host:
        yield host


@pytest.fixture(scope="package")
def product(host: Host, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(ready(tmp_path_factory.mktemp("element") / "var"), QUIZ_EMBED_SITES=host.origin) as site:
        yield site


@pytest.fixture
def enter(browser: Browser) -> Iterator[Read]:
    """Return a way to let readers in, in whose console nothing may stand."""
    readers: list[Reader] = []

    def enter(**options: Any) -> Reader:
        readers.append(Reader(browser, **options))
        return readers[-1]

    yield enter
    try:
        for reader in readers:
            assert reader.complaints == []
    finally:
        for reader in readers:
            reader.context.close()


@pytest.fixture
def page_with(host: Host, product: Site) -> Callable[..., str]:
    """Return a way to put up a page with the element between two paragraphs."""

    def put_up(*parts: str, above: str = "<h1>面接の前の日</h1>", below: str = FILLER, **options: Any) -> str:
        attributes = options.pop("attributes", {})
        tags = parts or (element(**{"bank": "interview", **attributes}),)
        return host.page(script(product.address), above, *tags, below, **{"head": style(), **options})

    return put_up
