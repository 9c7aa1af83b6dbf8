"""Cells are of at least the smallest group, hold each row once, and do not depend on when they were made."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quiz.stats.companies import PATIENCE_WEEKS, Company, Waiting, companies
from quiz.stats.segment import Segment, prefixes, segment_of
from quiz.stats.weeks import month_of

LABELS = [
    "",
    "site=campus",
    "grade=3",
    "site=campus;grade=3",
    "site=campus;grade=4",
    "site=campus;grade=3;faculty=law",
    "site=campus;grade=3;faculty=arts",
    "site=town;grade=3;faculty=arts",
]
SEGMENTS: st.SearchStrategy[Segment] = st.sampled_from([segment_of(label) for label in LABELS])
WEEKS = 30


@st.composite
def crowds(draw: st.DrawFn) -> list[Waiting]:
    """Draw rows of half a year, some of which take somebody out."""
    rows = draw(st.lists(st.tuples(st.integers(0, WEEKS - 1), SEGMENTS, st.integers(0, 15)), max_size=60))
    erased = draw(st.lists(st.tuples(st.integers(0, WEEKS - 1), SEGMENTS), max_size=4))
    people = [Waiting(number, week, prefixes(segment), count) for number, (week, segment, count) in enumerate(rows)]
    return people + [
        Waiting(1000 + number, week, (segment,), -1, True) for number, (week, segment) in enumerate(erased)
    ]


SMALLEST = st.integers(5, 20)


def waits(rows: list[Waiting], cells: tuple[Company, ...]) -> list[Waiting]:
    """Return the rows that are in no cell."""
    taken = {number for cell in cells for number in cell.rows}
    return [row for row in rows if row.id not in taken]


@given(crowds(), SMALLEST)
def test_every_cell_has_the_smallest_group_once_the_erased_are_taken_out(rows: list[Waiting], k: int) -> None:
    people = {row.id: row.people for row in rows}
    for cell in companies(rows, k, WEEKS):
        assert sum(people[number] for number in cell.rows) >= k


@given(crowds(), SMALLEST)
def test_a_row_is_in_one_cell_at_most_and_under_a_segment_of_its_ladder(rows: list[Waiting], k: int) -> None:
    by_number = {row.id: row for row in rows}
    cells = companies(rows, k, WEEKS)
    numbers = [number for cell in cells for number in cell.rows]
    assert len(numbers) == len(set(numbers))
    for cell in cells:
        for row in map(by_number.__getitem__, cell.rows):
            assert cell.segment in row.ladder
            assert row.week <= cell.week <= WEEKS


@given(crowds(), SMALLEST)
def test_what_was_erased_leaves_the_segment_and_month_that_it_was_published_in(rows: list[Waiting], k: int) -> None:
    by_number = {row.id: row for row in rows}
    for cell in companies(rows, k, WEEKS):
        erased = [by_number[number] for number in cell.rows if number >= 1000]
        assert all(row.ladder == (cell.segment,) for row in erased)
        assert all(month_of(row.week) == month_of(cell.week) for row in erased)


@given(crowds(), SMALLEST)
def test_whoever_waited_for_every_part_waits_only_while_they_are_too_few_altogether(
    rows: list[Waiting], k: int
) -> None:
    later = WEEKS + PATIENCE_WEEKS * 4
    waiting = waits(rows, companies(rows, k, later))
    erased = sum(row.people < 0 for row in waiting)
    old = [row for row in waiting if row.people >= 0 and later - row.week > PATIENCE_WEEKS * (len(row.ladder) - 1)]
    assert sum(row.people for row in old) < k + erased


@given(crowds(), SMALLEST, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(rows: list[Waiting], k: int, chance: object) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert companies(shuffled, k, WEEKS) == companies(rows, k, WEEKS)


@given(crowds(), SMALLEST)
def test_half_a_year_in_one_go_falls_into_the_cells_of_weekly_releases(rows: list[Waiting], k: int) -> None:
    weekly: list[Company] = []
    waiting = list(rows)
    for over, current in pairwise(range(WEEKS + 1)):
        # What is told of a week once it is over: rows of the current week come next time.
        made = companies([row for row in waiting if row.week <= over], k, current)
        weekly += made
        waiting = waits(waiting, made)
    assert sorted(weekly, key=str) == sorted(companies(rows, k, WEEKS), key=str)


@given(crowds(), SMALLEST, st.integers(0, WEEKS - 1))
def test_one_more_person_changes_no_cell_that_is_made_already(rows: list[Waiting], k: int, week: int) -> None:
    before = companies(rows, k, WEEKS)
    watched = Waiting(5000, WEEKS, prefixes(segment_of("site=campus;grade=3")), 1)
    after = companies([*waits(rows, before), watched], k, WEEKS)
    members = {row.id: row.people for row in rows} | {5000: 1}
    # What comes out now, if anything, is another whole cell.
    assert all(sum(members[number] for number in cell.rows) >= k for cell in after)


def test_a_rare_segment_gives_up_its_last_part_after_four_weeks() -> None:
    few = Waiting(1, 0, prefixes(segment_of("site=campus;grade=3;faculty=law")), 4)
    many = [Waiting(2 + week, week, prefixes(segment_of("site=campus;grade=3")), 12) for week in range(8)]
    cells = companies([few, *many], 10, 8)
    # In week 4 it came too late for the cell of that week's others, which longer segments go before: they are one.
    assert Company(segment_of("site=campus;grade=3"), 4, (1, 6)) in cells


def test_an_open_week_makes_cells_but_nobody_gives_anything_up_in_it() -> None:
    few = Waiting(1, 0, prefixes(segment_of("site=campus;grade=3")), 4)
    company = Waiting(2, 4, prefixes(segment_of("site=campus")), 6)
    assert companies([few, company], 10, 4) == ()
    assert companies([few, company], 10, 5) == (Company(segment_of("site=campus"), 4, (1, 2)),)


def test_fewer_than_the_smallest_group_are_never_in_a_cell() -> None:
    assert companies([Waiting(1, 0, prefixes(segment_of("site=campus")), 9)], 10, 500) == ()
