"""How long and how often is measured."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """The bounds of a run; seconds of each single load, and of the whole."""

    levels: tuple[int, ...]
    """Numbers of connections."""
    rounds: int
    step_seconds: int
    """wrk knows whole seconds only."""
    flow_seconds: float
    otree_seconds: float
    """oTree completes about 25 a second, so its rounds must be longer."""
    starts: int
    budget_seconds: float
    """No round begins that would end after this; the first is always measured."""

    @property
    def round_seconds(self) -> float:
        """The time that one round is expected to take, the queue of oTree's last questionnaires included."""
        steps = len(STEPS) * self.step_seconds + self.flow_seconds + self.otree_seconds
        return len(self.levels) * (steps + 1.0) + sum(self.levels) * 0.05

    @property
    def expected_seconds(self) -> float:
        """What a progress bar counts: the seconds of every load, and one for each start."""
        steps = len(STEPS) * self.step_seconds + self.flow_seconds + self.otree_seconds
        return self.rounds * len(self.levels) * steps + 2 * (self.starts + 1)


STEPS = ("hello", "page", "insert", "submit", "put", "result")
"""Single steps in the order of a round: each stands next to what it is compared with."""
FULL = Plan((1, 16, 64), rounds=4, step_seconds=2, flow_seconds=2, otree_seconds=3, starts=5, budget_seconds=330)
QUICK = Plan((1, 16, 64), rounds=1, step_seconds=1, flow_seconds=1, otree_seconds=2, starts=3, budget_seconds=80)
