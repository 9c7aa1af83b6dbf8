"""Bands tile the scores from 0 to 100: in order, without a gap, without an overlap."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from quiz.bank.findings import Notes
from quiz.bank.tree import Node


class _Range(NamedTuple):
    node: Node
    first: int
    last: int


def check_bands(document: Node, notes: Notes) -> None:
    """Note where the bands do not tile 0 to 100, and warn where none ends at the cut score."""
    entries = document.listed("bands")
    ranges = [_range_of(entry, notes) for entry in entries]
    if not ranges:
        return
    for before, after in pairwise(ranges):
        if before is not None and after is not None:
            _check_neighbours(before, after, notes)
    known = [band for band in ranges if band is not None]
    if len(known) == len(ranges) and all(one.last < two.first for one, two in pairwise(known)):
        _check_ends(known, notes)
    cut = document.whole("cut")
    if cut is not None and known and all(band.last != cut for band in known):
        inside = next((band for band in known if band.first <= cut <= band.last), None)
        if inside is not None:
            place = document.fields["cut"]
            notes.warn(place.line, place.path, "cut-inside-band", cut=cut, band=inside.node.label)


def _range_of(band: Node, notes: Notes) -> _Range | None:
    """Return the range of a band, or None where it has none or the wrong way round."""
    first, last = band.whole("first"), band.whole("last")
    if first is None or last is None:
        return None
    if first > last:
        place = band.fields["first"]
        notes.error(place.line, place.path, "band-order", first=first, last=last)
        return None
    return _Range(band, first, last)


def _check_neighbours(before: _Range, after: _Range, notes: Notes) -> None:
    place = after.node.fields["first"]
    if after.last < before.first:
        notes.error(place.line, place.path, "band-sequence", other=before.node.label)
    elif after.first > before.last + 1:
        missing = _span(before.last + 1, after.first - 1)
        notes.error(place.line, place.path, "band-gap", missing=missing, meant=before.last + 1)
    elif after.first <= before.last:
        shared = _span(max(before.first, after.first), min(before.last, after.last))
        other, meant = before.node.label, before.last + 1
        notes.error(place.line, place.path, "band-overlap", shared=shared, other=other, meant=meant)


def _check_ends(ranges: list[_Range], notes: Notes) -> None:
    if ranges[0].first != 0:
        place = ranges[0].node.fields["first"]
        notes.error(place.line, place.path, "band-start", first=ranges[0].first)
    if ranges[-1].last != 100:
        place = ranges[-1].node.fields["last"]
        notes.error(place.line, place.path, "band-end", last=ranges[-1].last)


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"
