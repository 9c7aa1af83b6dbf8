"""Placements: where attempts start, and how many of them are completed."""

from __future__ import annotations

from quiz.figures.asked import Asked
from quiz.figures.columns import columns
from quiz.figures.sheet import PlacementLine, Placements
from quiz.figures.shown import figure, share_of
from quiz.figures.table import Cell, Table
from quiz.figures.words import NOTES, OFFERS, TITLES
from quiz.stats import disclosure
from quiz.stats.times import median_seconds
from quiz.store.tallies.published import PlaceSums

FIGURES = ("starts", "completions", "completed", "seconds", "clicks")


def placements(asked: Asked) -> Placements:
    """Return the places of a form in a period, those of one site where one is selected."""
    site = asked.selection.site
    places = [
        (place, _line(place, asked.least))
        for place in asked.published.places(asked.bank.scale, asked.selection.form, asked.selection.period)
        if not site or place.site == site
    ]
    sites = tuple(line for place, line in places if not place.page)
    lines = tuple(line for place, line in places if place.page)
    return Placements(
        **asked.head("placements"),
        tables=(_sites(sites), _pages(lines)) if any(line.completions.is_shown for line in sites) else (),
        notes=(NOTES["places"], NOTES["hidden"]),
        sites=sites,
        lines=lines,
    )


def _line(place: PlaceSums, least: int) -> PlacementLine:
    # Notes against notes: who asks not to be followed completes, and is not noted.
    stayed = max(0, place.starts - int(place.left.sum()))
    timed = int(place.times.sum())
    median = median_seconds(place.times) if timed else None
    return PlacementLine(
        site=place.site,
        page=place.page,
        starts=figure(disclosure.part(place.starts, least)),
        completions=figure(disclosure.part(place.completions, least)),
        rate=share_of(stayed, place.starts, least),
        seconds=figure(disclosure.quantile(median, timed, least)),
        clicks=figure(disclosure.part(place.clicks, least)),
    )


def _sites(lines: tuple[PlacementLine, ...]) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple((line.site or OFFERS["every-site"], *_figures(line)) for line in lines)
    return Table("placement_sites", TITLES["placement_sites"], columns("site", *FIGURES), rows)


def _pages(lines: tuple[PlacementLine, ...]) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple((line.site, line.page, *_figures(line)) for line in lines)
    return Table("placements", TITLES["placements"], columns("site", "page", *FIGURES), rows)


def _figures(line: PlacementLine) -> tuple[Cell, ...]:
    return line.starts, line.completions, line.rate, line.seconds, line.clicks
