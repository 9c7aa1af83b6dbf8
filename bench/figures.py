"""Numbers and what is said of them: percentiles, medians, loads and their middle. Pure."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil


@dataclass(frozen=True, slots=True)
class Latency:
    """How long a step took, in milliseconds."""

    p50: float
    p99: float


@dataclass(frozen=True, slots=True)
class Load:
    """What came of one load on one server: units of work completed, and what they cost."""

    completed: int
    seconds: float
    cpu_seconds: float
    client_seconds: float
    """CPU that the load client took of the same machine."""
    latencies: Mapping[str, Latency] = field(default_factory=dict)

    @property
    def rate(self) -> float:
        """Units a second."""
        return ratio(self.completed, self.seconds)

    @property
    def cpu_ms(self) -> float:
        """CPU of all processes of the server for one unit, in milliseconds."""
        return 1000 * ratio(self.cpu_seconds, self.completed)

    @property
    def client_ms(self) -> float:
        """CPU of the load client for one unit, in milliseconds."""
        return 1000 * ratio(self.client_seconds, self.completed)


@dataclass(frozen=True, slots=True)
class Middle:
    """The medians of the rounds of one load."""

    rate: float
    cpu_ms: float
    client_ms: float
    latencies: Mapping[str, Latency]

    @property
    def per_cpu_second(self) -> float:
        """Units for one second of CPU."""
        return ratio(1000, self.cpu_ms)

    @property
    def latency(self) -> Latency:
        """The latency of a load that has one step only."""
        (latency,) = self.latencies.values()
        return latency


def percentile(values: Sequence[float], share: float) -> float:
    """Return the nearest-rank percentile of values, `share` in 0..1; the values need no order."""
    if not values:
        raise ValueError("no values, no percentile")
    ordered = sorted(values)
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def latency_of(seconds: Sequence[float]) -> Latency:
    """Return the latency of measured durations in seconds."""
    return Latency(1000 * percentile(seconds, 0.50), 1000 * percentile(seconds, 0.99))


def middle(loads: Iterable[Load]) -> Middle:
    """Return the medians over the rounds of one load."""
    rounds = list(loads)
    steps = rounds[0].latencies if rounds else {}
    return Middle(
        rate=statistics.median(load.rate for load in rounds),
        cpu_ms=statistics.median(load.cpu_ms for load in rounds),
        client_ms=statistics.median(load.client_ms for load in rounds),
        latencies={
            step: Latency(
                statistics.median(load.latencies[step].p50 for load in rounds),
                statistics.median(load.latencies[step].p99 for load in rounds),
            )
            for step in steps
        },
    )


def ratio(value: float, yardstick: float) -> float:
    """Return how many times the yardstick a value is; infinite beside a yardstick of nothing."""
    return value / yardstick if yardstick else float("inf")
