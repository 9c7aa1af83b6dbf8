"""The report of this bench: lines for the terminal, and Markdown for a page. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bench.embed.measured import PEERS, Embedded
from bench.figures import ratio
from bench.report import grid
from bench.targets import Figure, number

BEGIN, END = "<!-- bench embed: begin -->", "<!-- bench embed: end -->"
LABELS = {
    "bare": "the host's page alone",
    "element": "the element",
    "card": "the element as a card",
    "frame": "a bare frame",
}


def lines(figures: Sequence[Figure]) -> Iterator[str]:
    """Yield the judged figures for a terminal."""
    for figure in figures:
        met = "met" if figure.is_met else "NOT MET"
        yield f"{figure.label}: {figure.value} ({figure.yardstick}; target {figure.target}) {met}"


def save_into(page: str, measured: Embedded, figures: Sequence[Figure]) -> str:
    """Return a page with the report between its two markers; a page without them stays as it is."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{_markdown(measured, figures)}\n\n{END}{after}" if begin and end else page


def _markdown(measured: Embedded, figures: Sequence[Figure]) -> str:
    judged = (
        (figure.label, figure.value, figure.yardstick, figure.target, "yes" if figure.is_met else "**no**")
        for figure in figures
    )
    said = f"{measured.browser}, headless, {measured.machine.processor}, {measured.machine.cores} cores."
    return "\n\n".join(
        [
            grid(("figure", "measured", "beside", "target", "met"), judged),
            grid(
                ("in the page, first visit, with headers", "requests", "until painted", "to the result"),
                _cost(measured),
            ),
            grid(("what runs before any question", "compressed"), _peers(measured)),
            grid(("in the page", "the page's first paint", "that of what is in it"), _times(measured)),
            grid(("answer, with the element", "compressed bytes", "header bytes"), _answers(measured)),
            said,
        ]
    )


def _cost(measured: Embedded) -> Iterator[tuple[str, ...]]:
    for page, visit in measured.visits.items():
        first = visit.requests(before_paint=True)
        requests = f"{first} + {visit.requests() - first}"
        yield LABELS[page], requests, _kb(visit.bytes(before_paint=True)), _kb(visit.bytes())


def _peers(measured: Embedded) -> Iterator[tuple[str, ...]]:
    code = _kb(measured.visits["element"].runtime)
    yield "This diagnostic: scripts and style sheets of the element and of its frame; brotli", code
    for peer, amount in PEERS.items():
        yield peer, f"{amount / 1000:,.0f} kB"


def _times(measured: Embedded) -> Iterator[tuple[str, ...]]:
    bare = measured.host_paint("bare")
    for page in measured.host_paints:
        inside = _beside(measured.paint(page), bare) if page in measured.paints else "–"
        yield LABELS[page], _beside(measured.host_paint(page), bare), inside


def _answers(measured: Embedded) -> Iterator[tuple[str, ...]]:
    for one in measured.visits["element"].sent:
        yield _name_of(one.path), f"{one.body:,}", f"{one.head:,}"


def _beside(milliseconds: float, bare: float) -> str:
    return f"{number(milliseconds)} ms, {number(ratio(milliseconds, bare))} ×"


def _kb(amount: int) -> str:
    return f"{amount / 1000:.2f} kB"


def _name_of(path: str) -> str:
    if path.startswith("/f/r/"):
        return "the result in its frame"
    if path.startswith("/api/"):
        return "the submit"
    return "the questions in their frame" if path.startswith("/f/d/") else path.rpartition("/")[2]
