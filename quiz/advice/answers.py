"""Read the answers to a consultation: headed sections, with cards that lead on.

A card may lead to a consultation that is read later, so that cards are noted, and checked when all are known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from quiz.advice.blocks import blocks_of, lonely_entries
from quiz.advice.bounds import LONGEST_NAME, LONGEST_TITLE
from quiz.advice.files import File
from quiz.advice.model import Advisor, Answer, Card, CardKind, Section
from quiz.bank.findings import quote
from quiz.bank.tree import Node

MOST_ANSWERS = 3
ANSWER_KEYS = ("advisor", "sections")
OPTIONAL_ANSWER_KEYS = ("title", "affiliation", "answered_on")
SECTION_KEYS = ("text",)
OPTIONAL_SECTION_KEYS = ("heading", "cards")
TARGET_KEYS = tuple(kind.value for kind in CardKind)
KEYS = frozenset(
    (*ANSWER_KEYS, *OPTIONAL_ANSWER_KEYS, *SECTION_KEYS, *OPTIONAL_SECTION_KEYS, "lead", *TARGET_KEYS),
)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a card leads, as it was written."""

    file: File
    node: Node
    kind: CardKind


class AnswerReader:
    """Builds answers by the advisors, and keeps the targets of their cards."""

    def __init__(self, advisors: Mapping[str, Advisor]) -> None:
        self._advisors = advisors
        self._targets: list[Target] = []

    def read(self, file: File, node: Node, consultation: str) -> Iterator[Answer]:
        """Yield the answers of a consultation."""
        answered: set[str] = set()
        entries = list(file.entries(node, "answers"))
        if len(entries) > MOST_ANSWERS:
            file.error(node.fields["answers"], "too-many-answers", count=len(entries))
        for entry in entries:
            if file.has_keys(entry, ANSWER_KEYS, OPTIONAL_ANSWER_KEYS):
                sections = tuple(self._sections(file, entry, consultation))
                advisor = file.one_of(entry, "advisor", self._advisors)
                if advisor in answered:
                    file.error(entry.fields["advisor"], "twice", written=advisor)
                elif advisor:
                    answered.add(advisor)
                    yield Answer(
                        advisor=self._advisors[advisor],
                        sections=sections,
                        title=file.text(entry, "title", LONGEST_NAME, may_be_empty=True),
                        affiliation=file.text(entry, "affiliation", LONGEST_NAME, may_be_empty=True),
                        answered_on=file.date(entry, "answered_on"),
                    )

    def check_targets(self, consultations: Collection[str], articles: Collection[str]) -> None:
        """Note every card that leads to nothing in the folder."""
        for target in self._targets:
            if target.kind is CardKind.CONSULTATION:
                target.file.known(target.node, "consultation", consultations)
            elif articles:
                target.file.known(target.node, "article", articles)
            else:
                target.file.error(target.node, "no-articles", written=quote(target.node.text))

    def _sections(self, file: File, node: Node, consultation: str) -> Iterator[Section]:
        led_to: set[Card] = set()
        for entry in file.entries(node, "sections"):
            if file.has_keys(entry, SECTION_KEYS, OPTIONAL_SECTION_KEYS):
                text = file.text(entry, "text")
                for lonely in lonely_entries(text):
                    file.error(entry.fields["text"], "lonely-entry", written=lonely)
                heading = file.text(entry, "heading", LONGEST_TITLE)
                yield Section(heading, blocks_of(text), tuple(self._cards(file, entry, consultation, led_to)))

    def _cards(self, file: File, node: Node, consultation: str, led_to: set[Card]) -> Iterator[Card]:
        for entry in file.entries(node, "cards"):
            if file.has_keys(entry, ("lead",), TARGET_KEYS):
                kinds = [kind for kind in CardKind if kind in entry.fields]
                if len(kinds) == 1:
                    yield self._card(file, entry, kinds[0], consultation, led_to)
                else:
                    file.error(entry, "one-target")

    def _card(self, file: File, entry: Node, kind: CardKind, consultation: str, led_to: set[Card]) -> Card:
        """Read one card; an answer leads to the same place once, and never to its own consultation."""
        target = entry.fields[kind]
        written = file.word(target)
        place = Card("", kind, written)
        if written and place in led_to:
            file.error(target, "twice", written=quote(written))
        elif kind is CardKind.CONSULTATION and written and written == consultation:
            file.error(target, "own-target")
        elif written:
            self._targets.append(Target(file, target, kind))
        led_to.add(place)
        return Card(file.text(entry, "lead", LONGEST_TITLE), kind, written)
