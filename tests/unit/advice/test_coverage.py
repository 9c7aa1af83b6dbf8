"""The gaps in what is published."""

from __future__ import annotations

from quiz.advice.coverage import Linking, coverage_of
from quiz.advice.model import Card, CardKind, Help, Listing
from quiz.bank.model import Text
from tests.consultations import a_card
from tests.factories import a_bank

BANK = a_bank(areas=2, items_an_area=1)


def a_listing(number: int, area: str = "area1", topics: tuple[str, ...] = (), helps: tuple[Help, ...] = ()) -> Listing:
    return Listing(f"q{number}", Text("題", ""), area, topics, helps, ())


def test_an_area_with_two_consultations_is_thin_and_one_with_three_is_not() -> None:
    listings = [*(a_listing(n) for n in range(3)), *(a_listing(n, "area2") for n in range(3, 5))]
    assert [(one.area.id, one.count) for one in coverage_of(BANK, listings).areas] == [("area2", 2)]


def test_every_rung_but_the_top_needs_three_consultations_that_help_from_there() -> None:
    help_ = Help("area1-1", ("p0", "p1", "p1"))
    listings = [a_listing(n, helps=(help_,)) for n in range(3)]
    thin = coverage_of(BANK, listings).rungs
    assert [(one.item.id, one.option.id, one.count) for one in thin] == [
        ("area1-1", "p2", 0),
        *(("area2-1", f"p{n}", 0) for n in range(3)),
    ]


def test_a_card_is_dead_where_its_target_is_not_published() -> None:
    alive, dead, article = a_card("q1"), a_card("q9"), Card("記事へ", CardKind.ARTICLE, "guide")
    linking = Linking("q0", (("a", alive), ("a", dead), ("b", article)))
    gaps = coverage_of(BANK, [a_listing(0), a_listing(1)], [linking], ["guide"])
    assert [(one.consultation, one.advisor, one.card.target) for one in gaps.dead_links] == [("q0", "a", "q9")]
    assert len(coverage_of(BANK, [a_listing(0), a_listing(1)], [linking]).dead_links) == 2


def test_an_article_and_a_consultation_of_one_id_are_two_things() -> None:
    linking = Linking("q0", (("a", Card("記事へ", CardKind.ARTICLE, "q1")),))
    assert len(coverage_of(BANK, [a_listing(0), a_listing(1)], [linking]).dead_links) == 1


def test_topics_that_nobody_uses_are_named() -> None:
    assert [topic.id for topic in coverage_of(BANK, [a_listing(0)]).unused_topics] == ["motivation"]
    assert coverage_of(BANK, [a_listing(0, topics=("motivation",))]).unused_topics == ()


def test_a_catalogue_without_gaps_is_complete() -> None:
    helps = tuple(Help(item.id, ("p0", "p1", "p2")) for item in BANK.items)
    areas = ("area1", "area2")
    listings = [a_listing(n, areas[n % 2], ("motivation",), helps) for n in range(6)]
    assert coverage_of(BANK, listings).is_complete
    assert not coverage_of(BANK, listings[:-1]).is_complete
