"""Behind a page cache that fetches once, each student in a browser is an attempt of their own."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser

from tests.browser.embedding.pages import article, frame
from tests.browser.embedding.visitor import Visitor
from tests.browser.hosts import Host
from tests.browser.site import Site
from tests.page_cache import caching

STUDENTS = 3


def test_one_copy_of_the_frame_serves_students_who_answer_the_same(
    browser: Browser, host: Host, product: Site, stored: Callable[[], int]
) -> None:
    with caching(product.address) as cache:
        address = article(host, cache.address, frame(cache.address, "allow-scripts", host=host.origin))
        for _ in range(STUDENTS):
            student = Visitor(browser, host.origin, cache.address).open(address)
            student.answer_all(student.frame)
            student.check()
            student.close()
    assert stored() == STUDENTS
    assert (cache.fetches_of("/f/d/interview"), cache.served["/f/d/interview"]) == (1, STUDENTS)
