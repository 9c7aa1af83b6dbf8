"""Which scores a form can give at all, which bands they reach, and how the points are shared among areas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quiz.bank.checking.membership import Asked
from quiz.bank.findings import Notes
from quiz.bank.model import Bank
from quiz.bank.tree import Node

WIDEST_IMBALANCE = 2
"""An area with more than twice the points of another decides the score nearly alone."""


def reachable_scores(rungs: Iterable[Sequence[int]]) -> list[int]:
    """Return the scores, rounded as shown, that items with these weighted points can give, in rising order."""
    sums, maximum = 1, 0
    for points in rungs:
        maximum += max(points)
        shifted = 0
        for value in set(points):
            shifted |= sums << value
        sums = shifted
    if not maximum:
        return []
    totals = (total for total, bit in enumerate(reversed(f"{sums:b}")) if bit == "1")
    return sorted({(200 * total + maximum) // (2 * maximum) for total in totals})


def scores_of(bank: Bank, form_id: str) -> list[int]:
    """Return the scores that a form of a bank can give, in rising order."""
    return reachable_scores([item.weight * option.points for option in item.options] for item in bank.items_of(form_id))


def check_reach(document: Node, form: Asked, notes: Notes) -> None:
    """Warn of bands that no answers to a form lead to, unless the points themselves are the cause."""
    rungs = [_weighted(item) for item in form.items]
    if any(not points or min(points) != 0 or max(points) == 0 for points in rungs):
        return
    reached = reachable_scores(rungs)
    for band in document.listed("bands"):
        first, last = band.whole("first"), band.whole("last")
        if first is None or last is None or first > last:
            continue
        if not any(first <= score <= last for score in reached):
            notes.warn(band.line, band.path, "band-unreachable", form=form.id)


def check_balance(form: Asked, areas: Sequence[str], notes: Notes) -> None:
    """Warn of areas that carry far more points in a form than the lightest one."""
    points = dict.fromkeys(areas, 0)
    for item in form.items:
        area = item.word("area")
        if area not in points or not (weighted := _weighted(item)):
            return
        points[area] += max(weighted)
    carried = {area: maximum for area, maximum in points.items() if maximum}
    if len(carried) < 2:
        return
    lightest = min(carried, key=lambda area: carried[area])
    for area, maximum in carried.items():
        if maximum > WIDEST_IMBALANCE * carried[lightest]:
            times = f"{maximum / carried[lightest]:.1f}".removesuffix(".0")
            item = next(item for item in form.items if item.word("area") == area)
            notes.warn(item.line, f"areas/{area}", "areas-unbalanced", form=form.id, other=lightest, times=times)


def _weighted(item: Node) -> list[int]:
    """Return the weighted points of an item's options; nothing where any was refused."""
    weight = item.whole("weight") if "weight" in item.fields else 1
    points = [option.whole("points") for option in item.listed("options")]
    if weight is None or len(points) < 2 or any(value is None for value in points):
        return []
    return [weight * value for value in points if value is not None]
