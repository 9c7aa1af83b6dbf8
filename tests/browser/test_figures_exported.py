"""From signing in to a file in a real browser: what is saved is what stood on the screen."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from quiz.store.tables import audit
from tests.browser.site import Site
from tests.browser.test_dashboards import Enter, enter, figures_site

__all__ = ["enter", "figures_site"]
READ = """
table => [...table.querySelectorAll('tr')].map(row => [...row.querySelectorAll('th, td')].map(cell => {
  const figure = cell.querySelector('.figure, .none');
  const head = cell.cloneNode(true);
  head.querySelectorAll('small').forEach(part => part.remove());
  return figure ? figure.firstChild.textContent.replace(/[,%点秒]/g, '').trim() : head.textContent.trim();
}))
"""
"""The words and figures of a table on the screen, without units and intervals."""
PLACES = """
() => [...document.querySelectorAll('main section, main tr, main li, main dl')].map(place => ({
  words: place.textContent,
  figures: [...place.querySelectorAll('.figure')].map(one => one.firstChild.textContent.replace(/[,%点秒]/g, '').trim())
}))
"""
"""What stands together on the screen."""
ENDS = ("（下限）", "（上限）", "（その値以上）")


def seen(page: Page, title: str) -> list[list[str]]:
    """Return a table as it stands on the screen, heads first."""
    table = page.locator("section.panel").filter(has=page.get_by_role("heading", name=title, exact=True))
    rows: list[list[str]] = table.locator("table").first.evaluate(READ)
    is_upright = table.locator("table.upright").count()
    return [list(column) for column in zip(*rows, strict=True)] if is_upright else rows


def stands_in(place: dict[str, Any], row: list[str]) -> bool:
    """Say whether a place on the screen has every word and every figure of a row."""
    figures = Counter(alike(figure) for figure in place["figures"])
    numbers = Counter(cell for cell in row if is_number(cell))
    words = (plain(cell) for cell in row if not is_number(cell))
    return numbers <= figures and all(word in plain(place["words"]) for word in words)


def is_number(cell: str) -> bool:
    """Say whether a cell is a figure; a date is none."""
    return bool(re.fullmatch(r"-?[\d.]+(e[+-]?\d+)?", cell))


def plain(text: str) -> str:
    """Return words without spaces and quotation marks: a sentence has inner ones where a file has outer ones."""
    return re.sub(r"[\s\u200b「」『』]", "", text)


def saved(page: Page, link: Any) -> tuple[str, bytes]:
    """Return the name and the content of the file behind a link."""
    with page.expect_download() as download:
        link.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def without_ends(rows: list[list[str]]) -> list[list[str]]:
    """Return the rows of a file without the columns that the screen writes into its cells."""
    kept = [place for place, head in enumerate(rows[0]) if not head.endswith(ENDS)]
    return [[row[place] for place in kept] for row in rows]


def alike(cell: str) -> str:
    """Return a cell in the one form that screen and file share: nothing is a dash here and empty there."""
    try:
        return f"{float(cell.replace('−', '-')):g}"
    except ValueError:
        return "" if cell == "–" else cell


def every_csv(page: Page) -> Iterator[tuple[str, list[list[str]]]]:
    """Return each table of a page's files: its title, and its rows as far as a screen has room for them."""
    page.get_by_label("期間", exact=True).select_option("2026")
    with page.expect_navigation():
        page.get_by_role("button", name="表示する").click()
    page.get_by_text("表を1つずつ、ほかの形で").click()
    for name in [one.inner_text() for one in page.locator(".exports li > span").all()][:-2]:
        file, content = saved(page, page.get_by_role("link", name=f"CSV {name}", exact=True))
        assert file.endswith(".csv") and "2026" in file
        rows = without_ends(list(csv.reader(io.StringIO(content.decode("utf-8-sig")))))
        assert len(rows) > 1, "a table without rows is no file"
        yield name, [[alike(cell) for cell in row] for row in rows]


@pytest.mark.parametrize("section", ["", "cohorts?by=grade", "content", "items/impression-recording", "placements"])
def test_every_csv_equals_its_table_on_the_screen(enter: Enter, section: str) -> None:
    page = enter()
    page.goto(f"/staff/figures/{section}")
    tables = list(every_csv(page))
    assert tables
    for name, rows in tables:
        assert rows == [[alike(cell) for cell in row] for row in seen(page, name)]


@pytest.mark.parametrize("section", ["", "steps", "steps?by=grade", "items", "report"])
def test_every_row_of_a_csv_stands_together_somewhere_on_the_screen(enter: Enter, section: str) -> None:
    page = enter()
    page.goto(f"/staff/figures/{section}")
    tables = list(every_csv(page))
    places = page.evaluate(PLACES)
    assert tables
    for name, rows in tables:
        for row in rows[1:]:
            assert any(stands_in(place, row) for place in places), (name, row)


def test_a_viewer_takes_the_whole_page_along_and_that_is_noted(enter: Enter, figures_site: Site) -> None:
    page = enter()
    page.get_by_label("集団", exact=True).select_option(label="3年")
    with page.expect_navigation():
        page.get_by_role("button", name="表示する").click()
    through = page.locator(".fresh").first.inner_text()[:10]
    name, content = saved(page, page.get_by_role("link", name="Excel（すべての表）"))
    assert name == f"practice-overview-quick-grade-y3-{through}.xlsx"
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names[0] == "この表について" and book.sheet_names[-1] == "項目の説明"
    about = [row[:2] for row in book.get_sheet_by_name("この表について").to_python()]
    assert ["学年", "3年"] in about and ["集計の最終日", through] in about
    with figures_site.store.opened().reading() as connection:
        newest = connection.execute(select(audit.c.kind, audit.c.detail).order_by(audit.c.id.desc()).limit(1)).one()
    assert newest.kind == "exported" and newest.detail.startswith(name) and "group=grade:y3" in newest.detail
