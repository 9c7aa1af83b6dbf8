"""Relatedness: area, then topics, then text, then order; held against comparing all pairs."""

from __future__ import annotations

import re
from collections import Counter
from math import log

from hypothesis import given
from hypothesis import strategies as st

from quiz.advice.bigrams import bigrams
from quiz.advice.relating import MOST_CHARACTERISTIC, MOST_HOLDERS, MOST_RELATED, Related, relate

TEXTS = st.lists(st.sampled_from(("逆質問", "面接官", "です", "ガクチカ", "留学", "web", "志望動機")), max_size=6).map(
    "、".join
)
KINDS = st.tuples(
    st.sampled_from(("", "a", "b", "c")), st.lists(st.sampled_from("tuv"), max_size=2, unique=True), TEXTS
)
CATALOGUES = st.lists(KINDS, max_size=16).map(lambda kinds: [a_related(n * 7, *kind) for n, kind in enumerate(kinds)])


def a_related(number: int, area: str, topics: list[str], text: str) -> Related:
    return Related(number, area, tuple(topics), bigrams(text))


def numbered(*kinds: tuple[str, list[str], str]) -> list[Related]:
    return [a_related(number, *kind) for number, kind in enumerate(kinds)]


def characteristic(catalogue: list[Related]) -> list[dict[str, int]]:
    """Return the characteristic bigrams of each with their weights, as the definition says."""
    kept = [[b for b in one.bigrams if len(b) == 2 and not re.fullmatch("[ぁ-ゟ]+", b)] for one in catalogue]
    order = {bigram: place for place, bigram in enumerate(dict.fromkeys(b for bs in kept for b in bs))}
    holders = Counter(bigram for bs in kept for bigram in set(bs))
    weights = {b: round(1000 * log(len(catalogue) / n)) if n > 1 else 0 for b, n in holders.items()}
    found = []
    for counts in map(Counter, kept):
        ranked = sorted((b for b in counts if weights[b]), key=lambda b: (-counts[b] * weights[b], order[b]))
        found.append({bigram: weights[bigram] for bigram in ranked[:MOST_CHARACTERISTIC]})
    return found


def related_by_all_pairs(catalogue: list[Related]) -> dict[int, tuple[int, ...]]:
    of_text = characteristic(catalogue)
    related = {}
    for place, one in enumerate(catalogue):
        ranked = []
        for at, other in enumerate(catalogue):
            shares_area = one.area != "" and one.area == other.area
            shared = len(set(one.topics) & set(other.topics))
            alike = sum(weight for bigram, weight in of_text[place].items() if bigram in of_text[at])
            if at != place and (shares_area or shared):
                ranked.append((not shares_area, -shared, -alike, at))
        related[one.number] = tuple(catalogue[at].number for *_, at in sorted(ranked)[:MOST_RELATED])
    return related


@given(CATALOGUES)
def test_it_relates_as_comparing_all_pairs_would(catalogue: list[Related]) -> None:
    assert relate(catalogue) == related_by_all_pairs(catalogue)


@given(CATALOGUES)
def test_nothing_is_related_to_itself_or_by_its_text_alone(catalogue: list[Related]) -> None:
    by_number = {one.number: one for one in catalogue}
    for number, others in relate(iter(catalogue)).items():
        assert len(set(others)) == len(others) <= MOST_RELATED
        assert number not in others
        for other in (by_number[other] for other in others):
            mine = by_number[number]
            assert mine.area == other.area != "" or set(mine.topics) & set(other.topics)


def test_the_area_comes_before_topics_and_topics_before_text() -> None:
    catalogue = numbered(
        ("a", ["t", "u"], "逆質問を三つ"),
        ("b", ["t", "u"], "逆質問を三つ"),
        ("a", [], "逆質問を三つ"),
        ("a", ["t"], "別の話"),
        ("b", ["t"], "逆質問を三つ"),
        ("c", [], "逆質問を三つ"),
    )
    assert relate(catalogue)[0] == (3, 2, 1, 4)


def test_the_text_decides_among_equals_and_then_the_order() -> None:
    texts = ("留学の経験", "緊張します", "留学したこと", "ゼミの研究", "緊張と留学")
    assert relate(numbered(*(("a", ["t"], text) for text in texts)))[0] == (2, 4, 1, 3)


def test_words_of_grammar_make_no_likeness() -> None:
    texts = ("どうすればいいですか", "別の話", "どうすればいいですか", "関係ない")
    assert relate(numbered(*(("a", [], text) for text in texts)))[0] == (1, 2, 3)


def test_what_nearly_everybody_writes_makes_no_likeness() -> None:
    def nearest_of_the_first(holders: int) -> int:
        same = [("a", ["t"], "留学")] * (holders - 1)
        others = [("a", ["t"], f"{chr(0x5000 + n)}{chr(0x6000 + n)}") for n in range(holders)]
        return relate(numbered(("a", ["t"], "留学"), *others, *same))[0][0]

    assert nearest_of_the_first(MOST_HOLDERS) == MOST_HOLDERS + 1
    assert nearest_of_the_first(MOST_HOLDERS + 1) == 1


def test_none_and_one_have_no_relations() -> None:
    assert relate([]) == {}
    assert relate(numbered(("a", ["t"], "留学"))) == {0: ()}
