"""A site for the whole run, and a student for each test whose pages may not complain."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.site import Site, running_site
from tests.browser.student import Student


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(tmp_path_factory.mktemp("var")) as running:
        yield running


@pytest.fixture
def enter(browser: Browser, site: Site) -> Iterator[Callable[..., Student]]:
    """Return a way to let students in; each is held to what every page promises."""
    students: list[Student] = []

    def enter(**options: Any) -> Student:
        students.append(Student(browser, site, **options))
        return students[-1]

    yield enter
    try:
        for student in students:
            assert all(request.url.startswith((site.address, "data:")) for request in student.requests), "a third party"
            assert student.context.cookies() == []
            assert student.complaints == []
    finally:
        for student in students:
            student.close()


@pytest.fixture
def student(enter: Callable[..., Student]) -> Student:
    return enter()


@pytest.fixture
def stored(site: Site) -> Callable[[], int]:
    """Return a count of the attempts that were stored since the test began."""
    before = site.store.count_attempts()
    return lambda: site.store.count_attempts() - before
