"""Everything that a run has measured, before anything is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bench.figures import Middle
from bench.machine import Machine
from bench.plan import Plan
from bench.servers import Start
from bench.wire import Wire

Levels = Mapping[int, Middle]
"""Number of connections → medians of the rounds."""


@dataclass(frozen=True, slots=True)
class Stored:
    """How many were acknowledged, and how many of these are there afterwards."""

    acknowledged: int
    rows: int


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one run."""

    machine: Machine
    plan: Plan
    rounds: int
    workers: int
    client: str
    """What drove the single steps: `wrk`, or the bench's own client where wrk is missing."""
    loads: Mapping[str, Levels]
    """Those of single steps (`bench.plan.STEPS`), and of the whole flows `diagnostic` and `questionnaire`."""
    memory: Mapping[str, int]
    starts: Mapping[str, Start]
    wire: Wire
    stored: Mapping[str, Stored]
    others_share: float
    """CPU that other programs of this machine took during the loads, as a share of all."""
    otree_missing: str
    """Why oTree was not measured; empty where it was."""
