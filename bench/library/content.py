"""A large Q&A site for measuring: its texts are sentences of the shipped consultations, shuffled and made different."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from quiz.advice.model import Advisor, Answer, Consultation, Section, Source
from quiz.advice.reading import read_catalogue
from quiz.bank.model import Bank, Text
from quiz.resources import shipped_consultations
from quiz.store.publishing.changes import Record

ADVISORS = 100
BUSIEST_SHARE = 0.344
"""Of all consultations that one advisor answers: 1,720 of 5,000."""
KANJI = (0x4E00, 0x5E00)


class Content:
    """Makes consultations; the same seed makes the same."""

    def __init__(self, bank: Bank, rng: random.Random) -> None:
        self._bank = bank
        self._rng = rng
        self._sentences = list(_sentences(bank))
        self.advisors = [
            Advisor(f"advisor-{number}", f"サンプル相談員{number}", "相談員", "サンプル相談室")
            for number in range(ADVISORS)
        ]

    def records(self, count: int) -> Iterator[Record]:
        """Yield so many consultations, each of some 900 characters."""
        for number in range(count):
            yield Record(f"q{number}", self._consultation(number, number < BUSIEST_SHARE * count))

    def query(self) -> str:
        """Return one or two pieces of a sentence, of two to four characters each: most are found."""
        pieces = []
        for _ in range(self._rng.choice((1, 1, 2))):
            sentence = self._rng.choice(self._sentences)
            start = self._rng.randrange(max(1, len(sentence) - 4))
            pieces.append(sentence[start : start + self._rng.randint(2, 4)])
        return " ".join(pieces)

    def _consultation(self, number: int, is_by_the_busiest: bool) -> Consultation:
        rng = self._rng
        area = rng.choice(self._bank.areas)
        others = rng.sample(self.advisors[1:], rng.randint(1, 2))
        answering = [self.advisors[0], *others] if is_by_the_busiest else others
        return Consultation(
            id=f"q{number}",
            title=Text(self._text(25)[:80], f"Question {number}"),
            area=area.id,
            topics=tuple(rng.sample(area.topics, min(2, len(area.topics)))),
            helps=(),
            grade="学部3年",
            gender="",
            asked_on=date(2024, 1, 1) + timedelta(days=number % 900),
            source=Source.COUNSELLING,
            body=(self._text(120), self._text(120)),
            answers=tuple(Answer(advisor, tuple(self._section() for _ in range(2))) for advisor in answering),
        )

    def _section(self) -> Section:
        blocks = ((self._text(90),), (self._text(30), self._text(30)), (self._text(90),))
        return Section(self._text(15)[:60], blocks)

    def _text(self, least: int) -> str:
        text = ""
        while len(text) < least:
            sentence = self._rng.choice(self._sentences)
            # Without this all texts would share all their pairs of characters, which no real ones do.
            text += sentence.replace(self._rng.choice(sentence), chr(self._rng.randint(*KANJI))) + "。"
        return text


def _sentences(bank: Bank) -> Iterator[str]:
    for one in read_catalogue(shipped_consultations(), bank).consultations:
        texts = [*one.body]
        for answer in one.answers:
            texts += [line for section in answer.sections for block in section.blocks for line in block]
        for text in texts:
            yield from (part for part in text.split("。") if len(part) > 12)
