"""The graded response model: which rung a student of some ability answers, and how long that takes."""

from __future__ import annotations

import numpy as np

from quiz.bank.model import Item
from quiz.simulation.people import Claims, Floats, People, Whole
from quiz.simulation.truth import ItemTruth, Truth

PACE = 0.35
"""How much students differ in their pace, as the standard deviation of a logarithm."""
RESIDUE = 0.45
SPEEDING_MS = 350
STRAIGHT_MS = 1500
LONGEST_MS = 600_000


def rung_order(item: Item) -> Whole:
    """Return the places of an item's options, from the fewest points to the most."""
    return np.argsort([option.points for option in item.options], kind="stable")


def in_group(truth: Truth, people: People, item: ItemTruth) -> Claims:
    """Say who is of the group that an item is harder for."""
    bias = truth.bias
    if bias is None or bias.item != item.id:
        return np.zeros(len(people), np.bool_)
    column = next(place for place, cohort in enumerate(truth.cohorts) if cohort.id == bias.attribute)
    values = [value.id for value in truth.cohorts[column].values]
    found: Claims = people.values[:, column] == values.index(bias.value)
    return found


def tendencies(truth: Truth, people: People, item: ItemTruth, area: int) -> Floats:
    """Return slope × ability, with what a bias adds, for each student."""
    shift = truth.bias.shift if truth.bias else 0.0
    found: Floats = item.slope * people.abilities[:, area] + shift * in_group(truth, people, item)
    return found


def rung_probabilities(truth: Truth, people: People, item: ItemTruth, area: int) -> Floats:
    """Return the probability of each rung for each student."""
    reaching = 1 / (1 + np.exp(-(tendencies(truth, people, item, area)[:, None] + np.array(item.intercepts))))
    edges = np.hstack([np.ones((len(people), 1)), reaching, np.zeros((len(people), 1))])
    found: Floats = edges[:, :-1] - edges[:, 1:]
    return found


def drawn_rungs(truth: Truth, people: People, item: ItemTruth, area: int, rng: np.random.Generator) -> Whole:
    """Draw the rung that each student answers, from 0.

    A rung is reached where tendency, intercept and a logistic residue are above nothing together: one residue for all
    rungs gives exactly the probabilities of the model.
    """
    residues = rng.logistic(size=len(people))
    reached = (tendencies(truth, people, item, area) + residues)[:, None] + np.array(item.intercepts) > 0
    found: Whole = reached.sum(axis=1)
    return found


def drawn_durations(medians: Floats, count: int, speeding: Claims, straight: Claims, rng: np.random.Generator) -> Whole:
    """Draw how long each student took with each item, in milliseconds: log-normal, with a pace of each student.

    Who speeds, or answers everything at the top, takes about the same short time with everything.
    """
    paces = np.exp(PACE * rng.standard_normal((count, 1)))
    residues = np.exp(RESIDUE * rng.standard_normal((count, len(medians))))
    usual = paces * residues * medians
    small = 0.8 + 0.4 * rng.random((count, len(medians)))
    short = np.where(speeding, SPEEDING_MS, STRAIGHT_MS)[:, None] * small
    durations = np.where((speeding | straight)[:, None], short, usual)
    return np.minimum(np.rint(durations), LONGEST_MS).astype(np.int64)
