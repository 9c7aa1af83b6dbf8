"""The bench of the Q&A site: what it publishes, what it judges, how it is told."""

from __future__ import annotations

import random
from dataclasses import replace

from bench.library.content import Content
from bench.library.measured import Asked, Library, judge
from bench.library.report import BEGIN, END, lines, save_into
from bench.machine import Machine
from tests.factories import shipped_bank


def a_run() -> Library:
    return Library(
        machine=Machine("Model", 2, 8, "ext4", "Linux 6.1", "3.11.7", "3.45.0", {"flask": "3.1.3"}),
        consultations=5000,
        publish_seconds=0.5,
        reindex_seconds=6.0,
        asked={
            "hello": Asked((0.5, 0.5, 0.5)),
            "consultation": Asked((4.0,) * 19 + (8.0,)),
            "advisor": Asked((6.0,) * 20),
            "search": Asked((9.0,) * 18 + (31.0, 31.0)),
        },
        others_share=0.01,
    )


def test_the_same_seed_makes_the_same_content_and_one_advisor_answers_most() -> None:
    def records(seed: int) -> list[object]:
        return list(Content(shipped_bank(), random.Random(seed)).records(50))

    assert records(1) == records(1) != records(2)
    content = Content(shipped_bank(), random.Random(1))
    made = list(content.records(50))
    busiest = content.advisors[0]
    assert sum(busiest in (a.advisor for a in one.consultation.answers) for one in made) == 18
    assert len({one.consultation.id for one in made}) == 50


def test_the_slow_tail_is_judged_and_not_the_middle() -> None:
    figures = {figure.key: figure for figure in judge(a_run())}
    assert figures["qa-page"].is_met and not figures["qa-search"].is_met
    assert figures["qa-search"].value == "31 ms, 62 × hello"
    assert figures["qa-reindex"].is_met


def test_a_busy_machine_is_said() -> None:
    figures = judge(a_run())
    assert not any(line.startswith("!") for line in lines(a_run(), figures))
    busy = replace(a_run(), others_share=0.4)
    assert [line for line in lines(busy, figures) if line.startswith("!")]


def test_a_page_gets_the_figures_between_its_markers_and_nothing_else_changes() -> None:
    page = f"before\n{BEGIN}\nold\n{END}\nafter\n"
    saved = save_into(page, a_run(), judge(a_run()))
    assert saved.startswith(f"before\n{BEGIN}") and saved.endswith(f"{END}\nafter\n")
    assert "old" not in saved and "| A search, p95 | 31 ms, 62 × hello | ≤ 30 ms | **no** |" in saved
    assert save_into("without", a_run(), judge(a_run())) == "without"
