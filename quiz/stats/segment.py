"""Segments: where attempts came from and what their students told of themselves, as labels.

    site=campus;grade=3;faculty=law       one attempt's segment: its site, then attributes in the order of the bank
    site=campus;faculty=law               what it is published under: its site, and one attribute
    faculty=law                           what somebody may look at: a site, an attribute's value, or both; or all ("")

An empty part is left out: `grade=3` as the segment of an attempt says that it had no site and told no faculty.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from zlib import crc32

SITE = "site"
EVERYBODY = ""
Segment = tuple[tuple[str, str], ...]
"""Dimension and value; the last part is given up first."""


def label_of(segment: Segment) -> str:
    """Return the label of a segment."""
    return ";".join(f"{dimension}={value}" for dimension, value in segment)


def segment_of(label: str) -> Segment:
    """Return the segment of a label."""
    parts = (part.partition("=") for part in label.split(";") if part)
    return tuple((dimension, value) for dimension, _, value in parts)


def segment_from(site: str, attributes: Mapping[str, str], order: Sequence[str]) -> Segment:
    """Return the segment of an attempt from its site's key and what its student told; `order` names attributes."""
    known = {SITE: site, **{name: attributes.get(name, "") for name in order}}
    return tuple((dimension, value) for dimension, value in known.items() if value)


def ladder_of(segment: Segment, lot: str, codes: Collection[str]) -> tuple[Segment, ...]:
    """Return what attempts of a segment may be published under: their site with one attribute, one of the two, nothing.

    Nobody looks at two attributes at once, and four of them together are shared by too few: so one is drawn by lot, and
    so is which of the two is given up first. The lot knows no answers, so those under a grade are like all who told
    it. `lot` makes it another one for another day, and the same whenever it is drawn. A code, which staff gave out in
    order to count it, comes before attributes that are chosen from a list, and is given up last.
    """
    site, attributes = _parts(segment)
    of_code = tuple(part for part in attributes if part[0] in codes)
    drawable = of_code or attributes
    number = crc32(f"{lot};{label_of(segment)}".encode())
    one = (drawable[number % len(drawable)],) if drawable else ()
    if not site or not one:
        return prefixes(site or one)
    keeps_site = not of_code and number // len(drawable) % 2
    return site + one, site if keeps_site else one, ()


def prefixes(segment: Segment) -> tuple[Segment, ...]:
    """Return a segment and what is left of it as its last part is given up, and the next, down to nothing."""
    return tuple(segment[:length] for length in range(len(segment), -1, -1))


def views_of(segment: Segment) -> Iterator[Segment]:
    """Return every view that an attempt of a segment is part of: all, its site, each attribute, and each at its site.

    This is the fixed hierarchy of filters: nobody can ask for two attributes at once.
    """
    site, attributes = _parts(segment)
    yield ()
    if site:
        yield site
    for part in attributes:
        yield (part,)
        if site:
            yield (*site, part)


def _parts(segment: Segment) -> tuple[Segment, Segment]:
    """Return the site of a segment, or nothing, and its attributes."""
    length = int(segment[:1] != () and segment[0][0] == SITE)
    return segment[:length], segment[length:]
