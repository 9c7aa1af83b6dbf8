"""From how many students on a statistic is told: each has so large an error before that it would mislead."""

from __future__ import annotations

RELIABILITY_GATE = 50
"""The 95 % interval of a reliability of .7 then reaches from about .55 to .8."""
RETEST_GATE = 30
AREA_GATE = 300
"""Whether a number says more of an area than the total does is a difference of two estimates, and needs many."""
RANKING_LEAST = 30
"""In each group of an order: below, the order is chance."""
