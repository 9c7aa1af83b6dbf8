"""Areas and topics are proposed from the words of a text, and the shipped words agree with the shipped editors."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.advice.classifying import MOST_TOPICS, Classifier, Proposal, propose
from quiz.advice.model import Catalogue, Consultation
from quiz.advice.reading import read_catalogue
from quiz.bank.model import Bank
from quiz.bank.reading import read_bank
from quiz.resources import shipped_bank, shipped_consultations
from tests.factories import a_document, a_text, bank_of

WORDS = {
    "motivation": ["志望理由", "なぜ当社"],
    "asking": ["逆質問"],
    "essay": ["ES"],
    "question": ["質問"],
    "spare": [],
}


@cache
def a_bank_with_words() -> Bank:
    """Return a bank of two areas: motivation, essay and spare are of the first, the others of the second."""
    document = a_document(areas=2)
    document["topics"] = [
        {"id": topic, "title": a_text(f"{topic}の話題"), **({"words": words} if words else {})}
        for topic, words in WORDS.items()
    ]
    document["areas"][0]["topics"] = ["motivation", "essay", "spare"]
    document["areas"][1]["topics"] = ["asking", "question"]
    return bank_of(document)


def proposed(title: str = "", body: str = "", answers: str = "") -> Proposal:
    return propose(a_bank_with_words(), title, body, answers)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("志望理由を書けません", Proposal("area1", ("motivation",), ("志望理由",))),
        ("ｅｓを書けません", Proposal("area1", ("essay",), ("ES",))),
        ("ＳＰＡＲＥの話題です", Proposal("area1", ("spare",), ("spareの話題",))),
        ("なぜ当社か、志望理由か", Proposal("area1", ("motivation",), ("なぜ当社", "志望理由"))),
        ("逆質問", Proposal("area2", ("asking",), ("逆質問",))),
        ("yes、essay、tests", Proposal()),
        ("", Proposal()),
    ],
)
def test_a_word_gives_its_topic_and_the_area_of_that_away(text: str, expected: Proposal) -> None:
    assert proposed(title=text) == proposed(body=text) == proposed(answers=text) == expected


def test_the_title_weighs_more_than_the_body_and_the_body_more_than_the_answers() -> None:
    assert proposed("逆質問", "志望理由", "なぜ当社").topics == ("asking", "motivation")
    assert proposed("", "逆質問", "志望理由").topics == ("asking", "motivation")
    assert proposed("逆質問", "志望理由", "なぜ当社").area == "area2"


def test_what_is_only_mentioned_in_the_answers_is_not_what_a_title_is_about() -> None:
    assert proposed("逆質問", "", "志望理由") == Proposal("area2", ("asking",), ("逆質問",))


def test_among_equals_the_order_of_the_bank_decides() -> None:
    assert proposed("逆質問と志望理由") == Proposal("area1", ("motivation", "asking"), ("逆質問", "志望理由"))


def test_a_topic_of_no_area_is_proposed_without_one() -> None:
    document = a_document()
    document["topics"].append({"id": "loose", "title": a_text("別の話"), "words": ["別件"]})
    assert propose(bank_of(document), "別件です", "", "") == Proposal("", ("loose",), ("別件",))


PARTS = st.lists(st.sampled_from(["志望理由", "逆質問", "es", " ", "。", "\ud800", "\x00", "ﾞ"])).map("".join)


@given(PARTS, PARTS, PARTS)
def test_any_text_has_a_proposal_of_the_bank(title: str, body: str, answers: str) -> None:
    found = proposed(title, body, answers)
    assert found.area in ("", "area1", "area2")
    assert len(set(found.topics)) == len(found.topics) <= MOST_TOPICS
    assert bool(found.topics) == bool(found.evidence)


@cache
def shipped() -> tuple[Bank, Catalogue]:
    bank = read_bank(shipped_bank())
    return bank, read_catalogue(shipped_consultations(), bank)


def parts_of(consultation: Consultation) -> tuple[str, str, str]:
    sections = [section for answer in consultation.answers for section in answer.sections]
    answers = [line for s in sections for line in (s.heading, *(line for block in s.blocks for line in block))]
    return consultation.title.ja, "\n".join(consultation.body), "\n".join(answers)


def test_proposals_agree_with_the_editors_of_the_shipped_consultations() -> None:
    bank, catalogue = shipped()
    classifier = Classifier(bank)
    whole, asked, of_topics = [], [], []
    for consultation in catalogue.consultations:
        title, body, answers = parts_of(consultation)
        found = classifier.propose(title, body, answers)
        whole.append(found.area == consultation.area)
        asked.append(classifier.propose(title, body, "").area == consultation.area)
        of_topics += [topic in consultation.topics for topic in found.topics]
    assert sum(whole) / len(whole) >= 0.8
    assert sum(asked) / len(asked) >= 0.8, "what is sent in has no answers yet"
    assert sum(of_topics) / len(of_topics) >= 0.7


def test_every_shipped_topic_has_words_and_no_word_gives_two_away() -> None:
    bank, _ = shipped()
    words = [word for topic in bank.topics for word in {topic.title.ja, *topic.words}]
    assert all(len(topic.words) >= 5 for topic in bank.topics)
    assert len(words) == len(set(words))


def test_the_words_of_topics_leave_the_version_of_the_shipped_bank_as_it_was() -> None:
    assert shipped()[0].version == "8dpt3vn4"
