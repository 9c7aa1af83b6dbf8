"""Where the published consultations leave a gap: a pure computation over what is published.

A student is sent to a consultation for an area, and best for the very rung that they stand on. Below three of them the
same one comes up again and again; a card that leads nowhere vanishes, and its sentence with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quiz.advice.model import Card, CardKind, Listing
from quiz.bank.model import Area, Bank, Item, Option, Topic

ENOUGH = 3
"""Consultations that an area and a rung should have, so that who comes back is shown something new."""


@dataclass(frozen=True, slots=True)
class ThinArea:
    """An area with fewer than enough consultations."""

    area: Area
    count: int


@dataclass(frozen=True, slots=True)
class ThinRung:
    """An option below the top that fewer than enough consultations help with."""

    item: Item
    option: Option
    count: int


@dataclass(frozen=True, slots=True)
class DeadLink:
    """A card whose target is not published, with the consultation and the advisor in whose answer it stands."""

    consultation: str
    advisor: str
    card: Card


@dataclass(frozen=True, slots=True)
class Linking:
    """A consultation's cards, each with the id of the advisor."""

    consultation: str
    cards: tuple[tuple[str, Card], ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every gap, in the order of the bank; `consultations` is how many are published."""

    consultations: int
    areas: tuple[ThinArea, ...]
    rungs: tuple[ThinRung, ...]
    dead_links: tuple[DeadLink, ...]
    unused_topics: tuple[Topic, ...]

    @property
    def is_complete(self) -> bool:
        """Say whether there is no gap at all."""
        return not (self.areas or self.rungs or self.dead_links or self.unused_topics)


def coverage_of(
    bank: Bank, listings: Sequence[Listing], linkings: Iterable[Linking] = (), articles: Iterable[str] = ()
) -> Coverage:
    """Find every gap in what is published; `articles` are the ids of those that are not withdrawn."""
    by_area = Counter(listing.area for listing in listings)
    by_rung = Counter(
        (help_.item, option)
        for listing in listings
        for help_ in listing.helps
        for option in dict.fromkeys(help_.options)
    )
    used = {topic for listing in listings for topic in listing.topics}
    targets = {(CardKind.CONSULTATION, listing.id) for listing in listings}
    targets |= {(CardKind.ARTICLE, article) for article in articles}
    return Coverage(
        consultations=len(listings),
        areas=tuple(ThinArea(area, by_area[area.id]) for area in bank.areas if by_area[area.id] < ENOUGH),
        rungs=tuple(_thin_rungs(bank, by_rung)),
        dead_links=tuple(
            DeadLink(linking.consultation, advisor, card)
            for linking in linkings
            for advisor, card in linking.cards
            if (card.kind, card.target) not in targets
        ),
        unused_topics=tuple(topic for topic in bank.topics if topic.id not in used),
    )


def _thin_rungs(bank: Bank, by_rung: Counter[tuple[str, str]]) -> Iterable[ThinRung]:
    for item in bank.items:
        for option in item.options:
            count = by_rung[item.id, option.id]
            if item.rung_above(option) is not None and count < ENOUGH:
                yield ThinRung(item, option, count)
