"""One sentence of advice an item: what the figures suggest to do about it, the most pressing first."""

from __future__ import annotations

from dataclasses import replace

from quiz.bank.model import Text
from quiz.figures.sheet import ItemLine
from quiz.figures.wording import fill, quoted
from quiz.figures.words import ADVICE

WEAK = 2
"""Steps of 「効き」 up to which an item needs work."""
MOST_AT_AN_END = 80
"""Percent on the highest or the lowest rung from which the item tells little about most students."""
MANY_LEAVE = 5
"""Percent of those who began."""
SLOW_SECONDS = 15
"""Three times what an item of the quick form may take."""


def advised(line: ItemLine) -> ItemLine:
    """Return a line with what to do about its item."""
    advice = _advice(line)
    return replace(line, advice=advice, needs_a_look=advice not in (ADVICE["fine"], ADVICE["unknown"]))


def _advice(line: ItemLine) -> Text:
    if line.effect == 1:
        return ADVICE["against"]
    if line.effect == WEAK:
        return ADVICE["weak"]
    if line.fairness.ja:
        return ADVICE["fairness"]
    if line.dead:
        return fill(ADVICE["dead"], option=quoted(line.dead[0]))
    return _about_use(line)


def badness_of(line: ItemLine) -> int:
    """Return where an item stands in a table, the worst first; what cannot be told yet stands with what is well."""
    if 0 < line.effect <= WEAK:
        return line.effect
    if line.fairness.ja:
        return WEAK + 1
    if line.dead:
        return WEAK + 2
    return WEAK + 3 if line.needs_a_look else WEAK + 4


def _about_use(line: ItemLine) -> Text:
    if (line.rungs[-1].share.value or 0) >= MOST_AT_AN_END:
        return ADVICE["easy"]
    if (line.rungs[0].share.value or 0) >= MOST_AT_AN_END:
        return ADVICE["hard"]
    if (line.abandoned.value or 0) >= MANY_LEAVE:
        return ADVICE["left"]
    if (line.seconds.value or 0) >= SLOW_SECONDS:
        return ADVICE["slow"]
    return ADVICE["fine" if line.effect else "unknown"]
