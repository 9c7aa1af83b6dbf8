"""What is true of a simulation: values, drawn by `quiz.simulation.drawing` and told afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

CAMPAIGN = "synthetic"
"""Every simulated attempt says this of itself."""


class Planted(StrEnum):
    """What was done to an item on purpose."""

    NOTHING = ""
    BAD = "bad"
    BIASED = "biased"


@dataclass(frozen=True, slots=True)
class ItemTruth:
    """An item of the graded response model: P(rung ≥ k | θ) = logistic(slope × θ + intercepts[k − 1]).

    θ is the ability in the item's area, standard normal before cohorts shift it; `intercepts` fall. Source: Samejima
    (1969), in the slope and intercept form. `median_ms` is how long the item takes a student of middling pace.
    """

    id: str
    area: str
    slope: float
    intercepts: tuple[float, ...]
    median_ms: float
    planted: Planted = Planted.NOTHING

    @property
    def difficulties(self) -> tuple[float, ...]:
        """The abilities at which half reach each rung, as the model is usually written."""
        return tuple(-intercept / self.slope for intercept in self.intercepts)


@dataclass(frozen=True, slots=True)
class ValueTruth:
    """One value of an attribute: its share, and how much readier its students are, in standard deviations of θ."""

    id: str
    share: float
    shift: float


@dataclass(frozen=True, slots=True)
class CohortTruth:
    """An attribute: its values, and how likely a student who tells anything tells this.

    Shares below one in all leave students without a value. Where `follows` is given, most students have the value
    whose place stands there for their value of the attribute before.
    """

    id: str
    telling: float
    values: tuple[ValueTruth, ...]
    follows: tuple[int, ...] = ()
    is_seminar: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where attempts start: a site's key and a page, each may be empty, with share, shift and share of who leaves."""

    site: str
    page: str
    share: float
    shift: float
    leaving: float


@dataclass(frozen=True, slots=True)
class Bias:
    """An item that is harder for one group at the same ability: `shift` is added to its intercepts there."""

    item: str
    attribute: str
    value: str
    shift: float


@dataclass(frozen=True, slots=True)
class Retaking:
    """How many come back, and how much readier they are then, in standard deviations of θ."""

    share: float
    gain: float
    spread: float
    longest_days: int


@dataclass(frozen=True, slots=True)
class Truth:
    """Everything that a simulation is made from.

    Abilities of two areas correlate by `correlation`. `drift` is how much readier students are on the last day than on
    the first. Shares are of first attempts; `full` asks the longest form, and the others the first one.
    """

    seed: int
    correlation: float
    drift: float
    items: tuple[ItemTruth, ...]
    cohorts: tuple[CohortTruth, ...]
    places: tuple[Place, ...]
    bias: Bias | None
    retaking: Retaking
    seminar: Retaking
    full: float = 0.25
    told: float = 0.28
    speeding: float = 0.02
    straight: float = 0.01
    untimed: float = 0.04

    @property
    def planted(self) -> dict[Planted, str]:
        """The items that something was done to."""
        return {item.planted: item.id for item in self.items if item.planted}
