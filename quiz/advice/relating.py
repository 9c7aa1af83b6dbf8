"""Relate each consultation to the nearest others: by area, then by topics, then by likeness of text.

Areas and topics are what an editor said, so they come first, and a text alone relates nothing. Likeness then chooses
among the many that an area and its topics leave: it is the summed weight of the bigrams that are characteristic of
both. A consultation's `MOST_CHARACTERISTIC` bigrams are those with the highest tf-idf that hold more than hiragana,
whose pairs are grammar.

Comparing all pairs would cost 12 million comparisons at 5,000 consultations. Two things avoid that. Consultations
with the same area and topics are one group, and groups are put into tiers once for a group, not once for a
consultation; most need only their first tier or two. And likeness comes from an index of who has a bigram, of
which those that more than `MOST_HOLDERS` have are left out: these tell least and cost most. Everything is a whole
number, and where all else is equal the given order decides, so that every machine relates the same.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import compress, count
from math import log
from operator import mul

MOST_RELATED = 6
MOST_CHARACTERISTIC = 24
MOST_HOLDERS = 250
GRAMMAR = re.compile(r"[\u3041-\u309f]+|.")
"""Bigrams of hiragana, and single characters."""


@dataclass(frozen=True, slots=True)
class Related:
    """A consultation as relating needs it; `bigrams` are those of its title, body and answers.

    An empty area is none, and shared with nobody.
    """

    number: int
    area: str
    topics: tuple[str, ...]
    bigrams: Sequence[str]


def relate(consultations: Iterable[Related]) -> dict[int, tuple[int, ...]]:
    """Return the numbers of the nearest others of each, the nearest first.

    Bigrams are let go one consultation after the other, so a generator of 5,000 takes little memory.
    """
    texts, numbers, kinds = _Texts(), array("q"), list[tuple[str, frozenset[str]]]()
    for one in consultations:
        numbers.append(one.number)
        kinds.append((one.area, frozenset(one.topics)))
        texts.add(one.bigrams)
    likeness = _Likeness(texts.characteristic())
    tiers = _Tiers(kinds)
    return {
        number: tuple(numbers[other] for other in _nearest(place, tiers, likeness))
        for place, number in enumerate(numbers)
    }


def _nearest(place: int, tiers: _Tiers, likeness: _Likeness) -> list[int]:
    found: list[int] = []
    alike = likeness.of(place)
    for tier in tiers.of(place):
        found += _first(tier, alike, MOST_RELATED - len(found), place)
        if len(found) == MOST_RELATED:
            break
    return found


def _first(tier: Mapping[int, None], alike: Mapping[int, int], most: int, place: int) -> list[int]:
    """Return the places of a tier that are most alike, then those that are not, in their order."""
    smaller, other = (tier, alike) if len(tier) < len(alike) else (alike, tier)
    hits = [(-alike[found], found) for found in smaller if found in other and found != place]
    first = [found for _, found in nsmallest(most, hits)]
    for found in tier:
        if len(first) == most:
            break
        if found != place and found not in alike:
            first.append(found)
    return first


class _Texts:
    """The bigrams of each text as numbers, 8 bytes for each that differs."""

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._texts: list[tuple[array[int], array[int]]] = []
        self._holders = Counter[int]()

    def add(self, bigrams: Sequence[str]) -> None:
        counts = Counter(bigrams)
        numbers = list(map(self._numbers.__getitem__, counts))
        kept = array("i", filter(None, numbers))
        self._texts.append((kept, array("i", compress(counts.values(), numbers))))
        self._holders.update(kept)

    def characteristic(self) -> list[dict[int, int]]:
        """Return the characteristic bigrams of each text with their weights."""
        weights = self._weights()
        return [_highest(numbers, counts, weights) for numbers, counts in self._texts]

    def _weights(self) -> array[int]:
        """Return log(N / holders) in thousandths; 0 for what only one text has, since it can be shared with none."""
        total = len(self._texts)
        weights = array("i", bytes(4 * (len(self._numbers) + 1)))
        for number, holders in self._holders.items():
            weights[number] = round(1000 * log(total / holders)) if holders > 1 else 0
        return weights


class _Numbers(dict[str, int]):
    """A number for each bigram, from 1 in the order of their coming; 0 for those that say nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._count = count(1)

    def __missing__(self, bigram: str) -> int:
        number = self[bigram] = 0 if GRAMMAR.fullmatch(bigram) else next(self._count)
        return number


def _highest(numbers: array[int], counts: array[int], weights: array[int]) -> dict[int, int]:
    """Return the bigrams of the highest tf-idf with their idf; among equals those that came first."""
    scores = list(map(mul, counts, map(weights.__getitem__, numbers)))
    least = max(1, sorted(scores)[-MOST_CHARACTERISTIC:][0]) if scores else 1
    ranked = sorted((-score, number) for score, number in zip(scores, numbers, strict=True) if score >= least)
    return {number: weights[number] for _, number in ranked[:MOST_CHARACTERISTIC]}


class _Likeness:
    """Who shares which characteristic bigrams."""

    def __init__(self, characteristic: list[dict[int, int]]) -> None:
        self._characteristic = characteristic
        self._holders: defaultdict[int, array[int]] = defaultdict(lambda: array("i"))
        for place, bigrams in enumerate(characteristic):
            for bigram in bigrams:
                self._holders[bigram].append(place)

    def of(self, place: int) -> dict[int, int]:
        """Return the likeness of every text that is like one, itself included."""
        alike: dict[int, int] = {}
        for bigram, weight in self._characteristic[place].items():
            holders = self._holders[bigram]
            if len(holders) <= MOST_HOLDERS:
                for other in holders:
                    alike[other] = alike.get(other, 0) + weight
        return alike


class _Tiers:
    """For each consultation the others that share an area or topics, in tiers of as much."""

    def __init__(self, kinds: Sequence[tuple[str, frozenset[str]]]) -> None:
        self._kinds = kinds
        self._areas: defaultdict[str, defaultdict[frozenset[str], list[int]]] = defaultdict(lambda: defaultdict(list))
        for place, (area, topics) in enumerate(kinds):
            self._areas[area][topics].append(place)
        self._tiers: dict[tuple[str, frozenset[str]], list[dict[int, None]]] = {}

    def of(self, place: int) -> list[dict[int, None]]:
        """Return the tiers of a consultation, the nearest first, each in the given order; itself stands in one."""
        kind = self._kinds[place]
        if kind not in self._tiers:
            self._tiers[kind] = self._made(*kind)
        return self._tiers[kind]

    def _made(self, area: str, topics: frozenset[str]) -> list[dict[int, None]]:
        own = [self._areas[area]] if area else []
        tiers, missing = _tiers_of(own, topics, 0, MOST_RELATED + 1)
        if missing > 0:
            # The groups of all other areas are many, and few consultations need them.
            others = [groups for other, groups in self._areas.items() if other != area or not area]
            tiers += _tiers_of(others, topics, 1, missing)[0]
        return tiers


def _tiers_of(
    areas: Iterable[Mapping[frozenset[str], list[int]]], topics: frozenset[str], least: int, missing: int
) -> tuple[list[dict[int, None]], int]:
    """Return tiers that share `least` topics or more until none is missing, and how many still are."""
    ranks: defaultdict[int, list[int]] = defaultdict(list)
    for groups in areas:
        for its_topics, places in groups.items():
            ranks[len(topics & its_topics)] += places
    tiers = []
    for shared in sorted(ranks, reverse=True):
        if shared < least or missing <= 0:
            break
        tiers.append(dict.fromkeys(sorted(ranks[shared])))
        missing -= len(ranks[shared])
    return tiers, missing
