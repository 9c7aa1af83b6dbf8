"""What is only counted: who began and left, and which consultations were shown and followed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from quiz.bank.model import Bank
from quiz.simulation.packing import FormColumns
from quiz.simulation.people import Floats, Whole
from quiz.simulation.rows import Asked
from quiz.simulation.truth import Planted, Truth

BEGAN = -1
WEAK_AREAS = 2
SHOWN_EACH = 2
FOLLOWED = (0.16, 0.07)
"""How likely a recommendation of the first and of the second rank is followed."""

Passage = tuple[str, str, str, str, str, int, int]
Click = tuple[str, str, str, int, str, int, int]
PlacementClick = tuple[str, str, str, str, str, int]


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of the tables `passage`, `click` and `placement_click`, columns in their order."""

    passages: list[Passage]
    clicks: list[Click]
    placement_clicks: list[PlacementClick]


def counts_of(
    listings: Mapping[str, Sequence[str]],
    day: date,
    forms: Sequence[FormColumns],
    bank: Bank,
    truth: Truth,
    asked: Asked,
    rng: np.random.Generator,
) -> Counts:
    """Return the sums of one day."""
    passages: list[Passage] = []
    clicks: dict[tuple[str, int, str], list[int]] = {}
    placed: list[PlacementClick] = []
    for place, form in enumerate(forms):
        which = np.flatnonzero(asked.forms == place)
        passages += _passages(day, form, bank, truth, asked.people.places[which], rng)
        followed = _count_clicks(clicks, listings, form, bank, asked.options[which][:, form.columns], rng)
        placed += _placed(day, form, bank, truth, asked.people.places[which], followed)
    name = day.isoformat()
    rows: list[Click] = []
    for area, rank, consultation in sorted(clicks):
        impressions, follows = clicks[area, rank, consultation]
        rows.append((name, bank.version, area, rank, consultation, impressions, follows))
    return Counts(passages, rows, placed)


def _passages(
    day: date, form: FormColumns, bank: Bank, truth: Truth, places: Whole, rng: np.random.Generator
) -> Iterator[Passage]:
    """Yield how many began at each place, and how many left after how many items."""
    weights = _leaving(form, truth)
    completed = np.bincount(places, minlength=len(truth.places)).tolist()
    for place, count in zip(truth.places, completed, strict=True):
        if not count:
            continue
        left = int(rng.negative_binomial(count, 1 - place.leaving))
        key = (day.isoformat(), bank.version, form.form, place.site, place.page)
        yield (*key, BEGAN, count + left)
        for position, many in enumerate(rng.multinomial(left, weights).tolist()):
            if many:
                yield (*key, position, many)


def _leaving(form: FormColumns, truth: Truth) -> list[float]:
    """Return where those who leave do: most before they answer anything, and more at an item that irritates."""
    items = [truth.items[column] for column in form.columns]
    weights = np.array(
        [0.85**place * (3.0 if item.planted is Planted.BAD else 1.0) for place, item in enumerate(items)]
    )
    shares: list[float] = (weights / weights.sum()).tolist()
    return shares


def _count_clicks(
    clicks: dict[tuple[str, int, str], list[int]],
    listings: Mapping[str, Sequence[str]],
    form: FormColumns,
    bank: Bank,
    options: Whole,
    rng: np.random.Generator,
) -> int:
    """Count what the weakest areas of results showed, and what of it was followed; return how much that was.

    Which consultation a result shows depends on its rungs; here those of an area take turns, the first most often.
    """
    if not len(options):
        return 0
    total = 0
    areas = list(dict.fromkeys(item.area for item in bank.items))
    asked = sorted(set(form.item_areas))
    shares = _shares(form, options, asked)
    # Among equally weak areas the lot decides, not their order.
    weakest = np.argsort(shares + rng.random(shares.shape) * 1e-6, axis=1)[:, :WEAK_AREAS]
    for place, area in enumerate(asked):
        shown = int((weakest == place).any(axis=1).sum())
        known = listings.get(areas[area], ())
        for rank, rate in enumerate(FOLLOWED[:SHOWN_EACH]):
            if rank >= len(known) or not shown:
                break
            choices = known[rank::SHOWN_EACH]
            weights = np.array([1 / (1 + one) for one in range(len(choices))])
            many = rng.multinomial(shown, weights / weights.sum())
            followed = rng.binomial(many, rate * (0.7 + 0.6 * _appeal(len(choices))))
            for one, impressions, follows in zip(choices, many.tolist(), followed.tolist(), strict=True):
                if impressions:
                    kept = clicks.setdefault((areas[area], rank + 1, one), [0, 0])
                    kept[0] += impressions
                    kept[1] += follows
                    total += follows
    return total


def _placed(
    day: date, form: FormColumns, bank: Bank, truth: Truth, places: Whole, followed: int
) -> Iterator[PlacementClick]:
    """Yield how much was followed out of results that began at each place: by how many were completed there."""
    completed = np.cumsum(np.bincount(places, minlength=len(truth.places)))
    if not followed:
        return
    reached = np.rint(completed * followed / completed[-1]).astype(np.int64)
    for place, clicks in zip(truth.places, np.diff(reached, prepend=0).tolist(), strict=True):
        if clicks:
            yield day.isoformat(), bank.version, form.form, place.site, place.page, clicks


def _shares(form: FormColumns, options: Whole, asked: Sequence[int]) -> Floats:
    """Return the share of its points that each attempt reached in each area that the form asks."""
    earned = np.zeros((len(options), len(asked)))
    most = np.zeros(len(asked))
    for column, (points, area) in enumerate(zip(form.points, form.item_areas, strict=True)):
        earned[:, asked.index(area)] += points[options[:, column]]
        most[asked.index(area)] += points.max()
    found: Floats = earned / most
    return found


def _appeal(count: int) -> Floats:
    """Return how much each of some consultations appeals, 0 to 1: not in the order in which they are shown."""
    found: Floats = np.mod(np.arange(count) * 0.618, 1.0)
    return found
