"""Propose areas and topics from the words of a text, by the rules of the bank's topics; an editor decides.

A topic is proposed where its title or one of its words stands in the text. Every word counts once a part of the
text, most in the title, which says what a question is about; least in the answers, which wander. Of words that lie
within each other only the longest counts, so that 模擬面接 is no 面接. The area is the one whose topics weigh most.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from quiz.advice.bigrams import normalise
from quiz.bank.model import Bank, Topic

MOST_TOPICS = 3
IN_TITLE, IN_BODY, IN_ANSWERS = 6, 2, 1
"""What a word weighs; any title tells more than a body that mentions two other things."""
LEAST_SHARE = 5
"""A topic that weighs less than this part of the weightiest is mentioned, not meant."""
_ASCII_BORDERS = (r"(?<![a-z0-9])", r"(?![a-z0-9])")


@dataclass(frozen=True, slots=True)
class Proposal:
    """An area, empty where nothing was found; topics, the weightiest first; the words that gave them away."""

    area: str = ""
    topics: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


def propose(bank: Bank, title: str, body: str, answers: str) -> Proposal:
    """Propose for one text; who proposes often keeps a `Classifier`."""
    return Classifier(bank).propose(title, body, answers)


class Classifier:
    """The words of a bank's topics with their pattern, made once."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._topics: defaultdict[str, list[Topic]] = defaultdict(list)
        self._written: dict[str, str] = {}
        for topic in bank.topics:
            for word in (topic.title.ja, *topic.words):
                normal = normalise(word)
                self._written.setdefault(normal, word)
                if topic not in self._topics[normal]:
                    self._topics[normal].append(topic)
        longest_first = sorted(self._topics, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_pattern_of, longest_first)) or r"\Z.")

    def propose(self, title: str, body: str, answers: str) -> Proposal:
        """Propose for one text."""
        words: defaultdict[str, int] = defaultdict(int)
        for weight, text in ((IN_TITLE, title), (IN_BODY, body), (IN_ANSWERS, answers)):
            for word in dict.fromkeys(self._pattern.findall(normalise(text))):
                words[word] += weight
        weights: defaultdict[str, int] = defaultdict(int)
        for word, weight in words.items():
            for topic in self._topics[word]:
                weights[topic.id] += weight
        return self._proposal(weights, words)

    def _proposal(self, weights: Mapping[str, int], words: Mapping[str, int]) -> Proposal:
        if not weights:
            return Proposal()
        # Both the maximum and sorting keep the order of the bank among equals.
        areas = {area.id: sum(weights.get(topic, 0) for topic in area.topics) for area in self._bank.areas}
        area = max(areas, key=areas.__getitem__)
        in_order = [topic.id for topic in self._bank.topics if topic.id in weights]
        found = sorted(in_order, key=lambda topic: -weights[topic])
        heaviest = weights[found[0]]
        topics = tuple(topic for topic in found if weights[topic] * LEAST_SHARE >= heaviest)[:MOST_TOPICS]
        evidence = [word for word in words if any(topic.id in topics for topic in self._topics[word])]
        evidence.sort(key=lambda word: -words[word])
        return Proposal(area if areas[area] else "", topics, tuple(self._written[word] for word in evidence))


def _pattern_of(word: str) -> str:
    """Return the pattern of a word; one of Latin letters must not be part of another, as ES is of tests."""
    before = _ASCII_BORDERS[0] if word[:1].isascii() else ""
    return before + re.escape(word) + (_ASCII_BORDERS[1] if word[-1:].isascii() else "")
