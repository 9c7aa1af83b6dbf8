"""The bench of the staff's figures: what it judges, how it is told, and that it asks for room first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench.machine import Machine
from bench.servers import BenchError
from bench.staff import run
from bench.staff.measured import Made, Size, Staff, judge
from bench.staff.report import BEGIN, END, lines, save_into


def a_run(slower: float = 1.1) -> Staff:
    small = Size(Made(10_000, 1.0, 120_000_000, 0.5, 0.4, 3_000_000), {"alpha": 1.0, "mantel": 1.5}, (20.0,) * 20)
    large = Size(
        Made(1_000_000, 22.0, 370_000_000, 12.0, 20.0, 250_000_000),
        {name: slower * ms for name, ms in small.statistics.items()},
        (20.0 * slower,) * 19 + (49.0,),
    )
    machine = Machine("Model", 2, 8, "ext4", "Linux 6.1", "3.11.7", "3.45.0", {"flask": "3.1.3"})
    return Staff(machine, (small, large), (0.2,) * 5, 0.01)


def test_the_largest_is_judged_by_itself_and_beside_the_smallest() -> None:
    judged = {figure.key: figure for figure in judge(a_run())}
    assert all(figure.is_met for figure in judged.values())
    assert judged["staff-simulate"].judged == 22.0
    assert judged["staff-fold"].judged == 12.0
    assert judged["staff-statistics"].judged == pytest.approx(2.75)
    assert judged["staff-overview"].judged == pytest.approx(22.0)
    assert judged["staff-overview-ratio"].judged == pytest.approx(1.1)
    assert judged["staff-statistics-ratio"].judged == pytest.approx(1.1)


def test_a_page_that_grows_with_the_attempts_is_told() -> None:
    slow = a_run(slower=1.3)
    missed = {figure.key for figure in judge(slow) if not figure.is_met}
    assert missed == {"staff-overview-ratio", "staff-statistics-ratio"}
    assert sum("NOT MET" in line for line in lines(slow, judge(slow))) == 2


def test_without_a_million_nothing_is_said_of_a_million() -> None:
    small = replace(a_run(), sizes=a_run().sizes[:1])
    assert {figure.key for figure in judge(small)} == {"staff-statistics", "staff-overview"}


def test_a_busy_machine_is_told() -> None:
    assert list(lines(replace(a_run(), others_share=0.4), []))[-1].startswith("! Other programs took 40%")


def test_the_report_stands_between_its_markers() -> None:
    measured = a_run()
    page = save_into(f"before\n{BEGIN}\nstale\n{END}\nafter", measured, judge(measured))
    assert page.startswith("before\n") and page.endswith("\nafter") and "stale" not in page
    assert "| 1,000,000 | 22.0 | 370 | 12.0 | 20.0 | 250 |" in page
    assert "`mantel` 1.65 ms" in page
    assert save_into("no markers", measured, judge(measured)) == "no markers"


def test_a_disk_without_room_is_told_before_anything_is_made() -> None:
    with pytest.raises(BenchError, match="GB free"):
        run.measure([10**15], 8280, lambda done, steps: None)
