"""Draw a truth for a bank: plausible, and the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from quiz.bank.model import Attribute, Bank, Item
from quiz.simulation.truth import (
    Bias,
    CohortTruth,
    ItemTruth,
    Place,
    Planted,
    Retaking,
    Truth,
    ValueTruth,
)

Floats = NDArray[np.float64]
CORRELATION = 0.55
"""Between two areas, in the middle of what self-reports of related behaviour show."""
DRIFT = 0.12
BAD_SLOPE = -0.25
"""Who does well elsewhere answers a little worse here, as where an item is keyed the wrong way round."""
BIAS = -1.3
"""Added to the intercepts for one group: at the same ability its odds of each next rung are less than a third."""
FEWEST_TO_PLANT = 3
"""An item can be worse than others, or other for a group, only where there are others."""
SEMINARS = ("sample-a", "sample-b")
FOLLOWING = 0.95
"""Hardly anybody graduates in another year than the others of their year of study."""
PLACES = (
    Place("", "", 0.45, 0.0, 0.14),
    Place("sample-blog", "https://blog.example.jp/qa/101", 0.16, 0.05, 0.18),
    Place("sample-blog", "https://blog.example.jp/qa/102", 0.09, 0.05, 0.20),
    Place("sample-blog", "https://blog.example.jp/", 0.05, 0.05, 0.28),
    Place("sample-campus", "https://campus.example.jp/career", 0.10, 0.20, 0.08),
    Place("sample-campus", "https://campus.example.jp/seminar", 0.05, 0.20, 0.06),
    Place("sample-media", "https://media.example.com/shukatsu", 0.10, -0.10, 0.32),
)


def draw_truth(bank: Bank, seed: int, is_clean: bool = False) -> Truth:
    """Return the truth of a seed; a clean one has no item with a planted fault."""
    rng = np.random.default_rng([seed, 0])
    truth = Truth(
        seed=seed,
        correlation=CORRELATION,
        drift=DRIFT,
        items=tuple(_item(item, rng) for item in bank.items),
        cohorts=tuple(_cohorts(bank.attributes, rng)),
        places=PLACES,
        bias=None,
        retaking=Retaking(share=0.12, gain=0.40, spread=0.30, longest_days=42),
        seminar=Retaking(share=0.60, gain=0.80, spread=0.30, longest_days=14),
    )
    return truth if is_clean else _planted(bank, truth, rng)


def _item(item: Item, rng: np.random.Generator) -> ItemTruth:
    steps = len(item.options) - 1
    slope = float(np.clip(rng.lognormal(np.log(1.7), 0.18), 1.2, 2.6))
    middle = rng.normal(0.15, 0.25)
    difficulties = middle + np.linspace(-1.0, 1.2, steps) + rng.uniform(-0.15, 0.15, steps) if steps > 1 else [middle]
    intercepts = tuple(round(float(-slope * one), 3) for one in sorted(difficulties))
    return ItemTruth(item.id, item.area, round(slope, 3), intercepts, round(float(rng.lognormal(np.log(4200), 0.2))))


def _cohorts(attributes: tuple[Attribute, ...], rng: np.random.Generator) -> Iterator[CohortTruth]:
    before = 0
    for place, attribute in enumerate(attributes):
        count = len(attribute.choices)
        if not count:
            values = tuple(ValueTruth(code, 0.03, 0.15) for code in SEMINARS)
            yield CohortTruth(attribute.id, 0.8, values, is_seminar=True)
            continue
        # The first attribute is a ladder, such as the year of study: who stands higher is readier.
        shifts = np.linspace(-0.45, 0.45, count) if place == 0 else rng.normal(0, 0.2, count)
        shares = _rounded(_hump(count) if place == 0 else rng.dirichlet(np.full(count, 3.0)))
        # Who is further on graduates earlier; the last choice is often "other".
        follows = tuple(max(0, count - 2 - one) for one in range(before)) if place == 1 else ()
        values = tuple(
            ValueTruth(choice.id, share, 0.0 if follows else round(float(shift), 3))
            for choice, share, shift in zip(attribute.choices, shares, shifts, strict=True)
        )
        yield CohortTruth(attribute.id, 0.95 if place == 0 else 0.85, values, follows)
        before = count


def _hump(count: int) -> Floats:
    """Return shares that are largest a third of the way up: of four years of study, those before the last come most."""
    places = np.linspace(0, 1, count) if count > 1 else np.array([0.35])
    weights: Floats = np.exp(-(((places - 0.35) / 0.3) ** 2))
    return weights / float(weights.sum())


def _rounded(shares: Floats) -> list[float]:
    """Return shares of three digits that still make one."""
    rounded = [round(float(share), 3) for share in shares]
    largest = rounded.index(max(rounded))
    rounded[largest] = round(1 - sum(rounded[:largest] + rounded[largest + 1 :]), 3)
    return rounded


def _planted(bank: Bank, truth: Truth, rng: np.random.Generator) -> Truth:
    """Return a truth with one bad item, and one that is biased where there are groups; both stand in every form."""
    everywhere = [item.id for item in bank.items if len(item.forms) == len(bank.forms)]
    if len(everywhere) < FEWEST_TO_PLANT:
        return truth
    bad, biased = (everywhere[place] for place in rng.permutation(len(everywhere))[:2])
    group = _group(truth)
    bias = Bias(biased, *group, BIAS) if group else None
    return replace(truth, items=tuple(_faulty(item, bad, bias) for item in truth.items), bias=bias)


def _group(truth: Truth) -> tuple[str, str] | None:
    """Return the second largest group of the first attribute that has choices: of the others less is published."""
    known = [cohort for cohort in truth.cohorts if not cohort.is_seminar and len(cohort.values) > 1]
    if not known:
        return None
    ranked = sorted(known[0].values, key=lambda value: value.share, reverse=True)
    return known[0].id, ranked[1].id


def _faulty(item: ItemTruth, bad: str, bias: Bias | None) -> ItemTruth:
    if item.id == bad:
        return replace(item, slope=BAD_SLOPE, planted=Planted.BAD)
    if bias and item.id == bias.item:
        return replace(item, planted=Planted.BIASED)
    return item
