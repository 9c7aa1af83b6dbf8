"""The bench of the embedded diagnostic: what it judges, how it is told."""

from __future__ import annotations

from dataclasses import replace

from bench.embed.host import PAGES, document
from bench.embed.measured import Embedded, Sent, Visit, judge
from bench.embed.report import BEGIN, END, lines, save_into
from bench.machine import Machine


def a_visit(body: int) -> Visit:
    first = [Sent("/embed.js", body, 500, True), Sent("/f/d/interview", body, 500, True)]
    return Visit((*first, Sent("/api/v1/attempts/1", 100, 500, False), Sent("/f/r/x1-2", body, 500, False)))


def a_run() -> Embedded:
    return Embedded(
        machine=Machine("Model", 2, 8, "ext4", "Linux 6.1", "3.11.7", "3.45.0", {"flask": "3.1.3"}),
        browser="Chromium 1",
        visits={page: a_visit(3000) for page in PAGES[1:]},
        host_paints=dict.fromkeys(PAGES, (40.0, 41.0, 90.0)),
        paints=dict.fromkeys(PAGES[1:], (80.0, 82.0, 84.0)),
    )


def test_a_visit_tells_what_came_before_the_first_paint() -> None:
    visit = a_visit(3000)
    assert (visit.bytes(before_paint=True), visit.bytes(), visit.bodies()) == (7000, 11_100, 9100)
    assert (visit.requests(before_paint=True), visit.requests(), visit.runtime) == (2, 4, 3000)


def test_too_many_bytes_and_a_late_first_paint_are_told() -> None:
    assert all(figure.is_met for figure in judge(a_run()))
    heavy = replace(a_run(), visits={**a_run().visits, "element": a_visit(5000)})
    assert [figure.key for figure in judge(heavy) if not figure.is_met] == ["embed-all"]
    late = replace(a_run(), host_paints={**a_run().host_paints, "element": (60.0, 60.0, 60.0)})
    figures = judge(late)
    assert [figure.key for figure in figures if not figure.is_met] == ["embed-host"]
    assert any("NOT MET" in line for line in lines(figures))


def test_a_page_gets_the_figures_between_its_markers_and_nothing_else_changes() -> None:
    page = f"before\n{BEGIN}\nold\n{END}\nafter\n"
    saved = save_into(page, a_run(), judge(a_run()))
    assert saved.startswith(f"before\n{BEGIN}") and saved.endswith(f"{END}\nafter\n")
    assert "old" not in saved and "11.10 kB" in saved and "the result in its frame" in saved
    assert save_into("no marker", a_run(), judge(a_run())) == "no marker"


def test_the_pages_differ_in_what_stands_in_them_alone() -> None:
    product = "http://127.0.0.1:1"
    pages = {page: document(page, product) for page in PAGES}
    assert product not in pages["bare"]
    assert pages["card"].replace(' variant="card"', "") == pages["element"]
