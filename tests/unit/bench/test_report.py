"""What is judged, and how it is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench.figures import Latency, Middle
from bench.machine import Machine
from bench.measured import Measured, Stored
from bench.plan import FULL
from bench.report import markdown, remarks, save_into, table, width
from bench.servers import Start
from bench.targets import Figure, judge, number
from bench.wire import Transfer, Wire


def a_middle(rate: float, cpu_ms: float, p99: float, *steps: str) -> Middle:
    return Middle(rate, cpu_ms, 0.01, {step: Latency(p99 / 2, p99) for step in steps})


def a_measurement() -> Measured:
    def levels(middle: Middle) -> dict[int, Middle]:
        return {1: replace(middle, rate=middle.rate / 2), 16: middle, 64: middle}

    return Measured(
        machine=Machine("Model", 2, 8, "ext4", "Linux 6.1", "3.11.7", "3.45.0", {"flask": "3.1.3"}),
        plan=FULL,
        rounds=FULL.rounds,
        workers=2,
        client="wrk",
        loads={
            "hello": levels(a_middle(10_000, 0.1, 10, "hello")),
            "page": levels(a_middle(9_000, 0.11, 10, "page")),
            "insert": levels(a_middle(1_000, 0.5, 100, "insert")),
            "submit": levels(a_middle(900, 0.3, 14, "submit")),
            "put": levels(a_middle(900, 0.3, 14, "put")),
            "result": levels(a_middle(8_000, 0.2, 10, "result")),
            "diagnostic": levels(a_middle(2_000, 0.5, 20, "page", "submit", "result")),
            "questionnaire": levels(a_middle(40, 40, 500, "start", "page", "submit", "result")),
        },
        memory={"bare": 100_000_000, "product": 110_000_000, "otree": 80_000_000},
        starts={"bare": Start(0.3, 0.2), "product": Start(0.4, 0.3)},
        wire=Wire((Transfer("/d/interview", 6000, 500), Transfer("/static/a-1234.css", 3000, 300))),
        stored={"submit": Stored(1000, 1003), "insert": Stored(10, 10), "questionnaire": Stored(5, 5)},
        others_share=0.01,
        otree_missing="",
    )


def figure_of(measured: Measured, key: str) -> Figure:
    return next(figure for figure in judge(measured) if figure.key == key)


@pytest.mark.parametrize(
    ("key", "judged", "is_met"),
    [
        ("completed-per-cpu", 80.0, True),
        ("completed-per-second", 50.0, True),
        ("submit-cpu", 3.0, False),
        ("submit-rate", 0.9, True),
        ("submit-p99", 1.4, True),
        ("page-rate", 0.9, True),
        ("memory", 110.0, True),
        ("start", 0.4, True),
        ("start-ratio", 4 / 3, True),
        ("wire", 9.8, True),
        ("requests", 2, True),
        ("lost", 0, True),
    ],
)
def test_each_target_is_judged_by_its_yardstick(key: str, judged: float, is_met: bool) -> None:
    figure = figure_of(a_measurement(), key)
    assert figure.judged == pytest.approx(judged)
    assert figure.is_met is is_met


def test_a_rate_is_judged_where_it_is_worst() -> None:
    measured = a_measurement()
    slow = {**measured.loads["page"], 16: a_middle(5_000, 0.1, 10, "page")}
    figure = figure_of(replace(measured, loads={**measured.loads, "page": slow}), "page-rate")
    assert figure.judged == 0.5 and "16 connections" in figure.label and not figure.is_met


def test_an_acknowledged_attempt_without_a_row_is_a_loss() -> None:
    figure = figure_of(replace(a_measurement(), stored={"submit": Stored(1000, 998)}), "lost")
    assert figure.judged == 2 and not figure.is_met


def test_without_otree_its_figures_are_left_out_and_the_reason_is_told() -> None:
    measured = replace(a_measurement(), otree_missing="no network")
    assert not any(figure.key.startswith("completed") for figure in judge(measured))
    assert "oTree was not measured: no network" in "\n".join(remarks(measured))


def test_a_busy_machine_a_short_run_and_a_missing_wrk_are_told() -> None:
    assert remarks(a_measurement()) == []
    assert len(remarks(replace(a_measurement(), others_share=0.2, rounds=1, client="the bench's own client"))) == 3


def test_the_table_is_aligned_and_says_what_is_not_met() -> None:
    measured = a_measurement()
    lines = table(measured, judge(measured)).splitlines()
    assert sum(line.endswith("NOT MET") for line in lines) == 1
    columns = {line.index(mark) for line in lines for mark in ("≤", "≥") if mark in line}
    assert len(columns) == 1


def test_full_width_characters_take_two_columns() -> None:
    assert width("面接ab") == 6


def test_the_markdown_has_the_same_number_of_cells_in_every_row_of_a_grid() -> None:
    measured = a_measurement()
    for grid in markdown(measured, judge(measured)).split("\n\n"):
        if grid.startswith("|"):
            assert len({line.count("|") for line in grid.splitlines()}) == 1, grid


def test_a_page_is_filled_between_its_markers_and_inside_its_sentences_only() -> None:
    measured = a_measurement()
    page = (
        "最初 <!-- figure start -->?<!-- / -->、<!-- figure memory-value --><!-- / -->"
        " <!-- figure unknown -->kept<!-- / -->\n<!-- bench: begin -->\nold\n<!-- bench: end -->\nlast"
    )
    filled = save_into(page, measured, judge(measured))
    assert filled.startswith("最初 <!-- figure start -->0.4 s<!-- / -->、<!-- figure memory-value -->110 MB<!-- / -->")
    assert "<!-- figure unknown -->kept<!-- / -->" in filled
    assert "old" not in filled and "Every load" in filled and filled.endswith("<!-- bench: end -->\nlast")
    assert save_into(filled, measured, judge(measured)) == filled


def test_a_page_without_markers_keeps_everything_but_its_figures() -> None:
    measured = a_measurement()
    assert save_into("# Title\ntext\n", measured, judge(measured)) == "# Title\ntext\n"


@pytest.mark.parametrize(
    ("value", "shown"), [(0.123456, "0.123"), (12_345.6, "12,346"), (99.95, "100"), (float("inf"), "∞"), (7, "7")]
)
def test_numbers_have_three_digits_that_count(value: float, shown: str) -> None:
    assert number(value) == shown
