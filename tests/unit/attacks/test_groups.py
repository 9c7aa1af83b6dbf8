"""Try to give a small group away by subtracting whatever is published, whenever, from whatever else.

Every student of these crowds answers in a way of their own, so that the published pairs of options say who is in a
group: a vector of zeros and ones over the students. Students that no published group ever tells apart are an atom.
Whatever anybody computes from sums over groups is a sum over atoms, so the smallest atom is the smallest group that
can be given away, by subtracting two groups, three, or by solving all equations together.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest

from quiz.stats.tally import Tally
from quiz.store.revision import bring_up_to_date
from quiz.store.tables import published
from tests.attempts import MOMENT, a_store
from tests.crowds import Crowd
from tests.factories import a_bank

OPTIONS = 10
THE_BANK = a_bank(areas=2, items_an_area=1, options=OPTIONS)
K = 5
SEGMENTS = [
    (site, told)
    for site in ("", "campus")
    for told in ("", "grade=3", "grade=4", "grade=3;faculty=law", "grade=3;faculty=arts", "grade=4;faculty=law")
]
Group = frozenset[int]


def a_crowd(folder: Path, k: int) -> Crowd:
    """Return a crowd over a bank of two items, whose students can be told apart by their pair of options."""
    url = f"sqlite:///{folder / 'quiz.db'}"
    bring_up_to_date(url, THE_BANK, MOMENT)
    return Crowd(a_store(url), k=k, bank=THE_BANK)


def come(crowd: Crowd, day: str, segment: tuple[str, str]) -> int:
    """Let the next student come, who answers like nobody else; return their number."""
    number = crowd.number
    crowd.come(day, 1, site=segment[0], told=segment[1], answers=divmod(number, OPTIONS))
    return number


def groups(crowd: Crowd) -> Iterator[Group]:
    """Yield who is in each group whose counters are published now."""
    for row in crowd.rows(published):
        if row["counters"] is not None:
            pairs = Tally.from_bytes(crowd.layout, row["counters"]).pairs[:OPTIONS, OPTIONS:]
            assert pairs.max() <= 1
            yield frozenset(int(place) for place in pairs.ravel().nonzero()[0])


def a_history(crowd: Crowd, days: int, seed: int) -> tuple[set[Group], int]:
    """Let students come on some days; return every group that was published on any of them, and how many came."""
    chance = random.Random(seed)
    seen: set[Group] = set()
    first = date(2026, 4, 6)
    for day in (first + timedelta(days=3 * place) for place in range(days)):
        # Some segments are liked on some days, so that there are full cells, too.
        liked = chance.choices(SEGMENTS, k=3)
        for _ in range(chance.choice((0, 1, 3, 6, 9))):
            if crowd.number < OPTIONS * OPTIONS:
                come(crowd, day.isoformat(), chance.choice(liked * 3 + SEGMENTS))
        crowd.night(day.isoformat())
        seen.update(groups(crowd))
    return seen, crowd.number


def atoms(seen: Iterable[Group]) -> list[int]:
    """Return the sizes of the sets of students that no group tells apart; who is in none is in no atom."""
    membership: defaultdict[int, set[int]] = defaultdict(set)
    for number, group in enumerate(seen):
        for student in group:
            membership[student].add(number)
    return list(Counter(frozenset(numbers) for numbers in membership.values()).values())


def rank(rows: Iterable[Iterable[int]]) -> int:
    """Return the rank of a matrix, exactly."""
    matrix = [[Fraction(value) for value in row] for row in rows]
    found = 0
    for column in range(len(matrix[0]) if matrix else 0):
        pivot = next((row for row in range(found, len(matrix)) if matrix[row][column]), None)
        if pivot is None:
            continue
        matrix[found], matrix[pivot] = matrix[pivot], matrix[found]
        for row in range(found + 1, len(matrix)):
            if matrix[row][column]:
                factor = matrix[row][column] / matrix[found][column]
                matrix[row] = [one - factor * other for one, other in zip(matrix[row], matrix[found], strict=True)]
        found += 1
    return found


@pytest.mark.parametrize("seed", range(4))
def test_no_equations_of_published_groups_have_a_small_group_as_their_solution(tmp_path: Path, seed: int) -> None:
    seen, came = a_history(a_crowd(tmp_path, K), days=24, seed=seed)
    sizes = atoms(seen)
    assert came > 70
    assert sum(sizes) > came / 2
    assert min(sizes) >= K


@pytest.mark.parametrize("seed", range(2))
def test_no_group_without_another_or_two_others_leaves_few(tmp_path: Path, seed: int) -> None:
    seen, _ = a_history(a_crowd(tmp_path, K), days=14, seed=seed)
    for one, other in combinations(seen, 2):
        assert len(one ^ other) >= K
        assert len(one & other) == 0 or len(one & other) >= K
    for one, other, third in combinations(sorted(seen, key=sorted)[:40], 3):
        left = one - other - third
        assert not left or len(left) >= K


def test_the_space_of_published_groups_is_that_of_few_cells(tmp_path: Path) -> None:
    seen, came = a_history(a_crowd(tmp_path, K), days=10, seed=5)
    matrix = [[int(student in group) for student in range(came)] for group in sorted(seen, key=sorted)]
    # Each cell has K at least, so there can be no more dimensions than cells.
    assert 0 < rank(matrix) <= len(atoms(seen)) <= came // K
    # No single student's vector lies in it: adding one raises the rank.
    for student in range(came):
        assert rank([*matrix, [int(place == student) for place in range(came)]]) == rank(matrix) + 1


def test_a_release_that_does_not_wait_for_company_gives_students_away(tmp_path: Path) -> None:
    """The attack is seen to succeed where the guard is weak: groups are published as they are."""
    seen, _ = a_history(a_crowd(tmp_path, 1), days=24, seed=0)
    # Small groups are hidden from this attacker, who subtracts the others.
    large = {group for group in seen if len(group) >= K}
    assert min(atoms(large)) == 1
    assert any(len(one - other) == 1 for one in large for other in large if other < one)


def test_watched_students_change_nothing_until_they_have_company(tmp_path: Path) -> None:
    crowd = a_crowd(tmp_path, K)
    a_history(crowd, days=12, seed=1)
    day = date(2026, 6, 1)
    given_away = 0
    for place in range(10):
        before, known = crowd.everything(), set(groups(crowd))
        watched = come(crowd, (day + timedelta(days=place)).isoformat(), SEGMENTS[place % len(SEGMENTS)])
        crowd.night((day + timedelta(days=place)).isoformat())
        if crowd.everything() != before:
            arrived = set().union(*groups(crowd)) - set().union(*known)
            assert watched not in arrived or len(arrived) >= K
            given_away += len(arrived) == 1
    assert given_away == 0


def test_the_size_of_every_group_moves_by_a_smallest_group_or_not_at_all(tmp_path: Path) -> None:
    crowd, chance = a_crowd(tmp_path, K), random.Random(11)
    before: dict[tuple[str, str], int] = {}
    for place in range(25):
        day = (date(2026, 4, 6) + timedelta(days=2 * place)).isoformat()
        for _ in range(chance.choice((0, 2, 6))):
            come(crowd, day, chance.choice(SEGMENTS[:4]))
        crowd.night(day)
        # Weeks among them, of which the sums are all that is published.
        now = {(row["view"], row["period"]): row["first"] for row in crowd.rows(published)}
        for key, count in now.items():
            assert count == before.get(key, 0) or count >= before.get(key, 0) + K
        before = now
    assert any("W" in period for _, period in before)
