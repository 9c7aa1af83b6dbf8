"""Publish every table that every filter can produce, night after night, and try to solve for what is hidden.

A hidden count is not known where another crowd, with another count there, prints the very same: nobody who has all
tables of all nights can tell which of the two it was. So such crowds are looked for, by letting students answer
otherwise, and they go the whole way: attempts are stored, folded, released and printed once more.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from quiz.figures.room import FigureRoom
from quiz.scoring.score import percentage
from quiz.stats import disclosure
from quiz.stats.disclosure import Shown
from quiz.store.revision import bring_up_to_date
from tests.attempts import MOMENT, a_store
from tests.crowds import Crowd
from tests.figures import a_bank_with_attributes
from tests.unit.attacks.tables import printed

K = 10
BANK = a_bank_with_attributes()
ITEMS, OPTIONS, MAXIMUM = 3, 4, 9
APRIL, MAY = "2026-04-14", "2026-05-12"
CAME = [(APRIL, "grade=y3", 12), (APRIL, "grade=y4", 11), (APRIL, "site=campus", 10), (MAY, "grade=y3", 11)]
"""Who comes in a night; each of these is a cell. All together are fewer than reliabilities are told of."""
Answers = tuple[int, ...]
MOST_MOVES = 300
STRATEGIES = (0.4, 0.75, 0.1) * 2
"""How often answers are changed with another student, for each time that a crowd is looked for."""
World = tuple[Answers, ...]
"""The answers of every student, in the order in which they come."""


@dataclass(frozen=True)
class Group:
    """Students whom a filter shows together, by their numbers."""

    view: str
    period: str
    students: tuple[int, ...]


def the_groups() -> list[Group]:
    """Return the groups of every view and period on every night, those of the last night last."""
    cells, first = [], 0
    for day, view, count in CAME:
        cells.append((day, view, range(first, first + count)))
        first += count
    found = []
    for view in ("", "grade=y3", "grade=y4", "site=campus"):
        for period, days in (("2026-04", (APRIL,)), ("2026-05", (MAY,)), ("all", (APRIL, MAY))):
            of_these = [students for day, own, students in cells if day in days and view in ("", own)]
            students = tuple(number for part in of_these for number in part)
            if students:
                found.append(Group(view, period, students))
    return found


GROUPS = the_groups()
ENDS = list(accumulate(count for _, _, count in CAME))
CELL_OF = [range(end - count, end) for end, (_, _, count) in zip(ENDS, CAME, strict=True) for _ in range(count)]
"""The cell of each student."""


def a_world(seed: int) -> World:
    """Return answers of chance, of students who are further in some items than in others, and by their grade."""
    chance = random.Random(seed)
    weights = [chance.choices((1, 2, 4, 8), k=OPTIONS) for _ in CAME]
    return tuple(
        tuple(chance.choices(range(OPTIONS), weights=own[item:] + own[:item])[0] for item in range(ITEMS))
        for own, (_, _, count) in zip(weights, CAME, strict=True)
        for _ in range(count)
    )


def print_everything(world: World) -> list[object]:
    """Return everything that is printed on every night."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'quiz.db'}"
        bring_up_to_date(url, BANK, MOMENT)
        store = a_store(url)
        crowd, room = Crowd(store, k=K, bank=BANK), FigureRoom(store, BANK, K, lambda: MOMENT)
        told: list[object] = []
        first = 0
        for night in (APRIL, MAY):
            for day, view, count in CAME:
                if day == night:
                    site, grade = ("campus", "") if view == "site=campus" else ("", view)
                    for answers in world[first : first + count]:
                        crowd.come(day, 1, site=site, told=grade, answers=answers)
                    first += count
            crowd.night(night)
            told.append(printed(room))
        store.close()
    return told


@dataclass
class Counts:
    """How many students of a group chose each option, and have each score."""

    rungs: list[list[int]] = field(default_factory=lambda: [[0] * OPTIONS for _ in range(ITEMS)])
    scores: list[int] = field(default_factory=lambda: [0] * (MAXIMUM + 1))

    def told(self) -> tuple[object, ...]:
        """Return about what is told of them: enough to look for crowds; whether they print the same is seen later."""
        n, scores = sum(self.scores), [percentage(raw, MAXIMUM) for raw in range(MAXIMUM + 1)]
        total = sum(score * count for score, count in zip(scores, self.scores, strict=True))
        squares = sum(score * score * count for score, count in zip(scores, self.scores, strict=True))
        deviation = (max(0, n * squares - total * total) / (n * (n - 1))) ** 0.5
        spread = disclosure.spread(deviation, n, K)
        cumulative = [sum(self.scores[: raw + 1]) for raw in range(MAXIMUM + 1)]
        quarters = tuple(
            disclosure.quantile(next(x for x, c in zip(scores, cumulative, strict=True) if c >= n * q), n, K, q)
            for q in (0.25, 0.5, 0.75)
        )
        rows = tuple(disclosure.shares(row, K) for row in self.rungs)
        mean = disclosure.mean(total, n, K, 100 / MAXIMUM, spread)
        return rows, self.bars(), self.flagged(), mean, spread, quarters

    def bars(self) -> tuple[Shown | None, ...]:
        """Return what is told of the bars: each score is in one of its own, but for the two highest."""
        below, above = disclosure.nested((self.scores[:4], [*self.scores[4:8], sum(self.scores[8:])]), K)
        return (*below, *above)

    def flagged(self) -> Shown | None:
        """Return what is told of those who are flagged."""
        return disclosure.share(sum(self.scores[:4]), sum(self.scores), K)


def counts_of(world: World, group: Group) -> Counts:
    """Count a group."""
    counts = Counts()
    for student in group.students:
        counts.scores[sum(world[student])] += 1
        for item, place in enumerate(world[student]):
            counts.rungs[item][place] += 1
    return counts


Target = tuple[int, str, int, int]
"""A hidden count: the number of the group, `rung` with an item and an option, or `score` with a raw score."""


def targets_of(world: World) -> Iterator[Target]:
    """Yield every count that is below the smallest group, of a rung or of a score."""
    for number, group in enumerate(GROUPS):
        counts = counts_of(world, group)
        for item, row in enumerate(counts.rungs):
            yield from ((number, "rung", item, option) for option, count in enumerate(row) if count < K)
        yield from ((number, "score", 0, raw) for raw, count in enumerate(counts.scores) if count < K)


def value_of(world: World, target: Target) -> int:
    """Return a hidden count."""
    number, kind, item, place = target
    counts = counts_of(world, GROUPS[number])
    return counts.rungs[item][place] if kind == "rung" else counts.scores[place]


def told_of(world: World) -> list[object]:
    """Return everything that is told of every group, figure by figure."""
    parts = (part for group in GROUPS for part in counts_of(world, group).told())
    return [figure for part in parts for figure in (part if isinstance(part, tuple) else (part,))]


def moved(world: World, students: Sequence[int], chance: random.Random, swaps: float) -> World:
    """Return a world in which a student answers an item otherwise, or changes answers with another of the same cell."""
    changed = list(world)
    student = chance.choice(students if chance.random() < 0.8 else range(len(world)))
    item, answers = chance.randrange(ITEMS), list(world[student])
    if chance.random() < swaps:
        other = chance.choice(CELL_OF[student])
        others = list(world[other])
        answers[item], others[item] = others[item], answers[item]
        changed[other] = tuple(others)
    else:
        answers[item] = min(OPTIONS - 1, max(0, answers[item] + chance.choice((-1, 1))))
    changed[student] = tuple(answers)
    return tuple(changed)


def another_world(world: World, target: Target, chance: random.Random) -> World | None:
    """Return a world with another count at the target that tells the same, found by changing what still differs."""
    told, value, students = told_of(world), value_of(world, target), GROUPS[target[0]].students
    for swaps in STRATEGIES:
        other = world
        for _ in range(MOST_MOVES):
            if value_of(other, target) != value:
                break
            other = moved(other, students, chance, swaps)
        if value_of(other, target) == value:
            continue
        found = climbed(other, told, target, value, chance, swaps)
        if found:
            return found
    return None


def climbed(
    world: World, told: list[object], target: Target, value: int, chance: random.Random, swaps: float
) -> World | None:
    """Return a world near another one that tells the same as the first, if there is one that can be climbed to."""
    cost = differing(world, told)
    for _ in range(MOST_MOVES):
        if not cost:
            return world
        other = moved(world, GROUPS[target[0]].students, chance, swaps)
        if value_of(other, target) != value and (now := differing(other, told)) <= cost:
            world, cost = other, now
    return None


def differing(world: World, told: list[object]) -> int:
    """Return how many figures of a world differ."""
    return sum(one != other for one, other in zip(told_of(world), told, strict=True))


def solved(world: World, is_same: Callable[[World], bool], every: int = 1) -> tuple[list[Target], int]:
    """Return the hidden counts for which no other crowd is found that tells the same, and how many there are in all."""
    chance, left, known = random.Random(3), list(targets_of(world))[::every], []
    count = len(left)
    while left:
        target = left[0]
        candidates = (another_world(world, target, chance) for _ in range(3))
        other = next((one for one in candidates if one is not None and is_same(one)), None)
        if other is None:
            known.append(left.pop(0))
        else:
            left = [one for one in left if value_of(other, one) == value_of(world, one)]
    return known, count


@pytest.mark.parametrize("seed", [1, 3])
def test_most_hidden_counts_differ_between_crowds_that_print_the_same_tables_every_night(seed: int) -> None:
    """The search is no proof: what it leaves may be open or not.

    Of five seeds that were tried it left 2 to 6 of 41, with every fourth count; where figures are exact, 34 to 41.
    """
    world = a_world(seed)
    whole = print_everything(world)
    left, count = solved(world, lambda other: print_everything(other) == whole, every=8)
    assert count > 15
    assert len(left) < count / 4


def test_the_same_search_finds_hardly_any_crowd_where_figures_are_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard is weakened: what is below the smallest group is hidden, and all else told as it is."""

    def exact(counts: Sequence[int], k: int) -> tuple[Shown | None, ...]:
        return tuple(Shown(count) if count >= k else None for count in counts)

    def nested(parts: Sequence[Sequence[int]], k: int) -> tuple[tuple[Shown | None, ...], ...]:
        return tuple(exact(part, k) for part in parts)

    monkeypatch.setattr(disclosure, "shares", exact)
    monkeypatch.setattr(disclosure, "nested", nested)
    monkeypatch.setattr(disclosure, "mean", lambda total, n, *_: Shown(total / n))
    monkeypatch.setattr(disclosure, "spread", lambda deviation, *_: Shown(deviation))
    left, count = solved(a_world(1), lambda _: True, every=32)
    assert len(left) > count * 3 / 4
