"""Choosing consultations for results, first as properties of any catalogue, then as cases."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quiz.advice.choosing import MOST_PER_AREA, MOST_WHEN_FLAGGED, Chooser, choose
from quiz.advice.model import Advisor, Answer, Catalogue, Consultation, Help, Reason, Section, Source
from quiz.bank.model import Area, Band, Bank, Form, Item, Option, PlaceToTalk, Text, Topic
from quiz.scoring import Result, score

AREAS = ("a", "b", "c")
TOPICS = ("t0", "t1", "t2", "t3")
RUNGS = ("none", "some", "most", "all")
ADVISORS = tuple(Advisor(f"x{n}", f"サンプル相談員{n}", "肩書", "所属") for n in range(3))


def both(text: str) -> Text:
    return Text(text, text)


def small_bank() -> Bank:
    """Two items an area, four rungs each; neighbouring areas share a topic."""
    text = both("文")
    return Bank(
        id="small",
        version="00000000",
        scale="00000000",
        title=text,
        lead=text,
        cut=39,
        forms=(Form("full", text, 60, 8),),
        bands=(Band("all", 0, 100, text, text),),
        topics=tuple(Topic(topic, text) for topic in TOPICS),
        areas=tuple(Area(a, text, text, text, text, text, TOPICS[n : n + 2]) for n, a in enumerate(AREAS)),
        items=tuple(
            Item(f"{a}{n}", a, ("full",), 1, False, text, tuple(Option(r, p, text, text) for p, r in enumerate(RUNGS)))
            for a in AREAS
            for n in (1, 2)
        ),
        place_to_talk=PlaceToTalk(text, text, ""),
    )


BANK = small_bank()
ITEMS = tuple(item.id for item in BANK.items)
TWO_WEAK = {"a1": "none", "a2": "none", "b1": "some", "b2": "some"}


def consultation(
    name: str,
    area: str,
    topics: tuple[str, ...] = (),
    helps: tuple[Help, ...] = (),
    advisors: tuple[Advisor, ...] = ADVISORS[:1],
) -> Consultation:
    section = Section("結論です", (("文",),))
    answers = tuple(Answer(advisor, (section,)) for advisor in advisors)
    return Consultation(name, both("問い？"), area, topics, helps, "", "", None, Source.ENTRY_FORM, ("文",), answers)


def result_of(rungs: dict[str, str]) -> Result:
    """Score the small bank, at the top rung where nothing else is said."""
    return score(BANK, "full", {item: rungs.get(item, "all") for item in ITEMS})


helps = st.builds(
    Help, st.sampled_from(ITEMS), st.sets(st.sampled_from(RUNGS), min_size=1).map(lambda s: tuple(sorted(s)))
)
results = st.fixed_dictionaries({item: st.sampled_from(RUNGS) for item in ITEMS}).map(result_of)


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    return Catalogue(
        tuple(
            consultation(
                f"q{n}",
                draw(st.sampled_from(AREAS)),
                tuple(sorted(draw(st.sets(st.sampled_from(TOPICS), max_size=3)))),
                tuple(draw(st.lists(helps, max_size=3, unique_by=lambda h: h.item))),
                tuple(draw(st.lists(st.sampled_from(ADVISORS), min_size=1, max_size=3, unique=True))),
            )
            for n in range(draw(st.integers(0, 12)))
        )
    )


@given(results, catalogues())
def test_no_consultation_is_recommended_twice(result: Result, catalogue: Catalogue) -> None:
    chosen = [recommendation.consultation.id for recommendation in choose(result, catalogue)]
    assert len(set(chosen)) == len(chosen)


@given(results, catalogues())
def test_no_advisor_answers_three_recommendations_in_a_row(result: Result, catalogue: Catalogue) -> None:
    advisors = [set(r.consultation.advisors) for r in choose(result, catalogue)]
    assert not any(advisors[n] & advisors[n + 1] & advisors[n + 2] for n in range(len(advisors) - 2))


@given(results, catalogues())
def test_every_weak_area_has_a_recommendation_where_the_catalogue_has_one(result: Result, catalogue: Catalogue) -> None:
    covered = {recommendation.area.id for recommendation in choose(result, catalogue)}
    for improvement in result.improvements:
        if any(c.area == improvement.area.id for c in catalogue.consultations):
            assert improvement.area.id in covered


@given(results, catalogues())
def test_weak_areas_come_in_the_order_of_the_result_each_in_one_run(result: Result, catalogue: Catalogue) -> None:
    order = [improvement.area.id for improvement in result.improvements]
    places = [order.index(recommendation.area.id) for recommendation in choose(result, catalogue)]
    assert places == sorted(places)
    assert all(places.count(place) <= MOST_PER_AREA for place in places)


@given(results, catalogues())
def test_a_flagged_result_gets_at_most_three(result: Result, catalogue: Catalogue) -> None:
    if result.is_flagged:
        assert len(choose(result, catalogue)) <= MOST_WHEN_FLAGGED


@given(results, catalogues())
def test_every_reason_is_true(result: Result, catalogue: Catalogue) -> None:
    for chosen in choose(result, catalogue):
        assert chosen.area.id in {improvement.area.id for improvement in result.improvements}
        match chosen.reason:
            case Reason.RUNG:
                assert chosen.item and chosen.option and chosen.topic is None
                assert chosen.item.area == chosen.area.id
                assert result.answers[chosen.item.id] == chosen.option.id
                assert chosen.item.rung_above(chosen.option) is not None
                assert any(
                    h.item == chosen.item.id and chosen.option.id in h.options for h in chosen.consultation.helps
                )
            case Reason.AREA:
                assert chosen.consultation.area == chosen.area.id
                assert (chosen.item, chosen.option, chosen.topic) == (None, None, None)
            case Reason.TOPIC:
                assert chosen.topic and chosen.topic.id in chosen.area.topics
                assert chosen.topic.id in chosen.consultation.topics


@given(results, catalogues())
def test_help_with_the_answered_rung_comes_before_other_help_of_the_area(result: Result, catalogue: Catalogue) -> None:
    for improvement in result.improvements:
        answer = improvement.answer
        of_area = [c for c in catalogue.consultations if c.area == improvement.area.id]
        rung = [c for c in of_area if any(h.item == answer.item.id and answer.option.id in h.options for h in c.helps)]
        first = next((r for r in choose(result, catalogue) if r.area.id == improvement.area.id), None)
        if rung:
            assert first is not None and first.consultation == rung[0].listing() and first.reason is Reason.RUNG
        elif of_area:
            assert first is not None and first.consultation in [c.listing() for c in of_area]


@given(results, catalogues())
def test_a_kept_chooser_says_the_same_every_time(result: Result, catalogue: Catalogue) -> None:
    chooser = Chooser(one.listing() for one in catalogue.consultations)
    assert chooser.choose(result) == chooser.choose(result) == choose(result, catalogue)


def test_nothing_is_recommended_where_nothing_is_left_to_improve() -> None:
    assert choose(result_of({}), Catalogue((consultation("q", "a", TOPICS),))) == ()


def test_an_empty_catalogue_recommends_nothing() -> None:
    assert choose(result_of({"a1": "none"}), Catalogue(())) == ()


def test_a_weak_area_without_consultations_borrows_one_that_shares_a_topic() -> None:
    chosen = choose(result_of({"a1": "none"}), Catalogue((consultation("q", "c", ("t1",)),)))
    assert [(r.consultation.id, r.reason, r.topic and r.topic.id) for r in chosen] == [("q", Reason.TOPIC, "t1")]


def test_a_borrowed_consultation_that_helps_with_the_rung_comes_before_a_shared_topic() -> None:
    by_topic = consultation("topic", "c", ("t0",))
    by_rung = consultation("rung", "c", (), (Help("a1", ("none",)),))
    chosen = choose(result_of({"a1": "none"}), Catalogue((by_topic, by_rung)))
    assert [r.consultation.id for r in chosen] == ["rung", "topic"]


def test_a_weak_area_never_borrows_from_another_weak_area() -> None:
    shared = consultation("shared", "b", ("t1",))
    chosen = choose(result_of(TWO_WEAK), Catalogue((shared,)))
    assert [(r.area.id, r.reason) for r in chosen] == [("b", Reason.AREA)]


def test_a_flagged_result_gives_the_third_place_to_the_weakest_area() -> None:
    catalogue = Catalogue(
        tuple(consultation(f"{area}{n}", area, advisors=(ADVISORS[n % 3],)) for area in AREAS for n in range(3))
    )
    result = result_of(dict.fromkeys(ITEMS, "some") | {"b1": "none", "b2": "none"})
    assert result.is_flagged
    assert [r.area.id for r in choose(result, catalogue)] == ["b", "b", "c"]


def test_a_second_consultation_gives_way_where_one_advisor_would_answer_three_in_a_row() -> None:
    same = [consultation(f"{area}{n}", area) for area in ("a", "b") for n in (1, 2)]
    other = consultation("a3", "a", advisors=ADVISORS[1:2])
    assert [r.consultation.id for r in choose(result_of(TWO_WEAK), Catalogue((*same,)))] == ["a1", "b1"]
    chosen = [r.consultation.id for r in choose(result_of(TWO_WEAK), Catalogue((*same, other)))]
    assert chosen == ["a1", "a3", "b1", "b2"]
