"""What a run of this bench has measured, and how it is judged. Pure."""

from __future__ import annotations

import statistics
from collections.abc import Mapping
from dataclasses import dataclass

from bench.figures import ratio
from bench.machine import Machine
from bench.targets import Figure, number

MOST_BYTES = 15_000
CODE = (".js", ".css")
PEERS = {
    "SurveyJS 2.5.38: survey.core, survey-js-ui, survey-core.css; minified, brotli": 320_700,
    "The same by gzip": 415_000,
    "H5P core as h5p-standalone 3.8.2 packs it, without fonts; gzip": 61_900,
    "H5P core and Question Set; gzip, about": 90_000,
}
"""Bytes of what others load before any question of their own; from the files of their packages and repositories."""
MOST_DELAY = 1.25
"""How much later the host's own first paint may come with the element in its page: the noise of two like pages."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One answer of the product, as it came over the wire."""

    path: str
    body: int
    head: int
    is_before_paint: bool
    """Whether it was asked for before the diagnostic, or the card, was first painted."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What the first visit of a reader cost, with an empty cache."""

    sent: tuple[Sent, ...]

    def bytes(self, *, before_paint: bool = False) -> int:
        """Return the compressed bodies and the headers before them."""
        return sum(one.body + one.head for one in self._of(before_paint))

    def bodies(self, *, before_paint: bool = False) -> int:
        """Return the compressed bodies alone."""
        return sum(one.body for one in self._of(before_paint))

    def requests(self, *, before_paint: bool = False) -> int:
        """Count the requests."""
        return len(self._of(before_paint))

    @property
    def runtime(self) -> int:
        """Return the compressed bodies of scripts and style sheets: what peers are measured by."""
        return sum(one.body for one in self.sent if one.path.endswith(CODE))

    def _of(self, before_paint: bool) -> list[Sent]:
        return [one for one in self.sent if one.is_before_paint or not before_paint]


@dataclass(frozen=True, slots=True)
class Embedded:
    """The figures of one run."""

    machine: Machine
    browser: str
    visits: Mapping[str, Visit]
    host_paints: Mapping[str, tuple[float, ...]]
    """Milliseconds from the beginning of the navigation to the first paint of the host's own page; by page."""
    paints: Mapping[str, tuple[float, ...]]
    """The same to the first paint of the diagnostic inside, or of the card."""

    def host_paint(self, page: str) -> float:
        """Return the median."""
        return statistics.median(self.host_paints[page])

    def paint(self, page: str) -> float:
        """Return the median."""
        return statistics.median(self.paints[page])


def _with_headers(amount: int) -> str:
    return f"with headers {amount / 1000:.2f} kB"


def judge(measured: Embedded) -> list[Figure]:
    """Return the judged figures."""
    element = measured.visits["element"]
    bare = measured.host_paint("bare")
    beside = f"bare page {number(bare)} ms"

    def sent(key: str, label: str, value: int, beside: str) -> Figure:
        shown, bound = f"{value / 1000:.2f} kB", MOST_BYTES / 1000
        return Figure(key, label, shown, beside, value / 1000, bound, at_most=True, unit="kB")

    own = measured.host_paint("element")
    return [
        sent("embed-runtime", "Scripts and style sheets of the element", element.runtime, "SurveyJS 321 kB"),
        sent(
            "embed-first",
            "The element until the first question is painted",
            element.bodies(before_paint=True),
            _with_headers(element.bytes(before_paint=True)),
        ),
        sent(
            "embed-all",
            "The element from its script to the result",
            element.bodies(),
            _with_headers(element.bytes()),
        ),
        Figure(
            "embed-host",
            "First paint of the host's page, with the element in it",
            f"{number(own)} ms",
            beside,
            ratio(own, bare),
            MOST_DELAY,
            at_most=True,
        ),
    ]
