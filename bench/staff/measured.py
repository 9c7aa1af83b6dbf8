"""What a run of this bench has measured, and how it is judged. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bench.figures import percentile, ratio
from bench.machine import Machine
from bench.targets import Figure, number

MILLION = 1_000_000
SIMULATE_SECONDS = 60.0
FOLD_SECONDS = 15.0
STATISTICS_MS = 5.0
OVERVIEW_MS = 50.0
RATIO = 1.2


@dataclass(frozen=True, slots=True)
class Made:
    """How long it took to make one database, and how large it is."""

    attempts: int
    simulate_seconds: float
    simulate_memory: int
    fold_seconds: float
    release_seconds: float
    database_bytes: int


@dataclass(frozen=True, slots=True)
class Size:
    """One database: how it was made, and the milliseconds of each statistic and of every request for the overview."""

    made: Made
    statistics: Mapping[str, float]
    overview: tuple[float, ...]

    @property
    def together(self) -> float:
        """All statistics of one segment, in milliseconds."""
        return sum(self.statistics.values())

    def at(self, share: float) -> float:
        """Return a percentile of the overview's times."""
        return percentile(self.overview, share)


@dataclass(frozen=True, slots=True)
class Staff:
    """The figures of one run: sizes from the smallest; `hello` is what the yardstick took, in milliseconds."""

    machine: Machine
    sizes: tuple[Size, ...]
    hello: tuple[float, ...]
    others_share: float


def judge(measured: Staff) -> list[Figure]:
    """Return the judged figures."""
    return [*_made(measured), *_shown(measured)]


def _made(measured: Staff) -> Iterator[Figure]:
    for size in measured.sizes:
        made = size.made
        if made.attempts != MILLION:
            continue
        for key, what, seconds, bound in (
            ("staff-simulate", "Simulate a million attempts", made.simulate_seconds, SIMULATE_SECONDS),
            ("staff-fold", "Fold a million attempts", made.fold_seconds, FOLD_SECONDS),
        ):
            beside = f"{number(1e6 * seconds / made.attempts)} µs each"
            yield Figure(key, what, f"{seconds:.1f} s", beside, seconds, bound, at_most=True, unit="s")


def _shown(measured: Staff) -> Iterator[Figure]:
    least, most = measured.sizes[0], measured.sizes[-1]
    hello = percentile(measured.hello, 0.5)
    of = f"{most.made.attempts:,} attempts"
    together, overview = most.together, most.at(0.95)
    value = f"{number(together)} ms"
    beside = f"{least.made.attempts:,}: {number(least.together)} ms"
    label = f"Every statistic of one segment, {of}"
    yield Figure("staff-statistics", label, value, beside, together, STATISTICS_MS, at_most=True, unit="ms")
    value = f"{number(overview)} ms, {number(ratio(most.at(0.5), hello))} × hello"
    label = f"The overview page, p95, {of}"
    yield Figure("staff-overview", label, value, f"hello {number(hello)} ms", overview, OVERVIEW_MS, True, "ms")
    if most is least:
        return
    for key, what, larger, smaller in (
        ("staff-overview-ratio", "The overview page", most.at(0.5), least.at(0.5)),
        ("staff-statistics-ratio", "Every statistic", together, least.together),
    ):
        label = f"{what}, {of} beside {least.made.attempts:,}"
        value, beside = f"{number(larger)} ms", f"{number(smaller)} ms"
        yield Figure(key, label, value, beside, ratio(larger, smaller), RATIO, at_most=True)
