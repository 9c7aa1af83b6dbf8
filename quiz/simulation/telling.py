"""Tell a truth: as a document for programs, and as lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from quiz.simulation.implied import Implied
from quiz.simulation.truth import Truth


def document(truth: Truth, figures: Sequence[Implied]) -> dict[str, Any]:
    """Return everything that is true, and what follows from it for each form."""
    told = asdict(truth)
    told["planted"] = {kind.value: item for kind, item in truth.planted.items()}
    told["implied"] = {one.form: asdict(one) for one in figures}
    return told


def lines(truth: Truth, figures: Sequence[Implied]) -> Iterator[str]:
    """Yield the truth for a terminal."""
    yield f"The truth of seed {truth.seed}. Everything of it is synthetic."
    for one in figures:
        yield f"Form {one.form}, of attempts answered with care:"
        yield f"  mean score {one.mean:.1f}, standard deviation {one.deviation:.1f}, flagged {one.flagged:.1%}"
        yield f"  reliability {one.reliability:.3f}, standard error {one.standard_error:.1f} points"
        gains = f"  gain of a retake {one.gain:+.1f} points"
        yield gains + (f", after a seminar {one.seminar_gain:+.1f}" if _seminars(truth) else "")
    yield "Items (slope; ability at which half reach each rung):"
    for item in truth.items:
        steps = " ".join(f"{one:+.2f}" for one in item.difficulties)
        yield f"  {item.id:<24} {item.slope:+.2f}; {steps}".rstrip()
    yield from planted_lines(truth)
    hasty = f"{truth.speeding:.0%} answer anything in no time, {truth.straight:.0%} the top everywhere"
    yield f"Set aside for their haste: {hasty}; {truth.untimed:.0%} tell no times."
    if figures:
        yield from _cohorts(truth, figures[0])


def planted_lines(truth: Truth) -> Iterator[str]:
    """Yield what was planted."""
    planted = {kind.value: item for kind, item in truth.planted.items()}
    if "bad" in planted:
        yield f"Planted, bad: {planted['bad']} is answered a little worse by who is readier elsewhere."
    if truth.bias:
        group = f"{truth.bias.attribute}={truth.bias.value}"
        yield f"Planted, biased: {truth.bias.item} is harder for {group} than for others as ready."
    if not planted:
        yield "Planted: nothing."


def _cohorts(truth: Truth, figures: Implied) -> Iterator[str]:
    yield f"Cohorts, share and mean score in form {figures.form}:"
    for cohort in truth.cohorts:
        means = figures.cohorts[cohort.id]
        known = (f"{one.id} {one.share:.0%} {means[one.id]:.0f}" for one in cohort.values if one.id in means)
        yield f"  {cohort.id}: {', '.join(known)}"


def _seminars(truth: Truth) -> bool:
    return any(cohort.is_seminar for cohort in truth.cohorts)
