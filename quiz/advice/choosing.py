"""Choose the consultations that help with a result: pure, deterministic, ordered.

For each weak area, the weakest first, one or two consultations are chosen, the best first:

1. of the area, and helping up from the rung that was answered (`Reason.RUNG`);
2. of the area (`Reason.AREA`);
3. of another area, but helping up from a rung answered in this one (`Reason.RUNG`);
4. of another area, but sharing a topic with this one (`Reason.TOPIC`).

Among equals the one comes first that helps with the very answer which the result names as the next to raise,
then the order of the catalogue. No consultation is chosen twice. A flagged result gets `MOST_WHEN_FLAGGED` in
all, because a person at the start needs few next steps.

No advisor answers three recommendations in a row, be it as the first advisor of a consultation or a later one.
A second consultation of an area gives way to this; the first never does, since every weak area has one as long
as the catalogue has any of the area. With the two weak areas that a result names, both always hold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from quiz.advice.model import Catalogue, Listing, Reason, Recommendation
from quiz.bank.model import Area, Item, Option
from quiz.scoring import Improvement, Result

MOST_PER_AREA = 2
MOST_WHEN_FLAGGED = 3


def choose(result: Result, catalogue: Catalogue) -> tuple[Recommendation, ...]:
    """Choose consultations for one result; who chooses often keeps a `Chooser`."""
    return Chooser(one.listing() for one in catalogue.consultations).choose(result)


class Chooser:
    """What is published with its indexes, made once, so that a choice costs a few look-ups."""

    __slots__ = ("_by_area", "_by_rung", "_by_topic")

    def __init__(self, listings: Iterable[Listing]) -> None:
        self._by_area: dict[str, list[Listing]] = defaultdict(list)
        self._by_rung: dict[tuple[str, str], list[Listing]] = defaultdict(list)
        self._by_topic: dict[str, list[Listing]] = defaultdict(list)
        for consultation in listings:
            self._by_area[consultation.area].append(consultation)
            for topic in consultation.topics:
                self._by_topic[topic].append(consultation)
            for helped in consultation.helps:
                for option in helped.options:
                    self._by_rung[helped.item, option].append(consultation)

    def choose(self, result: Result) -> tuple[Recommendation, ...]:
        """Choose consultations for a result; none where nothing is left to improve."""
        taken: set[str] = set()
        chosen: list[list[Recommendation]] = []
        for improvement in result.improvements:
            first = next(self._candidates(result, improvement, taken), None)
            chosen.append([first] if first else [])
            taken.update(recommendation.consultation.id for recommendation in chosen[-1])
        spare = MOST_WHEN_FLAGGED - len(taken) if result.is_flagged else len(chosen)
        for place, improvement in enumerate(result.improvements):
            if spare > 0 and _add_another(chosen, place, self._candidates(result, improvement, taken)):
                taken.add(chosen[place][-1].consultation.id)
                spare -= 1
        return tuple(recommendation for of_area in chosen for recommendation in of_area)

    def _candidates(self, result: Result, improvement: Improvement, taken: set[str]) -> Iterator[Recommendation]:
        """Return what is not taken yet, the best first; what other weak areas have of their own is left to them."""
        area = improvement.area
        others = {other.area.id for other in result.improvements} - {area.id}
        for candidate in self._in_order(result, improvement):
            if candidate.consultation.id not in taken and candidate.consultation.area not in others:
                yield candidate

    def _in_order(self, result: Result, improvement: Improvement) -> Iterator[Recommendation]:
        area = improvement.area
        on_rungs = list(self._on_rungs(result, improvement))
        yield from (candidate for candidate in on_rungs if candidate.consultation.area == area.id)
        for consultation in self._by_area.get(area.id, ()):
            yield Recommendation(consultation, area, Reason.AREA)
        yield from on_rungs
        yield from self._on_topics(result, area)

    def _on_rungs(self, result: Result, improvement: Improvement) -> Iterator[Recommendation]:
        for item, option in _answers_below_the_top(result, improvement):
            for consultation in self._by_rung.get((item.id, option.id), ()):
                yield Recommendation(consultation, improvement.area, Reason.RUNG, item=item, option=option)

    def _on_topics(self, result: Result, area: Area) -> Iterator[Recommendation]:
        for topic in result.bank.topics:
            if topic.id in area.topics:
                for consultation in self._by_topic.get(topic.id, ()):
                    yield Recommendation(consultation, area, Reason.TOPIC, topic=topic)


def _answers_below_the_top(result: Result, improvement: Improvement) -> Iterator[tuple[Item, Option]]:
    """Return the answers of an area that can rise, the one that the result names first."""
    named = improvement.answer
    yield named.item, named.option
    for of_area in result.areas:
        if of_area.area.id == improvement.area.id:
            for answer in of_area.items:
                if answer.item.id != named.item.id and answer.earned < answer.maximum:
                    yield answer.item, answer.option


def _add_another(chosen: list[list[Recommendation]], place: int, candidates: Iterator[Recommendation]) -> bool:
    """Add the best candidate that keeps advisors from answering three in a row; say whether one was added."""
    of_area = chosen[place]
    if not of_area or len(of_area) >= MOST_PER_AREA:
        return False
    for candidate in candidates:
        of_area.append(candidate)
        if not _has_three_in_a_row([r.consultation for others in chosen for r in others]):
            return True
        of_area.pop()
    return False


def _has_three_in_a_row(consultations: list[Listing]) -> bool:
    """Say whether an advisor answers three neighbouring consultations."""
    advisors = [set(consultation.advisors) for consultation in consultations]
    return any(
        first & second & third for first, second, third in zip(advisors, advisors[1:], advisors[2:], strict=False)
    )
