"""The bank and the consultations that come with the program, as a copy editor and a career adviser would read them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import product
from urllib.parse import urlsplit

from quiz.advice.choosing import Chooser
from quiz.advice.model import Card, CardKind, Catalogue, Consultation, Reason, Source
from quiz.advice.reading import read_catalogue
from quiz.bank.document import dump
from quiz.bank.model import Bank
from quiz.bank.reading import read_bank
from quiz.resources import shipped_bank, shipped_consultations
from quiz.scoring import score

HARSH = re.compile("失敗|危険|落ちた|落ちて|落とされ|不合格|致命|手遅れ|負け組|絶対に|NG|最悪|ダメ|だめ")
FORBIDDEN = re.compile(
    "家族|両親|父親|母親|兄弟|出身地|本籍|国籍|実家|宗教|信仰|信条|支持政党|尊敬する人|労働組合|"
    "容姿|体型|美人|病歴|持病|健康"
)
DULL = ("結論", "回答", "はじめに", "まとめ", "アドバイス")


@cache
def bank() -> Bank:
    return read_bank(shipped_bank())


@cache
def catalogue() -> Catalogue:
    return read_catalogue(shipped_consultations(), bank())


def strings_of(document: object) -> Iterator[str]:
    if isinstance(document, str):
        yield document
    elif isinstance(document, dict):
        for value in document.values():
            yield from strings_of(value)
    elif isinstance(document, list):
        for value in document:
            yield from strings_of(value)


def japanese() -> list[str]:
    """Return every Japanese text of the bank and the consultations."""
    texts = [*strings_of(dump(bank())), *strings_of(dump(catalogue()))]
    return [text for text in texts if re.search(r"[ぁ-んァ-ヶ一-龠]", text)]


def helpers(item: str, option: str) -> list[str]:
    return [c.id for c in catalogue().consultations for h in c.helps if h.item == item and option in h.options]


def cards_of(consultation: Consultation) -> Iterator[Card]:
    for answer in consultation.answers:
        for section in answer.sections:
            yield from section.cards


def characters_of(consultation: Consultation) -> list[int]:
    """Return the length of each answer, headings and lists included."""
    return [
        sum(len(s.heading) + sum(len(line) for block in s.blocks for line in block) for s in answer.sections)
        for answer in consultation.answers
    ]


def test_six_areas_have_two_items_each_of_which_one_is_quick() -> None:
    assert Counter(item.area for item in bank().items_of("full")) == {area.id: 2 for area in bank().areas}
    assert Counter(item.area for item in bank().items_of("quick")) == {area.id: 1 for area in bank().areas}
    assert len(bank().areas) == 6


def test_every_item_has_four_rungs_from_nought_to_three_points_with_a_step_up_each() -> None:
    for item in bank().items:
        assert [option.points for option in item.options] == [0, 1, 2, 3]
        assert len({option.next.ja for option in item.options}) == 4


def test_stems_options_and_steps_fit_a_phone() -> None:
    for item in bank().items:
        assert len(item.text.ja) <= 16, item.text.ja
        for option in item.options:
            assert len(option.text.ja) <= 8 and len(option.text.en) <= 24, option.text
            assert len(option.next.ja) <= 40, option.next.ja


def test_the_lead_says_how_long_that_it_is_anonymous_and_whose_word_it_is() -> None:
    assert all(word in bank().lead.ja for word in ("30秒", "匿名", "自己申告"))


def test_the_message_for_a_flagged_student_begins_with_what_one_step_changes() -> None:
    first = bank().bands[0].message.ja.partition("。")[0]
    assert "1つ進める" in first and "点" in first


def test_every_area_has_six_consultations_or_more() -> None:
    found = Counter(c.area for c in catalogue().consultations)
    assert {area.id: found[area.id] for area in bank().areas if found[area.id] < 6} == {}


def test_every_rung_below_the_top_has_three_consultations_that_help_one_up() -> None:
    lonely = {
        (item.id, option.id): helpers(item.id, option.id)
        for item in bank().items
        for option in item.options
        if item.rung_above(option) and len(helpers(item.id, option.id)) < 3
    }
    assert lonely == {}


def test_every_topic_has_three_consultations() -> None:
    found = Counter(topic for c in catalogue().consultations for topic in c.topics)
    assert {topic.id: found[topic.id] for topic in bank().topics if found[topic.id] < 3} == {}


def test_no_two_consultations_ask_the_same_in_either_language() -> None:
    for language in ("ja", "en"):
        assert len({c.title[language] for c in catalogue().consultations}) == len(catalogue().consultations)


def test_every_title_is_a_whole_question_in_both_languages() -> None:
    for consultation in catalogue().consultations:
        assert consultation.title.ja.endswith("？") and len(consultation.title.ja) >= 15
        assert consultation.title.en.endswith("?") and len(consultation.title.en) >= 25


def test_every_answer_says_its_conclusion_in_the_first_heading() -> None:
    for consultation in catalogue().consultations:
        for answer in consultation.answers:
            first = answer.sections[0].heading
            assert len(first) >= 12 and not first.endswith("？"), (consultation.id, first)
            assert not any(section.heading.startswith(DULL) for section in answer.sections)
            assert len(answer.sections) >= 2


def test_every_consultation_has_words_to_say_and_a_list_to_work_through() -> None:
    for consultation in catalogue().consultations:
        blocks = [block for answer in consultation.answers for s in answer.sections for block in s.blocks]
        assert any(len(block) > 1 for block in blocks), consultation.id
        assert any(line.startswith("「") or "：「" in line for block in blocks for line in block), consultation.id


def test_answers_are_long_enough_to_help_and_short_enough_for_a_phone() -> None:
    for consultation in catalogue().consultations:
        lengths = characters_of(consultation)
        assert 500 <= sum(lengths) <= 1200, (consultation.id, lengths)
        assert all(200 <= length <= 900 for length in lengths), (consultation.id, lengths)


def test_every_question_is_told_in_paragraphs() -> None:
    for consultation in catalogue().consultations:
        assert len(consultation.body) >= 2
        assert sum(map(len, consultation.body)) >= 120


def test_advisors_are_plainly_samples() -> None:
    answering = {answer.advisor for c in catalogue().consultations for answer in c.answers}
    assert answering == set(catalogue().advisors)
    assert 5 <= len(answering) <= 6
    for advisor in answering:
        assert advisor.name.startswith("サンプル") and advisor.affiliation.startswith("サンプル")
        assert advisor.profile[0].startswith("見本の人物です。") and len(advisor.profile) == 2
        assert all(qualification.name.endswith("（見本）") for qualification in advisor.qualifications)


def test_every_sample_advisor_may_publish_and_some_qualifications_end() -> None:
    qualifications = [q for advisor in catalogue().advisors for q in advisor.qualifications]
    for advisor in catalogue().advisors:
        assert any(q.holds_on(date(2026, 1, 1)) for q in advisor.qualifications), advisor.id
    assert {q.expires_on is None for q in qualifications} == {True, False}


def test_cards_lead_in_with_a_sentence_to_every_article_and_across_areas() -> None:
    areas = {c.id: c.area for c in catalogue().consultations}
    led = {c.id: list(cards_of(c)) for c in catalogue().consultations}
    cards = [card for several in led.values() for card in several]
    assert all(card.lead.endswith("。") and 12 <= len(card.lead) <= 60 for card in cards), cards
    assert {card.target for card in cards if card.kind is CardKind.ARTICLE} == {a.id for a in catalogue().articles}
    consulted = [(id_, card.target) for id_, several in led.items() for card in several if card.target in areas]
    assert any(areas[id_] != areas[target] for id_, target in consulted)
    for area in bank().areas:
        of_area = [several for id_, several in led.items() if areas[id_] == area.id]
        assert sum(map(bool, of_area)) * 3 >= len(of_area), area.id


def test_articles_are_entrances_to_public_services() -> None:
    for article in catalogue().articles:
        parts = urlsplit(article.url)
        assert (parts.scheme, parts.path, parts.query) == ("https", "/", "")
        assert parts.hostname is not None and parts.hostname.endswith(".go.jp")


def test_an_answer_is_never_older_than_its_question() -> None:
    for consultation in catalogue().consultations:
        for answer in consultation.answers:
            if consultation.asked_on and answer.answered_on:
                assert consultation.asked_on <= answer.answered_on, consultation.id


def test_the_catalogue_shows_every_kind_of_consultation() -> None:
    consultations = catalogue().consultations
    assert {c.source for c in consultations} == {Source.SAMPLE}, "what nobody asked says that it is a sample"
    assert {len(c.answers) for c in consultations} == {1, 2, 3}
    for given in (
        [bool(c.grade) for c in consultations],
        [bool(c.gender) for c in consultations],
        [c.asked_on is not None for c in consultations],
    ):
        assert set(given) == {True, False}


def test_one_consultation_is_about_being_hired_after_applying_again() -> None:
    (again,) = [c for c in catalogue().consultations if "再応募" in c.title.ja]
    assert "採用" in again.title.ja
    assert "reapply" in again.topics


def test_no_text_is_harsh_or_touches_what_selection_must_not_ask() -> None:
    assert [text for text in japanese() if HARSH.search(text) or FORBIDDEN.search(text)] == []


def test_japanese_is_set_consistently() -> None:
    for text in japanese():
        assert not re.search(r"[０-９Ａ-Ｚａ-ｚ]", text), text
        assert not re.search(r"[ぁ-んァ-ヶ一-龠][?!,]", text), text
        assert "\u3000" not in text, text


def test_students_are_addressed_politely_throughout() -> None:
    plain = re.compile(r"(である|だ|だった)。")
    for consultation in catalogue().consultations:
        lines = [line for a in consultation.answers for s in a.sections for block in s.blocks for line in block]
        assert not [line for line in lines if plain.search(line)], consultation.id


def test_whatever_a_student_answers_each_weak_area_gets_help_from_the_rung_where_they_stand() -> None:
    chooser = Chooser(one.listing() for one in catalogue().consultations)
    items = bank().items_of("quick")
    for options in product(*(item.options for item in items)):
        result = score(bank(), "quick", {item.id: option.id for item, option in zip(items, options, strict=True)})
        chosen = chooser.choose(result)
        firsts = {r.area.id: r for r in reversed(chosen)}
        assert [i.area.id for i in result.improvements] == list(dict.fromkeys(r.area.id for r in chosen))
        assert all(first.reason is Reason.RUNG for first in firsts.values())
