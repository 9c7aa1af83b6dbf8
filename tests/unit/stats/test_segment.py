"""Segments: what attempts may be published under, and which views they are part of."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from quiz.stats.segment import Segment, ladder_of, prefixes, segment_of, views_of

CODES = frozenset({"seminar"})
PARTS = (("grade", "3"), ("faculty", "law"), ("seminar", "a"))
SITE: Segment = (("site", "campus"),)
SEGMENTS = st.builds(
    lambda site, told: site + tuple(part for part, is_told in zip(PARTS, told, strict=True) if is_told),
    st.sampled_from([(), SITE]),
    st.tuples(*[st.booleans()] * len(PARTS)),
)
DAYS = [f"2026-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]


@given(SEGMENTS, st.sampled_from(DAYS))
def test_a_ladder_has_parts_of_the_segment_with_one_attribute_at_most(segment: Segment, day: str) -> None:
    ladder = ladder_of(segment, day, CODES)
    assert ladder[-1] == ()
    assert [len(rung) for rung in ladder] == list(range(len(ladder) - 1, -1, -1))
    for rung in ladder:
        assert set(rung) <= set(segment)
        assert sum(name != "site" for name, _ in rung) <= 1
    assert len(ladder) == 1 + (segment[:1] == SITE) + (segment[-1:] not in ((), SITE))


@given(SEGMENTS, st.sampled_from(DAYS))
def test_the_lot_of_a_day_is_always_the_same(segment: Segment, day: str) -> None:
    assert ladder_of(segment, day, CODES) == ladder_of(segment, day, CODES)


def test_every_attribute_is_drawn_about_as_often_and_the_site_is_kept_by_half() -> None:
    ladders = [ladder_of(segment_of("site=campus;grade=3;faculty=law;year=27"), day, CODES) for day in DAYS]
    drawn = Counter(ladder[0][1][0] for ladder in ladders)
    assert set(drawn) == {"grade", "faculty", "year"}
    assert all(80 < count < 145 for count in drawn.values())
    assert 130 < sum(ladder[1] == SITE for ladder in ladders) < 206


def test_a_code_comes_before_attributes_of_a_list_and_is_given_up_last() -> None:
    for day in DAYS:
        ladder = ladder_of(segment_of("site=campus;grade=3;seminar=a"), day, CODES)
        assert ladder == (segment_of("site=campus;seminar=a"), segment_of("seminar=a"), ())


def test_what_is_published_already_stays_under_its_parts() -> None:
    label = segment_of("site=campus;faculty=law")
    assert {ladder_of(label, day, CODES)[0] for day in DAYS} == {label}
    assert ladder_of((), "2026-W15", CODES) == ((),)


def test_prefixes_give_up_the_last_part_first() -> None:
    assert prefixes(segment_of("site=campus;page=a")) == (segment_of("site=campus;page=a"), SITE, ())


def test_views_never_cross_two_attributes() -> None:
    views = set(views_of(segment_of("site=campus;grade=3;faculty=law")))
    labels = ("", "site=campus", "grade=3", "faculty=law", "site=campus;grade=3", "site=campus;faculty=law")
    assert views == {segment_of(label) for label in labels}
